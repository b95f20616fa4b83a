//! Pages, components and server functions for merchants and staff.

// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod shops;
