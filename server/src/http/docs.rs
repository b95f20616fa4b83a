//! `/docs`: the API's description, for people.

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::get;

use super::AppState;

/// Swagger UI writes styles into its elements and draws its signs from data.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The API of this store</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api-docs/swagger-ui.css">
<style>.renderedMarkdown code { overflow-wrap: anywhere; white-space: normal }</style>
</head>
<body>
<main id="api"><p>The description is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>; this page shows it where scripts run.</p></main>
<script src="/api-docs/swagger-ui-bundle.js"></script>
<script src="/api-docs/start.js"></script>
</body>
</html>
"#;

pub fn routes() -> Router<AppState> {
    Router::new().route("/docs", get(page))
}

async fn page() -> impl IntoResponse {
    let headers =
        [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, Html(PAGE))
}
