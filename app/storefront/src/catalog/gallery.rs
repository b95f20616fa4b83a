//! The pictures of a product: swiped on phones, with thumbs beside them on wide screens.

use domain::catalog;
use kit::use_locale;
use leptos::html;
use leptos::prelude::*;

use super::picture::{Picture, PictureOrDrawing};
use super::texts as t;

/// All pictures of a product in one track; `focus` is the one that shows the chosen variant.
#[component]
pub fn Gallery(
    pictures: Vec<catalog::Picture>,
    title: String,
    focus: Signal<Option<usize>>,
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
    // A variant without a picture of its own leaves the gallery where it is.
    Effect::new(move |before: Option<Option<usize>>| {
        let wanted = focus.get();
        if let (Some(at), Some(before)) = (wanted, before)
            && before != wanted
        {
            go(at);
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
    let slides = pictures
        .into_iter()
        .enumerate()
        .map(|(at, picture)| {
            let class = if at == 0 { "gallery-picture vt-picture" } else { "gallery-picture" };
            let large = picture.src(1600);
            view! {
                <li class="gallery-slide" id=format!("picture-{}", at + 1)>
                    <a href=large target="_blank" aria-label=t::enlarge(locale) class="gallery-large">
                        <Picture picture sizes="(min-width: 1024px) 40rem, 100vw" first=at == 0 class />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="gallery">
            {thumbs}
            <div class="gallery-frame">
                <ul class="gallery-track" node_ref=track on:scroll=scrolled tabindex="0" aria-label=title>
                    {slides}
                </ul>
                {count}
            </div>
        </div>
    }
    .into_any()
}
