//! What a list can be narrowed to: a rail on wide screens, a sheet on phones. It is a form of
//! the method GET, so every state has an address and works without a script; with one
//! [`live`](crate::live) shows the list in place.

use domain::catalog::{FacetOption, Filters, Listing, Place};
use domain::{Currency, Locale, Money};
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Button, Checkbox, Glyph, IconButton, InputKind, TextInput};

use super::texts as t;

/// Brands that are shown without unfolding.
const FEW: usize = 8;

/// The form with all filters of a list.
#[component]
pub fn FilterPanel(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let Listing { place, filters, facets, currency, .. } = listing;
    let action = place.path(&filters);
    let categories = categories(locale, &place, &filters, &facets.categories, currency);
    let hidden = hidden(&place, &filters);
    let plain = |amount: Option<i64>| amount.map(|a| Money::new(a, currency).plain()).unwrap_or_default();
    let brands = (!facets.brands.is_empty()).then(|| brands(locale, facets.brands));
    let hint = |amount: i64| format::money(locale, Money::new(amount, currency));
    let (low, high) = facets.prices.map(|(low, high)| (hint(low), hint(high))).unwrap_or_default();
    let available = format!("{} ({})", t::available_now(locale), format::number(locale, facets.available));
    view! {
        <aside id="filters" class="filters" popover="auto" aria-label=t::filters(locale)>
            <div class="filters-head">
                <h2 class="filters-heading">{t::filters(locale)}</h2>
                <IconButton
                    glyph=Glyph::X
                    label=t::close(locale)
                    attr:popovertarget="filters"
                    attr:popovertargetaction="hide"
                />
            </div>
            {categories}
            <form
                id="filter-form"
                class="filters-form"
                method="get"
                action=action
            >
                {hidden}
                <fieldset class="filters-group">
                    <legend class="filters-title">{t::availability(locale)}</legend>
                    <Checkbox label=available name="available" value="1" checked=filters.available />
                </fieldset>
                <fieldset class="filters-group">
                    <legend class="filters-title">{t::price(locale)}</legend>
                    <div class="filters-prices">
                        <TextInput
                            label=t::price_from(locale)
                            name="min"
                            kind=InputKind::Decimal
                            value=plain(filters.min)
                            placeholder=low
                        />
                        <TextInput
                            label=t::price_to(locale)
                            name="max"
                            kind=InputKind::Decimal
                            value=plain(filters.max)
                            placeholder=high
                        />
                    </div>
                </fieldset>
                {brands}
                <div class="filters-foot">
                    <Button kind="submit" wide=true attr:id="filters-apply">
                        {t::apply(locale)}
                    </Button>
                </div>
            </form>
        </aside>
    }
    .into_any()
}

/// What the address keeps when the form is sent.
fn hidden(place: &Place, filters: &Filters) -> Vec<AnyView> {
    let mut kept: Vec<(&'static str, String)> = Vec::new();
    if *place == Place::Search {
        kept.push(("q", filters.text.clone()));
        kept.extend(filters.shop.clone().map(|shop| ("shop", shop)));
    }
    if *place != Place::Catalog {
        kept.extend(filters.category.clone().map(|path| ("category", path)));
    }
    kept.into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect()
}

fn categories(
    locale: Locale,
    place: &Place,
    filters: &Filters,
    options: &[FacetOption],
    currency: Currency,
) -> Option<AnyView> {
    if options.is_empty() {
        return None;
    }
    let link = |path: Option<&str>| {
        let filters = Filters { category: path.map(str::to_owned), ..filters.clone() };
        place.href(&filters, currency, None)
    };
    let up = filters.category.as_ref().map(|_| {
        view! {
            <li>
                <a class="filters-link" href=link(None)>
                    {t::all_categories(locale)}
                </a>
            </li>
        }
    });
    let items = options
        .iter()
        .map(|option| {
            view! {
                <li>
                    <a
                        class="filters-link"
                        href=link(Some(&option.value))
                        aria-current=option.selected.then_some("page")
                    >
                        <span>{option.label.clone()}</span>
                        <span class="filters-count">{format::number(locale, option.count)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <nav class="filters-group" aria-label=t::categories(locale)>
                <p class="filters-title">{t::categories(locale)}</p>
                <ul>{up} {items}</ul>
            </nav>
        }
        .into_any(),
    )
}

fn brands(locale: Locale, mut options: Vec<FacetOption>) -> AnyView {
    // What is chosen must be seen.
    options.sort_by_key(|option| !option.selected);
    let chosen = options.iter().filter(|option| option.selected).count();
    let rest = options.split_off(options.len().min(FEW.max(chosen)));
    let boxes = |options: Vec<FacetOption>| {
        options
            .into_iter()
            .map(|option| {
                let label = format!("{} ({})", option.label, format::number(locale, option.count));
                let id = format!("f-brand-{}", option.value);
                view! { <Checkbox label name="brand" value=option.value checked=option.selected id /> }
            })
            .collect_view()
    };
    let more = i64::try_from(rest.len()).unwrap_or_default();
    let rest = (more > 0).then(|| {
        view! {
            <details>
                <summary class="link filters-more">{t::more_brands(locale, more)}</summary>
                {boxes(rest)}
            </details>
        }
    });
    view! {
        <fieldset class="filters-group">
            <legend class="filters-title">{t::brand(locale)}</legend>
            {boxes(options)}
            {rest}
        </fieldset>
    }
    .into_any()
}

/// What is active, each with the address of the list without it.
pub(super) fn chips(locale: Locale, listing: &Listing) -> Vec<(String, String)> {
    let Listing { place, filters, facets, currency, .. } = listing;
    let mut chips = Vec::new();
    let mut add =
        |label: String, without: Filters| chips.push((label, place.href(&without, *currency, None)));
    if let (Some(category), false) = (&listing.category, *place == Place::Catalog) {
        add(category.name.clone(), Filters { category: None, ..filters.clone() });
    }
    if let (Some(shop), Place::Search) = (&filters.shop, place) {
        add(shop.clone(), Filters { shop: None, ..filters.clone() });
    }
    if filters.available {
        add(t::available_now(locale).to_owned(), Filters { available: false, ..filters.clone() });
    }
    let money = |amount| format::money(locale, Money::new(amount, *currency));
    if let Some(min) = filters.min {
        add(t::price_over(locale, &money(min)), Filters { min: None, ..filters.clone() });
    }
    if let Some(max) = filters.max {
        add(t::price_under(locale, &money(max)), Filters { max: None, ..filters.clone() });
    }
    for slug in &filters.brands {
        let known = facets.brands.iter().find(|option| option.value == *slug);
        let mut without = filters.clone();
        without.brands.retain(|held| held != slug);
        add(known.map_or_else(|| slug.clone(), |option| option.label.clone()), without);
    }
    chips
}
