//! One order with everything that its shop knows of it.

use std::collections::HashMap;

use db::{Run, sql};
use domain::address::Address;
use domain::id::{FulfillmentId, MediaId, OrderId, OrderLineId, RefundId, UserId};
use domain::orders::views::{
    Happening, OrderLine, OrderShop, OrderTotals, OrderView, Parcel, ParcelLine, Refund, RefundState,
};
use domain::orders::{FulfillmentStatus, LineQuantities, OrderStatus, PaymentStatus};
use domain::{Currency, UtcMillis};

use crate::days::clock;
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

sql!(
    SHOP_ORDER,
    "select o.id, o.number, o.version, o.status, o.payment_status, o.fulfillment_status, o.placed_at, o.currency,
            o.prices_include_tax, o.items_total, o.discount_total, o.shipping_total, o.shipping_tax, o.tax_total, o.total,
            o.shipping_refunded, o.shipping_refunded_tax, o.shipping_name, o.user_id, o.email, o.customer_name, o.address,
            o.note, s.slug as shop_slug, s.name as shop_name, s.email as shop_email, s.address as shop_address,
            s.time_zone,
            (select p.method from payments p join payment_splits x on x.payment_id = p.id
             where x.order_id = o.id order by p.attempt desc limit 1) as method,
            cast((select coalesce(sum(x.captured), 0) from payment_splits x where x.order_id = o.id) as bigint) as captured,
            cast((select coalesce(sum(x.refunded), 0) from payment_splits x where x.order_id = o.id) as bigint) as refunded
     from orders o join shops s on s.id = o.shop_id
     where o.number = $1 and o.shop_id = $2 and o.status <> 'pending'"
);
sql!(FIND_SHOP_ORDER, "select id from orders where number = $1 and shop_id = $2 and status <> 'pending'");
sql!(
    ORDER_LINES,
    "select id, product_slug, title, variant_title, sku, media_id, quantity, cancelled, fulfilled, delivered, returned,
            refunded, unit_price, discount, tax_name, tax_rate_ppm, tax, total, refunded_amount, refunded_tax, requires_shipping
     from order_lines where order_id = $1 order by position"
);
sql!(
    ORDER_PARCELS,
    "select f.id, f.carrier, f.tracking_number, f.tracking_url, f.status, f.created_at, f.delivered_at, l.title,
            l.variant_title, x.quantity
     from fulfillments f join fulfillment_lines x on x.fulfillment_id = f.id join order_lines l on l.id = x.order_line_id
     where f.order_id = $1 order by f.id, l.position"
);
sql!(
    ORDER_REFUNDS,
    "select id, amount, reason, state, created_at from refunds where order_id = $1 order by id limit 200"
);
sql!(
    ORDER_TIMELINE,
    "select at, kind, actor, details from order_timeline where order_id = $1 order by id desc limit 200"
);

#[derive(db::FromRow)]
struct OrderColumns {
    id: OrderId,
    number: String,
    version: i64,
    status: OrderStatus,
    payment_status: PaymentStatus,
    fulfillment_status: FulfillmentStatus,
    placed_at: UtcMillis,
    currency: Currency,
    prices_include_tax: bool,
    items_total: i64,
    discount_total: i64,
    shipping_total: i64,
    shipping_tax: i64,
    tax_total: i64,
    total: i64,
    shipping_refunded: i64,
    shipping_refunded_tax: i64,
    shipping_name: String,
    user_id: Option<UserId>,
    email: String,
    customer_name: String,
    address: String,
    note: String,
    shop_slug: String,
    shop_name: String,
    shop_email: String,
    shop_address: String,
    time_zone: String,
    method: Option<String>,
    captured: i64,
    refunded: i64,
}

#[derive(db::FromRow)]
struct LineColumns {
    id: OrderLineId,
    product_slug: String,
    title: String,
    variant_title: String,
    sku: String,
    media_id: Option<MediaId>,
    quantity: i64,
    cancelled: i64,
    fulfilled: i64,
    delivered: i64,
    returned: i64,
    refunded: i64,
    unit_price: i64,
    discount: i64,
    tax_name: String,
    tax_rate_ppm: i64,
    tax: i64,
    total: i64,
    refunded_amount: i64,
    refunded_tax: i64,
    requires_shipping: bool,
}

#[derive(db::FromRow)]
struct ParcelColumns {
    id: FulfillmentId,
    carrier: String,
    tracking_number: String,
    tracking_url: String,
    status: String,
    created_at: UtcMillis,
    delivered_at: Option<UtcMillis>,
    title: String,
    variant_title: String,
    quantity: i64,
}

/// Which order of the shop has a number.
///
/// # Errors
/// NotFound for another shop's order, and for one that is not paid for.
pub async fn find(env: &Env, shop: &ShopScope, number: &str) -> Result<OrderId> {
    let mut conn = env.db.read();
    let found: Option<(OrderId,)> =
        conn.query(&FIND_SHOP_ORDER).bind(number).bind(shop.shop()).fetch_optional().await?;
    found.map(|(id,)| id).ok_or(Error::NotFound)
}

/// An order of the shop by its number, with all that a packing slip needs.
///
/// # Errors
/// NotFound for another shop's order, and for one that is not paid for.
pub async fn detail(env: &Env, shop: &ShopScope, number: &str) -> Result<OrderView> {
    let mut conn = env.db.read();
    let query = conn.query(&SHOP_ORDER).bind(number).bind(shop.shop());
    let order: OrderColumns = query.fetch_optional().await?.ok_or(Error::NotFound)?;
    let lines = lines(&mut conn, order.id).await?;
    let parcels = parcels(&mut conn, order.id).await?;
    let refunds: Vec<(RefundId, i64, String, RefundState, UtcMillis)> =
        conn.query(&ORDER_REFUNDS).bind(order.id).fetch_all().await?;
    let timeline: Vec<(UtcMillis, String, String, String)> =
        conn.query(&ORDER_TIMELINE).bind(order.id).fetch_all().await?;
    let refunds: Vec<Refund> = refunds
        .into_iter()
        .map(|(id, amount, reason, state, at)| Refund { id, amount, reason, state, at })
        .collect();
    let times = std::iter::once(order.placed_at)
        .chain(parcels.iter().flat_map(|parcel| [Some(parcel.sent_at), parcel.delivered_at]).flatten())
        .chain(refunds.iter().map(|refund| refund.at))
        .chain(timeline.iter().map(|(at, ..)| *at));
    let clock = clock(&order.time_zone, times);
    let pending = refunds.iter().filter(|refund| refund.state == RefundState::Pending);
    Ok(OrderView {
        id: order.id,
        number: order.number,
        version: order.version,
        status: order.status,
        payment: order.payment_status,
        fulfillment: order.fulfillment_status,
        placed_at: order.placed_at,
        currency: order.currency,
        prices_include_tax: order.prices_include_tax,
        shop: OrderShop {
            slug: order.shop_slug,
            name: order.shop_name,
            email: order.shop_email,
            address: read_address(&order.shop_address),
        },
        customer: order.customer_name,
        email: order.email,
        registered: order.user_id.is_some(),
        address: read_address(&order.address),
        note: order.note,
        lines,
        totals: OrderTotals {
            items: order.items_total,
            discount: order.discount_total,
            shipping: order.shipping_total,
            shipping_tax: order.shipping_tax,
            tax: order.tax_total,
            total: order.total,
            captured: order.captured,
            refunded: order.refunded,
            refund_pending: pending.map(|refund| refund.amount).sum(),
            shipping_refunded: order.shipping_refunded,
            shipping_refunded_tax: order.shipping_refunded_tax,
        },
        shipping_name: order.shipping_name,
        method: order.method.unwrap_or_default(),
        parcels,
        refunds,
        timeline: timeline
            .into_iter()
            .map(|(at, kind, actor, details)| {
                let details = serde_json::from_str(&details).unwrap_or_default();
                Happening { at, kind, actor, details }
            })
            .collect(),
        clock,
    })
}

/// An address as it was stored; empty when the shop has none.
pub(super) fn read_address(json: &str) -> Address {
    serde_json::from_str(json).unwrap_or_default()
}

pub(super) async fn lines(conn: &mut dyn Run, order: OrderId) -> Result<Vec<OrderLine>> {
    let rows: Vec<LineColumns> = conn.query(&ORDER_LINES).bind(order).fetch_all().await?;
    Ok(rows
        .into_iter()
        .map(|row| OrderLine {
            id: row.id,
            product_slug: row.product_slug,
            title: row.title,
            variant_title: row.variant_title,
            sku: row.sku,
            picture: row.media_id,
            quantities: LineQuantities {
                ordered: row.quantity,
                cancelled: row.cancelled,
                fulfilled: row.fulfilled,
                delivered: row.delivered,
                returned: row.returned,
                refunded: row.refunded,
            },
            unit_price: row.unit_price,
            discount: row.discount,
            tax_name: row.tax_name,
            tax_rate_ppm: row.tax_rate_ppm,
            tax: row.tax,
            total: row.total,
            refunded_amount: row.refunded_amount,
            refunded_tax: row.refunded_tax,
            requires_shipping: row.requires_shipping,
        })
        .collect())
}

pub(super) async fn parcels(conn: &mut dyn Run, order: OrderId) -> Result<Vec<Parcel>> {
    let rows: Vec<ParcelColumns> = conn.query(&ORDER_PARCELS).bind(order).fetch_all().await?;
    let mut places: HashMap<FulfillmentId, usize> = HashMap::new();
    let mut parcels: Vec<Parcel> = Vec::new();
    for row in rows {
        let place = *places.entry(row.id).or_insert(parcels.len());
        if place == parcels.len() {
            parcels.push(Parcel {
                id: row.id,
                carrier: row.carrier,
                tracking_number: row.tracking_number,
                tracking_url: row.tracking_url,
                delivered: row.status == "delivered",
                sent_at: row.created_at,
                delivered_at: row.delivered_at,
                lines: Vec::new(),
            });
        }
        let line = ParcelLine { title: row.title, variant_title: row.variant_title, quantity: row.quantity };
        parcels[place].lines.push(line);
    }
    Ok(parcels)
}
