//! What the page of the system asks of the server.

use domain::system::Health;
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
#[cfg(feature = "ssr")]
use {backend::ops, kit::request};

/// How the system stands, for managers and admins.
#[server(input = GetUrl)]
pub async fn load_system() -> Result<Health, AppError> {
    let cx = request().await?;
    cx.user_or_sign_in("/manage/system")?;
    Ok(ops::health(&cx.env, &cx.staff()?).await?)
}
