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
mod sections;
mod sign_in;
mod texts;
mod verify;

pub use account::AccountPage;
pub use address::AddressPage;
pub use open_shop::OpenShopPage;
pub use outbox::{OutboxMailPage, OutboxPage};
pub use register::{CheckMailPage, RegisterPage};
pub use reset::{ForgotPage, ResetPage};
pub use sign_in::SignInPage;
pub use verify::VerifyPage;
