//! What the cart asks of the server.

use domain::checkout::CartView;
use domain::id::VariantId;
use kit::AppError;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {backend::cart, kit::request, kit::request::forward_plain_form};

/// The whole cart.
#[server]
pub async fn load_cart() -> Result<CartView, AppError> {
    let cx = request().await?;
    Ok(cart::view(&cx.env, &cx.buyer()).await?)
}

/// Pieces in the cart, for the badge.
#[server]
pub async fn cart_pieces() -> Result<i64, AppError> {
    let cx = request().await?;
    Ok(cart::pieces(&cx.env, &cx.buyer()).await?)
}

/// Puts pieces of a variant into the cart; a plain form goes on to the cart.
#[server]
pub async fn add_to_cart(variant: VariantId, quantity: i64) -> Result<CartView, AppError> {
    let cx = request().await?;
    let changed = cart::add(&cx.env, &cx.buyer(), variant, quantity).await?;
    changed.token.iter().for_each(|token| cx.set_cart_cookie(token));
    forward_plain_form("/cart");
    Ok(changed.cart)
}

/// Says how many pieces of a variant are wanted. `step` comes from the buttons of a plain form
/// and is added; `version` is that of the cart which the form showed.
#[server]
pub async fn set_quantity(
    variant: VariantId,
    quantity: i64,
    step: Option<i64>,
    version: Option<i64>,
) -> Result<CartView, AppError> {
    let cx = request().await?;
    let wanted = quantity.saturating_add(step.unwrap_or(0));
    Ok(cart::set_quantity(&cx.env, &cx.buyer(), variant, wanted, version).await?)
}

/// Takes a variant out of the cart.
#[server]
pub async fn remove_line(variant: VariantId, version: Option<i64>) -> Result<CartView, AppError> {
    let cx = request().await?;
    Ok(cart::remove(&cx.env, &cx.buyer(), variant, version).await?)
}
