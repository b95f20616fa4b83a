//! Pictures, and what search engines ask for.

use std::str::FromStr;

use api::Problem;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use backend::{Env, Error, catalog, media};
use domain::id::MediaId;

use super::AppState;

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// `/media/…`, `/robots.txt`, `/sitemap.xml` and its parts.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/media/{picture}/{file}", get(picture))
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
        .route("/sitemaps/{part}", get(sitemap_part))
}

/// `/media/{id}-{version}/{width}.webp`: the version names the content, so it never changes.
async fn picture(
    State(env): State<Env>,
    Path((picture, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = picture.split('-').next().unwrap_or_default();
    let id = MediaId::from_str(id).map_err(|_| Error::NotFound)?;
    let width = file.strip_suffix(".webp").and_then(|w| w.parse().ok()).ok_or(Error::NotFound)?;
    let found = media::public_picture(&env, id, width).await?;
    let etag = HeaderValue::from_str(&found.etag).map_err(Error::internal)?;
    let known = headers.get(header::IF_NONE_MATCH) == Some(&etag);
    let caching = [
        (header::ETAG, etag),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    // Browsers show a picture that is opened by itself in a page with styles of its own.
    let policy = (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching, [policy]).into_response());
    }
    Ok((caching, [policy], [(header::CONTENT_TYPE, found.content_type)], found.bytes).into_response())
}

async fn robots(State(env): State<Env>) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "public, max-age=3600")], catalog::public_robots(&env))
}

async fn sitemap(State(env): State<Env>) -> Result<Response, Problem> {
    Ok(xml(&catalog::public_sitemap(&env, None).await?))
}

/// `/sitemaps/{number}.xml`
async fn sitemap_part(State(env): State<Env>, Path(part): Path<String>) -> Result<Response, Problem> {
    let number = part.strip_suffix(".xml").and_then(|n| n.parse().ok()).ok_or(Error::NotFound)?;
    Ok(xml(&catalog::public_sitemap(&env, Some(number)).await?))
}

fn xml(text: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/xml"), (header::CACHE_CONTROL, "public, max-age=600")];
    (headers, text.to_owned()).into_response()
}
