//! The six shops, the category tree, and what they charge for shipping and tax.

use std::collections::HashMap;

use domain::address::Address;
use domain::id::{CategoryId, MediaId, RateEntity, ShopId, TaxRateEntity, ZoneEntity};
use domain::time::DAY;
use serde_json::json;

use super::people::Staff;
use super::random::Random;
use super::rows::Rows;
use super::words::{CATEGORIES, COUNTRIES, SHOPS, Shop};
use crate::{Env, Result};

/// A shop that was written.
pub struct Made {
    pub id: ShopId,
    pub words: &'static Shop,
}

/// How long the shops have been there.
pub const AGE: i64 = 800 * DAY;

/// Writes the shops with their members, zones, rates and taxes, and the category tree.
pub async fn write(env: &Env, random: &mut Random, staff: &Staff, today: i64) -> Result<Vec<Made>> {
    let born = today - AGE;
    let mut shops = Rows::new(
        "shops",
        &[
            "id",
            "slug",
            "name",
            "tagline",
            "description",
            "accent",
            "address",
            "email",
            "time_zone",
            "currency",
            "prices_include_tax",
            "shipping_policy",
            "return_policy",
            "status",
            "created_at",
            "updated_at",
        ],
    );
    let mut members = Rows::new("shop_members", &["shop_id", "user_id", "role", "created_at"]);
    let mut made = Vec::new();
    for words in SHOPS {
        let id: ShopId = random.id(born);
        shops
            .row()
            .add(id)
            .add(words.slug)
            .add(words.name)
            .add(words.tagline)
            .add(words.description)
            .add(words.accent)
            .add(address(words)?)
            .add(format!("{}@souk.example", words.slug))
            .add(words.zone)
            .add(env.config.currency.as_str())
            .add(words.gross)
            .add("We send within two working days. Orders over 100 travel free within the EU.")
            .add("You have 30 days to send back what you do not like, unused, and we refund all of it.")
            .add("open")
            .add(born)
            .add(born);
        members.row().add(id).add(staff.merchant).add("owner").add(born);
        made.push(Made { id, words });
    }
    let mut zones = Rows::new("shipping_zones", &["id", "shop_id", "name", "countries", "position"]);
    let mut rates = Rows::new(
        "shipping_rates",
        &["id", "shop_id", "zone_id", "name", "price", "free_from", "min_days", "max_days", "position"],
    );
    let mut taxes = Rows::new("tax_rates", &["id", "shop_id", "country", "tax_class", "name", "rate_ppm"]);
    for shop in &made {
        ship(random, shop, &mut zones, &mut rates);
        for country in COUNTRIES {
            for (class, rate) in [("standard", country.rates.0), ("reduced", country.rates.1)] {
                taxes
                    .row()
                    .add(random.id::<TaxRateEntity>(born))
                    .add(shop.id)
                    .add(country.code)
                    .add(class)
                    .add(country.tax_name)
                    .add(rate);
            }
        }
    }
    let mut tx = env.db.begin().await?;
    for rows in [&mut shops, &mut members, &mut zones, &mut rates, &mut taxes] {
        rows.write(&mut tx).await?;
    }
    categories(random, made[0].id, born, &mut tx).await?;
    tx.commit().await?;
    Ok(made)
}

fn address(words: &Shop) -> Result<String> {
    Ok(serde_json::to_string(&Address {
        name: words.name.into(),
        line1: words.street.into(),
        city: words.city.into(),
        postcode: words.postcode.into(),
        country: words.country.into(),
        ..Address::default()
    })?)
}

/// Home, the other countries of the demo, and the rest of the world.
fn ship(random: &mut Random, shop: &Made, zones: &mut Rows, rates: &mut Rows) {
    let others: Vec<&str> =
        COUNTRIES.iter().map(|c| c.code).filter(|code| *code != shop.words.country).collect();
    let plans: [(&str, serde_json::Value, i64, (i64, i64)); 3] = [
        ("Home", json!([shop.words.country]), 490, (1, 3)),
        ("Europe", json!(others), 890, (3, 6)),
        ("Rest of the world", json!([]), 2_490, (7, 14)),
    ];
    for (position, (name, countries, price, days)) in plans.into_iter().enumerate() {
        let zone = random.id::<ZoneEntity>(0);
        let position = i64::try_from(position).unwrap_or_default();
        zones.row().add(zone).add(shop.id).add(name).add(countries.to_string()).add(position);
        let free = (price < 2_000).then_some(10_000);
        let mut rate = |name: &str, price: i64, free: Option<i64>, days: (i64, i64), at: i64| {
            rates
                .row()
                .add(random.id::<RateEntity>(0))
                .add(shop.id)
                .add(zone)
                .add(name)
                .add(price)
                .add(free)
                .add(days.0)
                .add(days.1)
                .add(at);
        };
        rate("Standard", price, free, days, 0);
        if price < 2_000 {
            rate("Express", price + 900, None, (1, 2), 1);
        }
    }
}

async fn categories(random: &mut Random, shop: ShopId, born: i64, tx: &mut db::Tx) -> Result<()> {
    let mut media =
        Rows::new("media", &["id", "shop_id", "kind", "status", "width", "height", "drawing", "created_at"]);
    let mut rows = Rows::new(
        "categories",
        &["id", "parent_id", "slug", "path", "name", "name_de", "position", "drawing", "media_id"],
    );
    let mut ids: HashMap<&str, CategoryId> = HashMap::new();
    for (position, (path, name, german, subjects)) in CATEGORIES.iter().enumerate() {
        let id: CategoryId = random.id(born);
        let (parent, slug) =
            path.rsplit_once('/').map_or((None, *path), |(parent, slug)| (ids.get(parent), slug));
        let drawing = json!({
            "draw": "scene", "subjects": subjects, "accent": SHOPS[position % SHOPS.len()].accent, "seed": random.seed(),
        });
        let picture: MediaId = random.id(born);
        media
            .row()
            .add(picture)
            .add(shop)
            .add("drawing")
            .add("ready")
            .add(1600i64)
            .add(900i64)
            .add(drawing.to_string())
            .add(born);
        rows.row()
            .add(id)
            .add(parent.copied())
            .add(slug)
            .add(*path)
            .add(*name)
            .add(*german)
            .add(i64::try_from(position).unwrap_or_default())
            .add(drawing.to_string())
            .add(picture);
        ids.insert(path, id);
    }
    media.write(tx).await?;
    rows.write(tx).await
}
