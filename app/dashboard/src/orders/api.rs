//! What the pages of orders ask of the server.

use domain::id::{FulfillmentId, OrderId};
use domain::orders::views::{CancelForm, FulfilForm, OrderView, OrdersPage, OrdersQuery, RefundForm};
use kit::AppError;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {
    backend::{Slice, orders},
    kit::request,
};

/// Orders of a page.
#[cfg(feature = "ssr")]
const PAGE: i64 = 25;

/// A page of a list.
#[server]
pub async fn load_orders(shop: String, query: OrdersQuery) -> Result<OrdersPage, AppError> {
    let cx = request().await?;
    let shop = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(query.after.as_deref(), PAGE);
    Ok(orders::list(&cx.env, &shop, query.filter, &query.search, slice).await?)
}

/// One order.
#[server]
pub async fn load_order(shop: String, number: String) -> Result<OrderView, AppError> {
    let cx = request().await?;
    Ok(orders::detail(&cx.env, &cx.shop_by_slug(&shop).await?, &number).await?)
}

/// Sends a parcel.
#[server]
pub async fn fulfil_order(shop: String, order: OrderId, form: FulfilForm) -> Result<(), AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&form.typed(), orders::fulfil(&cx.env, &scope, order, &form).await)?;
    Ok(())
}

/// Notes that a parcel arrived.
#[server]
pub async fn deliver_parcel(
    shop: String,
    order: OrderId,
    parcel: FulfillmentId,
    version: i64,
) -> Result<(), AppError> {
    let cx = request().await?;
    let shop = cx.shop_by_slug(&shop).await?;
    Ok(orders::mark_delivered(&cx.env, &shop, order, parcel, version).await?)
}

/// Calls pieces off.
#[server]
pub async fn cancel_pieces(shop: String, order: OrderId, form: CancelForm) -> Result<(), AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&form.typed(), orders::cancel(&cx.env, &scope, order, &form).await)?;
    Ok(())
}

/// Gives money back.
#[server]
pub async fn refund_order(shop: String, order: OrderId, form: RefundForm) -> Result<(), AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&form.typed(), orders::refund(&cx.env, &scope, order, &form).await)?;
    Ok(())
}

/// Adds a note.
#[server]
pub async fn add_note(shop: String, order: OrderId, version: i64, text: String) -> Result<(), AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&[("text", &text)], orders::note(&cx.env, &scope, order, version, &text).await)
}
