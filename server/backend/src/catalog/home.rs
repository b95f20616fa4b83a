//! The first page of a shop's dashboard: what waits to be done, and how the last days went.

use std::collections::HashMap;

use db::{Run, sql};
use domain::Currency;
use domain::products::{DayFigures, ShopHome};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::lists;
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

/// This period and the one before.
const DAYS: i64 = 14;

sql!(SHOP_ZONE, "select currency, time_zone from shops where id = $1");
sql!(
    ORDERS_TO_SHIP,
    "select count(*) from orders
     where shop_id = $1 and status = 'open' and fulfillment_status in ('unfulfilled', 'partial')"
);
sql!(
    SOLD_OUT_PRODUCTS,
    "select count(*) from products where shop_id = $1 and status = 'active' and not available"
);
sql!(SENDS_SOMEWHERE, "select exists (select 1 from shipping_rates where shop_id = $1)");
sql!(
    DAILY_FIGURES,
    "select day, count(*), cast(coalesce(sum(total - refunded_total), 0) as bigint) from orders
     where shop_id = $1 and day >= $2 and status in ('open', 'completed') group by day"
);

/// What a shop's people see first.
pub async fn shop_home(env: &Env, shop: &ShopScope) -> Result<ShopHome> {
    let mut conn = env.db.read();
    let (currency, zone): (Currency, String) = conn.query(&SHOP_ZONE).bind(shop.shop()).fetch_one().await?;
    let today = today(env, &zone)?;
    let first = today.checked_sub((DAYS - 1).days()).map_err(Error::internal)?;
    let query = conn.query(&DAILY_FIGURES).bind(shop.shop()).bind(first.to_string());
    let rows: Vec<(String, i64, i64)> = query.fetch_all().await?;
    let known: HashMap<String, (i64, i64)> = rows.into_iter().map(|(day, n, sum)| (day, (n, sum))).collect();
    let days = first.series(1.day()).take(DAYS as usize).map(|day| {
        let day = day.to_string();
        let (orders, revenue) = known.get(&day).copied().unwrap_or_default();
        DayFigures { day, orders, revenue }
    });
    let days = days.collect();
    let to_ship = orders_to_ship(env, shop).await?;
    let out_of_stock = conn.query(&SOLD_OUT_PRODUCTS).bind(shop.shop()).scalar().await?;
    let sends: bool = conn.query(&SENDS_SOMEWHERE).bind(shop.shop()).scalar().await?;
    let counts = lists::product_counts(env, shop).await?;
    Ok(ShopHome {
        to_ship,
        sends,
        out_of_stock,
        pictureless: counts.pictureless,
        products: counts.active + counts.draft + counts.archived,
        days,
        currency,
    })
}

/// How many orders wait to be sent.
pub async fn orders_to_ship(env: &Env, shop: &ShopScope) -> Result<i64> {
    Ok(env.db.read().query(&ORDERS_TO_SHIP).bind(shop.shop()).scalar().await?)
}

/// The day it is in a zone; UTC for a zone that is not known.
fn today(env: &Env, zone: &str) -> Result<Date> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let now = Timestamp::from_millisecond(env.now().0).map_err(Error::internal)?;
    Ok(now.to_zoned(zone).date())
}
