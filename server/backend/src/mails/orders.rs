//! Mails about orders: placed, shipped, refunded. They read the order's tables and nothing that
//! may have changed since, because amounts and titles were frozen at the sale.

use db::{Run, Tx, sql};
use domain::address::Address;
use domain::id::{FulfillmentId, OrderGroupId, OrderId, RefundId};
use domain::mails::MailKind;
use domain::{Currency, Locale, Money, format};

use super::letter::{Letter, Row};
use super::queue;
use crate::{Env, Result};

sql!(
    MAIL_GROUP,
    "select number, email, locale, currency, address, tax_total, total from order_groups where id = $1"
);
sql!(
    MAIL_GROUP_ORDERS,
    "select o.id, o.number, o.shipping_total, o.shipping_name, o.shipping_min_days, o.shipping_max_days, s.name as shop
     from orders o join shops s on s.id = o.shop_id where o.group_id = $1 order by o.number limit 100"
);
sql!(
    MAIL_ORDER_LINES,
    "select title, variant_title, quantity, total from order_lines where order_id = $1 order by position limit 500"
);
sql!(
    MAIL_ORDER,
    "select o.number, o.email, o.currency, o.address, g.locale, s.name as shop
     from orders o join order_groups g on g.id = o.group_id join shops s on s.id = o.shop_id where o.id = $1"
);
sql!(
    /// The one, or all of the order where none is named.
    MAIL_FULFILLMENTS,
    "select id, carrier, tracking_number, tracking_url from fulfillments
     where order_id = $1 and id = coalesce($2, id) order by id limit 200"
);
sql!(
    MAIL_FULFILLMENT_LINES,
    "select l.title, l.variant_title, f.quantity, cast(0 as bigint) as total
     from fulfillment_lines f join order_lines l on l.id = f.order_line_id
     where f.fulfillment_id = $1 order by l.position limit 500"
);
sql!(
    /// As the one above, of those that the provider gave.
    MAIL_REFUNDS,
    "select id, amount, shipping_amount, reason from refunds
     where order_id = $1 and id = coalesce($2, id) and state = 'done' order by id limit 200"
);
sql!(
    MAIL_REFUND_LINES,
    "select l.title, l.variant_title, r.quantity, r.amount as total
     from refund_lines r join order_lines l on l.id = r.order_line_id
     where r.refund_id = $1 order by l.position limit 500"
);

#[derive(db::FromRow)]
struct Group {
    number: i64,
    email: String,
    locale: Locale,
    currency: Currency,
    address: String,
    tax_total: i64,
    total: i64,
}

#[derive(db::FromRow)]
struct GroupOrder {
    id: OrderId,
    number: String,
    shipping_total: i64,
    shipping_name: String,
    shipping_min_days: i64,
    shipping_max_days: i64,
    shop: String,
}

#[derive(db::FromRow)]
struct Line {
    title: String,
    variant_title: String,
    quantity: i64,
    total: i64,
}

#[derive(db::FromRow)]
struct Order {
    number: String,
    email: String,
    currency: Currency,
    address: String,
    locale: Locale,
    shop: String,
}

#[derive(db::FromRow)]
struct Parcel {
    id: FulfillmentId,
    carrier: String,
    tracking_number: String,
    tracking_url: String,
}

#[derive(db::FromRow)]
struct Refund {
    id: RefundId,
    amount: i64,
    shipping_amount: i64,
    reason: String,
}

/// One mail for the whole purchase, with a part for each shop.
pub(super) async fn placed(tx: &mut Tx, env: &Env, id: OrderGroupId) -> Result<()> {
    let Some(group) = tx.query(&MAIL_GROUP).bind(id).fetch_optional::<Group>().await? else { return Ok(()) };
    let (locale, number) = (group.locale, format!("S-{}", group.number));
    let money = |amount| format::money(locale, Money::new(amount, group.currency));
    let mut letter = Letter::new(env, MailKind::OrderPlaced, locale, t::placed_subject(locale, &number))
        .title(t::placed_title(locale))
        .text(t::placed_text(locale, &number));
    let orders = tx.query(&MAIL_GROUP_ORDERS).bind(id).fetch_all::<GroupOrder>().await?;
    for order in &orders {
        let lines = tx.query(&MAIL_ORDER_LINES).bind(order.id).fetch_all::<Line>().await?;
        let mut rows: Vec<Row> = lines.iter().map(|line| line.row(money(line.total))).collect();
        if !order.shipping_name.is_empty() {
            let mut shipping = Row::new(t::shipping(locale), money(order.shipping_total));
            shipping.detail = format!("{}, {}", order.shipping_name, days(locale, order));
            rows.push(shipping);
        }
        letter = letter.heading(t::from_shop(locale, &order.shop, &order.number)).rows(rows);
    }
    let mut total = Row::new(t::total(locale), money(group.total));
    total.strong = true;
    if group.tax_total > 0 {
        total.detail = t::tax_included(locale, &money(group.tax_total));
    }
    letter = letter.heading(t::in_all(locale)).rows(vec![total]);
    let address = address_lines(&group.address, locale);
    if !address.is_empty() {
        letter = letter.heading(t::address(locale)).lines(address);
    }
    letter =
        letter.button(t::track(locale), track_url(env, &number)).small(t::track_small(locale, &group.email));
    queue(tx, env, letter.to(&group.email, format!("order-placed:{id}"))).await
}

/// A mail about a parcel. An entry of an older version names none: then one about each, which
/// its reference keeps from being written twice.
pub(super) async fn shipped(
    tx: &mut Tx,
    env: &Env,
    id: OrderId,
    parcel: Option<FulfillmentId>,
) -> Result<()> {
    let Some(order) = tx.query(&MAIL_ORDER).bind(id).fetch_optional::<Order>().await? else { return Ok(()) };
    let locale = order.locale;
    for parcel in tx.query(&MAIL_FULFILLMENTS).bind(id).bind(parcel).fetch_all::<Parcel>().await? {
        let lines = tx.query(&MAIL_FULFILLMENT_LINES).bind(parcel.id).fetch_all::<Line>().await?;
        let mut letter =
            Letter::new(env, MailKind::OrderShipped, locale, t::shipped_subject(locale, &order.number))
                .title(t::shipped_title(locale))
                .text(t::shipped_text(locale, &order.shop, &order.number))
                .rows(lines.iter().map(|line| line.row(String::new())).collect());
        if !parcel.tracking_number.is_empty() {
            let carrier =
                if parcel.carrier.is_empty() { t::carrier(locale) } else { parcel.carrier.as_str() };
            letter = letter
                .heading(t::tracking(locale))
                .lines(vec![format!("{carrier}: {}", parcel.tracking_number)]);
        }
        letter = if is_web(&parcel.tracking_url) {
            letter.button(t::follow(locale), &parcel.tracking_url)
        } else {
            letter.button(t::track(locale), track_url(env, group_number(&order.number)))
        };
        let address = address_lines(&order.address, locale);
        if !address.is_empty() {
            letter = letter.heading(t::address(locale)).lines(address);
        }
        queue(tx, env, letter.to(&order.email, format!("order-shipped:{}", parcel.id))).await?;
    }
    Ok(())
}

/// A mail about a refund; for an entry of an older version as [`shipped`].
pub(super) async fn refunded(tx: &mut Tx, env: &Env, id: OrderId, refund: Option<RefundId>) -> Result<()> {
    let Some(order) = tx.query(&MAIL_ORDER).bind(id).fetch_optional::<Order>().await? else { return Ok(()) };
    let locale = order.locale;
    let money = |amount| format::money(locale, Money::new(amount, order.currency));
    for refund in tx.query(&MAIL_REFUNDS).bind(id).bind(refund).fetch_all::<Refund>().await? {
        let lines = tx.query(&MAIL_REFUND_LINES).bind(refund.id).fetch_all::<Line>().await?;
        let mut rows: Vec<Row> = lines.iter().map(|line| line.row(money(line.total))).collect();
        if refund.shipping_amount > 0 {
            rows.push(Row::new(t::shipping(locale), money(refund.shipping_amount)));
        }
        let mut total = Row::new(t::refund_total(locale), money(refund.amount));
        total.strong = true;
        rows.push(total);
        let mut letter =
            Letter::new(env, MailKind::OrderRefunded, locale, t::refunded_subject(locale, &order.number))
                .title(t::refunded_title(locale, &money(refund.amount)))
                .text(t::refunded_text(locale, &order.shop, &order.number))
                .rows(rows);
        if !refund.reason.is_empty() {
            letter = letter.small(t::reason(locale, reason(locale, &refund.reason)));
        }
        letter = letter.button(t::track(locale), track_url(env, group_number(&order.number)));
        queue(tx, env, letter.to(&order.email, format!("order-refunded:{}", refund.id))).await?;
    }
    Ok(())
}

impl Line {
    fn row(&self, amount: String) -> Row {
        let mut row = Row::new(format!("{} × {}", self.quantity, self.title), amount);
        row.detail = self.variant_title.clone();
        row
    }
}

fn days(locale: Locale, order: &GroupOrder) -> String {
    let (least, most) = (order.shipping_min_days, order.shipping_max_days);
    if least == most {
        t::days(locale, most)
    } else {
        t::day_range(locale, &least.to_string(), &most.to_string())
    }
}

/// What a merchant typed, or the words for what the system stores.
fn reason(locale: Locale, stored: &str) -> &str {
    match stored {
        "stock_gone" => t::stock_gone(locale),
        typed => typed,
    }
}

/// `S-100042-1` → `S-100042`.
fn group_number(number: &str) -> &str {
    number.rsplit_once('-').map_or(number, |(group, _)| group)
}

fn track_url(env: &Env, number: &str) -> String {
    format!("{}/orders/track?number={number}", env.config.public_url)
}

fn address_lines(json: &str, locale: Locale) -> Vec<String> {
    // A mail without its address is better than none.
    serde_json::from_str::<Address>(json).map(|address| address.lines(locale)).unwrap_or_default()
}

/// A merchant typed it, so it must not become a link of another kind.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

mod t {
    domain::texts! {
        placed_subject(number): "Your order {number}", "Ihre Bestellung {number}";
        placed_title: "Thank you for your order", "Danke für Ihre Bestellung";
        placed_text(number): "We received your order {number} and your payment. Each shop packs its part and tells you when it is on its way.", "Wir haben Ihre Bestellung {number} und Ihre Zahlung erhalten. Jeder Shop packt seinen Teil und meldet sich, sobald er unterwegs ist.";
        from_shop(shop, number): "{shop}, order {number}", "{shop}, Bestellung {number}";
        shipping: "Shipping", "Versand";
        days[n]: "1 working day", "{n} working days" | "1 Werktag", "{n} Werktage";
        day_range(least, most): "{least} to {most} working days", "{least} bis {most} Werktage";
        in_all: "In all", "Zusammen";
        total: "Total", "Gesamt";
        tax_included(tax): "{tax} tax included", "darin {tax} Steuer";
        address: "Delivery address", "Lieferadresse";
        track: "See your order", "Bestellung ansehen";
        track_small(email): "You need the order's number and the mail address {email}.", "Dafür brauchen Sie die Bestellnummer und die E-Mail-Adresse {email}.";
        shipped_subject(number): "Your order {number} is on its way", "Ihre Bestellung {number} ist unterwegs";
        shipped_title: "It is on its way", "Es ist unterwegs";
        shipped_text(shop, number): "{shop} sent a parcel for your order {number}. In it:", "{shop} hat ein Paket zu Ihrer Bestellung {number} verschickt. Darin:";
        tracking: "Tracking", "Sendungsverfolgung";
        carrier: "Tracking number", "Sendungsnummer";
        follow: "Follow the parcel", "Paket verfolgen";
        refunded_subject(number): "A refund for your order {number}", "Eine Erstattung zu Ihrer Bestellung {number}";
        refunded_title(amount): "You get {amount} back", "Sie erhalten {amount} zurück";
        refunded_text(shop, number): "{shop} gives you back money for your order {number}. It goes the way that you paid, and arrives within a few days.", "{shop} erstattet Ihnen Geld zu Ihrer Bestellung {number}. Es geht auf dem Weg zurück, auf dem Sie gezahlt haben, und ist in wenigen Tagen da.";
        refund_total: "Refund", "Erstattung";
        reason(reason): "Reason: {reason}", "Grund: {reason}";
        stock_gone: "It was out of stock by the time your payment arrived", "Die Ware war nicht mehr vorrätig, als Ihre Zahlung eintraf";
    }
}
