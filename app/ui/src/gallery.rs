//! Every component in its states, for `/dev/ui`.
use leptos::prelude::*;

/// The page of all components.
#[component]
pub fn Gallery() -> impl IntoView {
    view! { <main class="gallery"></main> }
}
