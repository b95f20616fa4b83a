//! Mails, through their verbs.

use std::sync::Mutex;

use async_trait::async_trait;
use db::Run;
use domain::Locale;
use domain::id::{FulfillmentId, OrderGroupId, OrderId, RefundId, ShopId};
use domain::mails::{MailContent, MailKind, MailState};

use super::*;
use crate::events::{self, Event};
use crate::ports::mail::Mailer;
use crate::testing::{TestApp, on_each_engine};

/// What a test's shop sold, written straight into the tables that the mails read.
struct Sale {
    group: OrderGroupId,
    order: OrderId,
    parcel: FulfillmentId,
    refund: RefundId,
}

async fn sale(app: &TestApp, locale: Locale) -> Sale {
    let env = &app.env;
    let owner = crate::accounts::tests::someone(env, "owner@example.com").await;
    let shop = crate::shops::NewShop {
        slug: "north-lights",
        name: "North <Lights>",
        owner,
        address: domain::address::Address::default(),
        email: "",
        time_zone: "Europe/Berlin",
        prices_include_tax: true,
    };
    let shop: ShopId = crate::shops::create(env, shop).await.unwrap();
    let sale = Sale { group: env.id(), order: env.id(), parcel: env.id(), refund: env.id() };
    let address = r#"{"name":"Ada","line1":"Ring 1","postcode":"1010","city":"Wien","country":"AT"}"#;
    let mut tx = env.db.begin().await.unwrap();
    let texts = [
        format!(
            "insert into order_groups (id, number, cart_id, email, email_folded, locale, currency, address, items_total, discount_total, shipping_total, tax_total, total, state, token_hash, created_at) values ('{0}', 100042, 'c', 'ada@example.com', 'ada@example.com', '{1}', 'EUR', '{address}', 3998, 0, 490, 717, 4488, 'placed', 'h', 1)",
            sale.group,
            locale.as_str()
        ),
        format!(
            "insert into orders (id, group_id, shop_id, number, group_number, status, payment_status, fulfillment_status, currency, prices_include_tax, items_total, discount_total, shipping_total, shipping_tax, tax_total, total, shipping_name, shipping_min_days, shipping_max_days, email, customer_name, address, day, placed_at, updated_at) values ('{0}', '{1}', '{shop}', 'S-100042-1', 100042, 'open', 'paid', 'unfulfilled', 'EUR', true, 3998, 0, 490, 78, 717, 4488, 'Parcel', 2, 4, 'ada@example.com', 'Ada', '{address}', '2026-03-02', 1, 1)",
            sale.order, sale.group
        ),
        format!(
            "insert into order_lines (id, order_id, shop_id, position, product_id, variant_id, product_slug, title, variant_title, sku, quantity, unit_price, tax_name, tax_rate_ppm, tax_reason, tax, total) values ('L1', '{0}', '{shop}', 1, 'p', 'v', 'lamp', 'Lamp & shade', 'Red', 'L-1', 2, 1999, 'VAT', 190000, 'rate', 638, 3998)",
            sale.order
        ),
        format!(
            "insert into payments (id, group_id, attempt, provider, state, currency, amount, created_at, updated_at) values ('PAY', '{0}', 1, 'local', 'captured', 'EUR', 4488, 1, 1)",
            sale.group
        ),
    ];
    for text in texts {
        tx.dynamic("mails::tests::sale", text).execute().await.unwrap();
    }
    tx.commit().await.unwrap();
    sale
}

async fn ship(app: &TestApp, sale: &Sale, url: &str) {
    let mut tx = app.env.db.begin().await.unwrap();
    let texts = [
        format!(
            "insert into fulfillments (id, order_id, shop_id, carrier, tracking_number, tracking_url, status, created_at) values ('{0}', '{1}', 's', 'DHL', 'T-1', '{url}', 'shipped', 1)",
            sale.parcel, sale.order
        ),
        format!(
            "insert into fulfillment_lines (fulfillment_id, order_line_id, quantity) values ('{0}', 'L1', 1)",
            sale.parcel
        ),
    ];
    for text in texts {
        tx.dynamic("mails::tests::ship", text).execute().await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn give_back(app: &TestApp, sale: &Sale, reason: &str, state: &str) {
    let mut tx = app.env.db.begin().await.unwrap();
    let texts = [
        format!(
            "insert into refunds (id, order_id, shop_id, payment_id, amount, shipping_amount, reason, restock, state, created_at) values ('{0}', '{1}', 's', 'PAY', 2489, 490, '{reason}', true, '{state}', 1)",
            sale.refund, sale.order
        ),
        format!(
            "insert into refund_lines (refund_id, order_line_id, quantity, amount, tax) values ('{0}', 'L1', 1, 1999, 319)",
            sale.refund
        ),
    ];
    for text in texts {
        tx.dynamic("mails::tests::give_back", text).execute().await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn tell(app: &TestApp, event: Event) {
    let mut tx = app.env.db.begin().await.unwrap();
    events::record(&mut tx, &app.env, None, event).await.unwrap();
    tx.commit().await.unwrap();
}

/// All mails of a kind after every event was settled and every job ran.
async fn written(app: &TestApp, kind: MailKind) -> Vec<MailContent> {
    app.run_jobs().await.unwrap();
    // Mails of one millisecond have no order.
    app.clock.advance(1);
    let mut found = Vec::new();
    for mail in outbox(&app.env, None).await.unwrap().0.into_iter().filter(|mail| mail.kind == kind) {
        found.push(outbox_mail(&app.env, mail.id).await.unwrap());
    }
    found
}

#[tokio::test]
async fn a_purchase_is_told_in_one_mail_with_its_lines_and_its_total() {
    on_each_engine(async |app| {
        let sale = sale(app, Locale::En).await;
        tell(app, Event::OrderGroupPlaced { group: sale.group }).await;
        tell(app, Event::OrderGroupPlaced { group: sale.group }).await;
        let mails = written(app, MailKind::OrderPlaced).await;
        assert_eq!(mails.len(), 1, "once a purchase, however often it is told");
        let mail = &mails[0];
        assert_eq!(
            (mail.summary.to.as_str(), mail.summary.subject.as_str()),
            ("ada@example.com", "Your order S-100042")
        );
        assert_eq!(mail.summary.state, MailState::Sent);
        for part in [
            "2 × Lamp & shade (Red): €39.98",
            "Shipping (Parcel, 2 to 4 working days): €4.90",
            "Total (€7.17 tax included): €44.88",
            "1010 Wien",
            "/orders/track?number=S-100042",
        ] {
            assert!(mail.text.contains(part), "{part} in {}", mail.text);
        }
        assert!(mail.html.contains("North &lt;Lights&gt;") && mail.html.contains("Lamp &amp; shade"));
        assert!(!mail.html.contains("<Lights>") && !mail.html.contains("src="), "{}", mail.html);
    })
    .await;
}

#[tokio::test]
async fn mails_speak_the_buyer_s_language() {
    on_each_engine(async |app| {
        let sale = sale(app, Locale::De).await;
        tell(app, Event::OrderGroupPlaced { group: sale.group }).await;
        let mails = written(app, MailKind::OrderPlaced).await;
        assert_eq!(mails[0].summary.subject, "Ihre Bestellung S-100042");
        assert!(mails[0].text.contains("44,88\u{a0}€") && mails[0].html.contains("lang=\"de\""));
    })
    .await;
}

#[tokio::test]
async fn every_parcel_and_every_refund_is_told_once() {
    on_each_engine(async |app| {
        let sale = sale(app, Locale::En).await;
        ship(app, &sale, "https://carrier.example/T-1").await;
        tell(app, Event::OrderShipped { order: sale.order, parcel: Some(sale.parcel) }).await;
        give_back(app, &sale, "Came broken", "done").await;
        tell(app, Event::OrderRefunded { order: sale.order, refund: Some(sale.refund) }).await;
        tell(app, Event::OrderShipped { order: sale.order, parcel: Some(sale.parcel) }).await;
        let shipped = written(app, MailKind::OrderShipped).await;
        assert_eq!(shipped.len(), 1);
        assert!(
            shipped[0].text.contains("1 × Lamp & shade (Red)\n")
                || shipped[0].text.contains("1 × Lamp & shade (Red)")
        );
        assert!(
            shipped[0].text.contains("DHL: T-1") && shipped[0].text.contains("https://carrier.example/T-1")
        );
        let refunded = written(app, MailKind::OrderRefunded).await;
        assert_eq!(refunded.len(), 1);
        for part in
            ["You get €24.89 back", "1 × Lamp & shade (Red): €19.99", "Shipping: €4.90", "Came broken"]
        {
            assert!(refunded[0].text.contains(part), "{part} in {}", refunded[0].text);
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_parcel_that_is_told_of_and_money_that_went_back_are_written_about() {
    on_each_engine(async |app| {
        let sale = sale(app, Locale::De).await;
        let quiet = Sale { parcel: app.env.id(), refund: app.env.id(), ..sale };
        ship(app, &quiet, "https://carrier.example/quiet").await;
        ship(app, &sale, "https://carrier.example/told").await;
        tell(app, Event::OrderShipped { order: sale.order, parcel: Some(sale.parcel) }).await;
        let shipped = written(app, MailKind::OrderShipped).await;
        assert_eq!(shipped.len(), 1);
        assert!(shipped[0].text.contains("/told"), "{}", shipped[0].text);

        give_back(app, &quiet, "", "pending").await;
        give_back(app, &sale, "stock_gone", "done").await;
        for refund in [quiet.refund, sale.refund] {
            tell(app, Event::OrderRefunded { order: sale.order, refund: Some(refund) }).await;
        }
        let refunded = written(app, MailKind::OrderRefunded).await;
        assert_eq!(refunded.len(), 1);
        assert!(refunded[0].text.contains("Grund: Die Ware war nicht mehr vorrätig"), "{}", refunded[0].text);
        assert!(!refunded[0].text.contains("stock_gone"));
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_an_older_version_tells_of_all_once() {
    on_each_engine(async |app| {
        let sale = sale(app, Locale::En).await;
        ship(app, &sale, "").await;
        give_back(app, &sale, "", "done").await;
        for _ in 0..2 {
            tell(app, Event::OrderShipped { order: sale.order, parcel: None }).await;
            tell(app, Event::OrderRefunded { order: sale.order, refund: None }).await;
        }
        assert_eq!(written(app, MailKind::OrderShipped).await.len(), 1);
        assert_eq!(written(app, MailKind::OrderRefunded).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_of_another_kind_than_the_web_s_is_never_sent() {
    on_each_engine(async |app| {
        let sale = sale(app, Locale::En).await;
        ship(app, &sale, "javascript:alert(1)").await;
        tell(app, Event::OrderShipped { order: sale.order, parcel: Some(sale.parcel) }).await;
        let shipped = written(app, MailKind::OrderShipped).await;
        assert!(!shipped[0].html.contains("javascript:") && shipped[0].html.contains("/orders/track"));
    })
    .await;
}

#[tokio::test]
async fn an_event_about_what_is_gone_holds_nobody_up() {
    on_each_engine(async |app| {
        let env = &app.env;
        tell(app, Event::OrderGroupPlaced { group: env.id() }).await;
        tell(app, Event::OrderShipped { order: env.id(), parcel: Some(env.id()) }).await;
        tell(app, Event::OrderRefunded { order: env.id(), refund: Some(env.id()) }).await;
        assert_eq!(app.run_jobs().await.unwrap(), 0);
    })
    .await;
}

#[test]
fn a_name_cannot_begin_another_header() {
    let env_free = letter::one_line("Order\r\nBcc: everybody@example.com");
    assert_eq!(env_free, "Order Bcc: everybody@example.com");
}

/// Answers with what a test put in, then with success.
#[derive(Default)]
struct Scripted {
    answers: Mutex<Vec<MailError>>,
    sent: Mutex<Vec<String>>,
}

#[async_trait]
impl Mailer for Scripted {
    async fn send(&self, mail: &Parcel) -> Result<(), MailError> {
        match self.answers.lock().unwrap().pop() {
            Some(error) => Err(error),
            None => {
                self.sent.lock().unwrap().push(mail.to.clone());
                Ok(())
            }
        }
    }

    fn name(&self) -> &'static str {
        "scripted"
    }
}

#[tokio::test]
async fn a_mail_is_tried_again_when_the_relay_asks_for_it_and_not_when_it_refuses() {
    on_each_engine(async |app| {
        let relay = std::sync::Arc::new(Scripted::default());
        let env = app.with_mailer(relay.clone());
        relay.answers.lock().unwrap().push(MailError::Temporary("greylisted".into()));
        let mut tx = env.db.begin().await.unwrap();
        queue(&mut tx, &env, password_changed(&env, Locale::En, "Ada").to("ada@example.com", "once".into()))
            .await
            .unwrap();
        queue(&mut tx, &env, password_changed(&env, Locale::En, "Ada").to("ada@example.com", "once".into()))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        crate::jobs::run_due(&env).await.unwrap();
        let state = async || outbox(&env, None).await.unwrap().0[0].state;
        assert_eq!(state().await, MailState::Failed);
        app.clock.advance(domain::time::HOUR);
        crate::jobs::run_due(&env).await.unwrap();
        assert_eq!(state().await, MailState::Sent);
        assert_eq!(*relay.sent.lock().unwrap(), ["ada@example.com"]);

        relay.answers.lock().unwrap().push(MailError::Refused("no such mailbox".into()));
        let mut tx = env.db.begin().await.unwrap();
        queue(&mut tx, &env, password_changed(&env, Locale::En, "Bob").to("bob@example.com", "twice".into()))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(crate::jobs::run_due(&env).await.unwrap(), 1);
        assert_eq!(state().await, MailState::Failed);
        app.clock.advance(domain::time::DAY);
        assert_eq!(crate::jobs::run_due(&env).await.unwrap(), 0, "refused for good");
    })
    .await;
}

#[tokio::test]
async fn the_outbox_is_shown_in_demo_mode_only() {
    on_each_engine(async |app| {
        let env = app.in_production();
        assert!(matches!(outbox(&env, None).await, Err(Error::NotFound)));
        assert!(matches!(outbox_mail(&env, env.id()).await, Err(Error::NotFound)));
    })
    .await;
}
