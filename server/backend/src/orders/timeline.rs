//! What happened to an order, for its people. Rows are only added.

use db::{Run, Tx, sql};
use domain::id::{Id, OrderId, RowEntity, UserId};
use domain::{Money, UtcMillis};
use serde_json::json;

use crate::{Env, Result};

sql!(
    WRITE_TIMELINE,
    "insert into order_timeline (id, order_id, at, kind, user_id, actor, details) values ($1, $2, $3, $4, $5, $6, $7)"
);

/// Begins the timeline of an order whose money was taken: it was placed, and paid for where there
/// was something to pay.
///
/// Entries stand in the order of their ids, which within one millisecond is left to chance, so
/// the first is dated a millisecond before the second.
pub async fn begin(tx: &mut Tx, env: &Env, order: OrderId, total: Money) -> Result<()> {
    let now = env.now();
    let before = now.plus(-1);
    write(tx, env, before, order, "placed", None, "", &json!({ "total": total })).await?;
    if total.amount > 0 {
        write(tx, env, now, order, "paid", None, "", &json!({ "amount": total })).await?;
    }
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
    write(tx, env, env.now(), order, kind, user, actor, details).await
}

#[expect(clippy::too_many_arguments, reason = "the columns of a row")]
async fn write(
    tx: &mut Tx,
    env: &Env,
    at: UtcMillis,
    order: OrderId,
    kind: &str,
    user: Option<UserId>,
    actor: &str,
    details: &serde_json::Value,
) -> Result<()> {
    let id: Id<RowEntity> = Id::from_parts(at.0, u128::from_le_bytes(env.random::<16>()));
    tx.query(&WRITE_TIMELINE)
        .bind(id)
        .bind(order)
        .bind(at)
        .bind(kind)
        .bind(user)
        .bind(actor)
        .bind(details.to_string())
        .execute()
        .await?;
    Ok(())
}
