//! Where this page is, for parts that may be woken without a router.

/// The query of this page's address, without its question mark.
pub fn query() -> String {
    found().unwrap_or_default().trim_start_matches('?').to_owned()
}

#[cfg(feature = "ssr")]
fn found() -> Option<String> {
    let parts = leptos::prelude::use_context::<http::request::Parts>()?;
    parts.uri.query().map(str::to_owned)
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn found() -> Option<String> {
    web_sys::window()?.location().search().ok()
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn found() -> Option<String> {
    None
}
