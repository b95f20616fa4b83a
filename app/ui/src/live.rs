//! What a page listens to as a whole, once: so parts that only the server renders need no
//! program of their own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlDialogElement, HtmlInputElement, MouseEvent};

use crate::theme::choose_theme;

/// Lets dialogs open and close in browsers that know neither `command` nor `closedby`, closes the
/// one whose link or `data-close` was clicked, and puts on the look that was chosen. Called once, when the program
/// starts.
pub fn listen() {
    on("click", clicked);
    on("change", |event| {
        let input = target(event).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input.filter(|input| matches!(input.closest(".theme-switch"), Ok(Some(_)))) {
            choose_theme(&input.value());
        }
    });
}

/// Listens on the document for as long as the page is there.
pub fn on(name: &str, heard: impl Fn(&Event) + 'static) {
    listen_on_document(name, false, heard);
}

/// The same for events that do not bubble.
pub fn on_all(name: &str, heard: impl Fn(&Event) + 'static) {
    listen_on_document(name, true, heard);
}

fn listen_on_document(name: &str, capture: bool, heard: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| heard(&event));
    let function = heard.as_ref().unchecked_ref();
    let _ = document().add_event_listener_with_callback_and_bool(name, function, capture);
    heard.forget();
}

/// The element that an event is about.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a click is for this window: with a key it is for another one.
pub fn is_plain(event: &MouseEvent) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

fn clicked(event: &Event) {
    let Some(clicked) = target(event) else { return };
    let closest = |selector: &str| clicked.closest(selector).ok().flatten();
    if let Some(button) = closest("button[commandfor]") {
        let named = button.get_attribute("commandfor").and_then(|id| document().get_element_by_id(&id));
        let opens = button.get_attribute("command").as_deref() == Some("show-modal");
        if let Some(dialog) = named.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
            set_open(dialog, opens);
        }
    } else if let Some(dialog) = clicked.dyn_ref::<HtmlDialogElement>() {
        // Only the backdrop is the dialog itself.
        set_open(dialog.clone(), false);
    } else if let Some(dialog) = closest("dialog").and_then(|dialog| dialog.dyn_into().ok()) {
        let leaves = || {
            let is_plain = event.dyn_ref::<MouseEvent>().is_some_and(is_plain);
            is_plain && closest("a[href]:not([target], [download])").is_some()
        };
        if closest("[data-close]").is_some() || leaves() {
            set_open(dialog, false);
        }
    }
}

/// After the browser had its turn: it may have done so itself.
fn set_open(dialog: HtmlDialogElement, wanted: bool) {
    request_animation_frame(move || {
        if wanted && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
}
