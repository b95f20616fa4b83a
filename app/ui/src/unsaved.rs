//! Asks before what was typed is lost.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, HtmlAnchorElement, MouseEvent};

use crate::live::is_plain;

/// While `dirty`, asks before a link or the browser's buttons lead to another page, and lets the
/// browser ask in its own words before the site is left. Whoever leaves is not asked again:
/// `dirty` is false from then on.
///
/// The browser's own question, since it must be answered before the event goes on.
pub fn ask_before_leaving(dirty: RwSignal<bool>, question: &'static str) {
    Effect::new(move || {
        if !dirty.get() {
            return;
        }
        let unsaved = move || dirty.try_get_untracked().unwrap_or(false);
        let stays = move || {
            let leaves = window().confirm_with_message(question).unwrap_or(true);
            if leaves {
                dirty.set(false);
            }
            !leaves
        };
        // On the document, so before the router, which listens on the window.
        listen(document().into(), "click", false, move |event| {
            if unsaved() && event.dyn_ref::<MouseEvent>().is_some_and(leads_away) && stays() {
                event.prevent_default();
            }
        });
        let (here, address) = (place(), window().location().href().unwrap_or_default());
        // Before the router again. The browser has gone there already: it is sent back.
        listen(window().into(), "popstate", true, move |event| {
            if unsaved() && place() != here && stays() {
                event.stop_immediate_propagation();
                if let Ok(history) = window().history() {
                    let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
                }
            }
        });
        listen(window().into(), "beforeunload", false, move |event| {
            if unsaved() {
                event.prevent_default();
            }
        });
    });
}

/// Where the browser is; the fragment is a place on the same page.
fn place() -> (String, String) {
    let location = window().location();
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Whether a click follows a link of this site to another page in the same tab. Before other sites
/// the browser asks.
fn leads_away(event: &MouseEvent) -> bool {
    if event.default_prevented() || event.button() != 0 || !is_plain(event) {
        return false;
    }
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("a[href]").ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    link.is_some_and(|link| {
        link.target().is_empty()
            && !link.has_attribute("download")
            && window().location().origin().is_ok_and(|origin| origin == link.origin())
            && place() != (link.pathname(), link.search())
    })
}

/// Listens until the surrounding effect runs again or ends.
fn listen(target: EventTarget, name: &'static str, capture: bool, heard: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(heard);
    let function = heard.as_ref().unchecked_ref();
    let _ = target.add_event_listener_with_callback_and_bool(name, function, capture);
    let held = StoredValue::new_local((target, heard));
    on_cleanup(move || {
        let _ = held.try_with_value(|(target, heard)| {
            let function = heard.as_ref().unchecked_ref();
            target.remove_event_listener_with_callback_and_bool(name, function, capture)
        });
    });
}
