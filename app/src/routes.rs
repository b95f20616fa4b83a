//! Every page by its path. A new page is one line here.

use dashboard::routes::{
    CategoriesRoute, CategoryRoute, ChooseShopRoute, DashboardRoute, GeneralRoute, HomeRoute, ImportRoute,
    ImportsRoute, LookRoute, ManageRoute, MembersRoute, NewProductRoute, OrderRoute, OrdersRoute,
    PoliciesRoute, ProductRoute, ProductsRoute, RateRoute, ShippingRoute, SlipRoute, StockHistoryRoute,
    StockRoute, SystemRoute, TaxRoute, TaxesRoute, ZoneRoute,
};
use leptos::prelude::*;
#[cfg(not(feature = "ssr"))]
use leptos::reactive::owner::IsHydrating;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};
use storefront::cart::{WANTED, provide_cart};
use storefront::layout::StoreLayout;
use storefront::routes as store;
use ui::gallery::Gallery;

use crate::islands::{Messages, provide_page};
use crate::not_found::NotFound;

kit::lazy_pages! { dev:
    /// Every component in every state.
    GalleryRoute => Gallery;
}

/// How much of a page wakes up in the browser.
#[cfg(feature = "ssr")]
pub enum Waking {
    /// All of it, with the code of this group of `lazy_pages!`.
    Whole(&'static str),
    /// Its islands; those that wake at once are of this group of `islands!`.
    Islands(&'static str),
}

/// How much of the page of this path wakes up: only the pages of `server_pages!` have islands. A
/// wrong group only costs time, since its code is then asked for once the program runs.
#[cfg(feature = "ssr")]
pub fn waking(path: &str) -> Waking {
    let mut parts = path.split('/').skip(1);
    match (parts.next().unwrap_or_default(), parts.count()) {
        ("dashboard" | "manage", _) => Waking::Whole("dashboard"),
        ("cart" | "checkout" | "pay" | "account" | "orders", _) => Waking::Whole("buyer"),
        ("dev", _) => Waking::Whole("dev"),
        ("products", 2) => Waking::Islands("product"),
        _ => Waking::Islands(""),
    }
}

/// A title as the document takes it: leptos writes it into the page as it is, and a product's name,
/// or what somebody searches for, may end the element and go on with one of its own. In the browser
/// it is set as plain text.
fn title(text: String) -> String {
    if cfg!(feature = "ssr") { text.replace('&', "&amp;").replace('<', "&lt;") } else { text }
}

/// The whole site. Pages are rendered whole on the server, so that they work without scripts
/// and carry the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // Here an island is a component like any other, without an element of its own.
    #[cfg(not(feature = "ssr"))]
    provide_context(IsHydrating(true));
    provide_page();
    provide_cart();
    view! {
        <Title formatter=title/>
        <Router>
            <Routes fallback=NotFound>
                <ParentRoute path=path!("") view=StoreLayout ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<store::HomeRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/products") view={Lazy::<store::ProductListRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/products/:shop/:slug") view={Lazy::<store::ProductRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/categories/*path") view={Lazy::<store::CategoryRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/search") view={Lazy::<store::SearchRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/shops/:slug") view={Lazy::<store::ShopRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/cart") view={Lazy::<store::CartRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account") view={Lazy::<store::AccountRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/orders") view={Lazy::<store::AccountOrdersRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/orders/:number") view={Lazy::<store::AccountOrderRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/orders/track") view={Lazy::<store::TrackRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/sign-in") view={Lazy::<store::SignInRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/register") view={Lazy::<store::RegisterRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/check-mail") view={Lazy::<store::CheckMailRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/verify/:token") view={Lazy::<store::VerifyRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/forgot") view={Lazy::<store::ForgotRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/reset/:token") view={Lazy::<store::ResetRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/addresses/:id") view={Lazy::<store::AddressRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/open-shop") view={Lazy::<store::OpenShopRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/dev/outbox") view={Lazy::<store::OutboxRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/dev/outbox/:id") view={Lazy::<store::OutboxMailRoute>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <Route path=path!("/checkout/:step?") view={Lazy::<store::CheckoutRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/checkout/result/:payment") view={Lazy::<store::ResultRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/checkout/placed/:number") view={Lazy::<store::PlacedRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/pay/challenge/:reference") view={Lazy::<store::ChallengeRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/dashboard/:shop/orders/:number/packing-slip") view={Lazy::<SlipRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/dashboard") view={Lazy::<ChooseShopRoute>::new()} ssr=SsrMode::Async/>
                <ParentRoute path=path!("/dashboard/:shop") view={Lazy::<DashboardRoute>::new()} ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/products") view={Lazy::<ProductsRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/products/new") view={Lazy::<NewProductRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/products/:id") view={Lazy::<ProductRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/stock") view={Lazy::<StockRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/stock/:variant") view={Lazy::<StockHistoryRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/import") view={Lazy::<ImportsRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/import/:import") view={Lazy::<ImportRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/orders") view={Lazy::<OrdersRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/orders/:number") view={Lazy::<OrderRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings") view={Lazy::<GeneralRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/look") view={Lazy::<LookRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/policies") view={Lazy::<PoliciesRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/shipping") view={Lazy::<ShippingRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/shipping/:zone") view={Lazy::<ZoneRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/shipping/:zone/:rate") view={Lazy::<RateRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/taxes") view={Lazy::<TaxesRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/taxes/:tax") view={Lazy::<TaxRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/settings/members") view={Lazy::<MembersRoute>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("/manage") view={Lazy::<ManageRoute>::new()} ssr=SsrMode::Async>
                    <Route path=path!("/categories") view={Lazy::<CategoriesRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/categories/:id") view={Lazy::<CategoryRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/system") view={Lazy::<SystemRoute>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <Route path=path!("/dev/ui") view={Lazy::<GalleryRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/not-found") view=NotFound ssr=SsrMode::Async/>
            </Routes>
        </Router>
        <div data-wake=WANTED>
            <Messages/>
        </div>
    }
}
