//! Dialogs and sheets on the browser's own `<dialog>`: focus stays inside, Escape and a
//! click outside close it, and buttons open and close it by `command` without script; for older
//! browsers [`listen`](crate::listen) does what they do not.

use crate::{Glyph, IconButton, Size, Variant, classes, given};
use leptos::attr::custom::custom_attribute;
use leptos::children::ViewFnOnce;
use leptos::html;
use leptos::prelude::*;

/// A question or a short task in the middle of the screen.
#[component]
pub fn Dialog(
    /// Unique on the page; an [`OpenButton`] names it.
    #[prop(into)]
    id: String,
    #[prop(into)] title: String,
    #[prop(into)] close_label: String,
    /// Opens and closes it from code; follows when the person closes it.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    /// Buttons at its end; the safe one first.
    #[prop(into, optional)]
    foot: ViewFnOnce,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! { <Modal look="dialog" id title close_label open foot class children /> }
}

/// A longer task: from below on phones, from the side on wide screens.
#[component]
pub fn Sheet(
    /// Unique on the page; an [`OpenButton`] names it.
    #[prop(into)]
    id: String,
    #[prop(into)] title: String,
    #[prop(into)] close_label: String,
    /// Opens and closes it from code; follows when the person closes it.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    /// Stays at its end while the content scrolls.
    #[prop(into, optional)]
    foot: ViewFnOnce,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! { <Modal look="sheet" id title close_label open foot class children /> }
}

#[component]
fn Modal(
    look: &'static str,
    id: String,
    title: String,
    close_label: String,
    #[prop(optional_no_strip)] open: Option<RwSignal<bool>>,
    foot: ViewFnOnce,
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    if let Some(open) = open {
        Effect::new(move || {
            let (Some(dialog), wanted) = (node.get(), open.get()) else { return };
            if wanted && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !wanted && dialog.open() {
                dialog.close();
            }
        });
    }
    let title_id = format!("{id}-title");
    view! {
        <dialog
            node_ref=node
            id=id
            class=classes(&["modal", look, class])
            {..custom_attribute("closedby", "any")}
            aria-labelledby=title_id
            on:close=move |_| {
                if let Some(open) = open {
                    open.set(false);
                }
            }
        >
            <div class="modal-frame">
                <header class="modal-head">
                    <h2 class="modal-title" id=title_id.clone()>
                        {title}
                    </h2>
                    <IconButton
                        glyph=Glyph::X
                        label=close_label
                        class="modal-close"
                        attr:commandfor=id.clone()
                        attr:command="close"
                    />
                </header>
                <div class="modal-body">{children()}</div>
                <footer class="modal-foot">{foot.run()}</footer>
            </div>
        </dialog>
    }
}

/// The button that opens a [`Dialog`] or [`Sheet`].
#[component]
pub fn OpenButton(
    /// The id of the dialog or sheet.
    #[prop(into)]
    target: String,
    #[prop(optional)] variant: Variant,
    #[prop(optional)] size: Size,
    #[prop(optional)] glyph: Option<Glyph>,
    /// With a glyph and a label the button is only an icon.
    #[prop(into, optional)]
    label: String,
    #[prop(optional)] wide: bool,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    match (glyph, given(label)) {
        (Some(glyph), Some(label)) => view! {
            <IconButton
                glyph
                label
                variant
                size
                class
                attr:commandfor=target
                attr:command="show-modal"
            />
        }
        .into_any(),
        (glyph, _) => {
            let inner = move || children.map(|children| children());
            view! {
                <button
                    type="button"
                    class=classes(&["btn", variant.class(), size.class(), if wide { "btn-wide" } else { "" }, class])
                    commandfor=target
                    command="show-modal"
                >
                    {glyph.map(|glyph| view! { <crate::Icon glyph /> })}
                    <span class="btn-label">{inner()}</span>
                </button>
            }
            .into_any()
        }
    }
}
