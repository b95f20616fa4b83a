//! A product as the index holds it.

use db::{Builder, Run, sql};
use domain::Locale;
use domain::catalog::Attribute;
use domain::id::{CategoryId, ProductId, ShopId};
use domain::options::ProductOption;
use tantivy::TantivyDocument;

use super::index::Fields;
use super::text::plain_text;
use crate::catalog::Tree;
use crate::{Env, Result};

/// Products read at once.
pub(super) const BATCH: i64 = 500;

/// What the index needs of a product; the product itself is named `p`.
macro_rules! columns {
    () => {
        "select p.id, p.title, p.description, p.options, p.attributes, p.tags, p.type_text, p.category_id, p.min_price,
           p.available, p.sold_count, p.published_at, p.status, s.slug as shop_slug, s.name as shop_name, s.status as shop_status,
           b.slug as brand_slug, b.name as brand from "
    };
}

/// Outer joins, so that no planner begins with the shops.
macro_rules! joins {
    () => {
        " as p left join shops s on s.id = p.shop_id left join brands b on b.id = p.brand_id"
    };
}

sql!(
    INDEX_PAGE,
    concat!(
        columns!(),
        "(select * from products where id > $1 order by id limit $2)",
        joins!(),
        " order by p.id"
    )
);
sql!(
    PRODUCTS_OF_SHOP,
    "select id from products where shop_id = $1 and status = 'active' and id > $2 order by id limit $3"
);

#[derive(Debug, db::FromRow)]
pub(super) struct Row {
    pub id: ProductId,
    title: String,
    description: String,
    options: String,
    attributes: String,
    tags: String,
    type_text: String,
    category_id: Option<CategoryId>,
    min_price: i64,
    available: bool,
    sold_count: i64,
    published_at: Option<i64>,
    status: String,
    shop_slug: String,
    shop_name: String,
    shop_status: String,
    brand_slug: Option<String>,
    brand: Option<String>,
}

impl Row {
    /// Whether shoppers may find it.
    pub(super) fn is_public(&self) -> bool {
        self.status == "active" && self.shop_status == "open"
    }

    pub(super) fn document(&self, fields: Fields, tree: &Tree) -> TantivyDocument {
        let mut doc = TantivyDocument::default();
        let mut stems = vec![self.title.as_str()];
        doc.add_text(fields.id, self.id.as_str());
        doc.add_text(fields.title, &self.title);
        doc.add_text(fields.shop_slug, &self.shop_slug);
        if let (Some(slug), Some(name)) = (&self.brand_slug, &self.brand) {
            doc.add_text(fields.brand, name);
            doc.add_text(fields.brand_facet, facet(slug, name));
        }
        let category = self.category_id.and_then(|id| tree.get(id));
        let line = category.map(|category| tree.line(category)).unwrap_or_default();
        let names: Vec<&str> = line.iter().flat_map(|c| [c.name(Locale::En), c.name(Locale::De)]).collect();
        for name in names.iter().chain([&self.type_text.as_str()]) {
            doc.add_text(fields.category, name);
            stems.push(name);
        }
        if let Some(category) = category {
            doc.add_text(fields.category_path, &category.path);
        }
        // What cannot be read is not found by its words, and nothing else suffers.
        let mut tags: Vec<String> = serde_json::from_str(&self.tags).unwrap_or_default();
        let options: Vec<ProductOption> = serde_json::from_str(&self.options).unwrap_or_default();
        tags.extend(options.into_iter().flat_map(|option| option.values));
        let attributes: Vec<Attribute> = serde_json::from_str(&self.attributes).unwrap_or_default();
        tags.extend(attributes.into_iter().map(|attribute| attribute.value));
        tags.truncate(200);
        for tag in &tags {
            doc.add_text(fields.tags, tag);
            stems.push(tag);
        }
        doc.add_text(fields.body, plain_text(&self.description));
        doc.add_text(fields.body, &self.shop_name);
        for text in stems {
            doc.add_text(fields.stem_en, text);
            doc.add_text(fields.stem_de, text);
        }
        doc.add_i64(fields.price, self.min_price);
        doc.add_bool(fields.available, self.available);
        doc.add_i64(fields.sold, self.sold_count);
        doc.add_i64(fields.published, self.published_at.unwrap_or_default());
        doc
    }
}

/// A brand as a facet: its slug and its name in one.
fn facet(slug: &str, name: &str) -> String {
    format!("{slug}\u{1f}{name}")
}

/// Slug and name of a brand's facet.
pub(super) fn read_facet(facet: &str) -> (&str, &str) {
    facet.split_once('\u{1f}').unwrap_or((facet, facet))
}

/// The products after an id, whatever their state.
pub(super) async fn page_after(env: &Env, after: &str) -> Result<Vec<Row>> {
    Ok(env.db.read().query(&INDEX_PAGE).bind(after).bind(BATCH).fetch_all().await?)
}

/// Products by their ids, whatever their state.
pub(super) async fn by_ids(env: &Env, ids: &[ProductId]) -> Result<Vec<Row>> {
    Ok(Builder::new("search::by_ids", columns!())
        .push("(select * from products where id in ")
        .bind_list(ids)
        .push(")")
        .push(joins!())
        .query(&mut env.db.read())
        .fetch_all()
        .await?)
}

/// Ids of a shop's products after one, at most so many.
pub(super) async fn of_shop(env: &Env, shop: ShopId, after: &str) -> Result<Vec<ProductId>> {
    let mut conn = env.db.read();
    let rows: Vec<(ProductId,)> =
        conn.query(&PRODUCTS_OF_SHOP).bind(shop).bind(after).bind(BATCH).fetch_all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
