use crate::{Choice, RadioGroup, RadioLayout};
use kit::look::{THEME_COOKIE, theme};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Chooses light, dark or the system's look. The shell puts the cookie's value into
/// `data-theme` on `<html>`, so that the first paint is right.
#[component]
pub fn ThemeSwitch(
    #[prop(into)] legend: String,
    #[prop(into)] system_label: String,
    #[prop(into)] light_label: String,
    #[prop(into)] dark_label: String,
) -> impl IntoView {
    let choices = vec![
        Choice::new("", system_label),
        Choice::new("light", light_label),
        Choice::new("dark", dark_label),
    ];
    view! {
        <div class="theme-switch">
            <RadioGroup
                legend
                name="theme"
                choices
                value=theme().unwrap_or_default()
                layout=RadioLayout::Pills
            />
        </div>
    }
}

/// Wears `light`, `dark` or, for no text, the system's look, and remembers it.
pub(crate) fn choose_theme(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = match theme {
            "" => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme),
        };
    }
    let age = if theme.is_empty() { 0 } else { 31_536_000 };
    let cookie = format!("{THEME_COOKIE}={theme}; path=/; max-age={age}; samesite=lax");
    let _ = document().unchecked_into::<web_sys::HtmlDocument>().set_cookie(&cookie);
}
