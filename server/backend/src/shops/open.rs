//! Opening a shop.

use db::{Run, Tx, sql};
use domain::accounts::{MemberRole, Membership};
use domain::address::Address;
use domain::id::{ShopEntity, ShopId, UserId};
use domain::invalid::{Checks, Problem};
use domain::shops::{OpenShopForm, check_slug};
use domain::time::DAY;
use serde_json::json;

use super::check_time_zone;
use crate::accounts::{Audit, audit, throttle};
use crate::events::{self, Event};
use crate::scope::UserScope;
use crate::{Env, Error, Result};

sql!(
    ADD_SHOP,
    "insert into shops (id, slug, name, address, email, time_zone, currency, prices_include_tax, status, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $9) on conflict (slug) do nothing"
);
sql!(ADD_OWNER, "insert into shop_members (shop_id, user_id, role, created_at) values ($1, $2, 'owner', $3)");
sql!(FIND_OPENER, "select verified_at, email from users where id = $1");

/// Opens a shop for the signed-in person, who becomes its owner.
///
/// # Errors
/// Conflict `unverified` before the mail address is confirmed, Invalid fields (`slug`: Taken),
/// RateLimited.
pub async fn open(env: &Env, user: &UserScope, form: &OpenShopForm) -> Result<Membership> {
    let form = form.check()?;
    check_time_zone(&form.time_zone)?;
    let (verified_at, email): (Option<i64>, String) =
        env.db.read().query(&FIND_OPENER).bind(user.user()).fetch_one().await?;
    if verified_at.is_none() {
        return Err(Error::conflict("unverified"));
    }
    throttle(env, &format!("open-shop:{}", user.user()), 20, DAY).await?;
    let address = Address { country: form.country.clone(), ..Address::default() };
    let row = Row {
        slug: &form.slug,
        name: &form.name,
        address,
        email: &email,
        time_zone: &form.time_zone,
        prices_include_tax: true,
    };
    let shop = add(env, Some(user.user()), user.user(), row).await?;
    Ok(Membership { shop, slug: form.slug, name: form.name, role: MemberRole::Owner })
}

/// A shop that an operator adds.
pub struct NewShop<'a> {
    /// Its name in addresses.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Who owns it.
    pub owner: UserId,
    /// Where it is.
    pub address: Address,
    /// Where customers write.
    pub email: &'a str,
    /// IANA name.
    pub time_zone: &'a str,
    /// Whether its prices hold their tax.
    pub prices_include_tax: bool,
}

/// Adds a shop. For the command line, demo data and tests.
///
/// # Errors
/// Invalid fields (`slug`: Taken), NotFound for an unknown owner.
pub async fn create(env: &Env, new: NewShop<'_>) -> Result<ShopId> {
    let mut checks = Checks::default();
    let slug = check_slug(new.slug).unwrap_or_else(|problem| {
        checks.add("slug", problem);
        String::new()
    });
    let name = checks.text("name", new.name, 2, 80);
    checks.finish()?;
    check_time_zone(new.time_zone)?;
    crate::accounts::person(env, new.owner).await?;
    let row = Row {
        slug: &slug,
        name: &name,
        address: new.address,
        email: new.email,
        time_zone: new.time_zone,
        prices_include_tax: new.prices_include_tax,
    };
    add(env, None, new.owner, row).await
}

struct Row<'a> {
    slug: &'a str,
    name: &'a str,
    address: Address,
    email: &'a str,
    time_zone: &'a str,
    prices_include_tax: bool,
}

async fn add(env: &Env, actor: Option<UserId>, owner: UserId, row: Row<'_>) -> Result<ShopId> {
    let mut tx = env.db.begin().await?;
    let shop = insert(&mut tx, env, owner, &row).await?;
    let entry = Audit {
        user: actor,
        shop: Some(shop),
        action: "shop.opened",
        subject: row.slug.to_owned(),
        details: json!({ "owner": owner }),
    };
    audit(&mut tx, env, entry).await?;
    events::record(&mut tx, env, Some(shop), Event::ShopChanged { shop }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(shop)
}

async fn insert(tx: &mut Tx, env: &Env, owner: UserId, row: &Row<'_>) -> Result<ShopId> {
    let (shop, now) = (env.id::<ShopEntity>(), env.now());
    let added = tx
        .query(&ADD_SHOP)
        .bind(shop)
        .bind(row.slug)
        .bind(row.name)
        .bind(serde_json::to_string(&row.address)?)
        .bind(row.email)
        .bind(row.time_zone)
        .bind(env.config.currency.as_str())
        .bind(row.prices_include_tax)
        .bind(now)
        .execute()
        .await?;
    if added == 0 {
        return Err(Error::invalid("slug", Problem::Taken));
    }
    tx.query(&ADD_OWNER).bind(shop).bind(owner).bind(now).execute().await?;
    Ok(shop)
}
