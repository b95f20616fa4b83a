//! Links that work once: their secrets are stored as hashes.

use db::{Run, Tx, sql};
use domain::id::UserId;

use crate::crypto::token_hash;
use crate::{Env, Error, Result};
use domain::invalid::Problem;

sql!(
    ADD_TOKEN,
    "insert into one_time_tokens (token_hash, user_id, purpose, expires_at) values ($1, $2, $3, $4)"
);
sql!(
    FIND_TOKEN,
    "select t.user_id, u.email, u.password_hash from one_time_tokens t join users u on u.id = t.user_id
     where t.token_hash = $1 and t.purpose = $2 and t.used_at is null and t.expires_at > $3 and u.disabled_at is null"
);
sql!(
    USE_TOKEN,
    "update one_time_tokens set used_at = $1 where token_hash = $2 and purpose = $3 and used_at is null and expires_at > $1"
);
sql!(
    VOID_TOKENS,
    "update one_time_tokens set used_at = $1 where user_id = $2 and purpose = $3 and used_at is null"
);

/// What a link is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Verify,
    Reset,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Reset => "reset",
        }
    }
}

/// Whom a link belongs to.
#[derive(db::FromRow)]
pub(super) struct Holder {
    pub user_id: UserId,
    pub email: String,
    pub password_hash: Option<String>,
}

/// Makes a token that lives for a span in milliseconds, and gives its secret.
pub(super) async fn issue(
    tx: &mut Tx,
    env: &Env,
    user: UserId,
    purpose: Purpose,
    life: i64,
) -> Result<String> {
    let token = env.token();
    tx.query(&ADD_TOKEN)
        .bind(token_hash(&token))
        .bind(user)
        .bind(purpose.as_str())
        .bind(env.now().plus(life))
        .execute()
        .await?;
    Ok(token)
}

/// Whose token this is, if it can still be used.
pub(super) async fn holder(env: &Env, token: &str, purpose: Purpose) -> Result<Option<Holder>> {
    let mut conn = env.db.read();
    let found = conn.query(&FIND_TOKEN).bind(token_hash(token)).bind(purpose.as_str()).bind(env.now());
    Ok(found.fetch_optional::<Holder>().await?)
}

/// Uses a token up.
///
/// # Errors
/// Invalid `token`, when it was used or is too old.
pub(super) async fn use_up(tx: &mut Tx, env: &Env, token: &str, purpose: Purpose) -> Result<()> {
    let used =
        tx.query(&USE_TOKEN).bind(env.now()).bind(token_hash(token)).bind(purpose.as_str()).execute().await?;
    if used == 1 { Ok(()) } else { Err(expired()) }
}

/// Makes every other link of a person for one purpose useless.
pub(super) async fn void_all(tx: &mut Tx, env: &Env, user: UserId, purpose: Purpose) -> Result<()> {
    tx.query(&VOID_TOKENS).bind(env.now()).bind(user).bind(purpose.as_str()).execute().await?;
    Ok(())
}

/// What a person hears of a link that does nothing any more.
pub(super) fn expired() -> Error {
    Error::invalid("token", Problem::LinkExpired)
}
