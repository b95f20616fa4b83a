use super::*;
use crate::ops;
use crate::testing::on_each_engine;

const SMALL: Options = Options { products: 60, orders: 150, seed: 7 };

#[tokio::test]
async fn demo_data_adds_up() {
    on_each_engine(async |app| {
        let report = fill(&app.env, SMALL, |_| {}).await.unwrap();
        assert_eq!((report.shops, report.products, report.orders), (6, 60, 150));
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn demo_data_goes_into_an_empty_database_only() {
    on_each_engine(async |app| {
        let shops_only = Options { products: 0, orders: 0, seed: 1 };
        assert_eq!(fill(&app.env, shops_only, |_| {}).await.unwrap().products, 0);
        assert!(fill(&app.env, shops_only, |_| {}).await.is_err());
    })
    .await;
}

sql!(TEST_TITLES, "select title from products order by id");

#[tokio::test]
async fn the_same_seed_makes_the_same_products() {
    let mut titles = Vec::new();
    for database in db::testing::each().await.into_iter().chain(db::testing::each().await) {
        let app = crate::testing::TestApp::new(database);
        fill(&app.env, Options { orders: 0, ..SMALL }, |_| {}).await.unwrap();
        titles.push(app.env.db.read().query(&TEST_TITLES).fetch_all::<(String,)>().await.unwrap());
    }
    assert!(titles.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(titles[0].len(), 60);
}
