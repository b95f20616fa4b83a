//! Products as cards.

use std::collections::HashMap;

use db::Builder;
use domain::catalog::{Picture, ProductCard, Rating};
use domain::id::{CategoryId, ProductId};
use domain::options::ProductOption;
use domain::time::DAY;
use domain::{Currency, Money, UtcMillis};

use super::colours::colours_of;
use super::pictures::first_two;
use crate::{Env, Result};

/// So long a product counts as new.
const NEW: i64 = 30 * DAY;

/// What the inner query of a list selects of `products p`.
pub(super) const COLUMNS: &str = "p.id, p.shop_id, p.brand_id, p.category_id, p.slug, p.title, p.options, p.featured, \
     p.min_price, p.max_price, p.compare_at, p.available, p.published_at, p.rating_sum, p.rating_count, p.sold_count";

/// Begins a list of cards; the inner query that follows is named `p`.
pub(super) const SELECT: &str = "select p.id, p.slug, p.title, p.options, p.featured, p.category_id, p.min_price, p.max_price, \
     p.compare_at, p.available, p.published_at, p.rating_sum, p.rating_count, p.sold_count, \
     s.slug as shop_slug, s.name as shop_name, s.currency, b.name as brand from ";

/// Ends it: the shop and the brand of each. Outer joins, so that no planner begins with the shops.
pub(super) const JOINS: &str =
    " as p left join shops s on s.id = p.shop_id left join brands b on b.id = p.brand_id";

#[derive(Debug, Clone, db::FromRow)]
pub(super) struct CardRow {
    pub id: ProductId,
    pub slug: String,
    pub title: String,
    pub options: String,
    pub featured: bool,
    pub category_id: Option<CategoryId>,
    pub min_price: i64,
    pub max_price: i64,
    pub compare_at: Option<i64>,
    pub available: bool,
    pub published_at: Option<UtcMillis>,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub sold_count: i64,
    pub shop_slug: String,
    pub shop_name: String,
    pub currency: Currency,
    pub brand: Option<String>,
}

impl CardRow {
    pub(super) fn published(&self) -> i64 {
        self.published_at.map_or(0, |at| at.0)
    }

    pub(super) fn into_card(self, now: UtcMillis, pictures: Option<Vec<Picture>>) -> ProductCard {
        // A card without colours is better than none, when a stored text cannot be read.
        let options: Vec<ProductOption> = serde_json::from_str(&self.options).unwrap_or_default();
        let mut pictures = pictures.unwrap_or_default();
        for picture in pictures.iter_mut().filter(|picture| picture.alt.is_empty()) {
            picture.alt.clone_from(&self.title);
        }
        ProductCard {
            id: self.id,
            href: format!("/products/{}/{}", self.shop_slug, self.slug),
            is_new: now.since(UtcMillis(self.published())) < NEW,
            title: self.title,
            brand: self.brand,
            shop_name: self.shop_name,
            price: Money::new(self.min_price, self.currency),
            from: self.max_price > self.min_price,
            compare_at: self.compare_at.filter(|was| *was > self.min_price),
            available: self.available,
            featured: self.featured,
            rating: Rating::of(self.rating_sum, self.rating_count),
            pictures,
            colours: colours_of(&options),
        }
    }
}

/// Rows as cards, with their pictures.
pub(super) async fn into_cards(env: &Env, rows: Vec<CardRow>) -> Result<Vec<ProductCard>> {
    let ids: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
    let mut pictures = first_two(&mut env.db.read(), &ids).await?;
    let now = env.now();
    Ok(rows
        .into_iter()
        .map(|row| (pictures.remove(&row.id), row))
        .map(|(p, row)| row.into_card(now, p))
        .collect())
}

/// The cards of products, in the order given; what nobody may see is left out.
pub(crate) async fn cards(env: &Env, ids: &[ProductId]) -> Result<Vec<ProductCard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<CardRow> = Builder::new("catalog::cards", SELECT)
        .push("(select ")
        .push(COLUMNS)
        .push(" from products p where p.status = 'active' and p.id in ")
        .bind_list(ids)
        .push(")")
        .push(JOINS)
        .push(" where coalesce(s.status, '') = 'open'")
        .query(&mut env.db.read())
        .fetch_all()
        .await?;
    let mut by_id: HashMap<ProductId, CardRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    into_cards(env, ids.iter().filter_map(|id| by_id.remove(id)).collect()).await
}
