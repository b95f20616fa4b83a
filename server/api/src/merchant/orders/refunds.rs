//! Giving money back.

use axum::Json;
use backend::{Env, orders};
use domain::Money;
use domain::id::{OrderLineId, RefundId};
use domain::orders::refunds::RefundPreview;
use domain::orders::views::{CountedRefund, CountedRefundLine, OrderView};
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
use crate::types::In;

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new().routes(routes!(preview_refund)).routes(routes!(refund_order))
}

/// Money to give back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefundBody {
    /// The order's version that this was made for. A preview does not look at it.
    version: i64,
    /// For which pieces.
    #[serde(default)]
    lines: Vec<RefundLineBody>,
    /// Of the sending, with tax: minor units of the order's currency.
    #[serde(default)]
    #[schema(minimum = 0)]
    shipping: i64,
    /// In place of the computed sum: minor units of the order's currency.
    #[schema(minimum = 1)]
    amount: Option<i64>,
    /// Why. The customer reads it.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
}

/// Pieces to give money back for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefundLineBody {
    /// The line.
    line_id: OrderLineId,
    /// How many of it; 0 with an `amount` for a reduction of the price.
    #[schema(minimum = 0)]
    quantity: i64,
    /// For them, with tax, in place of their share: minor units of the order's currency.
    #[schema(minimum = 0)]
    amount: Option<i64>,
    /// Whether pieces that were sent are back and can be sold again. Those that were not sent are
    /// called off and always can.
    #[serde(default)]
    restock: bool,
}

impl RefundBody {
    fn named(&self, error: backend::Error) -> backend::Error {
        at_lines(error, self.lines.iter().map(|line| line.line_id))
    }
}

impl From<&RefundBody> for CountedRefund {
    fn from(body: &RefundBody) -> Self {
        let line = |line: &RefundLineBody| CountedRefundLine {
            line: line.line_id,
            quantity: line.quantity,
            amount: line.amount,
            restock: line.restock,
        };
        Self {
            version: body.version,
            lines: body.lines.iter().map(line).collect(),
            shipping: body.shipping,
            amount: body.amount,
            reason: body.reason.clone(),
        }
    }
}

/// What a refund would do.
#[derive(Debug, Serialize, ToSchema)]
struct RefundPreviewed {
    /// By line.
    lines: Vec<RefundShare>,
    /// Of the sending, with tax.
    shipping: Money,
    /// The tax in lines and sending.
    tax: Money,
    /// The sum of lines and sending, with tax.
    computed: Money,
    /// The most that can be given back.
    maximum: Money,
    /// What is given back: the amount that is asked for, else the computed one up to the maximum.
    amount: Money,
    /// `amount` less `computed`.
    adjustment: Money,
}

/// A line's part of a refund.
#[derive(Debug, Serialize, ToSchema)]
struct RefundShare {
    /// The line.
    line_id: Option<OrderLineId>,
    /// Pieces.
    quantity: i64,
    /// For them, with tax.
    amount: Money,
    /// The tax in it.
    tax: Money,
    /// Their share of the discount, which is not given back.
    discount: Money,
    /// Of the pieces: called off by the refund, because they were not sent.
    to_cancel: i64,
    /// Of the pieces: can be sold again, because they were sent and are back.
    to_restock: i64,
}

impl RefundPreviewed {
    fn of(preview: RefundPreview, order: &OrderView) -> Self {
        let amounts = In(order.currency);
        let share = |share: domain::orders::refunds::RefundLineShare| RefundShare {
            line_id: order.lines.get(share.line).map(|line| line.id),
            quantity: share.quantity,
            amount: amounts.money(share.amount),
            tax: amounts.money(share.tax),
            discount: amounts.money(share.discount),
            to_cancel: share.pieces.cancelled,
            to_restock: share.returned(),
        };
        Self {
            lines: preview.lines.into_iter().map(share).collect(),
            shipping: amounts.money(preview.shipping),
            tax: amounts.money(preview.tax),
            computed: amounts.money(preview.computed),
            maximum: amounts.money(preview.maximum),
            amount: amounts.money(preview.amount),
            adjustment: amounts.money(preview.adjustment),
        }
    }
}

/// A refund that was begun.
#[derive(Debug, Serialize, ToSchema)]
struct RefundCreated {
    /// The refund; `null` when there was nothing to pay for the pieces, which are taken back
    /// without money.
    id: Option<RefundId>,
    /// The order as it is now.
    order: ShopOrder,
}

/// Compute a refund
///
/// What `POST …/refunds` with the same body would give back. Nothing is changed.
#[utoipa::path(post, path = "/merchant/{shop}/orders/{number}/refunds/preview", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
    ),
    request_body = RefundBody,
    security(("session" = [])),
    responses(
        (status = 200, body = RefundPreviewed),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such shop of the caller's"),
        (status = 409, description = "`nothing_left`: no money is left to give back"),
        (status = 422, description = "More pieces or money than are left, or a line of another order"),
    ))]
async fn preview_refund(
    cx: Caller,
    Path((shop, number)): Path<(String, String)>,
    Body(body): Body<RefundBody>,
) -> Result<Json<RefundPreviewed>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let order = orders::detail(&cx.env, &shop, &number).await?;
    let wanted = CountedRefund::from(&body);
    let preview =
        orders::refund_preview(&cx.env, &shop, order.id, &wanted).await.map_err(|error| body.named(error))?;
    Ok(Json(RefundPreviewed::of(preview, &order)))
}

/// Give money back
///
/// The amount is promised at once and given back by the payment provider soon after: the refund
/// is `pending` until then. Pieces that were not sent are called off. A repeat is a 409 `stale`,
/// so no `Idempotency-Key` is needed.
#[utoipa::path(post, path = "/merchant/{shop}/orders/{number}/refunds", tag = "Merchant: orders",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("number" = String, Path, description = "The order's number"),
    ),
    request_body = RefundBody,
    security(("session" = [])),
    responses(
        (status = 201, body = RefundCreated),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such order of the shop, or no such shop of the caller's"),
        (status = 409, description = "`stale`: the order has another version; `nothing_left`: no money is left to give back"),
        (status = 422, description = "More pieces or money than are left, a line of another order, or a reason that is too long"),
    ))]
async fn refund_order(
    cx: Caller,
    Path((shop, number)): Path<(String, String)>,
    Body(body): Body<RefundBody>,
) -> Result<(StatusCode, Json<RefundCreated>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let order = orders::find(&cx.env, &shop, &number).await?;
    let wanted = CountedRefund::from(&body);
    let id = orders::refund(&cx.env, &shop, order, &wanted).await.map_err(|error| body.named(error))?;
    let order = orders::detail(&cx.env, &shop, &number).await?.into();
    Ok((StatusCode::CREATED, Json(RefundCreated { id, order })))
}
