//! The account: signing in and all that leads there, the person's own page, opening a shop, and
//! the outbox of a demonstration.

mod account;
mod address;
pub mod api;
mod frame;
mod open_shop;
mod outbox;
mod register;
mod reset;
mod routes;
mod sections;
mod sign_in;
mod texts;
mod verify;

pub use routes::{
    AccountRoute, AddressRoute, CheckMailRoute, ForgotRoute, OpenShopRoute, OutboxMailRoute, OutboxRoute,
    RegisterRoute, ResetRoute, SignInRoute, VerifyRoute,
};
