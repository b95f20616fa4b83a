//! The program that runs in the browser: it wakes the page that the server rendered, or the islands
//! of one that only the server has.

// Views are deeply nested types.
#![recursion_limit = "512"]

use leptos::wasm_split::wasm_split;
use wasm_bindgen::prelude::wasm_bindgen;

/// Room for the data of the chunks. The splitter leaves all texts and tables in the entry program
/// when its parts, each with a copy of what several of them share, are longer than the whole was.
/// Nothing refers to this, so no part holds it.
#[used]
static ROOM: [u8; 64 * 1024] = [1; 64 * 1024];

/// Called by the loader of a page that wakes up as a whole: its code, and its routes, are a chunk of
/// their own, which the store's pages never ask for.
#[wasm_bindgen]
pub fn hydrate() {
    begin();
    wasm_bindgen_futures::spawn_local(start());
}

#[wasm_split(page, wasm_split_path = leptos::wasm_split)]
fn start() {
    let document = leptos::prelude::document();
    let (Some(body), Some(root)) = (document.body(), document.document_element()) else { return };
    wasm_bindgen_futures::spawn_local(async move {
        leptos::mount::hydrate_from_async(body, app::App).await.forget();
        // Tests and styles may ask whether the page is awake; its chunks are here by now.
        let _ = root.set_attribute("data-hydrated", "");
    });
}

/// Called by the loader of the store's pages before it wakes their islands one by one.
#[wasm_bindgen]
pub fn wake() {
    begin();
    leptos::mount::hydrate_islands();
    app::provide_page();
    storefront::live::listen();
}

fn begin() {
    console_error_panic_hook::set_once();
    ui::listen();
}
