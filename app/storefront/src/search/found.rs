//! The page of what was found.

use domain::catalog::{Listing, Place};
use kit::place::query;
use kit::use_locale;
use leptos::prelude::*;
use ui::{EmptyState, Glyph, LinkButton, Notice};

use crate::catalog::{ListingView, Trouble, load};
use crate::head::Head;

mod texts {
    domain::texts! {
        results_for(text): "Results for “{text}”", "Treffer für „{text}“";
        everything: "Search", "Suche";
        loose(text): "No product has all of “{text}”. These have some of it.", "Kein Artikel enthält alles aus „{text}“. Diese enthalten einen Teil davon.";
        nothing_for(text): "Nothing found for “{text}”", "Nichts gefunden für „{text}“";
        nothing_text: "Try fewer or other words, or look through everything.", "Versuchen Sie es mit weniger oder anderen Wörtern, oder sehen Sie sich alles an.";
        all_products: "All products", "Alle Artikel";
    }
}
use texts as t;

/// What a search found.
#[component]
pub fn SearchPage() -> impl IntoView {
    Suspend::new(async {
        match load::found(query()).await {
            Ok(listing) => results(listing),
            Err(error) => view! { <Trouble error /> }.into_any(),
        }
    })
}

fn results(listing: Listing) -> AnyView {
    let locale = use_locale();
    let text = listing.filters.text.clone();
    let title =
        if text.is_empty() { t::everything(locale).to_owned() } else { t::results_for(locale, &text) };
    let loose = t::loose(locale, &text);
    let loose = listing.is_loose.then(|| view! { <Notice class="mb-6">{loose}</Notice> });
    let body = if listing.total == 0 && !listing.filters.is_narrowed(&Place::Search) {
        view! {
            <EmptyState
                glyph=Glyph::SEARCH
                title=t::nothing_for(locale, &text)
                text=t::nothing_text(locale)
                class="[overflow-wrap:anywhere]"
            >
                <LinkButton href="/products">{t::all_products(locale)}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <ListingView listing /> }.into_any()
    };
    view! {
        <Head title=title.clone() />
        <div class="page pb-16">
            <h1 class="listing-title pt-6 [overflow-wrap:anywhere]">{title}</h1>
            {loose}
            {body}
        </div>
    }
    .into_any()
}
