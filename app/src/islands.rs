//! What every page has around its parts, whether the whole of it wakes up or only its islands.

use kit::locale::provide_locale;
use kit::use_locale;
use leptos::prelude::*;
use storefront::cart::provide_door;
use ui::{ToastHost, provide_toasts};

mod t {
    domain::texts! {
        messages: "Messages", "Meldungen";
        close: "Close", "Schließen";
    }
}

/// Gives everything below what its parts share: the language, messages and the door of the
/// cart.
pub fn provide_page() {
    provide_locale();
    provide_toasts();
    provide_door();
}

kit::islands! { store:
    /// The place where messages appear.
    Messages() => Host;
}

#[component]
fn Host() -> impl IntoView {
    let locale = use_locale();
    view! { <ToastHost label=t::messages(locale) close_label=t::close(locale)/> }
}
