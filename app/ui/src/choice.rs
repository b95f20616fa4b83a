//! Checkbox, radio, switch: native inputs, drawn by the stylesheet.

use crate::field::{FieldError, described_by, id_or_name, invalid};
use crate::{classes, given};
use leptos::html;
use leptos::prelude::*;

/// One possible value of a select or a group of radio buttons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// Below the label; says why, when it cannot be chosen.
    pub hint: String,
    /// At the end of the line: a price, a count.
    pub detail: String,
    pub disabled: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// Keeps a checkbox and a signal equal; a click made before the WASM arrived wins.
pub(crate) fn bind_checked(node: NodeRef<html::Input>, bind: Option<RwSignal<bool>>) {
    let Some(bind) = bind else { return };
    Effect::new(move |seen: Option<()>| {
        let (Some(input), wanted) = (node.get(), bind.get()) else { return };
        let shown = input.checked();
        if seen.is_none() && shown != input.default_checked() {
            bind.set(shown);
        } else if shown != wanted {
            input.set_checked(wanted);
        }
    });
}

/// Yes or no, taking effect when the form is sent. Sends `value` when ticked.
#[component]
pub fn Checkbox(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(into, default = "true".into())] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] bind: Option<RwSignal<bool>>,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// Needed when several boxes share a name.
    #[prop(into, optional)]
    id: String,
    #[prop(optional)] hide_label: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let described = described_by(&id, &hint);
    let node = NodeRef::<html::Input>::new();
    let checked = bind.map_or(checked, |bind| bind.get_untracked());
    bind_checked(node, bind);
    let text = if hide_label { "sr-only" } else { "check-text" };
    view! {
        <div class=classes(&["check-frame", class])>
            <label class="check">
                <input
                    node_ref=node
                    type="checkbox"
                    class="check-box"
                    id=id.clone()
                    name=name
                    value=value
                    checked=checked
                    required=required
                    disabled=disabled
                    aria-invalid=invalid(error)
                    aria-describedby=described
                    on:change=move |event| {
                        if let Some(bind) = bind {
                            bind.set(event_target_checked(&event));
                        }
                    }
                />
                <span class=text>
                    <span class="check-label">{label}</span>
                    {given(hint)
                        .map(|hint| view! { <span class="check-hint" id=format!("{id}-hint")>{hint}</span> })}
                </span>
            </label>
            <FieldError id error />
        </div>
    }
}

/// On or off. With `submit`, changing it sends its form at once.
#[component]
pub fn Switch(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] bind: Option<RwSignal<bool>>,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] submit: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] id: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let node = NodeRef::<html::Input>::new();
    let checked = bind.map_or(checked, |bind| bind.get_untracked());
    bind_checked(node, bind);
    let described = (!hint.is_empty()).then(|| format!("{id}-hint"));
    view! {
        <label class=classes(&["switch", class])>
            <span class="check-text">
                <span class="check-label">{label}</span>
                {given(hint)
                    .map(|hint| view! { <span class="check-hint" id=format!("{id}-hint")>{hint}</span> })}
            </span>
            <input
                node_ref=node
                type="checkbox"
                role="switch"
                class="switch-box"
                id=id.clone()
                name=name
                value="true"
                checked=checked
                disabled=disabled
                aria-describedby=described
                on:change=move |event| {
                    if let Some(bind) = bind {
                        bind.set(event_target_checked(&event));
                    }
                    if let (true, Some(form)) = (submit, node.get_untracked().and_then(|n| n.form())) {
                        let _ = form.request_submit();
                    }
                }
            />
        </label>
    }
}

/// How the choices of a group stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RadioLayout {
    /// One below the other.
    #[default]
    List,
    /// One below the other in one frame, each with room for hint and detail.
    Cards,
    /// Side by side, for short words such as sizes.
    Pills,
}

impl RadioLayout {
    const fn class(self) -> &'static str {
        match self {
            RadioLayout::List => "radios radios-list",
            RadioLayout::Cards => "radios radios-cards",
            RadioLayout::Pills => "radios radios-pills",
        }
    }
}

/// Exactly one of a few.
#[component]
pub fn RadioGroup(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    choices: Vec<Choice>,
    #[prop(into, optional)] value: String,
    /// Follows the choice; set it to change the choice.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(optional)] layout: RadioLayout,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] id: String,
    #[prop(optional)] hide_legend: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let described = described_by(&id, &hint);
    let value = bind.map_or(value, |bind| bind.get_untracked());
    let head = if hide_legend { "sr-only" } else { "field-label" };
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            let checked = choice.value == value;
            let hint_id = (!choice.hint.is_empty()).then(|| format!("{id}-{place}-hint"));
            let node = NodeRef::<html::Input>::new();
            if let Some(bind) = bind {
                let own = choice.value.clone();
                Effect::new(move |seen: Option<()>| {
                    let (Some(input), wanted) = (node.get(), bind.get() == own) else { return };
                    if seen.is_some() {
                        input.set_checked(wanted);
                    } else if input.checked() && !input.default_checked() {
                        bind.set(own.clone());
                    }
                });
            }
            view! {
                <label class="radio">
                    <input
                        node_ref=node
                        type="radio"
                        class="radio-dot"
                        name=name.clone()
                        value=choice.value
                        checked=checked
                        required=required
                        disabled=choice.disabled
                        aria-describedby=hint_id.clone()
                        on:change=move |event| {
                            if let Some(bind) = bind {
                                bind.set(event_target_value(&event));
                            }
                        }
                    />
                    <span class="check-text">
                        <span class="check-label">{choice.label}</span>
                        {given(choice.hint)
                            .map(|hint| view! { <span class="check-hint" id=hint_id>{hint}</span> })}
                    </span>
                    {given(choice.detail).map(|detail| view! { <span class="radio-detail">{detail}</span> })}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset role="radiogroup" class=classes(&["field", class]) id=id aria-describedby=described aria-invalid=invalid(error)>
            <legend class=head>{legend}</legend>
            {given(hint).map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            <div class=layout.class()>{items}</div>
            <FieldError id=id.clone() error />
        </fieldset>
    }
}
