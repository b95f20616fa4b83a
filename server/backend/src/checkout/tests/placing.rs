use domain::checkout::GroupState;
use domain::orders::views::OrderFilter;
use domain::stock::StockLevels;

use super::*;
use crate::scope::ShopScope;
use crate::testing::on_each_engine;
use crate::{Slice, orders};

#[tokio::test]
async fn a_purchase_over_two_shops_becomes_an_order_each_that_sum_exactly() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (mugs, lamps) = (store::shop(env, "mugs", true).await, store::shop(env, "lamps", false).await);
        let mug = store::variant(env, mugs, Goods { price: 1999, ..Goods::default() }).await;
        let lamp = store::variant(env, lamps, Goods { price: 3333, ..Goods::default() }).await;
        let (buyer, view) = ready(env, &[(mug, 3), (lamp, 1)]).await;
        // 3 × 19.99 + 4.90 with tax inside; 33.33 + 4.90 with 19 % on each on top.
        let with_tax = 3 * 1999 + 490;
        let on_top = 633 + 93;
        assert_eq!(view.expected_total, with_tax + 3333 + 490 + on_top);
        assert_eq!(view.totals.tax_added.amount, on_top);
        assert_eq!(view.totals.tax_included.amount, 958 + 78);
        let t = &view.totals;
        assert_eq!(
            t.items.amount - t.discount.amount + t.shipping.unwrap().amount + t.tax_added.amount,
            t.total.amount
        );

        let outcome = pay(env, &buyer, &request(&view, "4242 4242 4242 4242")).await.unwrap();
        let group = confirmation(env, &buyer, &outcome).await;
        assert_eq!(group.number, "S-100001");
        let numbers: Vec<&str> = group.orders.iter().map(|order| order.number.as_str()).collect();
        assert_eq!(numbers, ["S-100001-1", "S-100001-2"]);
        assert_eq!(group.totals, view.totals);
        let sum: i64 = group.orders.iter().map(|order| order.total.amount).sum();
        assert_eq!(sum, view.expected_total);
        for order in &group.orders {
            let lines: i64 = order.lines.iter().map(|line| line.total.amount).sum();
            assert_eq!(lines + order.shipping.amount, order.total.amount);
            assert_eq!(order_text(env, "status", &order.number).await, "open");
            assert_eq!(order_text(env, "payment_status", &order.number).await, "paid");
            assert_eq!(order_text(env, "fulfillment_status", &order.number).await, "unfulfilled");
        }
        assert_eq!((group.method.as_str(), group.email.as_str()), ("card 4242", "Ada@Example.com"));
        assert_eq!(store::stock(env, mug).await, StockLevels { on_hand: 100, allocated: 3, reserved: 0 });
        let splits = "select cast(sum(captured) as bigint) from payment_splits";
        assert_eq!(store::count(env, splits).await, view.expected_total);
        assert_eq!(store::count(env, "select cast(sum(sold_count) as bigint) from products").await, 4);
        store::assert_stock_is_sound(env).await;
        // The cart is spent; the next one is new.
        assert!(cart::view(env, &buyer).await.unwrap().shops.is_empty());
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_day_of_an_order_is_that_of_its_shop_s_zone() {
    on_each_engine(async |app: &TestApp| {
        let shop = store::shop(&app.env, "mugs", true).await;
        let mug = store::variant(&app.env, shop, Goods::default()).await;
        // 23:30 in UTC is half past midnight in Berlin.
        app.clock.advance(13 * 3_600_000 + 30 * 60_000);
        let group = bought(&app.env, &[(mug, 1)]).await;
        assert_eq!(order_text(&app.env, "day", &group.orders[0].number).await, "2026-03-03");
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_purchase_is_found_by_its_customer_s_name_in_any_case() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let buyer = filled(env, &[(mug, 1)]).await;
        enter(env, &buyer).await.unwrap();
        let mut typed = home();
        typed.address.name = "Änne ÖZTÜRK".into();
        let view = save_address(env, &buyer, typed).await.unwrap();
        let view = save_shipping(env, &buyer, &cheapest(&view)).await.unwrap();
        pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
        for search in ["änne", "Öztürk", " ÄNNE  öz"] {
            let scope = ShopScope::system(shop);
            let page = orders::list(env, &scope, OrderFilter::All, search, Slice::first(25)).await.unwrap();
            assert_eq!(page.rows.len(), 1, "{search}");
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_costs_nothing_is_placed_without_asking_a_provider() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "gifts", true).await;
        let card = store::variant(env, shop, Goods { price: 0, ships: false, ..Goods::default() }).await;
        let buyer = filled(env, &[(card, 1)]).await;
        enter(env, &buyer).await.unwrap();
        let view = save_address(env, &buyer, home()).await.unwrap();
        // Nothing is sent, so there is nothing to choose.
        assert_eq!(view.step, domain::checkout::CheckoutStep::Review);
        let outcome = pay(env, &buyer, &request(&view, "")).await.unwrap();
        let group = confirmation(env, &buyer, &outcome).await;
        assert_eq!((group.totals.total.amount, group.method.as_str()), (0, ""));
        assert_eq!(order_text(env, "payment_status", &group.orders[0].number).await, "paid");
        assert_eq!(store::count(env, "select count(*) from local_payments").await, 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn deny_never_oversells_continue_does_and_untracked_counts_nothing() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let two = Goods { on_hand: 2, ..Goods::default() };
        let deny = store::variant(env, shop, two).await;
        let more = store::variant(env, shop, Goods { policy: "continue", ..two }).await;
        let free = store::variant(env, shop, Goods { tracked: false, on_hand: 0, ..two }).await;

        let buyer = filled(env, &[(deny, 2)]).await;
        let refused = cart::add(env, &buyer, deny, 1).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "out_of_stock");
        let other = filled(env, &[(deny, 2)]).await;
        enter(env, &buyer).await.unwrap();
        // All of it is held for the first.
        let late = reviewed(env, &other).await.unwrap();
        assert_eq!((late.shortages.len(), late.shortages[0].available), (1, 0));
        let view = reviewed(env, &buyer).await.unwrap();
        pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
        let refused = pay(env, &other, &request(&late, "tok_success")).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "out_of_stock");

        let group = bought(env, &[(more, 5), (free, 7)]).await;
        assert_eq!(group.state, GroupState::Placed);
        assert_eq!(store::stock(env, deny).await, StockLevels { on_hand: 2, allocated: 2, reserved: 0 });
        assert_eq!(store::stock(env, more).await, StockLevels { on_hand: 2, allocated: 5, reserved: 0 });
        assert_eq!(store::stock(env, free).await, StockLevels::default());
        store::assert_stock_is_sound(env).await;
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_purchase_is_shown_to_its_buyer_and_to_the_holder_of_its_token_only() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let outcome = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
        let PayOutcome::Placed { number, token } = outcome else { panic!("{outcome:?}") };
        let stranger = filled(env, &[(mug, 1)]).await;
        let nobody = BuyerScope::default();
        assert!(placed(env, &nobody, &number, Some(&token)).await.is_ok());
        for (who, token) in [(&stranger, None), (&nobody, None), (&nobody, Some("x"))] {
            assert!(matches!(placed(env, who, &number, token).await, Err(Error::NotFound)));
        }
        let payment =
            payments::find_newest(&mut env.db.read(), view.cart.cart.unwrap()).await.unwrap().unwrap();
        assert!(matches!(result(env, &stranger, payment.id).await, Err(Error::NotFound)));
        assert!(matches!(result(env, &buyer, payment.id).await, Ok(PayOutcome::Placed { .. })));
        app.run_jobs().await.unwrap();
    })
    .await;
}
