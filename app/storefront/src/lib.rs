//! Pages, components and server functions for shoppers.
// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod accounts;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod forms;
pub mod head;
pub mod home;
pub mod layout;
pub mod orders;
pub mod routes;
pub mod search;
pub mod shops;
