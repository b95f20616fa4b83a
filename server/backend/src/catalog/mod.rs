//! Categories, brands, products, variants and their pictures.

pub mod derive;
pub mod html;
pub mod import;
