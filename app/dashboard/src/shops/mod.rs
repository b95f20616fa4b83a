//! The settings of a shop: name and place, look, policies, shipping, taxes, members.

pub mod api;
mod forms;
mod frame;
mod members;
mod pages;
mod rate;
mod shipping;
mod tax;
mod texts;
mod zone;

pub use members::MembersRoute;
pub use pages::{GeneralRoute, LookRoute, PoliciesRoute};
pub use rate::RateRoute;
pub use shipping::ShippingRoute;
pub use tax::{TaxRoute, TaxesRoute};
pub use zone::ZoneRoute;
