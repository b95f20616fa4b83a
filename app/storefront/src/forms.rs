//! Forms of the method GET, sent as a page change inside the app.

use domain::catalog::encode;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// Goes to the address that a form makes, without its empty fields and without a jump to the top.
pub fn use_visit() -> impl Fn(&HtmlFormElement) + Clone + 'static {
    let navigate = use_navigate();
    move |form: &HtmlFormElement| {
        navigate(&address(form), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    }
}

fn address(form: &HtmlFormElement) -> String {
    let mut address = form.get_attribute("action").unwrap_or_default();
    let Ok(data) = FormData::new_with_form(form) else { return address };
    let mut separator = '?';
    for entry in data.entries().into_iter().flatten() {
        let pair: js_sys::Array = entry.unchecked_into();
        let text = |at| pair.get(at).as_string().unwrap_or_default();
        let (key, value) = (text(0), text(1));
        if !value.trim().is_empty() {
            address.push(separator);
            address.push_str(&key);
            address.push('=');
            address.push_str(&encode(value.trim()));
            separator = '&';
        }
    }
    address
}

/// The form of an event's target.
pub fn form_of(event: &web_sys::Event) -> Option<HtmlFormElement> {
    event.current_target()?.dyn_into().ok()
}
