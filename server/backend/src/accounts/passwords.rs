//! Hashing of passwords: argon2id with 19 MiB, two passes and one lane (OWASP's Password Storage
//! Cheat Sheet), away from the threads that serve requests, and only so many at a time.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::{Env, Error, Result};

/// Each hash takes a core for tens of milliseconds; more at once only makes all of them late.
static AT_ONCE: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

/// How long a request waits for its turn before it is told to try again.
const PATIENCE: Duration = Duration::from_secs(5);

/// The form in which a password is stored, with a salt of its own.
pub(super) async fn hash(env: &Env, password: &str) -> Result<String> {
    let salt = env.random::<16>();
    let password = password.to_owned();
    aside(move || {
        let hash: PasswordHash =
            argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(fault)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a password is the stored one. Without a stored one it takes the same time and is false.
pub(super) async fn verify(password: &str, stored: Option<&str>) -> Result<bool> {
    let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
    aside(move || {
        let Some(stored) = stored else {
            let mut ignored = [0u8; Params::DEFAULT_OUTPUT_LEN];
            argon2()?.hash_password_into(password.as_bytes(), &[0; 16], &mut ignored).map_err(fault)?;
            return Ok(false);
        };
        let stored = PasswordHash::new(&stored).map_err(fault)?;
        Ok(argon2()?.verify_password(password.as_bytes(), &stored).is_ok())
    })
    .await
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(fault)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn fault(error: impl std::fmt::Display) -> Error {
    Error::internal(format!("password hashing: {error}"))
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let turn = tokio::time::timeout(PATIENCE, AT_ONCE.acquire()).await;
    let _turn = turn
        .map_err(|_| Error::Unavailable("too many passwords are being checked".into()))?
        .map_err(fault)?;
    tokio::task::spawn_blocking(work).await.map_err(fault)?
}
