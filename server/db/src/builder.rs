//! Statements put together from pieces: filters and lists, with their placeholders numbered.

use std::fmt::Write as _;

use crate::{Query, Run, ToValue, Value};

/// Collects static pieces of SQL and bound values:
/// `Builder::new("orders::list", "select … where shop_id = ").bind(shop).push(" and id in ").bind_list(&ids)`.
///
/// Pieces are static texts, so that nothing typed by a person becomes SQL.
pub struct Builder {
    name: &'static str,
    text: String,
    values: Vec<Value>,
}

impl Builder {
    /// Begins a statement under its name.
    pub fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text: text.to_owned(), values: Vec::new() }
    }

    /// Adds a piece of text.
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Adds the placeholder of a value.
    pub fn bind(mut self, value: impl ToValue) -> Self {
        self.placeholder(value.to_value());
        self
    }

    /// Adds a list in brackets, to stand after `in` or `not in`; an empty one matches nothing.
    ///
    /// Its length is rounded up to a power of two by repeating the last value, so that lists of
    /// all lengths share a few prepared statements. SQLite takes 32,766 values in a statement.
    pub fn bind_list<T: ToValue>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<Value> = items.into_iter().map(T::to_value).collect();
        let Some(last) = items.last().cloned() else {
            let null = T::NULL.type_name();
            let _ = write!(self.text, "(select cast(null as {null}) where 1 = 0)");
            return self;
        };
        let length = items.len().next_power_of_two();
        self.text.push('(');
        for (index, item) in items.into_iter().chain(std::iter::repeat(last)).take(length).enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.placeholder(item);
        }
        self.text.push(')');
        self
    }

    /// The statement, ready to run.
    pub fn query(self, conn: &mut dyn Run) -> Query<'_> {
        conn.dynamic(self.name, self.text).with_values(self.values)
    }

    fn placeholder(&mut self, value: Value) {
        self.values.push(value);
        let _ = write!(self.text, "${}", self.values.len());
    }
}
