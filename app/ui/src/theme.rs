use crate::{Choice, RadioGroup, RadioLayout};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The cookie that remembers `light` or `dark`; absent means "as the system".
pub const THEME_COOKIE: &str = "theme";

/// Chooses light, dark or the system's look. The shell puts the cookie's value into
/// `data-theme` on `<html>`, so that the first paint is right.
#[component]
pub fn ThemeSwitch(
    #[prop(into)] legend: String,
    #[prop(into)] system_label: String,
    #[prop(into)] light_label: String,
    #[prop(into)] dark_label: String,
    /// The cookie's value on the server: `light`, `dark` or empty.
    #[prop(into, optional)]
    value: String,
) -> impl IntoView {
    let bind = RwSignal::new(value);
    Effect::new(move |seen: Option<()>| {
        let theme = bind.get();
        let root = document().document_element();
        if seen.is_none() {
            let now = root.and_then(|root| root.get_attribute("data-theme")).unwrap_or_default();
            if now != theme {
                bind.set(now);
            }
            return;
        }
        if let Some(root) = root {
            let _ = match theme.as_str() {
                "" => root.remove_attribute("data-theme"),
                theme => root.set_attribute("data-theme", theme),
            };
        }
        let age = if theme.is_empty() { 0 } else { 31_536_000 };
        let cookie = format!("{THEME_COOKIE}={theme}; path=/; max-age={age}; samesite=lax");
        let _ = document().unchecked_into::<web_sys::HtmlDocument>().set_cookie(&cookie);
    });
    let choices = vec![
        Choice::new("", system_label),
        Choice::new("light", light_label),
        Choice::new("dark", dark_label),
    ];
    view! { <RadioGroup legend name="theme" choices bind layout=RadioLayout::Pills /> }
}
