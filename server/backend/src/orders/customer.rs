//! What customers see of their own orders: by account, or by number and mail address.

use std::net::IpAddr;

use db::{Builder, Run, sql};
use domain::checkout::{group_number, parse_group_number};
use domain::id::{OrderGroupId, OrderId};
use domain::orders::views::{CustomerLine, CustomerOrder, CustomerOrdersPage, Tracked};
use domain::orders::{FulfillmentStatus, OrderStatus, PaymentStatus};
use domain::shipping::promise;
use domain::time::MINUTE;
use domain::{Currency, UtcMillis};

use super::detail::{lines, parcels, read_address};
use super::list::{Row, page, read_cursor};
use crate::accounts::{client_key, slow_down, throttle};
use crate::days::{day_number, noon};
use crate::scope::UserScope;
use crate::{Env, Error, Result, Slice};

/// Attempts of one client to track an order, and the window they count in.
const TRACK_ATTEMPTS: i64 = 20;
const TRACK_WINDOW: i64 = 10 * MINUTE;
/// Attempts in an hour for one mail address before all clients together are slowed down: more
/// than one client reaches.
const TRACK_FREE: i64 = 150;

sql!(
    TRACKED_GROUP,
    "select id, number from order_groups where email_folded = $1 and number = $2 and state in ('placed', 'refunded')"
);
sql!(
    GROUP_ORDERS,
    "select o.id, o.number, o.placed_at, o.status, o.payment_status, o.fulfillment_status, o.currency, o.shipping_total,
            o.total, o.refunded_total, o.shipping_name, o.shipping_min_days, o.shipping_max_days, o.day, o.address,
            s.slug as shop_slug, s.name as shop_name
     from orders o join shops s on s.id = o.shop_id where o.group_id = $1 and o.status <> 'pending' order by o.number limit 100"
);
sql!(
    OWN_ORDER,
    "select o.id, o.number, o.placed_at, o.status, o.payment_status, o.fulfillment_status, o.currency, o.shipping_total,
            o.total, o.refunded_total, o.shipping_name, o.shipping_min_days, o.shipping_max_days, o.day, o.address,
            s.slug as shop_slug, s.name as shop_name
     from orders o join shops s on s.id = o.shop_id where o.number = $1 and o.user_id = $2 and o.status <> 'pending'"
);

#[derive(db::FromRow)]
struct Columns {
    id: OrderId,
    number: String,
    placed_at: UtcMillis,
    status: OrderStatus,
    payment_status: PaymentStatus,
    fulfillment_status: FulfillmentStatus,
    currency: Currency,
    shipping_total: i64,
    total: i64,
    refunded_total: i64,
    shipping_name: String,
    shipping_min_days: i64,
    shipping_max_days: i64,
    day: String,
    address: String,
    shop_slug: String,
    shop_name: String,
}

/// The orders of a purchase for whoever knows its number (or that of one of its orders) and the
/// mail address; without where it is sent. Every mismatch has the same answer.
///
/// # Errors
/// NotFound for every mismatch; RateLimited after many attempts of one client, or of all clients
/// for one mail address.
pub async fn public_track(env: &Env, client: IpAddr, number: &str, email: &str) -> Result<Tracked> {
    throttle(env, &format!("track:{}", client_key(client)), TRACK_ATTEMPTS, TRACK_WINDOW).await?;
    let email = domain::email::fold(email);
    slow_down(env, "track-mail", &email, TRACK_FREE).await?;
    let mut conn = env.db.read();
    // Asked for even when it cannot exist, so that every mismatch takes the same way.
    let wanted = parse_group_number(number).unwrap_or(-1);
    let query = conn.query(&TRACKED_GROUP).bind(email).bind(wanted);
    let (group, number) = query.fetch_optional::<(OrderGroupId, i64)>().await?.ok_or(Error::NotFound)?;
    let rows: Vec<Columns> = conn.query(&GROUP_ORDERS).bind(group).fetch_all().await?;
    let mut orders = Vec::with_capacity(rows.len());
    for row in rows {
        orders.push(view(&mut conn, row, false).await?);
    }
    Ok(Tracked { number: group_number(number), orders })
}

/// A page of the person's orders, newest first.
pub async fn customer_orders(env: &Env, user: &UserScope, slice: Slice<'_>) -> Result<CustomerOrdersPage> {
    let builder = Builder::new(
        "orders::customer::page",
        "select o.id, o.number, o.placed_at, s.name as name,
                cast((select coalesce(sum(l.quantity), 0) from order_lines l where l.order_id = o.id) as bigint) as pieces,
                o.total, o.currency, o.status, o.payment_status, o.fulfillment_status
         from orders o join shops s on s.id = o.shop_id where o.status <> 'pending' and o.user_id = ",
    )
    .bind(user.user());
    let builder = match slice.cursor.and_then(read_cursor) {
        Some((at, id)) => builder.push(" and (o.placed_at, o.id) < (").bind(at).push(", ").bind(id).push(")"),
        None => builder,
    };
    let builder = builder.push(" order by o.placed_at desc, o.id desc limit ").bind(slice.limit + 1);
    let rows: Vec<Row> = builder.query(&mut env.db.read()).fetch_all().await?;
    let (rows, next) = page(rows, slice.limit);
    Ok(CustomerOrdersPage { rows, next })
}

/// An order of the person by its number.
///
/// # Errors
/// NotFound for somebody else's.
pub async fn customer_order(env: &Env, user: &UserScope, number: &str) -> Result<CustomerOrder> {
    let mut conn = env.db.read();
    let query = conn.query(&OWN_ORDER).bind(number).bind(user.user());
    let row: Columns = query.fetch_optional().await?.ok_or(Error::NotFound)?;
    view(&mut conn, row, true).await
}

async fn view(conn: &mut dyn Run, row: Columns, with_address: bool) -> Result<CustomerOrder> {
    let lines = lines(conn, row.id).await?;
    let parcels = parcels(conn, row.id).await?;
    // The shop's own day of the sale, as checkout promised by it.
    let days = promise(day_number(&row.day), row.shipping_min_days, row.shipping_max_days);
    Ok(CustomerOrder {
        number: row.number,
        placed_at: row.placed_at,
        shop_slug: row.shop_slug,
        shop_name: row.shop_name,
        status: row.status,
        payment: row.payment_status,
        fulfillment: row.fulfillment_status,
        currency: row.currency,
        lines: lines
            .into_iter()
            .map(|line| CustomerLine {
                product_slug: line.product_slug,
                title: line.title,
                variant_title: line.variant_title,
                picture: line.picture,
                quantities: line.quantities,
                total: line.total,
            })
            .collect(),
        shipping: row.shipping_total,
        total: row.total,
        refunded: row.refunded_total,
        shipping_name: row.shipping_name,
        from: noon(days.from),
        until: noon(days.until),
        address: with_address.then(|| read_address(&row.address)),
        parcels,
    })
}
