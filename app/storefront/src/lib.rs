//! Pages, components and server functions for shoppers.
// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod accounts;
pub mod cart;
pub mod checkout;
