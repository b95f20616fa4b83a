//! Every page by its path. A new page is one line here.

use dashboard::catalog::{
    CategoriesRoute, CategoryRoute, ImportRoute, ImportsRoute, NewProductRoute, ProductRoute, ProductsRoute,
    StockHistoryRoute, StockRoute,
};
use dashboard::home::HomeRoute;
use dashboard::layout::{ChooseShopRoute, DashboardRoute, ManageRoute};
use dashboard::orders::{OrderRoute, OrdersRoute, SlipRoute};
use dashboard::shops::{
    GeneralRoute, LookRoute, MembersRoute, PoliciesRoute, RateRoute, ShippingRoute, TaxRoute, TaxesRoute,
    ZoneRoute,
};
use kit::locale::provide_locale;
use kit::use_locale;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, LazyRoute, SsrMode, lazy_route, path};
use storefront::accounts::{
    AccountRoute, AddressRoute, CheckMailRoute, ForgotRoute, OpenShopRoute, OutboxMailRoute, OutboxRoute,
    RegisterRoute, ResetRoute, SignInRoute, VerifyRoute,
};
use storefront::cart::{CartPage, provide_cart};
use storefront::catalog::{CategoryList, ProductDetail, ProductList};
use storefront::checkout::{ChallengeRoute, CheckoutRoute, PlacedRoute, ResultRoute};
use storefront::home::Home;
use storefront::layout::StoreLayout;
use storefront::orders::{AccountOrderRoute, AccountOrdersRoute, TrackRoute};
use storefront::search::SearchPage;
use storefront::shops::ShopPage;
use ui::gallery::Gallery;
use ui::{ToastHost, provide_toasts};

use crate::not_found::NotFound;

mod t {
    domain::texts! {
        messages: "Messages", "Meldungen";
        close: "Close", "Schließen";
    }
}

/// Every component in every state.
struct GalleryRoute;

#[lazy_route]
impl LazyRoute for GalleryRoute {
    fn data() -> Self {
        Self
    }

    fn view(this: Self) -> AnyView {
        let GalleryRoute = this;
        view! { <Gallery/> }.into_any()
    }
}

/// The whole site. Pages are rendered whole on the server, so that they work without scripts
/// and carry the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_locale();
    provide_toasts();
    provide_cart();
    // Tests and styles may ask whether the page is awake.
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
    let locale = use_locale();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <ParentRoute path=path!("") view=StoreLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=Home ssr=SsrMode::Async/>
                    <Route path=path!("/products") view=ProductList ssr=SsrMode::Async/>
                    <Route path=path!("/products/:shop/:slug") view=ProductDetail ssr=SsrMode::Async/>
                    <Route path=path!("/categories/*path") view=CategoryList ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/shops/:slug") view=ShopPage ssr=SsrMode::Async/>
                    <Route path=path!("/cart") view=CartPage ssr=SsrMode::Async/>
                    <Route path=path!("/account") view={Lazy::<AccountRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/orders") view={Lazy::<AccountOrdersRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/orders/:number") view={Lazy::<AccountOrderRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/orders/track") view={Lazy::<TrackRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/sign-in") view={Lazy::<SignInRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/register") view={Lazy::<RegisterRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/check-mail") view={Lazy::<CheckMailRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/verify/:token") view={Lazy::<VerifyRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/forgot") view={Lazy::<ForgotRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/reset/:token") view={Lazy::<ResetRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/addresses/:id") view={Lazy::<AddressRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/account/open-shop") view={Lazy::<OpenShopRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/dev/outbox") view={Lazy::<OutboxRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/dev/outbox/:id") view={Lazy::<OutboxMailRoute>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <Route path=path!("/checkout/:step?") view={Lazy::<CheckoutRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/checkout/result/:payment") view={Lazy::<ResultRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/checkout/placed/:number") view={Lazy::<PlacedRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/pay/challenge/:reference") view={Lazy::<ChallengeRoute>::new()} ssr=SsrMode::Async/>
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
                </ParentRoute>
                <Route path=path!("/dev/ui") view={Lazy::<GalleryRoute>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/not-found") view=NotFound ssr=SsrMode::Async/>
            </Routes>
        </Router>
        <ToastHost label=t::messages(locale) close_label=t::close(locale)/>
    }
}
