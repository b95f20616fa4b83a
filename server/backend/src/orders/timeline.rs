//! What happened to an order, for its people. Rows are only added.

use db::{Run, Tx, sql};
use domain::Money;
use domain::id::{OrderId, RowEntity, UserId};
use serde_json::json;

use crate::{Env, Result};

sql!(
    WRITE_TIMELINE,
    "insert into order_timeline (id, order_id, at, kind, user_id, actor, details) values ($1, $2, $3, $4, $5, $6, $7)"
);
sql!(
    BEGIN_TIMELINE,
    "insert into order_timeline (id, order_id, at, kind, actor, details)
     values ($1, $2, $3, 'placed', '', $4), ($5, $2, $3, 'paid', '', $6)"
);

/// Begins the timeline of an order whose money was taken: it was placed, and paid for where there
/// was something to pay.
pub async fn begin(tx: &mut Tx, env: &Env, order: OrderId, total: Money) -> Result<()> {
    let placed = json!({ "total": total });
    if total.amount == 0 {
        return record(tx, env, order, "placed", None, "", &placed).await;
    }
    tx.query(&BEGIN_TIMELINE)
        .bind(env.id::<RowEntity>())
        .bind(order)
        .bind(env.now())
        .bind(placed.to_string())
        .bind(env.id::<RowEntity>())
        .bind(json!({ "amount": total }).to_string())
        .execute()
        .await?;
    Ok(())
}

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
