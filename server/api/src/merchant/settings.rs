//! A shop's settings, members and its first page.

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
}
