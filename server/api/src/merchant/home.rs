//! A shop at a glance.

use axum::Json;
use backend::{Env, catalog};
use domain::Money;
use domain::products::ShopHome;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::Path;
use crate::types::In;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new().routes(routes!(get_shop_figures))
}

/// What waits and how the days went.
#[derive(Debug, Serialize, ToSchema)]
struct ShopFigures {
    /// Orders that wait to be sent.
    to_ship: i64,
    /// Active products of which nothing can be bought.
    out_of_stock: i64,
    /// Products without a picture.
    without_picture: i64,
    /// Products of any state.
    products: i64,
    /// The last fourteen days, oldest first.
    days: Vec<Day>,
}

/// What a day brought.
#[derive(Debug, Serialize, ToSchema)]
struct Day {
    /// In the shop's time zone.
    #[schema(format = Date, examples("2026-03-02"))]
    day: String,
    /// Orders placed.
    orders: i64,
    /// Their totals less refunds.
    revenue: Money,
}

impl From<ShopHome> for ShopFigures {
    fn from(home: ShopHome) -> Self {
        let amounts = In(home.currency);
        let day = |day: domain::products::DayFigures| Day {
            day: day.day,
            orders: day.orders,
            revenue: amounts.money(day.revenue),
        };
        Self {
            to_ship: home.to_ship,
            out_of_stock: home.out_of_stock,
            without_picture: home.pictureless,
            products: home.products,
            days: home.days.into_iter().map(day).collect(),
        }
    }
}

/// A shop at a glance
///
/// What waits, and orders and revenue of the last fourteen days.
#[utoipa::path(get, path = "/merchant/{shop}/home", tag = "Merchant: orders",
    params(("shop" = String, Path, description = "The shop's slug")),
    security(("session" = [])),
    responses(
        (status = 200, body = ShopFigures),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such shop of the caller's"),
    ))]
async fn get_shop_figures(cx: Caller, Path(shop): Path<String>) -> Result<Json<ShopFigures>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    Ok(Json(catalog::shop_home(&cx.env, &shop).await?.into()))
}
