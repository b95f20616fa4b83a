//! What a buyer chooses.

use domain::options::MAX_OPTIONS;
use kit::use_locale;
use leptos::html;
use leptos::prelude::*;
use ui::{Button, Card, Glyph, Icon, IconButton, Size, TextInput, Variant};

use super::super::texts as t;
use super::state::{Editor, ValueState};

/// The options with their values; rows of the grid follow.
#[component]
pub fn OptionsCard(editor: Editor) -> impl IntoView {
    let locale = use_locale();
    let has_room = move || editor.options.with(|options| options.len() < MAX_OPTIONS);
    let lines = move || editor.options.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <Card title=t::options(locale) text=t::options_text(locale)>
            <div class="flex flex-col gap-5" id="f-options">
                // A line stays while values come and go: its handlers still run when the field is left.
                <For
                    each=lines
                    key=|(place, option)| (*place, option.key)
                    children=move |(place, option)| {
                        view! { <OptionLine editor place option=option.key name=option.name /> }
                    }
                />
                <div class="scripted">
                    <Show when=has_room>
                        <Button
                            variant=Variant::Secondary
                            size=Size::Small
                            glyph=Glyph::PLUS
                            on:click=move |_| editor.add_option()
                        >
                            {t::add_option(locale)}
                        </Button>
                    </Show>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn OptionLine(editor: Editor, place: usize, option: u32, name: RwSignal<String>) -> impl IntoView {
    let locale = use_locale();
    let values = Memo::new(move |_| editor.values_of(option));
    let listed = move || values.get().into_iter().enumerate().collect::<Vec<_>>();
    let typed = NodeRef::<html::Input>::new();
    let add = move || {
        // A focused field may also tell of a change while its line is being removed.
        if let Some(input) = typed.try_get_untracked().flatten() {
            let text = input.value();
            input.set_value("");
            editor.add_values(option, &text);
        }
    };
    let entry_class = move || {
        if values.with(Vec::is_empty) { "min-w-40 grow" } else { "min-w-40 grow [&_.field-head]:sr-only" }
    };
    let new_id = format!("f-options-{place}-new");
    view! {
        <fieldset class="flex flex-col gap-3 border-s-2 border-line ps-4">
            <div class="flex items-end gap-2">
                <TextInput
                    label=t::option_name(locale)
                    name=format!("product[options][{place}][name]")
                    id=format!("f-options-{place}-name")
                    bind=name
                    error=editor.error(format!("options.{place}.name"))
                    maxlength=255
                    class="max-w-60 grow"
                />
                <IconButton
                    glyph=Glyph::TRASH_2
                    label=t::remove_option(locale)
                    class="scripted"
                    on:click=move |_| editor.remove_option(option)
                />
            </div>
            <div class="flex flex-wrap items-end gap-2" id=format!("f-options-{place}-values")>
                <For
                    each=listed
                    key=|(at, value)| (*at, value.key)
                    children=move |(at, value)| view! { <ValueField editor option place at value /> }
                />
                <div class=entry_class>
                    <ui::Field
                        label=t::option_values(locale)
                        id=new_id.clone()
                        hint=t::value_hint(locale)
                        error=editor.error(format!("options.{place}.values"))
                    >
                        <div class="flex items-center gap-2">
                            <div class="input grow">
                                <input
                                    node_ref=typed
                                    class="input-text"
                                    id=new_id.clone()
                                    type="text"
                                    name=move || format!("product[options][{place}][values][{}]", values.with(Vec::len))
                                    placeholder=t::add_value(locale)
                                    autocomplete="off"
                                    on:keydown=move |event| {
                                        if event.key() == "Enter" {
                                            event.prevent_default();
                                            add();
                                        }
                                    }
                                    on:change=move |_| add()
                                />
                            </div>
                            <IconButton
                                glyph=Glyph::PLUS
                                label=t::add_value(locale)
                                class="scripted"
                                // The field keeps its focus, so a click does not first come as its change.
                                on:mousedown=|event: leptos::ev::MouseEvent| event.prevent_default()
                                on:click=move |_| add()
                            />
                        </div>
                    </ui::Field>
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn ValueField(editor: Editor, option: u32, place: usize, at: usize, value: ValueState) -> impl IntoView {
    let locale = use_locale();
    let label = move || t::remove_value(locale, &value.text.get());
    view! {
        <span class="flex items-center gap-1 rounded-md border border-line-strong ps-3">
            <input
                class="w-24 bg-transparent py-2 text-sm"
                type="text"
                name=format!("product[options][{place}][values][{at}]")
                aria-label=t::option_value(locale, &(at + 1).to_string())
                value=value.text.get_untracked()
                prop:value=move || value.text.get()
                on:input=move |event| value.text.set(event_target_value(&event))
                on:keydown=|event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
            />
            <button
                type="button"
                class="scripted grid size-9 place-items-center"
                aria-label=label
                on:click=move |_| editor.remove_value(option, value.key)
            >
                <Icon glyph=Glyph::X class="icon-sm" />
            </button>
        </span>
    }
    .into_any()
}
