//! Pictures on disk, each under the hash of its content.
//!
//! Owns: the originals and the renditions made from them. Always holds: a file that can be
//! seen is whole (written beside, synced, renamed), its content never changes, and however
//! many ask for a rendition at once, it is made once. Renditions may be deleted at any
//! time; they are made again.

mod hash;

pub use hash::Hash;

use super::codec::{self, CodecError, Info};
use bytes::Bytes;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, Semaphore};

/// Why a picture cannot be stored or given. Clone, because all who wait get the same one.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    #[error("no such picture")]
    NotFound,
    #[error("no rendition of {0} pixels")]
    UnknownWidth(u32),
    #[error(transparent)]
    Refused(#[from] CodecError),
    #[error("the picture store cannot be used")]
    Io(#[source] Arc<io::Error>),
    #[error("the server is shutting down")]
    Stopped,
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::Io(Arc::new(error)),
        }
    }
}

type Outcome = Result<Bytes, StoreError>;

/// A picture that was checked and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where it is.
    pub hash: Hash,
    /// What it is.
    pub info: Info,
}

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    root: PathBuf,
    /// Bounds the pictures in work, and with them the memory.
    cpu: Arc<Semaphore>,
    flights: Mutex<HashMap<String, Arc<OnceCell<Outcome>>>>,
    serial: AtomicU64,
}

impl Store {
    /// Opens the store in a folder, which is made; at most `workers` pictures are decoded
    /// at once, each of which may take some 400 MB.
    pub fn open(root: impl Into<PathBuf>, workers: usize) -> Result<Self, StoreError> {
        let root = root.into();
        for folder in ["originals", "renditions", "tmp"] {
            fs::create_dir_all(root.join(folder)).map_err(|error| StoreError::Io(Arc::new(error)))?;
        }
        Ok(Self(Arc::new(Inner {
            root,
            cpu: Arc::new(Semaphore::new(workers.max(1))),
            flights: Mutex::default(),
            serial: AtomicU64::new(0),
        })))
    }

    /// Checks a picture by decoding it, then stores it. Idempotent.
    pub async fn put_picture(&self, bytes: Bytes) -> Result<Stored, StoreError> {
        let inner = Arc::clone(&self.0);
        self.on_cpu(move || {
            codec::decode(&bytes)?;
            let info = codec::probe(&bytes)?;
            let hash = inner.put(&bytes)?;
            Ok(Stored { hash, info })
        })
        .await
    }

    /// Stores bytes unchecked, as a backup gives them back. Idempotent.
    pub async fn put(&self, bytes: Bytes) -> Result<Hash, StoreError> {
        let inner = Arc::clone(&self.0);
        blocking(move || inner.put(&bytes)).await
    }

    /// Gives an original back. `NotFound` when there is none.
    pub async fn get(&self, hash: &Hash) -> Outcome {
        let path = self.0.original(hash);
        blocking(move || Ok(fs::read(path)?.into())).await
    }

    /// Whether there is such an original.
    pub async fn contains(&self, hash: &Hash) -> bool {
        let path = self.0.original(hash);
        blocking(move || Ok(path.is_file())).await.unwrap_or(false)
    }

    /// A picture as WebP in one of the fixed widths, or narrower if it is so itself. Made
    /// when first asked for.
    pub async fn rendition(&self, hash: &Hash, width: u32) -> Outcome {
        if !codec::WIDTHS.contains(&width) {
            return Err(StoreError::UnknownWidth(width));
        }
        let original = self.0.original(hash);
        self.cached(&format!("{hash}-{width}"), move || {
            let picture = codec::decode(&fs::read(original)?)?;
            let scaled = codec::rendition(picture, width)?;
            Ok(codec::encode_webp(&scaled, codec::QUALITY)?)
        })
        .await
    }

    /// The file of that name among the renditions, made by `make` when it is missing.
    ///
    /// The name has at least two characters, only letters, digits and hyphens, and stands
    /// for everything that the content depends on.
    pub async fn cached<F>(&self, name: &str, make: F) -> Outcome
    where
        F: FnOnce() -> Result<Vec<u8>, StoreError> + Send + 'static,
    {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if !(2..=120).contains(&name.len()) || !name.bytes().all(plain) {
            return Err(StoreError::NotFound);
        }
        let path = self.0.folder("renditions", name).join(format!("{name}.webp"));
        if let Some(found) = read_if_there(path.clone()).await? {
            return Ok(found);
        }
        let cell = Arc::clone(self.0.lock().entry(name.to_owned()).or_default());
        let flight = Flight { inner: &self.0, name, cell };
        flight.cell.get_or_init(|| self.make(path, make)).await.clone()
    }

    async fn make<F>(&self, path: PathBuf, make: F) -> Outcome
    where
        F: FnOnce() -> Result<Vec<u8>, StoreError> + Send + 'static,
    {
        // Someone may have finished between the look and the flight.
        if let Some(found) = read_if_there(path.clone()).await? {
            return Ok(found);
        }
        let inner = Arc::clone(&self.0);
        self.on_cpu(move || {
            let bytes = make()?;
            inner.write(&path, &bytes)?;
            Ok(bytes.into())
        })
        .await
    }

    /// Forgets an original and its renditions. What is not there is no error.
    pub async fn remove(&self, hash: &Hash) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.0);
        let hash = hash.clone();
        blocking(move || {
            let folder = inner.folder("renditions", hash.as_str());
            let renditions = codec::WIDTHS.map(|width| folder.join(format!("{hash}-{width}.webp")));
            for path in renditions.iter().chain([&inner.original(&hash)]) {
                match fs::remove_file(path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(error.into());
                    }
                    _ => {}
                }
            }
            Ok(())
        })
        .await
    }

    /// Runs heavy work off the async threads. The permit goes with the work, so that
    /// callers who gave up do not let more of it run at once.
    async fn on_cpu<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, StoreError> + Send + 'static,
    {
        let permit = Arc::clone(&self.0.cpu).acquire_owned().await;
        let permit = permit.map_err(|_| StoreError::Stopped)?;
        blocking(move || {
            let outcome = work();
            drop(permit);
            outcome
        })
        .await
    }
}

/// One caller's part in making a rendition, also when it gives up waiting.
struct Flight<'a> {
    inner: &'a Inner,
    name: &'a str,
    cell: Arc<OnceCell<Outcome>>,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut flights = self.inner.lock();
        // Two hold it when no other caller waits: this one and the map.
        let over = self.cell.initialized() || Arc::strong_count(&self.cell) <= 2;
        if over && flights.get(self.name).is_some_and(|known| Arc::ptr_eq(known, &self.cell)) {
            flights.remove(self.name);
        }
    }
}

impl Inner {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<OnceCell<Outcome>>>> {
        // Nothing panics while it is held, and a map of flights is whole at any time.
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Two letters of the name as a folder keep each folder small.
    fn folder(&self, kind: &str, name: &str) -> PathBuf {
        self.root.join(kind).join(&name[..2])
    }

    fn original(&self, hash: &Hash) -> PathBuf {
        self.folder("originals", hash.as_str()).join(hash.as_str())
    }

    fn put(&self, bytes: &[u8]) -> Result<Hash, StoreError> {
        let hash = Hash::of(bytes);
        let path = self.original(&hash);
        if !path.is_file() {
            self.write(&path, bytes)?;
        }
        Ok(hash)
    }

    /// Writes a file so that it is there whole or not at all, also after a power cut.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let io = |error| StoreError::Io(Arc::new(error));
        let folder = path.parent().unwrap_or(&self.root);
        if !folder.is_dir() {
            fs::create_dir_all(folder).map_err(io)?;
            sync_folder(folder.parent().unwrap_or(&self.root)).map_err(io)?;
        }
        let (mut file, temporary) = self.temporary().map_err(io)?;
        let written = file
            .write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&temporary, path))
            .and_then(|()| sync_folder(folder));
        if written.is_err() {
            // The first error tells more than a failed clean-up.
            let _ = fs::remove_file(&temporary);
        }
        written.map_err(io)
    }

    /// A file of its own, though other processes may write into the same folder.
    fn temporary(&self) -> io::Result<(File, PathBuf)> {
        loop {
            let serial = self.serial.fetch_add(1, Ordering::Relaxed);
            let name = format!("{}-{serial}", std::process::id());
            let path = self.root.join("tmp").join(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                opened => return opened.map(|file| (file, path)),
            }
        }
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

async fn read_if_there(path: PathBuf) -> Result<Option<Bytes>, StoreError> {
    blocking(move || match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    })
    .await
}

async fn blocking<T, F>(work: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, StoreError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) if error.is_cancelled() => Err(StoreError::Stopped),
        Err(error) => Err(StoreError::Io(Arc::new(io::Error::other(error)))),
    }
}

#[cfg(test)]
mod tests;
