//! The fields of an address in the form of its country; another country changes them at once.

use domain::Locale;
use domain::address::{self, Address, AddressField, Need};
use domain::invalid::FieldError;
use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::{Choice, InputKind, Select, TextInput};

/// Nine fields at most, in the order that the country's post expects.
#[component]
pub fn AddressFields(
    /// The argument that they fill: `address` makes `address[city]`.
    #[prop(into)]
    group: String,
    /// What stands before a field's name in its id.
    #[prop(into, default = "f-".into())]
    id: String,
    value: Address,
    /// By the field's name alone.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// Language of labels, countries and errors.
    locale: Locale,
    /// "Optional".
    optional: &'static str,
    /// "Please choose", for the lists.
    prompt: &'static str,
    /// Below the country: the button that fetches another country's fields without scripts.
    #[prop(into, optional)]
    refresh: ViewFnOnce,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let texts: Vec<(AddressField, RwSignal<String>)> =
        AddressField::ALL.iter().map(|field| (*field, RwSignal::new(value.get(*field).to_owned()))).collect();
    let text = StoredValue::new(texts);
    let bind = move |field| {
        text.with_value(|texts| texts.iter().find(|(known, _)| *known == field).map(|(_, text)| *text))
            .unwrap_or_default()
    };
    let country = bind(AddressField::Country);
    let names = StoredValue::new((group, id));
    let input = move |field: AddressField, need: Need, code: &str| {
        let (name, id) =
            names.with_value(|(group, id)| (format!("{group}[{field}]"), format!("{id}{field}")));
        let error = Signal::derive(move || {
            errors.with(|all| all.iter().find(|e| e.field == field.as_str()).map(|e| e.problem.text(locale)))
        });
        let label = address::label(field, code, locale);
        let note = if need == Need::Required { "" } else { optional };
        let regions = if field == AddressField::Region { address::regions(code) } else { &[] };
        if regions.is_empty() {
            let example = address::country(code).map_or("", |country| country.example);
            let kind = match field {
                AddressField::Phone => InputKind::Phone,
                // Codes made of digits only get the keys for digits.
                AddressField::Postcode
                    if !example.is_empty() && example.bytes().all(|b| b.is_ascii_digit()) =>
                {
                    InputKind::Whole
                }
                _ => InputKind::Text,
            };
            let most = field.max_length();
            view! {
                <TextInput
                    label
                    name
                    id
                    kind
                    note
                    error
                    bind=bind(field)
                    autocomplete=field.autocomplete()
                    required=need == Need::Required
                    maxlength=most
                />
            }
            .into_any()
        } else {
            let choices = regions.iter().map(|(code, name)| Choice::new(*code, *name)).collect();
            view! {
                <Select
                    label
                    name
                    id
                    choices
                    note
                    error
                    bind=bind(field)
                    prompt
                    autocomplete=field.autocomplete()
                    required=need == Need::Required
                />
            }
            .into_any()
        }
    };
    let countries =
        address::countries(locale).into_iter().map(|c| Choice::new(c.code, c.name(locale))).collect();
    let (name, own_id) = names
        .with_value(|(group, id)| (format!("{group}[country]"), format!("{id}{}", AddressField::Country)));
    let error = Signal::derive(move || {
        errors.with(|all| all.iter().find(|e| e.field == "country").map(|e| e.problem.text(locale)))
    });
    view! {
        <div class=crate::classes(&["flex flex-col gap-4", class])>
            <Select
                label=address::label(AddressField::Country, "", locale)
                name
                id=own_id
                choices=countries
                error
                bind=country
                prompt
                autocomplete=AddressField::Country.autocomplete()
                required=true
            />
            {refresh.run()}
            {move || {
                let code = country.get();
                address::form(&code)
                    .into_iter()
                    .filter(|(field, _)| *field != AddressField::Country)
                    .map(|(field, need)| input(field, need, &code))
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}
