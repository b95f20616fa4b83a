use db::testing::counted;

use super::*;
use crate::testing::on_each_engine;

/// Statements of a payment for one line of one shop, those of the simulated provider included.
const ONE_SHOP: usize = 35;
/// What each further shop with a line adds.
const EACH_SHOP: usize = 7;

/// What paying at the end of checkout runs.
async fn ran(env: &Env, lines: &[(VariantId, i64)]) -> Vec<&'static str> {
    let (buyer, view) = ready(env, lines).await;
    let (outcome, ran) = counted(pay(env, &buyer, &request(&view, "tok_success"))).await;
    assert!(matches!(outcome, Ok(PayOutcome::Placed { .. })), "{outcome:?}");
    ran
}

#[tokio::test]
async fn a_payment_takes_few_statements_and_each_further_shop_a_few_more() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (mugs, lamps) = (store::shop(env, "mugs", true).await, store::shop(env, "lamps", false).await);
        let mug = store::variant(env, mugs, Goods::default()).await;
        let lamp = store::variant(env, lamps, Goods::default()).await;
        let one = ran(env, &[(mug, 1)]).await;
        assert!(one.len() <= ONE_SHOP, "{} statements: {one:#?}", one.len());
        let two = ran(env, &[(mug, 1), (lamp, 1)]).await;
        assert!(two.len() <= one.len() + EACH_SHOP, "{} statements: {two:#?}", two.len());
        app.run_jobs().await.unwrap();
    })
    .await;
}
