//! The markup that the server sends, from the page that shows every component.

use crate::gallery::Gallery;
use leptos::prelude::*;
use std::collections::BTreeSet;

fn page() -> String {
    let owner = Owner::new();
    owner.with(|| view! { <Gallery /> }.to_html())
}

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn no_element_has_an_inline_style() {
    assert!(!page().contains(" style=\""));
}

#[test]
fn no_two_elements_share_an_id() {
    let html = page();
    let ids = values(&html, "id");
    let distinct: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
}

#[test]
fn whatever_points_to_an_id_finds_it() {
    let html = page();
    let ids: BTreeSet<_> = values(&html, "id").into_iter().collect();
    for attribute in ["for", "aria-describedby", "aria-labelledby", "popovertarget", "commandfor"] {
        for id in values(&html, attribute).into_iter().flat_map(str::split_whitespace) {
            assert!(ids.contains(id), "{attribute} points to {id}, which is not there");
        }
    }
}

#[test]
fn every_button_says_what_kind_it_is() {
    let html = page();
    for button in html.split("<button").skip(1) {
        let tag = button.split('>').next().unwrap_or_default();
        assert!(tag.contains(" type=\""), "<button{tag}>");
    }
}
