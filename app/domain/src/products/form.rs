//! The product editor's form: everything as it was typed, so that nothing is lost when a part of
//! it is wrong.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Attribute, MAX_STOCK, MAX_WEIGHT, ProductDraft, ProductStatus, VariantDraft, split_tags};
use crate::invalid::{Checks, FieldError, Problem, tick};
use crate::money::{Currency, Money};
use crate::options::ProductOption;
use crate::tax::TaxClass;

/// The editor's fields. Missing ones are empty and missing boxes are not ticked, as a browser
/// sends them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductForm {
    /// Name of the product.
    pub title: String,
    /// HTML, or text with blank lines between paragraphs.
    pub description: String,
    /// Name of the brand.
    pub brand: String,
    /// Id of the category, or empty.
    pub category: String,
    /// A [`ProductStatus`].
    pub status: String,
    /// A [`TaxClass`].
    pub tax_class: String,
    /// Shown first.
    pub featured: bool,
    /// At most three; blank ones are left out.
    pub options: Vec<OptionForm>,
    /// Facts; blank ones are left out.
    pub attributes: Vec<AttributeForm>,
    /// With commas between them.
    pub tags: String,
    /// Readable part of the address.
    pub slug: String,
    /// Title for search engines.
    pub seo_title: String,
    /// Description for search engines.
    pub seo_description: String,
    /// The grid's rows.
    pub variants: Vec<VariantForm>,
}

/// An option as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OptionForm {
    /// "Size".
    pub name: String,
    /// "S", "M"; blank ones are left out.
    pub values: Vec<String>,
}

/// A fact as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttributeForm {
    /// "Material".
    pub name: String,
    /// "Oak".
    pub value: String,
}

/// A row of the grid as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VariantForm {
    /// Id of a present variant; empty for a new one.
    pub id: String,
    /// One value for each option.
    pub values: Vec<String>,
    /// The merchant's number.
    pub sku: String,
    /// GTIN.
    pub barcode: String,
    /// "12.50".
    pub price: String,
    /// "15.00" or empty.
    pub compare_at: String,
    /// Grams, or empty.
    pub weight_g: String,
    /// Whether it needs no shipping: a service, a file.
    pub digital: bool,
    /// Whether it is not taxed.
    pub untaxed: bool,
    /// Whether stock is counted.
    pub tracked: bool,
    /// Whether it is sold on without stock.
    pub oversell: bool,
    /// Pieces on hand, as wanted.
    pub stock: String,
    /// Pieces on hand, as they were shown.
    pub stock_was: String,
    /// Id of one of the product's pictures, or empty.
    pub picture: String,
    /// Taken off sale: the row is left out.
    pub removed: bool,
}

/// The lists of the form, as they are kept while it comes back: together, since rows are nothing
/// without their options.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedLists {
    /// Without blank ones, as errors count them.
    pub options: Vec<OptionForm>,
    /// Without blank ones, as errors count them.
    pub attributes: Vec<AttributeForm>,
    /// The grid's rows.
    pub variants: Vec<VariantForm>,
}

/// An option, a fact and a row as they are kept: without names, since all of a form has to fit
/// into a cookie.
type KeptOption = (String, Vec<String>);
type KeptFact = (String, String);
type KeptRow = (String, Vec<String>, [String; 8], [u8; 4]);

impl TypedLists {
    /// The lists of [`ProductForm::lists`]; `None` for what is none.
    pub fn read(text: &str) -> Option<Self> {
        type Lists = (Vec<KeptOption>, Vec<KeptFact>, Vec<KeptRow>);
        let (options, attributes, variants): Lists = serde_json::from_str(text).ok()?;
        let row = |(id, values, texts, boxes): KeptRow| {
            let [sku, barcode, price, compare_at, weight_g, stock, stock_was, picture] = texts;
            let [digital, untaxed, tracked, oversell] = boxes.map(|ticked| ticked > 0);
            VariantForm {
                id,
                values,
                sku,
                barcode,
                price,
                compare_at,
                weight_g,
                digital,
                untaxed,
                tracked,
                oversell,
                stock,
                stock_was,
                picture,
                removed: false,
            }
        };
        Some(Self {
            options: options.into_iter().map(|(name, values)| OptionForm { name, values }).collect(),
            attributes: attributes.into_iter().map(|(name, value)| AttributeForm { name, value }).collect(),
            variants: variants.into_iter().map(row).collect(),
        })
    }
}

impl ProductForm {
    /// Every field's name and text but the lists.
    pub fn typed(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("title", &self.title),
            ("description", &self.description),
            ("brand", &self.brand),
            ("category", &self.category),
            ("status", &self.status),
            ("tax_class", &self.tax_class),
            ("featured", tick(self.featured)),
            ("tags", &self.tags),
            ("slug", &self.slug),
            ("seo_title", &self.seo_title),
            ("seo_description", &self.seo_description),
        ]
    }

    /// The lists as one text, for [`TypedLists::read`].
    pub fn lists(&self) -> String {
        let options: Vec<(&str, Vec<String>)> = self
            .options
            .iter()
            .map(|option| {
                (option.name.trim(), trimmed(&option.values).filter(|value| !value.is_empty()).collect())
            })
            .filter(|(name, values): &(&str, Vec<String>)| !name.is_empty() || !values.is_empty())
            .collect();
        let facts: Vec<(&str, &str)> = self
            .attributes
            .iter()
            .map(|fact| (fact.name.trim(), fact.value.trim()))
            .filter(|(name, value)| !name.is_empty() || !value.is_empty())
            .collect();
        let rows: Vec<_> = self
            .variants
            .iter()
            .map(|row| {
                let texts = [
                    &row.sku,
                    &row.barcode,
                    &row.price,
                    &row.compare_at,
                    &row.weight_g,
                    &row.stock,
                    &row.stock_was,
                    &row.picture,
                ];
                let boxes = [row.digital, row.untaxed, row.tracked, row.oversell].map(u8::from);
                let values: Vec<String> = trimmed(&row.values).collect();
                (&row.id, values, texts, boxes)
            })
            .collect();
        serde_json::to_string(&(options, facts, rows)).unwrap_or_default()
    }

    /// The product that was typed.
    ///
    /// # Errors
    /// Every field that cannot be read or is out of its limits.
    pub fn check(&self, currency: Currency) -> Result<ProductDraft, Vec<FieldError>> {
        let mut checks = Checks::default();
        let options: Vec<ProductOption> = self
            .options
            .iter()
            .map(|option| ProductOption {
                name: option.name.trim().to_owned(),
                values: trimmed(&option.values).filter(|value| !value.is_empty()).collect(),
            })
            .filter(|option| !option.name.is_empty() || !option.values.is_empty())
            .collect();
        let attributes = self
            .attributes
            .iter()
            .map(|a| Attribute { name: a.name.trim().to_owned(), value: a.value.trim().to_owned() })
            .filter(|a| !a.name.is_empty() || !a.value.is_empty())
            .collect();
        let variants = self
            .variants
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.removed)
            .map(|(at, row)| row.check(at, options.len(), currency, &mut checks))
            .collect();
        let draft = ProductDraft {
            title: self.title.trim().to_owned(),
            description: self.description.clone(),
            brand: self.brand.trim().to_owned(),
            category: choice("category", &self.category, &mut checks),
            status: word("status", &self.status, ProductStatus::Draft, &mut checks),
            tax_class: word("tax_class", &self.tax_class, TaxClass::Standard, &mut checks),
            featured: self.featured,
            options,
            attributes,
            tags: split_tags(&self.tags),
            slug: self.slug.trim().to_owned(),
            seo_title: self.seo_title.trim().to_owned(),
            seo_description: self.seo_description.trim().to_owned(),
            variants,
        };
        checks.extend(draft.check().err().into_iter().flatten());
        checks.finish().map(|()| draft)
    }
}

impl VariantForm {
    fn check(&self, at: usize, options: usize, currency: Currency, checks: &mut Checks) -> VariantDraft {
        let field = |name: &str| format!("variants.{at}.{name}");
        if self.price.trim().is_empty() {
            checks.add(&field("price"), Problem::Required);
        }
        let price = amount(&field("price"), &self.price, currency, checks).unwrap_or(0);
        let compare_at = amount(&field("compare_at"), &self.compare_at, currency, checks);
        let was = whole(&field("stock"), &self.stock_was, -MAX_STOCK, MAX_STOCK, checks);
        // What an import brought below zero stays until somebody counts.
        let stock = if self.stock.trim() == self.stock_was.trim() {
            was
        } else {
            whole(&field("stock"), &self.stock, 0, MAX_STOCK, checks)
        };
        VariantDraft {
            id: choice(&field("id"), &self.id, checks),
            values: trimmed(&self.values).take(options).collect(),
            sku: self.sku.trim().to_owned(),
            barcode: self.barcode.trim().to_owned(),
            price,
            compare_at,
            weight_g: whole(&field("weight_g"), &self.weight_g, 0, MAX_WEIGHT, checks).unwrap_or(0),
            requires_shipping: !self.digital,
            taxable: !self.untaxed,
            tracked: self.tracked,
            oversell: self.oversell,
            // A field left empty means "as it is".
            stock_change: stock.map_or(0, |stock| stock - was.unwrap_or(0)),
            picture: choice(&field("picture"), &self.picture, checks),
        }
    }
}

fn trimmed(values: &[String]) -> impl Iterator<Item = String> + '_ {
    values.iter().map(|value| value.trim().to_owned())
}

/// An id that may be left out.
fn choice<T: FromStr>(field: &str, text: &str, checks: &mut Checks) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = text.parse().ok();
    if read.is_none() {
        checks.add(field, Problem::UnknownChoice);
    }
    read
}

fn word<T: FromStr>(field: &str, text: &str, default: T, checks: &mut Checks) -> T {
    choice(field, text, checks).unwrap_or(default)
}

fn amount(field: &str, text: &str, currency: Currency, checks: &mut Checks) -> Option<i64> {
    if text.trim().is_empty() {
        return None;
    }
    let read = Money::parse(text, currency).map(|money| money.amount);
    if read.is_none() {
        checks.add(field, Problem::NotAnAmount);
    }
    read
}

/// The pieces that a person counted: a whole number from 0.
///
/// # Errors
/// The field where it is empty, not a whole number or out of its limits.
pub fn read_count(field: &str, text: &str) -> Result<i64, Vec<FieldError>> {
    let mut checks = Checks::default();
    let count = whole(field, text, 0, MAX_STOCK, &mut checks);
    if text.trim().is_empty() {
        checks.add(field, Problem::Required);
    }
    checks.finish().map(|()| count.unwrap_or(0))
}

fn whole(field: &str, text: &str, least: i64, most: i64, checks: &mut Checks) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match text.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) => Some(number),
        Ok(_) => {
            checks.add(field, Problem::OutOfRange { min: least, max: most });
            None
        }
        Err(_) => {
            checks.add(field, Problem::NotANumber);
            None
        }
    }
}
