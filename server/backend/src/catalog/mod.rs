//! Categories, brands, products, variants and their pictures.

pub mod derive;
pub mod html;
pub mod import;
mod public;

pub use public::{
    Caches, Category, Tree, colour, public_home, public_listing, public_menu, public_product, public_robots, public_shop,
    public_sitemap, tree,
};
pub(crate) use public::{bump_tree, cards, category_options, head, subtree_for_facet};
#[cfg(test)]
pub(crate) use public::shelf;
