use domain::id::{FulfillmentEntity, OrderId};
use domain::invalid::{FieldError, Problem};
use domain::orders::views::{CancelForm, FulfilForm};
use domain::orders::{FulfillmentStatus, OrderStatus};

use super::build::{ON_HAND, Sale, Sold, events, sale};
use crate::testing::{TestApp, on_each_engine};
use crate::{Error, ops, orders};

async fn send(app: &TestApp, sale: &Sale, pieces: &[i64]) -> crate::Result<()> {
    let version = sale.view(app).await.version;
    let form = FulfilForm {
        version,
        pieces: sale.pieces(pieces),
        carrier: "DHL".into(),
        tracking_number: "0034".into(),
        notify: true,
    };
    orders::fulfil(&app.env, &sale.shop, sale.order, &form).await.map(drop)
}

#[tokio::test]
async fn a_part_is_sent_then_the_rest_and_all_of_it_arrives() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 3000), Sold(1, 500)]).await;
        send(app, &sale, &[2, 0]).await.unwrap();
        let order = sale.view(app).await;
        assert_eq!((order.status, order.fulfillment), (OrderStatus::Open, FulfillmentStatus::Partial));
        assert_eq!((order.to_send(), sale.stock(app, 0).await), (2, (ON_HAND - 2, 1)));
        assert_eq!(order.parcels[0].tracking_url, "https://www.dhl.com/en/express/tracking.html?AWB=0034");

        let refused = send(app, &sale, &[2, 0]).await;
        let field = format!("pieces.{}", sale.lines[0]);
        let wanted = vec![FieldError::new(field, Problem::OutOfRange { min: 0, max: 1 })];
        assert!(matches!(refused, Err(Error::Invalid(fields)) if fields == wanted));

        send(app, &sale, &[1, 1]).await.unwrap();
        let order = sale.view(app).await;
        assert_eq!((order.status, order.fulfillment), (OrderStatus::Completed, FulfillmentStatus::Fulfilled));
        assert_eq!(
            (sale.stock(app, 0).await, sale.stock(app, 1).await),
            ((ON_HAND - 3, 0), (ON_HAND - 1, 0))
        );
        assert_eq!(events(app, "order_shipped").await, 2);
        assert!(matches!(send(app, &sale, &[1, 0]).await, Err(Error::Conflict { code: "not_open", .. })));

        for parcel in &order.parcels {
            let version = sale.view(app).await.version;
            orders::mark_delivered(&app.env, &sale.shop, sale.order, parcel.id, version).await.unwrap();
        }
        let order = sale.view(app).await;
        assert_eq!(order.fulfillment, FulfillmentStatus::Delivered);
        let again =
            orders::mark_delivered(&app.env, &sale.shop, sale.order, order.parcels[0].id, order.version);
        assert!(matches!(again.await, Err(Error::NotFound)));
        let kinds: Vec<&str> = order.timeline.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(kinds, ["delivered", "delivered", "shipped", "shipped"]);
        assert_eq!(ops::check(&app.env).await.unwrap(), []);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_what_they_saw_the_second_must_look_again() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 3000)]).await;
        let version = sale.view(app).await.version;
        orders::note(&app.env, &sale.shop, sale.order, version, " fragile ").await.unwrap();
        let form = FulfilForm { version, pieces: sale.pieces(&[1]), ..FulfilForm::default() };
        let second = orders::fulfil(&app.env, &sale.shop, sale.order, &form).await;
        assert!(matches!(second, Err(Error::Conflict { code: "stale", .. })));
        let order = sale.view(app).await;
        assert_eq!((order.to_send(), order.timeline[0].details["text"].as_str()), (3, Some("fragile")));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_is_on_the_shelf_again() {
    on_each_engine(async |app| {
        let sale = sale(app, 1, &[Sold(3, 3000), Sold(2, 800)]).await;
        send(app, &sale, &[1, 0]).await.unwrap();
        let version = sale.view(app).await.version;
        let form = CancelForm {
            version,
            pieces: sale.pieces(&[2, 0]),
            reason: "broken".into(),
            ..CancelForm::default()
        };
        assert_eq!(orders::cancel(&app.env, &sale.shop, sale.order, &form).await.unwrap(), None);
        assert_eq!(sale.stock(app, 0).await, (ON_HAND - 1, 0));
        let order = sale.view(app).await;
        assert_eq!((order.status, order.to_send(), order.totals.refund_pending), (OrderStatus::Open, 2, 0));
        assert_eq!(ops::check(&app.env).await.unwrap(), []);

        let sent_too = CancelForm { version: order.version, pieces: sale.pieces(&[1, 0]), ..form.clone() };
        let refused = orders::cancel(&app.env, &sale.shop, sale.order, &sent_too).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn another_shop_s_order_does_not_exist() {
    on_each_engine(async |app| {
        let (mine, theirs) = (sale(app, 1, &[Sold(1, 100)]).await, sale(app, 2, &[Sold(1, 100)]).await);
        let (env, shop, order): (_, _, OrderId) = (&app.env, &mine.shop, theirs.order);
        let version = theirs.view(app).await.version;
        let pieces = theirs.pieces(&[1]);
        let fulfil = FulfilForm { version, pieces: pieces.clone(), ..FulfilForm::default() };
        let cancel = CancelForm { version, pieces, ..CancelForm::default() };
        let parcel = env.id::<FulfillmentEntity>();
        assert!(matches!(orders::detail(env, shop, &theirs.number).await, Err(Error::NotFound)));
        assert!(matches!(orders::fulfil(env, shop, order, &fulfil).await, Err(Error::NotFound)));
        assert!(matches!(orders::cancel(env, shop, order, &cancel).await, Err(Error::NotFound)));
        assert!(matches!(orders::note(env, shop, order, version, "x").await, Err(Error::NotFound)));
        let delivered = orders::mark_delivered(env, shop, order, parcel, version).await;
        assert!(matches!(delivered, Err(Error::NotFound)));
        assert_eq!(theirs.view(app).await.version, version);
        app.run_jobs().await.unwrap();
    })
    .await;
}
