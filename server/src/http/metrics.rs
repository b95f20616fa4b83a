//! The figures, for those who watch over the site.

use api::Problem;
use axum::Router;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use backend::{Env, Error};
use kit::AppError;
use kit::request::{ClientAddr, from_api};

use super::AppState;
use crate::metrics::Scrape;

/// Prometheus' text format.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// `GET /metrics`: for everybody else it does not exist.
pub fn routes() -> Router<AppState> {
    Router::new().route("/metrics", get(metrics))
}

async fn metrics(
    State(env): State<Env>,
    State(scrape): State<Scrape>,
    parts: Parts,
) -> Result<Response, Problem> {
    if !is_near(&env, &parts) && !is_admin(&env, &parts).await? {
        return Err(Error::NotFound.into());
    }
    let text = scrape.text(&env).await.ok_or(Error::NotFound)?;
    Ok(([(header::CONTENT_TYPE, TEXT)], text).into_response())
}

/// Whether the client is this machine or one that the operator named.
fn is_near(env: &Env, parts: &Parts) -> bool {
    let Some(ClientAddr(client)) = parts.extensions.get() else { return false };
    // A proxy on this machine that is not named as trusted would make everybody a neighbour.
    let here = client.is_loopback() && !was_forwarded(&parts.headers);
    here || env.config.metrics_allow.iter().any(|allowed| allowed.to_canonical() == *client)
}

fn was_forwarded(headers: &HeaderMap) -> bool {
    ["x-forwarded-for", "x-real-ip", "x-forwarded-host", "forwarded", "via"]
        .into_iter()
        .any(|name| headers.contains_key(name))
}

async fn is_admin(env: &Env, parts: &Parts) -> Result<bool, Problem> {
    match from_api(env.clone(), parts).await {
        Ok(caller) => Ok(caller.staff().is_ok_and(|staff| staff.require_admin().is_ok())),
        Err(AppError::Unauthenticated) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
