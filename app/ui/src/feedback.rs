//! What the interface says back: waiting, nothing there, something went wrong.

use crate::{Glyph, Icon, Tone, classes, focus_control, given};
use leptos::children::ViewFnOnce;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A grey shape of what is coming; give it its size by class ("h-4 w-32").
#[component]
pub fn Skeleton(#[prop(default = "h-4 w-full")] class: &'static str) -> impl IntoView {
    view! { <span class=classes(&["skeleton", class]) aria-hidden="true"></span> }
}

/// Lines of text to come; the last is shorter.
#[component]
pub fn SkeletonText(#[prop(default = 3)] lines: usize) -> impl IntoView {
    let line = |n: usize| if n + 1 == lines { "h-4 w-3/5" } else { "h-4 w-full" };
    view! {
        <div class="skeleton-text" aria-hidden="true">
            {(0..lines).map(|n| view! { <Skeleton class=line(n) /> }).collect_view()}
        </div>
    }
}

/// Rows of a list or a table to come.
#[component]
pub fn SkeletonRows(#[prop(default = 5)] rows: usize) -> impl IntoView {
    let row = |_| {
        view! {
            <div class="skeleton-row">
                <Skeleton class="size-10 rounded-md" />
                <div class="skeleton-text">
                    <Skeleton class="h-4 w-2/5" />
                    <Skeleton class="h-3 w-1/4" />
                </div>
                <Skeleton class="h-4 w-16" />
            </div>
        }
    };
    view! { <div aria-hidden="true">{(0..rows).map(row).collect_view()}</div> }
}

/// Cards of a product grid to come: picture 4:5, two lines.
#[component]
pub fn SkeletonCards(#[prop(default = 8)] cards: usize) -> impl IntoView {
    let card = |_| {
        view! {
            <div class="skeleton-text">
                <Skeleton class="aspect-4/5 w-full rounded-md" />
                <Skeleton class="h-4 w-4/5" />
                <Skeleton class="h-4 w-1/3" />
            </div>
        }
    };
    view! {
        <div class="product-grid" aria-hidden="true">
            {(0..cards).map(card).collect_view()}
        </div>
    }
}

/// How far something is; without a value it only says that something goes on.
#[component]
pub fn Progress(
    #[prop(into)] label: String,
    #[prop(into, optional)] value: MaybeProp<f64>,
    #[prop(default = 100.0)] max: f64,
    /// At the end of the label's line: "3 of 12".
    #[prop(into, optional)]
    text: Signal<String>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <label class=classes(&["progress", tone.class(), class])>
            <span class="progress-head">
                <span>{label}</span>
                <span class="progress-text">{move || text.get()}</span>
            </span>
            <progress class="progress-bar" value=move || value.get().map(|v| v.to_string()) max=max.to_string()></progress>
        </label>
    }
}

/// A ring that turns, for places too small for a skeleton.
#[component]
pub fn Spinner(#[prop(into)] label: String) -> impl IntoView {
    view! { <span class="spinner" role="status" aria-label=label></span> }
}

/// Nothing here yet: what will be here, and the one thing to do.
#[component]
pub fn EmptyState(
    glyph: Glyph,
    #[prop(into)] title: String,
    #[prop(into, optional)] text: String,
    #[prop(optional)] class: &'static str,
    /// The action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=classes(&["blank", class])>
            <span class="blank-glyph">
                <Icon glyph class="icon-lg" />
            </span>
            <h2 class="blank-title">{title}</h2>
            {given(text).map(|text| view! { <p class="blank-text">{text}</p> })}
            {children.map(|children| view! { <div class="blank-actions">{children()}</div> })}
        </div>
    }
}

/// Something went wrong: what, and what to do next.
#[component]
pub fn ErrorState(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// Finds the cause in the log; shown small.
    #[prop(into, optional)]
    reference: String,
    #[prop(optional)] class: &'static str,
    /// The next step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=classes(&["blank", class]) role="alert">
            <span class="blank-glyph tone-bad">
                <Icon glyph=Glyph::TRIANGLE_ALERT class="icon-lg" />
            </span>
            <h2 class="blank-title">{title}</h2>
            <p class="blank-text">{text}</p>
            {children.map(|children| view! { <div class="blank-actions">{children()}</div> })}
            {given(reference).map(|reference| view! { <p class="blank-reference">{reference}</p> })}
        </div>
    }
}

/// A message that stays on the page.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(into, optional)] title: String,
    /// A button or link at its end.
    #[prop(into, optional)]
    action: ViewFnOnce,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let glyph = match tone {
        Tone::Good => Glyph::CIRCLE_CHECK,
        Tone::Warn => Glyph::TRIANGLE_ALERT,
        Tone::Bad => Glyph::CIRCLE_ALERT,
        _ => Glyph::INFO,
    };
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=classes(&["notice", tone.class(), class]) role=role>
            <Icon glyph class="notice-glyph" />
            <div class="notice-main">
                {given(title).map(|title| view! { <p class="notice-title">{title}</p> })}
                <div class="notice-text">{children()}</div>
            </div>
            {action.run()}
        </div>
    }
}

/// The errors of a form at its top, each a link to its field.
#[component]
pub fn ErrorSummary(
    /// "Two things need your attention".
    #[prop(into)]
    title: String,
    /// The id of the control (`f-{name}` by default), and its error with the field's label
    /// before it, as `kit::forms::named` makes it.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    if errors.is_empty() {
        return ().into_any();
    }
    let links = errors
        .into_iter()
        .map(|(id, text)| {
            let href = format!("#{id}");
            // The router would only scroll there.
            let focus = move |event: MouseEvent| {
                if focus_control(&id) {
                    event.prevent_default();
                }
            };
            view! {
                <li>
                    <a class="link" href=href on:click=focus>
                        {text}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="notice tone-bad" role="alert" tabindex="-1">
            <Icon glyph=Glyph::CIRCLE_ALERT class="notice-glyph" />
            <div class="notice-main">
                <p class="notice-title">{title}</p>
                <ul class="notice-list">{links}</ul>
            </div>
        </div>
    }
    .into_any()
}

/// A short explanation beside what it explains; shown on hover and on focus, always
/// there for screen readers. Never the only place where something is said.
#[component]
pub fn Tooltip(#[prop(into)] text: String, #[prop(into)] id: String, children: Children) -> impl IntoView {
    view! {
        <span class="tip">
            {children()} <span class="tip-text" role="tooltip" id=id>
                {text}
            </span>
        </span>
    }
}
