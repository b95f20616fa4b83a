//! Categories, brands, products, variants and their pictures.
//!
//! Owns what merchants and managers write about what is sold. Refuses to show anything to
//! shoppers; that is `public`. What always holds: whoever changes a product records
//! `ProductChanged` and lets [`derive`] bring its derived values up to date, in the same
//! transaction.

pub mod brands;
mod bulk;
pub mod categories;
pub mod derive;
mod home;
pub mod html;
pub mod import;
pub mod imports;
pub mod lists;
pub mod pictures;
pub mod products;
#[cfg(test)]
mod tests;
mod variants;

pub use home::shop_home;
