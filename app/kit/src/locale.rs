//! The language of this page.

use domain::Locale;
use leptos::prelude::*;

/// The locale of the page: what the request asked for on the server, what the page says of
/// itself in the browser.
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or(Locale::En)
}

/// Finds the locale and gives it to everything below. Called once, by the shell.
pub fn provide_locale() -> Locale {
    let locale = detect();
    provide_context(locale);
    locale
}

#[cfg(feature = "ssr")]
fn detect() -> Locale {
    use_context::<http::request::Parts>().map_or(Locale::En, |parts| crate::request::locale_of(&parts))
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn detect() -> Locale {
    web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.document_element())
        .and_then(|e| e.get_attribute("lang"))
        .and_then(|lang| Locale::parse(&lang))
        .unwrap_or(Locale::En)
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn detect() -> Locale {
    Locale::En
}
