//! From a cart to an order.

mod bank;
mod payments;
mod placed;
mod view;

use axum::Json;
use backend::checkout;
use domain::checkout::AddressInput;
use domain::id::{RateId, ShopId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::accounts::AddressBody;
use crate::caller::Caller;
use crate::extract::Body;

use view::Checkout;

/// Routes of it.
pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new()
        .routes(routes!(get_checkout, enter_checkout))
        .routes(routes!(save_checkout_address))
        .routes(routes!(save_checkout_shipping))
        .routes(routes!(review_checkout))
        .merge(payments::routes())
        .merge(bank::routes())
        .merge(placed::routes())
}

/// Begin checkout, or go on with it
///
/// Reserves the pieces for ten minutes; each step prolongs that, up to thirty in all. What is
/// known of a signed-in person is filled in.
#[utoipa::path(post, path = "/checkout", tag = "Checkout", security(("cart" = []), ("session" = [])), responses(
    (status = 200, body = Checkout),
    (status = 409, description = "`cart_empty`, or `payment_in_progress` with the payment"),
))]
async fn enter_checkout(cx: Caller) -> Result<Json<Checkout>, Problem> {
    Ok(Json(checkout::enter(&cx.env, &cx.buyer()).await?.into()))
}

/// The checkout as it is
///
/// Prolongs nothing.
#[utoipa::path(get, path = "/checkout", tag = "Checkout", security(("cart" = []), ("session" = [])), responses(
    (status = 200, body = Checkout),
    (status = 409, description = "`cart_empty`"),
))]
async fn get_checkout(cx: Caller) -> Result<Json<Checkout>, Problem> {
    Ok(Json(checkout::view(&cx.env, &cx.buyer()).await?.into()))
}

/// The first step: who buys, and where it is sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CheckoutAddress {
    /// Mail address for the confirmation.
    email: String,
    /// Where it is sent.
    address: AddressBody,
    /// Whether a signed-in person keeps the address.
    #[serde(default)]
    save: bool,
}

/// Say who buys and where it is sent
///
/// It is kept as it is, right or wrong; `errors` of the answer says what is wrong with it.
#[utoipa::path(put, path = "/checkout/address", tag = "Checkout", request_body = CheckoutAddress,
    security(("cart" = []), ("session" = [])),
    responses(
        (status = 200, body = Checkout),
        (status = 409, description = "`cart_empty`, or `payment_in_progress` with the payment"),
    ))]
async fn save_checkout_address(
    cx: Caller,
    Body(body): Body<CheckoutAddress>,
) -> Result<Json<Checkout>, Problem> {
    let input = AddressInput { email: body.email, address: body.address.into(), save: body.save };
    Ok(Json(checkout::save_address(&cx.env, &cx.buyer(), input).await?.into()))
}

/// The second step: how each shop sends its part.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CheckoutShipping {
    /// One rate of each shop that sends something.
    choices: Vec<ChosenRate>,
}

/// How one shop sends its part.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChosenRate {
    /// The shop.
    shop_id: ShopId,
    /// One of its `choices`.
    rate_id: RateId,
}

/// Choose how it is sent
///
/// `errors` of the answer says what is missing.
#[utoipa::path(put, path = "/checkout/shipping", tag = "Checkout", request_body = CheckoutShipping,
    security(("cart" = []), ("session" = [])),
    responses(
        (status = 200, body = Checkout),
        (status = 409, description = "`cart_empty`, `payment_in_progress` with the payment, or `stale` when signing in gave you another cart meanwhile"),
    ))]
async fn save_checkout_shipping(
    cx: Caller,
    Body(body): Body<CheckoutShipping>,
) -> Result<Json<Checkout>, Problem> {
    let chosen: Vec<_> = body.choices.iter().map(|choice| (choice.shop_id, choice.rate_id)).collect();
    Ok(Json(checkout::save_shipping(&cx.env, &cx.buyer(), &chosen).await?.into()))
}

/// Look once more before paying
///
/// Prolongs the reservation as every step does.
#[utoipa::path(post, path = "/checkout/review", tag = "Checkout", security(("cart" = []), ("session" = [])), responses(
    (status = 200, body = Checkout),
    (status = 409, description = "`cart_empty`, or `payment_in_progress` with the payment"),
))]
async fn review_checkout(cx: Caller) -> Result<Json<Checkout>, Problem> {
    Ok(Json(checkout::review(&cx.env, &cx.buyer()).await?.into()))
}
