//! Lists of products and the product's own page.

mod ahead;
pub mod api;
mod card;
mod filters;
mod gallery;
mod list;
mod picker;
mod picture;
mod product;
#[cfg(feature = "ssr")]
mod structured;
pub mod texts;
mod trouble;

pub use ahead::Ahead;
pub use card::{CardRow, ProductGrid};
pub(crate) use list::waiting;
pub use list::{CategoryList, ListingView, ProductList};
pub use picture::{Picture, PictureOrDrawing};
pub use product::ProductDetail;
pub use trouble::Trouble;
pub(crate) use trouble::again;
