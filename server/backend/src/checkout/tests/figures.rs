use super::*;
use crate::testing::figures::Figures;
use crate::testing::on_each_engine;

#[tokio::test]
async fn each_checkout_is_counted_once_by_what_it_came_to() {
    on_each_engine(async |app: &TestApp| {
        let figures = Figures::default();
        let _counting = metrics::set_default_local_recorder(&figures);
        let came_to = |outcome: &str| figures.of(telemetry::CHECKOUTS, &[outcome]);
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 2, ..Goods::default() }).await;

        let (buyer, view) = ready(env, &[(mug, 2)]).await;
        pay(env, &buyer, &request(&view, "tok_declined")).await.unwrap();
        assert_eq!((came_to("declined"), came_to("placed")), (1, 0));
        let dearer = review(env, &buyer).await.unwrap();
        let other =
            PayRequest { expected_total: dearer.expected_total + 1, ..request(&dearer, "tok_success") };
        pay(env, &buyer, &other).await.unwrap_err();
        assert_eq!(came_to("totals_changed"), 1);

        let agreed = request(&review(env, &buyer).await.unwrap(), "tok_success");
        pay(env, &buyer, &agreed).await.unwrap();
        pay(env, &buyer, &agreed).await.unwrap();
        assert_eq!(came_to("placed"), 1, "a repeated request places nothing");

        // Nothing is left for the next one.
        assert_eq!(figures.of(telemetry::STOCK_CONFLICTS, &["reserve"]), 0);
        let late = filled(env, &[]).await;
        let mut tx = env.db.begin().await.unwrap();
        let (mut touched, cause) = (crate::inventory::Touched::default(), crate::inventory::Cause::default());
        let sold = crate::inventory::reserve(&mut tx, env, &mut touched, mug, 1, cause).await.unwrap();
        touched.settle(&mut tx, env).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(sold, crate::inventory::Sold::Short(0));
        assert_eq!(figures.of(telemetry::STOCK_CONFLICTS, &["reserve"]), 1);
        assert!(pay(env, &late, &agreed).await.is_err());
        assert_eq!(came_to("refused"), 1);

        app.run_jobs().await.unwrap();
        assert_eq!(figures.of(telemetry::JOB_RUNS, &["send_mail", "done"]), 1);
        assert_eq!(figures.of(telemetry::MAILS, &["sent"]), 1);
    })
    .await;
}
