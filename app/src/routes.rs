//! Every page by its path. A new page is one line here.

use kit::locale::provide_locale;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};
use storefront::cart::{CartPage, provide_cart};
use storefront::checkout::{ChallengeRoute, CheckoutRoute, PlacedRoute, ResultRoute};
use ui::provide_toasts;

use crate::not_found::NotFound;

/// The whole site. Pages are rendered whole on the server, so that they work without scripts
/// and carry the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_locale();
    provide_toasts();
    provide_cart();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/cart") view=CartPage ssr=SsrMode::Async/>
                <Route path=path!("/checkout/:step?") view={Lazy::<CheckoutRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/checkout/result/:payment") view={Lazy::<ResultRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/checkout/placed/:number") view={Lazy::<PlacedRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/pay/challenge/:reference") view={Lazy::<ChallengeRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/not-found") view=NotFound ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
