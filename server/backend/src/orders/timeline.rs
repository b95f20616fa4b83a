//! What happened to an order, for its people. Rows are only added.

use db::{Run, Tx, sql};
use domain::id::{OrderId, RowEntity, UserId};

use crate::{Env, Result};

sql!(
    WRITE_TIMELINE,
    "insert into order_timeline (id, order_id, at, kind, user_id, actor, details) values ($1, $2, $3, $4, $5, $6, $7)"
);

/// Adds an entry. `kind` is a word that pages translate (`placed`, `shipped`, …), `user` is who
/// did it (`None`: the system) and `actor` their name as it was then.
pub async fn record(
    tx: &mut Tx,
    env: &Env,
    order: OrderId,
    kind: &str,
    user: Option<UserId>,
    actor: &str,
    details: &serde_json::Value,
) -> Result<()> {
    tx.query(&WRITE_TIMELINE)
        .bind(env.id::<RowEntity>())
        .bind(order)
        .bind(env.now())
        .bind(kind)
        .bind(user)
        .bind(actor)
        .bind(details.to_string())
        .execute()
        .await?;
    Ok(())
}
