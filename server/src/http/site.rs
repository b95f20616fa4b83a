//! The built files, and where leptos finds them.

use std::path::PathBuf;

use axum::Router;
use axum::http::{HeaderValue, header};
use backend::config::Config;
use leptos::config::{Env as LeptosEnv, LeptosOptions};
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use super::AppState;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Leptos' options, so that the binary works from any folder.
pub fn leptos_options(config: &Config) -> LeptosOptions {
    let root = config.site_root.display().to_string();
    let watching = std::env::var_os("LEPTOS_WATCH").is_some();
    LeptosOptions::builder()
        .output_name("souk")
        .site_root(root)
        .site_pkg_dir("pkg")
        .site_addr(config.site_addr)
        .env(if watching { LeptosEnv::DEV } else { LeptosEnv::PROD })
        .hash_files(true)
        .build()
}

/// Where the build wrote the hashes of its files.
pub fn hash_file() -> PathBuf {
    let folder = std::env::current_exe().ok().and_then(|exe| exe.parent().map(PathBuf::from));
    folder.unwrap_or_default().join("hash.txt")
}

/// Files by their hashed names for ever, the few others for an hour.
pub fn routes(config: &Config) -> Router<AppState> {
    let cached = |value: HeaderValue| {
        SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            move |response: &axum::http::Response<_>| response.status().is_success().then(|| value.clone()),
        )
    };
    let folder = |name: &str, value: HeaderValue| {
        ServiceBuilder::new()
            .layer(cached(value))
            .service(ServeDir::new(config.site_root.join(name)).precompressed_br().precompressed_gzip())
    };
    let mut router = Router::new()
        .nest_service("/pkg", folder("pkg", FOREVER))
        .nest_service("/fonts", folder("fonts", FOREVER))
        .nest_service("/api-docs", folder("api-docs", AN_HOUR));
    for file in [
        "favicon.svg",
        "favicon-32.png",
        "apple-touch-icon.png",
        "icon-192.png",
        "icon-512.png",
        "manifest.json",
    ] {
        let service =
            ServiceBuilder::new().layer(cached(AN_HOUR)).service(ServeFile::new(config.site_root.join(file)));
        router = router.route_service(&format!("/{file}"), service);
    }
    router
}
