//! A person: sessions, opening an account, profile and addresses.

mod addresses;
mod profile;
mod registration;
mod sessions;
mod shops;

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

pub use addresses::AddressBody;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .merge(sessions::routes())
        .merge(registration::routes())
        .merge(profile::routes())
        .merge(addresses::routes())
        .merge(shops::routes())
}
