//! The search box and the page of what was found.

#[cfg(feature = "ssr")]
mod found;

use std::time::Duration;

use domain::Locale;
use domain::catalog::{Part, Suggestion, SuggestionKind, decode};
use kit::place::query;
use kit::use_locale;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Glyph, Icon};

use crate::catalog::{Picture, api};

#[cfg(feature = "ssr")]
pub use found::SearchPage;

mod texts {
    domain::texts! {
        search: "Search", "Suchen";
        placeholder: "Search products, brands, categories", "Artikel, Marken, Kategorien suchen";
        suggestions: "Suggestions", "Vorschläge";
        in_categories: "Category", "Kategorie";
        in_brands: "Brand", "Marke";
    }
}
use texts as t;

/// After so long without a key the suggestions are asked for.
const PAUSE: Duration = Duration::from_millis(120);
/// Fewer characters suggest too much.
const LEAST: usize = 2;

kit::islands! { store:
    /// Finds by words, with suggestions while typing. Without a script it is a plain form.
    SearchBox() => Finder;
}

#[component]
fn Finder() -> impl IntoView {
    let locale = use_locale();
    let input = NodeRef::<html::Input>::new();
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let active = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0u32);
    let close = move || {
        asked.update_value(|n| *n = n.wrapping_add(1));
        found.set(Vec::new());
        active.set(None);
    };
    let ask = move |text: String| {
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
    // What was typed before this box woke.
    Effect::new(move || {
        if let Some(text) = input.get().map(|input| input.value()).filter(|text| *text != words()) {
            ask(text);
        }
    });
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
                    let _ = window().location().set_href(&href);
                }
            }
            _ => {}
        }
    };
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
                on:submit=move |_| close()
            >
                <input
                    class="search-input"
                    type="search"
                    name="q"
                    value=words()
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
                    node_ref=input
                    on:input=move |event| ask(event_target_value(&event))
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

/// What this page was searched for.
fn words() -> String {
    let query = query();
    query.split('&').find_map(|pair| pair.strip_prefix("q=")).map(decode).unwrap_or_default()
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
