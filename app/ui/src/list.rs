use crate::{Glyph, Icon, classes, given};
use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// Lines with hairlines between them.
#[component]
pub fn List(
    /// Read out as the list's name.
    #[prop(into, optional)]
    label: String,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <ul class=classes(&["list", class]) aria-label=given(label)>
            {children()}
        </ul>
    }
}

/// One line of a [`List`]: something before, a title, a detail, something after. With
/// `href` the whole line leads there.
#[component]
pub fn ListItem(
    #[prop(into)] title: String,
    #[prop(into, optional)] text: String,
    #[prop(into, optional)] href: String,
    /// A picture, an avatar, an icon.
    #[prop(into, optional)]
    before: ViewFnOnce,
    /// A status, an amount, a button.
    #[prop(into, optional)]
    after: ViewFnOnce,
    /// Not yet seen by the person: bold, with a dot.
    #[prop(optional)]
    unread: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let leads = !href.is_empty();
    let title = match given(href) {
        Some(href) => view! { <a class="list-title cover-link" href=href>{title}</a> }.into_any(),
        None => view! { <span class="list-title">{title}</span> }.into_any(),
    };
    let unread = if unread { "list-unread" } else { "" };
    view! {
        <li class=classes(&["list-row", unread, class])>
            {before.run()}
            <div class="list-main">
                {title} {given(text).map(|text| view! { <span class="list-text">{text}</span> })}
            </div>
            <div class="list-after">{after.run()}</div>
            {leads.then(|| view! { <Icon glyph=Glyph::CHEVRON_RIGHT class="list-chevron icon-sm" /> })}
        </li>
    }
}
