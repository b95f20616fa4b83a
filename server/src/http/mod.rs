//! The HTTP server: routes, what every answer carries, and an orderly end.

mod cache;
mod docs;
mod files;
mod health;
mod layers;
mod metrics;
mod outbox;
mod problem;
mod site;
#[cfg(test)]
mod tests;
mod webhooks;

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use app::{App, Assets, shell};
use axum::extract::FromRef;
use axum::serve::ListenerExt;
use axum::{Router, middleware};
use backend::catalog::imports;
use backend::{Env, Error, Result, events, jobs, search};
use futures::future::join_all;
use kit::request::SessionCell;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::Layer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::normalize_path::NormalizePathLayer;

use cache::Pages;

use crate::metrics::Scrape;

/// Time for requests under way once the server is told to stop.
const GRACE: Duration = Duration::from_secs(15);
/// The largest body of any request: a file of products, and the form around it. Only uploads
/// read so much, piece by piece and of people who are known; whatever takes a body whole stops
/// at axum's own limit of 2 MB.
const MAX_BODY: usize = imports::MAX_FILE as usize + 1024 * 1024;
/// Workers of this process that take any job, beside the one for short jobs.
const WORKERS: usize = 2;

/// Where the pages are, found once a process: meanwhile leptos lets no page of the whole process
/// load anything, and what begins to load then never ends (leptos-rs/leptos#4773).
#[expect(clippy::disallowed_methods, reason = "this is the once")]
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// What handlers need.
#[derive(Clone, FromRef)]
pub struct AppState {
    env: Env,
    leptos: LeptosOptions,
    stopping: watch::Receiver<bool>,
    scrape: Scrape,
}

/// Serves until SIGTERM or Ctrl-C, then lets requests and jobs under way end.
pub async fn serve(env: Env) -> Result<()> {
    let (stop, stopping) = watch::channel(false);
    let pages = Pages::new(env.config.page_cache);
    let router = router(env.clone(), stopping.clone(), pages.clone())?;
    let listener = TcpListener::bind(env.config.site_addr)
        .await
        .map_err(|e| Error::internal(format!("{} cannot be listened on: {e}", env.config.site_addr)))?
        // A streamed page would stall 40 ms between its parts.
        .tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
    let mut workers: Vec<jobs::Worker> = (0..WORKERS).map(|_| jobs::Worker::new(&env)).collect();
    // Mails and what checkout left open do not wait for imports and pictures.
    workers.push(jobs::Worker::short(&env));
    let workers: Vec<_> =
        workers.into_iter().map(|worker| tokio::spawn(worker.run(env.clone(), stopping.clone()))).collect();
    if let Some(pages) = pages {
        tokio::spawn(pages.follow(env.clone(), stopping.clone()));
    }
    let schedules = tokio::spawn(jobs::keep(env.clone(), stopping.clone()));
    let figures = tokio::spawn(crate::metrics::keep_up(stopping.clone()));
    let subscribers = tokio::spawn(events::subscribers::run(env.clone(), stopping.clone()));
    let index = search::Index::open(&env.config.data_dir)?;
    env.search.set(index.clone());
    let search = tokio::spawn(search::run(env.clone(), index, stopping.clone()));
    tracing::info!(address = %env.config.site_addr, url = env.config.public_url, "serving");

    let service = NormalizePathLayer::trim_trailing_slash().layer(router);
    let make = axum::ServiceExt::<axum::extract::Request>::into_make_service_with_connect_info::<SocketAddr>(
        service,
    );
    let server = axum::serve(listener, make).with_graceful_shutdown(told_to_stop(stop));
    let mut deadline = stopping.clone();
    tokio::select! {
        ended = server => ended?,
        () = async {
            let _ = deadline.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => tracing::warn!("some requests did not end in time"),
    }
    let _ = tokio::time::timeout(GRACE, async {
        tokio::join!(join_all(workers), schedules, subscribers, search, figures)
    })
    .await;
    env.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// All routes, with what every answer carries.
pub fn router(env: Env, stopping: watch::Receiver<bool>, pages: Option<Pages>) -> Result<Router> {
    let options = site::leptos_options(&env.config);
    let assets = Arc::new(Assets::read(&site::hash_file(), &options));
    let state = AppState { env: env.clone(), leptos: options.clone(), stopping, scrape: Scrape::default() };
    let context = {
        let env = env.clone();
        move || {
            provide_context(env.clone());
            provide_context(SessionCell::default());
        }
    };
    let page = {
        let (assets, options) = (assets.clone(), options.clone());
        move || shell(&assets, options.clone())
    };
    let not_found = {
        let (assets, context) = (assets.clone(), context.clone());
        leptos_axum::file_and_error_handler_with_context::<AppState, _>(context, move |options| {
            shell(&assets, options)
        })
    };
    let public_origin = env.config.public_url.clone();
    let csrf = CsrfLayer::new()
        .add_trusted_origin(&public_origin)
        .map_err(|e| Error::internal(format!("public_url is not an origin: {e}")))?
        .with_insecure_bypass(|_, uri| uri.path().starts_with(webhooks::PREFIX));
    let compressed = SizeAbove::new(512)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/wasm"));

    Ok(Router::new()
        .merge(health::routes())
        .merge(metrics::routes())
        .merge(docs::routes())
        .merge(files::routes())
        .merge(outbox::routes())
        .merge(webhooks::routes())
        .merge(api::routes().0.with_state(env.clone()))
        .merge(site::routes(&env.config))
        .leptos_routes_with_context(&state, ROUTES.clone(), context, page)
        .fallback(not_found)
        .layer(middleware::from_fn_with_state((env.clone(), pages), cache::kept))
        .layer(middleware::from_fn(problem::no_form))
        .layer(middleware::from_fn(problem::server_fn_status))
        .layer(csrf)
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(middleware::from_fn(problem::too_large))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(middleware::from_fn_with_state(state.clone(), layers::around))
        .with_state(state))
}

async fn told_to_stop(stop: watch::Sender<bool>) {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping; requests under way may end");
    let _ = stop.send(true);
}
