//! What a page says of itself to browsers, search engines and those who share it.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// Title, description, the page's one address, and how it looks when it is shared.
#[component]
pub fn Head(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: String,
    /// Absolute; pages without one are not meant for search engines.
    #[prop(into, optional)]
    canonical: String,
    /// Path of a picture.
    #[prop(into, optional)]
    image: String,
    /// As Open Graph calls it.
    #[prop(default = "website")]
    kind: &'static str,
) -> impl IntoView {
    let described = (!description.is_empty()).then(|| {
        view! {
            <Meta name="description" content=description.clone() />
            <Meta property="og:description" content=description />
        }
    });
    let addressed = if canonical.is_empty() {
        view! { <Meta name="robots" content="noindex" /> }.into_any()
    } else {
        let image = (!image.is_empty()).then(|| format!("{}{image}", origin(&canonical)));
        view! {
            <Link rel="canonical" href=canonical.clone() />
            <Meta property="og:url" content=canonical />
            <Meta property="og:type" content=kind />
            {image.map(|image| view! { <Meta property="og:image" content=image /> })}
        }
        .into_any()
    };
    view! {
        <Title text=title.clone() />
        <Meta property="og:title" content=title />
        {described}
        {addressed}
    }
    .into_any()
}

/// Scheme and host of an absolute address.
fn origin(address: &str) -> &str {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find('/').map_or(address.len(), |at| start + at);
    &address[..end]
}

/// Data for machines, as a script that no browser runs. Only the server writes it: a page that
/// is opened inside the app is read by nobody but a person.
#[component]
pub fn JsonLd(data: String) -> impl IntoView {
    // `</script` inside of a text would end the element.
    let data = data.replace('<', "\\u003c");
    view! { <script type="application/ld+json" nonce=use_nonce() inner_html=data></script> }
}

#[cfg(feature = "ssr")]
fn use_nonce() -> Option<leptos::nonce::Nonce> {
    leptos::nonce::use_nonce()
}

#[cfg(not(feature = "ssr"))]
fn use_nonce() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_an_address_has_no_path() {
        assert_eq!(origin("https://shop.example/products/a"), "https://shop.example");
        assert_eq!(origin("http://127.0.0.1:3000"), "http://127.0.0.1:3000");
    }
}
