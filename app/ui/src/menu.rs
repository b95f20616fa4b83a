//! Menus and popovers: the browser's own `popover`, which opens, closes on a click
//! outside and on Escape without any script.

use crate::{Glyph, Icon, Size, Variant, classes, given};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Closes the popover whose entry was chosen; a page change inside the app would
/// otherwise leave it open.
fn close_after_choice(event: MouseEvent) {
    let Some(panel) = event.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let chosen = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        .and_then(|t| t.closest("a, button").ok().flatten());
    if chosen.is_some() {
        let _ = panel.hide_popover();
    }
}

/// A button that opens a list of [`MenuLink`]s and [`MenuButton`]s.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Read out for the button; shown on it when `show_label` is set.
    #[prop(into)]
    label: String,
    #[prop(default = Glyph::ELLIPSIS)] glyph: Glyph,
    #[prop(optional)] show_label: bool,
    #[prop(default = Variant::Quiet)] variant: Variant,
    #[prop(optional)] size: Size,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let words = label.clone();
    let button = if show_label {
        view! {
            <crate::Button variant size glyph attr:popovertarget=id.clone()>
                {words}
            </crate::Button>
        }
        .into_any()
    } else {
        view! { <crate::IconButton variant size glyph label=words attr:popovertarget=id.clone() /> }
            .into_any()
    };
    view! {
        <span class=classes(&["menu", class])>
            {button}
            <div class="menu-panel" id=id popover="auto" aria-label=label role="group" on:click=close_after_choice>
                {children()}
            </div>
        </span>
    }
}

/// An entry that leads somewhere.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(optional)] glyph: Option<Glyph>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="menu-item" href=href>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{children()}</span>
        </a>
    }
}

/// An entry that does something; inside a form it may submit (`kind="submit"`).
#[component]
pub fn MenuButton(
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(default = "button")] kind: &'static str,
    /// Takes something away for good.
    #[prop(optional)]
    danger: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let danger = if danger { "menu-danger" } else { "" };
    view! {
        <button class=classes(&["menu-item", danger]) type=kind disabled=disabled>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{children()}</span>
        </button>
    }
}

/// A hairline between groups of entries.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <hr class="menu-line" /> }
}

/// Anything in a panel that a button opens: `attr:popovertarget="id"` on the button.
#[component]
pub fn Popover(
    #[prop(into)] id: String,
    #[prop(into, optional)] label: String,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let label = given(label);
    let role = label.as_ref().map(|_| "group");
    view! {
        <div class=classes(&["menu-panel popover-body", class]) id=id popover="auto" role=role aria-label=label>
            {children()}
        </div>
    }
}
