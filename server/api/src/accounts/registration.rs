//! Opening an account, and a new password for one that was forgotten.

use axum::Json;
use backend::accounts;
use domain::accounts::Confirmation;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::sessions::Session;
use crate::Problem;
use crate::caller::Caller;
use crate::extract::Body;

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(resend_confirmation))
        .routes(routes!(check_confirmation))
        .routes(routes!(verify))
        .routes(routes!(request_password_reset))
        .routes(routes!(check_password_reset))
        .routes(routes!(confirm_password_reset))
}

/// Who opens an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    /// What to call the person.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Mail address.
    email: String,
    /// Password.
    #[schema(min_length = 10)]
    password: String,
}

/// Open an account
///
/// A mail brings the link to confirm the address. The answer is the same when the address has an
/// account: then its owner is told by mail. Mails are in the language of `Accept-Language`.
#[utoipa::path(post, path = "/accounts", tag = "Accounts", request_body = NewAccount, responses(
    (status = 202, description = "A mail is on its way"),
    (status = 422, description = "Name, mail address or password cannot be taken"),
    (status = 429, description = "Too many accounts from this address"),
))]
async fn register(cx: Caller, Body(body): Body<NewAccount>) -> Result<StatusCode, Problem> {
    let form = accounts::Registration {
        name: &body.name,
        email: &body.email,
        password: &body.password,
        locale: cx.locale,
        client: &cx.client(),
    };
    accounts::register(&cx.env, form).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Send the link to confirm the address again
#[utoipa::path(post, path = "/accounts/confirmation/resend", tag = "Accounts", security(("session" = [])), responses(
    (status = 202, description = "A mail is on its way, unless the address is confirmed already"),
    (status = 401, description = "Not signed in"),
    (status = 429, description = "Too many mails"),
))]
async fn resend_confirmation(cx: Caller) -> Result<StatusCode, Problem> {
    accounts::resend_confirmation(&cx.env, cx.user()?).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The secret of a link that came by mail: the last part of its path.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkToken {
    /// The secret.
    token: String,
}

/// What a link to confirm a mail address needs.
#[derive(Serialize, ToSchema)]
struct ConfirmationState {
    /// In a word.
    state: ConfirmationWord,
    /// The address that it confirms; `null` when it does nothing any more.
    email: Option<String>,
}

/// What a link to confirm a mail address needs, in a word.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ConfirmationWord {
    /// It was used, is too old, or never was one.
    Expired,
    /// Nothing: its person is signed in here.
    Ready,
    /// The account's password.
    NeedsPassword,
}

impl From<Confirmation> for ConfirmationState {
    fn from(asked: Confirmation) -> Self {
        let (state, email) = match asked {
            Confirmation::Expired => (ConfirmationWord::Expired, None),
            Confirmation::Ready { email } => (ConfirmationWord::Ready, Some(email)),
            Confirmation::NeedsPassword { email } => (ConfirmationWord::NeedsPassword, Some(email)),
        };
        Self { state, email }
    }
}

/// Ask what a link to confirm an address needs
///
/// It changes nothing; the token is in the body because addresses of requests are logged.
#[utoipa::path(post, path = "/accounts/confirmation/check", tag = "Accounts", request_body = LinkToken,
    security((), ("session" = [])), responses((status = 200, body = ConfirmationState)))]
async fn check_confirmation(
    cx: Caller,
    Body(body): Body<LinkToken>,
) -> Result<Json<ConfirmationState>, Problem> {
    Ok(Json(accounts::confirmation(&cx.env, &body.token, cx.maybe_user()).await?.into()))
}

/// What confirms a mail address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Verification {
    /// The secret of the link.
    token: String,
    /// The account's password, for who is not signed in.
    password: Option<String>,
}

/// Confirm a mail address
///
/// Begins a session, and gives the account what the address bought as a guest.
#[utoipa::path(post, path = "/accounts/verify", tag = "Accounts", request_body = Verification,
    security((), ("session" = [])),
    responses(
        (status = 200, body = Session),
        (status = 422, description = "The link was used or is too old, or the password is wrong"),
        (status = 429, description = "Too many attempts"),
    ))]
async fn verify(cx: Caller, Body(body): Body<Verification>) -> Result<Json<Session>, Problem> {
    let password = body.password.unwrap_or_default();
    let signed = accounts::verify(&cx.env, &body.token, cx.maybe_user(), &password, &cx.client()).await?;
    Ok(Json(Session::of(&cx, signed).await?))
}

/// Who forgot their password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ForgottenPassword {
    /// Mail address of the account.
    email: String,
}

/// Ask for a new password
///
/// A mail brings a link, if the address has an account. The answer never says.
#[utoipa::path(post, path = "/password-resets", tag = "Accounts", request_body = ForgottenPassword, responses(
    (status = 202, description = "A mail is on its way, if the address has an account"),
    (status = 422, description = "Not a mail address"),
    (status = 429, description = "Too many requests from this address"),
))]
async fn request_password_reset(
    cx: Caller,
    Body(body): Body<ForgottenPassword>,
) -> Result<StatusCode, Problem> {
    accounts::request_reset(&cx.env, &body.email, &cx.client()).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Whose password a link changes.
#[derive(Serialize, ToSchema)]
struct PasswordResetState {
    /// The account's mail address; `null` when the link does nothing any more.
    email: Option<String>,
}

/// Ask whose password a link changes
///
/// It changes nothing; the token is in the body because addresses of requests are logged.
#[utoipa::path(post, path = "/password-resets/check", tag = "Accounts", request_body = LinkToken,
    responses((status = 200, body = PasswordResetState)))]
async fn check_password_reset(
    cx: Caller,
    Body(body): Body<LinkToken>,
) -> Result<Json<PasswordResetState>, Problem> {
    let email = accounts::reset_email(&cx.env, &body.token).await?;
    Ok(Json(PasswordResetState { email }))
}

/// A new password by a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    /// The secret of the link.
    token: String,
    /// The new password.
    #[schema(min_length = 10)]
    password: String,
}

/// Set a new password by a link
///
/// Ends every session of the person and begins a new one.
#[utoipa::path(post, path = "/password-resets/confirm", tag = "Accounts", request_body = NewPassword, responses(
    (status = 200, body = Session),
    (status = 422, description = "The link was used or is too old, or the password cannot be taken"),
))]
async fn confirm_password_reset(cx: Caller, Body(body): Body<NewPassword>) -> Result<Json<Session>, Problem> {
    let signed = accounts::reset(&cx.env, &body.token, &body.password, &cx.client()).await?;
    Ok(Json(Session::of(&cx, signed).await?))
}
