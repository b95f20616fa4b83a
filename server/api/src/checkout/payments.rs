//! Paying, once a key.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use backend::checkout;
use domain::checkout::{DeclineReason, PayOutcome, PayRequest};
use domain::id::PaymentId;
use domain::invalid::{FieldError, Problem as Fault};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode};
use kit::AppError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};

/// A word of the client that makes a repeated request one request.
const KEY: &str = "idempotency-key";
/// Says that an earlier request with the same key began what is answered.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(pay)).routes(routes!(get_payment))
}

/// The header `Idempotency-Key`; the verb says what is wrong with one that is missing or too long.
struct IdempotencyKey(String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(KEY) else { return Ok(Self(String::new())) };
        let text = value.to_str().map_err(|_| vec![FieldError::new("idempotency_key", Fault::Malformed)])?;
        Ok(Self(text.to_owned()))
    }
}

/// What is paid.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPayment {
    /// The `expected_total` of the checkout that the buyer agreed to, in minor units of the
    /// cart's currency.
    expected_total: i64,
    /// What the provider gave for the card; may be left out when there is nothing to pay. The
    /// simulated provider takes `tok_success` and other words of its test cards.
    #[serde(default)]
    payment_token: String,
    /// What the buyer tells the shops.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

/// What became of a payment.
#[derive(Serialize, ToSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum PaymentResult {
    /// Paid and final.
    Placed {
        /// Number of the purchase, as in `GET /api/v1/order-groups/{number}`.
        number: String,
        /// Lets a guest see the purchase: send it as `X-Order-Token`.
        token: String,
    },
    /// Paid, and then found sold out; all of the money goes back.
    Refunded {
        /// Number of the purchase.
        number: String,
    },
    /// The buyer must confirm it at `url`.
    Challenge {
        /// The payment, to ask what became of it.
        payment_id: PaymentId,
        /// Where the buyer confirms.
        url: String,
    },
    /// The provider has not decided yet.
    Pending {
        /// The payment, to ask what became of it.
        payment_id: PaymentId,
    },
    /// Nothing was charged; the cart is as it was.
    Declined {
        /// Why.
        reason: DeclineReason,
    },
}

impl TryFrom<PayOutcome> for PaymentResult {
    type Error = Problem;

    fn try_from(outcome: PayOutcome) -> Result<Self, Problem> {
        let details = serde_json::to_value(&outcome).unwrap_or_default();
        let conflict = |code: &str| AppError::Conflict { code: code.to_owned(), details };
        Ok(match outcome {
            PayOutcome::Placed { number, token } => Self::Placed { number, token },
            PayOutcome::Refunded { number } => Self::Refunded { number },
            PayOutcome::Challenge { url, payment } => Self::Challenge { payment_id: payment, url },
            PayOutcome::Pending { payment } => Self::Pending { payment_id: payment },
            PayOutcome::Declined { reason } => Self::Declined { reason },
            PayOutcome::TotalsChanged { .. } => return Err(conflict("totals_changed").into()),
            PayOutcome::OutOfStock { .. } => return Err(conflict("out_of_stock").into()),
        })
    }
}

impl IntoResponse for PaymentResult {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Placed { .. } => StatusCode::CREATED,
            Self::Refunded { .. } => StatusCode::OK,
            Self::Challenge { .. } | Self::Pending { .. } => StatusCode::ACCEPTED,
            Self::Declined { reason } => return Problem::Declined(reason).into_response(),
        };
        (status, Json(self)).into_response()
    }
}

/// Pay and place the order
///
/// The same key with the same body is one purchase, however often it is sent within a day: the
/// answer is what became of the payment that the first request began, with the header
/// `Idempotency-Replayed: true`. A declined payment stays declined; try again with a new key.
#[utoipa::path(post, path = "/checkout/payments", tag = "Checkout", request_body = NewPayment,
    security(("cart" = []), ("session" = [])),
    params(("Idempotency-Key" = String, Header, description = "A word of yours, new for each purchase", min_length = 1, max_length = 255)),
    responses(
        (status = 201, body = PaymentResult, description = "`placed`: paid and final"),
        (status = 200, body = PaymentResult, description = "`refunded`: paid, then found sold out; the money goes back"),
        (status = 202, body = PaymentResult, description = "`challenge` or `pending`: ask for the payment again"),
        (status = 402, description = "`payment_declined` with `details.reason`; nothing was charged"),
        (status = 409, description = "`totals_changed` with the new totals, `out_of_stock` with the lines, `checkout_incomplete` with the step, `cart_empty`, or `payment_in_progress`"),
        (status = 422, description = "The key is missing or too long, came with another body (`key_reused`), or a field is wrong"),
    ))]
async fn pay(
    cx: Caller,
    IdempotencyKey(key): IdempotencyKey,
    Body(body): Body<NewPayment>,
) -> Result<Response, Problem> {
    let asked = PayRequest {
        idempotency_key: key,
        expected_total: body.expected_total,
        payment_token: body.payment_token,
        note: body.note,
        locale: cx.locale,
    };
    let paid = checkout::pay_once(&cx.env, &cx.buyer(), &asked).await?;
    let mut response = PaymentResult::try_from(paid.outcome)?.into_response();
    if paid.is_replay {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// What became of a payment
///
/// Asks the provider, and finishes the purchase if it is paid.
#[utoipa::path(get, path = "/checkout/payments/{id}", tag = "Checkout",
    security(("cart" = []), ("session" = [])),
    params(("id" = PaymentId, Path, description = "The payment")),
    responses((status = 200, body = PaymentResult), (status = 404, description = "No such payment of yours")))]
async fn get_payment(cx: Caller, Path(id): Path<PaymentId>) -> Result<Json<PaymentResult>, Problem> {
    let outcome = checkout::result(&cx.env, &cx.buyer(), id).await?;
    Ok(Json(outcome.try_into()?))
}
