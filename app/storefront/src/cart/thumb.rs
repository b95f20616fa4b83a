//! The small picture of a line.

use domain::id::MediaId;
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// A product's picture beside its line; its title stands next to it, so it says nothing itself.
#[component]
pub fn Thumb(
    /// `None` shows an empty card.
    #[prop(into)]
    picture: Option<MediaId>,
) -> impl IntoView {
    const LOOK: &str = "aspect-4/5 w-16 flex-none rounded-md bg-surface-tint object-cover sm:w-20";
    match picture {
        Some(media) => view! {
            <img
                class=LOOK
                src=format!("/media/{media}-d/160.webp")
                srcset=format!("/media/{media}-d/160.webp 2x, /media/{media}-d/320.webp 3x")
                width="160"
                height="200"
                alt=""
                loading="lazy"
                decoding="async"
            />
        }
        .into_any(),
        None => view! {
            <span class=format!("grid place-items-center text-ink-muted {LOOK}") aria-hidden="true">
                <Icon glyph=Glyph::PACKAGE class="icon-lg" />
            </span>
        }
        .into_any(),
    }
}
