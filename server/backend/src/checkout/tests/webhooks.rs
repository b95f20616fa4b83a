//! Notices of a provider that come in another order, too late, or claim what is not so. Those
//! that come first, twice, never, or unsigned are among the slow payments.

use domain::checkout::DeclineReason;
use domain::stock::StockLevels;
use domain::time::{MINUTE, SECOND};

use super::*;
use crate::testing::on_each_engine;

/// A purchase of two pieces whose payment its provider has yet to decide.
async fn undecided(env: &Env, mug: VariantId) -> (BuyerScope, PaymentId) {
    let (buyer, view) = ready(env, &[(mug, 2)]).await;
    let outcome = pay(env, &buyer, &request(&view, "tok_webhook_never")).await.unwrap();
    let PayOutcome::Pending { payment } = outcome else { panic!("not pending: {outcome:?}") };
    (buyer, payment)
}

/// A notice as the provider signs it.
async fn tell(env: &Env, id: &str, kind: &str, payment: PaymentId, amount: i64) {
    let body =
        serde_json::json!({ "id": id, "kind": kind, "payment": payment, "amount": amount }).to_string();
    let signature = env.key.sign("payment-webhook:local", body.as_bytes());
    payments::receive_webhook(env, "local", &signature, body.as_bytes()).await.unwrap();
}

async fn mugs(env: &Env, on_hand: i64) -> VariantId {
    let shop = store::shop(env, "mugs", true).await;
    store::variant(env, shop, Goods { on_hand, ..Goods::default() }).await
}

const PLACED: &str = "select count(*) from events where kind = 'order_group_placed'";

#[tokio::test]
async fn webhooks_in_another_order_than_they_were_sent_lead_to_one_purchase() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mugs(env, 10).await;
        let (buyer, payment) = undecided(env, mug).await;
        app.clock.advance(6 * SECOND);
        for (id, kind) in [("3", "payment.captured"), ("1", "payment.pending"), ("2", "payment.authorized")] {
            tell(env, id, kind, payment, 0).await;
            app.run_jobs().await.unwrap();
        }
        // And one of the time before it was decided, at last.
        tell(env, "0", "payment.declined", payment, 0).await;
        app.run_jobs().await.unwrap();
        assert_eq!(payment_state(env, payment).await, PaymentState::Captured);
        assert!(matches!(result(env, &buyer, payment).await, Ok(PayOutcome::Placed { .. })));
        assert_eq!(store::count(env, PLACED).await, 1);
        assert_eq!(store::stock(env, mug).await, StockLevels { on_hand: 10, allocated: 2, reserved: 0 });
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_claims_what_the_provider_does_not_confirm_changes_nothing() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mugs(env, 10).await;
        let (_, payment) = undecided(env, mug).await;
        for (id, kind, amount) in [("1", "payment.captured", 1), ("2", "payment.declined", i64::MAX)] {
            tell(env, id, kind, payment, amount).await;
            app.run_jobs().await.unwrap();
            assert_eq!(payment_state(env, payment).await, PaymentState::Pending);
        }
        assert_eq!(store::count(env, PLACED).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_payment_of_another_amount_than_was_asked_for_places_nothing_and_is_not_taken() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mugs(env, 10).await;
        let (buyer, payment) = undecided(env, mug).await;
        let mut tx = env.db.begin().await.unwrap();
        let less = "update local_payments set amount = amount - 1".to_owned();
        tx.dynamic("testing::less", less).execute().await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance(6 * SECOND);
        tell(env, "1", "payment.authorized", payment, 0).await;
        app.run_jobs().await.unwrap();
        let outcome = result(env, &buyer, payment).await.unwrap();
        assert_eq!(outcome, PayOutcome::Declined { reason: DeclineReason::CardDeclined });
        assert_eq!(store::count(env, "select captured from local_payments").await, 0);
        assert_eq!(store::count(env, "select count(*) from local_payments where state = 'voided'").await, 1);
        assert_eq!(store::count(env, PLACED).await, 0);
        assert!(!cart::view(env, &buyer).await.unwrap().paying);
    })
    .await;
}

#[tokio::test]
async fn a_webhook_after_the_hold_ran_out_sells_what_is_left_and_pays_back_what_is_not() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mugs(env, 4).await;
        let (early, first) = undecided(env, mug).await;
        let (late, second) = undecided(env, mug).await;
        // The server was down in the meantime: no job looked after them.
        app.clock.advance(HOLD + MINUTE);
        sweep_reservations(env).await.unwrap();
        assert_eq!(store::stock(env, mug).await.reserved, 0);
        bought(env, &[(mug, 2)]).await;
        for (id, payment) in [("1", first), ("2", second)] {
            tell(env, id, "payment.authorized", payment, 0).await;
        }
        app.run_jobs().await.unwrap();
        let mut outcomes = Vec::new();
        for (buyer, payment) in [(&early, first), (&late, second)] {
            outcomes.push(result(env, buyer, payment).await.unwrap());
        }
        outcomes.sort_by_key(|outcome| matches!(outcome, PayOutcome::Refunded { .. }));
        assert!(
            matches!(outcomes[..], [PayOutcome::Placed { .. }, PayOutcome::Refunded { .. }]),
            "{outcomes:?}"
        );
        assert_eq!(store::stock(env, mug).await, StockLevels { on_hand: 4, allocated: 4, reserved: 0 });
        let kept = "select cast(sum(captured - refunded) as bigint) from local_payments";
        let paid = "select cast(sum(total) as bigint) from order_groups where state = 'placed'";
        assert_eq!(store::count(env, kept).await, store::count(env, paid).await);
        store::assert_stock_is_sound(env).await;
    })
    .await;
}
