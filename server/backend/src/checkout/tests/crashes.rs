use domain::Money;
use domain::checkout::{DeclineReason, GroupState};
use domain::stock::StockLevels;
use domain::time::MINUTE;

use super::*;
use crate::jobs::Job;
use crate::payments::SettleRefund;
use crate::ports::payment::Authorize;
use crate::testing::on_each_engine;

/// How far a request came before it died.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Died {
    Prepared,
    Asked,
    Authorized,
    Captured,
}

/// A checkout of one request that dies on its way.
async fn crashed(env: &Env, buyer: &BuyerScope, view: &CheckoutView, when: Died) -> PaymentRow {
    let mut row = prepared(env, buyer, &request(view, "tok_success")).await;
    if when >= Died::Asked {
        let ask = Authorize {
            payment: row.id,
            amount: row.money(),
            token: "tok_success".into(),
            return_url: String::new(),
        };
        let remote = env.ports.payment.authorize(env, &ask).await.unwrap();
        if when >= Died::Authorized {
            let mut tx = env.db.begin().await.unwrap();
            assert!(payments::authorized(&mut tx, env, &row, Some(&remote)).await.unwrap());
            tx.commit().await.unwrap();
            row = payments::find(&mut env.db.read(), row.id).await.unwrap();
        }
        if when >= Died::Captured {
            env.ports.payment.capture(env, &remote.reference, row.money()).await.unwrap();
        }
    }
    row
}

/// What an order's timeline says, oldest first.
async fn kinds(env: &Env, number: &str) -> String {
    let kinds = "select string_agg(kind, ',') from (select t.kind from order_timeline t join orders o
         on o.id = t.order_id where o.number = $1 order by t.id) k";
    env.db.read().dynamic("testing::kinds", kinds.into()).bind(number).scalar().await.unwrap()
}

#[tokio::test]
async fn a_crash_after_the_provider_was_asked_is_finished_by_the_job() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        for when in [Died::Asked, Died::Authorized, Died::Captured] {
            let (buyer, view) = ready(env, &[(mug, 2)]).await;
            let row = crashed(env, &buyer, &view, when).await;
            assert!(!row.is_settled());
            app.clock.advance(3 * MINUTE);
            app.run_jobs().await.unwrap();
            let outcome = result(env, &buyer, row.id).await.unwrap();
            let group = confirmation(env, &buyer, &outcome).await;
            assert_eq!(group.totals.total, row.money());
            assert_eq!(order_text(env, "payment_status", &group.orders[0].number).await, "paid");
        }
        assert_eq!(store::stock(env, mug).await, StockLevels { on_hand: 100, allocated: 6, reserved: 0 });
        assert_eq!(
            store::count(env, "select count(*) from local_payments where state = 'captured'").await,
            3
        );
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_crash_before_the_provider_was_asked_gives_the_cart_back() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 2)]).await;
        let row = crashed(env, &buyer, &view, Died::Prepared).await;
        // While it hangs, nothing else may happen to the cart.
        let refused = cart::add(env, &buyer, mug, 1).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "payment_in_progress");
        assert!(cart::view(env, &buyer).await.unwrap().paying);
        app.clock.advance(3 * MINUTE);
        app.run_jobs().await.unwrap();
        let outcome = result(env, &buyer, row.id).await.unwrap();
        assert_eq!(outcome, PayOutcome::Declined { reason: DeclineReason::Interrupted });
        // The pieces are still held, and the next try gets the same number.
        assert_eq!(store::stock(env, mug).await.reserved, 2);
        let view = review(env, &buyer).await.unwrap();
        let outcome = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
        assert_eq!(confirmation(env, &buyer, &outcome).await.number, "S-100001");
        assert_eq!(store::count(env, "select count(*) from orders").await, 1);
        app.run_jobs().await.unwrap();
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn the_same_request_after_a_crash_goes_on_where_it_was() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let row = crashed(env, &buyer, &view, Died::Captured).await;
        let payment = row.id;
        let outcome = super::drive(env, row, None).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }));
        app.clock.advance(3 * MINUTE);
        app.run_jobs().await.unwrap();
        FinishCheckout { payment, found: false }.run(env).await.unwrap();
        assert_eq!(
            store::count(env, "select count(*) from events where kind = 'order_group_placed'").await,
            1
        );
        assert_eq!(kinds(env, "S-100001-1").await, "placed,paid");
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_is_never_taken_even_when_the_answer_comes_late() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let row = crashed(env, &buyer, &view, Died::Prepared).await;
        app.clock.advance(3 * MINUTE);
        app.run_jobs().await.unwrap();
        // The request was only slow: it asks now.
        let outcome = super::drive(env, row, Some("tok_success")).await.unwrap();
        assert_eq!(outcome, PayOutcome::Declined { reason: DeclineReason::Interrupted });
        app.run_jobs().await.unwrap();
        assert_eq!(store::count(env, "select count(*) from local_payments where state = 'voided'").await, 1);
        assert_eq!(store::count(env, "select count(*) from local_payments where captured > 0").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_capture_whose_stock_is_gone_is_paid_back_once() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (shop, other) = (store::shop(env, "mugs", true).await, store::shop(env, "lamps", true).await);
        let mug = store::variant(env, shop, Goods { on_hand: 2, ..Goods::default() }).await;
        let lamp = store::variant(env, other, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 2), (lamp, 1)]).await;
        let row = crashed(env, &buyer, &view, Died::Captured).await;
        // No job runs for so long that the hold ends and somebody else takes the last ones.
        app.clock.advance(HOLD + MINUTE);
        sweep_reservations(env).await.unwrap();
        bought(env, &[(mug, 2)]).await;
        app.run_jobs().await.unwrap();

        let outcome = result(env, &buyer, row.id).await.unwrap();
        assert_eq!(outcome, PayOutcome::Refunded { number: "S-100001".into() });
        let group = placed(env, &buyer, "S-100001", None).await.unwrap();
        assert_eq!(group.state, GroupState::Refunded);
        for order in &group.orders {
            assert_eq!(order_text(env, "status", &order.number).await, "cancelled");
            assert_eq!(order_text(env, "payment_status", &order.number).await, "refunded");
            assert_eq!(kinds(env, &order.number).await, "stock_gone,refunded");
        }
        let given = "select cast(sum(amount) as bigint) from local_refunds";
        assert_eq!(store::count(env, given).await, row.amount);
        // Asked again, nothing more is given.
        let refunds: Vec<(domain::id::RefundId,)> = env
            .db
            .read()
            .dynamic("testing::refunds", "select id from refunds".into())
            .fetch_all()
            .await
            .unwrap();
        assert_eq!(refunds.len(), 2);
        for (refund,) in refunds {
            SettleRefund { refund }.run(env).await.unwrap();
        }
        FinishCheckout { payment: row.id, found: false }.run(env).await.unwrap();
        assert_eq!(store::count(env, given).await, row.amount);
        assert_eq!(store::count(env, "select refunded from payments where refunded > 0").await, row.amount);
        assert_eq!(
            store::count(env, "select count(*) from events where kind = 'order_group_refunded'").await,
            1
        );
        // Of the lamp nothing is kept back.
        assert_eq!(store::stock(env, lamp).await, StockLevels { on_hand: 100, allocated: 0, reserved: 0 });
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_provider_refunds_once_a_key_and_never_more_than_it_took() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let row = crashed(env, &buyer, &view, Died::Captured).await;
        let (port, reference) = (&env.ports.payment, row.provider_ref.clone().unwrap());
        let most = row.money();
        let first = port.refund(env, &reference, most, "key-1").await.unwrap();
        assert_eq!(port.refund(env, &reference, most, "key-1").await.unwrap(), first);
        let cent = Money::new(1, most.currency);
        assert!(port.refund(env, &reference, cent, "key-2").await.is_err());
        app.clock.advance(3 * MINUTE);
        app.run_jobs().await.unwrap();
    })
    .await;
}
