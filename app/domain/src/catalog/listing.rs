//! Lists of products: what is asked for, its address, and the answer.

use serde::{Deserialize, Serialize};

use super::{CategoryHead, ProductCard, decode, encode};
use crate::{Currency, Money, text_enum};

/// Products on a page.
pub const PAGE: i64 = 24;
/// Most brands that one list is narrowed to.
const MAX_BRANDS: usize = 20;
/// Most characters of a search.
pub const MAX_TEXT: usize = 100;

text_enum! {
    /// An order of products.
    pub enum Sort {
        /// What fits the words best; only where words were searched.
        Relevance => "relevance",
        /// What the shops put first, then the newest.
        Featured => "featured",
        /// What came in last.
        Newest => "newest",
        /// What sold most.
        BestSelling => "best-selling",
        /// Cheapest first.
        PriceUp => "price-up",
        /// Dearest first.
        PriceDown => "price-down",
    }
}

/// Where a list stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// `/products`, and `/categories/{path}` once a category is chosen.
    Catalog,
    /// `/shops/{slug}`.
    Shop(String),
    /// `/search`.
    Search,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Words that were searched.
    pub text: String,
    /// The path of a category; products of those below it count too.
    pub category: Option<String>,
    /// Slugs of brands; a product of any of them fits.
    pub brands: Vec<String>,
    /// Slug of a shop.
    pub shop: Option<String>,
    /// Lowest price, minor units.
    pub min: Option<i64>,
    /// Highest price, minor units.
    pub max: Option<i64>,
    /// Only what can be bought now.
    pub available: bool,
    /// The order; `None` is the place's own.
    pub sort: Option<Sort>,
}

impl Filters {
    /// Reads a query as [`Place::href`] writes it, and the cursor in it. What cannot be read
    /// is left out: an address that somebody shortened still shows something.
    pub fn parse(query: &str, currency: Currency) -> (Self, Option<String>) {
        let mut filters = Self::default();
        let mut cursor = None;
        let amount = |value: &str| Money::parse(value, currency).map(|m| m.amount).filter(|a| *a >= 0);
        for (key, value) in query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decode(value);
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match key {
                "q" => filters.text = value.chars().take(MAX_TEXT).collect(),
                "category" => filters.category = Some(value.trim_matches('/').to_owned()),
                "brand"
                    if filters.brands.len() < MAX_BRANDS && !filters.brands.iter().any(|b| b == value) =>
                {
                    filters.brands.push(value.to_owned());
                }
                "shop" => filters.shop = Some(value.to_owned()),
                "min" => filters.min = amount(value),
                "max" => filters.max = amount(value),
                "available" => filters.available = matches!(value, "1" | "true"),
                "sort" => filters.sort = Sort::parse(value),
                "cursor" => cursor = Some(value.to_owned()),
                _ => {}
            }
        }
        if let (Some(min), Some(max)) = (filters.min, filters.max)
            && min > max
        {
            (filters.min, filters.max) = (Some(max), Some(min));
        }
        (filters, cursor)
    }

    /// Whether anything narrows the list beside the place itself.
    pub fn is_narrowed(&self, place: &Place) -> bool {
        !self.brands.is_empty()
            || self.min.is_some()
            || self.max.is_some()
            || self.available
            || (*place == Place::Search && self.shop.is_some())
            || (*place != Place::Catalog && self.category.is_some())
    }
}

impl Place {
    /// The page without its query.
    pub fn path(&self, filters: &Filters) -> String {
        match (self, &filters.category) {
            (Self::Catalog, Some(path)) => format!("/categories/{path}"),
            (Self::Catalog, None) => "/products".to_owned(),
            (Self::Shop(slug), _) => format!("/shops/{slug}"),
            (Self::Search, _) => "/search".to_owned(),
        }
    }

    /// The address of a list; `cursor` is that of a later page.
    pub fn href(&self, filters: &Filters, currency: Currency, cursor: Option<&str>) -> String {
        let mut href = self.path(filters);
        let mut separator = '?';
        let mut add = |key: &str, value: &str| {
            href.push(separator);
            href.push_str(key);
            href.push('=');
            href.push_str(&encode(value));
            separator = '&';
        };
        if !filters.text.is_empty() {
            add("q", &filters.text);
        }
        if let (Some(path), false) = (&filters.category, *self == Self::Catalog) {
            add("category", path);
        }
        for brand in &filters.brands {
            add("brand", brand);
        }
        if let (Some(shop), false) = (&filters.shop, matches!(self, Self::Shop(_))) {
            add("shop", shop);
        }
        if let Some(min) = filters.min {
            add("min", &Money::new(min, currency).plain());
        }
        if let Some(max) = filters.max {
            add("max", &Money::new(max, currency).plain());
        }
        if filters.available {
            add("available", "1");
        }
        if let Some(sort) = filters.sort {
            add("sort", sort.as_str());
        }
        if let Some(cursor) = cursor {
            add("cursor", cursor);
        }
        href
    }

    /// The order in which the place shows its products by itself.
    pub fn default_sort(&self) -> Sort {
        match self {
            Self::Search => Sort::Relevance,
            Self::Catalog | Self::Shop(_) => Sort::Featured,
        }
    }
}

/// One value that a list can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetOption {
    /// A brand's or shop's slug, a category's path.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// Products that would be left.
    pub count: i64,
    /// Whether the list is narrowed to it.
    pub selected: bool,
}

/// What a list can be narrowed to. Each part is counted without its own filter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// The categories one step below the chosen one, or beside it when it has none below.
    pub categories: Vec<FacetOption>,
    /// Brands, those with most products first.
    pub brands: Vec<FacetOption>,
    /// Products that can be bought now.
    pub available: i64,
    /// The lowest and the highest price, minor units.
    pub prices: Option<(i64, i64)>,
}

/// A page of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Where it stands.
    pub place: Place,
    /// What it was narrowed to, as it was understood.
    pub filters: Filters,
    /// The order it is in.
    pub sort: Sort,
    /// The products.
    pub cards: Vec<ProductCard>,
    /// All products that fit, on all pages.
    pub total: i64,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// Whether this is the first page.
    pub is_first: bool,
    /// What it can be narrowed to.
    pub facets: Facets,
    /// The chosen category.
    pub category: Option<CategoryHead>,
    /// Whether not all of the searched words were found and any of them was enough.
    pub is_loose: bool,
    /// The currency of its prices.
    pub currency: Currency,
    /// The page's one address, absolute.
    pub canonical: String,
}
