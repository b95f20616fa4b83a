//! The pictures of a product: swiped on phones, with thumbs beside them on wide screens.

use domain::catalog;
use kit::use_locale;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use ui::Dialog;

use super::picture::{Picture, PictureOrDrawing};
use super::texts as t;

/// All pictures of a product in one track; `focus` is the one that shows the chosen variant. The
/// track begins with `start`, since only a script could scroll there.
#[component]
pub fn Gallery(
    pictures: Vec<catalog::Picture>,
    title: String,
    focus: Signal<Option<usize>>,
    start: usize,
) -> impl IntoView {
    let locale = use_locale();
    if pictures.is_empty() {
        return view! {
            <div class="gallery">
                <div class="gallery-track">
                    <div class="gallery-slide">
                        <PictureOrDrawing picture=None name=title sizes="50vw" />
                    </div>
                </div>
            </div>
        }
        .into_any();
    }
    let track = NodeRef::<html::Ul>::new();
    let shown = RwSignal::new(0);
    let go = move |at: usize| {
        if let Some(track) = track.get_untracked() {
            let at = i32::try_from(at).unwrap_or_default();
            track.set_scroll_left(track.client_width() * at);
        }
    };
    let start = if start < pictures.len() { start } else { 0 };
    let pictures = begin_with(pictures, start);
    // A variant without a picture of its own leaves the gallery where it is.
    Effect::new(move |before: Option<Option<usize>>| {
        let wanted = focus.get();
        if let (Some(at), Some(before)) = (wanted, before)
            && before != wanted
        {
            go(place(at, start));
        }
        wanted
    });
    let scrolled = move |_| {
        if let Some(track) = track.get_untracked() {
            let width = track.client_width().max(1);
            shown.set(usize::try_from((track.scroll_left() + width / 2) / width).unwrap_or_default());
        }
    };
    let all = pictures.len();
    let name = move |at: usize| t::picture_of(locale, &(at + 1).to_string(), &all.to_string());
    let thumbs = (all > 1).then(|| {
        let thumb = |(at, picture): (usize, catalog::Picture)| {
            view! {
                <a
                    class="gallery-thumb"
                    href=format!("#picture-{}", at + 1)
                    rel="external"
                    aria-label=name(at)
                    aria-current=move || (shown.get() == at).then_some("true")
                    on:click=move |event| {
                        event.prevent_default();
                        go(at);
                    }
                >
                    <Picture picture sizes="5rem" silent=true />
                </a>
            }
        };
        let thumbs = pictures.iter().cloned().enumerate().map(thumb).collect_view();
        view! {
            <nav class="gallery-thumbs" aria-label=t::pictures(locale)>
                {thumbs}
            </nav>
        }
    });
    let count = (all > 1).then(|| {
        view! {
            <span class="gallery-count" aria-hidden="true">
                {move || format!("{} / {all}", shown.get() + 1)}
            </span>
        }
    });
    let large = RwSignal::new(None::<catalog::Picture>);
    let is_large = RwSignal::new(false);
    let slides = pictures
        .into_iter()
        .enumerate()
        .map(|(at, picture)| {
            let class = if at == 0 { "gallery-picture vt-picture" } else { "gallery-picture" };
            let href = picture.src(1600);
            let enlarged = picture.clone();
            let enlarge = move |event: MouseEvent| {
                // With a key it is for another window.
                if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
                    event.prevent_default();
                    large.set(Some(enlarged.clone()));
                    is_large.set(true);
                }
            };
            view! {
                <li class="gallery-slide" id=format!("picture-{}", at + 1)>
                    <a
                        href=href
                        target="_blank"
                        aria-label=t::enlarge(locale)
                        class="gallery-large"
                        on:click=enlarge
                    >
                        <Picture picture sizes="(min-width: 1024px) 40rem, 100vw" first=at == 0 class />
                    </a>
                </li>
            }
        })
        .collect_view();
    let heading = title.clone();
    let shown_large = move || {
        large.get().map(|picture| {
            view! {
                <img
                    class="mx-auto max-h-[calc(100dvh-6rem)] w-auto max-w-full object-contain"
                    src=picture.src(1600)
                    width=picture.width.to_string()
                    height=picture.height.to_string()
                    alt=picture.alt
                />
            }
        })
    };
    view! {
        <div class="gallery">
            {thumbs}
            <div class="gallery-frame">
                <ul class="gallery-track" node_ref=track on:scroll=scrolled tabindex="0" aria-label=title>
                    {slides}
                </ul>
                {count}
            </div>
            <Dialog
                id="enlarged"
                title=heading
                close_label=t::close(locale)
                open=is_large
                class="m-0 h-dvh w-dvw max-w-none max-h-none rounded-none"
            >
                <div class="cursor-zoom-out" on:click=move |_| is_large.set(false)>
                    {shown_large}
                </div>
            </Dialog>
        </div>
    }
    .into_any()
}

/// The pictures with one of them first.
fn begin_with(mut pictures: Vec<catalog::Picture>, start: usize) -> Vec<catalog::Picture> {
    if let Some(head) = pictures.get_mut(..=start) {
        head.rotate_right(1);
    }
    pictures
}

/// Where a picture stands once `start` is first.
const fn place(at: usize, start: usize) -> usize {
    if at == start {
        0
    } else if at < start {
        at + 1
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_picture_comes_first_and_the_others_keep_their_order() {
        let picture = |n: usize| catalog::Picture::new(&n.to_string(), None, String::new(), 0, 0);
        for start in 0..4 {
            let shown = begin_with((0..4).map(picture).collect(), start);
            assert!((0..4).all(|at| shown[place(at, start)] == picture(at)), "{start}");
            assert_eq!(shown[0], picture(start));
        }
        assert_eq!(begin_with(vec![picture(0)], 7), [picture(0)]);
    }
}
