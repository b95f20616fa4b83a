//! The search box and the page of what was found.

use std::time::Duration;

use domain::Locale;
use domain::catalog::{Listing, Part, Place, Suggestion, SuggestionKind};
use kit::use_locale;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use ui::{EmptyState, Glyph, Icon, LinkButton, Notice};

use crate::catalog::{ListingView, Picture, Trouble, api};
use crate::forms::{form_of, use_visit};
use crate::head::Head;

mod texts {
    domain::texts! {
        search: "Search", "Suchen";
        placeholder: "Search products, brands, categories", "Artikel, Marken, Kategorien suchen";
        suggestions: "Suggestions", "Vorschläge";
        in_categories: "Category", "Kategorie";
        in_brands: "Brand", "Marke";
        results_for(text): "Results for “{text}”", "Treffer für „{text}“";
        everything: "Search", "Suche";
        loose(text): "No product has all of “{text}”. These have some of it.", "Kein Artikel enthält alles aus „{text}“. Diese enthalten einen Teil davon.";
        nothing_for(text): "Nothing found for “{text}”", "Nichts gefunden für „{text}“";
        nothing_text: "Try fewer or other words, or look through everything.", "Versuchen Sie es mit weniger oder anderen Wörtern, oder sehen Sie sich alles an.";
        all_products: "All products", "Alle Artikel";
    }
}
use texts as t;

/// After so long without a key the suggestions are asked for.
const PAUSE: Duration = Duration::from_millis(120);
/// Fewer characters suggest too much.
const LEAST: usize = 2;

/// Finds by words, with suggestions while typing. Without a script it is a plain form.
#[component]
pub fn SearchBox() -> impl IntoView {
    let locale = use_locale();
    let params = use_query_map();
    let visit = use_visit();
    let navigate = use_navigate();
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let active = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0u32);
    let close = move || {
        asked.update_value(|n| *n = n.wrapping_add(1));
        found.set(Vec::new());
        active.set(None);
    };
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        let is_last = move || asked.try_get_value() == Some(number);
        set_timeout(
            move || {
                if !is_last() {
                    return;
                }
                if text.trim().chars().count() < LEAST {
                    return close();
                }
                spawn_local(async move {
                    // Without suggestions the form still searches.
                    let list = api::suggest(text).await.unwrap_or_default();
                    if is_last() {
                        found.set(list);
                        active.set(None);
                    }
                });
            },
            PAUSE,
        );
    };
    let key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                active.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            "Escape" => close(),
            "Enter" => {
                let chosen = active
                    .get_untracked()
                    .and_then(|at| found.with(|all| all.get(at).map(|s| s.href.clone())));
                if let Some(href) = chosen {
                    event.prevent_default();
                    close();
                    navigate(&href, NavigateOptions::default());
                }
            }
            _ => {}
        }
    };
    let query = move || params.with(|params| params.get("q").unwrap_or_default());
    let list = move || {
        let all = found.get();
        (!all.is_empty()).then(|| {
            let options: Vec<AnyView> =
                all.into_iter().enumerate().map(|(at, one)| suggestion(locale, at, one, active)).collect();
            view! {
                <div id="suggestions" class="suggestions" role="listbox" aria-label=t::suggestions(locale) on:click=move |_| close()>
                    {options}
                </div>
            }
        })
    };
    view! {
        <search class="search">
            <form
                class="search-form"
                action="/search"
                method="get"
                on:submit=move |event| {
                    event.prevent_default();
                    close();
                    if let Some(form) = form_of(&event) {
                        visit(&form);
                    }
                }
            >
                <input
                    class="search-input"
                    type="search"
                    name="q"
                    value=query
                    placeholder=t::placeholder(locale)
                    aria-label=t::search(locale)
                    autocomplete="off"
                    enterkeyhint="search"
                    maxlength=domain::catalog::MAX_TEXT.to_string()
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls="suggestions"
                    aria-expanded=move || if found.with(Vec::is_empty) { "false" } else { "true" }
                    aria-activedescendant=move || active.get().map(|at| format!("suggestion-{at}"))
                    on:input=typed
                    on:keydown=key
                />
                <button class="search-button" type="submit" aria-label=t::search(locale)>
                    <Icon glyph=Glyph::SEARCH />
                </button>
            </form>
            {list}
        </search>
    }
    .into_any()
}

fn suggestion(locale: Locale, at: usize, one: Suggestion, active: RwSignal<Option<usize>>) -> AnyView {
    let parts =
        one.parts
            .into_iter()
            .map(|Part { text, hit }| {
                if hit { view! { <b class="suggestion-hit">{text}</b> }.into_any() } else { text.into_any() }
            })
            .collect::<Vec<_>>();
    let (glyph, kind) = match one.kind {
        SuggestionKind::Category => (Glyph::LAYOUT_GRID, t::in_categories(locale)),
        SuggestionKind::Brand => (Glyph::TAG, t::in_brands(locale)),
        SuggestionKind::Product => (Glyph::PACKAGE, ""),
    };
    let mark = match one.picture {
        Some(picture) => {
            view! { <Picture picture sizes="3rem" silent=true class="suggestion-picture" /> }.into_any()
        }
        None => view! {
            <span class="suggestion-glyph">
                <Icon glyph class="icon-sm" />
            </span>
        }
        .into_any(),
    };
    let detail = if one.detail.is_empty() { kind.to_owned() } else { one.detail };
    view! {
        <a
            id=format!("suggestion-{at}")
            class="suggestion"
            href=one.href
            role="option"
            tabindex="-1"
            aria-selected=move || if active.get() == Some(at) { "true" } else { "false" }
        >
            {mark}
            <span class="suggestion-text">
                <span>{parts}</span>
                <span class="suggestion-detail">{detail}</span>
            </span>
        </a>
    }
    .into_any()
}

/// What a search found.
#[component]
pub fn SearchPage() -> impl IntoView {
    let search = use_location().search;
    let listing = Resource::new_blocking(move || search.get(), api::find_products);
    view! {
        <Transition fallback=crate::catalog::waiting>
            {move || Suspend::new(async move {
                match listing.await {
                    Ok(listing) => results(listing),
                    Err(error) => view! { <Trouble error retry=Callback::new(move |()| listing.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
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
