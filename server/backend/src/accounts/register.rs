//! Registering and confirming the mail address.

use db::{Run, Tx, sql};
use domain::accounts::{self as rules, Confirmation, MAX_NAME};
use domain::id::{UserEntity, UserId};
use domain::invalid::{Checks, Problem};
use domain::time::{DAY, HOUR};
use domain::{Locale, email};

use super::reset::StartReset;
use super::sessions::{self, Client, SignedIn};
use super::throttle::{client_key, throttle};
use super::tokens::{self, Purpose};
use super::{passwords, sign_in};
use crate::events::{self, Event};
use crate::jobs;
use crate::mails;
use crate::scope::UserScope;
use crate::{Env, Error, Result};

/// How long a link to confirm an address works, in milliseconds.
const VERIFY_LIFE: i64 = DAY;

sql!(
    ADD_USER,
    "insert into users (id, email, email_folded, name, password_hash, role, locale, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 'customer', $6, $7, $7)
     on conflict (email_folded) do nothing"
);
sql!(FIND_REGISTERED, "select id, name, locale, verified_at, disabled_at from users where email_folded = $1");
sql!(
    /// Only while the account holds nothing: whoever has its password reads what it holds.
    REGISTER_AGAIN,
    "update users set email = $1, name = $2, password_hash = $3, locale = $4, updated_at = $5
     where id = $6 and verified_at is null and disabled_at is null
       and not exists (select 1 from orders where user_id = $6)
       and not exists (select 1 from order_groups where user_id = $6)
       and not exists (select 1 from addresses where user_id = $6)
       and not exists (select 1 from carts where user_id = $6)"
);
sql!(
    CONFIRM_USER,
    "update users set verified_at = $1, updated_at = $1 where id = $2 and verified_at is null"
);
sql!(FIND_ADDRESSEE, "select email, email_folded, name, locale, verified_at from users where id = $1");
sql!(ADOPT_GROUPS, "update order_groups set user_id = $1 where email_folded = $2 and user_id is null");
sql!(
    ADOPT_ORDERS,
    "update orders set user_id = $1 where user_id is null
     and group_id in (select id from order_groups where email_folded = $2 and user_id = $1)"
);

/// What a person gives to open an account.
pub struct Registration<'a> {
    /// What to call them.
    pub name: &'a str,
    /// Mail address as typed.
    pub email: &'a str,
    /// Password as typed.
    pub password: &'a str,
    /// Language of the mails.
    pub locale: Locale,
    /// Whence.
    pub client: &'a Client,
}

#[derive(db::FromRow)]
struct Registered {
    id: UserId,
    name: String,
    locale: Locale,
    verified_at: Option<i64>,
    disabled_at: Option<i64>,
}

#[derive(db::FromRow)]
pub(super) struct Addressee {
    pub email: String,
    pub email_folded: String,
    pub name: String,
    pub locale: Locale,
    pub verified_at: Option<i64>,
}

/// Opens an account and sends a link to confirm its address. Its answer is the same when the
/// address has an account: then its owner is told by mail. One that was never confirmed and holds
/// nothing belongs to nobody yet, and the last to register may set its password; once it holds
/// something, only a link in the mailbox does.
///
/// # Errors
/// Invalid (`name`, `email`, `password`), RateLimited.
pub async fn register(env: &Env, form: Registration<'_>) -> Result<()> {
    let mut checks = Checks::default();
    let name = checks.text("name", form.name, 1, MAX_NAME);
    let mail = rules::check_email(form.email).unwrap_or_else(|problem| {
        checks.add("email", problem);
        String::new()
    });
    if let Err(problem) = rules::check_password(form.password, &mail) {
        checks.add("password", problem);
    }
    checks.finish()?;
    throttle(env, &format!("register:{}", client_key(form.client.ip)), 20, HOUR).await?;
    let hash = passwords::hash(env, form.password).await?;
    let folded = email::fold(&mail);
    let wanted = throttle(env, &format!("register-mail:{folded}"), 5, HOUR).await.is_ok();

    let mut tx = env.db.begin().await?;
    let (id, now) = (env.id::<UserEntity>(), env.now());
    let added = tx
        .query(&ADD_USER)
        .bind(id)
        .bind(&mail)
        .bind(&folded)
        .bind(&name)
        .bind(&hash)
        .bind(form.locale.as_str())
        .bind(now)
        .execute()
        .await?;
    if added == 1 {
        events::record(&mut tx, env, None, Event::UserRegistered { user: id }).await?;
        send_confirmation(&mut tx, env, id, &mail, &name, form.locale).await?;
    } else {
        let known = tx.query(&FIND_REGISTERED).bind(&folded).fetch_one::<Registered>().await?;
        if wanted && known.disabled_at.is_none() {
            if known.verified_at.is_none() {
                let again = tx
                    .query(&REGISTER_AGAIN)
                    .bind(&mail)
                    .bind(&name)
                    .bind(&hash)
                    .bind(form.locale.as_str())
                    .bind(now)
                    .bind(known.id)
                    .execute()
                    .await?;
                if again == 1 {
                    sessions::end_all(&mut tx, known.id).await?;
                    send_confirmation(&mut tx, env, known.id, &mail, &name, form.locale).await?;
                } else {
                    jobs::enqueue(&mut tx, env, &StartReset { email_folded: folded }).await?;
                }
            } else {
                let letter = mails::known_address(env, known.locale, &known.name);
                mails::queue(&mut tx, env, letter.to(&mail, format!("known-address:{}", env.token())))
                    .await?;
            }
        }
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// Sends the signed-in person a new link to confirm their address.
///
/// # Errors
/// RateLimited.
pub async fn resend_confirmation(env: &Env, user: &UserScope) -> Result<()> {
    throttle(env, &format!("confirm-mail:{}", user.user), 5, HOUR).await?;
    let mut tx = env.db.begin().await?;
    let to = tx.query(&FIND_ADDRESSEE).bind(user.user).fetch_one::<Addressee>().await?;
    if to.verified_at.is_none() {
        send_confirmation(&mut tx, env, user.user, &to.email, &to.name, to.locale).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

async fn send_confirmation(
    tx: &mut Tx,
    env: &Env,
    user: UserId,
    to: &str,
    name: &str,
    locale: Locale,
) -> Result<()> {
    let token = tokens::issue(tx, env, user, Purpose::Verify, VERIFY_LIFE).await?;
    let letter = mails::verify(env, locale, name, &token);
    mails::queue(tx, env, letter.to(to, format!("verify:{}", crate::crypto::token_hash(&token)))).await
}

/// What the page behind a link to confirm an address must ask for.
pub async fn confirmation(env: &Env, token: &str, signed_in: Option<&UserScope>) -> Result<Confirmation> {
    let Some(holder) = tokens::holder(env, token, Purpose::Verify).await? else {
        return Ok(Confirmation::Expired);
    };
    Ok(if signed_in.is_some_and(|user| user.user == holder.user_id) {
        Confirmation::Ready { email: holder.email }
    } else {
        Confirmation::NeedsPassword { email: holder.email }
    })
}

/// Confirms a mail address, gives its account what was bought as a guest, and begins a session.
///
/// Whoever holds only the link must give the account's password too: otherwise somebody could
/// register with a stranger's address, wait for the click, and read their orders.
///
/// # Errors
/// Invalid (`token`: LinkExpired; `password`: WrongCredentials), RateLimited.
pub async fn verify(
    env: &Env,
    token: &str,
    signed_in: Option<&UserScope>,
    password: &str,
    client: &Client,
) -> Result<SignedIn> {
    let holder = tokens::holder(env, token, Purpose::Verify).await?.ok_or_else(tokens::expired)?;
    if signed_in.is_none_or(|user| user.user != holder.user_id) {
        throttle(env, &format!("confirm:{}", holder.user_id), 10, HOUR).await?;
        if !passwords::verify(sign_in::bounded(password), holder.password_hash.as_deref()).await? {
            return Err(Error::invalid("password", Problem::WrongCredentials));
        }
    }
    let mut tx = env.db.begin().await?;
    tokens::use_up(&mut tx, env, token, Purpose::Verify).await?;
    confirm(&mut tx, env, holder.user_id).await?;
    tokens::void_all(&mut tx, env, holder.user_id, Purpose::Verify).await?;
    let signed = sessions::begin(&mut tx, env, holder.user_id, client).await?;
    tx.commit().await?;
    sessions::welcome(env, &signed, client).await;
    Ok(signed)
}

/// Marks a person's address as theirs, in the transaction of the proof.
pub(super) async fn confirm(tx: &mut Tx, env: &Env, user: UserId) -> Result<()> {
    let first = tx.query(&CONFIRM_USER).bind(env.now()).bind(user).execute().await? == 1;
    let who = tx.query(&FIND_ADDRESSEE).bind(user).fetch_one::<Addressee>().await?;
    adopt_orders(tx, user, &who.email_folded).await?;
    if first {
        events::record(tx, env, None, Event::UserVerified { user }).await?;
    }
    Ok(())
}

/// Gives an account what its confirmed address bought as a guest.
pub(super) async fn adopt_orders(tx: &mut Tx, user: UserId, email_folded: &str) -> Result<()> {
    tx.query(&ADOPT_GROUPS).bind(user).bind(email_folded).execute().await?;
    tx.query(&ADOPT_ORDERS).bind(user).bind(email_folded).execute().await?;
    Ok(())
}

/// # Errors
/// Invalid `email`.
pub(super) fn check_email(text: &str) -> Result<String> {
    rules::check_email(text).map_err(|problem| Error::invalid("email", problem))
}
