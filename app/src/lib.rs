//! The shell of every page and the routes; the pages themselves live in their crates.

mod not_found;
mod routes;
#[cfg(feature = "ssr")]
mod shell;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::{Assets, shell};
