//! A shop's orders: fulfilment, cancellation, refunds.

mod changes;
mod order;
mod refunds;

use axum::Json;
use backend::{Env, Slice, orders};
use domain::Money;
use domain::id::OrderLineId;
use domain::invalid::Problem as Fault;
use domain::orders::views::{OrderFilter, OrderRow, OrdersPage};
use domain::orders::{FulfillmentStatus, OrderStatus, PaymentStatus};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Path, Query};
use crate::types::{Paging, Time};
use order::ShopOrder;

/// Orders of a page when no `limit` is given, as on the shop's pages.
const DEFAULT: u32 = 25;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(list_shop_orders))
        .routes(routes!(get_shop_order))
        .merge(changes::routes())
        .merge(refunds::routes())
}

/// An order in a list.
#[derive(Debug, Serialize, ToSchema)]
struct ShopOrderSummary {
    /// It names the order in paths.
    #[schema(examples("S-100042-1"))]
    number: String,
    /// When it was placed.
    placed_at: Time,
    /// The customer's name.
    customer_name: String,
    /// Pieces bought.
    pieces: i64,
    /// What the customer paid.
    total: Money,
    /// Its life.
    status: OrderStatus,
    /// Where its money is.
    payment_status: PaymentStatus,
    /// Where its goods are.
    fulfilment_status: FulfillmentStatus,
}

impl From<OrderRow> for ShopOrderSummary {
    fn from(row: OrderRow) -> Self {
        Self {
            number: row.number,
            placed_at: row.placed_at.into(),
            customer_name: row.name,
            pieces: row.pieces,
            total: row.total,
            status: row.status,
            payment_status: row.payment,
            fulfilment_status: row.fulfillment,
        }
    }
}

/// How many orders each list holds; counted up to 1000.
#[derive(Debug, Serialize, ToSchema)]
struct OrderCounts {
    /// Something is to be sent.
    to_ship: i64,
    /// Everything was sent, and it has not arrived.
    sent: i64,
    /// Money was given back, in part or whole.
    refunded: i64,
    /// Called off.
    cancelled: i64,
    /// All of them.
    all: i64,
}

/// A page of a shop's orders, newest first.
#[derive(Debug, Serialize, ToSchema)]
struct ShopOrderList {
    /// In the order of the list.
    items: Vec<ShopOrderSummary>,
    /// Give it as `cursor` for the page after this one; `null` at the end.
    next_cursor: Option<String>,
    /// How many orders each list holds, whatever is searched for.
    counts: OrderCounts,
}

impl From<OrdersPage> for ShopOrderList {
    fn from(page: OrdersPage) -> Self {
        let count = |wanted| {
            let counts = OrderFilter::ALL.iter().zip(&page.counts);
            counts.filter(|(list, _)| **list == wanted).map(|(_, count)| *count).sum()
        };
        Self {
            counts: OrderCounts {
                to_ship: count(OrderFilter::ToShip),
                sent: count(OrderFilter::Sent),
                refunded: count(OrderFilter::Refunded),
                cancelled: count(OrderFilter::Cancelled),
                all: count(OrderFilter::All),
            },
            items: page.rows.into_iter().map(Into::into).collect(),
            next_cursor: page.next,
        }
    }
}

/// Which orders are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ShopOrderQuery {
    /// Which list; `all` when it is not given.
    #[param(inline)]
    filter: Option<OrderFilter>,
    /// A number, a mail address or a name, or the beginning of one.
    #[serde(default)]
    #[param(required = false, max_length = 100)]
    search: String,
}

/// List a shop's orders
///
/// Newest first, those of a state or all, or those that a search finds.
#[utoipa::path(get, path = "/merchant/{shop}/orders", tag = "Merchant: orders",
    params(("shop" = String, Path, description = "The shop's slug"), ShopOrderQuery, Paging),
    security(("session" = [])),
    responses(
        (status = 200, body = ShopOrderList),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such shop of the caller's"),
    ))]
async fn list_shop_orders(
    cx: Caller,
    Path(shop): Path<String>,
    Query(query): Query<ShopOrderQuery>,
    Query(paging): Query<Paging>,
) -> Result<Json<ShopOrderList>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let filter = query.filter.unwrap_or(OrderFilter::All);
    Ok(Json(orders::list(&cx.env, &shop, filter, &query.search, slice).await?.into()))
}

/// One order of a shop
///
/// With its lines, fulfilments, refunds and timeline, and the `version` that a change must name.
#[utoipa::path(get, path = "/merchant/{shop}/orders/{number}", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
    ),
    security(("session" = [])),
    responses(
        (status = 200, body = ShopOrder),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such shop of the caller's"),
    ))]
async fn get_shop_order(
    cx: Caller,
    Path((shop, number)): Path<(String, String)>,
) -> Result<Json<ShopOrder>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    Ok(Json(orders::detail(&cx.env, &shop, &number).await?.into()))
}

/// Names what a verb says of pieces as the body named it: the verb knows lines by their ids, a
/// body has them in a list.
fn at_lines(error: backend::Error, lines: impl Iterator<Item = OrderLineId>) -> backend::Error {
    let backend::Error::Invalid(mut errors) = error else { return error };
    let lines: Vec<String> = lines.map(|id| id.to_string()).collect();
    for error in &mut errors {
        let Some(rest) = error.field.strip_prefix("pieces") else { continue };
        let mut parts = rest.trim_start_matches('.').splitn(2, '.');
        let (id, part) = (parts.next().unwrap_or_default(), parts.next());
        let part = part.unwrap_or(match error.problem {
            Fault::UnknownChoice => "line_id",
            _ => "quantity",
        });
        error.field = match lines.iter().position(|line| line == id) {
            Some(at) => format!("lines.{at}.{part}"),
            None => "lines".into(),
        };
    }
    backend::Error::Invalid(errors)
}
