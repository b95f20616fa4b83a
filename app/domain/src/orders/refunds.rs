//! What a refund gives back, exact to the minor unit.
//!
//! Method: cumulative shares. After `n` of `q` pieces are given back, a frozen amount `A` of the
//! line has given back `round(A × n ÷ q)` in all, half-up; a step gives the difference to what was
//! given before. So refunding pieces one by one sums to exactly the line, whatever the steps.
//! The tax of a step is the part of the tax left that the step is of the amount left, so it is
//! never negative, never above the step, and all of it with the last step. Never more is given
//! back than was paid.

use serde::{Deserialize, Serialize};

use super::LineQuantities;
use crate::tax::ratio;

/// A line as it was sold, and what was given back for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundableLine {
    /// Its pieces.
    pub quantities: LineQuantities,
    /// What was paid for the line, tax and discount considered; minor units, as all below.
    pub total: i64,
    /// The tax in it.
    pub tax: i64,
    /// The discount on it.
    pub discount: i64,
    /// Given back so far, with tax.
    pub refunded_amount: i64,
    /// The tax in that.
    pub refunded_tax: i64,
}

/// The order that money is given back for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RefundableOrder {
    /// Its lines.
    pub lines: Vec<RefundableLine>,
    /// Paid for shipping, with tax.
    pub shipping: i64,
    /// The tax in it.
    pub shipping_tax: i64,
    /// Given back for shipping, with tax.
    pub shipping_refunded: i64,
    /// The tax in that.
    pub shipping_refunded_tax: i64,
    /// Taken from the buyer for this order.
    pub captured: i64,
    /// Given back for this order so far, in all.
    pub refunded: i64,
}

/// What a merchant wants to give back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RefundRequest {
    /// Lines, each named once.
    pub lines: Vec<RefundLine>,
    /// Of the shipping, minor units with tax.
    pub shipping: i64,
    /// The amount to give back in place of the computed one; minor units.
    pub amount: Option<i64>,
}

/// What to give back for a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLine {
    /// Index of the line.
    pub line: usize,
    /// Pieces; 0 for a reduction of the price.
    pub quantity: i64,
    /// An amount for them, with tax, in place of their share.
    pub amount: Option<i64>,
    /// Whether the pieces can be sold again.
    pub restock: bool,
}

/// What a refund would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPreview {
    /// By line, in the order of the request.
    pub lines: Vec<RefundLineShare>,
    /// Of the shipping, with tax.
    pub shipping: i64,
    /// The tax in it.
    pub shipping_tax: i64,
    /// Tax in lines and shipping.
    pub tax: i64,
    /// The computed sum of lines and shipping, with tax.
    pub computed: i64,
    /// The most that can be given back.
    pub maximum: i64,
    /// What is given back: the asked amount, else the computed one up to the maximum.
    pub amount: i64,
    /// `amount − computed`: goodwill above zero, kept back below.
    pub adjustment: i64,
}

/// A line's part of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLineShare {
    /// Index of the line.
    pub line: usize,
    /// Pieces.
    pub quantity: i64,
    /// Minor units with tax.
    pub amount: i64,
    /// The tax in it.
    pub tax: i64,
    /// The pieces' share of the discount, which is not given back.
    pub discount: i64,
    /// What becomes of the pieces.
    pub pieces: RefundPieces,
    /// Whether they can be sold again.
    pub restock: bool,
}

/// Which pieces money is given back for. Their sum is the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RefundPieces {
    /// Were called off or came back before: nothing moves.
    pub settled: i64,
    /// Were not sent yet: called off by this refund.
    pub cancelled: i64,
    /// Were sent: come back, where they are restocked, or stay with the customer.
    pub sent: i64,
}

/// Why a refund is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundError {
    /// Nothing was paid, or all of it was given back.
    NothingLeft,
    /// The refund would give back nothing and take back nothing.
    Empty,
    /// There is no line at this index.
    UnknownLine(usize),
    /// The line at this index is named twice.
    NamedTwice(usize),
    /// A quantity or amount below zero, or a line (its index) with neither.
    BadLine(usize),
    /// More pieces than are left of a line.
    TooManyPieces {
        /// Index of the line.
        line: usize,
        /// How many are left.
        left: i64,
    },
    /// More than is left of what was paid for a line.
    LineTooMuch {
        /// Index of the line.
        line: usize,
        /// Minor units left.
        left: i64,
    },
    /// Less than zero or more than is left of the shipping; holds what is left.
    BadShipping(i64),
    /// Less than one or more than the maximum; holds the maximum.
    BadAmount(i64),
}

/// The most that can be given back: what was taken and not given back.
pub fn maximum(order: &RefundableOrder) -> i64 {
    (order.captured - order.refunded).max(0)
}

/// Computes a refund without doing it.
///
/// # Errors
/// The first rule that is broken.
pub fn preview(order: &RefundableOrder, request: &RefundRequest) -> Result<RefundPreview, RefundError> {
    let maximum = maximum(order);
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, wanted) in request.lines.iter().enumerate() {
        let line = order.lines.get(wanted.line).ok_or(RefundError::UnknownLine(wanted.line))?;
        if request.lines[..at].iter().any(|earlier| earlier.line == wanted.line) {
            return Err(RefundError::NamedTwice(wanted.line));
        }
        lines.push(share(line, wanted)?);
    }
    let shipping_left = (order.shipping - order.shipping_refunded).max(0);
    if !(0..=shipping_left).contains(&request.shipping) {
        return Err(RefundError::BadShipping(shipping_left));
    }
    let shipping_tax_left = order.shipping_tax - order.shipping_refunded_tax;
    let shipping_tax = part_of(request.shipping, shipping_tax_left, shipping_left);
    let computed = lines.iter().map(|line| line.amount).sum::<i64>() + request.shipping;
    let amount = match request.amount {
        Some(amount) if amount < 1 || amount > maximum => return Err(RefundError::BadAmount(maximum)),
        Some(amount) => amount,
        None => computed.min(maximum),
    };
    let pieces: i64 = lines.iter().map(|line| line.quantity).sum();
    if pieces == 0 && amount == 0 {
        return Err(if maximum == 0 { RefundError::NothingLeft } else { RefundError::Empty });
    }
    // Free goods can be taken back for nothing; what cost money needs money that is left.
    if amount == 0 && computed > 0 {
        return Err(RefundError::NothingLeft);
    }
    let tax = lines.iter().map(|line| line.tax).sum::<i64>() + shipping_tax;
    Ok(RefundPreview {
        lines,
        shipping: request.shipping,
        shipping_tax,
        tax,
        computed,
        maximum,
        amount,
        adjustment: amount - computed,
    })
}

/// The request that gives back everything that is left.
pub fn everything(order: &RefundableOrder, restock: bool) -> RefundRequest {
    let left = |line: &RefundableLine| (line.total - line.refunded_amount).max(0);
    RefundRequest {
        lines: order
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let quantity = line.quantities.to_refund();
                // Pieces all gone, but their price was lowered by hand: give back the rest.
                let amount = (quantity == 0).then(|| left(line));
                RefundLine { line: at, quantity, amount, restock }
            })
            .filter(|line| line.quantity > 0 || line.amount.is_some_and(|amount| amount > 0))
            .collect(),
        shipping: (order.shipping - order.shipping_refunded).max(0),
        amount: None,
    }
}

fn share(line: &RefundableLine, wanted: &RefundLine) -> Result<RefundLineShare, RefundError> {
    let RefundLine { line: index, quantity, amount, restock } = *wanted;
    if quantity < 0 || (quantity == 0 && amount.is_none_or(|amount| amount == 0)) {
        return Err(RefundError::BadLine(index));
    }
    let left = line.quantities.to_refund();
    if quantity > left {
        return Err(RefundError::TooManyPieces { line: index, left });
    }
    let amount_left = (line.total - line.refunded_amount).max(0);
    let amount = match amount {
        Some(amount) if amount < 0 => return Err(RefundError::BadLine(index)),
        Some(amount) if amount > amount_left => {
            return Err(RefundError::LineTooMuch { line: index, left: amount_left });
        }
        Some(amount) => amount,
        None => (line.cumulative(line.total, quantity) - line.refunded_amount).max(0),
    };
    let tax = part_of(amount, line.tax - line.refunded_tax, amount_left);
    let discount = line.cumulative(line.discount, quantity) - line.cumulative(line.discount, 0);
    Ok(RefundLineShare {
        line: index,
        quantity,
        amount,
        tax,
        discount,
        pieces: refund_pieces(line.quantities, quantity),
        restock,
    })
}

impl RefundLineShare {
    /// Pieces that were sent and can be sold again.
    pub const fn returned(&self) -> i64 {
        if self.restock { self.pieces.sent } else { 0 }
    }
}

impl RefundableLine {
    /// What of `total` is given back in all once `more` further pieces are.
    fn cumulative(&self, total: i64, more: i64) -> i64 {
        let LineQuantities { ordered, refunded, .. } = self.quantities;
        if ordered < 1 { 0 } else { ratio(total.max(0), (refunded + more).clamp(0, ordered), ordered) }
    }
}

/// Which pieces of a line a refund of `quantity` takes: those that are called off or back
/// already, then those that were not sent, then those that were.
pub fn refund_pieces(line: LineQuantities, quantity: i64) -> RefundPieces {
    let settled = (line.cancelled + line.returned - line.refunded).max(0).min(quantity);
    let cancelled = line.to_fulfil().min(quantity - settled);
    RefundPieces { settled, cancelled, sent: quantity - settled - cancelled }
}

/// The tax in `refunded` of a `shipping` that was sold with `tax` in it.
pub fn shipping_tax_in(refunded: i64, shipping: i64, tax: i64) -> i64 {
    part_of(refunded.clamp(0, shipping.max(0)), tax, shipping)
}

/// The part of `whole` that goes with `amount` of `of`, half-up; all of it with all of `of`.
fn part_of(amount: i64, whole: i64, of: i64) -> i64 {
    if of < 1 { 0 } else { ratio(whole.clamp(0, of), amount, of) }
}

#[cfg(test)]
mod tests;
