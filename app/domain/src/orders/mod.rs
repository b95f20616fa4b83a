//! The states of an order, each derived from facts in one place.
//!
//! Owns the words of the three states and what may be done in them. Refuses to be told a
//! state: quantities and amounts are stored, states follow. Always holds for a line:
//! `0 <= delivered <= fulfilled`, `returned <= fulfilled`, `cancelled + fulfilled <= ordered`,
//! `refunded <= ordered`.

pub mod actions;
pub mod carriers;
pub mod refunds;
pub mod views;
mod words;

use serde::{Deserialize, Serialize};

use crate::text_enum;

text_enum! {
    /// The life of an order.
    pub enum OrderStatus {
        /// Prepared by a checkout that is not finished; shown to nobody.
        Pending => "pending",
        /// Something is left to do.
        Open => "open",
        /// Paid, and everything was sent.
        Completed => "completed",
        /// All of it was called off.
        Cancelled => "cancelled",
    }
}

impl OrderStatus {
    /// The states that people see and filter by.
    pub const SHOWN: &'static [Self] = &[Self::Open, Self::Completed, Self::Cancelled];
}

text_enum! {
    /// Where the money is.
    pub enum PaymentStatus {
        /// Nothing was taken yet.
        Pending => "pending",
        /// Promised by the buyer's bank, not taken.
        Authorized => "authorized",
        /// Taken.
        Paid => "paid",
        /// Some of it was given back.
        PartiallyRefunded => "partially_refunded",
        /// All of it was given back.
        Refunded => "refunded",
        /// The payment was declined or given up.
        Failed => "failed",
    }
}

text_enum! {
    /// Where the goods are.
    pub enum FulfillmentStatus {
        /// Nothing was sent.
        Unfulfilled => "unfulfilled",
        /// Some of it was sent.
        Partial => "partial",
        /// All of it was sent.
        Fulfilled => "fulfilled",
        /// All of it arrived.
        Delivered => "delivered",
        /// All of it came back.
        Returned => "returned",
    }
}

/// The pieces of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LineQuantities {
    /// Bought.
    pub ordered: i64,
    /// Called off before they were sent.
    pub cancelled: i64,
    /// Sent, whether or not they arrived or came back.
    pub fulfilled: i64,
    /// Of the sent ones: arrived.
    pub delivered: i64,
    /// Of the sent ones: came back.
    pub returned: i64,
    /// Given money back for, whatever became of them.
    pub refunded: i64,
}

impl LineQuantities {
    /// Pieces that are still to be sent; never negative.
    pub const fn to_fulfil(self) -> i64 {
        let left = self.ordered - self.cancelled - self.fulfilled;
        if left > 0 { left } else { 0 }
    }

    /// Pieces that were not called off.
    pub const fn active(self) -> i64 {
        self.ordered - self.cancelled
    }

    /// Pieces that no money was given back for; never negative.
    pub const fn to_refund(self) -> i64 {
        let left = self.ordered - self.refunded;
        if left > 0 { left } else { 0 }
    }

    /// Whether what always holds does hold.
    pub const fn is_sound(self) -> bool {
        self.ordered > 0
            && self.cancelled >= 0
            && self.delivered >= 0
            && self.returned >= 0
            && self.refunded >= 0
            && self.delivered <= self.fulfilled
            && self.returned <= self.fulfilled
            && self.cancelled + self.fulfilled <= self.ordered
            && self.refunded <= self.ordered
    }
}

/// The money of one order, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaymentFacts {
    /// Total frozen at the moment of sale.
    pub total: i64,
    /// Authorised and not voided; stays after capture.
    pub authorised: i64,
    /// Taken.
    pub captured: i64,
    /// Given back.
    pub refunded: i64,
    /// Whether the payment was declined or given up.
    pub failed: bool,
}

/// Where the goods are, from the pieces of all lines.
pub fn derive_fulfillment(lines: &[LineQuantities]) -> FulfillmentStatus {
    let sum = |pieces: fn(&LineQuantities) -> i64| lines.iter().map(pieces).sum::<i64>();
    let active = sum(|line| line.active());
    let fulfilled = sum(|line| line.fulfilled);
    if fulfilled <= 0 {
        FulfillmentStatus::Unfulfilled
    } else if fulfilled < active {
        FulfillmentStatus::Partial
    } else if sum(|line| line.returned) >= fulfilled {
        FulfillmentStatus::Returned
    } else if sum(|line| line.delivered) >= fulfilled {
        FulfillmentStatus::Delivered
    } else {
        FulfillmentStatus::Fulfilled
    }
}

/// Where the money is. An order over nothing is paid as soon as it is made.
pub fn derive_payment(facts: PaymentFacts) -> PaymentStatus {
    let PaymentFacts { total, authorised, captured, refunded, failed } = facts;
    if captured > 0 && refunded >= captured {
        PaymentStatus::Refunded
    } else if captured > 0 && refunded > 0 {
        PaymentStatus::PartiallyRefunded
    } else if captured >= total {
        PaymentStatus::Paid
    } else if authorised > 0 {
        PaymentStatus::Authorized
    } else if failed {
        PaymentStatus::Failed
    } else {
        PaymentStatus::Pending
    }
}

/// The life of a placed order; never [`OrderStatus::Pending`], which ends when it is placed.
pub fn derive_status(lines: &[LineQuantities], payment: PaymentStatus) -> OrderStatus {
    let settled =
        matches!(payment, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded);
    if !lines.is_empty() && lines.iter().all(|line| line.active() <= 0) {
        OrderStatus::Cancelled
    } else if settled && lines.iter().all(|line| line.to_fulfil() == 0) {
        OrderStatus::Completed
    } else {
        OrderStatus::Open
    }
}

/// Whether a merchant's "in processing" list shows the order.
pub fn is_in_processing(status: OrderStatus, payment: PaymentStatus, fulfillment: FulfillmentStatus) -> bool {
    status == OrderStatus::Open
        && payment == PaymentStatus::Paid
        && fulfillment == FulfillmentStatus::Unfulfilled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(ordered: i64, cancelled: i64, fulfilled: i64, delivered: i64, returned: i64) -> LineQuantities {
        LineQuantities { ordered, cancelled, fulfilled, delivered, returned, refunded: 0 }
    }

    #[test]
    fn fulfilment_follows_from_the_pieces() {
        use FulfillmentStatus::*;
        for (lines, status) in [
            (vec![], Unfulfilled),
            (vec![line(2, 0, 0, 0, 0)], Unfulfilled),
            (vec![line(2, 0, 1, 0, 0)], Partial),
            (vec![line(2, 0, 2, 0, 0), line(1, 0, 0, 0, 0)], Partial),
            (vec![line(2, 1, 1, 0, 0)], Fulfilled),
            (vec![line(2, 0, 2, 1, 0)], Fulfilled),
            (vec![line(2, 0, 2, 2, 1), line(3, 3, 0, 0, 0)], Delivered),
            (vec![line(2, 0, 2, 2, 2)], Returned),
            (vec![line(2, 0, 1, 1, 1)], Partial),
            (vec![line(2, 2, 0, 0, 0)], Unfulfilled),
        ] {
            assert_eq!(derive_fulfillment(&lines), status, "{lines:?}");
        }
    }

    #[test]
    fn payment_follows_from_the_amounts() {
        use PaymentStatus::*;
        for ((total, authorised, captured, refunded, failed), status) in [
            ((100, 0, 0, 0, false), Pending),
            ((100, 0, 0, 0, true), Failed),
            ((100, 100, 0, 0, true), Authorized),
            ((100, 100, 50, 0, false), Authorized),
            ((100, 100, 100, 0, false), Paid),
            ((100, 100, 100, 1, false), PartiallyRefunded),
            ((100, 100, 100, 100, false), Refunded),
            ((0, 0, 0, 0, false), Paid),
        ] {
            let facts = PaymentFacts { total, authorised, captured, refunded, failed };
            assert_eq!(derive_payment(facts), status, "{facts:?}");
        }
    }

    #[test]
    fn an_order_ends_when_all_is_sent_and_paid_or_all_is_called_off() {
        let sent = [line(2, 0, 2, 0, 0)];
        assert_eq!(derive_status(&sent, PaymentStatus::Paid), OrderStatus::Completed);
        assert_eq!(derive_status(&sent, PaymentStatus::Refunded), OrderStatus::Completed);
        assert_eq!(derive_status(&sent, PaymentStatus::Authorized), OrderStatus::Open);
        assert_eq!(derive_status(&[line(2, 1, 0, 0, 0)], PaymentStatus::Paid), OrderStatus::Open);
        assert_eq!(derive_status(&[line(2, 2, 0, 0, 0)], PaymentStatus::Paid), OrderStatus::Cancelled);
        assert_eq!(derive_status(&[line(2, 1, 1, 0, 0)], PaymentStatus::Paid), OrderStatus::Completed);
    }

    #[test]
    fn the_words_are_those_of_the_contract() {
        let words: Vec<&str> = PaymentStatus::ALL.iter().map(|s| s.as_str()).collect();
        assert_eq!(words, ["pending", "authorized", "paid", "partially_refunded", "refunded", "failed"]);
        let words: Vec<&str> = FulfillmentStatus::ALL.iter().map(|s| s.as_str()).collect();
        assert_eq!(words, ["unfulfilled", "partial", "fulfilled", "delivered", "returned"]);
        let words: Vec<&str> = OrderStatus::SHOWN.iter().map(|s| s.as_str()).collect();
        assert_eq!(words, ["open", "completed", "cancelled"]);
        assert!(is_in_processing(OrderStatus::Open, PaymentStatus::Paid, FulfillmentStatus::Unfulfilled));
    }
}
