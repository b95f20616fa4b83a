//! A person: sessions, opening an account, profile and addresses.

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
}
