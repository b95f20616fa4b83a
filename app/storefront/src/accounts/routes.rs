//! The pages as routes whose code is loaded when somebody goes there.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::account::AccountPage;
use super::address::AddressPage;
use super::open_shop::OpenShopPage;
use super::outbox::{OutboxMailPage, OutboxPage};
use super::register::{CheckMailPage, RegisterPage};
use super::reset::{ForgotPage, ResetPage};
use super::sign_in::SignInPage;
use super::verify::VerifyPage;

macro_rules! lazy_pages {
    ($($(#[$meta:meta])* $route:ident => $page:ident;)+) => { $(
        $(#[$meta])*
        pub struct $route;

        #[lazy_route]
        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            fn view(this: Self) -> AnyView {
                let $route = this;
                view! { <$page /> }.into_any()
            }
        }
    )+ };
}

lazy_pages! {
    /// `/account`
    AccountRoute => AccountPage;
    /// `/account/sign-in`
    SignInRoute => SignInPage;
    /// `/account/register`
    RegisterRoute => RegisterPage;
    /// `/account/check-mail`
    CheckMailRoute => CheckMailPage;
    /// `/account/verify/{token}`
    VerifyRoute => VerifyPage;
    /// `/account/forgot`
    ForgotRoute => ForgotPage;
    /// `/account/reset/{token}`
    ResetRoute => ResetPage;
    /// `/account/addresses/{id}`
    AddressRoute => AddressPage;
    /// `/account/open-shop`
    OpenShopRoute => OpenShopPage;
    /// `/dev/outbox`
    OutboxRoute => OutboxPage;
    /// `/dev/outbox/{id}`
    OutboxMailRoute => OutboxMailPage;
}
