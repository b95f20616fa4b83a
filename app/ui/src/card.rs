use crate::{Glyph, Icon, Tone, classes, given};
use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// A raised surface for one subject. With a title it is a section with a heading.
#[component]
pub fn Card(
    #[prop(into, optional)] title: String,
    /// One sentence below the title.
    #[prop(into, optional)]
    text: String,
    /// At the end of the title's line.
    #[prop(into, optional)]
    action: ViewFnOnce,
    /// Content reaches the edges: tables, lists, pictures.
    #[prop(optional)]
    flush: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let body = if flush { "card-flush" } else { "card-body" };
    let head = given(title).map(|title| {
        view! {
            <header class="card-head">
                <div class="card-titles">
                    <h2 class="card-title">{title}</h2>
                    {given(text).map(|text| view! { <p class="card-text">{text}</p> })}
                </div>
                {action.run()}
            </header>
        }
    });
    view! {
        <section class=classes(&["card", class])>
            {head}
            <div class=body>{children()}</div>
        </section>
    }
}

/// How a figure moved against the period before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// "+12 %".
    pub text: String,
    pub direction: Direction,
    /// Whether that is welcome; more returns are not.
    pub welcome: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Level,
}

/// One figure: its name, its value, its change, and a sparkline as the child.
#[component]
pub fn Stat(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(optional_no_strip)] change: Option<Change>,
    /// What the change is against: "than last week".
    #[prop(into, optional)]
    against: String,
    /// Makes the whole card lead to the details.
    #[prop(into, optional)]
    href: String,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let against = given(against).filter(|_| change.is_some());
    let change = change.map(|change| {
        let (tone, glyph) = match (change.direction, change.welcome) {
            (Direction::Level, _) => (Tone::Neutral, Glyph::MINUS),
            (Direction::Up, true) => (Tone::Good, Glyph::TRENDING_UP),
            (Direction::Up, false) => (Tone::Bad, Glyph::TRENDING_UP),
            (Direction::Down, true) => (Tone::Good, Glyph::TRENDING_DOWN),
            (Direction::Down, false) => (Tone::Bad, Glyph::TRENDING_DOWN),
        };
        view! {
            <span class=classes(&["stat-change", tone.class()])>
                <Icon glyph class="icon-sm" />
                {change.text}
            </span>
        }
    });
    let label = match given(href) {
        Some(href) => view! { <a class="stat-label cover-link" href=href>{label}</a> }.into_any(),
        None => view! { <span class="stat-label">{label}</span> }.into_any(),
    };
    view! {
        <div class=classes(&["card stat", class])>
            {label}
            <span class="stat-value">{value}</span>
            <span class="stat-foot">
                {change} {against.map(|text| view! { <span class="stat-against">{text}</span> })}
            </span>
            {children.map(|children| view! { <div class="stat-spark">{children()}</div> })}
        </div>
    }
}
