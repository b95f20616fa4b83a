//! Rows of the stock ledger, so that its columns sum to the stock.

use domain::id::{RowEntity, ShopId, VariantId};

use super::random::Random;
use super::rows::Rows;

/// What a row of the ledger changes.
#[derive(Clone, Copy, Default)]
pub struct Change {
    pub on_hand: i64,
    pub allocated: i64,
}

pub fn rows() -> Rows {
    Rows::new(
        "stock_ledger",
        &[
            "id",
            "variant_id",
            "shop_id",
            "kind",
            "on_hand",
            "allocated",
            "reserved",
            "reference",
            "note",
            "at",
        ],
    )
}

pub fn add(
    rows: &mut Rows,
    random: &mut Random,
    (variant, shop): (VariantId, ShopId),
    kind: &str,
    change: Change,
    (reference, note): (&str, &str),
    at: i64,
) {
    rows.row()
        .add(random.id::<RowEntity>(at))
        .add(variant)
        .add(shop)
        .add(kind)
        .add(change.on_hand)
        .add(change.allocated)
        .add(0i64)
        .add(reference)
        .add(note)
        .add(at);
}
