//! What the first page asks of the server.

use domain::products::ShopHome;
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
#[cfg(feature = "ssr")]
use {backend::catalog, kit::request};

/// What waits and how the days went.
#[server(input = GetUrl)]
pub async fn load_home(shop: String) -> Result<ShopHome, AppError> {
    let cx = request().await?;
    Ok(catalog::shop_home(&cx.env, &cx.shop_by_slug(&shop).await?).await?)
}
