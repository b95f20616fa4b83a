use crate::{Tone, classes, given};
use leptos::prelude::*;

/// A short word in a tinted frame: "New", "−20 %", "Draft".
#[component]
pub fn Badge(
    #[prop(optional)] tone: Tone,
    /// White on the full colour, for pictures.
    #[prop(optional)]
    solid: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let solid = if solid { "badge-solid" } else { "" };
    view! { <span class=classes(&["badge", tone.class(), solid, class])>{children()}</span> }
}

/// How something stands: a shape and a word, so that colour is never alone.
#[component]
pub fn Status(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let shape = match tone {
        Tone::Neutral => view! { <circle class="shape-line" cx="5" cy="5" r="3.5" /> }.into_any(),
        Tone::Accent => view! {
            <circle class="shape-line shape-thin" cx="5" cy="5" r="4.4" />
            <path d="M5 .6a4.4 4.4 0 0 1 0 8.8z" />
        }
        .into_any(),
        Tone::Good => view! { <circle cx="5" cy="5" r="4.5" /> }.into_any(),
        Tone::Warn => view! { <path d="M5 .5 9.8 9.2H.2z" /> }.into_any(),
        Tone::Bad => view! { <path d="M5 0 10 5 5 10 0 5z" /> }.into_any(),
        Tone::Info => view! { <rect x="1" y="1" width="8" height="8" rx="1.5" /> }.into_any(),
    };
    view! {
        <span class=classes(&["status", tone.class(), class])>
            <svg class="status-shape" viewBox="0 0 10 10" aria-hidden="true">
                {shape}
            </svg>
            <span>{children()}</span>
        </span>
    }
}

/// A person or a shop: a picture, else initials on one of six tints.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(into, optional)] src: String,
    /// 56 px instead of 40.
    #[prop(optional)]
    large: bool,
    /// 24 px.
    #[prop(optional)]
    small: bool,
    /// Rounded square: shops, not people.
    #[prop(optional)]
    square: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let size = match (large, small) {
        (true, _) => "avatar-lg",
        (_, true) => "avatar-sm",
        _ => "",
    };
    let square = if square { "avatar-square" } else { "" };
    let tint = tint(&name);
    let content = match given(src) {
        Some(src) => view! { <img src=src alt="" loading="lazy" decoding="async" /> }.into_any(),
        None => initials(&name).into_any(),
    };
    view! {
        <span class=classes(&["avatar", tint, size, square, class]) role="img" aria-label=name>
            {content}
        </span>
    }
}

/// The first letters of the first and last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// The same name always has the same tint.
fn tint(name: &str) -> &'static str {
    let sum = name.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    match sum % 6 {
        0 => "avatar-1",
        1 => "avatar-2",
        2 => "avatar-3",
        3 => "avatar-4",
        4 => "avatar-5",
        _ => "avatar-6",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_last_word() {
        assert_eq!(initials("Ada Lovelace"), "AL");
        assert_eq!(initials("Jean-Luc de la Tour"), "JT");
        assert_eq!(initials("élan"), "É");
        assert_eq!(initials(" "), "");
    }
}
