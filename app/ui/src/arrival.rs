//! What happens once a page stands in the browser: where the focus goes, and what its address
//! forgets.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

const CONTROLS: &str = "input:not([type=hidden]), select, textarea, button";

/// Puts the focus into the control with this id, or into the first one inside of it, and opens
/// what is folded around it. Whether there was one.
pub fn focus_control(id: &str) -> bool {
    let Some(found) = document().get_element_by_id(id) else { return false };
    let control = if found.matches(CONTROLS).unwrap_or(false) {
        Some(found)
    } else {
        found.query_selector(CONTROLS).ok().flatten()
    };
    let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    while let Ok(Some(fold)) = control.closest("details:not([open])") {
        if fold.set_attribute("open", "").is_err() {
            break;
        }
    }
    control.focus().is_ok()
}

/// Takes a word such as `saved` out of the address, so that a reload does not say it again.
pub fn forget_in_address(name: &str) {
    let location = window().location();
    let (Ok(path), Ok(query), Ok(hash)) = (location.pathname(), location.search(), location.hash()) else {
        return;
    };
    let rest: Vec<&str> = query
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name))
        .collect();
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    replace_address(&format!("{path}{query}{hash}"));
}

/// Puts another address in place of this one, without going there.
pub fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(address));
    }
}

/// Whether the page still says that something was done.
#[derive(Clone, Copy)]
struct Done(RwSignal<bool>);

/// What the page says because `name` stands in its address; a form that is refused afterwards, by
/// [`not_done`], takes it back. Call it before the forms are built.
pub fn provide_done(name: &'static str, first: bool) -> Signal<bool> {
    let done = RwSignal::new(first);
    provide_context(Done(done));
    if first {
        Effect::new(move || forget_in_address(name));
    }
    done.into()
}

/// While a form is refused, the page does not say that something was done.
pub fn not_done(refused: Signal<bool>) {
    if let Some(Done(done)) = use_context() {
        Effect::new(move || {
            if refused.get() {
                done.set(false);
            }
        });
    }
}
