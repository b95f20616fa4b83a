//! A product's own page.

use serde::{Deserialize, Serialize};

use super::{Crumb, Picture, Rating};
use crate::id::{ProductId, ShopId, VariantId};
use crate::options::{Combination, ProductOption};
use crate::stock::Availability;
use crate::{Currency, UtcMillis};

/// Up to so many pieces a shopper is told how few are left.
pub const LOW_STOCK: i64 = 5;

/// A name and a value: "Material", "Linen".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// Who makes a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandSummary {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// Who sells a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopSummary {
    /// The shop.
    pub id: ShopId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub accent: String,
    /// How it sends; plain text.
    pub shipping_policy: String,
    /// How it takes back; plain text.
    pub return_policy: String,
}

/// An option with the colours of its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionView {
    /// Its name and its values, in order.
    pub option: ProductOption,
    /// `#rrggbb` for each value; empty when the option is no colour.
    pub colours: Vec<String>,
}

/// What can be bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantView {
    /// The variant.
    pub id: VariantId,
    /// One value for each option.
    pub values: Vec<String>,
    /// The merchant's own number.
    pub sku: String,
    /// Its price, minor units.
    pub price: i64,
    /// The price struck through, minor units.
    pub compare_at: Option<i64>,
    /// Whether it can be had.
    pub availability: Availability,
    /// Which of the pictures shows it.
    pub picture: Option<usize>,
}

impl VariantView {
    /// The variant as [`crate::options`] reads it.
    pub fn combination(&self) -> Combination {
        Combination { values: self.values.clone(), can_buy: self.availability.can_buy() }
    }
}

/// When it would arrive, and for how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The name of the country that it is said for.
    pub country: String,
    /// First day.
    pub from: UtcMillis,
    /// Last day.
    pub until: UtcMillis,
    /// What it costs, minor units.
    pub price: i64,
    /// From this subtotal on it costs nothing.
    pub free_from: Option<i64>,
}

/// A product's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPage {
    /// The product.
    pub id: ProductId,
    /// Its name.
    pub title: String,
    /// Its description; sanitised HTML.
    pub description: String,
    /// Who sells it.
    pub shop: ShopSummary,
    /// Who makes it.
    pub brand: Option<BrandSummary>,
    /// From the root down to its category.
    pub crumbs: Vec<Crumb>,
    /// Names and values.
    pub attributes: Vec<Attribute>,
    /// Its pictures, in order.
    pub pictures: Vec<Picture>,
    /// What it offers to choose.
    pub options: Vec<OptionView>,
    /// What can be bought.
    pub variants: Vec<VariantView>,
    /// The currency of its prices.
    pub currency: Currency,
    /// Whether its prices have the tax in them.
    pub prices_include_tax: bool,
    /// Whether its shop charges tax anywhere.
    pub taxed: bool,
    /// When it would arrive in the shop's own country.
    pub delivery: Option<Delivery>,
    /// What people think of it.
    pub rating: Option<Rating>,
    /// What stands in the browser's tab and in search results.
    pub seo_title: String,
    /// What search results say of it.
    pub seo_description: String,
    /// The page's one address, absolute.
    pub canonical: String,
}

/// What stands at a product's address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductAnswer {
    /// The product.
    Page(Box<ProductPage>),
    /// It moved to this path.
    Moved(String),
}
