//! Products, their pictures, stock, imports; the platform's categories.

mod address;
pub mod api;
mod categories;
mod editor;
mod import;
mod list;
mod stock;
mod texts;
pub(crate) mod thumb;
#[cfg(feature = "ssr")]
pub(crate) mod upload;

pub(crate) use categories::{CategoriesPage, CategoryPage};
pub(crate) use editor::{EditProductPage, NewProductPage};
pub(crate) use import::{ImportReportPage, ImportsPage};
pub(crate) use list::ProductsPage;
pub(crate) use stock::{StockHistoryPage, StockLevelsPage};
