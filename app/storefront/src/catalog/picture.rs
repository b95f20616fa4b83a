//! Pictures that keep their place and load in the width that is needed.

use domain::catalog;
use leptos::prelude::*;

/// A picture in all its widths.
#[component]
pub fn Picture(
    picture: catalog::Picture,
    /// How wide it is shown, as `sizes` wants it.
    sizes: &'static str,
    /// The first thing a person sees: loaded at once and before others.
    #[prop(optional)]
    first: bool,
    /// Decoration beside words that say the same.
    #[prop(optional)]
    silent: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let (loading, priority) = if first { ("eager", Some("high")) } else { ("lazy", None) };
    let alt = if silent { String::new() } else { picture.alt.clone() };
    view! {
        <img
            class=class
            src=picture.src(480)
            srcset=picture.srcset()
            sizes=sizes
            width=picture.width.to_string()
            height=picture.height.to_string()
            alt=alt
            loading=loading
            fetchpriority=priority
            decoding="async"
        />
    }
}

/// The picture, or a card drawn from the name where there is none.
#[component]
pub fn PictureOrDrawing(
    picture: Option<catalog::Picture>,
    /// What it is a picture of.
    #[prop(into)]
    name: String,
    sizes: &'static str,
    #[prop(optional)] first: bool,
    #[prop(optional)] silent: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    match picture {
        Some(picture) => view! { <Picture picture sizes first silent class /> }.into_any(),
        None => view! { <Drawing name /> }.into_any(),
    }
}

/// A quiet card with the first letter of a name.
#[component]
fn Drawing(name: String) -> impl IntoView {
    let letter: String =
        name.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_uppercase).collect();
    // The same name always has the same shape.
    let turn = name.bytes().fold(7u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 4;
    let shape = match turn {
        0 => "M80 330a120 120 0 0 1 240 0v90H80z",
        1 => "M200 120 330 330 200 420 70 330z",
        2 => "M80 180h240v60a120 120 0 0 1-240 0z M80 300h240v120H80z",
        _ => "M200 130a130 130 0 1 1 0 260 130 130 0 1 1 0-260z",
    };
    view! {
        <svg class="drawn-card" viewBox="0 0 400 500" role="img" aria-label=name preserveAspectRatio="xMidYMid slice">
            <path class="drawn-shape" d=shape />
            <text class="drawn-letter" x="200" y="290" text-anchor="middle">
                {letter}
            </text>
        </svg>
    }
}
