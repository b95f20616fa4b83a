//! Title, description, facts.

use domain::products::ProductEdit;
use kit::use_locale;
use leptos::prelude::*;
use ui::{Button, Card, Glyph, IconButton, Size, TextArea, TextInput, Variant};

use super::super::texts as t;
use super::state::Editor;

/// Title and description.
#[component]
pub fn DetailsCard(editor: Editor, #[prop(optional_no_strip)] product: Option<ProductEdit>) -> impl IntoView {
    let locale = use_locale();
    let (title, description) = product.map(|p| (p.draft.title, p.draft.description)).unwrap_or_default();
    view! {
        <Card title=t::details(locale)>
            <div class="flex flex-col gap-4">
                <TextInput
                    label=t::title(locale)
                    name="product[title]"
                    id="f-title"
                    value=editor.shown("title", title)
                    error=editor.error("title")
                    required=true
                    maxlength=255
                />
                <TextArea
                    label=t::description(locale)
                    name="product[description]"
                    id="f-description"
                    value=editor.shown("description", description)
                    hint=t::description_hint(locale)
                    error=editor.error("description")
                    rows=8
                />
            </div>
        </Card>
    }
    .into_any()
}

/// Facts with a name and a value each.
#[component]
pub fn FactsCard(editor: Editor, #[prop(optional_no_strip)] product: Option<ProductEdit>) -> impl IntoView {
    let locale = use_locale();
    let stored: Vec<(String, String)> = match editor.lists() {
        Some(typed) => typed.attributes.into_iter().map(|fact| (fact.name, fact.value)).collect(),
        None => {
            let stored = product.map(|p| p.draft.attributes).unwrap_or_default();
            stored.into_iter().map(|fact| (fact.name, fact.value)).collect()
        }
    };
    let mut facts: Vec<(u32, String, String)> =
        stored.into_iter().zip(0u32..).map(|((name, value), key)| (key, name, value)).collect();
    // One to fill in, which also serves where no script runs.
    facts.push((u32::try_from(facts.len()).unwrap_or(u32::MAX), String::new(), String::new()));
    let next = StoredValue::new(u32::try_from(facts.len()).unwrap_or(u32::MAX));
    let facts = RwSignal::new(facts);
    let add = move |_| {
        let key = next.get_value();
        next.set_value(key.wrapping_add(1));
        facts.update(|facts| facts.push((key, String::new(), String::new())));
    };
    // Named by key: gaps between the numbers do no harm.
    let line = move |(key, name, value): (u32, String, String)| {
        view! {
            <div class="flex items-end gap-2">
                <TextInput
                    label=t::attribute_name(locale)
                    name=format!("product[attributes][{key}][name]")
                    id=format!("f-attributes-{key}-name")
                    value=name
                    error=editor.error(format!("attributes.{key}.name"))
                    class="grow"
                />
                <TextInput
                    label=t::attribute_value(locale)
                    name=format!("product[attributes][{key}][value]")
                    id=format!("f-attributes-{key}-value")
                    value=value
                    error=editor.error(format!("attributes.{key}.value"))
                    class="grow"
                />
                <IconButton
                    glyph=Glyph::X
                    label=t::remove_value(locale, t::attributes(locale))
                    class="scripted"
                    on:click=move |_| facts.update(|facts| facts.retain(|(known, ..)| *known != key))
                />
            </div>
        }
        .into_any()
    };
    view! {
        <Card title=t::attributes(locale) text=t::attributes_text(locale)>
            <div class="flex flex-col gap-3">
                <For each=move || facts.get() key=|fact| fact.0 children=line />
                <div class="scripted">
                    <Button variant=Variant::Secondary size=Size::Small glyph=Glyph::PLUS on:click=add>
                        {t::add_attribute(locale)}
                    </Button>
                </div>
            </div>
        </Card>
    }
    .into_any()
}
