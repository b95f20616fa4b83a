//! Shipping zones and rates of a shop, and what they offer for a parcel.

use serde::{Deserialize, Serialize};

use crate::id::{RateId, ZoneId};

/// A part of the world with its rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingZone {
    /// Its id.
    pub id: ZoneId,
    /// Its name for the merchant.
    pub name: String,
    /// ISO codes of its countries; none stands for the rest of the world.
    pub countries: Vec<String>,
    /// Its rates, in the merchant's order.
    pub rates: Vec<ShippingRate>,
}

/// A way to send a parcel, with its bounds. All bounds are inclusive; `None` is no bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingRate {
    /// Its id.
    pub id: RateId,
    /// What the shopper reads.
    pub name: String,
    /// Minor units; with or without tax as the shop's prices are.
    pub price: i64,
    /// Lowest subtotal after discounts, minor units.
    pub min_subtotal: Option<i64>,
    /// Highest subtotal after discounts, minor units.
    pub max_subtotal: Option<i64>,
    /// Heaviest parcel in grams.
    pub max_weight_g: Option<i64>,
    /// From this subtotal on it costs nothing.
    pub free_from: Option<i64>,
    /// Working days until delivery, at best.
    pub min_days: i64,
    /// Working days until delivery, at worst.
    pub max_days: i64,
}

/// What decides about the rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parcel {
    /// Minor units of the goods, after discounts.
    pub subtotal: i64,
    /// Grams.
    pub weight_g: i64,
}

/// A rate as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingOffer {
    /// The rate.
    pub rate_id: RateId,
    /// What the shopper reads.
    pub name: String,
    /// Minor units to pay.
    pub price: i64,
    /// Minor units without the threshold, to strike through when they are higher.
    pub full_price: i64,
    /// Minor units that are missing until it is free.
    pub missing_for_free: Option<i64>,
    /// Working days at best.
    pub min_days: i64,
    /// Working days at worst; never below `min_days`.
    pub max_days: i64,
}

/// The zone for a country: one that names it, before the rest of the world; of several that
/// name it the one with the fewest countries, then the first.
pub fn zone_for<'a>(zones: &'a [ShippingZone], country: &str) -> Option<&'a ShippingZone> {
    let named = zones.iter().filter(|zone| zone.countries.iter().any(|c| c == country));
    named
        .min_by_key(|zone| zone.countries.len())
        .or_else(|| zones.iter().find(|zone| zone.countries.is_empty()))
}

/// What the shop offers to a country, cheapest first, then fastest, then in the merchant's
/// order. Empty when the shop does not send there.
pub fn offers(zones: &[ShippingZone], country: &str, parcel: Parcel) -> Vec<ShippingOffer> {
    let Some(zone) = zone_for(zones, country) else { return Vec::new() };
    let mut found: Vec<ShippingOffer> = zone.rates.iter().filter_map(|rate| rate.offer(parcel)).collect();
    found.sort_by_key(|offer| (offer.price, offer.max_days, offer.min_days));
    found
}

impl ShippingRate {
    /// The offer for a parcel; `None` outside of the bounds.
    pub fn offer(&self, parcel: Parcel) -> Option<ShippingOffer> {
        let Parcel { subtotal, weight_g } = parcel;
        let fits = self.min_subtotal.is_none_or(|min| subtotal >= min)
            && self.max_subtotal.is_none_or(|max| subtotal <= max)
            && self.max_weight_g.is_none_or(|max| weight_g <= max);
        if !fits {
            return None;
        }
        let free = self.free_from.is_some_and(|from| subtotal >= from);
        let min_days = self.min_days.max(0);
        Some(ShippingOffer {
            rate_id: self.id,
            name: self.name.clone(),
            price: if free { 0 } else { self.price.max(0) },
            full_price: self.price.max(0),
            missing_for_free: self.free_from.map(|from| from - subtotal).filter(|missing| *missing > 0),
            min_days,
            max_days: self.max_days.max(min_days),
        })
    }
}

/// First and last day of a delivery, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Earliest.
    pub from: i64,
    /// Latest.
    pub until: i64,
}

/// When a parcel that is ordered on a day (days since 1970-01-01, in the shop's zone) arrives:
/// working days, Monday to Friday, are counted from the day after.
pub fn promise(ordered_on: i64, min_days: i64, max_days: i64) -> Promise {
    let least = min_days.max(0);
    Promise {
        from: plus_working_days(ordered_on, least),
        until: plus_working_days(ordered_on, max_days.max(least)),
    }
}

/// Most working days that are counted; beyond, a promise says nothing.
const MAX_DAYS: i64 = 365;

fn plus_working_days(day: i64, days: i64) -> i64 {
    // 1970-01-01 was a Thursday; Monday is 0.
    let weekday = |day: i64| (day + 3).rem_euclid(7);
    let (mut at, mut left) = (day, days.min(MAX_DAYS));
    while left > 0 || weekday(at) > 4 {
        at += 1;
        if weekday(at) <= 4 {
            left -= 1;
        }
        if left < 0 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(number: u128, price: i64, days: (i64, i64)) -> ShippingRate {
        ShippingRate {
            id: RateId::from_parts(0, number),
            name: format!("rate {number}"),
            price,
            min_subtotal: None,
            max_subtotal: None,
            max_weight_g: None,
            free_from: None,
            min_days: days.0,
            max_days: days.1,
        }
    }

    fn zone(number: u128, countries: &[&str], rates: Vec<ShippingRate>) -> ShippingZone {
        ShippingZone {
            id: ZoneId::from_parts(0, number),
            name: format!("zone {number}"),
            countries: countries.iter().map(|c| c.to_string()).collect(),
            rates,
        }
    }

    #[test]
    fn the_zone_that_names_the_country_most_narrowly_wins() {
        let zones = [zone(1, &[], vec![]), zone(2, &["DE", "AT", "FR"], vec![]), zone(3, &["DE"], vec![])];
        let found = |country| zone_for(&zones, country).map(|z| z.name.as_str());
        assert_eq!(found("DE"), Some("zone 3"));
        assert_eq!(found("AT"), Some("zone 2"));
        assert_eq!(found("JP"), Some("zone 1"));
        assert_eq!(zone_for(&zones[1..], "JP"), None);
        assert!(offers(&zones[1..], "JP", Parcel::default()).is_empty());
    }

    #[test]
    fn offers_are_sorted_by_price_and_then_by_days() {
        let zones =
            [zone(1, &["DE"], vec![rate(1, 900, (1, 1)), rate(2, 500, (3, 5)), rate(3, 500, (1, 2))])];
        let order: Vec<_> =
            offers(&zones, "DE", Parcel::default()).into_iter().map(|offer| offer.name).collect();
        assert_eq!(order, ["rate 3", "rate 2", "rate 1"]);
    }

    #[test]
    fn bounds_are_inclusive_and_a_threshold_makes_it_free() {
        let bounded = ShippingRate {
            min_subtotal: Some(1000),
            max_subtotal: Some(5000),
            max_weight_g: Some(2000),
            free_from: Some(4000),
            ..rate(1, 490, (2, 4))
        };
        let offer = |subtotal, weight_g| bounded.offer(Parcel { subtotal, weight_g });
        assert_eq!(offer(999, 0), None);
        assert_eq!(offer(5001, 0), None);
        assert_eq!(offer(1000, 2001), None);
        let paid = offer(1000, 2000).unwrap();
        assert_eq!((paid.price, paid.missing_for_free), (490, Some(3000)));
        let free = offer(4000, 1).unwrap();
        assert_eq!((free.price, free.full_price, free.missing_for_free), (0, 490, None));
    }

    #[test]
    fn a_promise_counts_working_days() {
        // 2024-03-01 was a Friday, day 19783.
        assert_eq!(promise(19_783, 1, 3), Promise { from: 19_786, until: 19_788 });
        // Ordered on a Saturday: one working day on is Monday.
        assert_eq!(promise(19_784, 1, 1), Promise { from: 19_786, until: 19_786 });
        assert_eq!(promise(19_783, 0, 0), Promise { from: 19_783, until: 19_783 });
        // Nothing arrives on a Sunday.
        assert_eq!(promise(19_785, 0, 0).from, 19_786);
    }

    proptest! {
        #[test]
        fn a_promise_is_a_range_of_working_days_that_grows_with_the_days(
            day in -100_000i64..100_000, least in 0i64..60, more in 0i64..60,
        ) {
            let made = promise(day, least, least + more);
            prop_assert!(made.from >= day && made.until >= made.from);
            prop_assert!((made.from + 3).rem_euclid(7) <= 4 && (made.until + 3).rem_euclid(7) <= 4);
            prop_assert!(promise(day, least, least + more + 1).until >= made.until);
        }
    }
}
