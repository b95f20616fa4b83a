//! The people who work in a shop, and the record of what they changed.

use axum::Json;
use backend::{Env, Slice, accounts, shops};
use domain::accounts::MemberRole;
use domain::id::UserId;
use domain::shops::{AuditEntry, Member};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path, Query};
use crate::types::{Page, Paging, Time};

/// Entries of a page of the record when no `limit` is given.
const DEFAULT: u32 = 50;

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(add_member))
        .routes(routes!(change_member, remove_member))
        .routes(routes!(list_audit))
}

/// Someone who works in a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShopMember {
    /// The person.
    user_id: UserId,
    /// Their name.
    name: String,
    /// Their mail address.
    email: String,
    /// What they may do.
    role: MemberRole,
    /// Since when.
    since: Time,
}

impl From<Member> for ShopMember {
    fn from(member: Member) -> Self {
        Self {
            user_id: member.user,
            name: member.name,
            email: member.email,
            role: member.role,
            since: member.since.into(),
        }
    }
}

/// A person who is to work in the shop.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MemberBody {
    /// Mail address of their account, which is confirmed.
    email: String,
    /// What they may do.
    role: MemberRole,
}

/// What a member may do from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoleBody {
    /// What they may do.
    role: MemberRole,
}

/// A person who works in the shop now.
#[derive(Debug, Serialize, ToSchema)]
struct MemberCreated {
    /// The person.
    user_id: UserId,
}

/// Something that somebody changed.
#[derive(Debug, Serialize, ToSchema)]
struct AuditItem {
    /// When.
    at: Time,
    /// Who, by name; empty for the system.
    actor: String,
    /// What was done, as a word.
    #[schema(examples("member.added"))]
    action: String,
    /// To what: an id or a name.
    subject: String,
    /// Particulars, by action.
    #[schema(value_type = Object)]
    details: serde_json::Value,
}

impl From<AuditEntry> for AuditItem {
    fn from(entry: AuditEntry) -> Self {
        Self {
            at: entry.at.into(),
            actor: entry.actor,
            action: entry.action,
            subject: entry.subject,
            details: serde_json::from_str(&entry.details).unwrap_or_default(),
        }
    }
}

/// Add a member
#[utoipa::path(post, path = "/merchant/{shop}/settings/members", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = MemberBody,
    security(("session" = [])),
    responses(
        (status = 201, body = MemberCreated),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 422, description = "`email`: nobody has a confirmed account with it, or they work in the shop already"),
        (status = 429, description = "Too many people were tried"),
    ))]
async fn add_member(
    cx: Caller,
    Path(shop): Path<String>,
    Body(body): Body<MemberBody>,
) -> Result<(StatusCode, Json<MemberCreated>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let user_id = shops::add_member(&cx.env, &shop, &body.email, body.role).await?;
    Ok((StatusCode::CREATED, Json(MemberCreated { user_id })))
}

/// Change what a member may do
#[utoipa::path(patch, path = "/merchant/{shop}/settings/members/{user}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("user" = UserId, Path, description = "The person"),
    ),
    request_body = RoleBody,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such member, or no such shop of the caller's"),
        (status = 409, description = "`last_owner`: the shop would be left without an owner"),
    ))]
async fn change_member(
    cx: Caller,
    Path((shop, user)): Path<(String, UserId)>,
    Body(body): Body<RoleBody>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::set_member_role(&cx.env, &shop, user, body.role).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a member
///
/// An owner may leave too, unless nobody else owns the shop.
#[utoipa::path(delete, path = "/merchant/{shop}/settings/members/{user}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("user" = UserId, Path, description = "The person"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such member, or no such shop of the caller's"),
        (status = 409, description = "`last_owner`: the shop would be left without an owner"),
    ))]
async fn remove_member(
    cx: Caller,
    Path((shop, user)): Path<(String, UserId)>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::remove_member(&cx.env, &shop, user).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who changed what
///
/// Newest first; for owners.
#[utoipa::path(get, path = "/merchant/{shop}/settings/audit", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug"), Paging),
    security(("session" = [])),
    responses(
        (status = 200, body = Page<AuditItem>),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
    ))]
async fn list_audit(
    cx: Caller,
    Path(shop): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<AuditItem>>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let (entries, next) = accounts::shop_audit(&cx.env, &shop, slice).await?;
    Ok(Json(Page::of(entries, next)))
}
