//! What operators and staff do with people.

use db::{Run, sql};
use domain::accounts::{MAX_NAME, MemberRole, Role, check_password};
use domain::id::{ShopId, UserEntity, UserId};
use domain::invalid::{Checks, Problem};
use domain::{Locale, email};
use serde_json::json;

use super::audit::{Audit, audit};
use super::register::check_email;
use super::{passwords, reset};
use crate::scope::{ShopScope, StaffScope};
use crate::{Env, Error, Result};

sql!(
    CREATE_USER,
    "insert into users (id, email, email_folded, name, password_hash, role, locale, verified_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8) on conflict (email_folded) do nothing"
);
sql!(FIND_BY_EMAIL, "select id from users where email_folded = $1");
sql!(
    FIND_PERSON,
    "select id, email, name, role, locale, verified_at is not null as verified from users where id = $1"
);
sql!(SET_ROLE, "update users set role = $1, updated_at = $2 where id = $3");
sql!(SHOP_EXISTS, "select slug from shops where id = $1");

/// A person whom an operator adds.
pub struct NewUser<'a> {
    /// Mail address; the operator vouches for it.
    pub email: &'a str,
    /// What to call them.
    pub name: &'a str,
    /// Platform role.
    pub role: Role,
    /// Language of their mails.
    pub locale: Locale,
    /// `None`: they choose one by a link, see [`reset_link`].
    pub password: Option<&'a str>,
}

/// A person, as other features need them.
#[derive(Debug, Clone, db::FromRow)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Mail address as typed.
    pub email: String,
    /// What to call them.
    pub name: String,
    /// Platform role.
    pub role: Role,
    /// Language of their mails.
    pub locale: Locale,
    /// Whether the address was confirmed.
    pub verified: bool,
}

/// Adds a person whose address counts as confirmed. For the command line, demo data and tests.
///
/// # Errors
/// Invalid fields; `email`: Taken.
pub async fn create_user(env: &Env, new: NewUser<'_>) -> Result<UserId> {
    let mail = check_email(new.email)?;
    let mut checks = Checks::default();
    let name = checks.text("name", new.name, 1, MAX_NAME);
    if let Some(Err(problem)) = new.password.map(|password| check_password(password, &mail)) {
        checks.add("password", problem);
    }
    checks.finish()?;
    let hash = match new.password {
        Some(password) => Some(passwords::hash(env, password).await?),
        None => None,
    };
    let id = env.id::<UserEntity>();
    let mut tx = env.db.begin().await?;
    let added = tx
        .query(&CREATE_USER)
        .bind(id)
        .bind(&mail)
        .bind(email::fold(&mail))
        .bind(name)
        .bind(hash)
        .bind(new.role.as_str())
        .bind(new.locale.as_str())
        .bind(env.now())
        .execute()
        .await?;
    if added == 0 {
        return Err(Error::invalid("email", Problem::Taken));
    }
    let action = Audit {
        user: None,
        shop: None,
        action: "user.created",
        subject: id.to_string(),
        details: json!({ "role": new.role }),
    };
    audit(&mut tx, env, action).await?;
    tx.commit().await?;
    Ok(id)
}

/// A link by which a person chooses a password within a day. Whoever holds it holds the account.
pub async fn reset_link(env: &Env, user: UserId) -> Result<String> {
    let mut tx = env.db.begin().await?;
    let link = reset::link(&mut tx, env, user).await?;
    tx.commit().await?;
    Ok(link)
}

/// Gives a person another platform role. For the command line.
///
/// # Errors
/// NotFound.
pub async fn set_role(env: &Env, user: UserId, role: Role) -> Result<()> {
    let mut tx = env.db.begin().await?;
    if tx.query(&SET_ROLE).bind(role.as_str()).bind(env.now()).bind(user).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    let action = Audit {
        user: None,
        shop: None,
        action: "user.role_changed",
        subject: user.to_string(),
        details: json!({ "role": role }),
    };
    audit(&mut tx, env, action).await?;
    Ok(tx.commit().await?)
}

/// Whose mail address this is.
pub async fn find_by_email(env: &Env, mail: &str) -> Result<Option<UserId>> {
    let found: Option<(UserId,)> =
        env.db.read().query(&FIND_BY_EMAIL).bind(email::fold(mail)).fetch_optional().await?;
    Ok(found.map(|(id,)| id))
}

/// A person by id, for the system itself.
///
/// # Errors
/// NotFound.
pub async fn person(env: &Env, id: UserId) -> Result<Person> {
    Ok(env.db.read().query(&FIND_PERSON).bind(id).fetch_one::<Person>().await?)
}

/// Lets an admin act in a shop that is not theirs. The shop's record says who, when and why.
///
/// # Errors
/// NotFound for a manager and for an unknown shop, Invalid without a reason.
pub async fn enter_shop_as_admin(
    env: &Env,
    staff: &StaffScope,
    shop: ShopId,
    reason: &str,
) -> Result<ShopScope> {
    if staff.role() != Role::Admin {
        return Err(Error::NotFound);
    }
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, 3, 500);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    let slug: String = tx.query(&SHOP_EXISTS).bind(shop).scalar().await?;
    let scope = ShopScope { shop, user: Some(staff.user()), role: MemberRole::Owner };
    let entry = Audit::in_shop(&scope, "shop.entered_by_admin", slug).with(json!({ "reason": reason }));
    audit(&mut tx, env, entry).await?;
    tx.commit().await?;
    Ok(scope)
}
