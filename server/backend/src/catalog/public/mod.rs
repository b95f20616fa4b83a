//! The catalogue as anyone may read it.
//!
//! Owns listings, product pages, the home page, the tree of categories and the sitemap.
//! Shows only active products of open shops. A page asks at most five questions of the
//! database, and each is served by an index.

mod cards;
mod colours;
mod counts;
mod cursor;
mod home;
mod listing;
mod pictures;
mod product;
mod shops;
mod sitemap;
mod tree;

#[cfg(test)]
mod tests;

pub(crate) use cards::cards;
pub use colours::colour;
pub(crate) use counts::category_options;
pub use home::{public_home, public_menu};
pub use listing::public_listing;
pub(crate) use listing::{head, subtree_for_facet};
pub use product::public_product;
pub use shops::public_shop;
pub use sitemap::{public_robots, public_sitemap};
#[cfg(test)]
pub(crate) use tests::shelf;
pub(crate) use tree::bump_tree;
pub use tree::{Category, Tree, tree};

use std::sync::Arc;
use std::time::Duration;

use domain::Locale;
use domain::catalog::{Facets, HomePage};
use moka::future::Cache;

/// What is read on nearly every page and rarely changes; one an [`Env`](crate::Env).
pub struct Caches {
    tree: tree::TreeCache,
    home: Cache<Locale, Arc<HomePage>>,
    /// Totals of long lists only; a short list is counted every time.
    counts: Cache<String, Arc<(i64, Facets)>>,
    sitemap: Cache<i64, Arc<String>>,
    sitemap_parts: Cache<(), i64>,
}

impl Default for Caches {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            tree: tree::TreeCache::default(),
            home: Cache::builder().max_capacity(2).time_to_live(seconds(30)).build(),
            counts: Cache::builder().max_capacity(1_000).time_to_live(seconds(20)).build(),
            sitemap: Cache::builder().max_capacity(20).time_to_live(seconds(600)).build(),
            sitemap_parts: Cache::builder().max_capacity(1).time_to_live(seconds(600)).build(),
        }
    }
}
