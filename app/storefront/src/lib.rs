//! Pages, components and server functions for shoppers.
// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod accounts;
mod again;
pub mod cart;
pub mod catalog;
pub mod checkout;
#[cfg(feature = "ssr")]
pub mod head;
#[cfg(feature = "ssr")]
pub mod home;
pub mod layout;
pub mod live;
pub mod orders;
pub mod routes;
pub mod search;
#[cfg(feature = "ssr")]
pub mod shops;
