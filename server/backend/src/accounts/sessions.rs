//! Sessions and the scopes that follow from them.

use std::net::IpAddr;

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::accounts::{Me, MemberRole, Membership, Role, SessionInfo};
use domain::id::{ShopId, UserId};
use domain::time::{DAY, HOUR, SECOND};

use crate::crypto::token_hash;
use crate::scope::{BuyerScope, ShopScope, UserScope};
use crate::{Env, Error, Result};

/// How long a session lives without being used, in milliseconds.
pub const SESSION_LIFE: i64 = 30 * DAY;

sql!(
    FIND_SESSION,
    "select s.user_id, s.last_seen_at, u.email, u.name, u.role, u.verified_at
     from sessions s join users u on u.id = s.user_id
     where s.token_hash = $1 and s.expires_at > $2 and u.disabled_at is null"
);
sql!(TOUCH_SESSION, "update sessions set last_seen_at = $1, expires_at = $2 where token_hash = $3");
sql!(
    MEMBERSHIPS,
    "select m.shop_id, s.slug, s.name, m.role from shop_members m join shops s on s.id = m.shop_id
     where m.user_id = $1 order by s.name limit 100"
);
sql!(FIND_MEMBER, "select role from shop_members where shop_id = $1 and user_id = $2");
sql!(FIND_SHOP_ID, "select id from shops where slug = $1");

sql!(
    ADD_SESSION,
    "insert into sessions (token_hash, user_id, created_at, last_seen_at, expires_at, ip, user_agent)
     values ($1, $2, $3, $3, $4, $5, $6)"
);
sql!(END_SESSION, "delete from sessions where token_hash = $1");
sql!(END_OWN_SESSION, "delete from sessions where token_hash = $1 and user_id = $2");
sql!(END_OTHER_SESSIONS, "delete from sessions where user_id = $1 and token_hash <> $2");
sql!(END_ALL_SESSIONS, "delete from sessions where user_id = $1");
sql!(
    LIST_SESSIONS,
    "select token_hash, created_at, last_seen_at, ip, user_agent from sessions
     where user_id = $1 and expires_at > $2 order by created_at desc, token_hash limit 100"
);

/// Whence a request comes, and the secrets that its browser holds already.
#[derive(Clone)]
pub struct Client {
    /// The client's address, after proxies were weighed.
    pub ip: IpAddr,
    /// How the browser describes itself.
    pub user_agent: String,
    /// The secret of a session; it ends when another one begins.
    pub session: Option<String>,
    /// The mark of an earlier sign-in.
    pub device: Option<String>,
    /// The secret of a cart; a guest's joins the one of whoever signs in.
    pub cart: Option<String>,
}

/// A session that just began. Its secrets belong in cookies and nowhere else.
pub struct SignedIn {
    /// The person.
    pub user: UserId,
    /// The session's secret.
    pub session: String,
    /// Seconds until the session ends when it is not used.
    pub max_age: i64,
    /// The mark of a browser that signed in to this account; it opens nothing.
    pub device: String,
}

#[derive(db::FromRow)]
struct SessionRow {
    user_id: UserId,
    last_seen_at: i64,
    email: String,
    name: String,
    role: Role,
    verified_at: Option<i64>,
}

#[derive(db::FromRow)]
struct MembershipRow {
    shop_id: ShopId,
    slug: String,
    name: String,
    role: MemberRole,
}

/// Who holds a session's secret; `None` when it is unknown, expired, or its person disabled.
pub async fn authenticate(env: &Env, token: &str) -> Result<Option<(UserScope, Me)>> {
    let hash = token_hash(token);
    let now = env.now();
    let mut conn = env.db.read();
    let Some(row) = conn.query(&FIND_SESSION).bind(&hash).bind(now).fetch_optional::<SessionRow>().await?
    else {
        return Ok(None);
    };
    let shops = memberships(env, row.user_id).await?;
    // Once an hour is enough to keep a used session alive, and spares most requests a write. The
    // next request tries again where the writer is busy.
    if now.0 - row.last_seen_at > HOUR
        && let Err(error) = touch(env, &hash, now).await
    {
        tracing::warn!(user = %row.user_id, %error, "a session was not prolonged");
    }
    let me = Me {
        id: row.user_id,
        email: row.email,
        name: row.name,
        role: row.role,
        verified: row.verified_at.is_some(),
        shops,
    };
    Ok(Some((UserScope { user: row.user_id, role: row.role, session_hash: hash }, me)))
}

async fn touch(env: &Env, hash: &str, now: UtcMillis) -> Result<()> {
    let mut tx = env.db.begin().await?;
    tx.query(&TOUCH_SESSION).bind(now).bind(now.plus(SESSION_LIFE)).bind(hash).execute().await?;
    Ok(tx.commit().await?)
}

/// The shops that a person works for, by name.
pub(super) async fn memberships(env: &Env, user: UserId) -> Result<Vec<Membership>> {
    let rows = env.db.read().query(&MEMBERSHIPS).bind(user).fetch_all::<MembershipRow>().await?;
    Ok(rows
        .into_iter()
        .map(|m| Membership { shop: m.shop_id, slug: m.slug, name: m.name, role: m.role })
        .collect())
}

/// The proof that a person works in a shop.
///
/// # Errors
/// NotFound when the shop is not theirs, as if it did not exist.
pub async fn shop_scope(env: &Env, user: &UserScope, shop: ShopId) -> Result<ShopScope> {
    let role = env
        .db
        .read()
        .query(&FIND_MEMBER)
        .bind(shop)
        .bind(user.user)
        .fetch_optional::<(MemberRole,)>()
        .await?;
    let (role,) = role.ok_or(Error::NotFound)?;
    Ok(ShopScope { shop, user: Some(user.user), role })
}

/// The same by the slug in the address bar.
///
/// # Errors
/// As [`shop_scope`].
pub async fn shop_scope_by_slug(env: &Env, user: &UserScope, slug: &str) -> Result<ShopScope> {
    let shop = env.db.read().query(&FIND_SHOP_ID).bind(slug).fetch_optional::<(ShopId,)>().await?;
    let (shop,) = shop.ok_or(Error::NotFound)?;
    shop_scope(env, user, shop).await
}

/// Begins a session in the caller's transaction; the one that the browser had ends, so that a
/// secret from before the sign-in is worth nothing after it.
pub(super) async fn begin(tx: &mut Tx, env: &Env, user: UserId, client: &Client) -> Result<SignedIn> {
    if let Some(previous) = &client.session {
        tx.query(&END_SESSION).bind(token_hash(previous)).execute().await?;
    }
    let (session, now) = (env.token(), env.now());
    tx.query(&ADD_SESSION)
        .bind(token_hash(&session))
        .bind(user)
        .bind(now)
        .bind(now.plus(SESSION_LIFE))
        .bind(client.ip.to_string())
        .bind(client.user_agent.chars().take(300).collect::<String>())
        .execute()
        .await?;
    Ok(SignedIn {
        user,
        session,
        max_age: SESSION_LIFE / SECOND,
        device: super::sign_in::device_mark(env, user),
    })
}

/// What follows a sign-in once it is committed: the guest's cart joins the person's. Nobody is
/// kept out because that did not work.
pub(super) async fn welcome(env: &Env, signed: &SignedIn, client: &Client) {
    env.bus.wake();
    let Some(cart) = &client.cart else { return };
    let buyer = BuyerScope { user: Some(signed.user), cart_hash: Some(token_hash(cart)) };
    if let Err(error) = crate::cart::merge(env, &buyer).await {
        tracing::error!(user = %signed.user, %error, "a guest's cart did not join its person's");
    }
}

/// Ends every session of a person in the caller's transaction.
pub(super) async fn end_all(tx: &mut Tx, user: UserId) -> Result<()> {
    tx.query(&END_ALL_SESSIONS).bind(user).execute().await?;
    Ok(())
}

/// Ends every session of a person but the one that they act in.
pub(super) async fn end_others(tx: &mut Tx, user: &UserScope) -> Result<()> {
    tx.query(&END_OTHER_SESSIONS).bind(user.user).bind(&user.session_hash).execute().await?;
    Ok(())
}

/// Ends the session that the person acts in.
pub async fn sign_out(env: &Env, user: &UserScope) -> Result<()> {
    end(env, user, &user.session_hash).await.map(drop)
}

/// Ends every session of the person, this one too.
pub async fn sign_out_everywhere(env: &Env, user: &UserScope) -> Result<()> {
    let mut tx = env.db.begin().await?;
    end_all(&mut tx, user.user).await?;
    Ok(tx.commit().await?)
}

/// Ends one session of the person, as named in [`sessions`].
///
/// # Errors
/// NotFound for one that is over or not theirs.
pub async fn end_session(env: &Env, user: &UserScope, id: &str) -> Result<()> {
    if end(env, user, id).await? { Ok(()) } else { Err(Error::NotFound) }
}

async fn end(env: &Env, user: &UserScope, id: &str) -> Result<bool> {
    let mut tx = env.db.begin().await?;
    let ended = tx.query(&END_OWN_SESSION).bind(id).bind(user.user).execute().await? == 1;
    tx.commit().await?;
    Ok(ended)
}

/// Where the person is signed in, the newest hundred.
pub async fn sessions(env: &Env, user: &UserScope) -> Result<Vec<SessionInfo>> {
    type Row = (String, UtcMillis, UtcMillis, String, String);
    let mut conn = env.db.read();
    let rows = conn.query(&LIST_SESSIONS).bind(user.user).bind(env.now()).fetch_all::<Row>().await?;
    Ok(rows
        .into_iter()
        .map(|(id, created_at, last_seen_at, ip, user_agent)| SessionInfo {
            current: id == user.session_hash,
            id,
            created_at,
            last_seen_at,
            ip,
            user_agent,
        })
        .collect())
}
