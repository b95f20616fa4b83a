//! Icons as one inline path each, drawn in the colour of the text around them.

mod glyphs;

use crate::{classes, given};
use leptos::prelude::*;

/// One icon: path data on a 24 by 24 grid, drawn as a line of 1.75.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

/// An icon, 20 px unless the class says otherwise (`icon-sm` 16, `icon-lg` 24).
/// Without a label it is decoration and hidden from screen readers.
#[component]
pub fn Icon(
    glyph: Glyph,
    /// Only when the icon stands alone and nothing beside it says the same.
    #[prop(into, optional)]
    label: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let label = given(label);
    let role = label.as_ref().map(|_| "img");
    let hidden = label.is_none().then_some("true");
    view! {
        <svg class=classes(&["icon", class]) viewBox="0 0 24 24" role=role aria-label=label aria-hidden=hidden>
            <path d=glyph.0 />
        </svg>
    }
}
