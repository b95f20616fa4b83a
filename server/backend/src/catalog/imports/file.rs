//! The files of imports, each under the hash of its content.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use domain::id::RowEntity;
use domain::invalid::Problem;
use sha2::{Digest, Sha256};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::MAX_FILE;
use crate::{Env, Error, Result};

/// A file that is whole and stored.
#[derive(Debug, Clone)]
pub struct Received {
    hash: String,
}

impl Received {
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }
}

/// A file on its way in.
pub struct Receiving {
    folder: PathBuf,
    temporary: PathBuf,
    file: File,
    hash: Sha256,
    size: u64,
}

/// Where a file is kept.
pub(super) fn path(env: &Env, hash: &str) -> PathBuf {
    folder(env).join(format!("{hash}.csv"))
}

fn folder(env: &Env) -> PathBuf {
    env.config.data_dir.join("imports")
}

/// Begins to receive a file, piece by piece.
pub async fn receive(env: &Env) -> Result<Receiving> {
    let folder = folder(env);
    fs::create_dir_all(&folder).await?;
    let temporary = folder.join(format!("{}.part", env.id::<RowEntity>()));
    let file = File::create_new(&temporary).await?;
    Ok(Receiving { folder, temporary, file, hash: Sha256::new(), size: 0 })
}

impl Receiving {
    /// Takes the next piece.
    ///
    /// # Errors
    /// Invalid `file` beyond [`MAX_FILE`].
    pub async fn write(&mut self, piece: &Bytes) -> Result<()> {
        self.size += piece.len() as u64;
        if self.size > MAX_FILE {
            let max = (MAX_FILE / 1024 / 1024) as i64;
            return Err(Error::Conflict {
                code: "file_too_large",
                details: serde_json::json!({ "megabytes": max }),
            });
        }
        self.hash.update(piece);
        Ok(self.file.write_all(piece).await?)
    }

    /// Stores what was received.
    ///
    /// # Errors
    /// Invalid `file` for one without content.
    pub async fn finish(mut self) -> Result<Received> {
        if self.size == 0 {
            return Err(Error::invalid("file", Problem::Required));
        }
        self.file.flush().await?;
        self.file.sync_all().await?;
        let hash = hex::encode(std::mem::take(&mut self.hash).finalize());
        fs::rename(&self.temporary, self.folder.join(format!("{hash}.csv"))).await?;
        Ok(Received { hash })
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        // Gone already when it was finished; otherwise half a file that nobody will ask for.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

/// Receives a file of this machine.
pub(super) async fn receive_path(env: &Env, path: &Path) -> Result<Received> {
    let mut input = match File::open(path).await {
        Ok(input) => input,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotFound),
        Err(error) => return Err(error.into()),
    };
    let mut receiving = receive(env).await?;
    let mut piece = vec![0u8; 64 * 1024];
    loop {
        let read = input.read(&mut piece).await?;
        if read == 0 {
            return receiving.finish().await;
        }
        receiving.write(&Bytes::copy_from_slice(&piece[..read])).await?;
    }
}
