//! Many rows of one table in few statements.

use db::{Run, ToValue, Tx, Value};

use crate::Result;

/// Rows that wait to be written.
pub struct Rows {
    table: &'static str,
    columns: &'static [&'static str],
    values: Vec<Value>,
}

impl Rows {
    pub fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, values: Vec::new() }
    }

    /// Begins a row; give as many values as there are columns.
    pub fn row(&mut self) -> Row<'_> {
        Row(self)
    }

    /// Writes what waits.
    pub async fn write(&mut self, tx: &mut Tx) -> Result<()> {
        let width = self.columns.len();
        // Every full statement of a table has the same text, so it is prepared once.
        let most = (2_000 / width).max(1);
        let mut values = std::mem::take(&mut self.values).into_iter().peekable();
        while values.peek().is_some() {
            let chunk: Vec<Value> = values.by_ref().take(most * width).collect();
            let places: Vec<String> = (0..chunk.len() / width)
                .map(|row| {
                    let places: Vec<String> = (1..=width).map(|c| format!("${}", row * width + c)).collect();
                    format!("({})", places.join(","))
                })
                .collect();
            let text = format!(
                "insert into {} ({}) values {}",
                self.table,
                self.columns.join(","),
                places.join(",")
            );
            let mut query = tx.dynamic("demo::rows", text);
            for value in chunk {
                query = query.bind(value);
            }
            query.execute().await?;
        }
        Ok(())
    }

    /// Writes what waits once it is much.
    pub async fn write_if_full(&mut self, tx: &mut Tx) -> Result<()> {
        if self.values.len() > 20_000 { self.write(tx).await } else { Ok(()) }
    }
}

/// A row that is being given its values.
pub struct Row<'r>(&'r mut Rows);

impl Row<'_> {
    pub fn add(self, value: impl ToValue) -> Self {
        self.0.values.push(value.to_value());
        self
    }
}
