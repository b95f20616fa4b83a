//! Lists of products as pages.

use domain::Locale;
use domain::catalog::{Listing, Place, Sort};
use kit::place::query;
use kit::use_locale;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Breadcrumb, EmptyState, FilterChip, Glyph, Icon, LinkButton, Pagination, Variant};

use super::filters::{FilterPanel, chips};
use super::{ProductGrid, Trouble, load, texts as t};
use crate::head::Head;

/// Pictures of a list that are seen at once.
const SEEN: usize = 4;

/// All products.
#[component]
pub fn ProductList() -> impl IntoView {
    list_page(String::new()).into_any()
}

/// The products of a category and of those below it; the route's parameter is `path`.
#[component]
pub fn CategoryList() -> impl IntoView {
    let path = use_params_map().with_untracked(|p| p.get("path").unwrap_or_default());
    list_page(path.trim_matches('/').to_owned()).into_any()
}

fn list_page(category: String) -> impl IntoView {
    Suspend::new(async move {
        match load::listing(category, String::new(), query()).await {
            Ok(listing) => view! { <CatalogPage listing /> }.into_any(),
            Err(error) => view! { <Trouble error /> }.into_any(),
        }
    })
}

#[component]
fn CatalogPage(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let (title, trail) = match &listing.category {
        Some(category) => {
            let mut trail = vec![(t::all_products(locale).to_owned(), "/products".to_owned())];
            trail.extend(category.crumbs.iter().map(|crumb| (crumb.name.clone(), crumb.href.clone())));
            (category.name.clone(), trail)
        }
        None => (t::all_products(locale).to_owned(), Vec::new()),
    };
    let image =
        listing.cards.iter().find_map(|card| card.pictures.first()).map(|p| p.src(1200)).unwrap_or_default();
    let breadcrumb = (!trail.is_empty()).then(|| view! { <Breadcrumb label=t::trail(locale) trail /> });
    view! {
        <Head
            title=title.clone()
            description=t::listing_description(locale, &title)
            canonical=listing.canonical.clone()
            image
        />
        <div class="page pb-16">
            <div class="listing-crumbs">{breadcrumb}</div>
            <h1 class="listing-title">{title}</h1>
            <ListingView listing />
        </div>
    }
    .into_any()
}

/// Filters, order, products and pages of a list; the page around it has the heading.
#[component]
pub fn ListingView(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let (place, filters, currency) = (listing.place.clone(), listing.filters.clone(), listing.currency);
    let chips = chips(locale, &listing);
    let active = (!chips.is_empty()).then(|| {
        let cleared = domain::catalog::Filters {
            text: filters.text.clone(),
            category: filters.category.clone().filter(|_| place == Place::Catalog),
            sort: filters.sort,
            ..Default::default()
        };
        let clear = place.href(&cleared, currency, None);
        view! {
            <div class="listing-chips" role="group" aria-label=t::active_filters(locale)>
                {chips
                    .into_iter()
                    .map(|(label, href)| {
                        let remove_label = t::remove_filter(locale, &label);
                        view! {
                            <FilterChip href remove_label>
                                {label}
                            </FilterChip>
                        }
                    })
                    .collect_view()}
                <a class="link listing-clear" href=clear>
                    {t::clear_all(locale)}
                </a>
            </div>
        }
    });
    let next = listing
        .next
        .as_deref()
        .map(|cursor| place.href(&filters, currency, Some(cursor)))
        .unwrap_or_default();
    let first = if listing.is_first { String::new() } else { place.href(&filters, currency, None) };
    let pages = (!next.is_empty() || !first.is_empty()).then(|| {
        view! {
            <Pagination
                label=t::pages(locale)
                previous_label=t::first_page(locale)
                next_label=t::next_page(locale)
                previous=first
                next
            />
        }
    });
    let count = t::products(locale, listing.total);
    let sort = sort_select(locale, &listing);
    let products = if listing.cards.is_empty() {
        nothing(locale, &listing)
    } else {
        view! {
            <h2 class="sr-only">{t::products_heading(locale)}</h2>
            <ProductGrid cards=listing.cards.clone() seen=SEEN />
        }
        .into_any()
    };
    view! {
        <div class="listing">
            <FilterPanel listing />
            <div class="listing-main">
                <div class="listing-bar">
                    <button id="filters-open" type="button" class="btn btn-secondary btn-sm listing-open" popovertarget="filters">
                        <Icon glyph=Glyph::SLIDERS_HORIZONTAL class="icon-sm" />
                        <span class="btn-label">{t::filter_and_sort(locale)}</span>
                    </button>
                    <p class="listing-count" role="status">
                        {count}
                    </p>
                    {sort}
                </div>
                {active}
                {products}
                {pages}
            </div>
        </div>
    }
    .into_any()
}

/// The order as a select that belongs to the form of the filters.
fn sort_select(locale: Locale, listing: &Listing) -> AnyView {
    let shown = listing.sort;
    let orders = Sort::ALL.iter().filter(|sort| **sort != Sort::Relevance || listing.place == Place::Search);
    let options = orders
        .map(|sort| {
            let label = match sort {
                Sort::Relevance => t::sort_relevance(locale),
                Sort::Featured => t::sort_featured(locale),
                Sort::Newest => t::sort_newest(locale),
                Sort::BestSelling => t::sort_best_selling(locale),
                Sort::PriceUp => t::sort_price_up(locale),
                Sort::PriceDown => t::sort_price_down(locale),
            };
            view! { <option value=sort.as_str() selected=*sort == shown>{label}</option> }
        })
        .collect_view();
    view! {
        <div class="listing-sort">
            <label class="listing-sort-label" for="sort">
                {t::sort_by(locale)}
            </label>
            <div class="input">
                <select id="sort" name="sort" form="filter-form" class="input-text input-select" aria-label=t::sort_by(locale)>
                    {options}
                </select>
                <Icon glyph=Glyph::CHEVRON_DOWN class="input-chevron icon-sm" />
            </div>
            <button type="submit" form="filter-form" class="btn btn-secondary btn-sm unscripted">
                {t::sort(locale)}
            </button>
        </div>
    }
    .into_any()
}

fn nothing(locale: Locale, listing: &Listing) -> AnyView {
    let narrowed = listing.filters.is_narrowed(&listing.place);
    let (title, text) = if narrowed {
        (t::nothing_fits(locale), t::nothing_fits_text(locale))
    } else {
        (t::nothing_here(locale), t::nothing_here_text(locale))
    };
    view! {
        <EmptyState glyph=Glyph::PACKAGE title text>
            <LinkButton href="/products" variant=Variant::Secondary>
                {t::all_products(locale)}
            </LinkButton>
        </EmptyState>
    }
    .into_any()
}
