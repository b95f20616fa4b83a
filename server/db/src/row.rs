//! Reading rows, whichever engine they come from.

use std::cell::Cell as Place;

use domain::cell::{Cell, FromCell, Unreadable};
use sqlx::postgres::{PgRow, PgValueFormat};
use sqlx::{Column as _, Decode, Postgres, Row as _, TypeInfo as _, ValueRef as _};

use crate::{Error, Result};

/// A row that a statement gave.
pub struct RowRef<'r> {
    from: From<'r>,
    /// Where the next column is looked for first: most are read in their order.
    next: Place<usize>,
}

enum From<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r PgRow),
}

/// What a row becomes: tuples, and structs with `#[derive(db::FromRow)]`.
pub trait FromRow: Sized {
    /// Fills it.
    ///
    /// # Errors
    /// A column is missing, or holds something else.
    fn from_row(row: &RowRef<'_>) -> Result<Self>;
}

impl<'r> RowRef<'r> {
    pub(crate) const fn sqlite(row: &'r rusqlite::Row<'r>) -> Self {
        Self { from: From::Sqlite(row), next: Place::new(0) }
    }

    pub(crate) const fn postgres(row: &'r PgRow) -> Self {
        Self { from: From::Postgres(row), next: Place::new(0) }
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        match self.from {
            From::Sqlite(row) => row.as_ref().column_count(),
            From::Postgres(row) => row.len(),
        }
    }

    /// The value of a column.
    ///
    /// # Errors
    /// There is no such column, or it holds something else.
    pub fn get<T: FromCell>(&self, column: &str) -> Result<T> {
        let (count, first) = (self.columns(), self.next.get());
        let place = (0..count).map(|step| (first + step) % count).find(|place| self.name(*place) == column);
        let place = place.ok_or_else(|| Error::other(format!("the row has no column {column}")))?;
        self.next.set(place + 1);
        self.read(place)
    }

    /// The value of the column at a place, counted from 0.
    ///
    /// # Errors
    /// There is no such column, or it holds something else.
    pub fn at<T: FromCell>(&self, place: usize) -> Result<T> {
        if place >= self.columns() {
            return Err(Error::other(format!("the row has no column {place}")));
        }
        self.read(place)
    }

    fn name(&self, place: usize) -> &str {
        match self.from {
            From::Sqlite(row) => row.as_ref().column_name(place).unwrap_or_default(),
            From::Postgres(row) => row.columns()[place].name(),
        }
    }

    fn read<T: FromCell>(&self, place: usize) -> Result<T> {
        self.cell(place)
            .and_then(T::from_cell)
            .map_err(|error| Error::other(format!("column {}: {error}", self.name(place))))
    }

    fn cell(&self, place: usize) -> Result<Cell<'_>, Unreadable> {
        match self.from {
            From::Sqlite(row) => sqlite_cell(row, place),
            From::Postgres(row) => postgres_cell(row, place),
        }
    }
}

fn value(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Unreadable {
    Unreadable::Value(error.into())
}

fn sqlite_cell<'r>(row: &'r rusqlite::Row<'r>, place: usize) -> Result<Cell<'r>, Unreadable> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(place).map_err(value)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(number) => Cell::Float(number),
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).map_err(value)?),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    })
}

fn postgres_cell(row: &PgRow, place: usize) -> Result<Cell<'_>, Unreadable> {
    let raw = row.try_get_raw(place).map_err(value)?;
    if raw.is_null() {
        return Ok(Cell::Null);
    }
    let kind = raw.type_info();
    Ok(match kind.name() {
        "INT8" => Cell::Int(Decode::<Postgres>::decode(raw).map_err(Unreadable::Value)?),
        "BOOL" => Cell::Bool(Decode::<Postgres>::decode(raw).map_err(Unreadable::Value)?),
        "FLOAT8" => Cell::Float(Decode::<Postgres>::decode(raw).map_err(Unreadable::Value)?),
        "TEXT" | "VARCHAR" | "NAME" | "\"CHAR\"" | "CHAR" | "UNKNOWN" => {
            Cell::Text(raw.as_str().map_err(Unreadable::Value)?)
        }
        "BYTEA" if raw.format() == PgValueFormat::Binary => {
            Cell::Bytes(raw.as_bytes().map_err(Unreadable::Value)?)
        }
        other => return Err(value(format!("PostgreSQL's type {other} has no common form: cast it"))),
    })
}

macro_rules! tuples {
    ($(($($type:ident $place:literal),+);)+) => { $(
        impl<$($type: FromCell),+> FromRow for ($($type,)+) {
            fn from_row(row: &RowRef<'_>) -> Result<Self> {
                Ok(($(row.at::<$type>($place)?,)+))
            }
        }
    )+ };
}

tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
}
