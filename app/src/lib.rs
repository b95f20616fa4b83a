//! The shell of every page and the routes; the pages themselves live in their crates.

// Views are deeply nested types.
#![recursion_limit = "512"]

mod islands;
mod not_found;
mod routes;
#[cfg(feature = "ssr")]
mod shell;

pub use islands::provide_page;
pub use routes::App;
#[cfg(feature = "ssr")]
pub use routes::{Waking, waking};
#[cfg(feature = "ssr")]
pub use shell::{Assets, shell};
