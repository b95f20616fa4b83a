//! The migrator: shared files and the engine's own, in one order of versions.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::{Db, Engine, Error, Result, Run, Tx};

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// One step of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its place in the order.
    pub version: i64,
    /// What it does, in a word.
    pub name: String,
    /// One or more statements.
    pub text: String,
}

impl Migration {
    /// A fingerprint of the text: an applied migration must never change.
    pub fn checksum(&self) -> String {
        hex::encode(Sha256::digest(&self.text))
    }
}

/// The migrations of an engine that this program carries.
pub fn migrations(engine: Engine) -> Vec<Migration> {
    let read = |files: &[(i64, &str, &str)]| {
        files
            .iter()
            .map(|&(version, name, text)| Migration { version, name: name.to_owned(), text: text.to_owned() })
            .collect()
    };
    merge(read(SHARED), read(engine.pick(SQLITE, POSTGRES)))
}

/// Puts the shared steps and an engine's own in their common order.
pub fn merge(mut shared: Vec<Migration>, engine_specific: Vec<Migration>) -> Vec<Migration> {
    shared.extend(engine_specific);
    shared.sort_by_key(|migration| migration.version);
    shared
}

/// How far the tables are that both engines share, at a version of either of them: the newest step
/// up to it that both have. What one has alone changes no columns. `None` for a version that this
/// program does not know.
pub fn shared_level(version: i64) -> Option<i64> {
    let (ours, theirs) = (migrations(Engine::Sqlite), migrations(Engine::Postgres));
    let has = |steps: &[Migration], wanted: i64| steps.iter().any(|step| step.version == wanted);
    if !has(&ours, version) && !has(&theirs, version) {
        return None;
    }
    let both = ours.iter().map(|step| step.version).filter(|known| has(&theirs, *known));
    both.filter(|known| *known <= version).max()
}

impl Db {
    /// Applies what is missing, each step in its own transaction, and gives their number.
    /// Several processes may do it at once. Refuses when an applied step has changed, or when
    /// the database knows steps that this program does not.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize> {
        if let Some(pair) = migrations.windows(2).find(|pair| pair[0].version >= pair[1].version) {
            return Err(Error::Migration(format!(
                "{} and {} are out of order",
                pair[0].version, pair[1].version
            )));
        }
        let applied = self.prepare_migrations(migrations).await?;
        let mut count = 0;
        for migration in migrations.iter().filter(|m| !applied.contains_key(&m.version)) {
            if self.apply(migration).await? {
                count += 1;
            }
        }
        Ok(count)
    }

    async fn prepare_migrations(&self, migrations: &[Migration]) -> Result<BTreeMap<i64, String>> {
        let mut tx = self.begin_alone().await?;
        tx.script(
            "create table if not exists migrations (
                version bigint not null primary key,
                name text not null,
                checksum text not null,
                applied_at bigint not null)",
        )
        .await?;
        let applied = tx
            .dynamic(
                "db::migrate::applied",
                "select version, checksum from migrations order by version".to_owned(),
            )
            .fetch_all::<(i64, String)>()
            .await?;
        tx.commit().await?;
        for (version, checksum) in &applied {
            match migrations.iter().find(|m| m.version == *version) {
                None => {
                    return Err(Error::Migration(format!(
                        "the database has step {version}, which this program does not know: it is older than the database"
                    )));
                }
                Some(m) if m.checksum() != *checksum => {
                    return Err(Error::Migration(format!(
                        "step {version} ({}) was changed after it was applied",
                        m.name
                    )));
                }
                Some(_) => {}
            }
        }
        Ok(applied.into_iter().collect())
    }

    /// Applies one step, unless another process did in the meantime.
    async fn apply(&self, migration: &Migration) -> Result<bool> {
        let mut tx = self.begin_alone().await?;
        let known: Option<(i64,)> = tx
            .dynamic("db::migrate::known", "select version from migrations where version = $1".to_owned())
            .bind(migration.version)
            .fetch_optional()
            .await?;
        if known.is_some() {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.script(&migration.text).await.map_err(|error| {
            Error::Migration(format!("step {} ({}): {error}", migration.version, migration.name))
        })?;
        let now = self.engine().now();
        tx.dynamic(
            "db::migrate::record",
            format!(
                "insert into migrations (version, name, checksum, applied_at) values ($1, $2, $3, {now})"
            ),
        )
        .bind(migration.version)
        .bind(&migration.name)
        .bind(migration.checksum())
        .execute()
        .await?;
        tx.commit().await?;
        tracing::info!(version = migration.version, name = migration.name, "migration applied");
        Ok(true)
    }

    /// A write that no other migrator is beside: SQLite has one writer anyway.
    async fn begin_alone(&self) -> Result<Tx> {
        let mut tx = self.begin().await?;
        if self.engine() == Engine::Postgres {
            // Any number will do; this one is "souk" in ASCII.
            tx.script("select pg_advisory_xact_lock(1936684395)").await?;
        }
        Ok(tx)
    }
}
