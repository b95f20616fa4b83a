//! One set of errors for both engines.

use sqlx::postgres::PgDatabaseError;

/// What a call of this crate gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the database did not do it. Never holds a bound value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with these values exists. `constraint` is `table.column[,column…]` in the index's
    /// order on both engines, or the index's name when it is over an expression.
    #[error("a row with the same {constraint} exists")]
    Unique {
        /// The columns that must be unique together.
        constraint: String,
    },
    /// A row points at one that does not exist, or one that is still pointed at would go.
    #[error("a reference between rows would be broken")]
    ForeignKey,
    /// A CHECK or NOT NULL of the schema refuses the value.
    #[error("a value is refused by the schema")]
    Check,
    /// The task already holds a write transaction; waiting for a second would never end.
    #[error("this task already holds a write transaction")]
    NestedWrite,
    /// An earlier statement of this transaction failed; only a rollback is left.
    #[error("an earlier statement of this transaction failed")]
    Aborted,
    /// Another writer was in the way for too long; trying again may help.
    #[error("the database is busy")]
    Busy,
    /// The disk, or the database's size limit, is full.
    #[error("the database is full")]
    Full,
    /// `fetch_one` or `scalar` met no row; or a text was asked for that PostgreSQL cannot hold, so
    /// that no row has it.
    #[error("no such row")]
    NotFound,
    /// The server or the file cannot be reached now.
    #[error("the database is unavailable")]
    Unavailable,
    /// The schema and the embedded migrations do not fit together.
    #[error("migration: {0}")]
    Migration(String),
    /// Anything else: a mistake in a statement, a column of another type, a caller's own error.
    #[error(transparent)]
    Other(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Wraps another error, for callbacks of `fetch_each`.
    pub fn other(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Other(error.into())
    }

    /// What kind it is, as a word for figures.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Unique { .. } => "unique",
            Self::ForeignKey => "foreign_key",
            Self::Check => "check",
            Self::NestedWrite => "nested_write",
            Self::Aborted => "aborted",
            Self::Busy => "busy",
            Self::Full => "full",
            Self::NotFound => "not_found",
            Self::Unavailable => "unavailable",
            Self::Migration(_) => "migration",
            Self::Other(_) => "other",
        }
    }

    /// Counts it on its way out.
    pub(crate) fn counted(self) -> Self {
        telemetry::counter!(telemetry::DB_ERRORS, "kind" => self.kind()).increment(1);
        self
    }
}

/// An error of an engine, and what it means for the connection.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) error: Error,
    /// Whether the engine itself refused, so that the transaction around it is lost. (SQLite would
    /// go on after most of them; PostgreSQL would not, and code must suit both.)
    pub(crate) aborts: bool,
    /// Whether a write met a database that only reads: a file on a disk that took nothing when it
    /// was opened, a server that stands in for another. For a transaction that only reads, it is a
    /// mistake of its author.
    pub(crate) is_read_only: bool,
    /// Whether SQLite was told to stop.
    pub(crate) is_interrupted: bool,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self { error, aborts: false, is_read_only: false, is_interrupted: false }
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        let refusal = error.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
        Self {
            aborts: matches!(
                error,
                E::Database(_) | E::Io(_) | E::Tls(_) | E::Protocol(_) | E::WorkerCrashed
            ),
            is_read_only: refusal.is_some_and(|error| error.code() == "25006"),
            is_interrupted: false,
            error: error.into(),
        }
    }
}

/// Source of the numbers: <https://www.sqlite.org/rescode.html>.
impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        const READ_ONLY: i32 = 8;
        const INTERRUPTED: i32 = 9;
        let code = match &error {
            rusqlite::Error::SqlInputError { error, .. } => Some(error),
            error => error.sqlite_error(),
        };
        let primary = code.map(|error| error.extended_code & 0xff);
        Self {
            aborts: primary.is_some(),
            is_read_only: primary == Some(READ_ONLY),
            is_interrupted: primary == Some(INTERRUPTED),
            error: error.into(),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Self::Unavailable
            }
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) => Self::Unavailable,
            sqlx::Error::Database(error) => match error.try_downcast_ref::<PgDatabaseError>() {
                Some(error) => from_postgres(error),
                None => Self::other(error.to_string()),
            },
            other => Self::other(other),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let (code, words) = match error {
            rusqlite::Error::SqliteFailure(code, words) => {
                (code.extended_code, words.unwrap_or_else(|| code.to_string()))
            }
            rusqlite::Error::SqlInputError { error: code, msg, .. } => (code.extended_code, msg),
            other => return Self::other(other),
        };
        match (code, code & 0xff) {
            (1555 | 2067 | 2579, _) => Self::Unique { constraint: sqlite_columns(&words) },
            (787, _) => Self::ForeignKey,
            (275 | 1299, _) => Self::Check,
            (_, 5 | 6) => Self::Busy,
            (_, 13) => Self::Full,
            (_, 7 | 10 | 14) => Self::Unavailable,
            _ => Self::other(words),
        }
    }
}

/// `UNIQUE constraint failed: t.a, t.b` → `t.a,b`; `…: index 'name'` → `name`.
fn sqlite_columns(message: &str) -> String {
    let list = message.split_once("failed: ").map_or(message, |(_, list)| list);
    if let Some(index) = list.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let mut columns = list.split(", ");
    let mut text = columns.next().unwrap_or_default().to_owned();
    for column in columns {
        text.push(',');
        text.push_str(column.rsplit('.').next().unwrap_or(column));
    }
    text
}

/// Source of the codes: PostgreSQL's manual, appendix A.
fn from_postgres(error: &PgDatabaseError) -> Error {
    match error.code() {
        "23505" => Error::Unique { constraint: postgres_columns(error) },
        "23503" => Error::ForeignKey,
        "23502" | "23514" => Error::Check,
        // A NUL, which only an address or a form made by hand has.
        "22021" => Error::NotFound,
        "25P02" => Error::Aborted,
        "40001" | "40P01" | "55P03" => Error::Busy,
        "53100" => Error::Full,
        "53300" | "57P01" | "57P02" | "57P03" => Error::Unavailable,
        code if code.starts_with("08") => Error::Unavailable,
        code => Error::other(format!("{} ({code})", error.message())),
    }
}

/// The detail is `Key (a, b)=(…) already exists.`, in the server's language but always with
/// these brackets; it is absent when the user may not read the table.
fn postgres_columns(error: &PgDatabaseError) -> String {
    let name = || error.constraint().unwrap_or_default().to_owned();
    let columns = error.detail().and_then(|detail| {
        let (head, _) = detail.split_once(")=(")?;
        head.split_once('(').map(|(_, columns)| columns)
    });
    match (error.table(), columns) {
        (Some(table), Some(columns)) if !columns.contains('(') => {
            format!("{table}.{}", columns.replace(", ", ",").replace('"', ""))
        }
        _ => name(),
    }
}
