//! What the frame asks of the server.

use domain::accounts::Me;
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {backend::catalog, kit::request};

/// What the frame shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Who looks.
    pub me: Me,
    /// Orders that wait to be sent.
    pub to_ship: i64,
}

/// The frame of a shop's pages.
#[server(input = GetUrl)]
pub async fn load_frame(shop: String) -> Result<Frame, AppError> {
    let cx = request().await?;
    cx.user_or_sign_in(&format!("/dashboard/{shop}"))?;
    let to_ship = catalog::orders_to_ship(&cx.env, &cx.shop_by_slug(&shop).await?).await?;
    Ok(Frame { me: cx.me.ok_or(AppError::Unauthenticated)?, to_ship })
}

/// The frame of the platform's pages.
#[server(input = GetUrl)]
pub async fn load_manage_frame() -> Result<Frame, AppError> {
    let cx = request().await?;
    cx.user_or_sign_in("/manage/categories")?;
    cx.staff()?;
    Ok(Frame { me: cx.me.ok_or(AppError::Unauthenticated)?, to_ship: 0 })
}

/// Who asks, with their shops.
#[server(input = GetUrl)]
pub async fn load_me() -> Result<Me, AppError> {
    let cx = request().await?;
    cx.user_or_sign_in("/dashboard")?;
    cx.me.ok_or(AppError::Unauthenticated)
}
