//! The record of who changed what.

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{RowEntity, RowId, ShopId, UserId};
use domain::shops::AuditEntry;

use crate::scope::ShopScope;
use crate::{Env, Result, Slice};

sql!(
    ADD_AUDIT,
    "insert into audit_log (id, at, user_id, shop_id, action, subject, details) values ($1, $2, $3, $4, $5, $6, $7)"
);
sql!(
    SHOP_AUDIT,
    "select a.id, a.at, coalesce(u.name, '') as actor, a.action, a.subject, a.details
     from audit_log a left join users u on u.id = a.user_id
     where a.shop_id = $1 and a.id < $2 order by a.id desc limit $3"
);

/// Something that a person did and that may be asked about later.
pub(crate) struct Audit<'a> {
    pub user: Option<UserId>,
    pub shop: Option<ShopId>,
    /// Feature and deed: `member.added`.
    pub action: &'a str,
    /// Id or name of what it was done to.
    pub subject: String,
    pub details: serde_json::Value,
}

impl<'a> Audit<'a> {
    /// Something done within a shop.
    pub fn in_shop(shop: &ShopScope, action: &'a str, subject: impl Into<String>) -> Self {
        Self {
            user: shop.user(),
            shop: Some(shop.shop()),
            action,
            subject: subject.into(),
            details: serde_json::Value::Object(serde_json::Map::new()),
        }
    }

    /// With particulars. Never a secret.
    pub fn with(self, details: serde_json::Value) -> Self {
        Self { details, ..self }
    }
}

/// Writes an entry, in the transaction of the deed.
pub(crate) async fn audit(tx: &mut Tx, env: &Env, entry: Audit<'_>) -> Result<()> {
    tx.query(&ADD_AUDIT)
        .bind(env.id::<RowEntity>())
        .bind(env.now())
        .bind(entry.user)
        .bind(entry.shop)
        .bind(entry.action)
        .bind(entry.subject)
        .bind(entry.details.to_string())
        .execute()
        .await?;
    Ok(())
}

#[derive(db::FromRow)]
struct Row {
    id: RowId,
    at: UtcMillis,
    actor: String,
    action: String,
    subject: String,
    details: String,
}

/// A page of a shop's record, newest first, and the place to go on from; owners only.
pub async fn shop_audit(
    env: &Env,
    shop: &ShopScope,
    slice: Slice<'_>,
) -> Result<(Vec<AuditEntry>, Option<String>)> {
    shop.require_owner()?;
    // Every id sorts before the letter Z.
    let before = slice.cursor.and_then(|cursor| cursor.parse::<RowId>().ok());
    let before = before.map_or_else(|| "Z".to_owned(), |id| id.to_string());
    let mut conn = env.db.read();
    let query = conn.query(&SHOP_AUDIT).bind(shop.shop()).bind(before).bind(slice.limit + 1);
    let mut rows = query.fetch_all::<Row>().await?;
    let is_last = rows.len() <= slice.size();
    rows.truncate(slice.size());
    let next = rows.last().filter(|_| !is_last).map(|row| row.id.to_string());
    let entries = rows
        .into_iter()
        .map(|row| AuditEntry {
            at: row.at,
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            details: row.details,
        })
        .collect();
    Ok((entries, next))
}
