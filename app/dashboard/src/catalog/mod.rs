//! Products, their pictures, stock, imports; the platform's categories.

mod address;
pub mod api;
mod categories;
mod editor;
mod import;
mod list;
mod stock;
mod texts;
mod thumb;
#[cfg(feature = "ssr")]
mod upload;

pub use categories::{CategoriesRoute, CategoryRoute};
pub use editor::{NewProductRoute, ProductRoute};
pub use import::{ImportRoute, ImportsRoute};
pub use list::ProductsRoute;
pub use stock::{StockHistoryRoute, StockRoute};
