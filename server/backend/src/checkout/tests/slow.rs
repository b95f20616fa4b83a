use domain::time::{MINUTE, SECOND};

use super::*;
use crate::testing::on_each_engine;

async fn paid_with(env: &Env, card: &str) -> (BuyerScope, PayOutcome) {
    let shop = store::shop(env, card, true).await;
    let mug = store::variant(env, shop, Goods::default()).await;
    let (buyer, view) = ready(env, &[(mug, 1)]).await;
    let outcome = pay(env, &buyer, &request(&view, card)).await.unwrap();
    (buyer, outcome)
}

fn pending(outcome: &PayOutcome) -> PaymentId {
    match outcome {
        PayOutcome::Pending { payment } => *payment,
        other => panic!("not pending: {other:?}"),
    }
}

#[tokio::test]
async fn a_webhook_that_comes_before_the_answer_changes_nothing() {
    on_each_engine(async |app: &TestApp| {
        let (_, outcome) = paid_with(&app.env, "tok_webhook_first").await;
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        app.run_jobs().await.unwrap();
        assert_eq!(store::count(&app.env, "select count(*) from payment_events").await, 1);
        assert_eq!(
            store::count(&app.env, "select count(*) from events where kind = 'order_group_placed'").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_comes_twice_counts_once() {
    on_each_engine(async |app: &TestApp| {
        let (_, outcome) = paid_with(&app.env, "tok_webhook_twice").await;
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        app.run_jobs().await.unwrap();
        assert_eq!(store::count(&app.env, "select count(*) from payment_events").await, 1);
        let sent = "select count(*) from jobs where kind = 'send_local_webhook' and state = 'done'";
        assert_eq!(store::count(&app.env, sent).await, 2);
        let looked = "select count(*) from jobs where kind = 'settle_payment'";
        assert_eq!(store::count(&app.env, looked).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_payment_whose_webhook_never_comes_is_found_by_the_job() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (buyer, outcome) = paid_with(env, "tok_webhook_never").await;
        let payment = pending(&outcome);
        app.clock.advance(10 * SECOND);
        app.run_jobs().await.unwrap();
        assert_eq!(payment_state(env, payment).await, PaymentState::Pending);
        app.clock.advance(3 * MINUTE);
        app.run_jobs().await.unwrap();
        assert_eq!(payment_state(env, payment).await, PaymentState::Captured);
        assert_eq!(store::count(env, "select count(*) from payment_events").await, 0);
        assert!(matches!(result(env, &buyer, payment).await, Ok(PayOutcome::Placed { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_slow_payment_is_pending_until_its_webhook_comes() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (buyer, outcome) = paid_with(env, "tok_slow").await;
        let payment = pending(&outcome);
        assert_eq!(result(env, &buyer, payment).await.unwrap(), outcome);
        app.clock.advance(6 * SECOND);
        app.run_jobs().await.unwrap();
        assert_eq!(payment_state(env, payment).await, PaymentState::Captured);
        assert!(matches!(result(env, &buyer, payment).await, Ok(PayOutcome::Placed { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_buyer_who_asks_about_a_slow_payment_need_not_wait_for_webhook_or_job() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (buyer, outcome) = paid_with(env, "tok_webhook_never").await;
        app.clock.advance(6 * SECOND);
        let outcome = result(env, &buyer, pending(&outcome)).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_is_looked_up() {
    on_each_engine(async |app: &TestApp| {
        let (_, outcome) = paid_with(&app.env, "tok_lost_answer").await;
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn a_webhook_with_a_wrong_signature_or_of_another_provider_is_refused() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let body = br#"{"id":"levt_1","kind":"payment.captured","payment":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}"#;
        let forged = payments::receive_webhook(env, "local", "x", body).await;
        assert!(matches!(forged, Err(Error::Forbidden)));
        let other = payments::receive_webhook(env, "stripe", "x", body).await;
        assert!(matches!(other, Err(Error::NotFound)));
        // One that is signed, of a payment that is not ours, is taken and leads to nothing.
        let signature = env.key.sign("payment-webhook:local", body);
        payments::receive_webhook(env, "local", &signature, body).await.unwrap();
        app.run_jobs().await.unwrap();
    })
    .await;
}
