//! The settings of a shop.

use db::{Run, sql};
use domain::shops::{GeneralForm, LookForm, PoliciesForm, ShopSettings, ShopStatus};

use super::public::Face;
use super::{change, check_time_zone, finish, members, shipping, taxes};
use crate::accounts::Audit;
use crate::scope::ShopScope;
use crate::{Env, Result};

sql!(
    FIND_SETTINGS,
    "select id, slug, name, tagline, description, logo_media_id, accent, address, email, currency,
            prices_include_tax, shipping_policy, return_policy, status, time_zone
     from shops where id = $1"
);
sql!(
    SAVE_GENERAL,
    "update shops set name = $1, tagline = $2, description = $3, email = $4, address = $5, time_zone = $6,
            prices_include_tax = $7 where id = $8"
);
sql!(SAVE_LOOK, "update shops set accent = $1 where id = $2");
sql!(SAVE_POLICIES, "update shops set shipping_policy = $1, return_policy = $2 where id = $3");

#[derive(db::FromRow)]
struct Row {
    #[row(flatten)]
    face: Face,
    status: ShopStatus,
    time_zone: String,
}

/// Everything that the settings pages show, to everyone who works in the shop.
pub async fn settings(env: &Env, shop: &ShopScope) -> Result<ShopSettings> {
    let mut conn = env.db.read();
    let row = conn.query(&FIND_SETTINGS).bind(shop.shop()).fetch_one::<Row>().await?;
    Ok(ShopSettings {
        face: row.face.read()?,
        status: row.status,
        time_zone: row.time_zone,
        zones: shipping::zones(&mut conn, shop.shop()).await?,
        taxes: taxes::tax_rates(&mut conn, shop.shop()).await?,
        members: members::list(&mut conn, shop.shop()).await?,
        role: shop.role(),
    })
}

/// Changes name, place and rules.
///
/// # Errors
/// Forbidden for staff, Invalid fields.
pub async fn update_general(env: &Env, shop: &ShopScope, form: &GeneralForm) -> Result<()> {
    let form = form.check()?;
    check_time_zone(&form.time_zone)?;
    let mut tx = change(env, shop).await?;
    tx.query(&SAVE_GENERAL)
        .bind(&form.name)
        .bind(&form.tagline)
        .bind(&form.description)
        .bind(&form.email)
        .bind(serde_json::to_string(&form.address)?)
        .bind(&form.time_zone)
        .bind(form.prices_include_tax)
        .bind(shop.shop())
        .execute()
        .await?;
    finish(tx, env, shop, Audit::in_shop(shop, "shop.general_changed", form.name)).await
}

/// Changes the accent colour. The logo is changed by [`crate::media::set_logo`].
///
/// # Errors
/// Forbidden for staff, Invalid `accent`.
pub async fn update_look(env: &Env, shop: &ShopScope, form: &LookForm) -> Result<()> {
    let form = form.check()?;
    let mut tx = change(env, shop).await?;
    tx.query(&SAVE_LOOK).bind(&form.accent).bind(shop.shop()).execute().await?;
    finish(tx, env, shop, Audit::in_shop(shop, "shop.look_changed", form.accent)).await
}

/// Changes what the shop promises about shipping and returns.
///
/// # Errors
/// Forbidden for staff, Invalid fields.
pub async fn update_policies(env: &Env, shop: &ShopScope, form: &PoliciesForm) -> Result<()> {
    let form = form.check()?;
    let mut tx = change(env, shop).await?;
    tx.query(&SAVE_POLICIES)
        .bind(&form.shipping_policy)
        .bind(&form.return_policy)
        .bind(shop.shop())
        .execute()
        .await?;
    finish(tx, env, shop, Audit::in_shop(shop, "shop.policies_changed", "")).await
}

/// The time zones to choose from, by name: the ones of places.
pub fn time_zones() -> Vec<String> {
    const AREAS: &[&str] = &[
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let known = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    let mut names: Vec<String> =
        known.filter(|name| AREAS.iter().any(|area| name.starts_with(area))).collect();
    names.push("UTC".into());
    names.sort();
    names.dedup();
    names
}
