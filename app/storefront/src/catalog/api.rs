//! What the frame of the store asks of the server, from the browser too.

use domain::catalog::{Menu, Suggestion};
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    backend::{catalog, search},
    kit::request,
};

/// What a person may mean while typing.
#[server(input = GetUrl)]
pub async fn suggest(text: String) -> Result<Vec<Suggestion>, AppError> {
    let cx = request().await?;
    Ok(search::public_suggest(&cx.env, cx.locale, &text).await?)
}

/// What the frame of every page needs.
#[server(input = GetUrl)]
pub async fn load_menu() -> Result<Menu, AppError> {
    let cx = request().await?;
    Ok(catalog::public_menu(&cx.env, cx.locale).await?)
}

/// Remembers the language; the browser shows the same page again.
#[server]
pub async fn set_locale(locale: domain::Locale) -> Result<(), AppError> {
    request().await?.set_locale_cookie(locale);
    Ok(())
}
