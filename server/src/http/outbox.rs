//! The mails of a demonstration as mail programs show them.

use std::str::FromStr;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use backend::{Env, Error, mails};
use domain::id::MailId;

use super::AppState;
use api::Problem;

/// `/dev/outbox/{id}/html`
pub fn routes() -> Router<AppState> {
    Router::new().route("/dev/outbox/{id}/html", get(mail))
}

async fn mail(State(env): State<Env>, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = MailId::from_str(&id).map_err(|_| Error::NotFound)?;
    let mail = mails::outbox_mail(&env, id).await?;
    // Mail programs know no stylesheets, so its looks stand on the elements; nothing else may load.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
    ];
    Ok((headers, mail.html).into_response())
}
