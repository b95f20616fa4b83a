//! Stock, through its verbs.

use db::Engine;
use domain::Locale;
use domain::address::Address;
use domain::checkout::{AddressInput, PayRequest};
use domain::stock::StockLevels;
use domain::time::MINUTE;

use super::*;
use crate::scope::{BuyerScope, ShopScope};
use crate::testing::store::{self, Goods};
use crate::testing::{TestApp, eventually, on_each_engine};
use crate::{cart, checkout};

/// Waits until another task waits for what this one's open transaction holds.
pub(crate) async fn until_somebody_waits(env: &Env) {
    let waits = "select count(*) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'";
    eventually(true, async || match env.db.engine() {
        Engine::Sqlite => env.db.pool_stats().waiting > 0,
        Engine::Postgres => store::count(env, waits).await > 0,
    })
    .await;
}

#[tokio::test]
async fn a_count_and_a_correction_leave_their_rows_and_are_only_for_the_shop_s_people() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (shop, other) = (store::shop(env, "mugs", true).await, store::shop(env, "lamps", true).await);
        let mug = store::variant(env, shop, Goods { on_hand: 0, ..Goods::default() }).await;
        let own = ShopScope::system(shop);
        set(env, &own, mug, 12, "counted").await.unwrap();
        set(env, &own, mug, 12, "counted again").await.unwrap();
        let after = adjust(env, &own, mug, -15, "broken").await.unwrap();
        assert_eq!((after.on_hand, store::stock(env, mug).await), (-3, after));
        let stranger = ShopScope::system(other);
        assert!(matches!(set(env, &stranger, mug, 1, "").await, Err(Error::NotFound)));
        assert!(matches!(adjust(env, &stranger, mug, 1, "").await, Err(Error::NotFound)));
        assert!(matches!(history(env, &stranger, mug, None, 10).await, Err(Error::NotFound)));
        for difference in [i64::MIN, i64::MAX] {
            assert!(matches!(adjust(env, &own, mug, difference, "").await, Err(Error::Invalid(_))));
        }
        assert!(matches!(set(env, &own, mug, -1, "").await, Err(Error::Invalid(_))));
        assert!(matches!(set(env, &own, mug, 1, &"x".repeat(501)).await, Err(Error::Invalid(_))));

        let page = history(env, &own, mug, None, 1).await.unwrap();
        assert_eq!((page.levels.on_hand, page.entries.len()), (-3, 1));
        assert_eq!((page.entries[0].note.as_str(), page.entries[0].change.on_hand), ("broken", -15));
        let rest = history(env, &own, mug, page.next, 10).await.unwrap();
        assert_eq!((rest.entries.len(), rest.next), (1, None));
        assert_eq!(rest.entries[0].note, "counted");
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_product_is_available_as_long_as_one_of_its_variants_is() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 1, ..Goods::default() }).await;
        let own = ShopScope::system(shop);
        let available =
            "select count(*) from products where available and min_price = 1999 and max_price = 1999";
        assert_eq!(store::count(env, available).await, 1);
        set(env, &own, mug, 0, "").await.unwrap();
        assert_eq!(store::count(env, available).await, 0);
        store::change(env, "update variants set stock_policy = 'continue' where id = $1", mug).await;
        adjust(env, &own, mug, -1, "").await.unwrap();
        assert_eq!(store::count(env, available).await, 1);
        store::change(env, "update variants set on_hand = on_hand + 1 where id = $1", mug).await;
    })
    .await;
}

#[tokio::test]
async fn moves_that_cannot_be_are_faults_and_change_nothing() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 2, ..Goods::default() }).await;
        let (before, cause) = (store::stock(env, mug).await, Cause::of("test"));
        for attempt in 0..3 {
            let mut tx = env.db.begin().await.unwrap();
            let mut touched = Touched::default();
            let refused = match attempt {
                0 => release(&mut tx, env, &mut touched, mug, 1, cause).await,
                1 => fulfil(&mut tx, env, &mut touched, mug, 1, cause).await,
                _ => cancel(&mut tx, env, &mut touched, mug, 1, cause).await,
            };
            assert!(matches!(refused, Err(Error::Internal(_))), "{attempt}");
            let short = reserve(&mut tx, env, &mut touched, mug, 3, cause).await.unwrap();
            assert_eq!(short, Sold::Short(2));
            touched.settle(&mut tx, env).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(store::stock(env, mug).await, before);
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_sold_piece_goes_through_all_its_levels() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 5, ..Goods::default() }).await;
        let cause = Cause::of("order");
        let mut tx = env.db.begin().await.unwrap();
        let mut touched = Touched::default();
        assert_eq!(reserve(&mut tx, env, &mut touched, mug, 2, cause).await.unwrap(), Sold::Done);
        assert_eq!(allocate(&mut tx, env, &mut touched, mug, 4, 2, cause).await.unwrap(), Sold::Done);
        fulfil(&mut tx, env, &mut touched, mug, 2, cause).await.unwrap();
        cancel(&mut tx, env, &mut touched, mug, 1, cause).await.unwrap();
        restock(&mut tx, env, &mut touched, mug, 1, cause).await.unwrap();
        touched.settle(&mut tx, env).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store::stock(env, mug).await, StockLevels { on_hand: 4, allocated: 1, reserved: 0 });
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

/// What random buyers and a random merchant do, one after another.
async fn random_step(app: &TestApp, shop: &ShopScope, goods: &[VariantId], buyers: &mut [BuyerScope]) {
    let env = &app.env;
    let dice = env.random::<4>();
    let buyer = &mut buyers[usize::from(dice[1]) % 3];
    let variant = goods[usize::from(dice[2]) % goods.len()];
    let quantity = i64::from(dice[3] % 4);
    // Refusals are part of life here; only faults of ours are not.
    let outcome = match dice[0] % 10 {
        0 => set(env, shop, variant, quantity * 3, "").await.map(drop),
        1 => adjust(env, shop, variant, quantity - 2, "").await.map(drop),
        2 | 3 => cart::add(env, buyer, variant, quantity).await.map(|changed| {
            if let Some(token) = changed.token {
                *buyer = BuyerScope::new(None, Some(&token));
            }
        }),
        4 => cart::set_quantity(env, buyer, variant, quantity, None).await.map(drop),
        5 => checkout::enter(env, buyer).await.map(drop),
        6 => {
            app.clock.advance(i64::from(dice[3]) * MINUTE / 16);
            checkout::sweep_reservations(env).await.map(drop)
        }
        _ => {
            let card = ["tok_success", "tok_declined", "tok_challenge"][usize::from(dice[2]) % 3];
            buy(env, buyer, card).await
        }
    };
    if let Err(error @ (Error::Internal(_) | Error::Unavailable(_))) = outcome {
        panic!("{error:?}");
    }
}

async fn buy(env: &Env, buyer: &BuyerScope, card: &str) -> Result<()> {
    let address = Address {
        name: "Ada".into(),
        line1: "Torstrasse 1".into(),
        city: "Berlin".into(),
        postcode: "10115".into(),
        country: "DE".into(),
        ..Address::default()
    };
    let input = AddressInput { email: "ada@example.com".into(), address, save: false };
    let view = checkout::save_address(env, buyer, input).await?;
    let rates: Vec<_> =
        view.shops.iter().filter_map(|shop| Some((shop.shop, shop.choices.first()?.rate))).collect();
    let view = checkout::save_shipping(env, buyer, &rates).await?;
    let request = PayRequest {
        idempotency_key: view.idempotency_key,
        expected_total: view.expected_total,
        payment_token: card.into(),
        note: String::new(),
        locale: Locale::De,
    };
    checkout::pay(env, buyer, &request).await.map(drop)
}

#[tokio::test]
async fn whatever_happens_the_ledger_sums_to_the_stock() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let id = store::shop(env, "mugs", true).await;
        let shop = ShopScope::system(id);
        let some = Goods { on_hand: 6, ..Goods::default() };
        let goods = [
            store::variant(env, id, some).await,
            store::variant(env, id, some).await,
            store::variant(env, id, Goods { policy: "continue", ..some }).await,
        ];
        let mut buyers = [BuyerScope::default(), BuyerScope::default(), BuyerScope::default()];
        for _ in 0..300 {
            random_step(app, &shop, &goods, &mut buyers).await;
            store::assert_stock_is_sound(env).await;
        }
        let placed = store::count(env, "select count(*) from order_groups where state = 'placed'").await;
        assert!(placed > 5, "only {placed} purchases: the dice do too little");
        for _ in 0..40 {
            app.clock.advance(MINUTE);
            app.run_jobs().await.unwrap();
        }
        checkout::sweep_reservations(env).await.unwrap();
        store::assert_stock_is_sound(env).await;
        let held = "select cast(coalesce(sum(reserved), 0) as bigint) from variants";
        assert_eq!(store::count(env, held).await, 0);
        let open = "select cast(coalesce(sum(l.quantity), 0) as bigint) from order_lines l join orders o on o.id = l.order_id
             where o.status = 'open'";
        let sold = "select cast(coalesce(sum(allocated), 0) as bigint) from variants";
        assert_eq!(store::count(env, open).await, store::count(env, sold).await);
    })
    .await;
}
