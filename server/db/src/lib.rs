//! One SQL text on SQLite and PostgreSQL.
//!
//! Owns connections, transactions, the register of named statements, the migrator and the
//! errors both engines share. Refuses to know any table. What always holds: a write
//! transaction is the only one of its task, a dropped one rolls back, a failed one never
//! commits, and no binding is ever logged.
//!
//! What one text must respect so that both engines give the same answer: `cast(… as bigint)`
//! around `sum` and integer literals, folded columns for `like`, `nulls first`/`last` where an
//! order may meet null, `on conflict do nothing` instead of catching a unique error and going on.

// The derive names this crate from outside.
extern crate self as db;

mod builder;
mod dialect;
mod error;
mod migrate;
mod plan;
mod pool;
mod query;
mod recent;
mod row;
mod sql;
mod sqlite;
mod statistics;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod tx;
mod value;

pub use builder::Builder;
pub use db_derive::FromRow;
pub use dialect::Engine;
pub use error::{Error, Result};
pub use migrate::{Migration, merge, migrations, shared_level};
pub use plan::{full_scans, plan};
pub use pool::{Db, Options, PoolStats};
pub use query::{Conn, Query, Row, Run};
pub use recent::{Recent, recent};
pub use row::{FromRow, RowRef};
pub use sql::{Declared, Ran, Sql, Statement, registry};
pub use tx::Tx;
pub use value::{ToValue, Value};

#[doc(hidden)]
pub use inventory;

/// Declares a statement under its name: `db::sql!(FIND_SHOP, "select … where id = $1");` makes
/// `pub(crate) static FIND_SHOP: db::Sql`, known to [`registry`] whether it ever runs or not.
#[macro_export]
macro_rules! sql {
    ($(#[$meta:meta])* $name:ident, $text:expr $(,)?) => {
        $(#[$meta])*
        pub(crate) static $name: $crate::Sql =
            $crate::Sql::new(concat!(module_path!(), "::", stringify!($name)), $text);
        $crate::inventory::submit! { $crate::Declared(&$name) }
    };
}
