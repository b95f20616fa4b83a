//! One archive of all rows and pictures, from one consistent view, while the shop goes on.
//!
//! The archive is a gzipped tar: `manifest.json`, `tables/NAME.jsonl` (a head line with the
//! columns, then a JSON array a row), and `media/originals/…`. The secret key is not in it.

use std::io::Write;
use std::path::{Path, PathBuf};

use db::{Run, Tx};
use domain::UtcMillis;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::tables::{Kind, TABLES, Table, columns};
use crate::{Env, Error, Result};

/// The form of the archive; a reader refuses one that it does not know.
pub const FORMAT: u32 = 1;

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupReport {
    /// The form of the archive.
    pub format: u32,
    /// The schema's version.
    pub schema: i64,
    /// When it was made, UTC milliseconds.
    pub made_at: i64,
    /// Rows of all tables.
    pub rows: u64,
    /// Files of pictures.
    pub files: u64,
    /// SHA-256 over all rows: two databases with the same rows have the same.
    pub rows_hash: String,
}

/// The file of the data folder that holds the time of the last backup.
const LAST: &str = "last-backup";
/// The pictures' folder within the data folder.
pub const MEDIA: &str = "media";
/// What of it is kept: the rest is half-written, or made again from these.
const ORIGINALS: &str = "originals";

db::sql!(SCHEMA_VERSION, "select max(version) from migrations");

/// A row whose cells are all read as text.
pub struct Cells(pub Vec<Option<String>>);

impl db::FromRow for Cells {
    fn from_row(row: &db::RowRef<'_>) -> db::Result<Self> {
        (0..row.columns()).map(|place| row.at(place)).collect::<db::Result<_>>().map(Self)
    }
}

/// Writes an archive to `path`, which must not exist yet. It appears whole or not at all.
pub async fn backup(env: &Env, path: &Path) -> Result<BackupReport> {
    if path.exists() {
        return Err(Error::internal(format!("{} exists already; choose another name", path.display())));
    }
    let partial = path.with_extension("partial");
    let report = write(env, &partial).await;
    match report {
        Ok(report) => {
            std::fs::rename(&partial, path)?;
            // Beside the rows: a backup must not change what the next one holds.
            if let Err(error) = std::fs::write(env.config.data_dir.join(LAST), report.made_at.to_string()) {
                tracing::warn!(%error, "the time of the backup is not kept");
            }
            Ok(report)
        }
        Err(error) => {
            let _ = std::fs::remove_file(&partial);
            Err(error)
        }
    }
}

/// When the last backup was made with this data folder, if it is known.
pub fn last(env: &Env) -> Option<UtcMillis> {
    let text = std::fs::read_to_string(env.config.data_dir.join(LAST)).ok()?;
    text.trim().parse().ok().map(UtcMillis)
}

async fn write(env: &Env, path: &Path) -> Result<BackupReport> {
    let file = std::fs::File::create(path)?;
    let mut archive = tar::Builder::new(GzEncoder::new(file, Compression::default()));
    let mut view = env.db.snapshot().await?;
    let schema: i64 = view.query(&SCHEMA_VERSION).scalar().await?;
    let mut hash = Sha256::new();
    let mut rows = 0;
    for table in TABLES {
        let spool = tempfile(path, table.name);
        rows += dump(&mut view, table, &spool, &mut hash).await?;
        archive.append_path_with_name(&spool, format!("tables/{}.jsonl", table.name))?;
        std::fs::remove_file(&spool)?;
    }
    view.rollback().await?;
    // Originals are stored by their content and never change, so they need no view of their own.
    let files = append_originals(&mut archive, &env.config.data_dir.join(MEDIA))?;
    let report = BackupReport {
        format: FORMAT,
        schema,
        made_at: env.now().0,
        rows,
        files,
        rows_hash: hex::encode(hash.finalize()),
    };
    append(&mut archive, "manifest.json", &serde_json::to_vec_pretty(&report)?)?;
    archive.into_inner()?.finish()?.sync_all()?;
    Ok(report)
}

fn tempfile(path: &Path, table: &str) -> PathBuf {
    path.with_extension(format!("{table}.partial"))
}

/// Streams a table into a file, a JSON array a row, and into the hash.
async fn dump(view: &mut Tx, table: &Table, spool: &Path, hash: &mut Sha256) -> Result<u64> {
    let columns = columns(view, table).await?;
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let mut out = std::io::BufWriter::new(std::fs::File::create(spool)?);
    let head = json!({ "table": table.name, "columns": columns });
    writeln!(out, "{head}")?;
    hash.update(format!("{head}\n"));
    let casts: Vec<String> = names.iter().map(|name| format!("cast({name} as text)")).collect();
    let order = match view.engine() {
        // Both engines must order texts by their bytes.
        db::Engine::Postgres if table.name != "events" => table
            .order
            .split(", ")
            .map(|c| format!("cast({c} as text) collate \"C\""))
            .collect::<Vec<_>>()
            .join(", "),
        db::Engine::Postgres => "xid, seq".to_owned(),
        db::Engine::Sqlite if table.name != "events" => {
            table.order.split(", ").map(|c| format!("cast({c} as text)")).collect::<Vec<_>>().join(", ")
        }
        db::Engine::Sqlite => table.order.to_owned(),
    };
    let text = format!("select {} from {} order by {order}", casts.join(", "), table.name);
    let mut count = 0;
    view.dynamic("ops::dump", text)
        .fetch_each::<Cells>(|cells| {
            let row: Vec<Value> =
                cells.0.into_iter().zip(&columns).map(|(cell, (_, kind))| value(cell, *kind)).collect();
            let line = serde_json::to_string(&row).map_err(db::Error::other)?;
            hash.update(line.as_bytes());
            hash.update(b"\n");
            writeln!(out, "{line}").map_err(db::Error::other)?;
            count += 1;
            Ok(())
        })
        .await?;
    out.flush()?;
    Ok(count)
}

fn value(cell: Option<String>, kind: Kind) -> Value {
    match (cell, kind) {
        (None, _) => Value::Null,
        (Some(text), Kind::Text) => Value::String(text),
        (Some(text), Kind::Int) => text.parse::<i64>().map_or(Value::Null, Value::from),
        (Some(text), Kind::Bool) => Value::Bool(matches!(text.as_str(), "1" | "t" | "true")),
    }
}

fn append_originals<W: Write>(archive: &mut tar::Builder<W>, media: &Path) -> Result<u64> {
    let mut files = 0;
    let mut folders = vec![media.join(ORIGINALS)];
    while let Some(current) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&current) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(media) {
                archive.append_path_with_name(&path, Path::new(MEDIA).join(name))?;
                files += 1;
            }
        }
    }
    Ok(files)
}

fn append<W: Write>(archive: &mut tar::Builder<W>, name: &str, bytes: &[u8]) -> Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    Ok(archive.append_data(&mut header, name, bytes)?)
}
