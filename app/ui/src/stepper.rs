use crate::{Glyph, Icon, classes, given};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

/// A whole number between two limits, with a button at each end. In the browser the
/// buttons change the number and a `change` event bubbles; with `submit` the form is
/// sent as well. Without the WASM the buttons send the form with `step_name` =
/// `-1` or `1`, and are hidden when no such name is given.
#[component]
pub fn QuantityStepper(
    /// Read out for the number: "Quantity".
    #[prop(into)]
    label: String,
    #[prop(into)] less_label: String,
    #[prop(into)] more_label: String,
    #[prop(into)] name: String,
    #[prop(default = 1)] value: u32,
    #[prop(default = 1)] min: u32,
    #[prop(default = 99)] max: u32,
    #[prop(into, optional)] step_name: String,
    #[prop(optional)] submit: bool,
    #[prop(optional)] on_change: Option<Callback<u32>>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into, optional)] id: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let shown = RwSignal::new(value);
    let settle = move |wanted: u32| {
        let wanted = wanted.clamp(min, max);
        shown.set(wanted);
        let Some(input) = node.get_untracked() else { return };
        input.set_value(&wanted.to_string());
        if let Some(on_change) = on_change {
            on_change.run(wanted);
        }
        if let (true, Some(form)) = (submit, input.form()) {
            let _ = form.request_submit();
        }
    };
    let typed = move || node.get_untracked().and_then(|i| i.value().trim().parse::<u32>().ok());
    let by = move |event: MouseEvent, more: bool| {
        event.prevent_default();
        let now = typed().unwrap_or_else(|| shown.get_untracked());
        settle(if more { now.saturating_add(1) } else { now.saturating_sub(1) });
    };
    let scripted = if step_name.is_empty() { "stepper-scripted" } else { "" };
    let kind = if step_name.is_empty() { "button" } else { "submit" };
    let step_name = given(step_name);
    view! {
        <div class=classes(&["stepper", scripted, class]) role="group" aria-label=label>
            <button
                type=kind
                name=step_name.clone()
                value="-1"
                class="stepper-button"
                aria-label=less_label
                disabled=move || { disabled.get() || shown.get() <= min }
                on:click=move |event| by(event, false)
            >
                <Icon glyph=Glyph::MINUS class="icon-sm" />
            </button>
            <input
                node_ref=node
                type="text"
                inputmode="numeric"
                pattern="[0-9]*"
                class="stepper-number"
                id=given(id)
                name=name
                value=value.to_string()
                autocomplete="off"
                aria-label=label.clone()
                disabled=disabled
                on:change=move |_| settle(typed().unwrap_or_else(|| shown.get_untracked()))
            />
            <button
                type=kind
                name=step_name
                value="1"
                class="stepper-button"
                aria-label=more_label
                disabled=move || { disabled.get() || max <= shown.get() }
                on:click=move |event| by(event, true)
            >
                <Icon glyph=Glyph::PLUS class="icon-sm" />
            </button>
        </div>
    }
}
