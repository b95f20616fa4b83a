//! What the pages of the catalogue ask of the server.

use domain::catalog::{HomePage, Listing, Menu, ProductAnswer, ShopPage, Suggestion};
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    backend::{Slice, catalog, search},
    domain::catalog::{Filters, PAGE, Place},
    kit::request,
};

/// A page of a category (empty: all products), or of a shop; `query` is that of the address.
#[server(input = GetUrl)]
pub async fn load_listing(category: String, shop: String, query: String) -> Result<Listing, AppError> {
    let cx = request().await?;
    let (mut filters, cursor) = Filters::parse(&query, cx.env.config.currency);
    if !category.is_empty() {
        filters.category = Some(category);
    }
    let place = if shop.is_empty() { Place::Catalog } else { Place::Shop(shop) };
    Ok(catalog::public_listing(&cx.env, cx.locale, &place, filters, page(&cursor)).await?)
}

/// What a search finds.
#[server(input = GetUrl)]
pub async fn find_products(query: String) -> Result<Listing, AppError> {
    let cx = request().await?;
    let (filters, cursor) = Filters::parse(&query, cx.env.config.currency);
    Ok(search::public_search(&cx.env, cx.locale, filters, page(&cursor)).await?)
}

/// What a person may mean while typing.
#[server(input = GetUrl)]
pub async fn suggest(text: String) -> Result<Vec<Suggestion>, AppError> {
    let cx = request().await?;
    Ok(search::public_suggest(&cx.env, cx.locale, &text).await?)
}

/// A product, or where it moved to.
#[server(input = GetUrl)]
pub async fn load_product(shop: String, slug: String) -> Result<ProductAnswer, AppError> {
    let cx = request().await?;
    let answer = catalog::public_product(&cx.env, cx.locale, &shop, &slug).await?;
    if let ProductAnswer::Page(page) = &answer {
        kit::request::depends_on(page.id);
    }
    Ok(answer)
}

/// The home page.
#[server(input = GetUrl)]
pub async fn load_home() -> Result<HomePage, AppError> {
    let cx = request().await?;
    Ok((*catalog::public_home(&cx.env, cx.locale).await?).clone())
}

/// What the frame of every page needs.
#[server(input = GetUrl)]
pub async fn load_menu() -> Result<Menu, AppError> {
    let cx = request().await?;
    Ok(catalog::public_menu(&cx.env, cx.locale).await?)
}

/// A shop's page, without its products.
#[server(input = GetUrl)]
pub async fn load_shop(slug: String) -> Result<ShopPage, AppError> {
    let cx = request().await?;
    Ok(catalog::public_shop(&cx.env, cx.locale, &slug).await?)
}

/// Remembers the language; the browser shows the same page again.
#[server]
pub async fn set_locale(locale: domain::Locale) -> Result<(), AppError> {
    request().await?.set_locale_cookie(locale);
    Ok(())
}

#[cfg(feature = "ssr")]
fn page(cursor: &Option<String>) -> Slice<'_> {
    Slice::new(cursor.as_deref(), PAGE)
}
