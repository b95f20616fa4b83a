//! Where a shop sends, and for how much.

use db::{Run, sql};
use domain::id::{RateEntity, RateId, ShopId, ZoneEntity, ZoneId};
use domain::shipping::{ShippingRate, ShippingZone};
use domain::shops::{RateForm, ZoneForm};

use super::{change, finish};
use crate::accounts::Audit;
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

/// As many zones a shop may have, and as many rates a zone.
const MOST: i64 = 50;

sql!(
    LIST_ZONES,
    "select id, name, countries from shipping_zones where shop_id = $1 order by position, id limit 50"
);
sql!(
    LIST_RATES,
    "select id, zone_id, name, price, min_subtotal, max_subtotal, max_weight_g, free_from, min_days, max_days
     from shipping_rates where shop_id = $1 order by zone_id, position, id limit 2500"
);
sql!(
    COUNT_ZONES,
    "select count(*), cast(coalesce(max(position), 0) as bigint) from shipping_zones where shop_id = $1"
);
sql!(
    COUNT_RATES,
    "select count(*), cast(coalesce(max(position), 0) as bigint) from shipping_rates where shop_id = $1 and zone_id = $2"
);
sql!(FIND_ZONE, "select id from shipping_zones where id = $1 and shop_id = $2");
sql!(
    ADD_ZONE,
    "insert into shipping_zones (id, shop_id, name, countries, position) values ($1, $2, $3, $4, $5)"
);
sql!(SAVE_ZONE, "update shipping_zones set name = $1, countries = $2 where id = $3 and shop_id = $4");
sql!(DELETE_ZONE, "delete from shipping_zones where id = $1 and shop_id = $2");
sql!(
    ADD_RATE,
    "insert into shipping_rates (id, shop_id, zone_id, name, price, min_subtotal, max_subtotal, max_weight_g, free_from,
            min_days, max_days, position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
);
sql!(
    SAVE_RATE,
    "update shipping_rates set name = $1, price = $2, min_subtotal = $3, max_subtotal = $4, max_weight_g = $5,
            free_from = $6, min_days = $7, max_days = $8
     where id = $9 and shop_id = $10 and zone_id = $11"
);
sql!(DELETE_RATE, "delete from shipping_rates where id = $1 and shop_id = $2 and zone_id = $3");

#[derive(db::FromRow)]
struct RateRow {
    id: RateId,
    zone_id: ZoneId,
    name: String,
    price: i64,
    min_subtotal: Option<i64>,
    max_subtotal: Option<i64>,
    max_weight_g: Option<i64>,
    free_from: Option<i64>,
    min_days: i64,
    max_days: i64,
}

/// A shop's zones with their rates, in the merchant's order. Two statements.
pub async fn zones(conn: &mut dyn Run, shop: ShopId) -> Result<Vec<ShippingZone>> {
    let zones: Vec<(ZoneId, String, String)> = conn.query(&LIST_ZONES).bind(shop).fetch_all().await?;
    let mut rates = conn.query(&LIST_RATES).bind(shop).fetch_all::<RateRow>().await?;
    zones
        .into_iter()
        .map(|(id, name, countries)| {
            let own = rates.extract_if(.., |rate| rate.zone_id == id).map(RateRow::read).collect();
            Ok(ShippingZone { id, name, countries: serde_json::from_str(&countries)?, rates: own })
        })
        .collect()
}

impl RateRow {
    fn read(self) -> ShippingRate {
        ShippingRate {
            id: self.id,
            name: self.name,
            price: self.price,
            min_subtotal: self.min_subtotal,
            max_subtotal: self.max_subtotal,
            max_weight_g: self.max_weight_g,
            free_from: self.free_from,
            min_days: self.min_days,
            max_days: self.max_days,
        }
    }
}

/// Changes a zone, or adds one.
///
/// # Errors
/// Forbidden for staff, Invalid fields, NotFound for another shop's, Conflict `too_many`.
pub async fn save_zone(env: &Env, shop: &ShopScope, id: Option<ZoneId>, form: &ZoneForm) -> Result<ZoneId> {
    let form = form.check()?;
    let countries = serde_json::to_string(&form.countries)?;
    let mut tx = change(env, shop).await?;
    let id = match id {
        Some(id) => {
            let query = tx.query(&SAVE_ZONE).bind(&form.name).bind(countries).bind(id).bind(shop.shop());
            if query.execute().await? == 0 {
                return Err(Error::NotFound);
            }
            id
        }
        None => {
            let (count, last): (i64, i64) = tx.query(&COUNT_ZONES).bind(shop.shop()).fetch_one().await?;
            if count >= MOST {
                return Err(Error::conflict("too_many"));
            }
            let id = env.id::<ZoneEntity>();
            let query = tx.query(&ADD_ZONE).bind(id).bind(shop.shop()).bind(&form.name).bind(countries);
            query.bind(last + 1).execute().await?;
            id
        }
    };
    finish(tx, env, shop, Audit::in_shop(shop, "shipping_zone.saved", form.name)).await?;
    Ok(id)
}

/// Removes a zone with its rates.
///
/// # Errors
/// Forbidden for staff, NotFound.
pub async fn delete_zone(env: &Env, shop: &ShopScope, id: ZoneId) -> Result<()> {
    let mut tx = change(env, shop).await?;
    if tx.query(&DELETE_ZONE).bind(id).bind(shop.shop()).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    finish(tx, env, shop, Audit::in_shop(shop, "shipping_zone.deleted", id.to_string())).await
}

/// Changes a rate of a zone, or adds one. Amounts are read in the site's currency.
///
/// # Errors
/// Forbidden for staff, Invalid fields, NotFound for another shop's zone or rate, Conflict
/// `too_many`.
pub async fn save_rate(
    env: &Env,
    shop: &ShopScope,
    zone: ZoneId,
    id: Option<RateId>,
    form: &RateForm,
) -> Result<RateId> {
    let known = id.is_some();
    let rate = form.read(id.unwrap_or_else(|| env.id::<RateEntity>()), env.config.currency)?;
    let mut tx = change(env, shop).await?;
    let zone: Option<(ZoneId,)> = tx.query(&FIND_ZONE).bind(zone).bind(shop.shop()).fetch_optional().await?;
    let (zone,) = zone.ok_or(Error::NotFound)?;
    if known {
        let changed = tx
            .query(&SAVE_RATE)
            .bind(&rate.name)
            .bind(rate.price)
            .bind(rate.min_subtotal)
            .bind(rate.max_subtotal)
            .bind(rate.max_weight_g)
            .bind(rate.free_from)
            .bind(rate.min_days)
            .bind(rate.max_days)
            .bind(rate.id)
            .bind(shop.shop())
            .bind(zone)
            .execute()
            .await?;
        if changed == 0 {
            return Err(Error::NotFound);
        }
    } else {
        let (count, last): (i64, i64) =
            tx.query(&COUNT_RATES).bind(shop.shop()).bind(zone).fetch_one().await?;
        if count >= MOST {
            return Err(Error::conflict("too_many"));
        }
        tx.query(&ADD_RATE)
            .bind(rate.id)
            .bind(shop.shop())
            .bind(zone)
            .bind(&rate.name)
            .bind(rate.price)
            .bind(rate.min_subtotal)
            .bind(rate.max_subtotal)
            .bind(rate.max_weight_g)
            .bind(rate.free_from)
            .bind(rate.min_days)
            .bind(rate.max_days)
            .bind(last + 1)
            .execute()
            .await?;
    }
    let id = rate.id;
    finish(tx, env, shop, Audit::in_shop(shop, "shipping_rate.saved", rate.name)).await?;
    Ok(id)
}

/// Removes a rate of a zone.
///
/// # Errors
/// Forbidden for staff, NotFound.
pub async fn delete_rate(env: &Env, shop: &ShopScope, zone: ZoneId, id: RateId) -> Result<()> {
    let mut tx = change(env, shop).await?;
    if tx.query(&DELETE_RATE).bind(id).bind(shop.shop()).bind(zone).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    finish(tx, env, shop, Audit::in_shop(shop, "shipping_rate.deleted", id.to_string())).await
}
