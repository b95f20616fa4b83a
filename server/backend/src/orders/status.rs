//! The one writer of an order's states: it derives them from pieces and amounts and stores them.

use std::collections::HashMap;

use db::{Run, Tx, sql};
use domain::checkout::GroupState;
use domain::id::{OrderGroupId, OrderId};
use domain::orders::{
    LineQuantities, OrderStatus, PaymentFacts, derive_fulfillment, derive_payment, derive_status,
};

use crate::{Env, Error, Result};

sql!(
    /// Held until the commit, so that of two changes at once the second derives from both.
    LOCK_ORDER,
    "update orders set updated_at = $1 where id = $2 returning group_id"
);
sql!(
    ORDER_FACTS,
    "select o.id, o.total, g.state,
            cast(coalesce(sum(s.authorized), 0) as bigint) as authorised,
            cast(coalesce(sum(s.captured), 0) as bigint) as captured,
            cast(coalesce(sum(s.refunded), 0) as bigint) as refunded
     from orders o join order_groups g on g.id = o.group_id left join payment_splits s on s.order_id = o.id
     where o.id = $1 group by o.id, o.total, g.state"
);
sql!(
    GROUP_FACTS,
    "select o.id, o.total, g.state,
            cast(coalesce(sum(s.authorized), 0) as bigint) as authorised,
            cast(coalesce(sum(s.captured), 0) as bigint) as captured,
            cast(coalesce(sum(s.refunded), 0) as bigint) as refunded
     from order_groups g join orders o on o.group_id = g.id left join payment_splits s on s.order_id = o.id
     where g.id = $1 group by o.id, o.total, g.state order by o.id"
);
sql!(
    ORDER_PIECES,
    "select order_id, quantity, cancelled, fulfilled, delivered, returned, refunded from order_lines where order_id = $1"
);
sql!(
    GROUP_PIECES,
    "select l.order_id, l.quantity, l.cancelled, l.fulfilled, l.delivered, l.returned, l.refunded
     from orders o join order_lines l on l.order_id = o.id where o.group_id = $1"
);
sql!(
    STORE_STATUS,
    "update orders set status = $1, payment_status = $2, fulfillment_status = $3, refunded_total = $4, updated_at = $5
     where id = $6"
);

#[derive(db::FromRow)]
struct Facts {
    id: OrderId,
    total: i64,
    state: GroupState,
    authorised: i64,
    captured: i64,
    refunded: i64,
}

#[derive(db::FromRow)]
struct Pieces {
    order_id: OrderId,
    quantity: i64,
    cancelled: i64,
    fulfilled: i64,
    delivered: i64,
    returned: i64,
    refunded: i64,
}

/// Derives and stores the states of an order and what was given back for it. Call it last in
/// every transaction that changes the pieces of a line or the amounts of a payment split.
///
/// # Errors
/// NotFound for an order that does not exist.
pub async fn store_status(tx: &mut Tx, env: &Env, order: OrderId) -> Result<()> {
    let lock = tx.query(&LOCK_ORDER).bind(env.now()).bind(order);
    lock.fetch_optional::<(OrderGroupId,)>().await?.ok_or(Error::NotFound)?;
    let facts = tx.query(&ORDER_FACTS).bind(order).fetch_all().await?;
    let pieces = tx.query(&ORDER_PIECES).bind(order).fetch_all().await?;
    store(tx, env, facts, pieces).await
}

/// The same for all orders of a purchase, whose row the caller holds.
pub async fn store_group_status(tx: &mut Tx, env: &Env, group: OrderGroupId) -> Result<()> {
    let facts = tx.query(&GROUP_FACTS).bind(group).fetch_all().await?;
    let pieces = tx.query(&GROUP_PIECES).bind(group).fetch_all().await?;
    store(tx, env, facts, pieces).await
}

async fn store(tx: &mut Tx, env: &Env, facts: Vec<Facts>, pieces: Vec<Pieces>) -> Result<()> {
    let mut lines: HashMap<OrderId, Vec<LineQuantities>> = HashMap::new();
    for row in pieces {
        lines.entry(row.order_id).or_default().push(LineQuantities {
            ordered: row.quantity,
            cancelled: row.cancelled,
            fulfilled: row.fulfilled,
            delivered: row.delivered,
            returned: row.returned,
            refunded: row.refunded,
        });
    }
    for order in facts {
        let lines = lines.remove(&order.id).unwrap_or_default();
        let placed = matches!(order.state, GroupState::Placed | GroupState::Refunded);
        let payment = derive_payment(PaymentFacts {
            // Nothing is paid before its purchase is final, not even an order over nothing.
            total: if placed { order.total } else { order.total.max(1) },
            authorised: order.authorised,
            captured: order.captured,
            refunded: order.refunded,
            failed: order.state == GroupState::Failed,
        });
        let status = if placed { derive_status(&lines, payment) } else { OrderStatus::Pending };
        tx.query(&STORE_STATUS)
            .bind(status.as_str())
            .bind(payment.as_str())
            .bind(derive_fulfillment(&lines).as_str())
            .bind(order.refunded)
            .bind(env.now())
            .bind(order.id)
            .execute()
            .await?;
    }
    Ok(())
}
