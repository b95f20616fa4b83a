//! How many products fit, in all and for each value that a list can be narrowed to.

use db::Builder;
use domain::Locale;
use domain::catalog::{FacetOption, Facets, Filters};
use domain::id::CategoryId;

use super::tree::{Category, Tree};
use crate::{Env, Result};

/// From this length on a list's counts are kept for a moment.
const LONG: i64 = 2_000;

/// A filter that a count may leave out: that of its own facet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    Nothing,
    Brand,
    Price,
    Available,
}

/// Adds the conditions of a list to a query over `products p`.
pub(super) fn narrow(
    mut query: Builder,
    filters: &Filters,
    within: &[CategoryId],
    without: Without,
) -> Builder {
    query = query.push(
        " where p.status = 'active' and exists (select 1 from shops s where s.id = p.shop_id and s.status = 'open')",
    );
    if filters.category.is_some() {
        query = query.push(" and p.category_id in ").bind_list(within);
    }
    if let Some(shop) = &filters.shop {
        query = query.push(" and p.shop_id = (select id from shops where slug = ").bind(shop).push(")");
    }
    if !filters.brands.is_empty() && without != Without::Brand {
        query =
            query.push(" and p.brand_id in (select id from brands where slug in ").bind_list(&filters.brands);
        query = query.push(")");
    }
    if without != Without::Price {
        if let Some(min) = filters.min {
            query = query.push(" and p.min_price >= ").bind(min);
        }
        if let Some(max) = filters.max {
            query = query.push(" and p.min_price <= ").bind(max);
        }
    }
    if filters.available && without != Without::Available {
        query = query.push(" and p.available = true");
    }
    query
}

#[derive(db::FromRow)]
struct Row {
    facet: String,
    value: String,
    label: String,
    n: i64,
    low: Option<i64>,
    high: Option<i64>,
}

/// The total and the facets of a list. `within`: the chosen category's subtree; `around`: that
/// of the category whose children are offered.
pub(super) async fn count(
    env: &Env,
    tree: &Tree,
    locale: Locale,
    filters: &Filters,
    within: &[CategoryId],
    around: Option<&Category>,
) -> Result<(i64, Facets)> {
    let key = format!("{locale} {:?} {}", (&filters.category, &filters.shop, &filters.brands), {
        format!("{:?} {}", (filters.min, filters.max), filters.available)
    });
    if let Some(held) = env.caches.counts.get(&key).await {
        return Ok((*held).clone());
    }
    if let Some(counted) = crate::search::counts(env, tree, locale, filters, around).await? {
        if counted.0 >= LONG {
            env.caches.counts.insert(key, std::sync::Arc::new(counted.clone())).await;
        }
        return Ok(counted);
    }
    let around_ids = around.map(|category| tree.subtree(category)).unwrap_or_default();
    let rows: Vec<Row> = query(filters, within, &around_ids).query(&mut env.db.read()).fetch_all().await?;
    let mut total = 0;
    let mut facets = Facets::default();
    let mut by_category = Vec::new();
    for row in rows {
        match row.facet.as_str() {
            "total" => total = row.n,
            "available" => facets.available = row.n,
            "prices" => facets.prices = row.low.zip(row.high),
            "category" => by_category.extend(row.value.parse().ok().map(|id: CategoryId| (id, row.n))),
            _ => facets.brands.push(FacetOption {
                selected: filters.brands.contains(&row.value),
                value: row.value,
                label: row.label,
                count: row.n,
            }),
        }
    }
    facets.brands.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    facets.categories = category_options(tree, locale, filters, around, &by_category);
    if total >= LONG {
        env.caches.counts.insert(key, std::sync::Arc::new((total, facets.clone()))).await;
    }
    Ok((total, facets))
}

fn query(filters: &Filters, within: &[CategoryId], around: &[CategoryId]) -> Builder {
    const NO_PRICES: &str = "cast(null as bigint) as low, cast(null as bigint) as high";
    let all_around =
        Filters { category: filters.category.clone().filter(|_| !around.is_empty()), ..filters.clone() };
    let mut query =
        Builder::new("catalog::counts", "select 'total' as facet, '' as value, '' as label, count(*) as n, ")
            .push(NO_PRICES)
            .push(" from products p");
    query = narrow(query, filters, within, Without::Nothing)
        .push(" union all select 'available', '', '', count(*), ")
        .push(NO_PRICES)
        .push(" from products p");
    query = narrow(query, filters, within, Without::Available)
        .push(" and p.available = true union all select 'prices', '', '', count(*), min(p.min_price), max(p.min_price) from products p");
    query = narrow(query, filters, within, Without::Price)
        .push(" union all select 'category', t.category_id, '', t.n, ")
        .push(NO_PRICES)
        .push(" from (select p.category_id, count(*) as n from products p");
    query = narrow(query, &all_around, around, Without::Nothing)
        .push(" and p.category_id is not null group by p.category_id) as t union all select 'brand', b.slug, b.name, t.n, ")
        .push(NO_PRICES)
        .push(" from (select p.brand_id, count(*) as n from products p");
    narrow(query, filters, within, Without::Brand).push(
        " and p.brand_id is not null group by p.brand_id order by count(*) desc, p.brand_id limit 40) as t
         join brands b on b.id = t.brand_id",
    )
}

/// The children of a category with the products of their subtrees; the roots without one.
pub(crate) fn category_options(
    tree: &Tree,
    locale: Locale,
    filters: &Filters,
    around: Option<&Category>,
    counts: &[(CategoryId, i64)],
) -> Vec<FacetOption> {
    let mut options = Vec::new();
    let mut add = |category: &Category| {
        let ids = tree.subtree(category);
        let count = counts.iter().filter(|(id, _)| ids.contains(id)).map(|(_, n)| n).sum();
        let selected = filters.category.as_deref() == Some(category.path.as_str());
        if count > 0 || selected {
            options.push(FacetOption {
                value: category.path.clone(),
                label: category.name(locale).to_owned(),
                count,
                selected,
            });
        }
    };
    match around {
        Some(parent) => tree.children(parent).for_each(&mut add),
        None => tree.roots().for_each(&mut add),
    }
    options
}
