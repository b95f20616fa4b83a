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
mod public;
#[cfg(test)]
mod tests;
mod variants;

pub use home::{orders_to_ship, shop_home};
#[cfg(test)]
pub(crate) use public::shelf;
pub use public::{
    CacheStats, Caches, Category, Tree, colour, public_home, public_listing, public_menu, public_product,
    public_robots, public_shop, public_sitemap, tree,
};
pub(crate) use public::{bump_tree, cards, category_options, head, subtree_for_facet};
