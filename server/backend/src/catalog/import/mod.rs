//! Reading a merchant's products from a file.
//!
//! Owns: the formats. [`Reader`] streams Shopify's product CSV as merchants export it.
//! Refuses: what it cannot read without guessing, each time with row, column and reason.
//! Always holds: nothing here knows the database, no amount passes through a float, and
//! memory does not grow with the file beyond a few dozen bytes a row, which remember what
//! must be unique.
//!
//! Shopify keeps the rows of a product together, so a product is handed out when its
//! consecutive rows end. A handle that comes back later is handed out as a
//! [`Continuation`]: variants and pictures to add to the product of the same handle.

mod assemble;
mod columns;
mod model;
mod product;
mod shopify;
mod sink;
mod source;
#[cfg(test)]
mod tests;
mod values;
mod variant;

pub use model::{
    Attribute, Continuation, Entry, Notice, Options, ParsedPicture, ParsedProduct, ParsedVariant, Progress,
    ReadError, Reason, Refusal, Status, StockPolicy, Totals, Warning, WeightUnit,
};
pub use shopify::Reader;
pub use values::{MAX_AMOUNT, money};

/// Longest handle, title, option, SKU, barcode, brand and tag, in characters.
pub const MAX_TEXT: usize = 255;
/// Longest description, in bytes of the file's HTML.
pub const MAX_DESCRIPTION: usize = 512 * 1024;
/// Most variants of one product.
pub const MAX_VARIANTS: usize = 2_000;
/// Most pictures of one product.
pub const MAX_PICTURES: usize = 250;
/// Most tags of one product.
pub const MAX_TAGS: usize = 250;
