//! `ETag` for what is read, so that a client that asks again is told "unchanged" in few bytes.

use std::hash::{DefaultHasher, Hasher};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};

/// More than any answer of the API takes.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// Tags successful answers to GET that have no tag of their own, and answers 304 to a client that
/// has the same already.
pub async fn answer(request: Request, next: Next) -> Response {
    let reads = request.method() == Method::GET;
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if !reads || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_ANSWER).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = parts.headers.get(header::ETAG).cloned().or_else(|| {
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        HeaderValue::from_str(&format!("W/\"{:016x}\"", hasher.finish())).ok()
    });
    let Some(tag) = tag else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.insert(header::ETAG, tag.clone());
    if known.is_some_and(|known| matches(&known, &tag)) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether a list of tags holds one, compared weakly as RFC 9110 has it for `If-None-Match`.
fn matches(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    known.trim() == "*" || known.split(',').any(|one| plain(one) == plain(tag))
}
