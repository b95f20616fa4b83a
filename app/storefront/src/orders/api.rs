//! What these pages ask of the server.

use domain::orders::views::{CustomerOrder, CustomerOrdersPage, Tracked};
use kit::AppError;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {
    backend::{Slice, orders},
    kit::request,
};

/// Orders of a page.
#[cfg(feature = "ssr")]
const PAGE: i64 = 20;

/// The orders behind a number and a mail address.
#[server]
pub async fn track(number: String, email: String) -> Result<Tracked, AppError> {
    let cx = request().await?;
    Ok(orders::public_track(&cx.env, cx.ip, &number, &email).await?)
}

/// A page of the person's orders.
#[server]
pub async fn own_orders(after: Option<String>) -> Result<CustomerOrdersPage, AppError> {
    let cx = request().await?;
    Ok(orders::customer_orders(&cx.env, cx.user()?, Slice::new(after.as_deref(), PAGE)).await?)
}

/// One of the person's orders.
#[server]
pub async fn own_order(number: String) -> Result<CustomerOrder, AppError> {
    let cx = request().await?;
    Ok(orders::customer_order(&cx.env, cx.user()?, &number).await?)
}
