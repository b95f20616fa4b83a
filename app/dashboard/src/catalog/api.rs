//! What these pages ask of the server.

use domain::id::{CategoryId, ImportId, MediaId, ProductId, RowId, VariantId};
use domain::inventory::StockPage;
use domain::products::{
    CategoryForm, CategoryRow, Finding, ImportReport, PictureEdit, ProductEdit, ProductForm, ProductPage,
    ProductStatus, ProductTab, SavedProduct, StockFilter, StockList,
};
use domain::{Currency, Locale};
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, MultipartData, MultipartFormData};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    super::{address, upload},
    backend::catalog::{categories, imports, lists, pictures, products},
    backend::{Slice, inventory, media},
    kit::request,
    kit::request::forward_plain_form,
};

/// Lines of a page of products or stock.
#[cfg(feature = "ssr")]
const PAGE: i64 = 50;
/// Findings of a page.
#[cfg(feature = "ssr")]
const FINDINGS: i64 = 100;
/// Imports that are shown.
#[cfg(feature = "ssr")]
const IMPORTS: i64 = 20;

/// A page of the list of products.
#[server(input = GetUrl)]
pub async fn load_products(
    shop: String,
    tab: ProductTab,
    #[server(default)] search: String,
    #[server(default)] after: String,
) -> Result<ProductPage, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    Ok(lists::products(&cx.env, &scope, tab, &search, Slice::new(Some(&after), PAGE)).await?)
}

/// What a change of many products did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Products whose status is another one now.
    pub changed: usize,
    /// Products that cannot be sold as they are.
    pub refused: usize,
}

/// Changes the status of the ticked products.
#[server]
pub async fn set_status(
    shop: String,
    status: ProductStatus,
    #[server(default)] ids: Vec<ProductId>,
) -> Result<Changed, AppError> {
    let cx = request().await?;
    let outcome = products::set_status(&cx.env, &cx.shop_by_slug(&shop).await?, &ids, status).await?;
    Ok(Changed { changed: outcome.changed, refused: outcome.refused.len() })
}

/// What the editor shows besides the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surroundings {
    /// Categories by their names from the root.
    pub categories: Vec<(CategoryId, String)>,
    /// Currency of the prices.
    pub currency: Currency,
}

/// What a product's editor shows besides it.
#[server(input = GetUrl)]
pub async fn load_surroundings(shop: String, locale: Locale) -> Result<Surroundings, AppError> {
    let cx = request().await?;
    let currency = lists::shop_currency(&cx.env, &cx.shop_by_slug(&shop).await?).await?;
    Ok(Surroundings { categories: categories::public_choices(&cx.env, locale).await?, currency })
}

/// A product for its editor.
#[server(input = GetUrl)]
pub async fn load_product(shop: String, id: ProductId) -> Result<ProductEdit, AppError> {
    let cx = request().await?;
    Ok(lists::product(&cx.env, &cx.shop_by_slug(&shop).await?, id).await?)
}

/// Stores a product; a new one where no id is given.
#[server]
pub async fn save_product(
    shop: String,
    #[server(default)] id: Option<ProductId>,
    #[server(default)] version: i64,
    product: ProductForm,
) -> Result<SavedProduct, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    let stored = products::save(&cx.env, &scope, id, version, &product).await;
    let (lists, which) = (product.lists(), id.map(|id| id.to_string()).unwrap_or_default());
    let read = version.to_string();
    let mut typed = product.typed();
    typed.extend([("lists", &*lists), ("id", &*which), ("version", &*read)]);
    let saved = cx.keep(&typed, stored)?;
    forward_plain_form(&format!("{}?saved=1", address::product(&shop, saved.id)));
    Ok(saved)
}

/// A product's pictures.
#[server(input = GetUrl)]
pub async fn load_pictures(shop: String, product: ProductId) -> Result<Vec<PictureEdit>, AppError> {
    let cx = request().await?;
    Ok(pictures::list(&cx.env, &cx.shop_by_slug(&shop).await?, product).await?)
}

/// Adds uploaded pictures to a product: the fields `shop` and `product`, then the files.
#[server(input = MultipartFormData)]
pub async fn add_pictures(data: MultipartData) -> Result<(), AppError> {
    upload::pictures(request().await?, data).await
}

/// Takes a picture away from a product.
#[server]
pub async fn remove_picture(shop: String, product: ProductId, media: MediaId) -> Result<(), AppError> {
    let cx = request().await?;
    Ok(pictures::detach(&cx.env, &cx.shop_by_slug(&shop).await?, product, media).await?)
}

/// Puts a product's pictures into an order.
#[server]
pub async fn order_pictures(
    shop: String,
    product: ProductId,
    #[server(default)] order: Vec<MediaId>,
) -> Result<(), AppError> {
    let cx = request().await?;
    Ok(pictures::reorder(&cx.env, &cx.shop_by_slug(&shop).await?, product, &order).await?)
}

/// Says what a picture shows.
#[server]
pub async fn describe_picture(
    shop: String,
    product: ProductId,
    media: MediaId,
    #[server(default)] alt: String,
) -> Result<(), AppError> {
    let cx = request().await?;
    Ok(pictures::describe(&cx.env, &cx.shop_by_slug(&shop).await?, product, media, &alt).await?)
}

/// Tries the shop's failed pictures again; says how many.
#[server]
pub async fn retry_pictures(shop: String) -> Result<u64, AppError> {
    let cx = request().await?;
    Ok(media::retry_failed(&cx.env, &cx.shop_by_slug(&shop).await?).await?)
}

/// A page of the stock.
#[server(input = GetUrl)]
pub async fn load_stock(
    shop: String,
    filter: StockFilter,
    #[server(default)] search: String,
    #[server(default)] after: String,
) -> Result<StockList, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    Ok(lists::stock(&cx.env, &scope, filter, &search, Slice::new(Some(&after), PAGE)).await?)
}

/// Counts a variant.
#[server]
pub async fn count_stock(
    shop: String,
    variant: VariantId,
    #[server(default)] on_hand: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let cx = request().await?;
    let on_hand = domain::products::read_count("on_hand", &on_hand)?;
    inventory::set(&cx.env, &cx.shop_by_slug(&shop).await?, variant, on_hand, &note).await?;
    Ok(())
}

/// A variant's moves, newest first.
#[server(input = GetUrl)]
pub async fn load_history(
    shop: String,
    variant: VariantId,
    #[server(default)] before: Option<RowId>,
) -> Result<StockPage, AppError> {
    let cx = request().await?;
    Ok(inventory::history(&cx.env, &cx.shop_by_slug(&shop).await?, variant, before, 50).await?)
}

/// A shop's last imports.
#[server(input = GetUrl)]
pub async fn load_imports(shop: String) -> Result<Vec<ImportReport>, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    Ok(imports::latest(&cx.env, &scope, Slice::first(IMPORTS)).await?.0)
}

/// Takes a product file and looks ahead at what it would do: the field `shop`, then the file.
#[server(input = MultipartFormData)]
pub async fn start_import(data: MultipartData) -> Result<ImportId, AppError> {
    upload::import(request().await?, data).await
}

/// An import with a page of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// Its counts.
    pub report: ImportReport,
    /// In the order of the file.
    pub findings: Vec<Finding>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// Whether what was looked ahead at can still be imported.
    pub confirmable: bool,
}

/// How far an import is, and what was found.
#[server(input = GetUrl)]
pub async fn load_import(
    shop: String,
    id: ImportId,
    #[server(default)] after: String,
) -> Result<ImportPage, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    let (findings, next) = imports::findings(&cx.env, &scope, id, Slice::new(Some(&after), FINDINGS)).await?;
    let report = imports::report(&cx.env, &scope, id).await?;
    let confirmable = report.may_confirm(cx.env.now());
    Ok(ImportPage { report, findings, next, confirmable })
}

/// Imports what was looked ahead at.
#[server]
pub async fn confirm_import(shop: String, id: ImportId) -> Result<ImportId, AppError> {
    let cx = request().await?;
    let started = imports::confirm(&cx.env, &cx.shop_by_slug(&shop).await?, id).await?;
    forward_plain_form(&address::import(&shop, started));
    Ok(started)
}

/// The tree of categories, for managers.
#[server(input = GetUrl)]
pub async fn load_categories() -> Result<Vec<CategoryRow>, AppError> {
    let cx = request().await?;
    Ok(categories::list(&cx.env, &cx.staff()?).await?)
}

/// Stores a category; a new one where no id is given.
#[server]
pub async fn save_category(
    #[server(default)] id: Option<CategoryId>,
    category: CategoryForm,
) -> Result<String, AppError> {
    let cx = request().await?;
    let staff = cx.staff()?;
    let stored = match id {
        Some(id) => categories::edit(&cx.env, &staff, id, &category).await,
        None => categories::create(&cx.env, &staff, &category).await.map(drop),
    };
    cx.keep(&category.typed(), stored)?;
    Ok(cx.go("/manage/categories"))
}

/// Moves a category one place up or down.
#[server]
pub async fn shift_category(id: CategoryId, step: i64) -> Result<(), AppError> {
    let cx = request().await?;
    Ok(categories::shift(&cx.env, &cx.staff()?, id, step).await?)
}

/// Deletes an empty category.
#[server]
pub async fn remove_category(id: CategoryId) -> Result<String, AppError> {
    let cx = request().await?;
    categories::remove(&cx.env, &cx.staff()?, id).await?;
    Ok(cx.go("/manage/categories"))
}
