use std::collections::HashSet;

use domain::stock::StockLevels;

use super::*;
use crate::inventory::tests::until_somebody_waits;
use crate::testing::on_each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_buyers_and_ten_pieces_ten_buy_and_ninety_are_told() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 10, ..Goods::default() }).await;
        let mut buyers = Vec::new();
        for _ in 0..100 {
            buyers.push(filled(env, &[(mug, 1)]).await);
        }
        let mut tasks = Vec::new();
        for buyer in buyers {
            let env = env.clone();
            tasks.push(tokio::spawn(async move {
                let view = reviewed(&env, &buyer).await?;
                pay(&env, &buyer, &request(&view, "tok_success")).await
            }));
        }
        let (mut sold, mut refused) = (0, 0);
        for task in tasks {
            match task.await.unwrap() {
                Ok(PayOutcome::Placed { .. }) => sold += 1,
                Err(Error::Conflict { code: "out_of_stock", details }) => {
                    let outcome = PayOutcome::of_conflict(&details);
                    assert!(matches!(outcome, Some(PayOutcome::OutOfStock { .. })), "{details}");
                    refused += 1;
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((sold, refused), (10, 90));
        assert_eq!(store::stock(env, mug).await, StockLevels { on_hand: 10, allocated: 10, reserved: 0 });
        let available = "select count(*) from products where available";
        assert_eq!(store::count(env, available).await, 0);
        store::assert_stock_is_sound(env).await;
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_clicks_with_one_key_make_one_purchase_and_get_one_answer() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let tasks: Vec<_> = (0..50)
            .map(|_| {
                let (env, buyer, request) = (env.clone(), buyer.clone(), request(&view, "tok_success"));
                tokio::spawn(async move { pay(&env, &buyer, &request).await.map(|o| format!("{o:?}")) })
            })
            .collect();
        let mut answers = HashSet::new();
        for task in tasks {
            answers.insert(task.await.unwrap().unwrap());
        }
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert!(answers.iter().all(|answer| answer.starts_with("Placed")));
        assert_eq!(store::count(env, "select count(*) from order_groups").await, 1);
        assert_eq!(store::count(env, "select count(*) from payments").await, 1);
        assert_eq!(
            store::count(env, "select count(*) from local_payments where state = 'captured'").await,
            1
        );
        assert_eq!(store::stock(env, mug).await.allocated, 1);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_buyer_who_hangs_up_while_paying_is_answered_the_next_time() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        for moment in 0..12 {
            let (buyer, view) = ready(env, &[(mug, 1)]).await;
            let request = request(&view, "tok_success");
            let waits = async {
                for _ in 0..moment * moment {
                    tokio::task::yield_now().await;
                }
            };
            tokio::select! {
                biased;
                _ = pay(env, &buyer, &request) => {}
                () = waits => {}
            }
            let outcome = pay(env, &buyer, &request).await.unwrap();
            assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        }
        assert_eq!(store::count(env, "select count(*) from order_groups").await, 12);
        assert_eq!(store::count(env, "select count(*) from local_payments").await, 12);
        app.run_jobs().await.unwrap();
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clicks_with_different_keys_pay_a_cart_once() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let tasks: Vec<_> = (0..10)
            .map(|tab| {
                let (env, buyer) = (env.clone(), buyer.clone());
                let request =
                    PayRequest { idempotency_key: format!("tab-{tab}"), ..request(&view, "tok_success") };
                tokio::spawn(async move { pay(&env, &buyer, &request).await })
            })
            .collect();
        let mut sold = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(PayOutcome::Placed { .. }) => sold += 1,
                Err(Error::Conflict { code: "payment_in_progress" | "cart_empty", .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(sold, 1);
        assert_eq!(store::count(env, "select count(*) from local_payments").await, 1);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_that_want_the_same_goods_in_another_order_do_not_wait_for_each_other() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let (a, b) = (
            store::variant(env, shop, Goods { on_hand: 25, ..Goods::default() }).await,
            store::variant(env, shop, Goods { on_hand: 25, ..Goods::default() }).await,
        );
        let mut buyers = Vec::new();
        for turn in 0..24 {
            let lines = if turn % 2 == 0 { [(a, 1), (b, 1)] } else { [(b, 1), (a, 1)] };
            buyers.push(filled(env, &lines).await);
        }
        let mut tasks = Vec::new();
        for buyer in buyers {
            let env = env.clone();
            tasks.push(tokio::spawn(async move {
                let view = reviewed(&env, &buyer).await?;
                pay(&env, &buyer, &request(&view, "tok_success")).await
            }));
        }
        for task in tasks {
            assert!(matches!(task.await.unwrap(), Ok(PayOutcome::Placed { .. })));
        }
        assert_eq!(store::stock(env, a).await, StockLevels { on_hand: 25, allocated: 24, reserved: 0 });
        store::assert_stock_is_sound(env).await;
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_and_an_editor_of_its_product_do_not_end_each_other() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let (buyer, view) = ready(env, &[(mug, 1)]).await;
        let row = prepared(env, &buyer, &request(&view, "tok_success")).await;
        // An editor holds the product, and then wants its variants.
        let product =
            "update products set title = title where id = (select product_id from variants where id = $1)";
        let variant = "update variants set title = title where id = $1";
        let mut tx = env.db.begin().await.unwrap();
        tx.dynamic("testing::product", product.into()).bind(mug).execute().await.unwrap();
        let sale = {
            let env = env.clone();
            tokio::spawn(async move { super::drive(&env, row, Some("tok_success")).await })
        };
        until_somebody_waits(env).await;
        let edited = tx.dynamic("testing::variant", variant.into()).bind(mug).execute().await;
        match edited {
            Ok(_) => tx.commit().await.unwrap(),
            // PostgreSQL chose the editor, who is asked to try again.
            Err(_) => tx.rollback().await.unwrap(),
        }
        let outcome = sale.await.unwrap().unwrap();
        assert!(matches!(outcome, PayOutcome::Placed { .. }), "{outcome:?}");
        store::assert_stock_is_sound(env).await;
        app.run_jobs().await.unwrap();
    })
    .await;
}
