//! Ways around. Which entry is current follows from the path, so the same tree
//! serves every page.

use crate::{Glyph, Icon, button::Count, classes, given};
use leptos::children::ViewFnOnce;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// One destination of a navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub glyph: Glyph,
    pub count: Signal<u32>,
    /// Current only on exactly this path, not below it.
    pub exact: bool,
}

impl NavItem {
    pub fn new(href: impl Into<String>, label: impl Into<String>, glyph: Glyph) -> Self {
        Self { href: href.into(), label: label.into(), glyph, count: Signal::stored(0), exact: false }
    }

    pub fn count(mut self, count: impl Into<Signal<u32>>) -> Self {
        self.count = count.into();
        self
    }

    pub fn exact(mut self) -> Self {
        self.exact = true;
        self
    }
}

/// Whether `path` is at `href` or, unless `exact`, below it.
fn is_current(path: &str, href: &str, exact: bool) -> bool {
    let href = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let path = path.trim_end_matches('/');
    path == href || (!exact && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

fn current(path: Signal<String>, href: String, exact: bool) -> impl Fn() -> Option<&'static str> + Send {
    move || path.with(|path| is_current(path, &href, exact)).then_some("page")
}

/// Navigation at the bottom of phones: three to five entries. Hidden from 1024 px on.
#[component]
pub fn BottomNav(
    #[prop(into)] label: String,
    items: Vec<NavItem>,
    /// The path of the page shown.
    #[prop(into)]
    path: Signal<String>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|item| {
            let current = current(path, item.href.clone(), item.exact);
            view! {
                <a class="bottom-link" href=item.href aria-current=current>
                    <span class="bottom-glyph">
                        <Icon glyph=item.glyph />
                        <Count count=item.count />
                    </span>
                    <span class="bottom-label">{item.label}</span>
                </a>
            }
        })
        .collect_view();
    view! { <nav class="bottom-nav" aria-label=label>{items}</nav> }
}

/// A titled group of a [`SideNav`]; the title may be empty.
#[derive(Clone, Debug, Default)]
pub struct NavGroup {
    pub title: String,
    pub items: Vec<NavItem>,
}

impl NavGroup {
    pub fn new(title: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self { title: title.into(), items }
    }
}

/// Navigation at the side, from 1024 px on. Inside a sheet (`always`) it is shown on
/// phones too.
#[component]
pub fn SideNav(
    #[prop(into)] label: String,
    groups: Vec<NavGroup>,
    #[prop(into)] path: Signal<String>,
    #[prop(optional)] always: bool,
    /// Above the groups: the shop's name and a way to change it.
    #[prop(into, optional)]
    head: ViewFnOnce,
    /// Below them: the person's own entry.
    #[prop(into, optional)]
    foot: ViewFnOnce,
) -> impl IntoView {
    let groups = groups
        .into_iter()
        .map(|group| {
            let items = group
                .items
                .into_iter()
                .map(|item| {
                    let current = current(path, item.href.clone(), item.exact);
                    view! {
                        <li>
                            <a class="side-link" href=item.href aria-current=current>
                                <Icon glyph=item.glyph />
                                <span class="side-label">{item.label}</span>
                                <Count count=item.count />
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                {given(group.title).map(|title| view! { <p class="side-title">{title}</p> })}
                <ul class="side-group">{items}</ul>
            }
        })
        .collect_view();
    let always = if always { "side-always" } else { "" };
    view! {
        <nav class=classes(&["side-nav", always]) aria-label=label>
            {head.run()}
            <div class="side-groups">{groups}</div>
            {foot.run()}
        </nav>
    }
}

/// One of several views of the same subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    pub href: String,
    pub label: String,
    /// A number after the label; empty for none.
    pub count: String,
    pub current: bool,
}

impl Tab {
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Self { href: href.into(), label: label.into(), count: String::new(), current }
    }

    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = count.into();
        self
    }
}

/// Tabs as links: each view has its own address.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    tabs: Vec<Tab>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                    {tab.label}
                    {given(tab.count).map(|count| view! { <span class="tab-count">{count}</span> })}
                </a>
            }
        })
        .collect_view();
    let node = NodeRef::<html::Nav>::new();
    Effect::new(move || {
        let Some(bar) = node.get() else { return };
        let Ok(Some(tab)) = bar.query_selector("[aria-current=page]") else { return };
        let Ok(tab) = tab.dyn_into::<HtmlElement>() else { return };
        // By its own scroll position: `scroll_into_view` would move the page as well.
        let start = tab.offset_left() - bar.offset_left();
        let end = start + tab.offset_width();
        if end > bar.scroll_left() + bar.client_width() {
            bar.set_scroll_left(end - bar.client_width());
        } else if start < bar.scroll_left() {
            bar.set_scroll_left(start);
        }
    });
    view! { <nav node_ref=node class=classes(&["tabs", class]) aria-label=label>{tabs}</nav> }
}

/// Where this page is; the last entry is the page itself and no link.
#[component]
pub fn Breadcrumb(
    #[prop(into)] label: String,
    /// Label and address, from the top.
    trail: Vec<(String, String)>,
) -> impl IntoView {
    let last = trail.len().saturating_sub(1);
    let crumbs = trail
        .into_iter()
        .enumerate()
        .map(|(place, (label, href))| {
            let crumb = if place == last {
                view! { <span class="crumb" aria-current="page">{label}</span> }.into_any()
            } else {
                view! { <a class="crumb" href=href>{label}</a> }.into_any()
            };
            view! { <li class="crumb-item">{crumb}</li> }
        })
        .collect_view();
    view! {
        <nav aria-label=label>
            <ol class="crumbs">{crumbs}</ol>
        </nav>
    }
}

/// The steps of something longer (checkout, setting up); done ones may be links.
#[component]
pub fn Steps(
    #[prop(into)] label: String,
    /// Label and address; the address of a step that cannot be reached yet is empty.
    steps: Vec<(String, String)>,
    /// Counted from 0.
    current: usize,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(place, (label, href))| {
            let (class, mark) = match place.cmp(&current) {
                std::cmp::Ordering::Less => {
                    ("step step-done", view! { <Icon glyph=Glyph::CHECK class="icon-sm" /> }.into_any())
                }
                std::cmp::Ordering::Equal => ("step step-now", (place + 1).to_string().into_any()),
                std::cmp::Ordering::Greater => ("step", (place + 1).to_string().into_any()),
            };
            let label = match given(href).filter(|_| place < current) {
                Some(href) => view! { <a class="step-label" href=href>{label}</a> }.into_any(),
                None => view! { <span class="step-label">{label}</span> }.into_any(),
            };
            view! {
                <li class=class aria-current=(place == current).then_some("step")>
                    <span class="step-mark" aria-hidden="true">
                        {mark}
                    </span>
                    {label}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="steps" aria-label=label>{steps}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_current_on_its_path_and_below_it() {
        assert!(is_current("/dashboard/a/orders", "/dashboard/a/orders", false));
        assert!(is_current("/dashboard/a/orders/17", "/dashboard/a/orders?tab=open", false));
        assert!(!is_current("/dashboard/a/orders-old", "/dashboard/a/orders", false));
        assert!(!is_current("/dashboard/a/orders", "/dashboard/a", true));
        assert!(is_current("/", "/", true));
        assert!(!is_current("/search", "/", true));
    }
}
