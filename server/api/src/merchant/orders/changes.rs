//! Sending, calling off and notes. Every change names the `version` of the order that it was made
//! for, so a repeat of one that was done is a 409 and needs no `Idempotency-Key`.

use std::collections::btree_map::Entry;

use axum::Json;
use backend::{Env, orders};
use domain::id::{FulfillmentId, OrderLineId, RefundId};
use domain::invalid::Problem as Fault;
use domain::orders::views::{CancelForm, FulfilForm, TypedPieces};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::at_lines;
use super::order::ShopOrder;
use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(fulfil_order))
        .routes(routes!(mark_fulfilment_delivered))
        .routes(routes!(cancel_order))
        .routes(routes!(add_order_note))
}

/// Pieces of a line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PiecesBody {
    /// The line.
    line_id: OrderLineId,
    /// How many of it; 0 for none.
    #[schema(minimum = 0)]
    quantity: i64,
}

/// A parcel to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FulfilmentBody {
    /// The order's version that this was made for.
    version: i64,
    /// What is in the parcel.
    lines: Vec<PiecesBody>,
    /// Who carries it. The parcels of those that are known can be followed: DHL, DPD, FedEx, GLS,
    /// Hermes, PostNL, Royal Mail, UPS, USPS.
    #[serde(default)]
    #[schema(max_length = 60)]
    carrier: String,
    /// The carrier's number for it.
    #[serde(default)]
    #[schema(max_length = 60)]
    tracking_number: String,
    /// Whether the customer gets a mail.
    #[serde(default)]
    notify: bool,
}

/// A parcel that was sent.
#[derive(Debug, Serialize, ToSchema)]
struct FulfilmentCreated {
    /// The parcel.
    id: FulfillmentId,
    /// The order as it is now.
    order: ShopOrder,
}

/// A change of an order without particulars.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VersionBody {
    /// The order's version that this was made for.
    version: i64,
}

/// Pieces to call off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancellationBody {
    /// The order's version that this was made for.
    version: i64,
    /// Which; without them everything that was not sent.
    lines: Option<Vec<PiecesBody>>,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
    /// Whether what was paid for them is given back; the sending too when nothing of the order
    /// is left.
    #[serde(default)]
    refund: bool,
}

/// Pieces that were called off.
#[derive(Debug, Serialize, ToSchema)]
struct CancellationDone {
    /// The refund of what was paid for them, when one was asked for and there was something to
    /// give back.
    refund_id: Option<RefundId>,
    /// The order as it is now.
    order: ShopOrder,
}

/// A note to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoteBody {
    /// The order's version that this was made for.
    version: i64,
    /// The note.
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
}

/// Pieces as the forms of pages have them.
fn typed(lines: &[PiecesBody]) -> backend::Result<TypedPieces> {
    let mut typed = TypedPieces::new();
    for (at, PiecesBody { line_id, quantity }) in lines.iter().enumerate() {
        match typed.entry(line_id.to_string()) {
            Entry::Vacant(free) => free.insert(quantity.to_string()),
            Entry::Occupied(_) => {
                return Err(backend::Error::invalid(format!("lines.{at}.line_id"), Fault::Taken));
            }
        };
    }
    Ok(typed)
}

fn named(error: backend::Error, lines: &[PiecesBody]) -> backend::Error {
    at_lines(error, lines.iter().map(|line| line.line_id))
}

/// Send a parcel
///
/// With some of the pieces that are to be sent, or all of them. It takes them off the stock. A
/// repeat is a 409 `stale`, so no `Idempotency-Key` is needed.
#[utoipa::path(post, path = "/merchant/{shop}/orders/{number}/fulfilments", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
    ),
    request_body = FulfilmentBody,
    security(("session" = [])),
    responses(
        (status = 201, body = FulfilmentCreated),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such shop of the caller's"),
        (status = 409, description = "`stale`: the order has another version; `not_open`: nothing is to be sent; `not_paid`"),
        (status = 422, description = "More pieces than are left, a line of another order, or a text that is too long"),
    ))]
async fn fulfil_order(
    cx: Caller,
    Path((shop, number)): Path<(String, String)>,
    Body(body): Body<FulfilmentBody>,
) -> Result<(StatusCode, Json<FulfilmentCreated>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let order = orders::find(&cx.env, &shop, &number).await?;
    let form = FulfilForm {
        version: body.version,
        pieces: typed(&body.lines)?,
        carrier: body.carrier,
        tracking_number: body.tracking_number,
        notify: body.notify,
    };
    let id = orders::fulfil(&cx.env, &shop, order, &form).await.map_err(|error| named(error, &body.lines))?;
    let order = orders::detail(&cx.env, &shop, &number).await?.into();
    Ok((StatusCode::CREATED, Json(FulfilmentCreated { id, order })))
}

/// Note that a parcel arrived
///
/// A repeat is a 409 `stale`, so no `Idempotency-Key` is needed.
#[utoipa::path(post, path = "/merchant/{shop}/orders/{number}/fulfilments/{fulfilment}/delivered", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
        ("fulfilment" = FulfillmentId, Path, description = "The parcel"),
    ),
    request_body = VersionBody,
    security(("session" = [])),
    responses(
        (status = 200, body = ShopOrder),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such parcel on its way"),
        (status = 409, description = "`stale`: the order has another version"),
    ))]
async fn mark_fulfilment_delivered(
    cx: Caller,
    Path((shop, number, fulfilment)): Path<(String, String, FulfillmentId)>,
    Body(body): Body<VersionBody>,
) -> Result<Json<ShopOrder>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let order = orders::find(&cx.env, &shop, &number).await?;
    orders::mark_delivered(&cx.env, &shop, order, fulfilment, body.version).await?;
    Ok(Json(orders::detail(&cx.env, &shop, &number).await?.into()))
}

/// Call pieces off
///
/// Those that were not sent; they can be sold again at once. Without `lines` all of them. A repeat
/// is a 409 `stale`, so no `Idempotency-Key` is needed.
#[utoipa::path(post, path = "/merchant/{shop}/orders/{number}/cancellations", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
    ),
    request_body = CancellationBody,
    security(("session" = [])),
    responses(
        (status = 200, body = CancellationDone),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such shop of the caller's"),
        (status = 409, description = "`stale`: the order has another version; `not_open`: nothing is left to call off; `nothing_left`: a refund is asked for, and there is no money left to give back"),
        (status = 422, description = "More pieces than were not sent, a line of another order, or a reason that is too long"),
    ))]
async fn cancel_order(
    cx: Caller,
    Path((shop, number)): Path<(String, String)>,
    Body(body): Body<CancellationBody>,
) -> Result<Json<CancellationDone>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let order = orders::find(&cx.env, &shop, &number).await?;
    let lines = body.lines.as_deref().unwrap_or_default();
    let form = CancelForm {
        version: body.version,
        pieces: typed(lines)?,
        all: body.lines.is_none(),
        reason: body.reason,
        refund: body.refund,
    };
    let refund_id =
        orders::cancel(&cx.env, &shop, order, &form).await.map_err(|error| named(error, lines))?;
    let order = orders::detail(&cx.env, &shop, &number).await?.into();
    Ok(Json(CancellationDone { refund_id, order }))
}

/// Write a note
///
/// For the shop's people; the customer never sees it. A repeat is a 409 `stale`, so no
/// `Idempotency-Key` is needed.
#[utoipa::path(post, path = "/merchant/{shop}/orders/{number}/notes", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
    ),
    request_body = NoteBody,
    security(("session" = [])),
    responses(
        (status = 201, body = ShopOrder, description = "The order, with the note in its timeline"),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such shop of the caller's"),
        (status = 409, description = "`stale`: the order has another version"),
        (status = 422, description = "A note that is empty or too long"),
    ))]
async fn add_order_note(
    cx: Caller,
    Path((shop, number)): Path<(String, String)>,
    Body(body): Body<NoteBody>,
) -> Result<(StatusCode, Json<ShopOrder>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let order = orders::find(&cx.env, &shop, &number).await?;
    orders::note(&cx.env, &shop, order, body.version, &body.text).await?;
    Ok((StatusCode::CREATED, Json(orders::detail(&cx.env, &shop, &number).await?.into())))
}
