//! A shop's orders by state, searched and paged.

use db::{Builder, Run, sql};
use domain::checkout::parse_group_number;
use domain::id::OrderId;
use domain::orders::views::{COUNT_UP_TO, OrderFilter, OrderRow, OrdersPage};
use domain::orders::{FulfillmentStatus, OrderStatus, PaymentStatus};
use domain::products::fold;
use domain::{Currency, Money, UtcMillis};

use crate::days::clock;
use crate::scope::ShopScope;
use crate::{Env, Result, Slice};

/// Characters of a search that are read.
const MAX_SEARCH: usize = 100;

sql!(
    COUNT_LISTS,
    "select (select count(*) from (select 1 as one from orders where shop_id = $1 and status = 'open' limit $2) a),
            (select count(*) from (select 1 as one from orders where shop_id = $1 and status <> 'pending' and status <> 'cancelled' and fulfillment_status = 'fulfilled' limit $2) b),
            (select count(*) from (select 1 as one from orders where shop_id = $1 and status <> 'pending' and payment_status in ('partially_refunded', 'refunded') limit $2) c),
            (select count(*) from (select 1 as one from orders where shop_id = $1 and status = 'cancelled' limit $2) d),
            (select count(*) from (select 1 as one from orders where shop_id = $1 and status <> 'pending' limit $2) e)"
);
sql!(LIST_ZONE, "select time_zone from shops where id = $1");

#[derive(db::FromRow)]
pub(super) struct Row {
    id: OrderId,
    number: String,
    placed_at: UtcMillis,
    name: String,
    pieces: i64,
    total: i64,
    currency: Currency,
    status: OrderStatus,
    payment_status: PaymentStatus,
    fulfillment_status: FulfillmentStatus,
}

impl From<Row> for OrderRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            placed_at: row.placed_at,
            name: row.name,
            pieces: row.pieces,
            total: Money::new(row.total, row.currency),
            status: row.status,
            payment: row.payment_status,
            fulfillment: row.fulfillment_status,
        }
    }
}

/// A page of the shop's orders, newest first, and how many each list holds.
pub async fn list(
    env: &Env,
    shop: &ShopScope,
    filter: OrderFilter,
    search: &str,
    slice: Slice<'_>,
) -> Result<OrdersPage> {
    let mut conn = env.db.read();
    let search: String = search.trim().chars().take(MAX_SEARCH).collect();
    let builder = Builder::new(
        "orders::list::page",
        "select o.id, o.number, o.placed_at, o.customer_name as name,
                cast((select coalesce(sum(l.quantity), 0) from order_lines l where l.order_id = o.id) as bigint) as pieces,
                o.total, o.currency, o.status, o.payment_status, o.fulfillment_status
         from orders o where o.shop_id = ",
    )
    .bind(shop.shop());
    let builder = filtered(builder, filter);
    let builder = searched(builder, &search);
    let builder = match slice.cursor.and_then(read_cursor) {
        Some((at, id)) => builder.push(" and (o.placed_at, o.id) < (").bind(at).push(", ").bind(id).push(")"),
        None => builder,
    };
    let builder = builder.push(" order by o.placed_at desc, o.id desc limit ").bind(slice.limit + 1);
    let rows: Vec<Row> = builder.query(&mut conn).fetch_all().await?;
    let (rows, next) = page(rows, slice.limit);
    let (ship, sent, refunded, cancelled, all): (i64, i64, i64, i64, i64) =
        conn.query(&COUNT_LISTS).bind(shop.shop()).bind(COUNT_UP_TO).fetch_one().await?;
    let zone: String = conn.query(&LIST_ZONE).bind(shop.shop()).scalar().await?;
    let clock = clock(&zone, rows.iter().map(|row| row.placed_at));
    Ok(OrdersPage { rows, next, counts: vec![ship, sent, refunded, cancelled, all], clock })
}

fn filtered(builder: Builder, filter: OrderFilter) -> Builder {
    builder.push(match filter {
        OrderFilter::ToShip => " and o.status = 'open'",
        OrderFilter::Sent => {
            " and o.status <> 'pending' and o.status <> 'cancelled' and o.fulfillment_status = 'fulfilled'"
        }
        OrderFilter::Refunded => {
            " and o.status <> 'pending' and o.payment_status in ('partially_refunded', 'refunded')"
        }
        OrderFilter::Cancelled => " and o.status = 'cancelled'",
        OrderFilter::All => " and o.status <> 'pending'",
    })
}

/// By number, by mail address, or by name: what is typed says which.
fn searched(builder: Builder, search: &str) -> Builder {
    if search.is_empty() {
        return builder;
    }
    if search.contains('@') {
        // The column is compared byte by byte on both engines, and nothing sorts behind the last
        // character there is.
        let from = domain::email::fold(search);
        let to = format!("{from}\u{10FFFF}");
        return builder
            .push(" and o.group_id in (select g.id from order_groups g where g.email_folded >= ")
            .bind(from)
            .push(" and g.email_folded < ")
            .bind(to)
            .push(")");
    }
    if let Some(number) = parse_group_number(search) {
        return builder
            .push(" and o.group_id in (select g.id from order_groups g where g.number = ")
            .bind(number)
            .push(")");
    }
    let escaped = fold(search).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    builder.push(" and o.customer_folded like ").bind(format!("%{escaped}%")).push(" escape '\\'")
}

/// Cuts the row off that only says that there are more.
pub(super) fn page(rows: Vec<Row>, size: i64) -> (Vec<OrderRow>, Option<String>) {
    let more = rows.len() as i64 > size;
    let rows: Vec<OrderRow> = rows.into_iter().take(size as usize).map(OrderRow::from).collect();
    let next = rows.last().filter(|_| more).map(|row| format!("{}-{}", row.placed_at.0, row.id));
    (rows, next)
}

/// Where the page before ended; anything else begins anew.
pub(super) fn read_cursor(text: &str) -> Option<(UtcMillis, OrderId)> {
    let (at, id) = text.split_once('-')?;
    Some((UtcMillis(at.parse().ok()?), id.parse().ok()?))
}
