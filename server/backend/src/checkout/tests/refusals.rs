use domain::checkout::{CheckoutStep, DeclineReason};
use domain::time::HOUR;

use super::*;
use crate::testing::on_each_engine;

#[tokio::test]
async fn a_declined_payment_leaves_the_cart_and_its_hold_and_the_next_card_pays() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 2)]).await;
        for (card, reason) in [
            ("4000000000000002", DeclineReason::CardDeclined),
            ("4000 0000 0000 9995", DeclineReason::InsufficientFunds),
            ("tok_expired", DeclineReason::ExpiredCard),
            ("1234", DeclineReason::InvalidCard),
            ("tok_unreachable", DeclineReason::Interrupted),
        ] {
            let view = review(env, &buyer).await.unwrap();
            let outcome = pay(env, &buyer, &request(&view, card)).await.unwrap();
            assert_eq!(outcome, PayOutcome::Declined { reason }, "{card}");
            assert_eq!(store::stock(env, mug).await.reserved, 2);
        }
        // Nobody sees an order yet.
        assert_eq!(store::count(env, "select count(*) from orders where status <> 'pending'").await, 0);
        // The same key is answered as before, also with a card that would pay.
        let declined = PayRequest { idempotency_key: "again".into(), ..request(&view, "tok_declined") };
        let first = pay(env, &buyer, &declined).await.unwrap();
        let again = pay_once(env, &buyer, &declined).await.unwrap();
        assert_eq!((again.outcome, again.is_replay), (first.clone(), true));
        let view = review(env, &buyer).await.unwrap();
        let outcome = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
        let group = confirmation(env, &buyer, &outcome).await;
        assert_eq!((group.number.as_str(), group.orders.len()), ("S-100001", 1));
        assert_eq!(pay(env, &buyer, &declined).await.unwrap(), first);
        app.run_jobs().await.unwrap();
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn another_total_than_the_agreed_one_is_refused_with_the_new_totals() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        store::change(env, "update variants set price = price + 1 where id = $1", mug).await;
        let error = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap_err();
        assert_eq!(conflict_code(&error), "totals_changed");
        let Error::Conflict { details, .. } = error else { unreachable!() };
        let Some(PayOutcome::TotalsChanged { expected, totals }) = PayOutcome::of_conflict(&details) else {
            panic!("{details}")
        };
        assert_eq!((expected, totals.total.amount), (view.expected_total, view.expected_total + 1));
        // Nothing was begun, and the key is free for the total that is agreed to now.
        let again = PayRequest { expected_total: expected + 1, ..request(&view, "tok_success") };
        assert!(matches!(pay(env, &buyer, &again).await, Ok(PayOutcome::Placed { .. })));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_key_that_comes_with_another_request_is_refused_for_a_day() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let first = request(&view, "tok_declined");
        pay(env, &buyer, &first).await.unwrap();
        let other = PayRequest { payment_token: "tok_success".into(), ..first.clone() };
        let refused = pay(env, &buyer, &other).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "key_reused");
        // Another buyer's key is another key.
        let (stranger, seen) = ready(env, &[(mug, 1)]).await;
        let same =
            PayRequest { idempotency_key: first.idempotency_key.clone(), ..request(&seen, "tok_success") };
        assert!(matches!(pay(env, &stranger, &same).await, Ok(PayOutcome::Placed { .. })));
        for key in [String::new(), "x".repeat(256)] {
            let bad = PayRequest { idempotency_key: key, ..first.clone() };
            assert!(matches!(pay(env, &buyer, &bad).await, Err(Error::Invalid(_))));
        }
        app.clock.advance(25 * HOUR);
        app.run_jobs().await.unwrap();
        let view = review(env, &buyer).await.unwrap();
        let late = PayRequest { expected_total: view.expected_total, ..other };
        assert!(matches!(pay(env, &buyer, &late).await, Ok(PayOutcome::Placed { .. })));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nothing_is_paid_before_every_step_is_done() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let nobody = BuyerScope::new(None, Some("unknown"));
        assert_eq!(conflict_code(&enter(env, &nobody).await.unwrap_err()), "cart_empty");
        let buyer = filled(env, &[(mug, 1)]).await;
        let view = enter(env, &buyer).await.unwrap();
        let refused = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "checkout_incomplete");
        let view = save_address(env, &buyer, home()).await.unwrap();
        assert_eq!(view.step, CheckoutStep::Shipping);
        let refused = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "checkout_incomplete");
        let view = save_shipping(env, &buyer, &cheapest(&view)).await.unwrap();
        let refused = pay(env, &buyer, &request(&view, " ")).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(_)));
    })
    .await;
}

#[tokio::test]
async fn what_is_withdrawn_after_it_was_put_into_the_cart_is_not_sold() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        store::change(env, "update variants set archived_at = 1 where id = $1", mug).await;
        let refused = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "out_of_stock");
        assert!(!cart::view(env, &buyer).await.unwrap().ready);
        // What it held is let go with the next step.
        assert_eq!(review(env, &buyer).await.unwrap().shortages.len(), 1);
        assert_eq!(store::stock(env, mug).await.reserved, 0);
    })
    .await;
}
