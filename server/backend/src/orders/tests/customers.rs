use std::net::IpAddr;

use db::{Run, sql};
use domain::Locale::En;
use domain::accounts::Role;
use domain::format;
use domain::orders::views::FulfilForm;

use super::build::{Sale, Sold, sale};
use crate::scope::UserScope;
use crate::testing::{TestApp, on_each_engine};
use crate::{Error, Slice, orders};

sql!(TEST_SOLD_ON_FRIDAY, "update orders set day = '2026-03-06' where id = $1");

fn client(last: u8) -> IpAddr {
    IpAddr::from([203, 0, 113, last])
}

fn scope(sale: &Sale) -> UserScope {
    UserScope { user: sale.user, role: Role::Customer, session_hash: String::new() }
}

async fn send_one(app: &TestApp, sale: &Sale) {
    let form = FulfilForm {
        version: sale.view(app).await.version,
        pieces: sale.pieces(&[1]),
        carrier: "UPS".into(),
        tracking_number: "1Z".into(),
        notify: false,
    };
    orders::fulfil(&app.env, &sale.shop, sale.order, &form).await.unwrap();
}

#[tokio::test]
async fn tracking_shows_the_parcels_to_who_knows_number_and_mail_address() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(2, 100)]).await;
        send_one(app, &sale).await;
        for number in ["S-100001", "s-100001-1", "100001"] {
            let email = sale.email.to_uppercase();
            let seen = orders::public_track(&app.env, client(1), number, &email).await.unwrap();
            assert_eq!((seen.number.as_str(), seen.orders.len()), ("S-100001", 1));
            let order = &seen.orders[0];
            assert_eq!((order.step(), order.parcels.len(), order.address.clone()), (1, 1, None));
            assert!(order.parcels[0].tracking_url.contains("1Z"));
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_expected_is_what_checkout_promised_in_working_days() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(1, 100)]).await;
        let mut tx = app.env.db.begin().await.unwrap();
        tx.query(&TEST_SOLD_ON_FRIDAY).bind(sale.order).execute().await.unwrap();
        tx.commit().await.unwrap();
        let seen = orders::public_track(&app.env, client(1), &sale.number, &sale.email).await.unwrap();
        let own = orders::customer_order(&app.env, &scope(&sale), &sale.number).await.unwrap();
        // 2 to 4 working days, over a weekend.
        for order in [&seen.orders[0], &own] {
            let days = (format::date(En, order.from), format::date(En, order.until));
            assert_eq!(days, ("10 Mar 2026".to_owned(), "12 Mar 2026".to_owned()));
        }
    })
    .await;
}

#[tokio::test]
async fn every_mismatch_of_tracking_has_the_same_answer_until_there_were_too_many() {
    on_each_engine(async |app| {
        let (a, b) = (sale(app, 1, &[Sold(1, 100)]).await, sale(app, 2, &[Sold(1, 100)]).await);
        let wrong = [
            ("S-100001", b.email.as_str()),
            ("S-999999", &a.email),
            ("", &a.email),
            ("x", ""),
            ("S-100001", ""),
        ];
        for (number, email) in wrong {
            let answer = orders::public_track(&app.env, client(1), number, email).await;
            assert!(matches!(answer, Err(Error::NotFound)), "{number} {email}");
        }
        for _ in wrong.len()..20 {
            let _ = orders::public_track(&app.env, client(1), "S-1", "a@b.co").await;
        }
        let right = orders::public_track(&app.env, client(1), "S-100001", &a.email).await;
        assert!(matches!(right, Err(Error::RateLimited { .. })));
        // Nobody can keep another client from their order.
        assert!(orders::public_track(&app.env, client(2), "S-100001", &a.email).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_person_sees_their_own_orders_only() {
    on_each_engine(async |app| {
        let (a, b) = (sale(app, 1, &[Sold(2, 100)]).await, sale(app, 2, &[Sold(1, 100)]).await);
        let page = orders::customer_orders(&app.env, &scope(&a), Slice::first(1)).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.number.clone()).collect::<Vec<_>>(), [a.number.clone()]);
        assert_eq!((page.rows[0].pieces, page.rows[0].name.as_str(), page.next), (2, "A shop", None));
        let own = orders::customer_order(&app.env, &scope(&a), &a.number).await.unwrap();
        assert!(own.address.is_some());
        let theirs = orders::customer_order(&app.env, &scope(&a), &b.number).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
    })
    .await;
}
