use db::Run;
use domain::id::RefundId;
use domain::invalid::{FieldError, Problem};
use domain::orders::views::{
    CancelForm, CountedRefund, CountedRefundLine, FulfilForm, RefundForm, RefundState,
};
use domain::orders::{OrderStatus, PaymentStatus};
use domain::time::HOUR;

use super::build::{ON_HAND, SHIPPING, Sale, Sold, events, sale};
use crate::checkout::TidyCheckout;
use crate::inventory::tests::until_somebody_waits;
use crate::jobs::Job;
use crate::payments::SettleRefund;
use crate::testing::{TestApp, on_each_engine};
use crate::{Error, Result, ops, orders};

async fn form(app: &TestApp, sale: &Sale, pieces: &[i64]) -> RefundForm {
    RefundForm {
        version: sale.view(app).await.version,
        pieces: sale.pieces(pieces),
        restock: true,
        ..RefundForm::default()
    }
}

async fn give_back(app: &TestApp, sale: &Sale, pieces: &[i64]) -> Result<Option<RefundId>> {
    let form = form(app, sale, pieces).await;
    orders::refund(&app.env, &sale.shop, sale.order, &form).await
}

#[tokio::test]
async fn pieces_refunded_one_by_one_sum_to_exactly_the_line() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 1000), Sold(1, 50)]).await;
        for _ in 0..3 {
            give_back(app, &sale, &[1, 0]).await.unwrap();
        }
        assert_eq!(sale.given_back(app, 0).await, (3, 1000, 1000 * 19 / 119));
        let before = sale.view(app).await;
        assert_eq!((before.totals.refunded, before.totals.refund_pending), (0, 1000));
        assert_eq!(before.payment, PaymentStatus::Paid);
        app.run_jobs().await.unwrap();
        let order = sale.view(app).await;
        assert_eq!((order.totals.refunded, order.totals.refund_pending), (1000, 0));
        assert_eq!(order.payment, PaymentStatus::PartiallyRefunded);
        assert_eq!(order.refunds.iter().map(|r| r.amount).collect::<Vec<_>>(), [333, 334, 333]);
        assert_eq!(sale.money_back(app).await, (1000, 1000));
        // None of them was sent, so the refund called them off.
        assert_eq!(sale.stock(app, 0).await, (ON_HAND, 0));
        assert!(matches!(give_back(app, &sale, &[1, 0]).await, Err(Error::Invalid(_))));
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_and_came_back_is_on_the_shelf_again_only_when_it_is_said_so() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(2, 2000)]).await;
        let version = sale.view(app).await.version;
        let all = FulfilForm { version, pieces: sale.pieces(&[2]), ..FulfilForm::default() };
        orders::fulfil(&app.env, &sale.shop, sale.order, &all).await.unwrap();
        let kept = RefundForm { restock: false, ..form(app, &sale, &[1]).await };
        orders::refund(&app.env, &sale.shop, sale.order, &kept).await.unwrap();
        assert_eq!(sale.stock(app, 0).await, (ON_HAND - 2, 0));
        give_back(app, &sale, &[1]).await.unwrap();
        assert_eq!(sale.stock(app, 0).await, (ON_HAND - 1, 0));
        app.run_jobs().await.unwrap();
        assert_eq!(sale.view(app).await.status, OrderStatus::Completed);
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_preview_says_what_the_refund_then_does_and_moves_nothing() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 1000)]).await;
        let wanted = RefundForm { shipping: "1,90".into(), ..form(app, &sale, &[2]).await };
        let preview = orders::refund_preview(&app.env, &sale.shop, sale.order, &wanted).await.unwrap();
        assert_eq!(
            (preview.computed, preview.maximum, preview.amount),
            (667 + 190, 1000 + SHIPPING, 667 + 190)
        );
        assert_eq!(sale.given_back(app, 0).await, (0, 0, 0));
        orders::refund(&app.env, &sale.shop, sale.order, &wanted).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(sale.money_back(app).await, (857, 857));
        let shown = sale.view(app).await;
        assert_eq!((shown.totals.shipping_refunded, shown.refundable().refunded), (190, 857));
    })
    .await;
}

#[tokio::test]
async fn a_program_gives_each_line_its_own_amount_and_fate_in_minor_units() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 1000), Sold(2, 800)]).await;
        let version = sale.view(app).await.version;
        let all = FulfilForm { version, pieces: sale.pieces(&[3, 2]), ..FulfilForm::default() };
        orders::fulfil(&app.env, &sale.shop, sale.order, &all).await.unwrap();
        let line = |nth: usize, quantity, amount, restock| CountedRefundLine {
            line: sale.lines[nth],
            quantity,
            amount,
            restock,
        };
        let wanted = CountedRefund {
            version: version + 1,
            lines: vec![line(1, 1, None, true), line(0, 0, Some(5), false)],
            shipping: 3,
            ..CountedRefund::default()
        };
        let preview = orders::refund_preview(&app.env, &sale.shop, sale.order, &wanted).await.unwrap();
        let shares: Vec<_> = preview.lines.iter().map(|share| (share.line, share.amount)).collect();
        assert_eq!((shares, preview.amount), (vec![(1, 400), (0, 5)], 408));

        let most = sale.view(app).await.totals.captured;
        let greedy = CountedRefund { amount: Some(most + 1), ..wanted.clone() };
        let refused = orders::refund(&app.env, &sale.shop, sale.order, &greedy).await.unwrap_err();
        let range = FieldError::new("amount", Problem::OutOfRange { min: 1, max: most });
        assert!(matches!(refused, Error::Invalid(errors) if errors == [range]));

        orders::refund(&app.env, &sale.shop, sale.order, &wanted).await.unwrap();
        assert_eq!(
            (sale.stock(app, 0).await, sale.stock(app, 1).await),
            ((ON_HAND - 3, 0), (ON_HAND - 1, 0))
        );
        app.run_jobs().await.unwrap();
        assert_eq!(sale.money_back(app).await, (408, 408));
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn never_more_is_given_back_than_was_paid_even_by_many_at_once() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(4, 1000)]).await;
        let too_much = RefundForm { amount: "14.91".into(), ..form(app, &sale, &[0]).await };
        let refused = orders::refund(&app.env, &sale.shop, sale.order, &too_much).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));

        // Each knows a version that may be the current one, so several may come through in turn.
        let first = sale.view(app).await.version;
        let tasks: Vec<_> = (0..8)
            .map(|n| {
                let (env, shop, order) = (app.env.clone(), sale.shop.clone(), sale.order);
                let wanted =
                    RefundForm { version: first + n / 2, amount: "8.00".into(), ..RefundForm::default() };
                tokio::spawn(async move { orders::refund(&env, &shop, order, &wanted).await })
            })
            .collect();
        let mut done = 0;
        for task in tasks {
            done += i64::from(task.await.unwrap().is_ok());
        }
        assert_eq!(done, 1, "eight euros fit once into what was paid");
        app.run_jobs().await.unwrap();
        assert_eq!(sale.money_back(app).await, (800, 800));
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_crash_between_the_promise_and_its_end_is_finished_once() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 1000)]).await;
        let refund = give_back(app, &sale, &[1]).await.unwrap().unwrap();
        // The promise is kept although nothing else of the process that made it is.
        let promised = sale.view(app).await;
        assert_eq!(promised.refunds[0].state, RefundState::Pending);
        assert_eq!(sale.money_back(app).await, (0, 0));
        app.run_jobs().await.unwrap();
        // A worker whose lease ran out does it again.
        SettleRefund { refund }.run(&app.env).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(sale.money_back(app).await, (1000, 1000));
        assert_eq!(sale.view(app).await.refunds[0].state, RefundState::Done);
        assert_eq!(events(app, "order_refunded").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_promise_whose_job_is_gone_is_kept_by_the_clock() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 1000)]).await;
        give_back(app, &sale, &[1]).await.unwrap();
        let mut tx = app.env.db.begin().await.unwrap();
        tx.dynamic("testing::lose_jobs", "delete from jobs".into()).execute().await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance(HOUR);
        TidyCheckout.run(&app.env).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(sale.money_back(app).await, (1000, 1000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_fails_beside_another_one_leaves_that_one_s_tax() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 1000)]).await;
        let wanted = RefundForm { shipping: "0.03".into(), ..form(app, &sale, &[0]).await };
        let refund = orders::refund(&app.env, &sale.shop, sale.order, &wanted).await.unwrap().unwrap();
        sale.provider_took(app, 0).await;
        // Another one takes 47 of the sending, with what is left of its tax by then, and is not
        // committed when the first one fails.
        let other = "update orders set shipping_refunded = shipping_refunded + 47,
             shipping_refunded_tax = shipping_refunded_tax + 8 where id = $1";
        let mut tx = app.env.db.begin().await.unwrap();
        tx.dynamic("testing::other", other.into()).bind(sale.order).execute().await.unwrap();
        let env = app.env.clone();
        let failing = tokio::spawn(async move { SettleRefund { refund }.run(&env).await });
        until_somebody_waits(&app.env).await;
        tx.commit().await.unwrap();
        failing.await.unwrap().unwrap();
        // As if the other one had been alone: 47 of 490 with 78 of tax.
        let totals = sale.view(app).await.totals;
        assert_eq!((totals.shipping_refunded, totals.shipping_refunded_tax), (47, 7));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_refund_that_the_provider_refuses_can_be_tried_again() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(2, 1001)]).await;
        let wanted = RefundForm { shipping: "4.90".into(), ..form(app, &sale, &[1]).await };
        orders::refund(&app.env, &sale.shop, sale.order, &wanted).await.unwrap();
        sale.provider_took(app, 0).await;
        app.run_jobs().await.unwrap();
        let order = sale.view(app).await;
        assert_eq!(sale.given_back(app, 0).await, (0, 0, 0));
        assert_eq!((order.totals.shipping_refunded, order.totals.shipping_refunded_tax), (0, 0));
        // The piece stays called off.
        assert_eq!((order.to_send(), sale.stock(app, 0).await), (1, (ON_HAND, 1)));
        assert_eq!((order.refunds[0].state, order.payment), (RefundState::Failed, PaymentStatus::Paid));

        sale.provider_took(app, order.totals.total).await;
        give_back(app, &sale, &[1]).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(sale.money_back(app).await, (501, 501));
    })
    .await;
}

#[tokio::test]
async fn a_whole_order_called_off_with_its_refund_gives_everything_back() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 1000), Sold(1, 99)]).await;
        give_back(app, &sale, &[1, 0]).await.unwrap();
        let version = sale.view(app).await.version;
        let form = CancelForm {
            version,
            all: true,
            reason: "asked for".into(),
            refund: true,
            ..CancelForm::default()
        };
        let refund = orders::cancel(&app.env, &sale.shop, sale.order, &form).await.unwrap();
        assert!(refund.is_some());
        app.run_jobs().await.unwrap();
        let order = sale.view(app).await;
        assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
        assert_eq!(sale.money_back(app).await.0, 1000 + 99 + SHIPPING);
        assert_eq!((sale.stock(app, 0).await, sale.stock(app, 1).await), ((ON_HAND, 0), (ON_HAND, 0)));
        assert_eq!(events(app, "order_cancelled").await, 1);
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn another_shop_s_money_cannot_be_given_back() {
    on_each_engine(async |app| {
        let (mine, theirs) = (sale(app, 1, &[Sold(1, 100)]).await, sale(app, 2, &[Sold(1, 100)]).await);
        let wanted = form(app, &theirs, &[1]).await;
        let refund = orders::refund(&app.env, &mine.shop, theirs.order, &wanted).await;
        assert!(matches!(refund, Err(Error::NotFound)));
        let preview = orders::refund_preview(&app.env, &mine.shop, theirs.order, &wanted).await;
        assert!(matches!(preview, Err(Error::NotFound)));
        assert_eq!(theirs.given_back(app, 0).await, (0, 0, 0));
        app.run_jobs().await.unwrap();
    })
    .await;
}
