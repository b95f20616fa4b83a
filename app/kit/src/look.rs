//! The look of this page: light, dark, or as the system.

/// The cookie that remembers `light` or `dark`; absent means "as the system".
pub const THEME_COOKIE: &str = "theme";

/// The look that the person chose; none leaves it to their system.
pub fn theme() -> Option<&'static str> {
    chosen().and_then(|theme| known(&theme))
}

/// A look that there is.
pub fn known(theme: &str) -> Option<&'static str> {
    ["light", "dark"].into_iter().find(|known| *known == theme)
}

#[cfg(feature = "ssr")]
fn chosen() -> Option<String> {
    let parts = leptos::prelude::use_context::<http::request::Parts>()?;
    crate::request::cookie(&parts, THEME_COOKIE).map(str::to_owned)
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn chosen() -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute("data-theme")
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn chosen() -> Option<String> {
    None
}
