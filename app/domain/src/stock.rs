//! Stock: what can be sold, and the moves between its three levels.
//!
//! Always holds: available = on hand − allocated − reserved. The ledger of a variant, replayed
//! from nothing, gives its levels. Only a count or an import may leave less than nothing on hand.

use serde::{Deserialize, Serialize};

use crate::text_enum;

text_enum! {
    /// What happens when more is wanted than there is.
    pub enum StockPolicy {
        /// Never sold below zero.
        Deny => "deny",
        /// Sold on, and shown as a backorder.
        Continue => "continue",
        /// Not counted at all.
        Untracked => "untracked",
    }
}

impl StockPolicy {
    /// Whether the stock is counted.
    pub const fn is_tracked(self) -> bool {
        !matches!(self, Self::Untracked)
    }

    /// The policy that counts, where the switch "tracked" is stored beside it.
    pub const fn when_tracked(self, tracked: bool) -> Self {
        if tracked { self } else { Self::Untracked }
    }

    /// The policy for the two switches that merchants and other shop systems know.
    pub const fn of(tracked: bool, oversell: bool) -> Self {
        match (tracked, oversell) {
            (false, _) => Self::Untracked,
            (true, true) => Self::Continue,
            (true, false) => Self::Deny,
        }
    }
}

/// The stock of a variant, in pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StockLevels {
    /// Pieces in the house; below zero after the import of a negative count.
    pub on_hand: i64,
    /// Sold and not yet shipped.
    pub allocated: i64,
    /// Held for checkouts that are under way.
    pub reserved: i64,
}

impl StockLevels {
    /// Pieces that may still be sold; negative when oversold.
    pub const fn available(self) -> i64 {
        self.on_hand.saturating_sub(self.allocated).saturating_sub(self.reserved)
    }

    /// The levels after a change; `None` when one does not fit.
    pub fn plus(self, change: StockLevels) -> Option<Self> {
        Some(Self {
            on_hand: self.on_hand.checked_add(change.on_hand)?,
            allocated: self.allocated.checked_add(change.allocated)?,
            reserved: self.reserved.checked_add(change.reserved)?,
        })
    }
}

/// What a shopper is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", content = "left", rename_all = "snake_case")]
pub enum Availability {
    /// Enough; the pieces that can be sold.
    InStock(i64),
    /// Not more than the shop's threshold; the pieces that can be sold.
    Low(i64),
    /// Nothing left.
    OutOfStock,
    /// Nothing left, and sold on.
    Backorder,
    /// Not counted, always sold.
    Untracked,
}

impl Availability {
    /// Whether at least one piece can be bought.
    pub const fn can_buy(self) -> bool {
        !matches!(self, Self::OutOfStock)
    }
}

/// The availability to show. `low`: up to how many pieces stock counts as low, 0 for never.
pub fn availability(policy: StockPolicy, levels: StockLevels, low: i64) -> Availability {
    let left = levels.available();
    match policy {
        StockPolicy::Untracked => Availability::Untracked,
        StockPolicy::Continue if left <= 0 => Availability::Backorder,
        StockPolicy::Deny if left <= 0 => Availability::OutOfStock,
        _ if left <= low => Availability::Low(left),
        _ => Availability::InStock(left),
    }
}

/// How many of `wanted` pieces can be bought now; never negative.
pub fn buyable(policy: StockPolicy, levels: StockLevels, wanted: i64) -> i64 {
    match policy {
        StockPolicy::Deny => wanted.min(levels.available()).max(0),
        StockPolicy::Continue | StockPolicy::Untracked => wanted.max(0),
    }
}

/// How many of `wanted` pieces would be sold before they are there.
pub fn backordered(policy: StockPolicy, levels: StockLevels, wanted: i64) -> i64 {
    match policy {
        StockPolicy::Continue => (wanted - levels.available().max(0)).max(0),
        StockPolicy::Deny | StockPolicy::Untracked => 0,
    }
}

text_enum! {
    /// Why stock moved.
    pub enum StockMove {
        /// The first count; may be negative.
        Opening => "opening",
        /// Counted or corrected by hand; may be negative.
        Correction => "correction",
        /// Set by an import; may be negative.
        Import => "import",
        /// Held for a checkout.
        Reserve => "reserve",
        /// A hold that ended.
        Release => "release",
        /// Sold.
        Allocate => "allocate",
        /// Left the house for an order.
        Fulfil => "fulfil",
        /// A sale that was cancelled before it left.
        Cancel => "cancel",
        /// Came back and can be sold again.
        Restock => "restock",
    }
}

/// Why a move is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockError {
    /// The number of pieces is not positive (for an import or count: is zero).
    BadQuantity,
    /// More is wanted than can be sold; holds what is left, never negative.
    NotEnough(i64),
    /// More would be released, cancelled or shipped than is reserved or allocated.
    BelowZero,
    /// A level does not fit.
    TooLarge,
}

impl StockMove {
    /// The change of the levels by this move of `quantity` pieces, as its ledger row holds it.
    ///
    /// # Errors
    /// [`StockError::BadQuantity`].
    pub fn change(self, quantity: i64) -> Result<StockLevels, StockError> {
        let signed = matches!(self, Self::Opening | Self::Correction | Self::Import);
        if quantity == 0 || quantity == i64::MIN || (quantity < 0 && !signed) {
            return Err(StockError::BadQuantity);
        }
        let none = StockLevels::default();
        Ok(match self {
            Self::Opening | Self::Correction | Self::Import | Self::Restock => {
                StockLevels { on_hand: quantity, ..none }
            }
            Self::Reserve => StockLevels { reserved: quantity, ..none },
            Self::Release => StockLevels { reserved: -quantity, ..none },
            Self::Allocate => StockLevels { allocated: quantity, ..none },
            Self::Cancel => StockLevels { allocated: -quantity, ..none },
            Self::Fulfil => StockLevels { on_hand: -quantity, allocated: -quantity, ..none },
        })
    }

    /// The levels after this move. A sale of held pieces is a release, then an allocation; both
    /// may share one row, whose change is their sum.
    ///
    /// # Errors
    /// A bad quantity; more than is left under [`StockPolicy::Deny`]; a level below zero.
    pub fn apply(
        self,
        policy: StockPolicy,
        levels: StockLevels,
        quantity: i64,
    ) -> Result<StockLevels, StockError> {
        let change = self.change(quantity)?;
        let after = levels.plus(change).ok_or(StockError::TooLarge)?;
        let sells = matches!(self, Self::Reserve | Self::Allocate);
        if sells && policy == StockPolicy::Deny && after.available() < 0 {
            return Err(StockError::NotEnough(levels.available().max(0)));
        }
        if after.allocated < 0 || after.reserved < 0 {
            return Err(StockError::BelowZero);
        }
        Ok(after)
    }
}

/// The levels that ledger rows sum to; `None` when they do not fit.
pub fn replay(rows: impl IntoIterator<Item = StockLevels>) -> Option<StockLevels> {
    rows.into_iter().try_fold(StockLevels::default(), StockLevels::plus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn levels(on_hand: i64, allocated: i64, reserved: i64) -> StockLevels {
        StockLevels { on_hand, allocated, reserved }
    }

    #[test]
    fn a_shopper_sees_what_is_left_after_sales_and_holds() {
        let five = levels(10, 3, 2);
        assert_eq!(availability(StockPolicy::Deny, five, 3), Availability::InStock(5));
        assert_eq!(availability(StockPolicy::Deny, five, 5), Availability::Low(5));
        assert_eq!(availability(StockPolicy::Deny, levels(5, 3, 2), 3), Availability::OutOfStock);
        assert_eq!(availability(StockPolicy::Continue, levels(-4, 0, 0), 3), Availability::Backorder);
        assert_eq!(availability(StockPolicy::Untracked, levels(0, 0, 0), 3), Availability::Untracked);
        assert!(!Availability::OutOfStock.can_buy() && Availability::Backorder.can_buy());
    }

    #[test]
    fn deny_sells_what_is_left_and_continue_sells_on() {
        assert_eq!(buyable(StockPolicy::Deny, levels(10, 3, 2), 8), 5);
        assert_eq!(buyable(StockPolicy::Deny, levels(-1, 0, 0), 8), 0);
        assert_eq!(buyable(StockPolicy::Continue, levels(1, 0, 0), 8), 8);
        assert_eq!(backordered(StockPolicy::Continue, levels(1, 0, 0), 8), 7);
        assert_eq!(backordered(StockPolicy::Continue, levels(-3, 0, 0), 8), 8);
    }

    #[test]
    fn moves_that_cannot_be_are_refused() {
        let now = levels(2, 1, 1);
        let go = |kind: StockMove, n| kind.apply(StockPolicy::Deny, now, n);
        assert_eq!(go(StockMove::Reserve, 1), Err(StockError::NotEnough(0)));
        assert_eq!(go(StockMove::Release, 2), Err(StockError::BelowZero));
        assert_eq!(go(StockMove::Fulfil, 2), Err(StockError::BelowZero));
        assert_eq!(go(StockMove::Allocate, 0), Err(StockError::BadQuantity));
        assert_eq!(go(StockMove::Restock, -1), Err(StockError::BadQuantity));
        assert_eq!(go(StockMove::Correction, i64::MAX), Err(StockError::TooLarge));
        assert_eq!(go(StockMove::Import, -5), Ok(levels(-3, 1, 1)));
        assert!(StockMove::Allocate.apply(StockPolicy::Continue, now, 9).is_ok());
    }

    #[test]
    fn the_word_of_a_policy_is_that_of_its_switches() {
        assert_eq!(StockPolicy::of(true, true).as_str(), "continue");
        assert_eq!(StockPolicy::of(false, true), StockPolicy::Untracked);
        assert!(!StockPolicy::Untracked.is_tracked());
    }

    proptest! {
        #[test]
        fn the_ledger_sums_to_the_stock_and_deny_is_never_oversold(
            start in 0i64..50,
            moves in prop::collection::vec((0usize..StockMove::ALL.len(), 1i64..10), 0..60),
        ) {
            let mut now = StockLevels::default();
            let mut rows = Vec::new();
            let first = [(0, start)].into_iter().filter(|(_, n)| *n > 0);
            for (kind, quantity) in first.chain(moves) {
                let kind = StockMove::ALL[kind];
                if let Ok(after) = kind.apply(StockPolicy::Deny, now, quantity) {
                    rows.push(kind.change(quantity).unwrap());
                    now = after;
                }
                prop_assert!(now.available() >= 0 && now.allocated >= 0 && now.reserved >= 0);
            }
            prop_assert_eq!(replay(rows), Some(now));
        }
    }
}
