//! What outside services tell by themselves. Their origin is elsewhere, so each is proved by
//! its signature over the raw body.

use api::Problem;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use backend::{Env, payments};

use super::AppState;

/// Where webhooks come in; requests below it need no origin of ours.
pub const PREFIX: &str = "/webhooks/";

/// The header that holds the signature.
const SIGNATURE: &str = "webhook-signature";

/// `POST /webhooks/payment/{provider}`
pub fn routes() -> Router<AppState> {
    Router::new().route("/webhooks/payment/{provider}", post(payment))
}

async fn payment(
    State(env): State<Env>,
    Path(provider): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let signature = headers.get(SIGNATURE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    payments::receive_webhook(&env, &provider, signature, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}
