//! Many rows in few statements.

use db::{Builder, ToValue, Tx};

use crate::Result;

/// Most rows of one statement.
const MOST: usize = 64;

/// The values of one row.
pub(super) struct Cells {
    builder: Builder,
    begun: bool,
}

impl Cells {
    /// The value of the next column.
    pub(super) fn bind(self, value: impl ToValue) -> Self {
        let builder = if self.begun { self.builder.push(", ") } else { self.builder };
        Self { builder: builder.bind(value), begun: true }
    }
}

/// Inserts rows: `head` ends with `values `, `tail` follows the rows. The number of rows in a
/// statement is a power of two, so that few shapes are prepared.
pub(super) async fn insert<T: Sync>(
    tx: &mut Tx,
    name: &'static str,
    head: &'static str,
    tail: &'static str,
    items: &[T],
    cells: impl Fn(Cells, &T) -> Cells + Send + Sync,
) -> Result<()> {
    let mut rest = items;
    while !rest.is_empty() {
        let size = 1 << rest.len().min(MOST).ilog2();
        let (now, later) = rest.split_at(size);
        let mut builder = Builder::new(name, head);
        for (at, item) in now.iter().enumerate() {
            builder = builder.push(if at == 0 { "(" } else { ", (" });
            builder = cells(Cells { builder, begun: false }, item).builder.push(")");
        }
        builder.push(tail).query(tx).execute().await?;
        rest = later;
    }
    Ok(())
}
