//! What a person may mean while still typing.

use domain::Locale;
use domain::catalog::{Filters, Part, Sort, Suggestion, SuggestionKind, encode};

use super::collect::Ask;
use super::document::read_facet;
use super::find::search;
use super::index::Words;
use super::query::{Match, words};
use super::text::highlight;
use crate::catalog::{cards, tree};
use crate::{Env, Result};

/// Categories and brands, each.
const FEW: usize = 3;
/// Products.
const PRODUCTS: usize = 6;
/// Most characters that are looked at.
const MAX_TEXT: usize = 80;

/// Categories, brands and products that begin with or resemble what was typed, best first.
///
/// # Errors
/// Unavailable in a process without an index.
pub async fn public_suggest(env: &Env, locale: Locale, text: &str) -> Result<Vec<Suggestion>> {
    let index = env.search.get()?;
    let text: String = text.chars().take(MAX_TEXT).collect();
    let typed = words(index, &text);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let ask = Ask { filters: Filters::default(), around: None, sort: Sort::Relevance, top: PRODUCTS };
    let (found, ids) = search(index, &typed, Match::Typing, ask, 0).await?;
    let analyzer = index.words().plain;
    let marked = |text: &str| highlight(&analyzer, text, &typed);
    // Every typed word begins one of its words.
    let is_meant = |name: &str| {
        let of_name = Words::of(&analyzer, name);
        typed.iter().all(|word| of_name.iter().any(|own| own.starts_with(word)))
    };

    let tree = tree(env).await?;
    let mut categories: Vec<(i64, Suggestion)> = Vec::new();
    for category in tree.all().iter().filter(|c| is_meant(c.name(locale))) {
        let below = format!("{}/", category.path);
        let inside =
            found.categories.iter().filter(|(path, _)| **path == category.path || path.starts_with(&below));
        let count: i64 = inside.map(|(_, count)| count).sum();
        let above: Vec<&str> = tree
            .parent(category)
            .map(|p| tree.line(p))
            .unwrap_or_default()
            .iter()
            .map(|c| c.name(locale))
            .collect();
        let suggestion = Suggestion {
            kind: SuggestionKind::Category,
            href: format!("/categories/{}", category.path),
            parts: marked(category.name(locale)),
            detail: above.join(" / "),
            picture: None,
        };
        categories.extend((count > 0).then_some((count, suggestion)));
    }
    let mut brands: Vec<(i64, Suggestion)> = Vec::new();
    for (facet, count) in &found.brands {
        let (slug, name) = read_facet(facet);
        if is_meant(name) {
            let suggestion = Suggestion {
                kind: SuggestionKind::Brand,
                href: format!("/products?brand={}", encode(slug)),
                parts: marked(name),
                detail: String::new(),
                picture: None,
            };
            brands.push((*count, suggestion));
        }
    }
    let mut all = Vec::new();
    for mut list in [categories, brands] {
        list.sort_by_key(|(count, suggestion)| (std::cmp::Reverse(*count), suggestion.href.clone()));
        all.extend(list.into_iter().take(FEW).map(|(_, suggestion)| suggestion));
    }
    for card in cards(env, &ids).await? {
        let parts: Vec<Part> = marked(&card.title);
        all.push(Suggestion {
            kind: SuggestionKind::Product,
            href: card.href,
            parts,
            detail: card.brand.unwrap_or(card.shop_name),
            picture: card.pictures.into_iter().next(),
        });
    }
    Ok(all)
}
