//! A product's picture, small.

use domain::id::MediaId;
use leptos::prelude::*;
use ui::{Glyph, Icon};

/// Where a picture is, in one of the fixed widths.
pub fn src(media: MediaId, width: u32) -> String {
    format!("/media/{media}-d/{width}.webp")
}

/// A square of 40 px beside a name that says what it shows; an empty frame without a picture.
#[component]
pub fn Thumb(#[prop(optional_no_strip)] media: Option<MediaId>) -> impl IntoView {
    let inner = match media {
        Some(media) => view! {
            <img
                class="size-full object-cover"
                src=src(media, 160)
                width="40"
                height="40"
                alt=""
                loading="lazy"
                decoding="async"
            />
        }
        .into_any(),
        None => view! { <Icon glyph=Glyph::IMAGE class="icon-sm" /> }.into_any(),
    };
    view! {
        <span class="grid size-10 shrink-0 place-items-center overflow-hidden rounded-sm bg-surface-tint text-ink-muted">
            {inner}
        </span>
    }
    .into_any()
}
