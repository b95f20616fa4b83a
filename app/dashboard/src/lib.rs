//! Pages of those who work for a shop. Each is loaded when it is opened.

// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod catalog;
pub mod home;
pub mod layout;
pub mod orders;
pub mod shops;
mod trouble;
