//! What a person may change about themselves.

use db::{Run, sql};
use domain::Locale;
use domain::accounts::{Account, MAX_NAME, Profile, check_password};
use domain::invalid::{Checks, Problem};
use domain::time::MINUTE;

use super::throttle::throttle;
use super::{passwords, reset, sessions, sign_in};
use crate::scope::UserScope;
use crate::{Env, Error, Result};

sql!(FIND_PROFILE, "select email, name, locale, verified_at from users where id = $1");
sql!(SAVE_PROFILE, "update users set name = $1, locale = $2, updated_at = $3 where id = $4");
sql!(FIND_PASSWORD, "select email, password_hash from users where id = $1");

/// The person, as they may change it.
pub async fn profile(env: &Env, user: &UserScope) -> Result<Profile> {
    type Row = (String, String, Locale, Option<i64>);
    let row = env.db.read().query(&FIND_PROFILE).bind(user.user).fetch_one::<Row>().await?;
    let (email, name, locale, verified_at) = row;
    Ok(Profile { email, name, locale, verified: verified_at.is_some() })
}

/// Everything that the account's own page shows.
pub async fn account(env: &Env, user: &UserScope) -> Result<Account> {
    Ok(Account {
        profile: profile(env, user).await?,
        addresses: super::addresses(env, user).await?,
        sessions: super::sessions(env, user).await?,
        shops: sessions::memberships(env, user.user).await?,
    })
}

/// Changes what to call a person and the language of their mails.
///
/// # Errors
/// Invalid `name`.
pub async fn update_profile(env: &Env, user: &UserScope, name: &str, locale: Locale) -> Result<()> {
    let mut checks = Checks::default();
    let name = checks.text("name", name, 1, MAX_NAME);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    tx.query(&SAVE_PROFILE)
        .bind(name)
        .bind(locale.as_str())
        .bind(env.now())
        .bind(user.user)
        .execute()
        .await?;
    Ok(tx.commit().await?)
}

/// Changes the password, ends every other session, and tells the person by mail.
///
/// # Errors
/// Invalid (`current`: WrongCredentials; `password`), RateLimited.
pub async fn change_password(env: &Env, user: &UserScope, current: &str, password: &str) -> Result<()> {
    throttle(env, &format!("password:{}", user.session_hash), 10, 15 * MINUTE).await?;
    let (email, stored): (String, Option<String>) =
        env.db.read().query(&FIND_PASSWORD).bind(user.user).fetch_one().await?;
    if !passwords::verify(sign_in::bounded(current), stored.as_deref()).await? {
        return Err(Error::invalid("current", Problem::WrongCredentials));
    }
    check_password(password, &email).map_err(|problem| Error::invalid("password", problem))?;
    let hash = passwords::hash(env, password).await?;
    let mut tx = env.db.begin().await?;
    reset::store(&mut tx, env, user.user, &hash).await?;
    sessions::end_others(&mut tx, user).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}
