//! Buttons and links. `on:click`, `attr:name`, `attr:form`, `attr:commandfor` and
//! the like pass through to the element.

use crate::{Glyph, Icon, classes};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How loud an action is. One primary action a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    #[default]
    Primary,
    Secondary,
    Quiet,
    Danger,
}

impl Variant {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Variant::Primary => "btn-primary",
            Variant::Secondary => "btn-secondary",
            Variant::Quiet => "btn-quiet",
            Variant::Danger => "btn-danger",
        }
    }
}

/// 36, 44 or 52 px high; on touch screens never below 44.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    Small,
    #[default]
    Medium,
    Large,
}

impl Size {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Size::Small => "btn-sm",
            Size::Medium => "",
            Size::Large => "btn-lg",
        }
    }
}

/// A busy button keeps its focus but does nothing.
fn ignore_while(loading: Signal<bool>) -> impl Fn(MouseEvent) {
    move |event| {
        if loading.get_untracked() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    #[prop(optional)] variant: Variant,
    #[prop(optional)] size: Size,
    /// `button`, `submit` or `reset`.
    #[prop(default = "button")]
    kind: &'static str,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// Shows a spinner in place of the words and ignores clicks.
    #[prop(into, optional)]
    loading: Signal<bool>,
    /// As wide as its container.
    #[prop(optional)]
    wide: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let wide = if wide { "btn-wide" } else { "" };
    view! {
        <button
            type=kind
            class=classes(&["btn", variant.class(), size.class(), wide, class])
            disabled=disabled
            aria-busy=move || loading.get().then_some("true")
            on:click=ignore_while(loading)
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span class="btn-label">{children()}</span>
        </button>
    }
}

/// A square button with an icon; the label is read out and shown as a tooltip.
#[component]
pub fn IconButton(
    glyph: Glyph,
    #[prop(into)] label: String,
    #[prop(default = Variant::Quiet)] variant: Variant,
    #[prop(optional)] size: Size,
    #[prop(default = "button")] kind: &'static str,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] loading: Signal<bool>,
    /// For a toggle (a heart, a pin): whether it is on.
    #[prop(into, optional)]
    pressed: MaybeProp<bool>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type=kind
            class=classes(&["btn btn-icon", variant.class(), size.class(), class])
            title=label.clone()
            aria-label=label
            disabled=disabled
            aria-busy=move || loading.get().then_some("true")
            aria-pressed=move || pressed.get().map(|on| if on { "true" } else { "false" })
            on:click=ignore_while(loading)
        >
            <Icon glyph />
        </button>
    }
}

/// A link that looks like a button: for going somewhere, not for changing something.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] variant: Variant,
    #[prop(optional)] size: Size,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] wide: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let wide = if wide { "btn-wide" } else { "" };
    view! {
        <a href=href class=classes(&["btn", variant.class(), size.class(), wide, class])>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span class="btn-label">{children()}</span>
        </a>
    }
}

/// A square link with an icon and, when above zero, a count (basket, inbox).
#[component]
pub fn IconLink(
    #[prop(into)] href: String,
    glyph: Glyph,
    /// Says the count too: "Basket, 2 items".
    #[prop(into)]
    label: Signal<String>,
    #[prop(into, optional)] count: Signal<u32>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <a href=href class=classes(&["btn btn-icon btn-quiet", class]) title=label aria-label=label>
            <Icon glyph />
            <Count count />
        </a>
    }
}

/// A link inside text.
#[component]
pub fn TextLink(
    #[prop(into)] href: String,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! { <a href=href class=classes(&["link", class])>{children()}</a> }
}

/// A small number in a corner, absent at zero, "99+" above 99. Drawn by the stylesheet:
/// the label beside it says it in words.
#[component]
pub(crate) fn Count(#[prop(into)] count: Signal<u32>) -> impl IntoView {
    move || match count.get() {
        0 => None,
        n => {
            let shown = if n > 99 { "99+".to_owned() } else { n.to_string() };
            Some(view! { <span class="count" data-count=shown></span> })
        }
    }
}
