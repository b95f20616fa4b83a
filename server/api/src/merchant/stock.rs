//! A shop's stock.

use axum::Json;
use axum::response::{IntoResponse, Response};
use backend::catalog::lists;
use backend::{Env, Error, Slice, inventory};
use domain::catalog::Picture;
use domain::id::{ProductId, VariantId};
use domain::invalid::Problem as Fault;
use domain::inventory::{StockEntry, StockPage};
use domain::products::{StockFilter, StockRow};
use domain::stock::{StockLevels, StockMove, StockPolicy};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path, Query};
use crate::types::{Image, Page, Paging, Time};

/// Lines of a page when no `limit` is given, as on the dashboard's pages.
const DEFAULT: u32 = 50;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(list_stock))
        .routes(routes!(count_stock))
        .routes(routes!(adjust_stock))
        .routes(routes!(stock_history))
}

/// What there is of a variant, in pieces.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockCount {
    /// In the house; below zero after the import of a negative count.
    on_hand: i64,
    /// Sold and not yet shipped.
    allocated: i64,
    /// Held for checkouts that are under way.
    reserved: i64,
    /// What can still be sold: on hand less allocated and reserved. Negative when oversold.
    available: i64,
}

impl From<StockLevels> for StockCount {
    fn from(levels: StockLevels) -> Self {
        Self {
            on_hand: levels.on_hand,
            allocated: levels.allocated,
            reserved: levels.reserved,
            available: levels.available(),
        }
    }
}

/// Which variants are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StockQuery {
    /// `low`: from 1 to 5 pieces can be sold; `out`: none. All when it is left out.
    #[param(inline)]
    filter: Option<StockFilter>,
    /// A part of a product's title, or the beginning of an SKU.
    search: Option<String>,
}

/// A variant with its stock.
#[derive(Debug, Serialize, ToSchema)]
struct StockItem {
    /// The variant.
    variant_id: VariantId,
    /// Its product.
    product_id: ProductId,
    /// The product's name.
    title: String,
    /// Its values, such as "Red / M"; empty without options.
    variant_title: String,
    /// Stock keeping unit.
    sku: String,
    /// Its picture, else the product's first.
    image: Option<Image>,
    /// What happens when nothing is left.
    policy: StockPolicy,
    /// What there is of it.
    stock: StockCount,
}

impl From<StockRow> for StockItem {
    fn from(row: StockRow) -> Self {
        let image = row.picture.map(|id| Picture::new(id.as_str(), None, row.title.clone(), 0, 0).into());
        Self {
            variant_id: row.variant,
            product_id: row.product,
            title: row.title,
            variant_title: row.variant_title,
            sku: row.sku,
            image,
            policy: row.policy,
            stock: row.levels.into(),
        }
    }
}

/// List a shop's stock
///
/// Variants on sale and in drafts, newest products first.
#[utoipa::path(get, path = "/merchant/{shop}/stock", tag = "Merchant: stock",
    params(("shop" = String, Path, description = "The shop's slug"), StockQuery, Paging),
    security(("session" = [])),
    responses((status = 200, body = Page<StockItem>), (status = 404, description = "No such shop of the caller")))]
async fn list_stock(
    cx: Caller,
    Path(shop): Path<String>,
    Query(query): Query<StockQuery>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<StockItem>>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let (filter, search) = (query.filter.unwrap_or(StockFilter::All), query.search.unwrap_or_default());
    let list = lists::stock(&cx.env, &scope, filter, &search, slice).await?;
    Ok(Json(Page::of(list.rows, list.next)))
}

/// A count of a variant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CountInput {
    /// Pieces in the house, sold and held ones included.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    on_hand: i64,
    /// Why, in words.
    #[serde(default)]
    #[schema(max_length = 500)]
    note: String,
}

/// Count a variant
///
/// Says how many pieces are in the house. The difference to what was known is kept in the
/// variant's history.
#[utoipa::path(put, path = "/merchant/{shop}/stock/{variant_id}", tag = "Merchant: stock",
    params(("shop" = String, Path, description = "The shop's slug"), ("variant_id" = VariantId, Path, description = "The variant")),
    request_body = CountInput,
    security(("session" = [])),
    responses(
        (status = 200, body = StockCount),
        (status = 404, description = "No such variant of the shop"),
        (status = 422, description = "`on_hand` or `note` is wrong"),
    ))]
async fn count_stock(
    cx: Caller,
    Path((shop, variant)): Path<(String, VariantId)>,
    Body(count): Body<CountInput>,
) -> Result<Json<StockCount>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    Ok(Json(inventory::set(&cx.env, &scope, variant, count.on_hand, &count.note).await?.into()))
}

/// A correction of what is on hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AdjustmentInput {
    /// Pieces more, or fewer when it is negative.
    #[schema(minimum = -1_000_000_000, maximum = 1_000_000_000)]
    difference: i64,
    /// Why, in words.
    #[serde(default)]
    #[schema(max_length = 500)]
    note: String,
}

/// Correct a variant's stock by a difference
#[utoipa::path(post, path = "/merchant/{shop}/stock/{variant_id}/adjustments", tag = "Merchant: stock",
    params(("shop" = String, Path, description = "The shop's slug"), ("variant_id" = VariantId, Path, description = "The variant")),
    request_body = AdjustmentInput,
    security(("session" = [])),
    responses(
        (status = 201, body = StockCount, description = "What there is now"),
        (status = 404, description = "No such variant of the shop"),
        (status = 422, description = "`difference` or `note` is wrong"),
    ))]
async fn adjust_stock(
    cx: Caller,
    Path((shop, variant)): Path<(String, VariantId)>,
    Body(adjustment): Body<AdjustmentInput>,
) -> Result<Response, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let after = inventory::adjust(&cx.env, &scope, variant, adjustment.difference, &adjustment.note).await?;
    Ok((StatusCode::CREATED, Json(StockCount::from(after))).into_response())
}

/// A variant's stock and a page of its moves.
#[derive(Debug, Serialize, ToSchema)]
struct StockHistory {
    /// Its product.
    product_id: ProductId,
    /// The variant.
    variant_id: VariantId,
    /// Its values, such as "Red / M"; empty without options.
    variant_title: String,
    /// What happens when nothing is left.
    policy: StockPolicy,
    /// What there is now: the sum of all moves.
    stock: StockCount,
    /// Moves, newest first.
    items: Vec<StockMoveItem>,
    /// Give it as `cursor` for the page after this one; `null` at the end.
    next_cursor: Option<String>,
}

/// A move of stock.
#[derive(Debug, Serialize, ToSchema)]
struct StockMoveItem {
    /// Why.
    kind: StockMove,
    /// Pieces that came into the house, or left it when negative.
    on_hand: i64,
    /// Pieces that were sold, or shipped and called off when negative.
    allocated: i64,
    /// Pieces that were held, or let go when negative.
    reserved: i64,
    /// Id of the cart, order or import that it belongs to; may be empty.
    reference: String,
    /// Name of who did it; `null` is the system.
    user: Option<String>,
    /// Why, in words; may be empty.
    note: String,
    /// When.
    at: Time,
}

impl From<StockEntry> for StockMoveItem {
    fn from(entry: StockEntry) -> Self {
        Self {
            kind: entry.kind,
            on_hand: entry.change.on_hand,
            allocated: entry.change.allocated,
            reserved: entry.change.reserved,
            reference: entry.reference,
            user: entry.user,
            note: entry.note,
            at: entry.at.into(),
        }
    }
}

impl From<StockPage> for StockHistory {
    fn from(page: StockPage) -> Self {
        Self {
            product_id: page.product,
            variant_id: page.variant,
            variant_title: page.variant_title,
            policy: page.policy,
            stock: page.levels.into(),
            items: page.entries.into_iter().map(Into::into).collect(),
            next_cursor: page.next.map(|id| id.to_string()),
        }
    }
}

/// A variant's moves
#[utoipa::path(get, path = "/merchant/{shop}/stock/{variant_id}/history", tag = "Merchant: stock",
    params(("shop" = String, Path, description = "The shop's slug"), ("variant_id" = VariantId, Path, description = "The variant"), Paging),
    security(("session" = [])),
    responses((status = 200, body = StockHistory), (status = 404, description = "No such variant of the shop")))]
async fn stock_history(
    cx: Caller,
    Path((shop, variant)): Path<(String, VariantId)>,
    Query(paging): Query<Paging>,
) -> Result<Json<StockHistory>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let before = paging.cursor().map(str::parse).transpose();
    let before = before.map_err(|_| Error::invalid("cursor", Fault::Malformed))?;
    let limit = paging.limit(DEFAULT)?;
    Ok(Json(inventory::history(&cx.env, &scope, variant, before, limit).await?.into()))
}
