//! Choosing a variant. Every choice is a link that carries the whole selection (`?o1=Red&o2=M`),
//! so it works without a script and can be shared; with one it is instant, since the page's data
//! does not depend on it.

use domain::Locale;
use domain::catalog::{VariantView, decode, encode};
use domain::options::{Choice, ChoiceState, Combination, ProductOption, choices};
use kit::use_locale;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::texts as t;

/// One value for each option, `None` where nothing is chosen.
pub(super) type Selection = Vec<Option<String>>;

/// The selection in a query, else the one to begin with.
pub(super) fn selection_of(query: &str, options: usize, start: &Selection) -> Selection {
    let mut found: Selection = vec![None; options];
    for (key, value) in query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
        let number = key.strip_prefix('o').and_then(|number| number.parse::<usize>().ok());
        if let Some(place) = number.and_then(|n| n.checked_sub(1)).and_then(|at| found.get_mut(at)) {
            *place = Some(decode(value)).filter(|value| !value.is_empty());
        }
    }
    if found.iter().all(Option::is_none) { start.clone() } else { found }
}

/// The picture that all variants of a selection share.
pub(super) fn picture_of(variants: &[VariantView], selection: &Selection) -> Option<usize> {
    let fits = |variant: &&VariantView| {
        let mut pairs = variant.values.iter().zip(selection);
        pairs.all(|(value, wanted)| wanted.as_ref().is_none_or(|wanted| wanted == value))
    };
    let mut pictures = variants.iter().filter(fits).map(|variant| variant.picture);
    let first = pictures.next().flatten()?;
    pictures.all(|picture| picture == Some(first)).then_some(first)
}

/// The address of a selection, relative to the page.
fn href(selection: &Selection) -> String {
    let mut href = String::new();
    for (at, value) in selection.iter().enumerate() {
        if let Some(value) = value {
            href.push(if href.is_empty() { '?' } else { '&' });
            href.push_str(&format!("o{}={}", at + 1, encode(value)));
        }
    }
    href
}

/// The options of a product with what can be had.
#[component]
pub fn Picker(
    options: Vec<ProductOption>,
    combinations: Vec<Combination>,
    /// `#rrggbb` for each value of each option; none for an option that is no colour.
    colours: Vec<Vec<String>>,
    selection: RwSignal<Selection>,
    /// Told of another selection, after the address took it.
    choose: Callback<Selection>,
) -> impl IntoView {
    let locale = use_locale();
    move || {
        let selection = selection.get();
        let shown = choices(&options, &combinations, &selection);
        let groups = shown.into_iter().enumerate().map(|(at, option)| {
            let chosen = selection.get(at).cloned().flatten().unwrap_or_default();
            let why = option
                .choices
                .iter()
                .find(|choice| choice.selected)
                .and_then(|choice| reason(locale, choice));
            let colours = colours.get(at).cloned().unwrap_or_default();
            let is_colour = !colours.is_empty();
            let items: Vec<AnyView> = option
                .choices
                .into_iter()
                .enumerate()
                .map(|(n, choice)| item(locale, at, choice, colours.get(n).cloned(), &selection, choose))
                .collect();
            let list = if is_colour { "swatches" } else { "choices" };
            view! {
                <div class="picker" role="group" aria-label=t::choose(locale, &option.name)>
                    <p class="field-label">
                        {option.name.clone()} " " <span class="field-chosen">{chosen}</span>
                    </p>
                    <ul class=list>{items}</ul>
                    {why.map(|why| view! { <p class="picker-why" role="status">{why}</p> })}
                </div>
            }
            .into_any()
        });
        groups.collect::<Vec<_>>()
    }
}

/// Why a value cannot be had as it is selected.
fn reason(locale: Locale, choice: &Choice) -> Option<String> {
    match &choice.state {
        ChoiceState::Available => None,
        ChoiceState::SoldOut => Some(t::is_sold_out(locale, &choice.value)),
        ChoiceState::Missing { conflicts } if conflicts.is_empty() => {
            Some(t::not_made(locale, &choice.value))
        }
        ChoiceState::Missing { conflicts } => Some(t::not_with(locale, &choice.value, &conflicts.join(", "))),
    }
}

fn item(
    locale: Locale,
    at: usize,
    choice: Choice,
    colour: Option<String>,
    selection: &Selection,
    choose: Callback<Selection>,
) -> AnyView {
    let mut next = selection.clone();
    // What does not go with it is chosen anew.
    if let ChoiceState::Missing { conflicts } = &choice.state {
        for held in &mut next {
            if held.as_ref().is_some_and(|value| conflicts.contains(value)) {
                *held = None;
            }
        }
    }
    if let Some(place) = next.get_mut(at) {
        *place = Some(choice.value.clone());
    }
    let why = reason(locale, &choice);
    let label = why.clone().unwrap_or_else(|| choice.value.clone());
    let current = choice.selected.then_some("true");
    let gone = why.is_some();
    let body = match colour {
        Some(fill) => view! {
            <svg class="dot" viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="12" cy="12" r="12" fill=fill />
                <circle class="dot-edge" cx="12" cy="12" r="11.5" />
                {gone.then(|| view! { <path class="dot-strike" d="M4 20 20 4" /> })}
            </svg>
        }
        .into_any(),
        None => choice.value.clone().into_any(),
    };
    let class = match (matches!(choice.state, ChoiceState::Available), choice.selected) {
        (true, _) => "choice",
        (false, _) => "choice choice-gone",
    };
    let address = href(&next);
    let taken = address.clone();
    let click = move |event: MouseEvent| {
        if ui::is_plain(&event) {
            event.prevent_default();
            ui::replace_address(&taken);
            choose.run(next.clone());
        }
    };
    view! {
        <li>
            <a
                class=class
                href=address
                title=label.clone()
                aria-label=label
                aria-current=current
                on:click=click
            >
                {body}
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::VariantId;
    use domain::stock::Availability;

    fn some(values: &[&str]) -> Selection {
        values.iter().map(|value| (!value.is_empty()).then(|| (*value).to_owned())).collect()
    }

    #[test]
    fn a_selection_is_read_from_the_address_that_it_makes() {
        let chosen = some(&["Grün & Blau", "", "M"]);
        assert_eq!(href(&chosen), "?o1=Gr%C3%BCn%20%26%20Blau&o3=M");
        assert_eq!(selection_of(&href(&chosen), 3, &some(&["Red", "S", "L"])), chosen);
    }

    #[test]
    fn an_address_without_a_selection_begins_with_what_can_be_bought() {
        let start = some(&["Red", "S"]);
        assert_eq!(selection_of("utm_source=x&o9=Z&o0=Y", 2, &start), start);
        assert_eq!(selection_of("o2=", 2, &start), start);
    }

    #[test]
    fn a_selection_has_the_picture_that_all_of_its_variants_share() {
        let variant = |values: [&str; 2], picture| VariantView {
            id: VariantId::from_parts(0, 1),
            values: values.map(str::to_owned).to_vec(),
            sku: String::new(),
            price: 1,
            compare_at: None,
            availability: Availability::Untracked,
            picture,
        };
        let all = [
            variant(["Red", "S"], Some(0)),
            variant(["Brick", "S"], Some(2)),
            variant(["Brick", "M"], Some(2)),
        ];
        let found = |values: &[&str]| picture_of(&all, &some(values));
        assert_eq!(found(&["Brick", "M"]), Some(2));
        assert_eq!(found(&["Brick", ""]), Some(2));
        assert_eq!(found(&["", "S"]), None);
        assert_eq!(found(&["Blue", "S"]), None);
    }
}
