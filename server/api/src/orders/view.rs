//! How a customer's order is shown.

use domain::Money;
use domain::address::Address;
use domain::id::{FulfillmentId, OrderId};
use domain::orders::views::{self, CustomerLine, OrderRow};
use domain::orders::{FulfillmentStatus, LineQuantities, OrderStatus, PaymentStatus};
use serde::Serialize;
use utoipa::ToSchema;

use crate::types::{Image, In, Time};

/// An order in its customer's list.
#[derive(Serialize, ToSchema)]
pub struct CustomerOrderSummary {
    /// The order.
    id: OrderId,
    /// Its number; it names the order in paths.
    #[schema(examples("S-100042-1"))]
    number: String,
    /// When it was placed.
    placed_at: Time,
    /// The shop's name.
    shop_name: String,
    /// Pieces bought.
    pieces: i64,
    /// What was paid.
    total: Money,
    /// Its life.
    status: OrderStatus,
    /// Its money.
    payment_status: PaymentStatus,
    /// Its goods.
    fulfillment_status: FulfillmentStatus,
}

/// An order as its customer sees it.
#[derive(Serialize, ToSchema)]
pub struct CustomerOrder {
    /// Its number.
    #[schema(examples("S-100042-1"))]
    number: String,
    /// When it was placed.
    placed_at: Time,
    /// The shop's slug.
    shop: String,
    /// The shop's name.
    shop_name: String,
    /// Its life.
    status: OrderStatus,
    /// Its money.
    payment_status: PaymentStatus,
    /// Its goods.
    fulfillment_status: FulfillmentStatus,
    /// What was bought.
    lines: Vec<CustomerOrderLine>,
    /// What sending cost, with tax.
    shipping: Money,
    /// What was paid.
    total: Money,
    /// What was given back.
    refunded: Money,
    /// How it is sent; empty when nothing is.
    shipping_name: String,
    /// The first day of the delivery, at noon UTC.
    from: Time,
    /// The last day, at noon UTC.
    until: Time,
    /// Where it is sent; only for the signed-in person.
    address: Option<Address>,
    /// Parcels, oldest first.
    parcels: Vec<CustomerParcel>,
}

/// A line of an order as its customer sees it.
#[derive(Serialize, ToSchema)]
struct CustomerOrderLine {
    /// The product's slug; with the shop's it names the product in paths.
    product_slug: String,
    /// The product's name at the sale.
    title: String,
    /// The options at the sale.
    variant_title: String,
    /// The picture.
    image: Option<Image>,
    /// Its pieces.
    quantities: LineQuantities,
    /// What was paid for it.
    total: Money,
}

/// A parcel as its customer sees it.
#[derive(Serialize, ToSchema)]
struct CustomerParcel {
    /// The parcel.
    id: FulfillmentId,
    /// Who carries it; may be empty.
    carrier: String,
    /// May be empty.
    tracking_number: String,
    /// Where to follow it; may be empty.
    tracking_url: String,
    /// When it was sent.
    sent_at: Time,
    /// When it arrived.
    delivered_at: Option<Time>,
    /// What is in it.
    lines: Vec<CustomerParcelLine>,
}

/// Pieces in a parcel.
#[derive(Serialize, ToSchema)]
struct CustomerParcelLine {
    /// The product's name.
    title: String,
    /// Its options.
    variant_title: String,
    /// Pieces.
    quantity: i64,
}

impl From<OrderRow> for CustomerOrderSummary {
    fn from(row: OrderRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            placed_at: row.placed_at.into(),
            shop_name: row.name,
            pieces: row.pieces,
            total: row.total,
            status: row.status,
            payment_status: row.payment,
            fulfillment_status: row.fulfillment,
        }
    }
}

impl From<views::CustomerOrder> for CustomerOrder {
    fn from(order: views::CustomerOrder) -> Self {
        let amounts = In(order.currency);
        Self {
            number: order.number,
            placed_at: order.placed_at.into(),
            shop: order.shop_slug,
            shop_name: order.shop_name,
            status: order.status,
            payment_status: order.payment,
            fulfillment_status: order.fulfillment,
            lines: order.lines.into_iter().map(|line| CustomerOrderLine::of(line, amounts)).collect(),
            shipping: amounts.money(order.shipping),
            total: amounts.money(order.total),
            refunded: amounts.money(order.refunded),
            shipping_name: order.shipping_name,
            from: order.from.into(),
            until: order.until.into(),
            address: order.address,
            parcels: order.parcels.into_iter().map(Into::into).collect(),
        }
    }
}

impl CustomerOrderLine {
    fn of(line: CustomerLine, amounts: In) -> Self {
        Self {
            product_slug: line.product_slug,
            image: line.picture.map(|id| Image::of(id, &line.title)),
            title: line.title,
            variant_title: line.variant_title,
            quantities: line.quantities,
            total: amounts.money(line.total),
        }
    }
}

impl From<views::Parcel> for CustomerParcel {
    fn from(parcel: views::Parcel) -> Self {
        let line = |line: views::ParcelLine| CustomerParcelLine {
            title: line.title,
            variant_title: line.variant_title,
            quantity: line.quantity,
        };
        Self {
            id: parcel.id,
            carrier: parcel.carrier,
            tracking_number: parcel.tracking_number,
            tracking_url: parcel.tracking_url,
            sent_at: parcel.sent_at.into(),
            delivered_at: parcel.delivered_at.map(Into::into),
            lines: parcel.lines.into_iter().map(line).collect(),
        }
    }
}
