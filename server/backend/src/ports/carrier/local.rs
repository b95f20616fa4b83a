//! The zones and rates that the shops keep themselves.

use std::collections::HashMap;

use async_trait::async_trait;
use db::Builder;
use domain::id::{RateId, ShopId, ZoneId};
use domain::shipping::{Parcel, ShippingOffer, ShippingRate, ShippingZone, offers};

use super::Carriers;
use crate::{Env, Result};

/// The tables of each shop's zones and rates.
pub struct ShopTables;

#[derive(db::FromRow)]
struct Row {
    shop_id: ShopId,
    zone_id: ZoneId,
    zone_name: String,
    countries: String,
    id: RateId,
    name: String,
    price: i64,
    min_subtotal: Option<i64>,
    max_subtotal: Option<i64>,
    max_weight_g: Option<i64>,
    free_from: Option<i64>,
    min_days: i64,
    max_days: i64,
}

#[async_trait]
impl Carriers for ShopTables {
    async fn offers(
        &self,
        env: &Env,
        country: &str,
        parcels: &[(ShopId, Parcel)],
    ) -> Result<Vec<Vec<ShippingOffer>>> {
        let rows: Vec<Row> = Builder::new(
            "ports::carrier::offers",
            "select z.shop_id, z.id as zone_id, z.name as zone_name, z.countries, r.id, r.name, r.price, r.min_subtotal,
                    r.max_subtotal, r.max_weight_g, r.free_from, r.min_days, r.max_days
             from shipping_zones z join shipping_rates r on r.zone_id = z.id
             where z.shop_id in ",
        )
        .bind_list(parcels.iter().map(|(shop, _)| *shop))
        .push(" order by z.shop_id, z.position, z.id, r.position, r.id")
        .query(&mut env.db.read())
        .fetch_all()
        .await?;
        let mut zones: HashMap<ShopId, Vec<ShippingZone>> = HashMap::new();
        for row in rows {
            let zones = zones.entry(row.shop_id).or_default();
            if zones.last().is_none_or(|zone| zone.id != row.zone_id) {
                let countries = serde_json::from_str(&row.countries)?;
                let name = row.zone_name.clone();
                zones.push(ShippingZone { id: row.zone_id, name, countries, rates: Vec::new() });
            }
            if let Some(zone) = zones.last_mut() {
                zone.rates.push(row.rate());
            }
        }
        let none = Vec::new();
        let of = |shop: &ShopId| zones.get(shop).unwrap_or(&none);
        Ok(parcels.iter().map(|(shop, parcel)| offers(of(shop), country, *parcel)).collect())
    }

    fn name(&self) -> &'static str {
        "local"
    }
}

impl Row {
    fn rate(self) -> ShippingRate {
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
