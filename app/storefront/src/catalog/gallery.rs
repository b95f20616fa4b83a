//! The pictures of a product: swiped on phones, with thumbs beside them on wide screens. The server
//! renders them; [`live`](crate::live) makes thumbs, count and enlarging work.

use domain::catalog;
use kit::use_locale;
use leptos::prelude::*;
use ui::Dialog;

use super::picture::{Picture, PictureOrDrawing};
use super::texts as t;

/// All pictures of a product in one track. It begins with `start`, since only a script could
/// scroll there.
#[component]
pub fn Gallery(pictures: Vec<catalog::Picture>, title: String, start: usize) -> impl IntoView {
    let locale = use_locale();
    if pictures.is_empty() {
        return view! {
            <div class="gallery">
                <div class="gallery-frame">
                    <div class="gallery-track">
                        <div class="gallery-slide">
                            <PictureOrDrawing picture=None name=title sizes="50vw" />
                        </div>
                    </div>
                </div>
            </div>
        }
        .into_any();
    }
    let pictures = begin_with(pictures, start);
    let all = pictures.len();
    let name = move |at: usize| t::picture_of(locale, &(at + 1).to_string(), &all.to_string());
    let thumbs = (all > 1).then(|| {
        let thumb = |(at, (_, picture)): (usize, (usize, catalog::Picture))| {
            view! {
                <a
                    class="gallery-thumb"
                    href=format!("#picture-{}", at + 1)
                    aria-label=name(at)
                    aria-current=(at == 0).then_some("true")
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
                {format!("1 / {all}")}
            </span>
        }
    });
    let slides = pictures
        .into_iter()
        .enumerate()
        .map(|(at, (own, picture))| {
            let class = if at == 0 { "gallery-picture vt-picture" } else { "gallery-picture" };
            let href = picture.src(1600);
            view! {
                <li class="gallery-slide" id=format!("picture-{}", at + 1) data-picture=own.to_string()>
                    <a href=href target="_blank" aria-label=t::enlarge(locale) class="gallery-large">
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
                <ul class="gallery-track" tabindex="0" aria-label=title.clone()>
                    {slides}
                </ul>
                {count}
            </div>
            <Dialog
                id="enlarged"
                title
                close_label=t::close(locale)
                class="m-0 h-dvh w-dvw max-w-none max-h-none rounded-none"
            >
                <div class="gallery-enlarged" data-close=""></div>
            </Dialog>
        </div>
    }
    .into_any()
}

/// The pictures, each with its place, one of them first.
fn begin_with(pictures: Vec<catalog::Picture>, start: usize) -> Vec<(usize, catalog::Picture)> {
    let mut pictures: Vec<_> = pictures.into_iter().enumerate().collect();
    if let Some(head) = pictures.get_mut(..=start) {
        head.rotate_right(1);
    }
    pictures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_picture_comes_first_and_the_others_keep_their_order() {
        let picture = |n: usize| catalog::Picture::new(&n.to_string(), None, String::new(), 0, 0);
        let places = |start| begin_with((0..4).map(picture).collect(), start).into_iter().map(|(at, _)| at);
        assert!(places(0).eq([0, 1, 2, 3]));
        assert!(places(2).eq([2, 0, 1, 3]));
        assert!(places(7).eq([0, 1, 2, 3]));
        assert!(begin_with(vec![picture(0), picture(1)], 1).iter().all(|(at, shown)| *shown == picture(*at)));
    }
}
