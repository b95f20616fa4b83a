//! A customer's orders, and following one by number and mail address.

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
}
