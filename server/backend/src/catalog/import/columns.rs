//! Which cell is which: headers in any order, case and of either of Shopify's spellings.

use csv::ByteRecord;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Handle,
    Title,
    Body,
    Vendor,
    Category,
    Type,
    Tags,
    Published,
    Status,
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    Sku,
    Grams,
    Tracker,
    Quantity,
    Policy,
    Price,
    CompareAt,
    Cost,
    RequiresShipping,
    Taxable,
    Barcode,
    ImageSrc,
    ImagePosition,
    ImageAlt,
    GiftCard,
    SeoTitle,
    SeoDescription,
    VariantImage,
    WeightUnit,
}

/// Every column with its spellings: that of the export, then that of the newer template.
const SPELLINGS: &[(Column, &[&str])] = {
    use Column::*;
    &[
        (Handle, &["Handle", "URL handle"]),
        (Title, &["Title"]),
        (Body, &["Body (HTML)", "Body HTML", "Body", "Description"]),
        (Vendor, &["Vendor"]),
        (Category, &["Product Category", "Standard Product Type"]),
        (Type, &["Type", "Product Type", "Custom Product Type"]),
        (Tags, &["Tags"]),
        (Published, &["Published", "Published on online store"]),
        (Status, &["Status"]),
        (Option1Name, &["Option1 Name"]),
        (Option1Value, &["Option1 Value"]),
        (Option2Name, &["Option2 Name"]),
        (Option2Value, &["Option2 Value"]),
        (Option3Name, &["Option3 Name"]),
        (Option3Value, &["Option3 Value"]),
        (Sku, &["Variant SKU", "SKU"]),
        (Grams, &["Variant Grams", "Weight value (grams)"]),
        (Tracker, &["Variant Inventory Tracker", "Inventory tracker"]),
        (Quantity, &["Variant Inventory Qty", "Inventory quantity"]),
        (Policy, &["Variant Inventory Policy", "Continue selling when out of stock"]),
        (Price, &["Variant Price", "Price"]),
        (CompareAt, &["Variant Compare At Price", "Compare-at price"]),
        (Cost, &["Cost per item"]),
        (RequiresShipping, &["Variant Requires Shipping", "Requires shipping"]),
        (Taxable, &["Variant Taxable", "Charge tax"]),
        (Barcode, &["Variant Barcode", "Barcode"]),
        (ImageSrc, &["Image Src", "Product image URL"]),
        (ImagePosition, &["Image Position"]),
        (ImageAlt, &["Image Alt Text"]),
        (GiftCard, &["Gift Card"]),
        (SeoTitle, &["SEO Title"]),
        (SeoDescription, &["SEO Description"]),
        (VariantImage, &["Variant Image", "Variant image URL"]),
        (WeightUnit, &["Variant Weight Unit", "Weight unit for display"]),
    ]
};

const GOOGLE: &str = "google shopping / ";
const METAFIELD: &str = "(product.metafields.";

/// Where the columns of one file are.
pub(super) struct Columns {
    at: [Option<(usize, &'static str)>; SPELLINGS.len()],
    attributes: Vec<(usize, String)>,
    width: usize,
}

impl Columns {
    /// Reads a header; the first of two equal headers counts.
    pub(super) fn read(header: &ByteRecord) -> Self {
        let mut at = [None; SPELLINGS.len()];
        let mut attributes: Vec<(usize, String)> = Vec::new();
        for (index, cell) in header.iter().enumerate() {
            let name = one_line(&decode(cell));
            match find(&name) {
                Some((column, spelling)) => {
                    let place = &mut at[column as usize];
                    *place = place.or(Some((index, spelling)));
                }
                None => attributes.extend(attribute(&name).map(|name| (index, name))),
            }
        }
        Self { at, attributes, width: header.len() }
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.at[column as usize].is_some()
    }

    /// The header as this file spells it.
    pub(super) fn name(&self, column: Column) -> &'static str {
        match self.at[column as usize] {
            Some((_, name)) => name,
            None => SPELLINGS[column as usize].1[0],
        }
    }
}

/// How many cells of a header are known; tells which delimiter is the right one.
pub(super) fn known(cells: impl Iterator<Item = impl AsRef<str>>) -> usize {
    cells.filter(|c| find(&one_line(c.as_ref())).is_some()).count()
}

fn find(name: &str) -> Option<(Column, &'static str)> {
    SPELLINGS.iter().find_map(|(column, names)| {
        let name = names.iter().find(|n| n.eq_ignore_ascii_case(name))?;
        Some((*column, *name))
    })
}

/// The attribute that a header beyond the known ones stands for.
fn attribute(name: &str) -> Option<String> {
    let folded = name.to_ascii_lowercase();
    if folded.starts_with(GOOGLE) {
        return name.get(GOOGLE.len()..).map(str::to_owned);
    }
    let end = folded.find(METAFIELD)?;
    let name = name.get(..end)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// One record with its place in the file.
pub(super) struct Row<'a> {
    pub(super) number: u64,
    pub(super) columns: &'a Columns,
    pub(super) record: &'a ByteRecord,
}

impl Row<'_> {
    fn raw(&self, column: Column) -> &[u8] {
        self.columns.at[column as usize].and_then(|(index, _)| self.record.get(index)).unwrap_or_default()
    }

    /// A cell as written, without control characters and outer blanks.
    pub(super) fn text(&self, column: Column) -> String {
        clean(&decode(self.raw(column)))
    }

    /// A cell as one line.
    pub(super) fn line(&self, column: Column) -> String {
        one_line(&decode(self.raw(column)))
    }

    /// A cell as one line, when it is not blank.
    pub(super) fn filled(&self, column: Column) -> Option<String> {
        Some(self.line(column)).filter(|text| !text.is_empty())
    }

    pub(super) fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| one_line(&decode(cell)).is_empty())
    }

    pub(super) fn is_utf8(&self) -> bool {
        self.record.iter().all(|cell| std::str::from_utf8(cell).is_ok())
    }

    /// Whether something stands to the right of the last header.
    pub(super) fn overflows(&self) -> bool {
        self.record.iter().skip(self.columns.width).any(|cell| !cell.trim_ascii().is_empty())
    }

    /// The filled cells that stand for attributes, with their names.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, String)> {
        self.columns.attributes.iter().filter_map(|(index, name)| {
            let value = one_line(&decode(self.record.get(*index)?));
            (!value.is_empty()).then_some((name.as_str(), value))
        })
    }
}

/// UTF-8 where the bytes are UTF-8, else Windows-1252, which every byte belongs to.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// No engine stores a zero byte, and the other control characters mean nothing here.
fn clean(text: &str) -> String {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(kept).collect();
    text.trim().trim_matches('\u{feff}').to_owned()
}

fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && *c != '\u{feff}')
        .collect();
    let mut line = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
