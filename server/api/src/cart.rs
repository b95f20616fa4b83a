//! The cart of a guest or a person.

mod view;

use axum::Json;
use backend::cart;
use domain::checkout::CartChanged;
use domain::id::VariantId;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path, Query};

pub use view::Cart;

/// Routes of it.
pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new()
        .routes(routes!(get_cart, open_cart))
        .routes(routes!(add_cart_line))
        .routes(routes!(set_cart_line, remove_cart_line))
}

/// A cart, and the secret of one that just began.
#[derive(Debug, Serialize, ToSchema)]
struct OpenedCart {
    /// The secret of a cart that this request began: a guest sends it as `X-Cart-Token` from here
    /// on, a signed-in person needs none. It is shown this once; `null` when there was a cart.
    token: Option<String>,
    /// How the cart is now.
    cart: Cart,
}

impl From<CartChanged> for OpenedCart {
    fn from(changed: CartChanged) -> Self {
        Self { token: changed.token, cart: changed.cart.into() }
    }
}

/// Your cart
///
/// With prices and stock of now; an empty one for who has none.
#[utoipa::path(get, path = "/cart", tag = "Cart", security(("cart" = []), ("session" = [])),
    responses((status = 200, body = Cart)))]
async fn get_cart(cx: Caller) -> Result<Json<Cart>, Problem> {
    Ok(Json(cart::view(&cx.env, &cx.buyer()).await?.into()))
}

/// Begin a cart
///
/// Who has one already is answered with it.
#[utoipa::path(post, path = "/cart", tag = "Cart", security((), ("cart" = []), ("session" = [])), responses(
    (status = 201, body = OpenedCart, description = "It began; keep its `token`"),
    (status = 200, body = OpenedCart, description = "There is one already"),
))]
async fn open_cart(cx: Caller) -> Result<(StatusCode, Json<OpenedCart>), Problem> {
    let opened = cart::open(&cx.env, &cx.buyer()).await?;
    let status = if opened.token.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(opened.into())))
}

/// What is put into the cart.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCartLine {
    /// What is bought.
    variant_id: VariantId,
    /// Pieces; they are added to those that are in the cart.
    #[schema(minimum = 1, maximum = 999)]
    quantity: i64,
}

/// Put something into the cart
///
/// Begins the cart where there is none.
#[utoipa::path(post, path = "/cart/lines", tag = "Cart", request_body = NewCartLine,
    security((), ("cart" = []), ("session" = [])),
    responses(
        (status = 201, body = OpenedCart),
        (status = 404, description = "No such variant on sale"),
        (status = 409, description = "`out_of_stock` with what is left, `cart_full`, or `payment_in_progress`"),
        (status = 422, description = "Not 1 to 999 pieces"),
    ))]
async fn add_cart_line(
    cx: Caller,
    Body(body): Body<NewCartLine>,
) -> Result<(StatusCode, Json<OpenedCart>), Problem> {
    let changed = cart::add(&cx.env, &cx.buyer(), body.variant_id, body.quantity).await?;
    Ok((StatusCode::CREATED, Json(changed.into())))
}

/// How many pieces are wanted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CartLineChange {
    /// Pieces in all; 0 takes the line out.
    #[schema(minimum = 0, maximum = 999)]
    quantity: i64,
    /// The cart's `version` for which this was meant; without it, any.
    version: Option<i64>,
}

/// Say how many pieces are wanted
#[utoipa::path(patch, path = "/cart/lines/{variant_id}", tag = "Cart", request_body = CartLineChange,
    security(("cart" = []), ("session" = [])),
    params(("variant_id" = VariantId, Path, description = "What is bought")),
    responses(
        (status = 200, body = Cart),
        (status = 404, description = "It is not in the cart, or there is no cart"),
        (status = 409, description = "`stale` for an old version, `out_of_stock` with what is left, or `payment_in_progress`"),
        (status = 422, description = "Not 0 to 999 pieces"),
    ))]
async fn set_cart_line(
    cx: Caller,
    Path(variant): Path<VariantId>,
    Body(body): Body<CartLineChange>,
) -> Result<Json<Cart>, Problem> {
    let cart = cart::set_quantity(&cx.env, &cx.buyer(), variant, body.quantity, body.version).await?;
    Ok(Json(cart.into()))
}

/// Which cart is meant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CartVersion {
    /// The cart's `version` for which this was meant; without it, any.
    version: Option<i64>,
}

/// Take something out of the cart
#[utoipa::path(delete, path = "/cart/lines/{variant_id}", tag = "Cart",
    security(("cart" = []), ("session" = [])),
    params(("variant_id" = VariantId, Path, description = "What is bought"), CartVersion),
    responses(
        (status = 204, description = "It is out"),
        (status = 404, description = "It is not in the cart, or there is no cart"),
        (status = 409, description = "`stale` for an old version, or `payment_in_progress`"),
    ))]
async fn remove_cart_line(
    cx: Caller,
    Path(variant): Path<VariantId>,
    Query(query): Query<CartVersion>,
) -> Result<StatusCode, Problem> {
    cart::remove(&cx.env, &cx.buyer(), variant, query.version).await?;
    Ok(StatusCode::NO_CONTENT)
}
