//! What the people of a shop do: `/api/v1/merchant/{shop}/…`. Whoever does not work in the shop
//! is answered as if it did not exist.

mod home;
mod imports;
mod orders;
mod pictures;
mod products;
mod settings;
mod stock;
mod upload;

use backend::Env;
use utoipa_axum::router::OpenApiRouter;

/// Routes of merchants.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .merge(products::routes())
        .merge(pictures::routes())
        .merge(stock::routes())
        .merge(imports::routes())
        .merge(home::routes())
        .merge(orders::routes())
        .merge(settings::routes())
}
