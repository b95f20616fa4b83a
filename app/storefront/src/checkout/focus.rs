//! Where the focus goes after a change of page inside checkout: to the new step's heading, so
//! that keys and screen readers go on from there.

use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The id of the heading of a step; it carries `tabindex="-1"`.
pub const HEADING: &str = "step-heading";

/// Whether a script led to the page that comes.
static MOVED: AtomicBool = AtomicBool::new(false);

/// Notes that a script goes to another page of checkout.
pub fn going() {
    MOVED.store(true, Ordering::Relaxed);
}

/// For a page that a script led to: focuses its heading. Does nothing on a first load.
pub fn arrived() {
    Effect::new(|| {
        if MOVED.swap(false, Ordering::Relaxed) {
            heading();
        }
    });
}

/// Focuses the heading once it is drawn, unless problems are shown, which come first.
pub fn heading() {
    request_animation_frame(|| request_animation_frame(focus));
}

fn focus() {
    let problems = document().query_selector("#problems [role=alert]").ok().flatten();
    let Some(heading) = document().get_element_by_id(HEADING).filter(|_| problems.is_none()) else { return };
    let options: Object = Object::new();
    let _ = Reflect::set(&options, &"preventScroll".into(), &true.into());
    let options = JsValue::from(options);
    let focus =
        Reflect::get(&heading, &"focus".into()).ok().and_then(|focus| focus.dyn_into::<Function>().ok());
    if let Some(focus) = focus {
        let _ = focus.call1(&heading, &options);
    }
}
