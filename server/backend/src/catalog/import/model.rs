//! What a reader hands out.

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Digits after the decimal mark of the shop's currency (EUR 2, JPY 0, KWD 3).
    pub exponent: u8,
    /// Accept pictures on private hosts. For a test's own picture host only.
    pub private_hosts: bool,
}

/// One thing found in the file, in the file's order. What was refused or doubted in a
/// product's rows comes before the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A product that was not there before.
    Product(Box<ParsedProduct>),
    /// More of a product that was.
    Continuation(Box<Continuation>),
    /// Something that is not imported.
    Refusal(Refusal),
    /// Something that is imported with a doubt.
    Warning(Warning),
}

/// A product with every field checked and within its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedProduct {
    /// Row of the file where it starts; the header is row 1.
    pub row: u64,
    /// Last of its consecutive rows: a restart that settled it goes on behind it.
    pub last_row: u64,
    /// In lower case, unique within the file.
    pub handle: String,
    /// Never blank.
    pub title: String,
    /// Sanitised, safe to show.
    pub description_html: String,
    /// The vendor.
    pub brand: Option<String>,
    /// The merchant's own type, else the last part of a category path.
    pub category: Option<String>,
    /// The full path, "Apparel & Accessories > Clothing".
    pub taxonomy: Option<String>,
    /// Each once, whatever its case.
    pub tags: Vec<String>,
    /// A draft also when it is not published.
    pub status: Status,
    /// Whether it is a gift card.
    pub gift_card: bool,
    /// Title for search engines, when the merchant wrote one.
    pub seo_title: Option<String>,
    /// Description for search engines, likewise.
    pub seo_description: Option<String>,
    /// Google's fields and the merchant's own, in the order of the columns.
    pub attributes: Vec<Attribute>,
    /// Names of the options; empty for a product without a choice.
    pub options: Vec<String>,
    /// Empty only together with a warning, and then the status is a draft.
    pub variants: Vec<ParsedVariant>,
    /// In the order to show them, each address once.
    pub pictures: Vec<ParsedPicture>,
}

/// More rows of a product that was handed out before. Its other fields are not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// First of these rows.
    pub row: u64,
    /// Last of them.
    pub last_row: u64,
    /// That of the product.
    pub handle: String,
    /// Row where the product started.
    pub first_row: u64,
    /// Names of the options, only when the product had no variant before.
    pub options: Vec<String>,
    /// To add; no combination comes twice.
    pub variants: Vec<ParsedVariant>,
    /// To add; no address comes twice.
    pub pictures: Vec<ParsedPicture>,
}

/// One thing that can be bought: a row with a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedVariant {
    /// Its row.
    pub row: u64,
    /// One value for each of the product's options, in their order and one spelling.
    pub values: Vec<String>,
    /// The merchant's number; others may have the same.
    pub sku: Option<String>,
    /// GTIN, EAN, UPC or ISBN.
    pub barcode: Option<String>,
    /// Minor units, never negative, may be 0.
    pub price: i64,
    /// Minor units, as the file has it: not always above the price.
    pub compare_at: Option<i64>,
    /// What the merchant pays, minor units.
    pub cost: Option<i64>,
    /// Whether stock is counted. The quantity is kept either way.
    pub tracked: bool,
    /// May be negative: sold before it was there.
    pub quantity: i64,
    /// What happens when stock runs out.
    pub policy: StockPolicy,
    /// Weight, when it is known.
    pub grams: Option<i64>,
    /// The unit to show the weight in.
    pub weight_unit: Option<WeightUnit>,
    /// Whether it is sent.
    pub requires_shipping: bool,
    /// Whether it is taxed.
    pub taxable: bool,
    /// Address of its own picture, which is also among the product's.
    pub picture: Option<String>,
}

/// A picture to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedPicture {
    /// Its row.
    pub row: u64,
    /// http or https, without credentials, not a private address.
    pub url: String,
    /// What it shows, in words.
    pub alt: Option<String>,
}

/// A named fact about a product, such as "Condition: new".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Unique within the product.
    pub name: String,
    /// Never blank.
    pub value: String,
}

/// Where a product stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not on sale yet.
    Draft,
    /// On sale.
    Active,
    /// Not on sale any more.
    Archived,
}

/// What happens when stock runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockPolicy {
    /// It cannot be bought.
    Deny,
    /// It is sold on, as a backorder.
    Continue,
}

/// A unit that a weight is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightUnit {
    /// g
    Gram,
    /// kg
    Kilogram,
    /// oz
    Ounce,
    /// lb
    Pound,
}

/// Something that is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// As a spreadsheet counts: the header is row 1.
    pub row: u64,
    /// The header of the cell, in the spelling of the file's kind.
    pub column: &'static str,
    /// Why.
    pub reason: Reason,
}

/// Something that is imported, but not quite as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// As a spreadsheet counts.
    pub row: u64,
    /// The header of the cell; empty when it concerns the whole row.
    pub column: &'static str,
    /// What was done.
    pub notice: Notice,
}

/// Why a cell cannot be read. Serialises with its code, to be told in any language later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    #[error("the handle is blank")]
    BlankHandle,
    #[error("longer than {limit} characters")]
    TooLong { limit: usize },
    #[error("the product has no title")]
    MissingTitle,
    #[error("its product was refused")]
    ProductRefused,
    #[error("a variant without a price")]
    BlankPrice,
    #[error("not an amount")]
    NotAnAmount,
    #[error("a negative amount")]
    Negative,
    #[error("cannot tell the decimal mark from a thousands separator")]
    Ambiguous,
    #[error("more decimals than the currency's {exponent}")]
    TooPrecise { exponent: u8 },
    #[error("too large")]
    TooLarge,
    #[error("not a whole number")]
    NotWhole,
    #[error("an option value without the option's name")]
    UnnamedOption,
    #[error("two options have the same name")]
    DuplicateOption,
    #[error("the option has no value")]
    MissingOptionValue,
    #[error("the same options as row {first_row}")]
    DuplicateCombination { first_row: u64 },
    #[error("more than {limit} variants")]
    TooManyVariants { limit: usize },
    #[error("more than {limit} pictures")]
    TooManyPictures { limit: usize },
    #[error("not a web address")]
    BadAddress,
    #[error("an address in a private network")]
    PrivateAddress,
}

/// What was done instead of what the file says. Serialises like a [`Reason`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Notice {
    #[error("SKU {sku} is also in row {first_row}")]
    DuplicateSku { sku: String, first_row: u64 },
    #[error("cut to {limit}")]
    Trimmed { limit: usize },
    #[error("\"{value}\" left out: {reason}")]
    LeftOut { value: String, reason: Reason },
    #[error("\"{value}\" is not known, taken as {taken}")]
    Unknown { value: String, taken: Cow<'static, str> },
    #[error("\"{value}\" was damaged by a spreadsheet and left out")]
    Damaged { value: String },
    #[error("differs from row {first_row}, which holds")]
    Differs { first_row: u64 },
    #[error("the product started in row {first_row}; variants and pictures are added to it")]
    Reappears { first_row: u64 },
    #[error("no variant could be read, so the product stays a draft")]
    NoVariant,
    #[error("not UTF-8, read as Windows-1252")]
    NotUtf8,
    #[error("more cells than the header has")]
    ExtraCells,
}

/// How far the file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Last row read.
    pub row: u64,
    /// Bytes taken from the input, a little ahead of the row.
    pub bytes: u64,
}

/// What was handed out so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Products, continuations not counted.
    pub products: u64,
    /// Variants.
    pub variants: u64,
    /// Pictures, each once a product.
    pub pictures: u64,
    /// Refusals.
    pub refused: u64,
    /// Warnings.
    pub warnings: u64,
    /// Products that are drafts.
    pub drafts: u64,
    /// Products that are archived.
    pub archived: u64,
    /// Variants whose stock is not counted.
    pub untracked: u64,
    /// Variants that sell on without stock.
    pub backorder: u64,
    /// Variants at price 0.
    pub free: u64,
    /// Variants with stock below 0.
    pub negative: u64,
    /// Distinct SKUs used more than once.
    pub duplicate_skus: u64,
}

/// Why a file cannot be read on, or at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("no column \"Handle\"; this is not Shopify's product file (found: {found})")]
    NoHandle { found: String },
    #[error("the record after row {row} does not end; a quotation mark may be missing")]
    RecordTooLong { row: u64 },
    #[error("the file cannot be read")]
    Io(#[from] io::Error),
}
