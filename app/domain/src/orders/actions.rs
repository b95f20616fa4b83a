//! Sending and calling off: what may be done to the pieces of an order.

use serde::{Deserialize, Serialize};

use super::{LineQuantities, OrderStatus, PaymentStatus};

/// So many pieces of the line at an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    /// Index of the line.
    pub line: usize,
    /// How many.
    pub quantity: i64,
}

/// Why pieces cannot be sent, marked as arrived or called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionError {
    /// The order is not placed yet, completed or cancelled.
    NotOpen(OrderStatus),
    /// The order is not paid for.
    NotPaid(PaymentStatus),
    /// No pieces were named, or none are left.
    Nothing,
    /// There is no line at this index.
    UnknownLine(usize),
    /// The line at this index is named twice.
    NamedTwice(usize),
    /// The line at this index has a quantity below 1.
    BadQuantity(usize),
    /// More than are left of a line.
    TooMany {
        /// Index of the line.
        line: usize,
        /// How many are left.
        left: i64,
    },
}

/// Checks that pieces may be sent now: open, paid, never more than
/// `ordered − cancelled − fulfilled`.
///
/// # Errors
/// The first rule that is broken.
pub fn check_fulfil(
    status: OrderStatus,
    payment: PaymentStatus,
    lines: &[LineQuantities],
    pieces: &[Pieces],
) -> Result<(), ActionError> {
    if status != OrderStatus::Open {
        return Err(ActionError::NotOpen(status));
    }
    if !matches!(payment, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded) {
        return Err(ActionError::NotPaid(payment));
    }
    check_pieces(lines, pieces, LineQuantities::to_fulfil)
}

/// Checks that pieces may be marked as arrived: only those that were sent.
///
/// # Errors
/// The first rule that is broken.
pub fn check_deliver(lines: &[LineQuantities], pieces: &[Pieces]) -> Result<(), ActionError> {
    check_pieces(lines, pieces, |line| (line.fulfilled - line.delivered).max(0))
}

/// Checks that pieces may be called off: only those that were not sent.
///
/// # Errors
/// The first rule that is broken.
pub fn check_cancel(
    status: OrderStatus,
    lines: &[LineQuantities],
    pieces: &[Pieces],
) -> Result<(), ActionError> {
    if status != OrderStatus::Open {
        return Err(ActionError::NotOpen(status));
    }
    check_pieces(lines, pieces, LineQuantities::to_fulfil)
}

/// Everything that can still be sent, or called off with the whole order; lines with nothing
/// left are not named. What was sent can only come back.
///
/// # Errors
/// An order that is not open, or one with nothing left.
pub fn remaining(status: OrderStatus, lines: &[LineQuantities]) -> Result<Vec<Pieces>, ActionError> {
    if status != OrderStatus::Open {
        return Err(ActionError::NotOpen(status));
    }
    let pieces: Vec<Pieces> = lines
        .iter()
        .enumerate()
        .map(|(line, quantities)| Pieces { line, quantity: quantities.to_fulfil() })
        .filter(|pieces| pieces.quantity > 0)
        .collect();
    if pieces.is_empty() { Err(ActionError::Nothing) } else { Ok(pieces) }
}

fn check_pieces(
    lines: &[LineQuantities],
    pieces: &[Pieces],
    left: impl Fn(LineQuantities) -> i64,
) -> Result<(), ActionError> {
    if pieces.is_empty() {
        return Err(ActionError::Nothing);
    }
    for (at, Pieces { line, quantity }) in pieces.iter().copied().enumerate() {
        let held = *lines.get(line).ok_or(ActionError::UnknownLine(line))?;
        if pieces[..at].iter().any(|earlier| earlier.line == line) {
            return Err(ActionError::NamedTwice(line));
        }
        if quantity < 1 {
            return Err(ActionError::BadQuantity(line));
        }
        let left = left(held);
        if quantity > left {
            return Err(ActionError::TooMany { line, left });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(ordered: i64, cancelled: i64, fulfilled: i64) -> LineQuantities {
        LineQuantities { ordered, cancelled, fulfilled, ..LineQuantities::default() }
    }

    fn pieces(line: usize, quantity: i64) -> Pieces {
        Pieces { line, quantity }
    }

    fn fulfil(lines: &[LineQuantities], wanted: &[Pieces]) -> Result<(), ActionError> {
        check_fulfil(OrderStatus::Open, PaymentStatus::Paid, lines, wanted)
    }

    #[test]
    fn never_more_is_sent_than_is_left() {
        let lines = [line(5, 1, 2), line(1, 0, 1)];
        assert_eq!(fulfil(&lines, &[pieces(0, 2)]), Ok(()));
        assert_eq!(fulfil(&lines, &[pieces(0, 3)]), Err(ActionError::TooMany { line: 0, left: 2 }));
        assert_eq!(fulfil(&lines, &[pieces(1, 1)]), Err(ActionError::TooMany { line: 1, left: 0 }));
        assert_eq!(fulfil(&lines, &[pieces(0, 1), pieces(0, 1)]), Err(ActionError::NamedTwice(0)));
        assert_eq!(fulfil(&lines, &[pieces(0, 0)]), Err(ActionError::BadQuantity(0)));
        assert_eq!(fulfil(&lines, &[pieces(2, 1)]), Err(ActionError::UnknownLine(2)));
        assert_eq!(fulfil(&lines, &[]), Err(ActionError::Nothing));
    }

    #[test]
    fn only_an_open_and_paid_order_is_sent() {
        let lines = [line(1, 0, 0)];
        let go = |status, payment| check_fulfil(status, payment, &lines, &[pieces(0, 1)]);
        assert_eq!(
            go(OrderStatus::Cancelled, PaymentStatus::Paid),
            Err(ActionError::NotOpen(OrderStatus::Cancelled))
        );
        for payment in [PaymentStatus::Pending, PaymentStatus::Authorized, PaymentStatus::Refunded] {
            assert_eq!(go(OrderStatus::Open, payment), Err(ActionError::NotPaid(payment)));
        }
        assert_eq!(go(OrderStatus::Open, PaymentStatus::PartiallyRefunded), Ok(()));
    }

    #[test]
    fn what_was_sent_cannot_be_called_off() {
        let lines = [line(5, 1, 2), line(1, 0, 1)];
        assert_eq!(remaining(OrderStatus::Open, &lines), Ok(vec![pieces(0, 2)]));
        assert_eq!(remaining(OrderStatus::Open, &lines[1..]), Err(ActionError::Nothing));
        assert_eq!(
            remaining(OrderStatus::Completed, &lines),
            Err(ActionError::NotOpen(OrderStatus::Completed))
        );
        assert_eq!(
            check_cancel(OrderStatus::Open, &lines, &[pieces(1, 1)]),
            Err(ActionError::TooMany { line: 1, left: 0 })
        );
    }

    #[test]
    fn only_what_was_sent_arrives() {
        let lines = [LineQuantities { delivered: 1, ..line(3, 0, 2) }];
        assert_eq!(check_deliver(&lines, &[pieces(0, 1)]), Ok(()));
        assert_eq!(check_deliver(&lines, &[pieces(0, 2)]), Err(ActionError::TooMany { line: 0, left: 1 }));
    }
}
