//! The settings of a shop: name and place, look, policies, shipping, taxes, members.

pub mod api;
mod forms;
mod frame;
mod look;
mod members;
mod pages;
mod rate;
mod shipping;
mod tax;
mod texts;
mod zone;

pub(crate) use look::LookPage;
pub(crate) use members::MembersPage;
pub(crate) use pages::{GeneralPage, PoliciesPage};
pub(crate) use rate::RatePage;
pub(crate) use shipping::ShippingPage;
pub(crate) use tax::{TaxPage, TaxesPage};
pub(crate) use zone::ZonePage;
