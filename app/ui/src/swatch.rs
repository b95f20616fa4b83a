use crate::field::{FieldError, id_or_name};
use crate::{classes, given};
use leptos::html;
use leptos::prelude::*;

/// A colour a person can choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwatchChoice {
    pub value: String,
    /// The colour's name; read out and shown as a tooltip.
    pub label: String,
    /// `#rrggbb`.
    pub colour: String,
    /// A second colour for the other half, `#rrggbb`; empty for none.
    pub second: String,
    /// Struck through; it can still be looked at.
    pub unavailable: bool,
}

impl SwatchChoice {
    pub fn new(value: impl Into<String>, label: impl Into<String>, colour: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), colour: colour.into(), ..Self::default() }
    }

    pub fn second(mut self, colour: impl Into<String>) -> Self {
        self.second = colour.into();
        self
    }

    pub fn unavailable(mut self, unavailable: bool) -> Self {
        self.unavailable = unavailable;
        self
    }
}

/// A round sample of a colour; SVG attributes, because inline styles are forbidden.
#[component]
fn Dot(
    colour: String,
    #[prop(into, optional)] second: String,
    #[prop(optional)] struck: bool,
) -> impl IntoView {
    view! {
        <svg class="dot" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="12" fill=colour />
            {given(second).map(|fill| view! { <path d="M12 0a12 12 0 0 1 0 24z" fill=fill /> })}
            <circle class="dot-edge" cx="12" cy="12" r="11.5" />
            {struck
                .then(|| {
                    view! {
                        <path class="dot-strike-ground" d="M3 21 21 3" />
                        <path class="dot-strike" d="M3 21 21 3" />
                    }
                })}
        </svg>
    }
}

/// Colours to choose one from, as radio buttons. The chosen one's name stands beside
/// the legend.
#[component]
pub fn SwatchPicker(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    choices: Vec<SwatchChoice>,
    #[prop(into, optional)] value: String,
    /// Follows the choice.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// Added to the name of what cannot be had: "sold out".
    #[prop(into, optional)]
    unavailable_label: String,
    #[prop(into, optional)] error: MaybeProp<String>,
    #[prop(into, optional)] id: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let id = id_or_name(id, &name);
    let chosen = bind.unwrap_or_else(|| RwSignal::new(value));
    let start = chosen.get_untracked();
    let names: Vec<(String, String)> = choices.iter().map(|c| (c.value.clone(), c.label.clone())).collect();
    let current = move || {
        let value = chosen.get();
        names.iter().find(|(v, _)| *v == value).map(|(_, label)| label.clone())
    };
    let items = choices
        .into_iter()
        .map(|choice| {
            let label = match choice.unavailable && !unavailable_label.is_empty() {
                true => format!("{}, {unavailable_label}", choice.label),
                false => choice.label,
            };
            let node = NodeRef::<html::Input>::new();
            let (own, checked) = (choice.value.clone(), choice.value == start);
            Effect::new(move |seen: Option<()>| {
                let (Some(input), wanted) = (node.get(), chosen.get() == own) else { return };
                if seen.is_some() {
                    input.set_checked(wanted);
                } else if input.checked() && !input.default_checked() {
                    chosen.set(own.clone());
                }
            });
            view! {
                <label class="swatch" title=label>
                    <input
                        node_ref=node
                        type="radio"
                        class="swatch-input"
                        name=name.clone()
                        value=choice.value
                        checked=checked
                        aria-label=label.clone()
                        on:change=move |event| chosen.set(event_target_value(&event))
                    />
                    <Dot colour=choice.colour second=choice.second struck=choice.unavailable />
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=classes(&["field", class]) id=id>
            <legend class="field-label">
                {legend} <span class="field-chosen">{current}</span>
            </legend>
            <div class="swatches">{items}</div>
            <FieldError id=id.clone() error />
        </fieldset>
    }
}

/// The colours a product comes in, as dots on its card; at most five, then a count.
#[component]
pub fn ColourDots(
    /// `#rrggbb` each.
    colours: Vec<String>,
    /// Read out in their place: "5 colours".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let more = colours.len().saturating_sub(5);
    view! {
        <span class="dots" role="img" aria-label=label>
            {colours.into_iter().take(5).map(|colour| view! { <Dot colour /> }).collect_view()}
            {(more > 0).then(|| view! { <span class="dots-more">{format!("+{more}")}</span> })}
        </span>
    }
}
