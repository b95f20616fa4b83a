//! How often something may be tried.
//!
//! A bucket counts attempts within a window that begins with the first of them. Buckets are
//! stored under a keyed hash, so the table names neither people nor addresses.
//!
//! Sign-in combines several, so that guessing is slow and yet nobody can lock a stranger's
//! account:
//! - **account and client address**: a few attempts, then this address waits for this account;
//! - **client address**: a moderate number over all accounts, which also bounds the hashing;
//! - **account**, over all addresses: from a number on that one address cannot reach, browsers
//!   that never signed in to it are let through one at a time with a growing pause, of a minute
//!   at most. It is never closed.
//! - **known browser**: who signed in to the account before holds a signed mark of it and has a
//!   bucket of their own; strangers' attempts do not touch it. And a new password by mail, which
//!   also signs in, is open to the owner at any time.
//!
//! An attempt is counted before the password is looked at, so that attempts in parallel do not
//! slip through, and given back when it succeeds.

use std::net::IpAddr;

use db::{Run, Tx, sql};
use domain::time::{HOUR, MINUTE, SECOND};

use crate::{Env, Error, Result};

sql!(
    COUNT_ATTEMPT,
    "insert into throttles (bucket, window_start, attempts) values ($1, $2, 1)
     on conflict (bucket) do update set
       attempts = case when throttles.window_start <= $3 then 1 else throttles.attempts + 1 end,
       window_start = case when throttles.window_start <= $3 then excluded.window_start else throttles.window_start end
     returning window_start, attempts"
);
sql!(GIVE_BACK, "update throttles set attempts = attempts - 1 where bucket = $1 and attempts > 0");
sql!(FORGET_ATTEMPTS, "delete from throttles where bucket = $1");

/// Counts an attempt. `bucket` is a word, a colon, and whose attempts it counts, such as
/// `track:203.0.113.7`; `window` is in milliseconds, a day at most. Begins a write of its own.
///
/// # Errors
/// RateLimited from the attempt after `limit` on, with the seconds until the window ends.
pub async fn throttle(env: &Env, bucket: &str, limit: i64, window: i64) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let counted = count(&mut tx, env, bucket, window).await?;
    tx.commit().await?;
    counted.within(limit)
}

/// Counts an attempt of anybody at what belongs to one person, `whose`. From the attempt after
/// `free` in an hour on, one at a time is let through with a growing pause, of a minute at most:
/// who guesses from many addresses is slow, and it is never closed. Begins a write of its own.
///
/// # Errors
/// RateLimited, with the seconds of the pause.
pub async fn slow_down(env: &Env, word: &str, whose: &str, free: i64) -> Result<()> {
    let (all, slow) = (format!("{word}:{whose}"), format!("{word}-slow:{whose}"));
    let mut tx = env.db.begin().await?;
    let verdict = count_slowly(&mut tx, env, &all, &slow, free).await?;
    tx.commit().await?;
    verdict
}

/// The part of a client's address that one person holds: an IPv4 address, or the 64 bits of an
/// IPv6 network.
pub fn client_key(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// What a bucket holds after an attempt was counted.
pub(super) struct Counted {
    pub attempts: i64,
    retry_after: u32,
}

impl Counted {
    /// RateLimited when this attempt is one too many.
    pub fn within(&self, limit: i64) -> Result<()> {
        if self.attempts > limit { Err(Error::RateLimited { retry_after: self.retry_after }) } else { Ok(()) }
    }
}

/// Counts an attempt in the caller's transaction, which must be committed even when it is refused.
pub(super) async fn count(tx: &mut Tx, env: &Env, bucket: &str, window: i64) -> Result<Counted> {
    let now = env.now();
    let (start, attempts): (i64, i64) =
        tx.query(&COUNT_ATTEMPT).bind(stored(env, bucket)).bind(now).bind(now.0 - window).fetch_one().await?;
    let left = (start + window - now.0).max(0);
    Ok(Counted {
        attempts,
        retry_after: u32::try_from((left + SECOND - 1) / SECOND).unwrap_or(u32::MAX).max(1),
    })
}

/// Counts an attempt in `all`, and beyond `free` an hour in `slow` too, which lets one through a pause.
async fn count_slowly(tx: &mut Tx, env: &Env, all: &str, slow: &str, free: i64) -> Result<Result<()>> {
    let attempts = count(tx, env, all, HOUR).await?.attempts;
    if attempts <= free {
        return Ok(Ok(()));
    }
    let pause = (SECOND << (attempts - free).min(6)).min(LONGEST_PAUSE);
    Ok(count(tx, env, slow, pause).await?.within(1))
}

async fn give_back(tx: &mut Tx, env: &Env, bucket: &str) -> Result<()> {
    tx.query(&GIVE_BACK).bind(stored(env, bucket)).execute().await?;
    Ok(())
}

fn stored(env: &Env, bucket: &str) -> String {
    let (word, _) = bucket.split_once(':').unwrap_or((bucket, ""));
    format!("{word}:{}", env.key.sign("throttle", bucket.as_bytes()))
}

const PAIR_LIMIT: i64 = 5;
const CLIENT_LIMIT: i64 = 50;
const KNOWN_LIMIT: i64 = 10;
const SHORT: i64 = 15 * MINUTE;
/// One address reaches 20 an hour at most, by [`PAIR_LIMIT`].
const ACCOUNT_FREE: i64 = 50;
const LONGEST_PAUSE: i64 = MINUTE;

/// The buckets of one attempt to sign in.
pub(super) struct SignInThrottle {
    pair: String,
    client: String,
    account: String,
    slow: String,
    known: Option<String>,
}

impl SignInThrottle {
    /// `known` names a browser that signed in to this account before.
    pub fn new(email_folded: &str, ip: IpAddr, known: Option<&str>) -> Self {
        let client = client_key(ip);
        Self {
            pair: format!("sign-in-pair:{client} {email_folded}"),
            client: format!("sign-in-client:{client}"),
            account: format!("sign-in-account:{email_folded}"),
            slow: format!("sign-in-slow:{email_folded}"),
            known: known.map(|known| format!("sign-in-known:{known}")),
        }
    }

    /// Counts the attempt.
    ///
    /// # Errors
    /// RateLimited.
    pub async fn attempt(&self, env: &Env) -> Result<()> {
        let mut tx = env.db.begin().await?;
        let verdict = self.count(&mut tx, env).await?;
        tx.commit().await?;
        verdict
    }

    async fn count(&self, tx: &mut Tx, env: &Env) -> Result<Result<()>> {
        if let Some(known) = &self.known {
            return Ok(count(tx, env, known, SHORT).await?.within(KNOWN_LIMIT));
        }
        // An attempt that is refused here must not count against the account.
        let limits = [(&self.pair, PAIR_LIMIT), (&self.client, CLIENT_LIMIT)];
        for (bucket, limit) in limits {
            let verdict = count(tx, env, bucket, SHORT).await?.within(limit);
            if verdict.is_err() {
                return Ok(verdict);
            }
        }
        count_slowly(tx, env, &self.account, &self.slow, ACCOUNT_FREE).await
    }

    /// Takes the attempt back, after it succeeded.
    pub async fn succeeded(&self, tx: &mut Tx, env: &Env) -> Result<()> {
        if let Some(known) = &self.known {
            tx.query(&FORGET_ATTEMPTS).bind(stored(env, known)).execute().await?;
            return Ok(());
        }
        tx.query(&FORGET_ATTEMPTS).bind(stored(env, &self.pair)).execute().await?;
        give_back(tx, env, &self.client).await?;
        give_back(tx, env, &self.account).await
    }
}
