//! What the pages of the catalogue show; they are rendered where it is.

use backend::{Slice, catalog, search};
use domain::catalog::{Filters, HomePage, Listing, PAGE, Place, ProductAnswer, ShopPage};
use kit::{AppError, request};

/// A page of a category (empty: all products), or of a shop; `query` is that of the address.
pub async fn listing(category: String, shop: String, query: String) -> Result<Listing, AppError> {
    let cx = request().await?;
    let (mut filters, cursor) = Filters::parse(&query, cx.env.config.currency);
    if !category.is_empty() {
        filters.category = Some(category);
    }
    let place = if shop.is_empty() { Place::Catalog } else { Place::Shop(shop) };
    Ok(catalog::public_listing(&cx.env, cx.locale, &place, filters, page(&cursor)).await?)
}

/// What a search finds.
pub async fn found(query: String) -> Result<Listing, AppError> {
    let cx = request().await?;
    let (filters, cursor) = Filters::parse(&query, cx.env.config.currency);
    Ok(search::public_search(&cx.env, cx.locale, filters, page(&cursor)).await?)
}

/// A product, or where it moved to.
pub async fn product(shop: String, slug: String) -> Result<ProductAnswer, AppError> {
    let cx = request().await?;
    let answer = catalog::public_product(&cx.env, cx.locale, &shop, &slug).await?;
    if let ProductAnswer::Page(page) = &answer {
        kit::request::depends_on(page.id);
    }
    Ok(answer)
}

/// The home page.
pub async fn home() -> Result<HomePage, AppError> {
    let cx = request().await?;
    Ok((*catalog::public_home(&cx.env, cx.locale).await?).clone())
}

/// A shop's page, without its products.
pub async fn shop(slug: String) -> Result<ShopPage, AppError> {
    let cx = request().await?;
    Ok(catalog::public_shop(&cx.env, cx.locale, &slug).await?)
}

fn page(cursor: &Option<String>) -> Slice<'_> {
    Slice::new(cursor.as_deref(), PAGE)
}
