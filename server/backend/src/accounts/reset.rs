//! A new password for one that was forgotten.

use db::{Run, Tx, sql};
use domain::accounts as rules;
use domain::email;
use domain::id::UserId;
use domain::time::HOUR;
use serde::{Deserialize, Serialize};

use super::passwords;
use super::register::{Addressee, check_email, confirm};
use super::sessions::{self, Client, SignedIn};
use super::throttle::{client_key, throttle};
use super::tokens::{self, Purpose};
use crate::jobs::{self, Job};
use crate::mails;
use crate::{Env, Error, Result};

/// How long a link to choose a new password works, in milliseconds.
const RESET_LIFE: i64 = HOUR;
/// Links that one account is sent in an hour; each of them works.
const MAILS_AN_HOUR: i64 = 5;

sql!(
    FIND_FOR_RESET,
    "select id, email, email_folded, name, locale, verified_at from users where email_folded = $1 and disabled_at is null"
);
sql!(SET_PASSWORD, "update users set password_hash = $1, updated_at = $2 where id = $3");

#[derive(db::FromRow)]
struct Found {
    id: UserId,
    #[row(flatten)]
    to: Addressee,
}

/// Looks a mail address up and sends a link, away from the request that asked: its answer must
/// come as fast for an address that has no account.
#[derive(Serialize, Deserialize)]
pub struct StartReset {
    pub(super) email_folded: String,
}

impl Job for StartReset {
    const KIND: &'static str = "start_reset";

    async fn run(self, env: &Env) -> Result<()> {
        if throttle(env, &format!("reset-mail:{}", self.email_folded), MAILS_AN_HOUR, HOUR).await.is_err() {
            return Ok(());
        }
        let mut tx = env.db.begin().await?;
        let found = tx.query(&FIND_FOR_RESET).bind(&self.email_folded).fetch_optional::<Found>().await?;
        if let Some(Found { id, to }) = found {
            let token = tokens::issue(&mut tx, env, id, Purpose::Reset, RESET_LIFE).await?;
            let letter = mails::reset(env, to.locale, &to.name, &token);
            mails::queue(
                &mut tx,
                env,
                letter.to(&to.email, format!("reset:{}", crate::crypto::token_hash(&token))),
            )
            .await?;
        }
        tx.commit().await?;
        env.bus.wake();
        Ok(())
    }
}

/// Sends a link to choose a new password, if the address has an account. The answer never says.
///
/// # Errors
/// Invalid `email`, RateLimited by the client's address.
pub async fn request_reset(env: &Env, email: &str, client: &Client) -> Result<()> {
    let email = check_email(email)?;
    throttle(env, &format!("reset:{}", client_key(client.ip)), 20, HOUR).await?;
    let mut tx = env.db.begin().await?;
    jobs::enqueue(&mut tx, env, &StartReset { email_folded: email::fold(&email) }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// The address whose password a link changes; `None` when the link does nothing any more.
pub async fn reset_email(env: &Env, token: &str) -> Result<Option<String>> {
    Ok(tokens::holder(env, token, Purpose::Reset).await?.map(|holder| holder.email))
}

/// Sets a new password by a link, ends every session, and begins a new one. The link came by
/// mail, so it also confirms the address.
///
/// # Errors
/// Invalid (`token`: LinkExpired; `password`).
pub async fn reset(env: &Env, token: &str, password: &str, client: &Client) -> Result<SignedIn> {
    let holder = tokens::holder(env, token, Purpose::Reset).await?.ok_or_else(tokens::expired)?;
    rules::check_password(password, &holder.email).map_err(|problem| Error::invalid("password", problem))?;
    let hash = passwords::hash(env, password).await?;
    let mut tx = env.db.begin().await?;
    tokens::use_up(&mut tx, env, token, Purpose::Reset).await?;
    store(&mut tx, env, holder.user_id, &hash).await?;
    sessions::end_all(&mut tx, holder.user_id).await?;
    confirm(&mut tx, env, holder.user_id).await?;
    let signed = sessions::begin(&mut tx, env, holder.user_id, client).await?;
    tx.commit().await?;
    sessions::welcome(env, &signed, client).await;
    Ok(signed)
}

/// Stores a new password's hash, makes every link to change it useless, and tells the owner.
pub(super) async fn store(tx: &mut Tx, env: &Env, user: UserId, hash: &str) -> Result<()> {
    tx.query(&SET_PASSWORD).bind(hash).bind(env.now()).bind(user).execute().await?;
    tokens::void_all(tx, env, user, Purpose::Reset).await?;
    let to = tx.query(&super::register::FIND_ADDRESSEE).bind(user).fetch_one::<Addressee>().await?;
    let letter = mails::password_changed(env, to.locale, &to.name);
    mails::queue(tx, env, letter.to(&to.email, format!("password-changed:{}", env.token()))).await
}

/// A link to choose a password, for an operator who opens an account for somebody.
pub(super) async fn link(tx: &mut Tx, env: &Env, user: UserId) -> Result<String> {
    let token = tokens::issue(tx, env, user, Purpose::Reset, domain::time::DAY).await?;
    Ok(mails::reset_url(env, &token))
}
