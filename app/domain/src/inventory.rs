//! What a merchant sees of the stock of a variant.

use serde::{Deserialize, Serialize};

use crate::UtcMillis;
use crate::id::{ProductId, RowId, VariantId};
use crate::stock::{StockLevels, StockMove, StockPolicy};

/// A variant's stock and a page of its moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockPage {
    /// Its product.
    pub product: ProductId,
    /// The variant.
    pub variant: VariantId,
    /// Its options; empty for a product without any.
    pub variant_title: String,
    /// What happens when it runs out.
    pub policy: StockPolicy,
    /// What there is now.
    pub levels: StockLevels,
    /// Moves, newest first.
    pub entries: Vec<StockEntry>,
    /// Where the next page goes on; `None` at the end.
    pub next: Option<RowId>,
}

/// A move of stock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockEntry {
    /// Its row.
    pub id: RowId,
    /// Why.
    pub kind: StockMove,
    /// By how much each level changed.
    pub change: StockLevels,
    /// The id of the cart, order or import; may be empty.
    pub reference: String,
    /// Who did it; `None` is the system.
    pub user: Option<String>,
    /// In words; may be empty.
    pub note: String,
    /// When.
    pub at: UtcMillis,
}
