//! Tables: sortable, with boxes to tick, a head that stays; on phones each row
//! becomes a card that says its columns' names.

use crate::choice::bind_checked;
use crate::{Glyph, Icon, classes, given};
use leptos::children::ViewFnOnce;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How a column is sorted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

/// The head of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    hidden: bool,
    sort: Option<(String, Option<Order>)>,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// Figures: to the right, in tabular digits.
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The name is read out but not shown (pictures, menus).
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// A link that sorts by this column, and how it is sorted now.
    pub fn sorted(mut self, href: impl Into<String>, now: Option<Order>) -> Self {
        self.sort = Some((href.into(), now));
        self
    }
}

/// A table; its children are [`Row`]s. When there are none, pass `empty`.
#[component]
pub fn Table(
    /// Read out as the table's name.
    #[prop(into)]
    label: String,
    columns: Vec<Column>,
    /// Adds the box that ticks every row; needs [`Row`]s with `select_name`.
    #[prop(into, optional)]
    select_all: String,
    /// Dims the rows while new ones come.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Shown instead of rows, an [`crate::EmptyState`].
    #[prop(optional)]
    empty: Option<ViewFnOnce>,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    if let Some(empty) = empty {
        return view! { <div class=classes(&["table-frame", class])>{empty.run()}</div> }.into_any();
    }
    let heads = columns.into_iter().map(head).collect_view();
    view! {
        <div class=classes(&["table-frame", class])>
            <table class="data-table" aria-busy=move || busy.get().then_some("true")>
                <caption class="sr-only">{label}</caption>
                <thead>
                    <tr>{given(select_all).map(|label| view! { <SelectAll label /> })} {heads}</tr>
                </thead>
                <tbody>{children.map(|children| children())}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(column: Column) -> impl IntoView {
    let align = if column.numeric { "cell-number" } else { "" };
    let (sorted, content) = match column.sort {
        None if column.hidden => (None, view! { <span class="sr-only">{column.label}</span> }.into_any()),
        None => (None, column.label.into_any()),
        Some((href, now)) => {
            let (aria, glyph) = match now {
                None => ("none", Glyph::ARROW_UP_DOWN),
                Some(Order::Ascending) => ("ascending", Glyph::ARROW_UP),
                Some(Order::Descending) => ("descending", Glyph::ARROW_DOWN),
            };
            let link = view! {
                <a class="table-sort" href=href>
                    {column.label}
                    <Icon glyph class="icon-sm" />
                </a>
            };
            (Some(aria), link.into_any())
        }
    };
    view! {
        <th scope="col" class=align aria-sort=sorted>
            {content}
        </th>
    }
}

/// The box that ticks every box of its table; hidden where no script runs.
#[component]
fn SelectAll(label: String) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let tick = move |_| {
        let Some(all) = node.get_untracked() else { return };
        let Ok(Some(table)) = all.closest("table") else { return };
        let Ok(boxes) = table.query_selector_all("tbody .row-box") else { return };
        for place in 0..boxes.length() {
            let input = boxes.item(place).and_then(|n| n.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(input) = input.filter(|input| input.checked() != all.checked()) {
                // A click, so that whoever listens to the row's box hears of it.
                input.click();
            }
        }
    };
    view! {
        <th scope="col" class="cell-select">
            <input node_ref=node type="checkbox" class="check-box select-all" aria-label=label on:change=tick />
        </th>
    }
}

/// One row; its children are [`Cell`]s. With `select_name` it starts with a box.
#[component]
pub fn Row(
    #[prop(into, optional)] select_name: String,
    #[prop(into, optional)] select_value: String,
    /// Says which row is ticked: "Order 1042".
    #[prop(into, optional)]
    select_label: String,
    /// Follows the box, both ways.
    #[prop(optional)]
    selected: Option<RwSignal<bool>>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind_checked(node, selected);
    let boxed = given(select_name).map(|name| {
        view! {
            <td class="cell-select">
                <input
                    node_ref=node
                    type="checkbox"
                    class="check-box row-box"
                    name=name
                    value=select_value
                    aria-label=select_label
                    on:change=move |event| {
                        if let Some(selected) = selected {
                            selected.set(event_target_checked(&event));
                        }
                    }
                />
            </td>
        }
    });
    view! { <tr class=classes(&["row", class])>{boxed} {children()}</tr> }
}

/// One cell. `label` names its column on phones; the first, most telling cell of a row
/// has `lead` and usually `href`, which makes the whole row lead there.
#[component]
pub fn Cell(
    #[prop(into, optional)] label: String,
    #[prop(optional)] numeric: bool,
    #[prop(optional)] lead: bool,
    #[prop(into, optional)] href: String,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let numeric = if numeric { "cell-number" } else { "" };
    let lead = if lead { "cell-lead" } else { "" };
    let content = match given(href) {
        Some(href) => view! { <a class="cover-link" href=href>{children()}</a> }.into_any(),
        None => children(),
    };
    view! {
        <td class=classes(&[numeric, lead, class]) data-label=given(label)>
            {content}
        </td>
    }
}

/// Next and previous page of a list paged by key; absent ends are shown as disabled.
#[component]
pub fn Pagination(
    /// Read out as the navigation's name.
    #[prop(into)]
    label: String,
    #[prop(into)] previous_label: String,
    #[prop(into)] next_label: String,
    /// Empty on the first page.
    #[prop(into, optional)]
    previous: String,
    /// Empty on the last page.
    #[prop(into, optional)]
    next: String,
    /// Between them: "1 to 25 of 312".
    #[prop(into, optional)]
    text: String,
) -> impl IntoView {
    let end = |href: String, rel: &'static str, label: String, before: bool| {
        let glyph = if before { Glyph::ARROW_LEFT } else { Glyph::ARROW_RIGHT };
        let inner = view! {
            {before.then(|| view! { <Icon glyph class="icon-sm" /> })}
            <span>{label}</span>
            {(!before).then(|| view! { <Icon glyph class="icon-sm" /> })}
        };
        match given(href) {
            Some(href) => {
                view! { <a class="btn btn-secondary btn-sm" href=href rel=rel>{inner}</a> }.into_any()
            }
            None => view! { <span class="btn btn-secondary btn-sm" aria-disabled="true">{inner}</span> }
                .into_any(),
        }
    };
    view! {
        <nav class="pagination" aria-label=label>
            {end(previous, "prev", previous_label, true)}
            <span class="pagination-text">{text}</span>
            {end(next, "next", next_label, false)}
        </nav>
    }
}
