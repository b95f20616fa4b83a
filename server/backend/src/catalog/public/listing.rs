//! Pages of products, narrowed and ordered.

use db::Builder;
use domain::Locale;
use domain::catalog::{CategoryHead, Filters, Listing, Place, Sort};
use domain::id::CategoryId;

use super::cards::{COLUMNS, CardRow, JOINS, SELECT, into_cards};
use super::counts::{Without, count, narrow};
use super::cursor::Cursor;
use super::tree::{Category, Tree, tree};
use crate::{Env, Error, Result, Slice};

/// A page of the products of a place. A search is [`crate::search::public_search`].
///
/// # Errors
/// NotFound for a category or a shop that does not exist.
pub async fn public_listing(
    env: &Env,
    locale: Locale,
    place: &Place,
    filters: Filters,
    slice: Slice<'_>,
) -> Result<Listing> {
    let tree = tree(env).await?;
    let mut filters = filters;
    if let Place::Shop(slug) = place {
        filters.shop = Some(slug.clone());
    }
    let category = head(&tree, locale, &filters)?;
    let chosen = filters.category.as_deref().and_then(|path| tree.find(path));
    let within = chosen.map(|category| tree.subtree(category)).unwrap_or_default();
    // Without words to search there is nothing to be relevant to.
    let sort = filters.sort.filter(|sort| *sort != Sort::Relevance).unwrap_or(Sort::Featured);
    let from = slice.cursor.and_then(|text| Cursor::read(text, sort));

    let mut rows: Vec<CardRow> =
        page(&filters, &within, sort, from, slice.limit).query(&mut env.db.read()).fetch_all().await?;
    order(&mut rows, sort);
    let size = slice.size();
    let next = (rows.len() > size).then(|| Cursor::of(sort, &rows[size - 1]).to_text());
    rows.truncate(size);

    let around = subtree_for_facet(&tree, chosen);
    let (total, facets) = count(env, &tree, locale, &filters, &within, around).await?;
    let canonical = canonical(env, place, &filters);
    Ok(Listing {
        place: place.clone(),
        sort,
        cards: into_cards(env, rows).await?,
        total,
        next,
        is_first: from.is_none(),
        facets,
        category,
        is_loose: false,
        currency: env.config.currency,
        canonical,
        filters,
    })
}

/// One address for all orders, pages and filters of the same list.
fn canonical(env: &Env, place: &Place, filters: &Filters) -> String {
    format!("{}{}", env.config.public_url, place.path(filters))
}

/// The chosen category as a page shows it.
///
/// # Errors
/// NotFound for a path that is no category's.
pub(crate) fn head(tree: &Tree, locale: Locale, filters: &Filters) -> Result<Option<CategoryHead>> {
    let Some(path) = &filters.category else { return Ok(None) };
    let category = tree.find(path).ok_or(Error::NotFound)?;
    Ok(Some(CategoryHead {
        path: category.path.clone(),
        name: category.name(locale).to_owned(),
        crumbs: tree.crumbs(category, locale),
        has_children: category.has_children(),
    }))
}

/// Whose children are offered to choose from: those of the chosen category, or of its parent
/// when it has none.
pub(crate) fn subtree_for_facet<'t>(tree: &'t Tree, chosen: Option<&'t Category>) -> Option<&'t Category> {
    match chosen {
        Some(category) if !category.has_children() => tree.parent(category),
        chosen => chosen,
    }
}

/// The rows of a page and one more. The inner query takes few products from an index; shops and
/// brands are joined to those only.
fn page(filters: &Filters, within: &[CategoryId], sort: Sort, from: Option<Cursor>, limit: i64) -> Builder {
    let query = Builder::new("catalog::listing", SELECT).push("(");
    if sort != Sort::Featured {
        return part(query, filters, within, sort, from, None, limit).push(")").push(JOINS);
    }
    // "Featured" leads its index, so each of its two values is a range of its own.
    let query = query.push("select * from (");
    let query = match from {
        Some(from) if !from.featured => query,
        _ => part(query, filters, within, sort, from, Some(true), limit)
            .push(") as a union all select * from ("),
    };
    let rest = from.filter(|from| !from.featured);
    part(query, filters, within, sort, rest, Some(false), limit).push(") as b)").push(JOINS)
}

fn part(
    query: Builder,
    filters: &Filters,
    within: &[CategoryId],
    sort: Sort,
    from: Option<Cursor>,
    featured: Option<bool>,
    limit: i64,
) -> Builder {
    let (key, order) = match sort {
        Sort::Newest | Sort::Featured | Sort::Relevance => {
            (" and (p.published_at, p.id) < (", " order by p.published_at desc, p.id desc limit ")
        }
        Sort::PriceUp => (" and (p.min_price, p.id) > (", " order by p.min_price, p.id limit "),
        Sort::PriceDown => (" and (p.min_price, p.id) < (", " order by p.min_price desc, p.id desc limit "),
        Sort::BestSelling => {
            (" and (p.sold_count, p.id) < (", " order by p.sold_count desc, p.id desc limit ")
        }
    };
    let query = query.push("select ").push(COLUMNS).push(" from products p");
    let mut query = narrow(query, filters, within, Without::Nothing);
    if let Some(featured) = featured {
        query = query.push(" and p.featured = ").bind(featured);
    }
    if let Some(from) = from {
        query = query.push(key).bind(from.key).push(", ").bind(from.id).push(")");
    }
    query.push(order).bind(limit + 1)
}

/// A join promises no order.
fn order(rows: &mut [CardRow], sort: Sort) {
    let newest = |row: &CardRow| (std::cmp::Reverse(row.published()), std::cmp::Reverse(row.id));
    match sort {
        Sort::Newest | Sort::Relevance => rows.sort_by_key(newest),
        Sort::Featured => rows.sort_by_key(|row| (!row.featured, newest(row))),
        Sort::PriceUp => rows.sort_by_key(|row| (row.min_price, row.id)),
        Sort::PriceDown => {
            rows.sort_by_key(|row| (std::cmp::Reverse(row.min_price), std::cmp::Reverse(row.id)));
        }
        Sort::BestSelling => {
            rows.sort_by_key(|row| (std::cmp::Reverse(row.sold_count), std::cmp::Reverse(row.id)));
        }
    }
}
