//! Fields for text: label above, hint, control, error below; the keyboard and the
//! browser's memory suit what is asked.

use crate::{Glyph, Icon, choice::Choice, classes, given};
use leptos::html;
use leptos::prelude::*;

/// What is asked for; decides input type, keyboard and autocompletion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    Email,
    Phone,
    Url,
    Password,
    NewPassword,
    Search,
    /// Whole numbers, and codes made of digits.
    Whole,
    /// Amounts and measures.
    Decimal,
    /// A one-time code from a message or an app.
    Code,
    Date,
    Time,
    DateTime,
}

impl InputKind {
    const fn html_type(self) -> &'static str {
        match self {
            // Not `number`: it swallows what cannot be parsed and changes on scroll.
            InputKind::Text | InputKind::Whole | InputKind::Decimal | InputKind::Code => "text",
            InputKind::Email => "email",
            InputKind::Phone => "tel",
            InputKind::Url => "url",
            InputKind::Password | InputKind::NewPassword => "password",
            InputKind::Search => "search",
            InputKind::Date => "date",
            InputKind::Time => "time",
            InputKind::DateTime => "datetime-local",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            InputKind::Whole | InputKind::Code => Some("numeric"),
            InputKind::Decimal => Some("decimal"),
            InputKind::Search => Some("search"),
            _ => None,
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            InputKind::Email => Some("email"),
            InputKind::Phone => Some("tel"),
            InputKind::Url => Some("url"),
            InputKind::Password => Some("current-password"),
            InputKind::NewPassword => Some("new-password"),
            InputKind::Code => Some("one-time-code"),
            _ => None,
        }
    }

    /// Names, addresses and codes must not be corrected by the keyboard.
    const fn spellcheck(self) -> Option<&'static str> {
        match self {
            InputKind::Text | InputKind::Search => None,
            _ => Some("false"),
        }
    }
}

/// The frame of any control: label above, hint, the control, error below. The
/// control must carry `id` and, when it is invalid, `aria-invalid`; hint and error
/// have the ids `{id}-hint` and `{id}-error`.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    #[prop(into)] id: String,
    #[prop(into, optional)] hint: String,
    /// Beside the label, muted: "Optional", "12 / 80".
    #[prop(into, optional)]
    note: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let head = if hide_label { "sr-only" } else { "field-head" };
    view! {
        <div class=classes(&["field", class])>
            <div class=head>
                <label class="field-label" for=id.clone()>
                    {label}
                </label>
                {given(note).map(|note| view! { <span class="field-note">{note}</span> })}
            </div>
            {given(hint).map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {children()}
            <FieldError id error />
        </div>
    }
}

/// The place of an error; it exists while empty, so that a new error is read out.
#[component]
pub(crate) fn FieldError(#[prop(into)] id: String, error: MaybeProp<String>) -> impl IntoView {
    view! {
        <div class="field-error" id=format!("{id}-error") aria-live="polite">
            {move || {
                error
                    .get()
                    .filter(|text| !text.is_empty())
                    .map(|text| {
                        view! {
                            <Icon glyph=Glyph::CIRCLE_ALERT class="icon-sm" />
                            <span>{text}</span>
                        }
                    })
            }}
        </div>
    }
}

/// Whether there is an error now, as `aria-invalid` wants it.
pub(crate) fn invalid(error: MaybeProp<String>) -> impl Fn() -> Option<&'static str> + Copy + Send {
    move || error.get().is_some_and(|text| !text.is_empty()).then_some("true")
}

/// The ids of what explains a control: its hint and its place for errors.
pub(crate) fn described_by(id: &str, hint: &str) -> String {
    if hint.is_empty() { format!("{id}-error") } else { format!("{id}-hint {id}-error") }
}

/// `id` as given, else made from the name.
pub(crate) fn id_or_name(id: String, name: &str) -> String {
    if id.is_empty() { format!("f-{name}") } else { id }
}

/// One line of text.
#[component]
pub fn TextInput(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(optional)] kind: InputKind,
    /// What stands in the field at first.
    #[prop(into, optional)]
    value: String,
    /// Both ways; what was typed before the WASM arrived wins. Replaces `value`.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] note: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    /// Inside the frame before the text: a currency, "https://".
    #[prop(into, optional)]
    prefix: String,
    /// Inside the frame after the text: a unit.
    #[prop(into, optional)]
    suffix: String,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(into, optional)] placeholder: String,
    /// Overrides what the kind implies, e.g. "given-name", "postal-code", "off".
    #[prop(into, optional)]
    autocomplete: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] readonly: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional)] maxlength: Option<u32>,
    /// For dates and times.
    #[prop(into, optional)]
    min: String,
    #[prop(into, optional)] max: String,
    #[prop(into, optional)] id: String,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let described = described_by(&id, &hint);
    let node = NodeRef::<html::Input>::new();
    let value = bind.map_or(value, |bind| bind.get_untracked());
    if let Some(bind) = bind {
        Effect::new(move |seen: Option<()>| {
            let (Some(input), wanted) = (node.get(), bind.get()) else { return };
            let shown = input.value();
            if seen.is_none() && shown != input.default_value() {
                bind.set(shown);
            } else if shown != wanted {
                input.set_value(&wanted);
            }
        });
    }
    let autocomplete = given(autocomplete).or_else(|| kind.autocomplete().map(str::to_owned));
    view! {
        <Field label id=id.clone() hint note error hide_label class>
            <div class="input">
                {glyph.map(|glyph| view! { <Icon glyph class="input-glyph" /> })}
                {given(prefix).map(|text| view! { <span class="input-affix">{text}</span> })}
                <input
                    node_ref=node
                    class="input-text"
                    id=id
                    name=name
                    type=kind.html_type()
                    inputmode=kind.input_mode()
                    autocomplete=autocomplete
                    spellcheck=kind.spellcheck()
                    placeholder=given(placeholder)
                    value=value
                    required=required
                    readonly=readonly
                    disabled=disabled
                    maxlength=maxlength.map(|n| n.to_string())
                    min=given(min)
                    max=given(max)
                    aria-invalid=invalid(error)
                    aria-describedby=described
                    on:input=move |event| {
                        if let Some(bind) = bind {
                            bind.set(event_target_value(&event));
                        }
                    }
                />
                {given(suffix).map(|text| view! { <span class="input-affix">{text}</span> })}
            </div>
        </Field>
    }
}

/// Several lines of text; grows with what is typed.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(into, optional)] value: String,
    /// Both ways, as in [`TextInput`].
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(default = 4)] rows: u32,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] note: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(into, optional)] placeholder: String,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(into, optional)] id: String,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let described = described_by(&id, &hint);
    let node = NodeRef::<html::Textarea>::new();
    let value = bind.map_or(value, |bind| bind.get_untracked());
    if let Some(bind) = bind {
        Effect::new(move |seen: Option<()>| {
            let (Some(area), wanted) = (node.get(), bind.get()) else { return };
            let shown = area.value();
            if seen.is_none() && area.default_value().is_ok_and(|first| first != shown) {
                bind.set(shown);
            } else if shown != wanted {
                area.set_value(&wanted);
            }
        });
    }
    view! {
        <Field label id=id.clone() hint note error hide_label class>
            <textarea
                node_ref=node
                class="input input-area"
                id=id
                name=name
                rows=rows.to_string()
                placeholder=given(placeholder)
                required=required
                disabled=disabled
                maxlength=maxlength.map(|n| n.to_string())
                aria-invalid=invalid(error)
                aria-describedby=described
                on:input=move |event| {
                    if let Some(bind) = bind {
                        bind.set(event_target_value(&event));
                    }
                }
            >
                {value}
            </textarea>
        </Field>
    }
}

/// One of several values, as the system's own list.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    choices: Vec<Choice>,
    #[prop(into, optional)] value: String,
    /// Both ways, as in [`TextInput`].
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// A first line without a value: "Choose a country".
    #[prop(into, optional)]
    prompt: String,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] note: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(into, optional)] autocomplete: String,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] id: String,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let described = described_by(&id, &hint);
    let node = NodeRef::<html::Select>::new();
    let value = bind.map_or(value, |bind| bind.get_untracked());
    if let Some(bind) = bind {
        let built = value.clone();
        Effect::new(move |seen: Option<bool>| {
            let (Some(select), wanted) = (node.get(), bind.get()) else { return false };
            // What was chosen before the program arrived wins over what the page was built with,
            // and not over what was set since.
            match select.value() {
                same if same == wanted => {}
                early if seen != Some(true) && wanted == built => bind.set(early),
                _ => select.set_value(&wanted),
            }
            true
        });
    }
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! {
                <option value=choice.value selected=selected disabled=choice.disabled>
                    {choice.label}
                </option>
            }
        })
        .collect_view();
    view! {
        <Field label id=id.clone() hint note error hide_label class>
            <div class="input">
                <select
                    node_ref=node
                    class="input-text input-select"
                    id=id
                    name=name
                    autocomplete=given(autocomplete)
                    required=required
                    disabled=disabled
                    aria-invalid=invalid(error)
                    aria-describedby=described
                    on:change=move |event| {
                        if let Some(bind) = bind {
                            bind.set(event_target_value(&event));
                        }
                    }
                >
                    {given(prompt).map(|text| view! { <option value="">{text}</option> })}
                    {options}
                </select>
                <Icon glyph=Glyph::CHEVRON_DOWN class="input-chevron icon-sm" />
            </div>
        </Field>
    }
}
