//! The pages as routes. Those of the store are rendered by the server alone; the code of the others
//! is loaded when somebody goes there, in one chunk a group: what a buyer does, and what only a
//! demonstration has.

use crate::accounts::{
    AccountPage, AddressPage, CheckMailPage, ForgotPage, OpenShopPage, OutboxMailPage, OutboxPage,
    RegisterPage, ResetPage, SignInPage, VerifyPage,
};
use crate::cart::CartPage;
use crate::checkout::{ChallengePage, CheckoutPage, PlacedPage, ResultPage};
use crate::orders::{AccountOrderPage, AccountOrdersPage, TrackPage};

kit::server_pages! {
    /// What is new and what sells: `/`.
    HomeRoute => crate::home::Home;
    /// All products: `/products`.
    ProductListRoute => crate::catalog::ProductList;
    /// The products of a category: `/categories/{path}`.
    CategoryRoute => crate::catalog::CategoryList;
    /// A product: `/products/{shop}/{slug}`.
    ProductRoute => crate::catalog::ProductDetail;
    /// What was found: `/search`.
    SearchRoute => crate::search::SearchPage;
    /// A shop and its products: `/shops/{slug}`.
    ShopRoute => crate::shops::ShopPage;
}

kit::lazy_pages! { buyer:
    /// The cart: `/cart`.
    CartRoute => CartPage;
    /// Address, shipping, review and pay: `/checkout/{step}`.
    CheckoutRoute => CheckoutPage;
    /// Waiting for the provider: `/checkout/result/{payment}`.
    ResultRoute => ResultPage;
    /// What was bought: `/checkout/placed/{number}`.
    PlacedRoute => PlacedPage;
    /// The simulated bank's question: `/pay/challenge/{reference}`.
    ChallengeRoute => ChallengePage;
    /// The person's own page: `/account`.
    AccountRoute => AccountPage;
    /// The person's orders: `/account/orders`.
    AccountOrdersRoute => AccountOrdersPage;
    /// One of the person's orders: `/account/orders/{number}`.
    AccountOrderRoute => AccountOrderPage;
    /// An order without an account: `/orders/track`.
    TrackRoute => TrackPage;
    /// Signing in: `/account/sign-in`.
    SignInRoute => SignInPage;
    /// A new account: `/account/register`.
    RegisterRoute => RegisterPage;
    /// A mail is on its way: `/account/check-mail`.
    CheckMailRoute => CheckMailPage;
    /// The link that proves a mail address: `/account/verify/{token}`.
    VerifyRoute => VerifyPage;
    /// Asking for a new password: `/account/forgot`.
    ForgotRoute => ForgotPage;
    /// Choosing a new password: `/account/reset/{token}`.
    ResetRoute => ResetPage;
    /// The form of one of the person's addresses: `/account/addresses/{id}`.
    AddressRoute => AddressPage;
    /// Opening a shop: `/account/open-shop`.
    OpenShopRoute => OpenShopPage;
}

kit::lazy_pages! { dev:
    /// The mails of a demonstration: `/dev/outbox`.
    OutboxRoute => OutboxPage;
    /// One mail of a demonstration: `/dev/outbox/{id}`.
    OutboxMailRoute => OutboxMailPage;
}
