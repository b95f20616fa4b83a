//! Reads an archive into an empty database of either engine.

use std::io::{BufRead, BufReader, Read};
use std::path::{Component, Path};

use db::{Engine, Run, Tx};
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;

use super::backup::{BackupReport, FORMAT, MEDIA, SCHEMA_VERSION};
use super::tables::{Kind, TABLES, columns};
use crate::events::subscribers;
use crate::{Env, Error, Result};

/// Rows in one statement; SQLite takes 32,766 values in one.
const BATCH: usize = 200;

db::sql!(ANY_USER, "select count(*) from users");
db::sql!(ANY_SHOP, "select count(*) from shops");
db::sql!(CLEAR_COUNTERS, "delete from counters");

#[derive(Deserialize)]
struct Head {
    table: String,
    columns: Vec<(String, Kind)>,
}

/// Fills an empty, migrated database and the pictures' folder. All rows come in one
/// transaction: it is whole or nothing.
///
/// # Errors
/// When the database is not empty, or the archive is of another schema or broken.
pub async fn restore(env: &Env, path: &Path) -> Result<BackupReport> {
    let manifest = manifest(path)?;
    if manifest.format != FORMAT {
        return Err(Error::internal(format!(
            "the archive has form {}, this program reads {FORMAT}",
            manifest.format
        )));
    }
    let mut tx = env.db.begin().await?;
    let schema: i64 = tx.query(&SCHEMA_VERSION).scalar().await?;
    let level = db::shared_level(manifest.schema);
    if level.is_none() || level != db::shared_level(schema) {
        return Err(Error::internal(format!(
            "the archive has schema {}, this program {schema}: restore it with the program that made it, then migrate",
            manifest.schema
        )));
    }
    let people: i64 = tx.query(&ANY_USER).scalar().await?;
    let shops: i64 = tx.query(&ANY_SHOP).scalar().await?;
    if people + shops > 0 {
        return Err(Error::internal("the database is not empty; restore needs an empty one"));
    }
    tx.query(&CLEAR_COUNTERS).execute().await?;
    let mut archive = open(path)?;
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.into_owned();
        if name.starts_with("tables") {
            read_table(&mut tx, BufReader::new(&mut entry)).await?;
        } else if let Ok(inner) = name.strip_prefix(MEDIA) {
            unpack(&env.config.data_dir.join(MEDIA), inner, &mut entry)?;
        }
    }
    subscribers::skip_to_end(&mut tx, env).await?;
    tx.commit().await?;
    env.refresh_statistics().await;
    Ok(manifest)
}

fn open(path: &Path) -> Result<tar::Archive<GzDecoder<std::fs::File>>> {
    Ok(tar::Archive::new(GzDecoder::new(std::fs::File::open(path)?)))
}

fn manifest(path: &Path) -> Result<BackupReport> {
    for entry in open(path)?.entries()? {
        let mut entry = entry?;
        if entry.path()?.as_ref() == Path::new("manifest.json") {
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            return Ok(serde_json::from_str(&text)?);
        }
    }
    Err(Error::internal("the archive has no manifest: it is no backup, or not whole"))
}

async fn read_table(tx: &mut Tx, lines: impl BufRead) -> Result<()> {
    let mut lines = lines.lines();
    let head = lines.next().ok_or_else(|| Error::internal("a table of the archive is empty"))??;
    let head: Head = serde_json::from_str(&head)?;
    let table = TABLES.iter().find(|t| t.name == head.table).ok_or_else(|| {
        Error::internal(format!("the archive has a table that is not known: {}", head.table))
    })?;
    if columns(tx, table).await? != head.columns {
        return Err(Error::internal(format!("the columns of {} are not the archive's", table.name)));
    }
    let mut batch: Vec<Vec<Value>> = Vec::with_capacity(BATCH);
    for line in lines {
        batch.push(serde_json::from_str(&line?)?);
        if batch.len() == BATCH {
            insert(tx, &head, &mut batch).await?;
        }
    }
    insert(tx, &head, &mut batch).await
}

async fn insert(tx: &mut Tx, head: &Head, batch: &mut Vec<Vec<Value>>) -> Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = head.columns.iter().map(|(name, _)| name.as_str()).collect();
    let width = names.len();
    let rows: Vec<String> = (0..batch.len())
        .map(|row| {
            let places: Vec<String> =
                (1..=width).map(|column| format!("${}", row * width + column)).collect();
            format!("({})", places.join(", "))
        })
        .collect();
    let text = format!("insert into {} ({}) values {}", head.table, names.join(", "), rows.join(", "));
    // SQLite holds a NUL within a text; PostgreSQL would refuse the whole archive for one.
    let dropped: &[char] = match tx.engine() {
        Engine::Sqlite => &[],
        Engine::Postgres => &['\0'],
    };
    let mut query = tx.dynamic("ops::restore", text);
    for row in batch.drain(..) {
        if row.len() != width {
            return Err(Error::internal(format!("a row of {} is broken in the archive", head.table)));
        }
        for (cell, (_, kind)) in row.into_iter().zip(&head.columns) {
            query = match kind {
                Kind::Text => query.bind(cell.as_str().map(|text| text.replace(dropped, ""))),
                Kind::Int => query.bind(cell.as_i64()),
                Kind::Bool => query.bind(cell.as_bool()),
            };
        }
    }
    query.execute().await?;
    Ok(())
}

/// Writes one file below `folder`; a name that would leave it is refused.
fn unpack(folder: &Path, inner: &Path, content: &mut impl Read) -> Result<()> {
    if inner.components().any(|c| !matches!(c, Component::Normal(_))) {
        return Err(Error::internal("the archive has a file name that leaves its folder"));
    }
    let path = folder.join(inner);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut file = std::fs::File::create(path)?;
    std::io::copy(content, &mut file)?;
    Ok(())
}
