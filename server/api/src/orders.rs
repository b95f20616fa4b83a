//! A customer's orders, and following one by number and mail address.

mod view;

use axum::Json;
use backend::{Slice, orders};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path, Query};
use crate::types::{Page, Paging};

use view::{CustomerOrder, CustomerOrderSummary};

/// Orders of a page when no `limit` is given, as on the account's pages.
const DEFAULT: u32 = 20;

/// Routes of it.
pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new()
        .routes(routes!(list_my_orders))
        .routes(routes!(get_my_order))
        .routes(routes!(track_order))
}

/// List your orders
///
/// One of each shop and purchase, newest first.
#[utoipa::path(get, path = "/me/orders", tag = "Orders", params(Paging), security(("session" = [])), responses(
    (status = 200, body = Page<CustomerOrderSummary>),
    (status = 401, description = "Not signed in"),
))]
async fn list_my_orders(
    cx: Caller,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<CustomerOrderSummary>>, Problem> {
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let page = orders::customer_orders(&cx.env, cx.user()?, slice).await?;
    Ok(Json(Page::of(page.rows, page.next)))
}

/// One of your orders
#[utoipa::path(get, path = "/me/orders/{number}", tag = "Orders", security(("session" = [])),
    params(("number" = String, Path, description = "The order's number, such as `S-100042-1`")),
    responses(
        (status = 200, body = CustomerOrder),
        (status = 401, description = "Not signed in"),
        (status = 404, description = "No such order of yours"),
    ))]
async fn get_my_order(cx: Caller, Path(number): Path<String>) -> Result<Json<CustomerOrder>, Problem> {
    Ok(Json(orders::customer_order(&cx.env, cx.user()?, &number).await?.into()))
}

/// Which purchase is followed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrackOrder {
    /// Its number, or that of one of its orders.
    #[schema(examples("S-100042"))]
    number: String,
    /// The mail address that it was bought with.
    email: String,
}

/// A purchase that is followed.
#[derive(Serialize, ToSchema)]
struct TrackedPurchase {
    /// Its number.
    number: String,
    /// One order a shop, without where it is sent.
    orders: Vec<CustomerOrder>,
}

/// Follow a purchase by number and mail address
#[utoipa::path(post, path = "/orders/track", tag = "Orders", request_body = TrackOrder, responses(
    (status = 200, body = TrackedPurchase),
    (status = 404, description = "Number and mail address do not belong together"),
    (status = 429, description = "Too many attempts"),
))]
async fn track_order(cx: Caller, Body(body): Body<TrackOrder>) -> Result<Json<TrackedPurchase>, Problem> {
    let tracked = orders::public_track(&cx.env, cx.ip, &body.number, &body.email).await?;
    let orders = tracked.orders.into_iter().map(Into::into).collect();
    Ok(Json(TrackedPurchase { number: tracked.number, orders }))
}
