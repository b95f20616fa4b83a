//! Signing in by mail address and password.

use db::{Run, Tx, sql};
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

/// What a person gives to sign in.
pub struct SignIn<'a> {
    /// Mail address as typed.
    pub email: &'a str,
    /// Password as typed.
    pub password: &'a str,
    /// The mark that this browser kept of an earlier sign-in.
    pub device: Option<&'a str>,
    /// The session that the browser holds already; it ends.
    pub previous: Option<&'a str>,
    /// Whence.
    pub client: &'a Client,
}

#[derive(sqlx::FromRow)]
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
pub async fn sign_in(env: &Env, form: SignIn<'_>) -> Result<SignedIn> {
    super::register::check_email(form.email)?;
    let folded = email::fold(form.email);
    let mut conn = env.db.read();
    let found = conn.query(&FIND_CREDENTIALS).bind(&folded).fetch_optional::<Credentials>().await?;
    let found = found.filter(|user| user.disabled_at.is_none());
    let known = form.device.and_then(|mark| known_device(env, mark, found.as_ref()?.id));
    let throttle = SignInThrottle::new(&folded, form.client.ip, known);
    throttle.attempt(env).await?;
    let stored = found.as_ref().and_then(|user| user.password_hash.as_deref());
    let right = passwords::verify(bounded(form.password), stored).await?;
    let Some(user) = found.filter(|_| right) else {
        return Err(Error::invalid("password", Problem::WrongCredentials));
    };
    let mut tx = env.db.begin().await?;
    throttle.succeeded(&mut tx, env).await?;
    let signed = begin(&mut tx, env, user.id, &folded, user.verified_at.is_some(), form.client, form.previous).await?;
    tx.commit().await?;
    Ok(signed)
}

/// Begins a session and gives the account what was bought as a guest since.
async fn begin(
    tx: &mut Tx,
    env: &Env,
    user: UserId,
    folded: &str,
    verified: bool,
    client: &Client,
    previous: Option<&str>,
) -> Result<SignedIn> {
    if verified {
        register::adopt_orders(tx, user, folded).await?;
    }
    sessions::begin(tx, env, user, client, previous).await
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
