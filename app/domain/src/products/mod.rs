//! What merchants edit: products and their variants, as they are typed, as they are stored,
//! and as lists show them.
//!
//! Always holds: a [`ProductDraft`] made by [`ProductForm::check`] is within its limits and its
//! variants fit its options.

mod form;
mod imports;
mod lists;
#[cfg(test)]
mod tests;

pub use form::{AttributeForm, OptionForm, ProductForm, TypedLists, VariantForm, read_count};
pub use imports::{Finding, FindingLevel, ImportReport, ImportState, finding_text};
pub use lists::*;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::id::{CategoryId, MediaId, VariantId};
use crate::invalid::{Checks, FieldError, Problem};
use crate::options::{GridError, ProductOption, check_grid};
use crate::tax::TaxClass;
use crate::{slug, text_enum};

/// Most characters in a title, an SKU, a barcode, a brand, a tag, a title for search engines.
pub const MAX_TEXT: u32 = 255;
/// Most characters in a description, its HTML included.
pub const MAX_DESCRIPTION: u32 = 512 * 1024;
/// Most characters in a description for search engines.
pub const MAX_SEO: u32 = 1_000;
/// Most tags of a product.
pub const MAX_TAGS: usize = 250;
/// Most attributes of a product.
pub const MAX_ATTRIBUTES: usize = 100;
/// Most characters in the value of an attribute.
pub const MAX_ATTRIBUTE: u32 = 1_000;
/// Most pictures of a product.
pub const MAX_PICTURES: i64 = 250;
/// Most pieces that a count may say. Only an import brings as many below zero.
pub const MAX_STOCK: i64 = 1_000_000_000;
/// Highest price in minor units.
pub const MAX_PRICE: i64 = 100_000_000_000;
/// Heaviest variant in grams.
pub const MAX_WEIGHT: i64 = 100_000_000;

text_enum! {
    /// Where a product stands.
    pub enum ProductStatus {
        /// Being written; no shopper sees it.
        Draft => "draft",
        /// On sale.
        Active => "active",
        /// Not on sale any more, kept for its orders.
        Archived => "archived",
    }
}

/// A named fact about a product: "Material: oak".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Unique within the product.
    pub name: String,
    /// Never blank.
    pub value: String,
}

/// Everything of a product that a merchant writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDraft {
    /// Never blank.
    pub title: String,
    /// HTML; sanitised when it is stored.
    pub description: String,
    /// Name of the brand; empty for none. One that is not known is made.
    pub brand: String,
    /// Its place in the category tree.
    pub category: Option<CategoryId>,
    /// Whether it is on sale.
    pub status: ProductStatus,
    /// Which of a place's rates applies.
    pub tax_class: TaxClass,
    /// Shown first where the shop presents itself.
    pub featured: bool,
    /// What can be chosen, at most three.
    pub options: Vec<ProductOption>,
    /// Facts, in the order to show them.
    pub attributes: Vec<Attribute>,
    /// Each once, whatever its case.
    pub tags: Vec<String>,
    /// The readable part of its address; empty makes one of the title, or keeps the present one.
    pub slug: String,
    /// Title for search engines; empty takes the title.
    pub seo_title: String,
    /// Description for search engines; empty takes the description's beginning.
    pub seo_description: String,
    /// What is sold, in the order to show it. A variant that is not listed is taken off sale.
    pub variants: Vec<VariantDraft>,
}

/// Everything of a variant that a merchant writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantDraft {
    /// The variant that is meant; `None` makes a new one.
    pub id: Option<VariantId>,
    /// One value for each option.
    pub values: Vec<String>,
    /// The merchant's number; others may have the same.
    pub sku: String,
    /// GTIN, EAN, UPC or ISBN.
    pub barcode: String,
    /// Minor units; 0 is given away.
    pub price: i64,
    /// The price before, struck through where it is higher.
    pub compare_at: Option<i64>,
    /// Grams.
    pub weight_g: i64,
    /// Whether it is sent.
    pub requires_shipping: bool,
    /// Whether it is taxed.
    pub taxable: bool,
    /// Whether its stock is counted.
    pub tracked: bool,
    /// Whether it is sold on when nothing is left.
    pub oversell: bool,
    /// Pieces to add to what is on hand, or to take away: the opening count of a new variant,
    /// a correction of a present one. A change, not a level, so that a sale in between counts.
    pub stock_change: i64,
    /// One of the product's pictures.
    pub picture: Option<MediaId>,
}

impl Default for VariantDraft {
    fn default() -> Self {
        Self {
            id: None,
            values: Vec::new(),
            sku: String::new(),
            barcode: String::new(),
            price: 0,
            compare_at: None,
            weight_g: 0,
            requires_shipping: true,
            taxable: true,
            tracked: true,
            oversell: false,
            stock_change: 0,
            picture: None,
        }
    }
}

impl ProductDraft {
    /// A draft of one variant without options, to start from.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: String::new(),
            brand: String::new(),
            category: None,
            status: ProductStatus::Draft,
            tax_class: TaxClass::Standard,
            featured: false,
            options: Vec::new(),
            attributes: Vec::new(),
            tags: Vec::new(),
            slug: String::new(),
            seo_title: String::new(),
            seo_description: String::new(),
            variants: vec![VariantDraft::default()],
        }
    }

    /// The same as it is stored: texts without white space around them and without characters
    /// that nobody sees, each tag once, and variants with the spelling of their options.
    pub fn tidied(&self) -> Self {
        let options: Vec<ProductOption> = self
            .options
            .iter()
            .map(|option| ProductOption {
                name: tidy(&option.name),
                values: option.values.iter().map(|value| tidy(value)).collect(),
            })
            .collect();
        let variants = self.variants.iter().map(|variant| VariantDraft {
            values: variant
                .values
                .iter()
                .enumerate()
                .map(|(at, value)| match options.get(at) {
                    Some(option) => option.spelling(&tidy(value)),
                    None => tidy(value),
                })
                .collect(),
            sku: tidy(&variant.sku),
            barcode: tidy(&variant.barcode),
            ..variant.clone()
        });
        let attribute = |a: &Attribute| Attribute { name: tidy(&a.name), value: tidy(&a.value) };
        Self {
            title: tidy(&self.title),
            description: self.description.chars().filter(is_seen).collect(),
            brand: tidy(&self.brand),
            variants: variants.collect(),
            options,
            attributes: self.attributes.iter().map(attribute).collect(),
            tags: each_once(self.tags.iter().map(|tag| tidy(tag))),
            slug: tidy(&self.slug),
            seo_title: tidy(&self.seo_title),
            seo_description: tidy(&self.seo_description),
            ..*self
        }
    }

    /// What is wrong with it, by the names of the form's fields.
    ///
    /// # Errors
    /// Every problem found.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut checks = Checks::default();
        checks.text("title", &self.title, 1, MAX_TEXT);
        checks.text("description", &self.description, 0, MAX_DESCRIPTION);
        checks.text("brand", &self.brand, 0, MAX_TEXT);
        checks.text("seo_title", &self.seo_title, 0, MAX_TEXT);
        checks.text("seo_description", &self.seo_description, 0, MAX_SEO);
        if !self.slug.is_empty() && !slug::is_slug(&self.slug) {
            checks.add("slug", Problem::Malformed);
        }
        if self.tags.len() > MAX_TAGS || self.tags.iter().any(|t| t.chars().count() > MAX_TEXT as usize) {
            checks.add("tags", Problem::TooLong { max: MAX_TEXT });
        }
        if self.attributes.len() > MAX_ATTRIBUTES {
            checks.add("attributes", Problem::OutOfRange { min: 0, max: MAX_ATTRIBUTES as i64 });
        }
        for (at, attribute) in self.attributes.iter().enumerate() {
            checks.text(&format!("attributes.{at}.name"), &attribute.name, 1, MAX_TEXT);
            checks.text(&format!("attributes.{at}.value"), &attribute.value, 1, MAX_ATTRIBUTE);
        }
        let mut named = HashSet::new();
        for (at, variant) in self.variants.iter().enumerate() {
            variant.check(at, &mut checks);
            if variant.id.is_some_and(|id| !named.insert(id)) {
                checks.add(&format!("variants.{at}.id"), Problem::Taken);
            }
        }
        let values: Vec<Vec<String>> = self.variants.iter().map(|v| v.values.clone()).collect();
        if let Err(errors) = check_grid(&self.options, &values) {
            checks.extend(errors.into_iter().map(grid_error));
        }
        checks.finish()
    }

    /// Whether it may go on sale as it is.
    ///
    /// # Errors
    /// See [`may_publish`].
    pub fn may_publish(&self) -> Result<(), NotSellable> {
        may_publish(&self.title, self.variants.len())
    }
}

impl VariantDraft {
    fn check(&self, at: usize, checks: &mut Checks) {
        let field = |name: &str| format!("variants.{at}.{name}");
        checks.text(&field("sku"), &self.sku, 0, MAX_TEXT);
        checks.text(&field("barcode"), &self.barcode, 0, MAX_TEXT);
        let mut range = |name: &str, value: i64, min: i64, max: i64| {
            if value < min || value > max {
                checks.add(&field(name), Problem::OutOfRange { min, max });
            }
        };
        range("price", self.price, 0, MAX_PRICE);
        range("compare_at", self.compare_at.unwrap_or(0), 0, MAX_PRICE);
        range("weight_g", self.weight_g, 0, MAX_WEIGHT);
        range("stock", self.stock_change, -MAX_STOCK, MAX_STOCK);
    }
}

/// Why a product cannot go on sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSellable {
    /// It has no title.
    NoTitle,
    /// It has no variant, and so no price.
    NoVariant,
}

impl NotSellable {
    /// The code of the conflict that tells of it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTitle => "no_title",
            Self::NoVariant => "no_variant",
        }
    }
}

/// Whether a product may go on sale: it has a name and at least one variant, each of which has
/// its price. A price of nothing is one.
///
/// # Errors
/// The first thing that is missing.
pub fn may_publish(title: &str, variants: usize) -> Result<(), NotSellable> {
    if title.trim().is_empty() {
        Err(NotSellable::NoTitle)
    } else if variants == 0 {
        Err(NotSellable::NoVariant)
    } else {
        Ok(())
    }
}

/// Where a page shows a problem of the grid.
fn grid_error(error: GridError) -> FieldError {
    match error {
        GridError::TooManyOptions => FieldError::new(
            "options",
            Problem::OutOfRange { min: 0, max: crate::options::MAX_OPTIONS as i64 },
        ),
        GridError::TooManyVariants => FieldError::new(
            "variants",
            Problem::OutOfRange { min: 1, max: crate::options::MAX_VARIANTS as i64 },
        ),
        GridError::NoVariant => FieldError::new("variants", Problem::Required),
        GridError::BadText { option } => FieldError::new(format!("options.{option}.name"), Problem::Required),
        GridError::DuplicateOption { .. } => FieldError::new("options", Problem::Taken),
        GridError::DuplicateValue { option, .. } => {
            FieldError::new(format!("options.{option}.values"), Problem::Taken)
        }
        GridError::WrongLength { variant } => {
            FieldError::new(format!("variants.{variant}.values"), Problem::Required)
        }
        GridError::UnknownValue { variant, .. } => {
            FieldError::new(format!("variants.{variant}.values"), Problem::UnknownChoice)
        }
        GridError::DuplicateVariant { second, .. } => {
            FieldError::new(format!("variants.{second}.values"), Problem::Taken)
        }
    }
}

/// A text as it is compared and searched: lower case, white space single and none around it.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// The tags of a text with commas between them, each once whatever its case.
pub fn split_tags(text: &str) -> Vec<String> {
    each_once(text.split([',', '\n']).map(|tag| tag.trim().to_owned()))
}

/// Tags that are not blank, each once whatever its case.
fn each_once(tags: impl Iterator<Item = String>) -> Vec<String> {
    let mut known = HashSet::new();
    tags.filter(|tag| !tag.is_empty() && known.insert(fold(tag))).collect()
}

/// A text without white space around it and without characters that nobody sees.
fn tidy(text: &str) -> String {
    text.chars().filter(is_seen).collect::<String>().trim().to_owned()
}

/// Whether a character belongs into a text: PostgreSQL takes no NUL, and pages show no control
/// characters.
fn is_seen(c: &char) -> bool {
    !c.is_control() || matches!(c, '\n' | '\t')
}
