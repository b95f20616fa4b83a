//! One pass over all that matches: the best of a page, the total, and every facet counted
//! without its own filter.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use domain::catalog::{Filters, Sort};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::document::read_facet;

/// What is asked of the pass.
pub(super) struct Ask {
    pub filters: Filters,
    /// The path of the category whose children are counted; `None` is the root.
    pub around: Option<String>,
    pub sort: Sort,
    /// The best so many are wanted.
    pub top: usize,
}

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub total: i64,
    /// Best first.
    pub top: Vec<DocAddress>,
    /// By slug and name.
    pub brands: HashMap<String, i64>,
    /// By path, subtrees not summed.
    pub categories: HashMap<String, i64>,
    pub available: i64,
    pub prices: Option<(i64, i64)>,
}

/// A product with what it is ordered by: the larger, the earlier.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    key: f64,
    published: i64,
    at: DocAddress,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let newest = || self.published.cmp(&other.published);
        self.key.total_cmp(&other.key).then_with(newest).then_with(|| self.at.cmp(&other.at).reverse())
    }
}
impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Ranked {}

/// The values of a text column of a segment.
struct Words {
    column: Option<StrColumn>,
    values: Vec<String>,
}

impl Words {
    fn read(segment: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        let column = segment.fast_fields().str(field)?;
        let mut values = Vec::new();
        if let Some(column) = &column {
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                values.push(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(Self { column, values })
    }

    fn place(&self, doc: DocId) -> Option<usize> {
        let place = self.column.as_ref()?.term_ords(doc).next()?;
        usize::try_from(place).ok()
    }

    fn allow(&self, fits: impl Fn(&str) -> bool) -> Vec<bool> {
        self.values.iter().map(|value| fits(value)).collect()
    }
}

/// A filter over the values of a column; `None` lets everything pass.
type Allowed = Option<Vec<bool>>;

fn passes(allowed: &Allowed, place: Option<usize>) -> bool {
    allowed.as_ref().is_none_or(|allowed| place.is_some_and(|at| allowed.get(at).copied().unwrap_or(false)))
}

/// The pass over one segment.
pub(super) struct Pass {
    segment: SegmentOrdinal,
    sort: Sort,
    top: usize,
    brands: Words,
    categories: Words,
    shops: Words,
    brand: Allowed,
    within: Allowed,
    around: Allowed,
    shop: Allowed,
    min: i64,
    max: i64,
    only_available: bool,
    price: Arc<dyn ColumnValues<i64>>,
    available: Arc<dyn ColumnValues<bool>>,
    sold: Arc<dyn ColumnValues<i64>>,
    published: Arc<dyn ColumnValues<i64>>,
    best: BinaryHeap<Reverse<Ranked>>,
    brand_counts: Vec<i64>,
    category_counts: Vec<i64>,
    found: Found,
}

fn below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Collector for Ask {
    type Fruit = Found;
    type Child = Pass;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Pass> {
        let fast = reader.fast_fields();
        let brands = Words::read(reader, "brand_facet")?;
        let categories = Words::read(reader, "category_path")?;
        let shops = Words::read(reader, "shop_slug")?;
        let filters = &self.filters;
        let wanted = |value: &str| filters.brands.iter().any(|slug| slug == read_facet(value).0);
        let within = filters.category.as_ref().map(|root| categories.allow(|path| below(path, root)));
        Ok(Pass {
            segment,
            sort: self.sort,
            top: self.top,
            brand: (!filters.brands.is_empty()).then(|| brands.allow(wanted)),
            around: self.around.as_ref().map(|root| categories.allow(|path| below(path, root))),
            shop: filters.shop.as_ref().map(|slug| shops.allow(|value| value == slug)),
            within,
            min: filters.min.unwrap_or(i64::MIN),
            max: filters.max.unwrap_or(i64::MAX),
            only_available: filters.available,
            price: fast.column_first_or_default("price")?,
            available: fast.column_first_or_default("available")?,
            sold: fast.column_first_or_default("sold")?,
            published: fast.column_first_or_default("published")?,
            best: BinaryHeap::with_capacity(self.top + 1),
            brand_counts: vec![0; brands.values.len()],
            category_counts: vec![0; categories.values.len()],
            brands,
            categories,
            shops,
            found: Found::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, parts: Vec<(Found, Vec<Ranked>)>) -> tantivy::Result<Found> {
        let mut all = Found::default();
        let mut ranked = Vec::new();
        for (part, best) in parts {
            all.total += part.total;
            all.available += part.available;
            all.prices = match (all.prices, part.prices) {
                (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
                (one, other) => one.or(other),
            };
            for (value, count) in part.brands {
                *all.brands.entry(value).or_default() += count;
            }
            for (value, count) in part.categories {
                *all.categories.entry(value).or_default() += count;
            }
            ranked.extend(best);
        }
        ranked.sort_by(|a: &Ranked, b| b.cmp(a));
        all.top = ranked.into_iter().take(self.top).map(|ranked| ranked.at).collect();
        Ok(all)
    }
}

impl SegmentCollector for Pass {
    type Fruit = (Found, Vec<Ranked>);

    fn collect(&mut self, doc: DocId, score: Score) {
        let category = self.categories.place(doc);
        if !passes(&self.shop, self.shops.place(doc).filter(|_| self.shop.is_some())) {
            return;
        }
        let brand = self.brands.place(doc);
        let price = self.price.get_val(doc);
        let in_stock = self.available.get_val(doc);
        let fits_category = passes(&self.within, category);
        let fits_brand = passes(&self.brand, brand);
        let fits_price = price >= self.min && price <= self.max;
        let fits_stock = in_stock || !self.only_available;

        if fits_category
            && fits_price
            && fits_stock
            && let Some(place) = brand
        {
            self.brand_counts[place] += 1;
        }
        if fits_brand
            && fits_price
            && fits_stock
            && passes(&self.around, category)
            && let Some(place) = category
        {
            self.category_counts[place] += 1;
        }
        if !fits_category || !fits_brand {
            return;
        }
        if fits_price && in_stock {
            self.found.available += 1;
        }
        if fits_stock {
            let (low, high) = self.found.prices.unwrap_or((price, price));
            self.found.prices = Some((low.min(price), high.max(price)));
        }
        if !fits_price || !fits_stock {
            return;
        }
        self.found.total += 1;
        let published = self.published.get_val(doc);
        let key = match self.sort {
            Sort::Relevance => relevance(score, self.sold.get_val(doc), in_stock),
            Sort::Featured | Sort::Newest => published as f64,
            Sort::BestSelling => self.sold.get_val(doc) as f64,
            Sort::PriceUp => -(price as f64),
            Sort::PriceDown => price as f64,
        };
        let at = DocAddress { segment_ord: self.segment, doc_id: doc };
        self.best.push(Reverse(Ranked { key, published, at }));
        if self.best.len() > self.top {
            self.best.pop();
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        let counted = |values: Vec<String>, counts: &[i64]| {
            values.into_iter().zip(counts.iter().copied()).filter(|(_, count)| *count > 0).collect()
        };
        self.found.brands = counted(self.brands.values, &self.brand_counts);
        self.found.categories = counted(self.categories.values, &self.category_counts);
        (self.found, self.best.into_iter().map(|Reverse(ranked)| ranked).collect())
    }
}

/// Words first; what sells comes before what does not, what can be bought before what cannot.
fn relevance(score: Score, sold: i64, in_stock: bool) -> f64 {
    let popularity = 1.0 + 0.12 * (sold.max(0) as f64).ln_1p();
    f64::from(score) * popularity * if in_stock { 1.0 } else { 0.55 }
}
