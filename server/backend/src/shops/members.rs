//! The people who work in a shop.

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::accounts::{MemberRole, check_email};
use domain::email;
use domain::id::{ShopId, UserId};
use domain::invalid::Problem;
use domain::shops::Member;
use domain::time::HOUR;
use serde_json::json;

use super::{change, finish};
use crate::accounts::{Audit, throttle};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

sql!(
    LIST_MEMBERS,
    "select m.user_id, u.name, u.email, m.role, m.created_at from shop_members m join users u on u.id = m.user_id
     where m.shop_id = $1 order by m.role, m.created_at, m.user_id limit 200"
);
sql!(
    FIND_NEW_MEMBER,
    "select id from users where email_folded = $1 and verified_at is not null and disabled_at is null"
);
sql!(
    ADD_MEMBER,
    "insert into shop_members (shop_id, user_id, role, created_at) values ($1, $2, $3, $4)
     on conflict (shop_id, user_id) do nothing"
);
sql!(SET_MEMBER_ROLE, "update shop_members set role = $1 where shop_id = $2 and user_id = $3");
sql!(REMOVE_MEMBER, "delete from shop_members where shop_id = $1 and user_id = $2");
sql!(COUNT_OWNERS, "select count(*) from shop_members where shop_id = $1 and role = 'owner'");

/// Who works in a shop, owners first, at most two hundred.
pub(super) async fn list(conn: &mut dyn Run, shop: ShopId) -> Result<Vec<Member>> {
    type Row = (UserId, String, String, MemberRole, UtcMillis);
    let rows = conn.query(&LIST_MEMBERS).bind(shop).fetch_all::<Row>().await?;
    Ok(rows
        .into_iter()
        .map(|(user, name, email, role, since)| Member { user, name, email, role, since })
        .collect())
}

/// Lets a person with a confirmed account work in the shop.
///
/// # Errors
/// Forbidden for staff; Invalid `email`: NoSuchAccount without such an account, Taken when they
/// work there already; RateLimited, because the answer tells who has an account.
pub async fn add_member(env: &Env, shop: &ShopScope, mail: &str, role: MemberRole) -> Result<UserId> {
    shop.require_owner()?;
    let mail = check_email(mail).map_err(|problem| Error::invalid("email", problem))?;
    throttle(env, &format!("add-member:{}", shop.shop()), 20, HOUR).await?;
    let mut tx = change(env, shop).await?;
    let found: Option<(UserId,)> =
        tx.query(&FIND_NEW_MEMBER).bind(email::fold(&mail)).fetch_optional().await?;
    let (user,) = found.ok_or_else(|| Error::invalid("email", Problem::NoSuchAccount))?;
    let query = tx.query(&ADD_MEMBER).bind(shop.shop()).bind(user).bind(role.as_str()).bind(env.now());
    if query.execute().await? == 0 {
        return Err(Error::invalid("email", Problem::Taken));
    }
    let entry = Audit::in_shop(shop, "member.added", user.to_string()).with(json!({ "role": role }));
    finish(tx, env, shop, entry).await?;
    Ok(user)
}

/// Changes what a member may do.
///
/// # Errors
/// Forbidden for staff, NotFound, Conflict `last_owner`.
pub async fn set_member_role(env: &Env, shop: &ShopScope, user: UserId, role: MemberRole) -> Result<()> {
    let mut tx = change(env, shop).await?;
    let query = tx.query(&SET_MEMBER_ROLE).bind(role.as_str()).bind(shop.shop()).bind(user);
    if query.execute().await? == 0 {
        return Err(Error::NotFound);
    }
    keep_an_owner(&mut tx, shop).await?;
    let entry = Audit::in_shop(shop, "member.role_changed", user.to_string()).with(json!({ "role": role }));
    finish(tx, env, shop, entry).await
}

/// Ends a person's work in the shop. An owner may leave too.
///
/// # Errors
/// Forbidden for staff, NotFound, Conflict `last_owner`.
pub async fn remove_member(env: &Env, shop: &ShopScope, user: UserId) -> Result<()> {
    let mut tx = change(env, shop).await?;
    if tx.query(&REMOVE_MEMBER).bind(shop.shop()).bind(user).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    keep_an_owner(&mut tx, shop).await?;
    finish(tx, env, shop, Audit::in_shop(shop, "member.removed", user.to_string())).await
}

/// Refuses what would leave the shop without an owner. The shop's row is locked by [`change`], so
/// two owners cannot remove each other at once.
async fn keep_an_owner(tx: &mut Tx, shop: &ShopScope) -> Result<()> {
    let owners: i64 = tx.query(&COUNT_OWNERS).bind(shop.shop()).scalar().await?;
    if owners == 0 { Err(Error::conflict("last_owner")) } else { Ok(()) }
}
