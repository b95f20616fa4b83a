//! The signed-in person.

use axum::Json;
use backend::accounts;
use backend::scope::UserScope;
use domain::Locale;
use domain::accounts::{Profile, Role};
use domain::id::UserId;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::Body;

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(get_me, update_me)).routes(routes!(change_password))
}

/// A person with an account.
#[derive(Serialize, ToSchema)]
pub struct Person {
    /// The person.
    id: UserId,
    /// Mail address as typed at registration.
    email: String,
    /// What to call them.
    name: String,
    /// What they may do on the platform; what they may do in a shop is with their shops.
    role: Role,
    /// Language of their mails.
    locale: Locale,
    /// Whether the mail address is confirmed.
    verified: bool,
}

impl Person {
    pub fn of(user: &UserScope, profile: Profile) -> Self {
        Self {
            id: user.user(),
            role: user.role(),
            email: profile.email,
            name: profile.name,
            locale: profile.locale,
            verified: profile.verified,
        }
    }
}

/// Who you are
#[utoipa::path(get, path = "/me", tag = "Accounts", security(("session" = [])), responses(
    (status = 200, body = Person),
    (status = 401, description = "Not signed in"),
))]
async fn get_me(cx: Caller) -> Result<Json<Person>, Problem> {
    let user = cx.user()?;
    Ok(Json(Person::of(user, accounts::profile(&cx.env, user).await?)))
}

/// What changes of a person; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonChange {
    /// What to call them.
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Language of their mails.
    locale: Option<Locale>,
}

/// Change your name and language
#[utoipa::path(patch, path = "/me", tag = "Accounts", request_body = PersonChange, security(("session" = [])), responses(
    (status = 200, body = Person),
    (status = 401, description = "Not signed in"),
    (status = 422, description = "The name is empty or too long"),
))]
async fn update_me(cx: Caller, Body(body): Body<PersonChange>) -> Result<Json<Person>, Problem> {
    let user = cx.user()?;
    let now = accounts::profile(&cx.env, user).await?;
    let (name, locale) = (body.name.unwrap_or(now.name), body.locale.unwrap_or(now.locale));
    accounts::update_profile(&cx.env, user, &name, locale).await?;
    Ok(Json(Person::of(user, accounts::profile(&cx.env, user).await?)))
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    /// The password until now.
    current: String,
    /// The new one.
    #[schema(min_length = 10)]
    password: String,
}

/// Change your password
///
/// Ends every other session, and a mail tells the person.
#[utoipa::path(put, path = "/me/password", tag = "Accounts", request_body = PasswordChange, security(("session" = [])), responses(
    (status = 204, description = "It is changed"),
    (status = 401, description = "Not signed in"),
    (status = 422, description = "The current password is wrong, or the new one cannot be taken"),
    (status = 429, description = "Too many attempts"),
))]
async fn change_password(cx: Caller, Body(body): Body<PasswordChange>) -> Result<StatusCode, Problem> {
    accounts::change_password(&cx.env, cx.user()?, &body.current, &body.password).await?;
    Ok(StatusCode::NO_CONTENT)
}
