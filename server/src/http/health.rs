//! Whether the process lives, and whether it can serve.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use backend::Env;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::AppState;

db::sql!(PING, "select version from migrations order by version desc limit 1");

/// `/health/live` and `/health/ready`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/health/live", get(live)).route("/health/ready", get(ready))
}

async fn live() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// Not ready while the database does not answer or the server is being stopped.
async fn ready(
    State(env): State<Env>,
    State(stopping): State<watch::Receiver<bool>>,
) -> (StatusCode, Json<Value>) {
    if *stopping.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "stopping" })));
    }
    match db::Run::query(&mut env.db.read(), &PING).scalar::<i64>().await {
        Ok(version) => (StatusCode::OK, Json(json!({ "status": "ok", "schema": version }))),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "no database" })))
        }
    }
}
