//! An order as its shop sees it.

use domain::Money;
use domain::address::Address;
use domain::id::{FulfillmentId, OrderId, OrderLineId, RefundId};
use domain::orders::views::{
    Happening, OrderLine, OrderTotals, OrderView, Parcel, ParcelLine, Refund, RefundState,
};
use domain::orders::{FulfillmentStatus, OrderStatus, PaymentStatus};
use domain::tax::Ppm;
use serde::Serialize;
use utoipa::ToSchema;

use crate::types::{Image, In, Time};

/// An order with everything that its shop knows of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShopOrder {
    /// The order.
    id: OrderId,
    /// It names the order in paths.
    #[schema(examples("S-100042-1"))]
    number: String,
    /// Grows with every change. A change names the version that it was made for, and is refused
    /// when the order has another one by then.
    version: i64,
    /// Its life.
    status: OrderStatus,
    /// Where its money is.
    payment_status: PaymentStatus,
    /// Where its goods are.
    fulfilment_status: FulfillmentStatus,
    /// When it was placed.
    placed_at: Time,
    /// Whether its prices include the tax.
    prices_include_tax: bool,
    /// Who bought.
    customer: OrderCustomer,
    /// Where it is sent.
    shipping_address: Address,
    /// Where parcels come back to.
    return_address: Address,
    /// What the customer wrote.
    note: String,
    /// What was bought.
    lines: Vec<ShopOrderLine>,
    /// Its sums.
    totals: ShopOrderTotals,
    /// How it is sent; empty when nothing is.
    shipping_method: String,
    /// How it was paid, such as `card 4242`; empty when there was nothing to pay.
    payment_method: String,
    /// Parcels, oldest first.
    fulfilments: Vec<Fulfilment>,
    /// Refunds, oldest first.
    refunds: Vec<ShopRefund>,
    /// What happened, newest first.
    timeline: Vec<TimelineEntry>,
}

/// Who bought.
#[derive(Debug, Serialize, ToSchema)]
struct OrderCustomer {
    /// Their name.
    name: String,
    /// Their mail address.
    email: String,
    /// Whether they have an account.
    registered: bool,
}

/// A line of an order.
#[derive(Debug, Serialize, ToSchema)]
struct ShopOrderLine {
    /// The line; changes name it.
    id: OrderLineId,
    /// The product's slug.
    product_slug: String,
    /// The product's name at the sale.
    title: String,
    /// The variant's options at the sale.
    variant_title: String,
    /// Stock keeping unit; may be empty.
    sku: String,
    /// Its picture.
    image: Option<Image>,
    /// What became of its pieces.
    quantities: LinePieces,
    /// Whether it is sent at all.
    requires_shipping: bool,
    /// Price of a piece.
    unit_price: Money,
    /// Discount on the line.
    discount: Money,
    /// What its tax is called.
    tax_name: String,
    /// Per cent, as a decimal number.
    #[schema(examples("19"))]
    tax_rate: String,
    /// Its tax.
    tax: Money,
    /// What the customer paid for it.
    total: Money,
    /// Given back for it, or promised to be.
    refunded: Money,
    /// The tax in that.
    refunded_tax: Money,
}

/// What became of a line's pieces.
#[derive(Debug, Serialize, ToSchema)]
struct LinePieces {
    /// Bought.
    ordered: i64,
    /// Called off before they were sent.
    cancelled: i64,
    /// Sent, whether or not they arrived or came back.
    fulfilled: i64,
    /// Of the sent ones: arrived.
    delivered: i64,
    /// Of the sent ones: came back.
    returned: i64,
    /// Given money back for, or promised to be.
    refunded: i64,
    /// Still to be sent; as many can be called off.
    to_fulfil: i64,
    /// As many can money be given back for.
    to_refund: i64,
}

impl ShopOrderLine {
    fn of(line: OrderLine, amounts: In) -> Self {
        let quantities = line.quantities;
        Self {
            id: line.id,
            image: line.picture.map(|id| Image::of(id, &line.title)),
            product_slug: line.product_slug,
            title: line.title,
            variant_title: line.variant_title,
            sku: line.sku,
            quantities: LinePieces {
                ordered: quantities.ordered,
                cancelled: quantities.cancelled,
                fulfilled: quantities.fulfilled,
                delivered: quantities.delivered,
                returned: quantities.returned,
                refunded: quantities.refunded,
                to_fulfil: quantities.to_fulfil(),
                to_refund: quantities.to_refund(),
            },
            requires_shipping: line.requires_shipping,
            unit_price: amounts.money(line.unit_price),
            discount: amounts.money(line.discount),
            tax_name: line.tax_name,
            tax_rate: Ppm(line.tax_rate_ppm).percent(),
            tax: amounts.money(line.tax),
            total: amounts.money(line.total),
            refunded: amounts.money(line.refunded_amount),
            refunded_tax: amounts.money(line.refunded_tax),
        }
    }
}

/// The sums of an order, frozen at the sale, and what became of the money since.
#[derive(Debug, Serialize, ToSchema)]
struct ShopOrderTotals {
    /// Goods at the shop's prices.
    items: Money,
    /// Discounts on them.
    discount: Money,
    /// Sending, with tax.
    shipping: Money,
    /// The tax in it.
    shipping_tax: Money,
    /// All of the tax.
    tax: Money,
    /// What the customer paid for.
    total: Money,
    /// Taken from the customer.
    captured: Money,
    /// Given back.
    refunded: Money,
    /// Promised to be given back; the payment provider has not confirmed it yet.
    refund_pending: Money,
    /// Of the sending: given back or promised.
    shipping_refunded: Money,
    /// The most that can still be given back.
    refundable: Money,
}

impl ShopOrderTotals {
    fn of(totals: OrderTotals, refundable: i64, amounts: In) -> Self {
        Self {
            items: amounts.money(totals.items),
            discount: amounts.money(totals.discount),
            shipping: amounts.money(totals.shipping),
            shipping_tax: amounts.money(totals.shipping_tax),
            tax: amounts.money(totals.tax),
            total: amounts.money(totals.total),
            captured: amounts.money(totals.captured),
            refunded: amounts.money(totals.refunded),
            refund_pending: amounts.money(totals.refund_pending),
            shipping_refunded: amounts.money(totals.shipping_refunded),
            refundable: amounts.money(refundable),
        }
    }
}

/// A parcel.
#[derive(Debug, Serialize, ToSchema)]
struct Fulfilment {
    /// The parcel.
    id: FulfillmentId,
    /// Who carries it; may be empty.
    carrier: String,
    /// May be empty.
    tracking_number: String,
    /// Where to follow it; empty for a carrier that is not known.
    tracking_url: String,
    /// When it was sent.
    sent_at: Time,
    /// When it arrived.
    delivered_at: Option<Time>,
    /// What is in it.
    lines: Vec<FulfilmentLine>,
}

/// Pieces of a line in a parcel.
#[derive(Debug, Serialize, ToSchema)]
struct FulfilmentLine {
    /// The line's title.
    title: String,
    /// Its options.
    variant_title: String,
    /// Pieces.
    quantity: i64,
}

impl From<Parcel> for Fulfilment {
    fn from(parcel: Parcel) -> Self {
        Self {
            id: parcel.id,
            carrier: parcel.carrier,
            tracking_number: parcel.tracking_number,
            tracking_url: parcel.tracking_url,
            sent_at: parcel.sent_at.into(),
            delivered_at: parcel.delivered_at.map(Into::into),
            lines: parcel.lines.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<ParcelLine> for FulfilmentLine {
    fn from(line: ParcelLine) -> Self {
        Self { title: line.title, variant_title: line.variant_title, quantity: line.quantity }
    }
}

/// Money that is given back.
#[derive(Debug, Serialize, ToSchema)]
struct ShopRefund {
    /// The refund.
    id: RefundId,
    /// How much.
    amount: Money,
    /// Why; may be empty.
    reason: String,
    /// How far it is: `pending` until the payment provider confirms it.
    state: RefundState,
    /// When it was begun.
    created_at: Time,
}

impl ShopRefund {
    fn of(refund: Refund, amounts: In) -> Self {
        Self {
            id: refund.id,
            amount: amounts.money(refund.amount),
            reason: refund.reason,
            state: refund.state,
            created_at: refund.at.into(),
        }
    }
}

/// Something that happened to an order.
#[derive(Debug, Serialize, ToSchema)]
struct TimelineEntry {
    /// When.
    at: Time,
    /// What: `placed`, `shipped`, `delivered`, `cancelled`, `refund_begun`, `refunded`,
    /// `refund_failed`, `note`; others may come.
    kind: String,
    /// Who did it, by name; empty for the system.
    actor: String,
    /// By kind: `pieces`, `carrier`, `tracking_number`, `amount`, `reason`, `text`.
    #[schema(value_type = Object)]
    details: serde_json::Value,
}

impl From<Happening> for TimelineEntry {
    fn from(entry: Happening) -> Self {
        Self { at: entry.at.into(), kind: entry.kind, actor: entry.actor, details: entry.details }
    }
}

impl From<OrderView> for ShopOrder {
    fn from(view: OrderView) -> Self {
        let amounts = In(view.currency);
        let refundable = domain::orders::refunds::maximum(&view.refundable());
        Self {
            id: view.id,
            number: view.number,
            version: view.version,
            status: view.status,
            payment_status: view.payment,
            fulfilment_status: view.fulfillment,
            placed_at: view.placed_at.into(),
            prices_include_tax: view.prices_include_tax,
            customer: OrderCustomer { name: view.customer, email: view.email, registered: view.registered },
            shipping_address: view.address,
            return_address: view.shop.address,
            note: view.note,
            lines: view.lines.into_iter().map(|line| ShopOrderLine::of(line, amounts)).collect(),
            totals: ShopOrderTotals::of(view.totals, refundable, amounts),
            shipping_method: view.shipping_name,
            payment_method: view.method,
            fulfilments: view.parcels.into_iter().map(Into::into).collect(),
            refunds: view.refunds.into_iter().map(|refund| ShopRefund::of(refund, amounts)).collect(),
            timeline: view.timeline.into_iter().map(Into::into).collect(),
        }
    }
}
