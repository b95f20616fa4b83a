//! What a cell of a stored row holds, and what is read from one. Each database engine hands its
//! cells over in this form; the traits live here because of the orphan rule.

use std::fmt;

/// A cell, borrowed from its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Null,
    /// A whole number; SQLite has no other truth than 0 and 1.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A truth.
    Bool(bool),
    /// A text.
    Text(&'r str),
    /// Bytes.
    Bytes(&'r [u8]),
}

impl Cell<'_> {
    const fn kind(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Int(_) => "a whole number",
            Self::Float(_) => "a fraction",
            Self::Bool(_) => "a truth",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
        }
    }
}

/// Why a cell cannot be read as what was asked for. Repeats no value.
#[derive(Debug)]
pub enum Unreadable {
    /// It holds something else.
    Kind {
        /// What was asked for.
        wanted: &'static str,
        /// What there is.
        found: &'static str,
    },
    /// It is of the right kind, and not a value of the type.
    Value(Box<dyn std::error::Error + Send + Sync>),
}

impl Unreadable {
    /// For a cell of another kind.
    pub const fn kind(wanted: &'static str, found: Cell<'_>) -> Self {
        Self::Kind { wanted, found: found.kind() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { wanted, found } => write!(f, "{wanted} was asked for, and there is {found}"),
            Self::Value(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unreadable {}

/// What can be read from a cell.
pub trait FromCell: Sized {
    /// The value of a cell.
    ///
    /// # Errors
    /// The cell holds something else.
    fn from_cell(cell: Cell<'_>) -> Result<Self, Unreadable>;
}

macro_rules! from_cell {
    ($($type:ty, $wanted:literal, $($pattern:pat => $value:expr),+;)+) => { $(
        impl FromCell for $type {
            fn from_cell(cell: Cell<'_>) -> Result<Self, Unreadable> {
                match cell {
                    $($pattern => Ok($value),)+
                    other => Err(Unreadable::kind($wanted, other)),
                }
            }
        }
    )+ };
}

from_cell! {
    i64, "a whole number", Cell::Int(number) => number;
    f64, "a fraction", Cell::Float(number) => number;
    bool, "a truth", Cell::Bool(truth) => truth, Cell::Int(number @ 0..=1) => number == 1;
    String, "a text", Cell::Text(text) => text.to_owned();
    Vec<u8>, "bytes", Cell::Bytes(bytes) => bytes.to_vec();
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Unreadable> {
        match cell {
            Cell::Null => Ok(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

/// Reads a type with `FromStr` from cells that hold a text.
#[macro_export]
macro_rules! text_cell {
    ($type:ty $(, $generic:ident)?) => {
        impl $(<$generic>)? $crate::cell::FromCell for $type {
            fn from_cell(cell: $crate::cell::Cell<'_>) -> Result<Self, $crate::cell::Unreadable> {
                match cell {
                    $crate::cell::Cell::Text(text) => {
                        text.parse().map_err(|error| $crate::cell::Unreadable::Value(Box::new(error)))
                    }
                    other => Err($crate::cell::Unreadable::kind("a text", other)),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::CartState;
    use crate::id::CartId;
    use crate::time::UtcMillis;

    #[test]
    fn each_type_reads_its_own_kind_of_cell_and_no_other() {
        let cells = [
            Cell::Null,
            Cell::Int(2),
            Cell::Float(0.5),
            Cell::Bool(true),
            Cell::Text("x"),
            Cell::Bytes(b"x"),
        ];
        fn read<T: FromCell>(cells: &[Cell<'_>]) -> String {
            cells.iter().map(|cell| if T::from_cell(*cell).is_ok() { 'x' } else { '.' }).collect()
        }
        assert_eq!(read::<i64>(&cells), ".x....");
        assert_eq!(read::<f64>(&cells), "..x...");
        assert_eq!(read::<bool>(&cells), "...x..");
        assert_eq!(read::<String>(&cells), "....x.");
        assert_eq!(read::<Vec<u8>>(&cells), ".....x");
        assert_eq!(read::<Option<i64>>(&cells), "xx....");
        assert_eq!(read::<UtcMillis>(&cells), ".x....");
        assert_eq!(read::<CartId>(&cells), "......");
    }

    #[test]
    fn a_truth_may_be_a_number_and_words_and_ids_are_texts() {
        assert!(bool::from_cell(Cell::Int(1)).unwrap());
        assert!(!bool::from_cell(Cell::Int(0)).unwrap());
        assert_eq!(CartState::from_cell(Cell::Text("paying")).unwrap(), CartState::Paying);
        assert!(CartState::from_cell(Cell::Text("flying")).is_err());
        let id = CartId::from_parts(1, 2);
        assert_eq!(CartId::from_cell(Cell::Text(id.as_str())).unwrap(), id);
    }
}
