use domain::checkout::DeclineReason;
use domain::time::MINUTE;

use super::*;
use crate::checkout::finish::end;
use crate::testing::on_each_engine;

struct Asked {
    buyer: BuyerScope,
    mug: VariantId,
    payment: PaymentId,
    reference: String,
}

/// A buyer whose bank wants a confirmation.
async fn asked(env: &Env) -> Asked {
    let shop = store::shop(env, "mugs", true).await;
    let mug = store::variant(env, shop, Goods::default()).await;
    let (buyer, view) = ready(env, &[(mug, 1)]).await;
    let outcome = pay(env, &buyer, &request(&view, "4000 0025 0000 3155")).await.unwrap();
    let PayOutcome::Challenge { url, payment } = outcome else { panic!("{outcome:?}") };
    let reference = url.strip_prefix("/pay/challenge/").unwrap().to_owned();
    Asked { buyer, mug, payment, reference }
}

const NOT_CONFIRMED: PayOutcome = PayOutcome::Declined { reason: DeclineReason::NotConfirmed };

#[tokio::test]
async fn a_confirmed_challenge_is_placed_when_the_buyer_comes_back() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let Asked { buyer, payment, reference, .. } = asked(env).await;
        assert!(payments::challenge(env, &reference).await.unwrap().open);
        let back = payments::answer_challenge(env, &reference, true).await.unwrap();
        assert_eq!(back, format!("/checkout/result/{payment}"));
        let outcome = result(env, &buyer, payment).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        // A second answer, and the webhook, change nothing.
        payments::answer_challenge(env, &reference, false).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(result(env, &buyer, payment).await.unwrap(), outcome);
        assert!(!payments::challenge(env, &reference).await.unwrap().open);
    })
    .await;
}

#[tokio::test]
async fn a_confirmed_challenge_is_placed_even_when_the_buyer_never_comes_back() {
    on_each_engine(async |app: &TestApp| {
        let Asked { payment, reference, .. } = asked(&app.env).await;
        payments::answer_challenge(&app.env, &reference, true).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(payment_state(&app.env, payment).await, PaymentState::Captured);
    })
    .await;
}

#[tokio::test]
async fn a_refused_challenge_leaves_the_cart_to_be_paid_otherwise() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let Asked { buyer, payment, reference, .. } = asked(env).await;
        payments::answer_challenge(env, &reference, false).await.unwrap();
        assert_eq!(result(env, &buyer, payment).await.unwrap(), NOT_CONFIRMED);
        let view = review(env, &buyer).await.unwrap();
        let outcome = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        // What became of the first attempt stays what it was.
        assert_eq!(result(env, &buyer, payment).await.unwrap(), NOT_CONFIRMED);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn going_back_to_the_shop_gives_an_unanswered_challenge_up() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let Asked { buyer, mug, payment, reference } = asked(env).await;
        let changed = cart::add(env, &buyer, mug, 1).await.unwrap();
        assert_eq!((changed.cart.pieces, changed.cart.paying), (2, false));
        app.run_jobs().await.unwrap();
        assert_eq!(payment_state(env, payment).await, PaymentState::Voided);
        // Confirming now is too late.
        payments::answer_challenge(env, &reference, true).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(result(env, &buyer, payment).await.unwrap(), NOT_CONFIRMED);
        assert_eq!(store::count(env, "select count(*) from local_payments where captured > 0").await, 0);
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_challenge_that_is_confirmed_meanwhile_is_not_given_up() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let Asked { buyer, mug, payment, reference } = asked(env).await;
        // Another tab goes back to the shop, and looks before the confirmation.
        let seen = payments::find(&mut env.db.read(), payment).await.unwrap();
        payments::answer_challenge(env, &reference, true).await.unwrap();
        let remote = env.ports.payment.find(env, payment).await.unwrap().unwrap();
        let mut tx = env.db.begin().await.unwrap();
        assert!(payments::authorized(&mut tx, env, &seen, Some(&remote)).await.unwrap());
        tx.commit().await.unwrap();
        assert!(!end(env, &seen, PaymentState::Voided, DeclineReason::NotConfirmed).await.unwrap());
        let refused = cart::add(env, &buyer, mug, 1).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "payment_in_progress");
        app.run_jobs().await.unwrap();
        let outcome = result(env, &buyer, payment).await.unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn a_challenge_that_nobody_answers_ends_with_its_hold() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let Asked { buyer, payment, .. } = asked(env).await;
        for _ in 0..12 {
            app.clock.advance(MINUTE);
            app.run_jobs().await.unwrap();
        }
        assert_eq!(result(env, &buyer, payment).await.unwrap(), NOT_CONFIRMED);
        assert_eq!(store::count(env, "select count(*) from local_payments where state = 'voided'").await, 1);
        assert!(!cart::view(env, &buyer).await.unwrap().paying);
    })
    .await;
}
