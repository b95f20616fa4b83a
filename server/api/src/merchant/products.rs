//! A shop's products.

mod body;

use axum::Json;
use axum::response::{IntoResponse, Response};
use backend::catalog::{lists, products};
use backend::{Env, Slice};
use domain::Money;
use domain::catalog::Picture;
use domain::id::ProductId;
use domain::products::{ProductCounts, ProductPage, ProductRow, ProductStatus, ProductTab};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::body::{OwnProduct, ProductInput};
use crate::caller::Caller;
use crate::extract::{Body, Path, Query};
use crate::types::{Image, In, Paging, Time};
use crate::{PREFIX, Problem};

/// Lines of a page when no `limit` is given, as on the dashboard's pages.
const DEFAULT: u32 = 50;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(list_own_products, create_product))
        .routes(routes!(get_own_product, replace_product))
        .routes(routes!(set_product_status))
}

/// Which of a shop's products are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OwnProductQuery {
    /// Those of a state, or those without a picture; all when it is left out.
    #[param(inline)]
    tab: Option<ProductTab>,
    /// A part of a title, or the beginning of an SKU.
    search: Option<String>,
}

/// A page of a shop's products.
#[derive(Debug, Serialize, ToSchema)]
struct OwnProductList {
    /// Last changed first.
    items: Vec<OwnProductSummary>,
    /// Give it as `cursor` for the page after this one; `null` at the end.
    next_cursor: Option<String>,
    /// How many products there are, whatever is searched for.
    counts: TabCounts,
}

/// How many products each `tab` lists.
#[derive(Debug, Serialize, ToSchema)]
struct TabCounts {
    /// All of them.
    all: i64,
    /// On sale.
    active: i64,
    /// Being written.
    draft: i64,
    /// Not on sale any more.
    archived: i64,
    /// Without a picture, archived ones not counted.
    pictureless: i64,
}

/// A line of the list of a shop's products.
#[derive(Debug, Serialize, ToSchema)]
struct OwnProductSummary {
    /// The product.
    id: ProductId,
    /// Readable part of its address.
    slug: String,
    /// Its name.
    title: String,
    /// Where it stands.
    status: ProductStatus,
    /// Its first picture that can be shown.
    image: Option<Image>,
    /// How many variants are on sale.
    variants: i64,
    /// What its cheapest variant costs.
    min_price: Money,
    /// What its dearest variant costs.
    max_price: Money,
    /// Pieces that can be sold, over all variants; `null` where none is counted.
    stock: Option<i64>,
    /// Whether anything of it can be bought now.
    available: bool,
    /// Last change.
    updated_at: Time,
}

impl From<ProductCounts> for TabCounts {
    fn from(counts: ProductCounts) -> Self {
        Self {
            all: counts.of(ProductTab::All),
            active: counts.active,
            draft: counts.draft,
            archived: counts.archived,
            pictureless: counts.pictureless,
        }
    }
}

impl OwnProductSummary {
    fn of(row: ProductRow, amounts: In) -> Self {
        let image = row.picture.map(|id| Picture::new(id.as_str(), None, row.title.clone(), 0, 0).into());
        Self {
            id: row.id,
            slug: row.slug,
            title: row.title,
            status: row.status,
            image,
            variants: row.variants,
            min_price: amounts.money(row.min_price),
            max_price: amounts.money(row.max_price),
            stock: row.tracked.then_some(row.stock),
            available: row.available,
            updated_at: row.updated_at.into(),
        }
    }
}

impl From<ProductPage> for OwnProductList {
    fn from(page: ProductPage) -> Self {
        let amounts = In(page.currency);
        Self {
            items: page.rows.into_iter().map(|row| OwnProductSummary::of(row, amounts)).collect(),
            next_cursor: page.next,
            counts: page.counts.into(),
        }
    }
}

/// List a shop's products
///
/// In any state, last changed first, with the number of products in each.
#[utoipa::path(get, path = "/merchant/{shop}/products", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug"), OwnProductQuery, Paging),
    security(("session" = [])),
    responses((status = 200, body = OwnProductList), (status = 404, description = "No such shop of the caller")))]
async fn list_own_products(
    cx: Caller,
    Path(shop): Path<String>,
    Query(query): Query<OwnProductQuery>,
    Query(paging): Query<Paging>,
) -> Result<Json<OwnProductList>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let (tab, search) = (query.tab.unwrap_or(ProductTab::All), query.search.unwrap_or_default());
    Ok(Json(lists::products(&cx.env, &scope, tab, &search, slice).await?.into()))
}

/// Create a product
///
/// With its options and variants; pictures follow by `POST …/pictures`. Its address is made of
/// its title where no `slug` is given.
#[utoipa::path(post, path = "/merchant/{shop}/products", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = ProductInput,
    security(("session" = [])),
    responses(
        (status = 201, body = OwnProduct, headers(("Location" = String, description = "The product"))),
        (status = 404, description = "No such shop of the caller"),
        (status = 409, description = "`no_title` or `no_variant`: it cannot go on sale as it is"),
        (status = 422, description = "Every field that is wrong"),
    ))]
async fn create_product(
    cx: Caller,
    Path(shop): Path<String>,
    Body(product): Body<ProductInput>,
) -> Result<Response, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let id = products::create(&cx.env, &scope, &product.into()).await?;
    let made: OwnProduct = lists::product(&cx.env, &scope, id).await?.into();
    let location = format!("{PREFIX}/merchant/{shop}/products/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(made)).into_response())
}

/// One of a shop's products
///
/// With everything that can be written of it, and the `version` that a `PUT` has to name.
#[utoipa::path(get, path = "/merchant/{shop}/products/{id}", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ProductId, Path, description = "The product")),
    security(("session" = [])),
    responses((status = 200, body = OwnProduct), (status = 404, description = "No such product of the shop")))]
async fn get_own_product(
    cx: Caller,
    Path((shop, id)): Path<(String, ProductId)>,
) -> Result<Json<OwnProduct>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    Ok(Json(lists::product(&cx.env, &scope, id).await?.into()))
}

/// Replace a product
///
/// All of it: what the body leaves out is empty afterwards, and a variant that it does not list is
/// taken off sale. Only an empty `slug` keeps the present one; an earlier address leads to the new
/// one for good.
#[utoipa::path(put, path = "/merchant/{shop}/products/{id}", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ProductId, Path, description = "The product")),
    request_body = ProductInput,
    security(("session" = [])),
    responses(
        (status = 200, body = OwnProduct),
        (status = 404, description = "No such product of the shop"),
        (status = 409, description = "`stale`: it changed since; `details.version` is the present version. `no_title` or `no_variant`: it cannot go on sale as it is"),
        (status = 422, description = "Every field that is wrong; `version` when it is missing"),
    ))]
async fn replace_product(
    cx: Caller,
    Path((shop, id)): Path<(String, ProductId)>,
    Body(product): Body<ProductInput>,
) -> Result<Json<OwnProduct>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let version = product.version()?;
    products::edit(&cx.env, &scope, id, version, &product.into()).await?;
    Ok(Json(lists::product(&cx.env, &scope, id).await?.into()))
}

/// A change of the status of many products.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StatusChange {
    /// The products.
    #[schema(min_items = 1, max_items = 500)]
    ids: Vec<ProductId>,
    /// Where they shall stand.
    status: ProductStatus,
}

/// What a change of many products did.
#[derive(Debug, Serialize, ToSchema)]
struct StatusOutcome {
    /// How many products have another status now.
    changed: usize,
    /// Products that stay as they are.
    refused: Vec<RefusedProduct>,
}

/// A product that cannot go on sale.
#[derive(Debug, Serialize, ToSchema)]
struct RefusedProduct {
    /// The product.
    product_id: ProductId,
    /// What is missing: `no_title` or `no_variant`.
    reason: String,
}

impl From<products::BulkOutcome> for StatusOutcome {
    fn from(outcome: products::BulkOutcome) -> Self {
        let refused = outcome.refused.into_iter();
        let refused =
            refused.map(|(product_id, why)| RefusedProduct { product_id, reason: why.code().to_owned() });
        Self { changed: outcome.changed, refused: refused.collect() }
    }
}

/// Publish, withdraw or archive products
///
/// One that cannot be sold stays as it is and is named; the shop's other products change all the
/// same. Products of other shops are passed over.
#[utoipa::path(post, path = "/merchant/{shop}/products/status", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = StatusChange,
    security(("session" = [])),
    responses(
        (status = 200, body = StatusOutcome),
        (status = 404, description = "No such shop of the caller"),
        (status = 422, description = "More than 500 products"),
    ))]
async fn set_product_status(
    cx: Caller,
    Path(shop): Path<String>,
    Body(change): Body<StatusChange>,
) -> Result<Json<StatusOutcome>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    Ok(Json(products::set_status(&cx.env, &scope, &change.ids, change.status).await?.into()))
}
