//! A product as its shop writes it and reads it back, under the same names.

use backend::{Error, Result};
use domain::Money;
use domain::id::{CategoryId, MediaId, ProductId, VariantId};
use domain::invalid::Problem as Fault;
use domain::options::ProductOption;
use domain::products::{Attribute, ProductDraft, ProductEdit, ProductStatus, VariantDraft};
use domain::stock::StockLevels;
use domain::tax::TaxClass;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::merchant::pictures::OwnPicture;
use crate::merchant::stock::StockCount;
use crate::types::{In, Time};

/// A product as its shop writes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductInput {
    /// Of `PUT`: the `version` that was read. `POST` takes no notice of it.
    version: Option<i64>,
    /// Its name.
    #[schema(min_length = 1, max_length = 255)]
    title: String,
    /// HTML, sanitised when it is stored; or text with blank lines between paragraphs.
    #[serde(default)]
    description: String,
    /// Name of the brand; one that is not known is made. Empty for none.
    #[serde(default)]
    #[schema(max_length = 255)]
    brand: String,
    /// Id of its category.
    category: Option<CategoryId>,
    /// Whether it is on sale.
    status: ProductStatus,
    /// Which of a place's tax rates applies.
    #[serde(default = "standard")]
    tax_class: TaxClass,
    /// Whether it is shown first.
    #[serde(default)]
    featured: bool,
    /// What a buyer chooses.
    #[serde(default)]
    #[schema(max_items = 3)]
    options: Vec<OptionBody>,
    /// Facts, in the order to show them.
    #[serde(default)]
    #[schema(max_items = 100)]
    attributes: Vec<AttributeBody>,
    /// Words to find it by; each counts once, whatever its case.
    #[serde(default)]
    #[schema(max_items = 250)]
    tags: Vec<String>,
    /// Readable part of its address; empty makes one of the title, or keeps the present one.
    #[serde(default)]
    slug: String,
    /// Title for search engines; empty takes the title.
    #[serde(default)]
    #[schema(max_length = 255)]
    seo_title: String,
    /// Description for search engines; empty takes the description's beginning.
    #[serde(default)]
    #[schema(max_length = 1000)]
    seo_description: String,
    /// What is sold, in the order to show it: without options exactly one, otherwise one for each
    /// combination that there is.
    #[schema(min_items = 1, max_items = 2048)]
    variants: Vec<VariantInput>,
}

/// A variant as its shop writes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantInput {
    /// The variant that is meant; without it, the one with these values, or a new one.
    id: Option<VariantId>,
    /// One value for each option, in the order of the options.
    #[serde(default)]
    values: Vec<String>,
    /// Stock keeping unit; others may have the same.
    #[serde(default)]
    #[schema(max_length = 255)]
    sku: String,
    /// GTIN, EAN, UPC or ISBN.
    #[serde(default)]
    #[schema(max_length = 255)]
    barcode: String,
    /// What it costs, in minor units of the shop's currency; 0 is given away.
    #[schema(minimum = 0, maximum = 100_000_000_000i64)]
    price: i64,
    /// The price before, in minor units; struck through where it is higher.
    #[schema(minimum = 0, maximum = 100_000_000_000i64)]
    compare_at: Option<i64>,
    /// Grams.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000)]
    weight_g: i64,
    /// Whether it is sent.
    #[serde(default = "yes")]
    requires_shipping: bool,
    /// Whether it is taxed.
    #[serde(default = "yes")]
    taxable: bool,
    /// Whether its stock is counted.
    #[serde(default = "yes")]
    tracked: bool,
    /// Whether it is sold on when nothing is left.
    #[serde(default)]
    oversell: bool,
    /// Pieces to add to what is on hand, or to take away: the first count of a new variant, a
    /// correction of a present one. A change and no level, so that a sale in between counts.
    #[serde(default)]
    stock_change: i64,
    /// Id of one of the product's pictures.
    picture: Option<MediaId>,
}

const fn standard() -> TaxClass {
    TaxClass::Standard
}

const fn yes() -> bool {
    true
}

/// What a buyer chooses.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OptionBody {
    /// Its name, such as "Size".
    #[schema(min_length = 1, max_length = 255)]
    name: String,
    /// Its values in the order in which they are shown.
    values: Vec<String>,
}

/// A named fact, such as "Material: oak".
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AttributeBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 255)]
    name: String,
    /// Its value.
    #[schema(min_length = 1, max_length = 1000)]
    value: String,
}

impl ProductInput {
    /// The version that is to be replaced.
    ///
    /// # Errors
    /// Invalid `version` where it is missing.
    pub fn version(&self) -> Result<i64> {
        self.version.ok_or_else(|| Error::invalid("version", Fault::Required))
    }
}

impl From<ProductInput> for ProductDraft {
    fn from(input: ProductInput) -> Self {
        let option = |o: OptionBody| ProductOption { name: o.name, values: o.values };
        let attribute = |a: AttributeBody| Attribute { name: a.name, value: a.value };
        Self {
            title: input.title,
            description: input.description,
            brand: input.brand,
            category: input.category,
            status: input.status,
            tax_class: input.tax_class,
            featured: input.featured,
            options: input.options.into_iter().map(option).collect(),
            attributes: input.attributes.into_iter().map(attribute).collect(),
            tags: input.tags,
            slug: input.slug,
            seo_title: input.seo_title,
            seo_description: input.seo_description,
            variants: input.variants.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<VariantInput> for VariantDraft {
    fn from(input: VariantInput) -> Self {
        Self {
            id: input.id,
            values: input.values,
            sku: input.sku,
            barcode: input.barcode,
            price: input.price,
            compare_at: input.compare_at,
            weight_g: input.weight_g,
            requires_shipping: input.requires_shipping,
            taxable: input.taxable,
            tracked: input.tracked,
            oversell: input.oversell,
            stock_change: input.stock_change,
            picture: input.picture,
        }
    }
}

/// A product as its shop reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnProduct {
    /// The product.
    id: ProductId,
    /// The version that a `PUT` has to name.
    version: i64,
    /// Its name.
    title: String,
    /// Sanitised HTML.
    description: String,
    /// Name of the brand; empty for none.
    brand: String,
    /// Id of its category.
    category: Option<CategoryId>,
    /// The kind that an import named, where no category matched.
    imported_type: String,
    /// Whether it is on sale.
    status: ProductStatus,
    /// Which of a place's tax rates applies.
    tax_class: TaxClass,
    /// Whether it is shown first.
    featured: bool,
    /// What a buyer chooses.
    options: Vec<OptionBody>,
    /// Facts, in the order in which they are shown.
    attributes: Vec<AttributeBody>,
    /// Words to find it by.
    tags: Vec<String>,
    /// Readable part of its address.
    slug: String,
    /// Title for search engines.
    seo_title: String,
    /// Description for search engines.
    seo_description: String,
    /// What is sold, in the order in which it is shown.
    variants: Vec<OwnVariant>,
    /// In the order in which they are shown.
    pictures: Vec<OwnPicture>,
    /// First publication.
    published_at: Option<Time>,
    /// Last change.
    updated_at: Time,
}

/// A variant as its shop reads it.
#[derive(Debug, Serialize, ToSchema)]
struct OwnVariant {
    /// The variant.
    id: Option<VariantId>,
    /// One value for each option, in the order of the options.
    values: Vec<String>,
    /// Stock keeping unit.
    sku: String,
    /// GTIN, EAN, UPC or ISBN.
    barcode: String,
    /// What it costs.
    price: Money,
    /// The price before; struck through where it is higher.
    compare_at: Option<Money>,
    /// Grams.
    weight_g: i64,
    /// Whether it is sent.
    requires_shipping: bool,
    /// Whether it is taxed.
    taxable: bool,
    /// Whether its stock is counted.
    tracked: bool,
    /// Whether it is sold on when nothing is left.
    oversell: bool,
    /// What there is of it.
    stock: StockCount,
    /// Id of its picture.
    picture: Option<MediaId>,
}

impl OwnVariant {
    fn of(draft: VariantDraft, levels: StockLevels, amounts: In) -> Self {
        Self {
            id: draft.id,
            values: draft.values,
            sku: draft.sku,
            barcode: draft.barcode,
            price: amounts.money(draft.price),
            compare_at: draft.compare_at.map(|amount| amounts.money(amount)),
            weight_g: draft.weight_g,
            requires_shipping: draft.requires_shipping,
            taxable: draft.taxable,
            tracked: draft.tracked,
            oversell: draft.oversell,
            stock: levels.into(),
            picture: draft.picture,
        }
    }
}

impl From<ProductEdit> for OwnProduct {
    fn from(edit: ProductEdit) -> Self {
        let (draft, amounts) = (edit.draft, In(edit.currency));
        let option = |o: ProductOption| OptionBody { name: o.name, values: o.values };
        let attribute = |a: Attribute| AttributeBody { name: a.name, value: a.value };
        let variants = draft.variants.into_iter().zip(edit.levels);
        Self {
            id: edit.id,
            version: edit.version,
            title: draft.title,
            description: draft.description,
            brand: draft.brand,
            category: draft.category,
            imported_type: edit.type_text,
            status: draft.status,
            tax_class: draft.tax_class,
            featured: draft.featured,
            options: draft.options.into_iter().map(option).collect(),
            attributes: draft.attributes.into_iter().map(attribute).collect(),
            tags: draft.tags,
            slug: draft.slug,
            seo_title: draft.seo_title,
            seo_description: draft.seo_description,
            variants: variants.map(|(variant, levels)| OwnVariant::of(variant, levels, amounts)).collect(),
            pictures: edit.pictures.into_iter().map(Into::into).collect(),
            published_at: edit.published_at.map(Into::into),
            updated_at: edit.updated_at.into(),
        }
    }
}
