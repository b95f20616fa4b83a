//! The database of a trial, looked at from beside the server. Each look is a connection of its
//! own, so that nothing of ours keeps a file or a server busy.

use std::time::Duration;

use rusqlite::Connection;
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgPool, PgPoolOptions};

use super::Engine;
use crate::Result;
use crate::server::Setup;

/// Where the rows of a server are.
#[derive(Debug, Clone)]
pub struct Books {
    url: Option<String>,
    file: std::path::PathBuf,
}

impl Books {
    /// The rows of a server.
    pub fn of(setup: &Setup) -> Self {
        Self { url: setup.database.clone(), file: setup.data.join("souk.db") }
    }

    /// A number.
    pub async fn count(&self, text: &str) -> Result<i64> {
        self.count_with(text, "").await
    }

    /// A number; `value` is the statement's `$1`, where it has one.
    pub async fn count_with(&self, text: &str, value: &str) -> Result<i64> {
        let bind = text.contains("$1");
        let Some(url) = &self.url else {
            let file = self.open()?;
            let values = if bind { &[value][..] } else { &[] };
            return Ok(file.query_row(text, rusqlite::params_from_iter(values), |row| row.get(0))?);
        };
        let pool = postgres(url).await?;
        let query = sqlx::query_scalar(AssertSqlSafe(text));
        let query = if bind { query.bind(value) } else { query };
        let number = query.fetch_one(&pool).await?;
        pool.close().await;
        Ok(number)
    }

    /// Changes something.
    pub async fn change(&self, text: &str) -> Result<()> {
        match &self.url {
            None => Ok(self.open()?.execute_batch(text)?),
            Some(url) => tell_postgres(url, text).await,
        }
    }

    fn open(&self) -> Result<Connection> {
        let file = Connection::open(&self.file)?;
        file.busy_timeout(Duration::from_secs(5))?;
        Ok(file)
    }
}

async fn postgres(url: &str) -> Result<PgPool> {
    Ok(PgPoolOptions::new().max_connections(1).connect(url).await?)
}

/// A word to a PostgreSQL server, such as `create database`.
pub async fn tell_postgres(url: &str, text: &str) -> Result<()> {
    let pool = postgres(url).await?;
    sqlx::query(AssertSqlSafe(text)).execute(&pool).await?;
    pool.close().await;
    Ok(())
}

/// The folder in which a PostgreSQL server keeps its rows.
pub async fn postgres_folder(url: &str) -> Result<String> {
    let pool = postgres(url).await?;
    let folder = sqlx::query_scalar("show data_directory").fetch_one(&pool).await?;
    pool.close().await;
    Ok(folder)
}

/// The address of another database of the same server.
pub fn database_url(address: &str, name: &str) -> String {
    match address.rsplit_once('/') {
        Some((server, _)) => format!("{server}/{name}"),
        None => address.to_owned(),
    }
}

impl Engine {
    /// Its name in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}
