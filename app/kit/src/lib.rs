//! What every page shares: the error that crosses the wire, who is asking, the locale, and
//! how money, dates and numbers are written.

pub mod error;
pub mod forms;
pub mod island;
pub mod lazy;
pub mod locale;
pub mod look;
pub mod once;
pub mod place;
#[cfg(feature = "ssr")]
pub mod request;

pub use domain::format;
pub use error::AppError;
pub use forms::{FormState, Kept};
pub use locale::use_locale;
pub use once::once;
#[cfg(feature = "ssr")]
pub use request::{Request, request};
