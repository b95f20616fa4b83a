//! Categories, brands, products, variants and their pictures.

pub mod html;
pub mod import;
