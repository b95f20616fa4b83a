use db::{Engine, Run};
use domain::orders::views::{CancelForm, FulfilForm, OrderFilter};
use domain::time::{DAY, HOUR};

use super::build::{Sold, sale};
use crate::scope::ShopScope;
use crate::testing::{TestApp, on_each_engine};
use crate::{Slice, orders};

async fn numbers(app: &TestApp, shop: &ShopScope, filter: OrderFilter, search: &str) -> Vec<String> {
    let page = orders::list(&app.env, shop, filter, search, Slice::first(25)).await.unwrap();
    page.rows.into_iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn an_order_is_on_the_lists_of_its_state_and_of_its_shop_only() {
    on_each_engine(async |app| {
        let (a, b) = (sale(app, 1, &[Sold(1, 100)]).await, sale(app, 2, &[Sold(1, 100)]).await);
        assert_eq!(numbers(app, &a.shop, OrderFilter::ToShip, "").await, [a.number.clone()]);
        let form = FulfilForm {
            version: a.view(app).await.version,
            pieces: a.pieces(&[1]),
            ..FulfilForm::default()
        };
        orders::fulfil(&app.env, &a.shop, a.order, &form).await.unwrap();
        assert!(numbers(app, &a.shop, OrderFilter::ToShip, "").await.is_empty());
        assert_eq!(numbers(app, &a.shop, OrderFilter::Sent, "").await, [a.number.clone()]);
        let form = CancelForm {
            version: b.view(app).await.version,
            pieces: b.pieces(&[1]),
            ..CancelForm::default()
        };
        orders::cancel(&app.env, &b.shop, b.order, &form).await.unwrap();
        assert_eq!(numbers(app, &b.shop, OrderFilter::Cancelled, "").await, [b.number.clone()]);
        assert!(numbers(app, &b.shop, OrderFilter::Refunded, "").await.is_empty());
        let page = orders::list(&app.env, &b.shop, OrderFilter::All, "", Slice::first(25)).await.unwrap();
        assert_eq!(page.counts, [0, 0, 0, 1, 1]);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_list_is_read_in_parts_of_the_size_that_is_asked_for() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 100)]).await;
        let whole = orders::list(&app.env, &sale.shop, OrderFilter::All, "", Slice::first(1)).await.unwrap();
        assert_eq!((whole.rows.len(), &whole.next), (1, &None));
        let after = format!("{}-{}", whole.rows[0].placed_at.0, whole.rows[0].id);
        let slice = Slice::new(Some(&after), 1);
        let rest = orders::list(&app.env, &sale.shop, OrderFilter::All, "", slice).await.unwrap();
        assert!(rest.rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn times_are_those_of_the_shop_s_clocks_in_winter_and_in_summer() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 100)]).await;
        let version = sale.view(app).await.version;
        // Placed in March, written on in May.
        app.clock.advance(60 * DAY);
        orders::note(&app.env, &sale.shop, sale.order, version, "fragile").await.unwrap();
        let order = sale.view(app).await;
        let (placed, noted) = (order.placed_at, order.timeline[0].at);
        assert_eq!(order.clock.local(placed).since(placed), HOUR);
        assert_eq!(order.clock.local(noted).since(noted), 2 * HOUR);
        let page = orders::list(&app.env, &sale.shop, OrderFilter::All, "", Slice::first(1)).await.unwrap();
        assert_eq!(page.clock.local(placed).since(placed), HOUR);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_order_is_found_by_number_by_mail_address_and_by_name() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 100)]).await;
        for search in ["S-100001", "s-100001-1", "100001", " Ada1@Example.com ", "ada1@", "lovel", "ADA"] {
            assert_eq!(numbers(app, &sale.shop, OrderFilter::All, search).await.len(), 1, "{search}");
        }
        for search in ["S-100002", "bob@example.com", "grace", "100%", "_da"] {
            assert!(numbers(app, &sale.shop, OrderFilter::All, search).await.is_empty(), "{search}");
        }
        let endless = "x".repeat(100_000);
        assert!(numbers(app, &sale.shop, OrderFilter::All, &endless).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn mail_addresses_are_in_the_order_of_their_bytes_whatever_the_server_s_language() {
    on_each_engine(async |app| {
        if app.env.db.engine() == Engine::Sqlite {
            return;
        }
        let text = "select collation_name::text from information_schema.columns
             where table_schema = current_schema() and table_name = 'order_groups' and column_name = 'email_folded'";
        let mut conn = app.env.db.read();
        let collation: Option<String> =
            conn.dynamic("testing::collation", text.into()).scalar().await.unwrap();
        assert_eq!(collation.as_deref(), Some("C"));
    })
    .await;
}
