//! Every page by its path. A new page is one line here.

use kit::locale::provide_locale;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::not_found::NotFound;

/// The whole site. Pages are rendered whole on the server, so that they work without scripts
/// and carry the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_locale();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/not-found") view=NotFound ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
