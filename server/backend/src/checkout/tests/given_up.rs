use domain::checkout::DeclineReason;
use domain::time::HOUR;

use super::*;
use crate::checkout::finish::end;
use crate::jobs::Job;
use crate::payments::VoidPayment;
use crate::ports::payment::{Authorize, Remote};
use crate::testing::on_each_engine;

/// A checkout whose request did not ask its provider yet.
async fn begun(env: &Env) -> (BuyerScope, PaymentRow) {
    let shop = store::shop(env, "mugs", true).await;
    let mug = store::variant(env, shop, Goods::default()).await;
    let (buyer, view) = ready(env, &[(mug, 1)]).await;
    let row = prepared(env, &buyer, &request(&view, "tok_success")).await;
    (buyer, row)
}

/// The provider promises the amount, which is not noted here.
async fn promised(env: &Env, row: &PaymentRow) -> Remote {
    let ask = Authorize {
        payment: row.id,
        amount: row.money(),
        token: "tok_success".into(),
        return_url: String::new(),
    };
    env.ports.payment.authorize(env, &ask).await.unwrap()
}

async fn give_up(env: &Env, seen: &PaymentRow) -> bool {
    end(env, seen, PaymentState::Voided, DeclineReason::Interrupted).await.unwrap()
}

/// As if every job had died.
async fn lose_jobs(env: &Env) {
    let mut tx = env.db.begin().await.unwrap();
    tx.dynamic("testing::lose_jobs", "delete from jobs".into()).execute().await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_promised_is_not_given_up_by_who_saw_it_before() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (buyer, seen) = begun(env).await;
        let remote = promised(env, &seen).await;
        let mut tx = env.db.begin().await.unwrap();
        assert!(payments::authorized(&mut tx, env, &seen, Some(&remote)).await.unwrap());
        tx.commit().await.unwrap();
        env.ports.payment.capture(env, &remote.reference, seen.money()).await.unwrap();
        assert!(!give_up(env, &seen).await);
        let outcome = result(env, &buyer, seen.id).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        // Nor is what is settled, by anybody.
        let settled = payments::find(&mut env.db.read(), seen.id).await.unwrap();
        assert!(!give_up(env, &settled).await);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_and_taken_all_the_same_goes_back_once() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (buyer, row) = begun(env).await;
        let remote = promised(env, &row).await;
        env.ports.payment.capture(env, &remote.reference, row.money()).await.unwrap();
        assert!(give_up(env, &row).await);
        app.run_jobs().await.unwrap();
        VoidPayment { payment: row.id }.run(env).await.unwrap();
        assert_eq!(
            store::count(env, "select cast(sum(amount) as bigint) from local_refunds").await,
            row.amount
        );
        assert_eq!(store::count(env, "select refunded from local_payments").await, row.amount);
        assert!(!cart::view(env, &buyer).await.unwrap().paying);
    })
    .await;
}

#[tokio::test]
async fn a_payment_whose_job_is_gone_is_taken_up_by_the_clock() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (buyer, row) = begun(env).await;
        promised(env, &row).await;
        lose_jobs(env).await;
        app.clock.advance(HOUR);
        let queued = "select count(*) from jobs where kind = 'finish_checkout'";
        for _ in 0..2 {
            TidyCheckout.run(env).await.unwrap();
            assert_eq!(store::count(env, queued).await, 1);
        }
        app.run_jobs().await.unwrap();
        let outcome = result(env, &buyer, row.id).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn a_voided_payment_whose_job_is_gone_is_called_off_by_the_clock_once() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (_, row) = begun(env).await;
        promised(env, &row).await;
        assert!(give_up(env, &row).await);
        lose_jobs(env).await;
        let queued = "select count(*) from jobs where kind = 'void_payment' and state = 'queued'";
        for expected in [1, 0] {
            app.clock.advance(HOUR);
            TidyCheckout.run(env).await.unwrap();
            assert_eq!(store::count(env, queued).await, expected);
            app.run_jobs().await.unwrap();
        }
        assert_eq!(store::count(env, "select count(*) from local_payments where state = 'voided'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_voided_payment_that_may_still_reach_its_provider_is_looked_for_again() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (_, row) = begun(env).await;
        assert!(give_up(env, &row).await);
        app.run_jobs().await.unwrap();
        // The request was only slow, and died behind its question.
        promised(env, &row).await;
        app.clock.advance(HOUR);
        TidyCheckout.run(env).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(store::count(env, "select count(*) from local_payments where state = 'voided'").await, 1);
        assert_eq!(store::count(env, "select count(*) from payments where released_at is null").await, 0);
    })
    .await;
}
