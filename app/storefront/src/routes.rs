//! The pages as routes. Their code is loaded when somebody goes there, in one chunk a group:
//! the store, what a buyer does, and what only a demonstration has.

use crate::accounts::{
    AccountPage, AddressPage, CheckMailPage, ForgotPage, OpenShopPage, OutboxMailPage, OutboxPage,
    RegisterPage, ResetPage, SignInPage, VerifyPage,
};
use crate::cart::CartPage;
use crate::catalog::{CategoryList, ProductDetail, ProductList};
use crate::checkout::{ChallengePage, CheckoutPage, PlacedPage, ResultPage};
use crate::home::Home;
use crate::orders::{AccountOrderPage, AccountOrdersPage, TrackPage};
use crate::search::SearchPage;
use crate::shops::ShopPage;

kit::lazy_pages! { store:
    /// What is new and what sells: `/`.
    HomeRoute => Home;
    /// All products: `/products`.
    ProductListRoute => ProductList;
    /// The products of a category: `/categories/{path}`.
    CategoryRoute => CategoryList;
    /// A product: `/products/{shop}/{slug}`.
    ProductRoute => ProductDetail;
    /// What was found: `/search`.
    SearchRoute => SearchPage;
    /// A shop and its products: `/shops/{slug}`.
    ShopRoute => ShopPage;
    /// The cart: `/cart`.
    CartRoute => CartPage;
}

kit::lazy_pages! { buyer:
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
