//! What the pages of the store listen to as a whole: their lists are rendered by the server and
//! have no program of their own.

use std::cell::{Cell, RefCell};

use domain::catalog::encode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, DomParser, Element, Event, FormData, HtmlDialogElement, HtmlElement, HtmlFormElement,
    MouseEvent, SupportedType,
};

/// Shows a narrowed or sorted list in place, moves the pictures of a product, and lets one travel
/// to its product's page. Called once, when the program starts.
pub fn listen() {
    ui::on("change", changed);
    ui::on("submit", submitted);
    ui::on("click", clicked);
    ui::on_all("scroll", scrolled);
    // A list that was shown in place, maybe by the page that stood here before, is another one after
    // the browser's buttons.
    SHOWN.set(here());
    let back = Closure::<dyn Fn()>::new(|| {
        if SHOWN.with_borrow(|shown| *shown != here()) {
            let _ = window().location().reload();
        }
    });
    let _ = window().add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
    back.forget();
}

/// The rail of wide screens follows each choice; the sheet of a phone waits for its button.
fn changed(event: &Event) {
    let Some(changed) = ui::target(event) else { return };
    let is_rail = || window().match_media("(min-width: 1024px)").ok().flatten().is_some_and(|q| q.matches());
    if (changed.id() == "sort" || is_rail())
        && let Some(form) = filters(&changed)
    {
        visit(&form);
    }
}

fn submitted(event: &Event) {
    if let Some(form) = ui::target(event).and_then(|form| filters(&form)) {
        event.prevent_default();
        visit(&form);
    }
}

fn clicked(event: &Event) {
    let Some(link) = ui::target(event).and_then(|target| target.closest("a").ok().flatten()) else { return };
    let is_plain = event.dyn_ref::<MouseEvent>().is_some_and(ui::is_plain);
    if let Ok(Some(card)) = link.closest(".product-card") {
        // The picture that was touched travels, and no other one.
        if let Ok(Some(before)) = document().query_selector(".product-picture.vt-picture") {
            let _ = before.class_list().remove_1("vt-picture");
        }
        if let (true, Ok(Some(picture))) = (is_plain, card.query_selector(".product-picture")) {
            let _ = picture.class_list().add_1("vt-picture");
        }
    } else if link.class_list().contains("gallery-thumb") && is_plain {
        event.prevent_default();
        let slide =
            link.get_attribute("href").and_then(|href| document().query_selector(&href).ok().flatten());
        slide.iter().for_each(scroll_to);
    } else if link.class_list().contains("gallery-large") && is_plain && enlarge(&link).is_some() {
        event.prevent_default();
    }
}

/// Scrolls the gallery to a picture of the product, counted in the order of its page.
pub fn show_picture(at: usize) {
    let slide = document().query_selector(&format!("[data-picture='{at}']")).ok().flatten();
    slide.iter().for_each(scroll_to);
}

fn scroll_to(slide: &Element) {
    let Some(slide) = slide.dyn_ref::<HtmlElement>() else { return };
    if let Some(track) = slide.parent_element().and_then(|track| track.dyn_into::<HtmlElement>().ok()) {
        let left = |element: &HtmlElement| element.get_bounding_client_rect().left();
        track.set_scroll_left(track.scroll_left() + (left(slide) - left(&track)) as i32);
    }
}

/// Says which picture of a gallery is seen.
fn scrolled(event: &Event) {
    let track = ui::target(event).filter(|track| track.class_list().contains("gallery-track"));
    let Some((track, Ok(Some(gallery)))) = track.map(|track| (track.clone(), track.closest(".gallery")))
    else {
        return;
    };
    let width = track.client_width().max(1);
    let shown = u32::try_from((track.scroll_left() + width / 2) / width).unwrap_or_default();
    if let Ok(Some(count)) = gallery.query_selector(".gallery-count") {
        count.set_text_content(Some(&format!("{} / {}", shown + 1, track.child_element_count())));
    }
    let Ok(thumbs) = gallery.query_selector_all(".gallery-thumb") else { return };
    for at in 0..thumbs.length() {
        let Some(thumb) = thumbs.get(at).and_then(|thumb| thumb.dyn_into::<Element>().ok()) else { continue };
        let _ = match at == shown {
            true => thumb.set_attribute("aria-current", "true"),
            false => thumb.remove_attribute("aria-current"),
        };
    }
}

/// Shows a picture as large as the window.
fn enlarge(link: &Element) -> Option<()> {
    let dialog: HtmlDialogElement = document().get_element_by_id("enlarged")?.dyn_into().ok()?;
    let frame = dialog.query_selector(".gallery-enlarged").ok()??;
    let picture: Element = link.query_selector("img").ok()??.clone_node().ok()?.dyn_into().ok()?;
    for name in ["srcset", "sizes", "class", "loading"] {
        picture.remove_attribute(name).ok()?;
    }
    picture.set_attribute("src", &link.get_attribute("href")?).ok()?;
    frame.replace_children_with_node_1(&picture);
    dialog.show_modal().ok()
}

/// The form of the filters that this is or belongs to.
fn filters(element: &Element) -> Option<HtmlFormElement> {
    let form = match element.get_attribute("form") {
        Some(id) => document().get_element_by_id(&id),
        None => element.closest("form").ok().flatten(),
    };
    form.filter(|form| form.id() == "filter-form")?.dyn_into().ok()
}

/// Goes to the list that a form describes, without leaving the page where that can be done.
fn visit(form: &HtmlFormElement) {
    let address = address(form);
    if let Some(sheet) =
        document().get_element_by_id("filters").and_then(|e| e.dyn_into::<HtmlElement>().ok())
    {
        let _ = sheet.hide_popover();
    }
    // Enter in a field is a change and then a submission, of one address.
    if LAST.replace(address.clone()) == address {
        return;
    }
    let number = ASKED.get().wrapping_add(1);
    ASKED.set(number);
    spawn_local(async move {
        if show(&address, number).await.is_none() && ASKED.get() == number {
            let _ = window().location().set_href(&address);
        }
    });
}

/// The address that a form makes, without its empty fields.
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

/// Puts the list of another address in place of this one; nothing when either page has none.
async fn show(address: &str, number: u32) -> Option<()> {
    let response = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let page = DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()?;
    let list = |page: &Document| page.query_selector(".listing").ok().flatten();
    let (old, new) = (list(&document())?, list(&page)?);
    if ASKED.get() != number {
        return None;
    }
    // What was unfolded stays so.
    if let (Ok(Some(_)), Ok(Some(fold))) =
        (old.query_selector("details[open]"), new.query_selector("details"))
    {
        fold.set_attribute("open", "").ok()?;
    }
    let focused = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
    old.replace_with_with_node_1(&new).ok()?;
    let history = window().history().ok()?;
    history.push_state_with_url(&JsValue::NULL, "", Some(address)).ok()?;
    SHOWN.set(here());
    document().set_title(&page.title());
    let focused = focused.and_then(|id| document().get_element_by_id(&id));
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = focused.focus_with_options(&options);
    }
    say_count();
    Some(())
}

thread_local! {
    /// The address of what is shown.
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
    /// The address of the list that was asked for last.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
    /// Counts the lists that were asked for: only the last one is shown.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Path and query of this page; the fragment is a place on it.
fn here() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// A status that comes with its text is not read out; one whose text changes is.
fn say_count() {
    if let Ok(Some(count)) = document().query_selector(".listing-count") {
        let text = count.text_content();
        count.set_text_content(None);
        request_animation_frame(move || count.set_text_content(text.as_deref()));
    }
}
