//! The cart of a guest or a person.

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
}
