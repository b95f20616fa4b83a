//! Signing in and out.

use axum::Json;
use backend::{Error, accounts};
use domain::accounts::SessionInfo;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::profile::Person;
use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::types::Time;

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new()
        .routes(routes!(list_sessions, sign_in, sign_out_everywhere))
        .routes(routes!(sign_out))
        .routes(routes!(end_session))
}

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignIn {
    /// Mail address.
    email: String,
    /// Password.
    password: String,
}

/// A session that just began.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// Send it as `Authorization: Bearer …`. It is shown this once.
    token: String,
    /// Seconds until the session ends when it is not used.
    expires_in: i64,
    /// Who is signed in.
    user: Person,
}

impl Session {
    pub async fn of(cx: &Caller, signed: accounts::SignedIn) -> Result<Self, Problem> {
        let known = accounts::authenticate(&cx.env, &signed.session).await?;
        let (user, _) = known.ok_or(Error::Unauthenticated)?;
        let user = Person::of(&user, accounts::profile(&cx.env, &user).await?);
        Ok(Self { token: signed.session, expires_in: signed.max_age, user })
    }
}

/// Sign in
///
/// The session that came with the request, if any, ends. A guest's cart that is named by
/// `X-Cart-Token` joins the person's own.
#[utoipa::path(post, path = "/sessions", tag = "Accounts", request_body = SignIn, responses(
    (status = 201, body = Session),
    (status = 422, description = "Mail address and password do not belong together"),
    (status = 429, description = "Too many attempts"),
))]
async fn sign_in(cx: Caller, Body(body): Body<SignIn>) -> Result<(StatusCode, Json<Session>), Problem> {
    let signed = accounts::sign_in(&cx.env, &body.email, &body.password, &cx.client()).await?;
    Ok((StatusCode::CREATED, Json(Session::of(&cx, signed).await?)))
}

/// A place where the person is signed in.
#[derive(Serialize, ToSchema)]
struct SessionItem {
    /// Names the session; it opens nothing.
    id: String,
    /// Whether it is the one that asks.
    current: bool,
    /// When it began.
    created_at: Time,
    /// When it was last used, to the hour.
    last_seen_at: Time,
    /// The client's address at sign-in.
    ip: String,
    /// How the client described itself.
    user_agent: String,
}

impl From<SessionInfo> for SessionItem {
    fn from(session: SessionInfo) -> Self {
        Self {
            id: session.id,
            current: session.current,
            created_at: session.created_at.into(),
            last_seen_at: session.last_seen_at.into(),
            ip: session.ip,
            user_agent: session.user_agent,
        }
    }
}

/// List where you are signed in
///
/// The newest hundred.
#[utoipa::path(get, path = "/sessions", tag = "Accounts", security(("session" = [])), responses(
    (status = 200, body = Vec<SessionItem>),
    (status = 401, description = "Not signed in"),
))]
async fn list_sessions(cx: Caller) -> Result<Json<Vec<SessionItem>>, Problem> {
    let sessions = accounts::sessions(&cx.env, cx.user()?).await?;
    Ok(Json(sessions.into_iter().map(Into::into).collect()))
}

/// Sign out
#[utoipa::path(delete, path = "/sessions/current", tag = "Accounts", security(("session" = [])), responses(
    (status = 204, description = "The token opens nothing any more"),
    (status = 401, description = "Not signed in"),
))]
async fn sign_out(cx: Caller) -> Result<StatusCode, Problem> {
    accounts::sign_out(&cx.env, cx.user()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sign out everywhere
///
/// This session ends too.
#[utoipa::path(delete, path = "/sessions", tag = "Accounts", security(("session" = [])), responses(
    (status = 204, description = "No token of the person opens anything any more"),
    (status = 401, description = "Not signed in"),
))]
async fn sign_out_everywhere(cx: Caller) -> Result<StatusCode, Problem> {
    accounts::sign_out_everywhere(&cx.env, cx.user()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End one session
#[utoipa::path(delete, path = "/sessions/{id}", tag = "Accounts", security(("session" = [])),
    params(("id" = String, Path, description = "As in the list of sessions")),
    responses(
        (status = 204, description = "It is over"),
        (status = 401, description = "Not signed in"),
        (status = 404, description = "It was over, or is not yours"),
    ))]
async fn end_session(cx: Caller, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    accounts::end_session(&cx.env, cx.user()?, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
