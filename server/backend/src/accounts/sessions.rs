//! Sessions and the scopes that follow from them.

use db::{Run, sql};
use domain::accounts::{Me, MemberRole, Membership, Role};
use domain::id::{ShopId, UserId};
use domain::time::{DAY, HOUR};

use crate::crypto::token_hash;
use crate::scope::{ShopScope, UserScope};
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

#[derive(sqlx::FromRow)]
struct SessionRow {
    user_id: UserId,
    last_seen_at: i64,
    email: String,
    name: String,
    role: Role,
    verified_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
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
    let shops = conn.query(&MEMBERSHIPS).bind(row.user_id).fetch_all::<MembershipRow>().await?;
    // Once an hour is enough to keep a used session alive, and spares most requests a write.
    if now.0 - row.last_seen_at > HOUR {
        let mut tx = env.db.begin().await?;
        tx.query(&TOUCH_SESSION).bind(now).bind(now.plus(SESSION_LIFE)).bind(&hash).execute().await?;
        tx.commit().await?;
    }
    let me = Me {
        id: row.user_id,
        email: row.email,
        name: row.name,
        role: row.role,
        verified: row.verified_at.is_some(),
        shops: shops
            .into_iter()
            .map(|m| Membership { shop: m.shop_id, slug: m.slug, name: m.name, role: m.role })
            .collect(),
    };
    Ok(Some((UserScope { user: row.user_id, role: row.role, session_hash: hash }, me)))
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
