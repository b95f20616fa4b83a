//! The few words in which the engines differ.

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite, inside the process.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

impl Engine {
    /// The engine's name in metrics and logs.
    pub const fn as_str(self) -> &'static str {
        self.pick("sqlite", "postgres")
    }

    /// One of two values, for the rare statement that has no common text.
    pub const fn pick<T: Copy>(self, sqlite: T, postgres: T) -> T {
        match self {
            Self::Sqlite => sqlite,
            Self::Postgres => postgres,
        }
    }

    /// An expression for the database's own clock, UTC milliseconds. Only for bookkeeping of
    /// this crate; the business takes its time from its clock.
    pub(crate) const fn now(self) -> &'static str {
        self.pick(
            "cast(unixepoch('subsec') * 1000 as bigint)",
            "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)",
        )
    }
}
