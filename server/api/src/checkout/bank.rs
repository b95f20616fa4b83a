//! The question of the simulated bank. Other providers ask on pages of their own.

use axum::Json;
use backend::payments;
use domain::Money;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(get_challenge, answer_challenge))
}

/// What the simulated bank asks.
#[derive(Serialize, ToSchema)]
struct BankQuestion {
    /// What is to be paid.
    amount: Money,
    /// Whether it still waits for an answer.
    open: bool,
    /// Where the buyer goes back to.
    return_url: String,
}

/// What the simulated bank asks
///
/// Local payment only: with the card `tok_challenge`. The reference is the last part of the
/// challenge's `url`.
#[utoipa::path(get, path = "/checkout/challenges/{reference}", tag = "Checkout",
    params(("reference" = String, Path, description = "Names the question")),
    responses((status = 200, body = BankQuestion), (status = 404, description = "No such question")))]
async fn get_challenge(cx: Caller, Path(reference): Path<String>) -> Result<Json<BankQuestion>, Problem> {
    let asked = payments::challenge(&cx.env, &reference).await?;
    Ok(Json(BankQuestion { amount: asked.amount, open: asked.open, return_url: asked.return_url }))
}

/// The buyer's answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BankAnswer {
    /// Whether the buyer confirms the payment.
    approve: bool,
}

/// Where the buyer goes on.
#[derive(Serialize, ToSchema)]
struct BankAnswered {
    /// Where the buyer goes back to.
    return_url: String,
}

/// Answer the simulated bank
///
/// Local payment only. A second answer changes nothing. What became of the payment says
/// `GET /api/v1/checkout/payments/{id}`.
#[utoipa::path(post, path = "/checkout/challenges/{reference}", tag = "Checkout", request_body = BankAnswer,
    params(("reference" = String, Path, description = "Names the question")),
    responses((status = 200, body = BankAnswered), (status = 404, description = "No such question")))]
async fn answer_challenge(
    cx: Caller,
    Path(reference): Path<String>,
    Body(body): Body<BankAnswer>,
) -> Result<Json<BankAnswered>, Problem> {
    let return_url = payments::answer_challenge(&cx.env, &reference, body.approve).await?;
    Ok(Json(BankAnswered { return_url }))
}
