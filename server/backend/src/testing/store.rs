//! Shops and goods for tests that sell.

use db::Run;
use domain::id::{
    ProductEntity, RateEntity, ShopEntity, ShopId, TaxRateEntity, VariantEntity, VariantId, ZoneEntity,
};
use domain::stock::{StockLevels, StockMove};

use crate::Env;
use crate::catalog::derive::refresh_product;
use crate::inventory::{self, Cause, Touched};

/// What a variant is made of; one product each.
#[derive(Debug, Clone, Copy)]
pub struct Goods {
    /// Minor units.
    pub price: i64,
    /// Pieces at the start.
    pub on_hand: i64,
    /// Whether stock is counted.
    pub tracked: bool,
    /// `deny` or `continue`.
    pub policy: &'static str,
    /// Whether it is sent.
    pub ships: bool,
}

impl Default for Goods {
    fn default() -> Self {
        Self { price: 1999, on_hand: 100, tracked: true, policy: "deny", ships: true }
    }
}

/// An open shop in Berlin that sends to Germany for 4.90 and to Austria for 9.90, with German
/// and Austrian tax.
pub async fn shop(env: &Env, slug: &str, prices_include_tax: bool) -> ShopId {
    let shop = env.id::<ShopEntity>();
    let mut tx = env.db.begin().await.unwrap();
    tx.dynamic(
        "testing::shop",
        "insert into shops (id, slug, name, currency, prices_include_tax, created_at, updated_at)
         values ($1, $2, $3, 'EUR', $4, 0, 0)"
            .into(),
    )
    .bind(shop)
    .bind(slug)
    .bind(format!("Shop {slug}"))
    .bind(prices_include_tax)
    .execute()
    .await
    .unwrap();
    for (country, price, rates) in [("DE", 490, [190_000, 70_000]), ("AT", 990, [200_000, 100_000])] {
        let zone = env.id::<ZoneEntity>();
        tx.dynamic(
            "testing::zone",
            "insert into shipping_zones (id, shop_id, name, countries, position) values ($1, $2, $3, $4, 0)"
                .into(),
        )
        .bind(zone)
        .bind(shop)
        .bind(country)
        .bind(format!("[\"{country}\"]"))
        .execute()
        .await
        .unwrap();
        tx.dynamic(
            "testing::rate",
            "insert into shipping_rates (id, shop_id, zone_id, name, price, min_days, max_days, position)
             values ($1, $2, $3, 'Standard', $4, 2, 4, 0)"
                .into(),
        )
        .bind(env.id::<RateEntity>())
        .bind(shop)
        .bind(zone)
        .bind(price)
        .execute()
        .await
        .unwrap();
        for (class, rate) in ["standard", "reduced"].into_iter().zip(rates) {
            tx.dynamic(
                "testing::tax",
                "insert into tax_rates (id, shop_id, country, tax_class, name, rate_ppm) values ($1, $2, $3, $4, 'VAT', $5)"
                    .into(),
            )
            .bind(env.id::<TaxRateEntity>())
            .bind(shop)
            .bind(country)
            .bind(class)
            .bind(rate)
            .execute()
            .await
            .unwrap();
        }
    }
    tx.commit().await.unwrap();
    shop
}

/// A variant on sale.
pub async fn variant(env: &Env, shop: ShopId, goods: Goods) -> VariantId {
    let (product, variant) = (env.id::<ProductEntity>(), env.id::<VariantEntity>());
    let mut tx = env.db.begin().await.unwrap();
    tx.dynamic(
        "testing::product",
        "insert into products (id, shop_id, slug, title, title_folded, status, created_at, updated_at)
         values ($1, $2, $1, 'Mug', 'mug', 'active', 0, 0)"
            .into(),
    )
    .bind(product)
    .bind(shop)
    .execute()
    .await
    .unwrap();
    tx.dynamic(
        "testing::variant",
        "insert into variants (id, product_id, shop_id, price, weight_g, requires_shipping, position, tracked, stock_policy, created_at, updated_at)
         values ($1, $2, $3, $4, 300, $5, 0, $6, $7, 0, 0)"
            .into(),
    )
    .bind(variant)
    .bind(product)
    .bind(shop)
    .bind(goods.price)
    .bind(goods.ships)
    .bind(goods.tracked)
    .bind(goods.policy)
    .execute()
    .await
    .unwrap();
    if goods.on_hand != 0 {
        let (mut touched, kind) = (Touched::default(), StockMove::Opening);
        let cause = Cause::default();
        inventory::change_on_hand(&mut tx, env, &mut touched, variant, kind, goods.on_hand, cause)
            .await
            .unwrap();
        touched.settle(&mut tx, env).await.unwrap();
    } else {
        refresh_product(&mut tx, product).await.unwrap();
    }
    tx.commit().await.unwrap();
    variant
}

/// A variant's stock.
pub async fn stock(env: &Env, variant: VariantId) -> StockLevels {
    let text = "select on_hand, allocated, reserved from variants where id = $1".into();
    let row: (i64, i64, i64) =
        env.db.read().dynamic("testing::stock", text).bind(variant).fetch_one().await.unwrap();
    StockLevels { on_hand: row.0, allocated: row.1, reserved: row.2 }
}

/// Fails when a level of a variant is not what its ledger sums to, or what is reserved not what
/// live checkouts hold.
pub async fn assert_stock_is_sound(env: &Env) {
    let text = "select v.id from variants v
         where v.on_hand <> (select coalesce(sum(l.on_hand), 0) from stock_ledger l where l.variant_id = v.id)
            or v.allocated <> (select coalesce(sum(l.allocated), 0) from stock_ledger l where l.variant_id = v.id)
            or v.reserved <> (select coalesce(sum(l.reserved), 0) from stock_ledger l where l.variant_id = v.id)
            or v.reserved <> (select coalesce(sum(r.quantity), 0) from reservations r where r.variant_id = v.id)";
    let wrong: Vec<(VariantId,)> =
        env.db.read().dynamic("testing::ledger", text.into()).fetch_all().await.unwrap();
    assert!(wrong.is_empty(), "stock and ledger differ: {wrong:?}");
}

/// A number out of the database.
pub async fn count(env: &Env, text: &'static str) -> i64 {
    env.db.read().dynamic("testing::count", text.into()).scalar().await.unwrap()
}

/// Runs a change that no verb makes.
pub async fn change(env: &Env, text: &'static str, id: VariantId) {
    let mut tx = env.db.begin().await.unwrap();
    tx.dynamic("testing::change", text.into()).bind(id).execute().await.unwrap();
    tx.commit().await.unwrap();
}
