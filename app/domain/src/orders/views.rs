//! What the pages of orders show and send: the merchant's list and detail, and what a customer
//! sees of their own. Amounts are in minor units of the order's currency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::refunds::{RefundableLine, RefundableOrder};
use super::{FulfillmentStatus, LineQuantities, OrderStatus, PaymentStatus};
use crate::address::Address;
use crate::id::{FulfillmentId, MediaId, OrderId, OrderLineId, RefundId};
use crate::invalid::tick;
use crate::{Currency, LocalClock, Money, UtcMillis, text_enum};

text_enum! {
    /// A merchant's lists of orders.
    pub enum OrderFilter {
        /// Open: something is to be sent.
        ToShip => "to_ship",
        /// Everything was sent, and it has not arrived.
        Sent => "sent",
        /// Money was given back, in part or whole.
        Refunded => "refunded",
        /// Called off.
        Cancelled => "cancelled",
        /// All of them.
        All => "all",
    }
}

/// What a page of a merchant's list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersQuery {
    /// Which list.
    pub filter: OrderFilter,
    /// A number, a mail address or a name, or the beginning of one; empty for all.
    #[serde(default)]
    pub search: String,
    /// The last page's `next`.
    #[serde(default)]
    pub after: Option<String>,
}

/// A page of a merchant's list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersPage {
    /// The orders.
    pub rows: Vec<OrderRow>,
    /// Asks for the next page; `None` on the last.
    pub next: Option<String>,
    /// How many each list holds, in the order of [`OrderFilter::ALL`]; counted up to
    /// [`COUNT_UP_TO`].
    pub counts: Vec<i64>,
    /// What the shop's clocks showed at the rows' times.
    pub clock: LocalClock,
}

/// Lists are counted up to this number; it is shown as "999+".
pub const COUNT_UP_TO: i64 = 1_000;

/// A line of a list of orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order.
    pub id: OrderId,
    /// `S-100042-1`.
    pub number: String,
    /// When it was placed.
    pub placed_at: UtcMillis,
    /// The merchant's list: the customer. The customer's list: the shop.
    pub name: String,
    /// Pieces bought.
    pub pieces: i64,
    /// What the customer paid.
    pub total: Money,
    /// Its life.
    pub status: OrderStatus,
    /// Its money.
    pub payment: PaymentStatus,
    /// Its goods.
    pub fulfillment: FulfillmentStatus,
}

/// An order as its shop sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// The order.
    pub id: OrderId,
    /// `S-100042-1`.
    pub number: String,
    /// Grows with every change; a change names the version that it was made for.
    pub version: i64,
    /// Its life.
    pub status: OrderStatus,
    /// Its money.
    pub payment: PaymentStatus,
    /// Its goods.
    pub fulfillment: FulfillmentStatus,
    /// When it was placed.
    pub placed_at: UtcMillis,
    /// Of all amounts.
    pub currency: Currency,
    /// Whether the prices hold their tax.
    pub prices_include_tax: bool,
    /// Who sells.
    pub shop: OrderShop,
    /// The customer's name.
    pub customer: String,
    /// The customer's mail address.
    pub email: String,
    /// Whether the customer has an account.
    pub registered: bool,
    /// Where it is sent.
    pub address: Address,
    /// What the customer wrote.
    pub note: String,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// Its sums.
    pub totals: OrderTotals,
    /// How it is sent; empty when nothing is.
    pub shipping_name: String,
    /// How it was paid: `card 4242`; empty when there was nothing to pay.
    pub method: String,
    /// Parcels, oldest first.
    pub parcels: Vec<Parcel>,
    /// Refunds, oldest first.
    pub refunds: Vec<Refund>,
    /// What happened, newest first.
    pub timeline: Vec<Happening>,
    /// What the shop's clocks showed at all of these times.
    pub clock: LocalClock,
}

/// The shop of an order, as a packing slip names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderShop {
    /// As in `/shops/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its mail address; may be empty.
    pub email: String,
    /// Where parcels come back to.
    pub address: Address,
}

/// The sums of an order, frozen at the sale, and what became of the money since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTotals {
    /// Goods at the shop's prices.
    pub items: i64,
    /// Discounts on them.
    pub discount: i64,
    /// Sending, with tax.
    pub shipping: i64,
    /// The tax in it.
    pub shipping_tax: i64,
    /// All of the tax.
    pub tax: i64,
    /// What the customer paid for.
    pub total: i64,
    /// Taken from the customer.
    pub captured: i64,
    /// Given back.
    pub refunded: i64,
    /// Promised to be given back; the provider has not confirmed it yet.
    pub refund_pending: i64,
    /// Of the sending: given back or promised.
    pub shipping_refunded: i64,
    /// The tax in it.
    pub shipping_refunded_tax: i64,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The line.
    pub id: OrderLineId,
    /// As in `/products/{shop}/{slug}`.
    pub product_slug: String,
    /// The title at the sale.
    pub title: String,
    /// The options at the sale.
    pub variant_title: String,
    /// The merchant's number; may be empty.
    pub sku: String,
    /// The picture; `None` shows the drawn card.
    pub picture: Option<MediaId>,
    /// Its pieces. `refunded` counts promised ones too.
    pub quantities: LineQuantities,
    /// Price of a piece, at the shop's prices.
    pub unit_price: i64,
    /// Discount on the line.
    pub discount: i64,
    /// What its tax is called.
    pub tax_name: String,
    /// Parts per million.
    pub tax_rate_ppm: i64,
    /// Its tax.
    pub tax: i64,
    /// What the customer paid for it.
    pub total: i64,
    /// Given back or promised.
    pub refunded_amount: i64,
    /// The tax in it.
    pub refunded_tax: i64,
    /// Whether it is sent at all.
    pub requires_shipping: bool,
}

/// A parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The parcel.
    pub id: FulfillmentId,
    /// Who carries it; may be empty.
    pub carrier: String,
    /// May be empty.
    pub tracking_number: String,
    /// Where to follow it; may be empty.
    pub tracking_url: String,
    /// Whether it arrived.
    pub delivered: bool,
    /// When it was sent.
    pub sent_at: UtcMillis,
    /// When it arrived.
    pub delivered_at: Option<UtcMillis>,
    /// What is in it.
    pub lines: Vec<ParcelLine>,
}

/// Pieces of a line in a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelLine {
    /// The line's title.
    pub title: String,
    /// Its options.
    pub variant_title: String,
    /// Pieces.
    pub quantity: i64,
}

text_enum! {
    /// How far a refund is.
    pub enum RefundState {
        /// Promised; the provider has not confirmed it.
        Pending => "pending",
        /// Given back.
        Done => "done",
        /// The provider refused it.
        Failed => "failed",
    }
}

/// Money that is given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The refund.
    pub id: RefundId,
    /// How much.
    pub amount: i64,
    /// Why; may be empty.
    pub reason: String,
    /// How far it is.
    pub state: RefundState,
    /// When it was begun.
    pub at: UtcMillis,
}

/// An entry of an order's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// When.
    pub at: UtcMillis,
    /// A word that pages translate: `placed`, `paid`, `shipped`, `delivered`, `cancelled`,
    /// `refund_begun`, `refunded`, `refund_failed`, `note`.
    pub kind: String,
    /// Who did it; empty for the system.
    pub actor: String,
    /// By kind: `pieces`, `carrier`, `tracking_number`, `amount`, `reason`, `text`.
    pub details: serde_json::Value,
}

impl OrderView {
    /// An amount of this order.
    pub const fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency)
    }

    /// The order as refunds are computed; what is promised counts as given back.
    pub fn refundable(&self) -> RefundableOrder {
        RefundableOrder {
            lines: self.lines.iter().map(OrderLine::refundable).collect(),
            shipping: self.totals.shipping,
            shipping_tax: self.totals.shipping_tax,
            shipping_refunded: self.totals.shipping_refunded,
            shipping_refunded_tax: self.totals.shipping_refunded_tax,
            captured: self.totals.captured,
            refunded: self.totals.refunded + self.totals.refund_pending,
        }
    }

    /// Pieces that are still to be sent.
    pub fn to_send(&self) -> i64 {
        self.lines.iter().map(|line| line.quantities.to_fulfil()).sum()
    }
}

impl OrderLine {
    fn refundable(&self) -> RefundableLine {
        RefundableLine {
            quantities: self.quantities,
            total: self.total,
            tax: self.tax,
            discount: self.discount,
            refunded_amount: self.refunded_amount,
            refunded_tax: self.refunded_tax,
        }
    }
}

/// Pieces as a form sends them: the number typed for a line's id, which may have an `L` before
/// it. Empty and 0 mean none.
pub type TypedPieces = BTreeMap<String, String>;

/// A form's fields with their texts, its pieces as `pieces.{line}`.
fn typed<'f>(pieces: &'f TypedPieces, fields: &[(&str, &'f str)]) -> Vec<(String, &'f str)> {
    let named = |line: &str| format!("pieces.{}", line.strip_prefix('L').unwrap_or(line));
    let pieces = pieces.iter().map(|(line, text)| (named(line), text.as_str()));
    pieces.chain(fields.iter().map(|(field, text)| ((*field).to_owned(), *text))).collect()
}

/// The form that sends a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FulfilForm {
    /// The order's version on the page.
    pub version: i64,
    /// What is in the parcel.
    #[serde(default)]
    pub pieces: TypedPieces,
    /// Who carries it; may be empty.
    #[serde(default)]
    pub carrier: String,
    /// May be empty.
    #[serde(default)]
    pub tracking_number: String,
    /// Whether the customer gets a mail.
    #[serde(default)]
    pub notify: bool,
}

impl FulfilForm {
    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(String, &str)> {
        let (carrier, number) = (("carrier", &*self.carrier), ("tracking_number", &*self.tracking_number));
        typed(&self.pieces, &[carrier, number, ("notify", tick(self.notify))])
    }
}

/// The form that calls pieces off that were not sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CancelForm {
    /// The order's version on the page.
    pub version: i64,
    /// Which.
    #[serde(default)]
    pub pieces: TypedPieces,
    /// All that was not sent, whatever `pieces` says.
    #[serde(default)]
    pub all: bool,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
    /// Whether what was paid for them is given back; the sending too when nothing of the order
    /// is left.
    #[serde(default)]
    pub refund: bool,
}

impl CancelForm {
    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(String, &str)> {
        typed(&self.pieces, &[("reason", &self.reason), ("refund", tick(self.refund))])
    }
}

/// The form that gives money back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RefundForm {
    /// The order's version on the page.
    pub version: i64,
    /// For which pieces.
    #[serde(default)]
    pub pieces: TypedPieces,
    /// Of the sending, as typed; empty for nothing.
    #[serde(default)]
    pub shipping: String,
    /// In place of the computed amount, as typed; empty for the computed one.
    #[serde(default)]
    pub amount: String,
    /// Why; may be empty. The customer reads it.
    #[serde(default)]
    pub reason: String,
    /// Whether pieces that were sent are back and can be sold again.
    #[serde(default)]
    pub restock: bool,
}

/// What a program gives back: as [`RefundForm`], in minor units and each line for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountedRefund {
    /// The order's version that the program knows.
    pub version: i64,
    /// For which pieces. A line of neither pieces nor an amount is not meant.
    pub lines: Vec<CountedRefundLine>,
    /// Of the sending, with tax.
    pub shipping: i64,
    /// In place of the computed amount.
    pub amount: Option<i64>,
    /// Why; may be empty. The customer reads it.
    pub reason: String,
}

/// A line of a [`CountedRefund`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedRefundLine {
    /// The line.
    pub line: OrderLineId,
    /// Pieces; 0 for a reduction of the price.
    pub quantity: i64,
    /// For them, with tax, in place of their share.
    pub amount: Option<i64>,
    /// Whether pieces that were sent are back and can be sold again.
    pub restock: bool,
}

impl RefundForm {
    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(String, &str)> {
        let sums = [("shipping", &*self.shipping), ("amount", &*self.amount)];
        let rest = [("reason", &*self.reason), ("restock", tick(self.restock))];
        typed(&self.pieces, &[sums, rest].concat())
    }
}

/// An order as its customer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOrder {
    /// `S-100042-1`.
    pub number: String,
    /// When it was placed.
    pub placed_at: UtcMillis,
    /// As in `/shops/{slug}`.
    pub shop_slug: String,
    /// The shop's name.
    pub shop_name: String,
    /// Its life.
    pub status: OrderStatus,
    /// Its money.
    pub payment: PaymentStatus,
    /// Its goods.
    pub fulfillment: FulfillmentStatus,
    /// Of all amounts.
    pub currency: Currency,
    /// What was bought.
    pub lines: Vec<CustomerLine>,
    /// Sending, with tax.
    pub shipping: i64,
    /// What was paid.
    pub total: i64,
    /// Given back.
    pub refunded: i64,
    /// How it is sent; empty when nothing is.
    pub shipping_name: String,
    /// First promised day.
    pub from: UtcMillis,
    /// Last promised day.
    pub until: UtcMillis,
    /// Where it is sent; only for the person's own account, `None` where a number and a mail
    /// address are enough.
    pub address: Option<Address>,
    /// Parcels, oldest first.
    pub parcels: Vec<Parcel>,
}

/// A line as its customer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerLine {
    /// As in `/products/{shop}/{slug}`.
    pub product_slug: String,
    /// The title at the sale.
    pub title: String,
    /// The options at the sale.
    pub variant_title: String,
    /// The picture; `None` shows the drawn card.
    pub picture: Option<MediaId>,
    /// Its pieces.
    pub quantities: LineQuantities,
    /// What was paid for it.
    pub total: i64,
}

impl CustomerOrder {
    /// An amount of this order.
    pub const fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency)
    }

    /// How far it is on the way: 0 placed, 1 sent in part or whole, 2 delivered.
    pub const fn step(&self) -> usize {
        match self.fulfillment {
            FulfillmentStatus::Unfulfilled => 0,
            FulfillmentStatus::Partial | FulfillmentStatus::Fulfilled => 1,
            FulfillmentStatus::Delivered | FulfillmentStatus::Returned => 2,
        }
    }
}

/// What a number and a mail address show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracked {
    /// Number of the purchase: `S-100042`.
    pub number: String,
    /// One order a shop.
    pub orders: Vec<CustomerOrder>,
}

/// A page of a customer's orders, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOrdersPage {
    /// The orders.
    pub rows: Vec<OrderRow>,
    /// Asks for the next page; `None` on the last.
    pub next: Option<String>,
}
