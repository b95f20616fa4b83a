//! The result page of a search.

use domain::Locale;
use domain::catalog::{FacetOption, Facets, Filters, Listing, MAX_TEXT, Place, Sort};
use domain::id::{CategoryId, ProductId};
use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument};

use super::collect::{Ask, Found};
use super::document::read_facet;
use super::index::{Index, broken};
use super::query::{Match, build, words};
use crate::catalog::{
    Category, Tree, cards, category_options, head, public_listing, subtree_for_facet, tree,
};
use crate::{Env, Error, Result, Slice};

/// Products that a search shows; nobody looks further, and a page costs by its place.
const MAX_SHOWN: usize = 960;

/// A page of what words find. When no product has all of the words, those with any of them are
/// shown and the answer says so. Without a text it is the whole catalogue; a text without words,
/// as a lone sign, finds nothing.
///
/// # Errors
/// Unavailable in a process without an index; NotFound for a category that does not exist.
pub async fn public_search(
    env: &Env,
    locale: Locale,
    mut filters: Filters,
    slice: Slice<'_>,
) -> Result<Listing> {
    let index = env.search.get()?;
    filters.text = filters.text.trim().chars().take(MAX_TEXT).collect();
    let words = words(index, &filters.text);
    if filters.text.is_empty() {
        return public_listing(env, locale, &Place::Search, filters, slice).await;
    }
    let tree = tree(env).await?;
    let category = head(&tree, locale, &filters)?;
    let chosen = filters.category.as_deref().and_then(|path| tree.find(path));
    let around = subtree_for_facet(&tree, chosen);
    let sort = filters.sort.unwrap_or(Sort::Relevance);
    let from = slice.cursor.and_then(|text| text.parse().ok()).unwrap_or(0usize).min(MAX_SHOWN - 1);
    let until = from + slice.size();
    let ask = || Ask {
        filters: filters.clone(),
        around: around.map(|category| category.path.clone()),
        sort,
        top: until,
    };
    let mut is_loose = false;
    let (mut found, mut ids) = match words.is_empty() {
        true => (Found::default(), Vec::new()),
        false => search(index, &words, Match::All, ask(), from).await?,
    };
    if found.total == 0 && words.len() > 1 && !filters.is_narrowed(&Place::Search) {
        is_loose = true;
        (found, ids) = search(index, &words, Match::Any, ask(), from).await?;
    }
    let more = i64::try_from(until).is_ok_and(|shown| found.total > shown) && until < MAX_SHOWN;
    Ok(Listing {
        place: Place::Search,
        sort,
        cards: cards(env, &ids).await?,
        total: found.total,
        next: more.then(|| until.to_string()),
        is_first: from == 0,
        facets: facets(&tree, locale, &filters, around.map(|c| c.path.as_str()), found),
        category,
        is_loose: is_loose && !ids.is_empty(),
        currency: env.config.currency,
        canonical: format!("{}/search", env.config.public_url),
        filters,
    })
}

/// The total and the facets of a list without words: one pass over the index where the database
/// would count its rows once for each facet. Nothing where the index is not whole.
pub(crate) async fn counts(
    env: &Env,
    tree: &Tree,
    locale: Locale,
    filters: &Filters,
    around: Option<&Category>,
) -> Result<Option<(i64, Facets)>> {
    let Some(index) = env.search.get().ok().filter(|index| index.is_whole()) else { return Ok(None) };
    let around = around.map(|category| category.path.as_str());
    let ask = Ask { filters: filters.clone(), around: around.map(str::to_owned), sort: Sort::Newest, top: 0 };
    let (found, _) = search(index, &[], Match::All, ask, 0).await?;
    let total = found.total;
    Ok(Some((total, facets(tree, locale, filters, around, found))))
}

/// Asks the index, off the threads that serve requests; gives the ids from a place on.
pub(super) async fn search(
    index: &Index,
    words: &[String],
    how: Match,
    ask: Ask,
    skip: usize,
) -> Result<(Found, Vec<ProductId>)> {
    let (index, words) = (index.clone(), words.to_vec());
    let turn = index.turn().await?;
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let query = build(&index, &words, how);
        let searcher = index.searcher();
        let found = searcher.search(&*query, &ask).map_err(broken)?;
        let ids = found.top.iter().skip(skip).filter_map(|at| id_at(&index, &searcher, *at)).collect();
        Ok((found, ids))
    })
    .await
    .map_err(Error::internal)?
}

fn id_at(index: &Index, searcher: &Searcher, at: tantivy::DocAddress) -> Option<ProductId> {
    let doc: TantivyDocument = searcher.doc(at).ok()?;
    doc.get_first(index.fields().id)?.as_str()?.parse().ok()
}

fn facets(tree: &Tree, locale: Locale, filters: &Filters, around: Option<&str>, found: Found) -> Facets {
    let mut brands: Vec<FacetOption> = found
        .brands
        .into_iter()
        .map(|(facet, count)| {
            let (slug, name) = read_facet(&facet);
            let selected = filters.brands.iter().any(|held| held == slug);
            FacetOption { value: slug.to_owned(), label: name.to_owned(), count, selected }
        })
        .collect();
    brands.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    brands.truncate(40);
    let counts: Vec<(CategoryId, i64)> =
        found.categories.iter().filter_map(|(path, count)| Some((tree.find(path)?.id, *count))).collect();
    let around = around.and_then(|path| tree.find(path));
    Facets {
        categories: category_options(tree, locale, filters, around, &counts),
        brands,
        available: found.available,
        prices: found.prices,
    }
}
