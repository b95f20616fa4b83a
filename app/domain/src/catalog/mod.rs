//! The catalogue as shoppers see it: cards, listings, product pages, the category tree.
//!
//! Everything here is made by the server for a page; nothing in it is private to a shop.

mod address;
mod listing;
mod pages;
mod product;

pub use address::{decode, encode};
pub use listing::{FacetOption, Facets, Filters, Listing, MAX_TEXT, PAGE, Place, Sort};
pub use pages::{
    CategoryHead, CategoryNode, CategoryTile, Crumb, Hero, HomePage, Menu, Part, ShopCard, ShopPage,
    Suggestion, SuggestionKind,
};
pub use product::{
    Attribute, BrandSummary, Delivery, LOW_STOCK, OptionView, ProductAnswer, ProductPage, ShopSummary,
    VariantView,
};

use serde::{Deserialize, Serialize};

use crate::Money;
use crate::id::ProductId;

/// Widths in pixels in which every picture can be had.
pub const WIDTHS: [u32; 6] = [160, 320, 480, 800, 1200, 1600];
/// Largest file of a picture that is taken in, in bytes.
pub const MAX_PICTURE_BYTES: u32 = 20 * 1024 * 1024;

/// A picture, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its address without the width: `/media/{id}-{version}`. It changes when the picture does.
    pub base: String,
    /// What it shows, for those who cannot see it; may be empty.
    pub alt: String,
    /// Pixels; decides the shape of the place that is kept for it.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Picture {
    /// A picture by what is stored of it. `hash` is that of an upload's content; a drawn one
    /// has none. Unknown sizes count as 4:5.
    pub fn new(media: &str, hash: Option<&str>, alt: String, width: i64, height: i64) -> Self {
        let version = hash.and_then(|hash| hash.get(..8)).unwrap_or("d");
        let size = |pixels: i64| u32::try_from(pixels).ok().filter(|pixels| *pixels > 0);
        let (width, height) = size(width).zip(size(height)).unwrap_or((1200, 1500));
        Self { base: format!("/media/{media}-{version}"), alt, width, height }
    }

    /// Its address in one of [`WIDTHS`].
    pub fn src(&self, width: u32) -> String {
        format!("{}/{width}.webp", self.base)
    }

    /// All its addresses with their widths, as `srcset` wants them.
    pub fn srcset(&self) -> String {
        let mut all = String::with_capacity(WIDTHS.len() * (self.base.len() + 18));
        for width in WIDTHS {
            if !all.is_empty() {
                all.push_str(", ");
            }
            all.push_str(&self.base);
            all.push_str(&format!("/{width}.webp {width}w"));
        }
        all
    }
}

/// An average of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Tenths of a star, 10 to 50.
    pub tenths: i64,
    /// How many people rated.
    pub count: i64,
}

impl ProductCard {
    /// The slugs of its shop and of itself, as its address has them.
    pub fn slugs(&self) -> Option<(&str, &str)> {
        self.href.strip_prefix("/products/")?.split_once('/')
    }
}

impl Rating {
    /// The average of a sum of stars; `None` when nobody rated.
    pub fn of(sum: i64, count: i64) -> Option<Self> {
        (count > 0).then(|| Self { tenths: (sum * 10 + count / 2) / count, count })
    }
}

/// A product in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCard {
    /// The product.
    pub id: ProductId,
    /// Its name.
    pub title: String,
    /// Its address: `/products/{shop}/{slug}`.
    pub href: String,
    /// Who makes it.
    pub brand: Option<String>,
    /// Who sells it.
    pub shop_name: String,
    /// The lowest price of its variants.
    pub price: Money,
    /// Whether some variants cost more.
    pub from: bool,
    /// The price struck through, minor units.
    pub compare_at: Option<i64>,
    /// Whether at least one variant can be bought.
    pub available: bool,
    /// Whether its shop puts it first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub featured: bool,
    /// Whether it came in lately.
    pub is_new: bool,
    /// What people think of it.
    pub rating: Option<Rating>,
    /// At most two pictures, the first one first.
    pub pictures: Vec<Picture>,
    /// The colours it comes in, `#rrggbb`.
    pub colours: Vec<String>,
}

#[cfg(test)]
mod tests;
