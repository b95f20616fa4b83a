//! REST under `/api/v1`: what the pages do, for programs.
//!
//! Owns the shapes of requests and answers, which are a contract and therefore its own, and the
//! OpenAPI document made of them. Refuses to decide anything: a handler finds out who asks, calls
//! the verb that the page calls, and puts its answer into the contract's words. Always holds:
//! a route exists only with its description ([`utoipa_axum::routes!`]); money is in minor units
//! with its currency, times are RFC 3339 in UTC, lists have a `next_cursor`, and an error is a
//! problem of RFC 9457.
//!
//! A crate of its own, because a change of it then builds without the pages.

mod caller;
mod conditional;
mod document;
mod extract;
mod problem;
mod types;

mod accounts;
mod admin;
mod cart;
mod catalog;
mod checkout;
mod manage;
mod merchant;
mod orders;

pub use problem::Problem;

use axum::middleware;
use backend::Env;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// Where every path of the API begins.
pub const PREFIX: &str = "/api/v1";

/// The routes, and the document that describes them.
pub fn routes() -> (axum::Router<Env>, OpenApi) {
    let versioned = OpenApiRouter::new()
        .merge(catalog::routes())
        .merge(accounts::routes())
        .merge(cart::routes())
        .merge(checkout::routes())
        .merge(orders::routes())
        .merge(merchant::routes())
        .merge(manage::routes())
        .layer(middleware::from_fn(conditional::answer));
    let (router, paths) =
        OpenApiRouter::new().nest(PREFIX, versioned).merge(admin::routes()).split_for_parts();
    let document = document::complete(paths);
    (router.merge(document::routes(&document)), document)
}

#[cfg(test)]
mod tests;
