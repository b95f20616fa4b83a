//! What managers and admins do: the tree of categories.

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
}
