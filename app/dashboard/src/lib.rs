//! Pages of those who work for a shop. Each is loaded when it is opened.

// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod catalog;
mod home;
pub mod layout;
mod orders;
pub mod routes;
pub mod shops;
pub mod system;
mod trouble;
