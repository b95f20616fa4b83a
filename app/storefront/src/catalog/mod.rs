//! Lists of products and the product's own page.

pub mod api;
#[cfg(feature = "ssr")]
mod card;
mod choose;
#[cfg(feature = "ssr")]
mod filters;
#[cfg(feature = "ssr")]
mod gallery;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
pub mod load;
mod picker;
mod picture;
#[cfg(feature = "ssr")]
mod product;
#[cfg(feature = "ssr")]
mod structured;
pub mod texts;
#[cfg(feature = "ssr")]
mod trouble;

pub use picture::{Picture, PictureOrDrawing};
#[cfg(feature = "ssr")]
pub use {
    card::{CardRow, ProductGrid},
    list::{CategoryList, ListingView, ProductList},
    product::ProductDetail,
    trouble::Trouble,
};
