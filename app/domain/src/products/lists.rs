//! Products, pictures and stock as the dashboard's pages show them.

use serde::{Deserialize, Serialize};

use super::{ProductDraft, ProductStatus};
use crate::id::{CategoryId, MediaId, ProductId, VariantId};
use crate::stock::{StockLevels, StockPolicy};
use crate::{Currency, UtcMillis, text_enum};

text_enum! {
    /// Which products a list shows.
    pub enum ProductTab {
        /// All of them.
        All => "all",
        /// On sale.
        Active => "active",
        /// Being written.
        Draft => "draft",
        /// Not on sale any more.
        Archived => "archived",
        /// Those without a picture that can be shown.
        Pictureless => "pictureless",
    }
}

/// One line of the list of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// The product.
    pub id: ProductId,
    /// Readable part of its address.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// Where it stands.
    pub status: ProductStatus,
    /// Its first picture that can be shown.
    pub picture: Option<MediaId>,
    /// Variants on sale.
    pub variants: i64,
    /// Lowest price, minor units.
    pub min_price: i64,
    /// Highest price, minor units.
    pub max_price: i64,
    /// Pieces that can be sold, over the variants whose stock is counted.
    pub stock: i64,
    /// Whether any variant's stock is counted.
    pub tracked: bool,
    /// Whether anything of it can be bought now.
    pub available: bool,
    /// Last change.
    pub updated_at: UtcMillis,
}

/// A page of the list of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPage {
    /// Last changed first.
    pub rows: Vec<ProductRow>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<String>,
    /// How many each tab holds.
    pub counts: ProductCounts,
    /// Currency of the prices.
    pub currency: Currency,
}

/// How many products a shop has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductCounts {
    /// On sale.
    pub active: i64,
    /// Being written.
    pub draft: i64,
    /// Not on sale any more.
    pub archived: i64,
    /// Without a picture, archived ones not counted.
    pub pictureless: i64,
}

impl ProductCounts {
    /// How many products a tab lists.
    pub const fn of(self, tab: ProductTab) -> i64 {
        match tab {
            ProductTab::All => self.active + self.draft + self.archived,
            ProductTab::Active => self.active,
            ProductTab::Draft => self.draft,
            ProductTab::Archived => self.archived,
            ProductTab::Pictureless => self.pictureless,
        }
    }
}

/// A product in its editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductEdit {
    /// The product.
    pub id: ProductId,
    /// The version that a save must name.
    pub version: i64,
    /// What was written; the slug is the present one.
    pub draft: ProductDraft,
    /// The kind that an import named, where no category matched.
    pub type_text: String,
    /// Stock of each of the draft's variants, in their order.
    pub levels: Vec<StockLevels>,
    /// In the order to show them.
    pub pictures: Vec<PictureEdit>,
    /// First publication.
    pub published_at: Option<UtcMillis>,
    /// Last change.
    pub updated_at: UtcMillis,
    /// Currency of the prices.
    pub currency: Currency,
}

/// A product after it was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedProduct {
    /// The product.
    pub id: ProductId,
    /// The version that the next save must name.
    pub version: i64,
}

text_enum! {
    /// Whether a picture can be shown.
    pub enum MediaStatus {
        /// It can.
        Ready => "ready",
        /// It is still to be fetched.
        Pending => "pending",
        /// It could not be fetched.
        Failed => "failed",
    }
}

/// A picture in the editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureEdit {
    /// The picture.
    pub media: MediaId,
    /// Whether it can be shown.
    pub status: MediaStatus,
    /// Pixels; 0 while unknown.
    pub width: i64,
    /// Pixels; 0 while unknown.
    pub height: i64,
    /// What it shows, in words.
    pub alt: String,
    /// Where it is fetched from.
    pub source_url: Option<String>,
    /// Why it could not be fetched.
    pub error: Option<String>,
}

text_enum! {
    /// Which variants the stock page shows.
    pub enum StockFilter {
        /// All of them.
        All => "all",
        /// Few are left.
        Low => "low",
        /// None is left.
        Out => "out",
    }
}

/// Up to how many pieces stock counts as low.
pub const LOW_STOCK: i64 = 5;

/// One line of the stock page: a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRow {
    /// The variant.
    pub variant: VariantId,
    /// Its product.
    pub product: ProductId,
    /// The product's name.
    pub title: String,
    /// "Red / M"; empty without options.
    pub variant_title: String,
    /// The merchant's number.
    pub sku: String,
    /// Its picture, else the product's first that can be shown.
    pub picture: Option<MediaId>,
    /// What happens when nothing is left.
    pub policy: StockPolicy,
    /// The three levels.
    pub levels: StockLevels,
}

/// A page of the list of variants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockList {
    /// Newest products first, their variants in order.
    pub rows: Vec<StockRow>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<String>,
}

/// A node of the category tree, as managers edit it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryRow {
    /// The category.
    pub id: CategoryId,
    /// Its parent; `None` at the top.
    pub parent: Option<CategoryId>,
    /// Last part of the path.
    pub slug: String,
    /// Slugs from the top, joined by '/'.
    pub path: String,
    /// Name in English.
    pub name: String,
    /// Name in German; empty shows the English one.
    pub name_de: String,
    /// What its drawn picture shows.
    pub drawing: String,
    /// How deep it stands, 0 at the top.
    pub depth: u32,
    /// Products directly in it.
    pub products: i64,
}

/// What a manager writes about a category.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryForm {
    /// Id of the parent; empty for the top.
    pub parent: String,
    /// Name in English.
    pub name: String,
    /// Name in German.
    pub name_de: String,
    /// Last part of the path; empty makes one of the name.
    pub slug: String,
    /// What its drawn picture shows.
    pub drawing: String,
}

impl CategoryForm {
    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("parent", &self.parent),
            ("name", &self.name),
            ("name_de", &self.name_de),
            ("slug", &self.slug),
            ("drawing", &self.drawing),
        ]
    }
}

/// What a shop's first page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopHome {
    /// Orders that wait to be sent.
    pub to_ship: i64,
    /// Whether it has a rate by which it sends anything.
    pub sends: bool,
    /// Active products of which nothing can be bought.
    pub out_of_stock: i64,
    /// Products without a picture.
    pub pictureless: i64,
    /// Products of any state.
    pub products: i64,
    /// The last fourteen days, oldest first; the last seven are this period.
    pub days: Vec<DayFigures>,
    /// Currency of the revenue.
    pub currency: Currency,
}

/// What a day brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// In the shop's zone, YYYY-MM-DD.
    pub day: String,
    /// Orders placed.
    pub orders: i64,
    /// Their totals less refunds, minor units.
    pub revenue: i64,
}
