//! The statuses of server functions' errors, and of bodies that are too large.

use api::Problem;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::catalog::imports::MAX_FILE;
use kit::AppError;

/// Refuses a body that says itself that it is too large, in words that the page knows.
pub async fn too_large(request: Request<Body>, next: Next) -> Response {
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_none_or(|length| length <= super::MAX_BODY as u64) {
        return next.run(request).await;
    }
    let details = serde_json::json!({ "megabytes": MAX_FILE / 1024 / 1024 });
    Problem::from(AppError::Conflict { code: "file_too_large".into(), details }).into_response()
}

/// The server functions that take files.
const TAKES_FILES: [&str; 3] = ["/api/add_pictures", "/api/set_logo", "/api/start_import"];

/// Refuses what is no form with files before the function meets it: it would panic.
pub async fn no_form(request: Request<Body>, next: Next) -> Response {
    let path = request.uri().path();
    let takes_files = path.starts_with("/fn/") && TAKES_FILES.iter().any(|end| path.ends_with(end));
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if takes_files && !kind.is_some_and(has_boundary) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    next.run(request).await
}

fn has_boundary(kind: &str) -> bool {
    let Some((kind, parameter)) = kind.split_once(';') else { return false };
    let boundary = parameter.trim().strip_prefix("boundary=").map(|text| text.trim_matches('"'));
    kind.trim().eq_ignore_ascii_case("multipart/form-data")
        && boundary.is_some_and(|text| {
            (1..=70).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"'+_-.".contains(&b))
        })
}

fn status_of(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The mark of a server function's error.
const SERVER_FN_ERROR: HeaderName = HeaderName::from_static("serverfnerror");
/// More than any of our errors takes.
const MAX_ERROR: usize = 256 * 1024;

/// Gives a server function's answer the status of the error that it carries: Leptos answers 500
/// to each of them.
pub async fn server_fn_status(request: Request<Body>, next: Next) -> Response {
    let response = next.run(request).await;
    let marked = response.headers().contains_key(SERVER_FN_ERROR);
    if !marked || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_ERROR).await else { return parts.status.into_response() };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = status_of(&error);
        if let AppError::RateLimited { retry_after } = error {
            parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}

#[cfg(test)]
mod tests {
    use axum::http;
    use axum::routing::post;
    use axum::{Router, middleware};
    use tower::ServiceExt;

    use super::*;

    async fn answer(length: u64) -> Response {
        let router: Router =
            Router::new().route("/", post(|| async { "taken" })).layer(middleware::from_fn(too_large));
        let request =
            http::Request::post("/").header(header::CONTENT_LENGTH, length).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_is_refused_in_words_that_the_page_knows() {
        assert_eq!(answer(MAX_FILE).await.status(), StatusCode::OK);
        let refused = answer(2 * MAX_FILE).await;
        assert_eq!(refused.status(), StatusCode::CONFLICT);
        let bytes = to_bytes(refused.into_body(), MAX_ERROR).await.unwrap();
        let error: AppError = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(error.conflict(), Some("file_too_large"));
    }
}
