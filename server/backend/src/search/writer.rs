//! Keeps the index as the database is, by following the log of events.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::id::{ProductId, ShopId};
use domain::time::DAY;
use tantivy::{IndexWriter, Term};
use tokio::sync::watch;

use super::document::{BATCH, Row, by_ids, of_shop, page_after};
use super::index::{FORM, Index, Saved, broken};
use crate::catalog::{Tree, tree};
use crate::events::{self, Entry, Event, Position};
use crate::{Env, Error, Result, settings};

/// Entries of the log taken at once; their products go into one commit.
const ENTRIES: i64 = 1_000;
/// After so long without a commit the log may no longer reach back to it.
const TOO_OLD: i64 = 20 * DAY;
const LOOK_AGAIN: Duration = Duration::from_secs(2);
const TRY_AGAIN: Duration = Duration::from_secs(10);
/// What happens within this time shares a commit.
const GATHER: Duration = Duration::from_millis(250);
/// The setting that tells one database from another.
const SITE: &str = "search.site";

/// Follows the log until it is told to stop. One a process, only in the server.
pub async fn run(env: Env, index: Index, mut stop: watch::Receiver<bool>) {
    let mut wake = env.bus.listen();
    let mut writer = None;
    while !*stop.borrow() {
        wake.borrow_and_update();
        let pause = match follow(&env, &index, &mut writer).await {
            Ok(_) => LOOK_AGAIN,
            Err(error) => {
                tracing::error!(%error, "the search index does not go on");
                writer = None;
                TRY_AGAIN
            }
        };
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause) => {}
            changed = wake.changed(), if pause == LOOK_AGAIN => {
                if changed.is_ok() {
                    tokio::select! {
                        _ = stop.changed() => {}
                        () = tokio::time::sleep(GATHER) => {}
                    }
                }
            }
        }
    }
}

async fn follow(env: &Env, index: &Index, writer: &mut Option<Writer>) -> Result<usize> {
    if writer.is_none() {
        *writer = Some(Writer::open(env, index.clone()).await?);
    }
    match writer {
        Some(writer) => writer.catch_up(env).await,
        None => Ok(0),
    }
}

/// The one writer of an index.
pub struct Writer {
    index: Index,
    inner: Arc<Mutex<IndexWriter>>,
    site: String,
    position: Position,
}

impl Writer {
    /// Takes the index for writing and makes it anew where it cannot be followed from.
    ///
    /// # Errors
    /// Internal, when another process writes it or its folder is out of reach.
    pub async fn open(env: &Env, index: Index) -> Result<Self> {
        let opened = index.clone();
        let inner = blocking(move || opened.writer()).await?;
        let site = site(env).await?;
        let saved = index.saved();
        let mut writer =
            Self { index, inner: Arc::new(Mutex::new(inner)), site, position: Position::default() };
        let end = events::last(&mut env.db.read()).await?;
        let usable = |saved: &Saved| {
            saved.form == FORM
                && saved.site == writer.site
                && saved.position <= end
                && env.now().0 - saved.at < TOO_OLD
        };
        match saved.filter(usable) {
            Some(saved) => writer.position = saved.position,
            None => writer.rebuild(env).await?,
        }
        writer.index.set_whole();
        Ok(writer)
    }

    /// Takes in everything that happened until now; says how many entries that were.
    ///
    /// # Errors
    /// When the database or the folder is out of reach; what was taken in stays.
    pub async fn catch_up(&mut self, env: &Env) -> Result<usize> {
        let mut taken = 0;
        loop {
            let entries = events::read_after(&mut env.db.read(), self.position, ENTRIES).await?;
            let Some(last) = entries.last().map(|entry| entry.position) else { return Ok(taken) };
            taken += entries.len();
            self.take(env, &entries, last).await?;
        }
    }

    async fn take(&mut self, env: &Env, entries: &[Entry], last: Position) -> Result<()> {
        let mut products = BTreeSet::new();
        let mut shops: BTreeSet<ShopId> = BTreeSet::new();
        for entry in entries {
            match &entry.event {
                Event::ProductChanged { product } | Event::StockChanged { product } => {
                    products.insert(*product);
                }
                Event::ShopChanged { shop } => {
                    shops.insert(*shop);
                }
                // Names and paths stand in every document.
                Event::CategoriesChanged => return self.rebuild(env).await,
                _ => {}
            }
        }
        if products.is_empty() && shops.is_empty() {
            // The place alone is not worth a commit; what is read twice does no harm.
            self.position = last;
            return Ok(());
        }
        let tree = tree(env).await?;
        let products: Vec<ProductId> = products.into_iter().collect();
        for ids in products.chunks(BATCH as usize) {
            self.update(env, &tree, ids).await?;
        }
        for shop in shops {
            let mut after = String::new();
            loop {
                let ids = of_shop(env, shop, &after).await?;
                let Some(id) = ids.last() else { break };
                after = id.to_string();
                self.update(env, &tree, &ids).await?;
            }
        }
        self.commit(env, last).await
    }

    /// Writes products as they are now; takes out those that nobody may see.
    async fn update(&self, env: &Env, tree: &Tree, ids: &[ProductId]) -> Result<()> {
        let rows = by_ids(env, ids).await?;
        let fields = self.index.fields();
        let writer = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            writer.delete_term(Term::from_field_text(fields.id, id.as_str()));
        }
        self.add(&writer, &rows, tree)
    }

    fn add(&self, writer: &IndexWriter, rows: &[Row], tree: &Tree) -> Result<()> {
        for row in rows.iter().filter(|row| row.is_public()) {
            writer.add_document(row.document(self.index.fields(), tree)).map_err(broken)?;
        }
        Ok(())
    }

    /// Makes the index anew from the database. Searches see the old one until the end.
    async fn rebuild(&mut self, env: &Env) -> Result<()> {
        // Taken first: what happens meanwhile is read again, which does no harm.
        let position = events::last(&mut env.db.read()).await?;
        let tree = tree(env).await?;
        self.lock(|writer| writer.delete_all_documents().map(drop))?;
        let mut after = String::new();
        let mut count = 0;
        loop {
            let rows = page_after(env, &after).await?;
            let Some(last) = rows.last() else { break };
            after = last.id.to_string();
            count += rows.len();
            let writer = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            self.add(&writer, &rows, &tree)?;
        }
        self.commit(env, position).await?;
        tracing::info!(products = count, "the search index was made from the database");
        Ok(())
    }

    async fn commit(&mut self, env: &Env, position: Position) -> Result<()> {
        let saved = Saved { form: FORM, site: self.site.clone(), position, at: env.now().0 };
        let payload = serde_json::to_string(&saved)?;
        let (inner, index) = (self.inner.clone(), self.index.clone());
        blocking(move || {
            let mut writer = inner.lock().unwrap_or_else(PoisonError::into_inner);
            let mut commit = writer.prepare_commit().map_err(broken)?;
            commit.set_payload(&payload);
            commit.commit().map_err(broken)?;
            index.reload()
        })
        .await?;
        self.position = position;
        Ok(())
    }

    fn lock(&self, work: impl FnOnce(&IndexWriter) -> tantivy::Result<()>) -> Result<()> {
        work(&self.inner.lock().unwrap_or_else(PoisonError::into_inner)).map_err(broken)
    }
}

/// The name of this database; given to it when it is first seen.
async fn site(env: &Env) -> Result<String> {
    if let Some(site) = settings::get(&mut env.db.read(), SITE).await? {
        return Ok(site);
    }
    let site = env.token();
    settings::put(env, SITE, &site).await?;
    Ok(site)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}
