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
mod watched;

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
pub use watched::CacheStats;

use std::sync::Arc;

use domain::Locale;
use domain::catalog::{Facets, HomePage};
use watched::Watched;

/// What is read on nearly every page and rarely changes; one an [`Env`](crate::Env).
pub struct Caches {
    tree: tree::TreeCache,
    home: Watched<Locale, Arc<HomePage>>,
    /// Totals of long lists only; a short list is counted every time.
    counts: Watched<String, Arc<(i64, Facets)>>,
    sitemap: Watched<i64, Arc<String>>,
    sitemap_parts: Watched<(), i64>,
}

impl Default for Caches {
    fn default() -> Self {
        Self {
            tree: tree::TreeCache::default(),
            home: Watched::new("home", 2, 30),
            counts: Watched::new("counts", 1_000, 20),
            sitemap: Watched::new("sitemap", 20, 600),
            sitemap_parts: Watched::new("sitemap_parts", 1, 600),
        }
    }
}

impl Caches {
    /// How each of them does.
    pub async fn stats(&self) -> Vec<CacheStats> {
        vec![
            self.tree.stats(),
            self.home.stats().await,
            self.counts.stats().await,
            self.sitemap.stats().await,
            self.sitemap_parts.stats().await,
        ]
    }
}
