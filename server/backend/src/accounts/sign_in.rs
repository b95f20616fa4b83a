//! Signing in by mail address and password.

use db::{Run, sql};
use domain::id::{RowEntity, UserId};
use domain::invalid::Problem;
use domain::{email, password};

use super::sessions::{self, Client, SignedIn};
use super::throttle::SignInThrottle;
use super::{passwords, register};
use crate::{Env, Error, Result};

sql!(
    FIND_CREDENTIALS,
    "select id, password_hash, verified_at, disabled_at from users where email_folded = $1"
);

#[derive(db::FromRow)]
struct Credentials {
    id: UserId,
    password_hash: Option<String>,
    verified_at: Option<i64>,
    disabled_at: Option<i64>,
}

/// Begins a session. Takes the same time and gives the same answer whether the address is
/// unknown, disabled, or the password wrong.
///
/// # Errors
/// Invalid (`password`: WrongCredentials), or RateLimited as [`super::throttle`] describes.
pub async fn sign_in(env: &Env, email: &str, password: &str, client: &Client) -> Result<SignedIn> {
    register::check_email(email)?;
    let folded = email::fold(email);
    let mut conn = env.db.read();
    let found = conn.query(&FIND_CREDENTIALS).bind(&folded).fetch_optional::<Credentials>().await?;
    let found = found.filter(|user| user.disabled_at.is_none());
    let known = client.device.as_deref().and_then(|mark| known_device(env, mark, found.as_ref()?.id));
    let throttle = SignInThrottle::new(&folded, client.ip, known);
    throttle.attempt(env).await?;
    let stored = found.as_ref().and_then(|user| user.password_hash.as_deref());
    let right = passwords::verify(bounded(password), stored).await?;
    let Some(user) = found.filter(|_| right) else {
        return Err(Error::invalid("password", Problem::WrongCredentials));
    };
    let mut tx = env.db.begin().await?;
    throttle.succeeded(&mut tx, env).await?;
    if user.verified_at.is_some() {
        // What was bought as a guest since.
        register::adopt_orders(&mut tx, user.id, &folded).await?;
    }
    let signed = sessions::begin(&mut tx, env, user.id, client).await?;
    tx.commit().await?;
    sessions::welcome(env, &signed, client).await;
    Ok(signed)
}

/// The mark that a browser keeps of having signed in to an account: signed, and only good for a
/// bucket of its own when passwords are tried.
pub(super) fn device_mark(env: &Env, user: UserId) -> String {
    let nonce = env.id::<RowEntity>();
    let signature = env.key.sign("device", format!("{user} {nonce}").as_bytes());
    format!("{nonce}.{signature}")
}

/// The name of the browser, when its mark is ours and of this account.
fn known_device<'a>(env: &Env, mark: &'a str, user: UserId) -> Option<&'a str> {
    let (nonce, signature) = mark.split_once('.')?;
    env.key.verify("device", format!("{user} {nonce}").as_bytes(), signature).then_some(nonce)
}

/// A password as long as one can be; what is longer was never set and must not cost more.
pub(super) fn bounded(text: &str) -> &str {
    let end = text.char_indices().nth(password::MAX_LENGTH + 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
