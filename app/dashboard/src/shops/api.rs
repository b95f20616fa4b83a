//! What the settings pages ask of the server. Every answer to a change is where to go next.

use domain::accounts::MemberRole;
use domain::id::{MediaId, RateId, TaxRateId, UserId, ZoneId};
use domain::shops::{GeneralForm, PoliciesForm, RateForm, ShopSettings, TaxForm, ZoneForm};
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, MultipartData, MultipartFormData};

#[cfg(feature = "ssr")]
use {
    crate::catalog::upload,
    backend::{media, shops},
    domain::shops::LookForm,
    kit::request,
    kit::request::forward_plain_form,
};

/// Everything that the settings pages show, and the time zones to choose from.
#[server(input = GetUrl)]
pub async fn settings(shop: String) -> Result<(ShopSettings, Vec<String>), AppError> {
    let cx = request().await?;
    cx.user_or_sign_in(&format!("/dashboard/{shop}/settings"))?;
    Ok((shops::settings(&cx.env, &cx.shop_by_slug(&shop).await?).await?, shops::time_zones()))
}

/// Changes name, place and rules.
#[server]
pub async fn save_general(shop: String, form: GeneralForm) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&form.typed(), shops::update_general(&cx.env, &scope, &form).await)?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings?saved=1")))
}

/// Changes the accent colour.
#[server]
pub async fn save_look(shop: String, accent: String) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    let form = LookForm { accent };
    cx.keep(&[("accent", &form.accent)], shops::update_look(&cx.env, &scope, &form).await)?;
    Ok(cx.go(&look_saved(&shop)))
}

/// Makes an uploaded picture the shop's logo: the field `shop`, then the file as `logo`.
#[server(input = MultipartFormData)]
pub async fn set_logo(data: MultipartData) -> Result<Option<MediaId>, AppError> {
    let cx = request().await?;
    let (scope, shop, bytes) = upload::picture(&cx, data, "logo").await?;
    let logo = media::set_logo(&cx.env, &scope, Some(bytes.into())).await?;
    forward_plain_form(&look_saved(&shop));
    Ok(logo)
}

/// Takes the shop's logo away.
#[server]
pub async fn remove_logo(shop: String) -> Result<(), AppError> {
    let cx = request().await?;
    media::set_logo(&cx.env, &cx.shop_by_slug(&shop).await?, None).await?;
    forward_plain_form(&look_saved(&shop));
    Ok(())
}

#[cfg(feature = "ssr")]
fn look_saved(shop: &str) -> String {
    format!("/dashboard/{shop}/settings/look?saved=1")
}

/// Changes what the shop promises about shipping and returns.
#[server]
pub async fn save_policies(shop: String, form: PoliciesForm) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    let typed = [("shipping_policy", &*form.shipping_policy), ("return_policy", &form.return_policy)];
    cx.keep(&typed, shops::update_policies(&cx.env, &scope, &form).await)?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/policies?saved=1")))
}

/// Changes a shipping zone, or adds one, and goes to its rates.
#[server]
pub async fn save_zone(
    shop: String,
    #[server(default)] id: Option<ZoneId>,
    form: ZoneForm,
) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    let zone = cx.keep(&[("name", &form.name)], shops::save_zone(&cx.env, &scope, id, &form).await)?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/shipping/{zone}?saved=1")))
}

/// Removes a shipping zone with its rates.
#[server]
pub async fn delete_zone(shop: String, id: ZoneId) -> Result<String, AppError> {
    let cx = request().await?;
    shops::delete_zone(&cx.env, &cx.shop_by_slug(&shop).await?, id).await?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/shipping")))
}

/// Changes a shipping rate, or adds one.
#[server]
pub async fn save_rate(
    shop: String,
    zone: ZoneId,
    #[server(default)] id: Option<RateId>,
    form: RateForm,
) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&form.typed(), shops::save_rate(&cx.env, &scope, zone, id, &form).await)?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/shipping/{zone}?saved=1")))
}

/// Removes a shipping rate.
#[server]
pub async fn delete_rate(shop: String, zone: ZoneId, id: RateId) -> Result<String, AppError> {
    let cx = request().await?;
    shops::delete_rate(&cx.env, &cx.shop_by_slug(&shop).await?, zone, id).await?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/shipping/{zone}")))
}

/// Changes a tax rate, or adds one.
#[server]
pub async fn save_tax(
    shop: String,
    #[server(default)] id: Option<TaxRateId>,
    form: TaxForm,
) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&form.typed(), shops::save_tax(&cx.env, &scope, id, &form).await)?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/taxes?saved=1")))
}

/// Removes a tax rate.
#[server]
pub async fn delete_tax(shop: String, id: TaxRateId) -> Result<String, AppError> {
    let cx = request().await?;
    shops::delete_tax(&cx.env, &cx.shop_by_slug(&shop).await?, id).await?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/taxes")))
}

/// Lets a person with a confirmed account work in the shop.
#[server]
pub async fn add_member(shop: String, email: String, role: MemberRole) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    cx.keep(&[("email", &email)], shops::add_member(&cx.env, &scope, &email, role).await)?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/members?saved=1")))
}

/// Changes what a member may do.
#[server]
pub async fn set_member_role(shop: String, user: UserId, role: MemberRole) -> Result<String, AppError> {
    let cx = request().await?;
    shops::set_member_role(&cx.env, &cx.shop_by_slug(&shop).await?, user, role).await?;
    Ok(cx.go(&format!("/dashboard/{shop}/settings/members?saved=1")))
}

/// Ends a person's work in the shop.
#[server]
pub async fn remove_member(shop: String, user: UserId) -> Result<String, AppError> {
    let cx = request().await?;
    let scope = cx.shop_by_slug(&shop).await?;
    shops::remove_member(&cx.env, &scope, user).await?;
    let left = scope.user() == Some(user);
    Ok(cx.go(&if left { "/account".into() } else { format!("/dashboard/{shop}/settings/members?saved=1") }))
}
