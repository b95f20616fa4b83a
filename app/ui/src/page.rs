use crate::{Glyph, Icon, classes, given};
use leptos::children::ViewFnOnce;
use leptos::html;
use leptos::prelude::*;

/// The top of a page: its one heading, a sentence, a way back, actions.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(into, optional)] text: String,
    /// Where "back" leads and what it is called; both or neither.
    #[prop(into, optional)]
    back: String,
    #[prop(into, optional)] back_label: String,
    /// Beside the title: a status.
    #[prop(into, optional)]
    beside: ViewFnOnce,
    #[prop(into, optional)] actions: ViewFnOnce,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let back = given(back).map(|href| {
        view! {
            <a class="page-back" href=href>
                <Icon glyph=Glyph::ARROW_LEFT class="icon-sm" />
                {back_label}
            </a>
        }
    });
    view! {
        <header class=classes(&["page-head", class])>
            {back} <div class="page-line">
                <div class="page-titles">
                    <div class="page-name">
                        <h1 class="page-title">{title}</h1>
                        {beside.run()}
                    </div>
                    {given(text).map(|text| view! { <p class="page-text">{text}</p> })}
                </div>
                <div class="page-actions">{actions.run()}</div>
            </div>
        </header>
    }
}

/// The heading of a step. It takes the focus when that was on a control of the step before, which
/// is gone.
#[component]
pub fn StepHeading(#[prop(optional)] class: &'static str, children: Children) -> impl IntoView {
    let node = NodeRef::<html::H2>::new();
    Effect::new(move || {
        let Some(heading) = node.get() else { return };
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if lost {
            let _ = heading.focus();
        }
    });
    view! {
        <h2 node_ref=node tabindex="-1" class=classes(&["text-xl font-semibold outline-none", class])>
            {children()}
        </h2>
    }
}

/// A part of a storefront page with room around it and a heading.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    /// At the end of the heading's line: "See all".
    #[prop(into, optional)]
    action: ViewFnOnce,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=classes(&["section", class])>
            <div class="section-head">
                <h2 class="section-title">{title}</h2>
                {action.run()}
            </div>
            {children()}
        </section>
    }
}

/// The primary actions of a form: at its end on wide screens, stuck above the thumb on
/// phones.
#[component]
pub fn ActionBar(#[prop(optional)] class: &'static str, children: Children) -> impl IntoView {
    view! { <div class=classes(&["action-bar", class])>{children()}</div> }
}

/// Something folded: its summary is always shown. Works without script.
#[component]
pub fn Fold(
    #[prop(into)] title: String,
    #[prop(optional)] open: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=classes(&["fold", class]) open=open>
            <summary class="fold-title">
                <span>{title}</span>
                <Icon glyph=Glyph::CHEVRON_DOWN class="fold-mark icon-sm" />
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}

/// A filter that is active, with a way to take it off.
#[component]
pub fn FilterChip(
    /// The page without this filter.
    #[prop(into)]
    href: String,
    /// Read out: "Remove filter Size M".
    #[prop(into)]
    remove_label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="chip" href=href aria-label=remove_label>
            {children()} <Icon glyph=Glyph::X class="icon-sm" />
        </a>
    }
}
