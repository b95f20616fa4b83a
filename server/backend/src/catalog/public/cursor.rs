//! The place where a list goes on.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::catalog::Sort;
use domain::id::ProductId;
use serde::{Deserialize, Serialize};

use super::cards::CardRow;

/// The last product of a page, by what the list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    sort: Sort,
    pub featured: bool,
    pub key: i64,
    pub id: ProductId,
}

impl Cursor {
    pub(super) fn of(sort: Sort, row: &CardRow) -> Self {
        let key = match sort {
            Sort::Featured | Sort::Newest | Sort::Relevance => row.published(),
            Sort::PriceUp | Sort::PriceDown => row.min_price,
            Sort::BestSelling => row.sold_count,
        };
        Self { sort, featured: row.featured, key, id: row.id }
    }

    pub(super) fn to_text(self) -> String {
        let flag = i64::from(self.featured);
        URL_SAFE_NO_PAD.encode(format!("{}~{flag}~{}~{}", self.sort, self.key, self.id))
    }

    /// `None` for one that is not ours or belongs to another order: the list begins anew.
    pub(super) fn read(text: &str, sort: Sort) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.split('~');
        let cursor = Self {
            sort: Sort::parse(parts.next()?)?,
            featured: parts.next()? == "1",
            key: parts.next()?.parse().ok()?,
            id: parts.next()?.parse().ok()?,
        };
        (cursor.sort == sort).then_some(cursor)
    }
}
