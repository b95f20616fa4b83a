//! What the account's pages ask of the server.

use domain::accounts as people;
use domain::address::Address;
use domain::id::{AddressId, MailId};
use domain::mails::{MailContent, MailSummary};
use domain::shops::OpenShopForm;
use kit::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use {
    backend::{accounts, mails, shops},
    kit::request,
};

/// Begins a session and goes on to `next`.
#[server]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<String, AppError> {
    let cx = request().await?;
    let signed = accounts::sign_in(&cx.env, &email, &password, &cx.client()).await;
    cx.signed_in(&cx.keep(&[("email", &email)], signed)?);
    Ok(cx.go(&next))
}

/// Opens an account; the link to confirm it comes by mail.
#[server]
pub async fn register(name: String, email: String, password: String) -> Result<String, AppError> {
    let cx = request().await?;
    let (locale, client) = (cx.locale, cx.client());
    let form =
        accounts::Registration { name: &name, email: &email, password: &password, locale, client: &client };
    cx.keep(&[("name", &name), ("email", &email)], accounts::register(&cx.env, form).await)?;
    Ok(cx.go("/account/check-mail"))
}

/// What the page behind a link to confirm an address must ask for.
#[server]
pub async fn confirmation(token: String) -> Result<people::Confirmation, AppError> {
    let cx = request().await?;
    Ok(accounts::confirmation(&cx.env, &token, cx.maybe_user()).await?)
}

/// Confirms a mail address.
#[server]
pub async fn verify(token: String, #[server(default)] password: String) -> Result<String, AppError> {
    let cx = request().await?;
    cx.signed_in(&accounts::verify(&cx.env, &token, cx.maybe_user(), &password, &cx.client()).await?);
    Ok(cx.go("/account?done=verified"))
}

/// Sends the link to confirm the address once more.
#[server]
pub async fn resend_confirmation() -> Result<String, AppError> {
    let cx = request().await?;
    accounts::resend_confirmation(&cx.env, cx.user()?).await?;
    Ok(cx.go("/account/check-mail"))
}

/// Sends a link to choose a new password, if the address has an account.
#[server]
pub async fn request_reset(email: String) -> Result<String, AppError> {
    let cx = request().await?;
    cx.keep(&[("email", &email)], accounts::request_reset(&cx.env, &email, &cx.client()).await)?;
    Ok(cx.go("/account/check-mail?for=reset"))
}

/// The address whose password a link changes; nothing when the link does nothing any more.
#[server]
pub async fn reset_email(token: String) -> Result<Option<String>, AppError> {
    Ok(accounts::reset_email(&request().await?.env, &token).await?)
}

/// Sets a new password by a link and begins a session.
#[server]
pub async fn reset(token: String, password: String) -> Result<String, AppError> {
    let cx = request().await?;
    cx.signed_in(&accounts::reset(&cx.env, &token, &password, &cx.client()).await?);
    Ok(cx.go("/account?done=password"))
}

/// The person's own page.
#[server(input = GetUrl)]
pub async fn account() -> Result<people::Account, AppError> {
    let cx = request().await?;
    Ok(accounts::account(&cx.env, cx.user_or_sign_in("/account")?).await?)
}

/// Changes name and language.
#[server]
pub async fn update_profile(name: String, locale: domain::Locale) -> Result<String, AppError> {
    let cx = request().await?;
    cx.keep(&[("name", &name)], accounts::update_profile(&cx.env, cx.user()?, &name, locale).await)?;
    cx.set_locale_cookie(locale);
    Ok(cx.go("/account?done=profile"))
}

/// Changes the password.
#[server]
pub async fn change_password(current: String, password: String) -> Result<String, AppError> {
    let cx = request().await?;
    accounts::change_password(&cx.env, cx.user()?, &current, &password).await?;
    Ok(cx.go("/account?done=password"))
}

/// Ends this session.
#[server]
pub async fn sign_out() -> Result<String, AppError> {
    let cx = request().await?;
    accounts::sign_out(&cx.env, cx.user()?).await?;
    cx.clear_session_cookie();
    Ok(cx.go("/"))
}

/// Ends every session of the person.
#[server]
pub async fn sign_out_everywhere() -> Result<String, AppError> {
    let cx = request().await?;
    accounts::sign_out_everywhere(&cx.env, cx.user()?).await?;
    cx.clear_session_cookie();
    Ok(cx.go("/account/sign-in"))
}

/// Ends one session of the person.
#[server]
pub async fn end_session(id: String) -> Result<String, AppError> {
    let cx = request().await?;
    accounts::end_session(&cx.env, cx.user()?, &id).await?;
    Ok(cx.go("/account?done=session"))
}

/// One of the person's addresses, or an empty one to fill in.
#[server(input = GetUrl)]
pub async fn saved_address(
    #[server(default)] id: Option<AddressId>,
) -> Result<Option<people::SavedAddress>, AppError> {
    let cx = request().await?;
    let user = cx.user_or_sign_in("/account")?;
    match id {
        Some(id) => Ok(Some(accounts::address(&cx.env, user, id).await?)),
        None => Ok(None),
    }
}

/// Changes an address, or keeps a new one.
#[server]
pub async fn save_address(
    #[server(default)] id: Option<AddressId>,
    address: Address,
) -> Result<String, AppError> {
    let cx = request().await?;
    let typed: Vec<(&str, &str)> = address.typed();
    cx.keep(&typed, accounts::save_address(&cx.env, cx.user()?, id, &address).await)?;
    Ok(cx.go("/account#addresses"))
}

/// Forgets an address.
#[server]
pub async fn delete_address(id: AddressId) -> Result<String, AppError> {
    let cx = request().await?;
    accounts::delete_address(&cx.env, cx.user()?, id).await?;
    Ok(cx.go("/account#addresses"))
}

/// The time zones to choose from; empty while the mail address is not confirmed.
#[server(input = GetUrl)]
pub async fn shop_choices() -> Result<Vec<String>, AppError> {
    let cx = request().await?;
    let user = cx.user_or_sign_in("/account/open-shop")?;
    let verified = accounts::profile(&cx.env, user).await?.verified;
    Ok(if verified { shops::time_zones() } else { Vec::new() })
}

/// Opens a shop and goes to its settings.
#[server]
pub async fn open_shop(form: OpenShopForm) -> Result<String, AppError> {
    let cx = request().await?;
    let typed = [
        ("name", &*form.name),
        ("slug", &form.slug),
        ("country", &form.country),
        ("time_zone", &form.time_zone),
    ];
    let opened = cx.keep(&typed, shops::open(&cx.env, cx.user()?, &form).await)?;
    Ok(cx.go(&format!("/dashboard/{}/settings", opened.slug)))
}

/// Whether this is a demonstration, whose mails rest in the outbox.
#[server(input = GetUrl)]
pub async fn is_demo() -> Result<bool, AppError> {
    Ok(request().await?.env.config.is_demo())
}

/// A page of the outbox, newest first, and the place to go on from.
#[server(input = GetUrl)]
pub async fn outbox(
    #[server(default)] before: Option<MailId>,
) -> Result<(Vec<MailSummary>, Option<MailId>), AppError> {
    Ok(mails::outbox(&request().await?.env, before).await?)
}

/// One mail of the outbox.
#[server(input = GetUrl)]
pub async fn outbox_mail(id: MailId) -> Result<MailContent, AppError> {
    Ok(mails::outbox_mail(&request().await?.env, id).await?)
}
