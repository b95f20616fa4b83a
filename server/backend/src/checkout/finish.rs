//! Phase three: what was paid for is placed, once. And its two other ends: nothing was taken,
//! or what was taken goes back because the stock is gone for good.

use std::collections::BTreeMap;
use std::time::Duration;

use db::{Run, Tx, sql};
use domain::Money;
use domain::checkout::{DeclineReason, GroupState, PaymentState, group_number};
use domain::id::{OrderGroupId, OrderId, ProductId, RefundEntity, VariantId};
use serde_json::json;

use super::{came_to, hold};
use crate::events::{self, Event};
use crate::inventory::{self, Cause, Sold, Touched};
use crate::orders::{status, timeline};
use crate::payments::{self, PaymentRow, SettleRefund, VoidPayment};
use crate::{Env, Error, Result, jobs};

/// How often a purchase is placed that another transaction is in the way of, and the pause between.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(50);

sql!(CLOSE_CART, "update carts set state = 'ordered', updated_at = $1 where id = $2 and state = 'paying'");
sql!(REOPEN_CART, "update carts set state = 'open', updated_at = $1 where id = $2 and state = 'paying'");
sql!(PLACE_GROUP, "update order_groups set state = $1, placed_at = $2 where id = $3 and state = 'pending'");
sql!(FAIL_GROUP, "update order_groups set state = 'failed' where id = $1 and state = 'pending'");
sql!(
    GROUP_LINES,
    "select o.id as order_id, o.total, l.variant_id, l.product_id, l.quantity, l.tracked
     from orders o join order_lines l on l.order_id = o.id where o.group_id = $1 order by o.id, l.position"
);
sql!(UNTRACK_LINE, "update order_lines set tracked = $1 where order_id = $2 and variant_id = $3");
sql!(COUNT_SALE, "update products set sold_count = sold_count + $1 where id = $2");
sql!(
    CANCEL_ALL_LINES,
    "update order_lines set cancelled = quantity, refunded = quantity, refunded_amount = total, refunded_tax = tax
     where order_id in (select id from orders where group_id = $1)"
);
sql!(
    REFUND_ALL_SHIPPING,
    "update orders set shipping_refunded = shipping_total, shipping_refunded_tax = shipping_tax where group_id = $1"
);
sql!(
    INSERT_WHOLE_REFUND,
    "insert into refunds (id, order_id, shop_id, payment_id, amount, shipping_amount, reason, restock, state, created_at)
     select $1, o.id, o.shop_id, $2, o.total, o.shipping_total, 'stock_gone', $3, 'pending', $4 from orders o where o.id = $5"
);
sql!(
    INSERT_WHOLE_REFUND_LINES,
    "insert into refund_lines (refund_id, order_line_id, quantity, amount, tax)
     select $1, l.id, l.quantity, l.total, l.tax from order_lines l where l.order_id = $2"
);

/// What phase three came to.
pub(super) enum Finished {
    /// It is final: placed or refunded.
    Done(GroupState),
    /// Somebody else finished or ended it.
    Elsewhere,
}

#[derive(db::FromRow)]
struct SoldLine {
    order_id: OrderId,
    total: i64,
    variant_id: VariantId,
    product_id: ProductId,
    quantity: i64,
    tracked: bool,
}

/// Places a purchase whose money was taken.
///
/// A product's editor and an import hold the product before its variants, a sale after them: of
/// two that wait for each other PostgreSQL ends one, which comes through the next time.
#[tracing::instrument(name = "checkout.finish", skip_all)]
pub(super) async fn finish(env: &Env, row: &PaymentRow) -> Result<Finished> {
    for _ in 1..TRIES {
        match place(env, row).await {
            Err(Error::Unavailable(cause)) => {
                tracing::warn!(payment = %row.id, cause, "placing a purchase is tried again");
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return outcome,
        }
    }
    place(env, row).await
}

async fn place(env: &Env, row: &PaymentRow) -> Result<Finished> {
    let mut tx = env.db.begin().await?;
    if !close(&mut tx, env, row, GroupState::Placed).await? {
        tx.rollback().await?;
        return Ok(Finished::Elsewhere);
    }
    let lines: Vec<SoldLine> = tx.query(&GROUP_LINES).bind(row.group_id).fetch_all().await?;
    let held = hold::take(&mut tx, row.cart_id).await?;
    let mut touched = Touched::default();
    if !sell(&mut tx, env, &mut touched, row, &lines, held).await? {
        tx.rollback().await?;
        return give_back(env, row).await;
    }
    let mut sales: BTreeMap<ProductId, i64> = BTreeMap::new();
    for line in &lines {
        *sales.entry(line.product_id).or_default() += line.quantity;
    }
    for (product, pieces) in sales {
        tx.query(&COUNT_SALE).bind(pieces).bind(product).execute().await?;
    }
    // After the sales: they hold every product in the order of its id.
    touched.settle(&mut tx, env).await?;
    status::store_group_status(&mut tx, env, row.group_id).await?;
    for order in orders(&lines) {
        timeline::begin(&mut tx, env, order.order_id, Money::new(order.total, row.currency)).await?;
    }
    events::record(&mut tx, env, None, Event::OrderGroupPlaced { group: row.group_id }).await?;
    tx.commit().await?;
    env.bus.wake();
    came_to("placed");
    tracing::info!(purchase = group_number(row.number), "placed");
    Ok(Finished::Done(GroupState::Placed))
}

/// Makes cart, payment and purchase final; false when they are already.
async fn close(tx: &mut Tx, env: &Env, row: &PaymentRow, state: GroupState) -> Result<bool> {
    tx.query(&CLOSE_CART).bind(env.now()).bind(row.cart_id).execute().await?;
    if !payments::captured(tx, env, row.id).await? {
        return Ok(false);
    }
    let place = tx.query(&PLACE_GROUP).bind(state.as_str()).bind(env.now()).bind(row.group_id);
    Ok(place.execute().await? == 1)
}

/// Turns what is held into what is sold; false when there is too little of anything.
async fn sell(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    row: &PaymentRow,
    lines: &[SoldLine],
    mut held: hold::Pieces,
) -> Result<bool> {
    let mut tracked: Vec<&SoldLine> = lines.iter().filter(|line| line.tracked).collect();
    tracked.sort_by_key(|line| line.variant_id);
    for line in tracked {
        let (variant, reference) = (line.variant_id, line.order_id.to_string());
        let kept = held.get(&variant).copied().unwrap_or(0).min(line.quantity);
        let cause = Cause::of(&reference);
        match inventory::allocate(tx, env, touched, variant, line.quantity, kept, cause).await? {
            Sold::Done => {
                if let Some(rest) = held.get_mut(&variant) {
                    *rest -= kept;
                }
            }
            // The merchant stopped counting it since: nothing to move, now or later.
            Sold::Untracked => {
                let untrack = tx.query(&UNTRACK_LINE).bind(false).bind(line.order_id).bind(variant);
                untrack.execute().await?;
            }
            Sold::Short(_) => return Ok(false),
        }
    }
    held.retain(|_, rest| *rest > 0);
    hold::release(tx, env, touched, row.cart_id, held).await?;
    Ok(true)
}

/// The one case in which a captured payment goes back by itself: its stock is gone for good.
async fn give_back(env: &Env, row: &PaymentRow) -> Result<Finished> {
    let mut tx = env.db.begin().await?;
    if !close(&mut tx, env, row, GroupState::Refunded).await? {
        tx.rollback().await?;
        return Ok(Finished::Elsewhere);
    }
    let lines: Vec<SoldLine> = tx.query(&GROUP_LINES).bind(row.group_id).fetch_all().await?;
    let held = hold::take(&mut tx, row.cart_id).await?;
    let mut touched = Touched::default();
    hold::release(&mut tx, env, &mut touched, row.cart_id, held).await?;
    touched.settle(&mut tx, env).await?;
    tx.query(&CANCEL_ALL_LINES).bind(row.group_id).execute().await?;
    tx.query(&REFUND_ALL_SHIPPING).bind(row.group_id).execute().await?;
    for order in orders(&lines) {
        let refund = env.id::<RefundEntity>();
        tx.query(&INSERT_WHOLE_REFUND)
            .bind(refund)
            .bind(row.id)
            .bind(false)
            .bind(env.now())
            .bind(order.order_id)
            .execute()
            .await?;
        tx.query(&INSERT_WHOLE_REFUND_LINES).bind(refund).bind(order.order_id).execute().await?;
        let details = json!({ "amount": Money::new(order.total, row.currency) });
        timeline::record(&mut tx, env, order.order_id, "stock_gone", None, "", &details).await?;
        jobs::enqueue(&mut tx, env, &SettleRefund { refund }).await?;
    }
    status::store_group_status(&mut tx, env, row.group_id).await?;
    events::record(&mut tx, env, None, Event::OrderGroupRefunded { group: row.group_id }).await?;
    tx.commit().await?;
    env.bus.wake();
    came_to("refunded");
    tracing::warn!(purchase = group_number(row.number), "paid, but the stock is gone: the money goes back");
    Ok(Finished::Done(GroupState::Refunded))
}

/// The first line of each order.
fn orders(lines: &[SoldLine]) -> impl Iterator<Item = &SoldLine> {
    lines
        .iter()
        .enumerate()
        .filter(|(at, line)| *at == 0 || lines[at - 1].order_id != line.order_id)
        .map(|(_, line)| line)
}

/// Ends a payment of which nothing was taken: the cart can be changed and paid for again, and
/// what it holds stays held for its time. False when the payment is not as `row` says any more.
pub(super) async fn end(
    env: &Env,
    row: &PaymentRow,
    state: PaymentState,
    reason: DeclineReason,
) -> Result<bool> {
    let mut tx = env.db.begin().await?;
    tx.query(&REOPEN_CART).bind(env.now()).bind(row.cart_id).execute().await?;
    if !payments::ended(&mut tx, env, row, state, reason).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    tx.query(&FAIL_GROUP).bind(row.group_id).execute().await?;
    status::store_group_status(&mut tx, env, row.group_id).await?;
    if state == PaymentState::Voided {
        jobs::enqueue(&mut tx, env, &VoidPayment { payment: row.id }).await?;
    }
    tx.commit().await?;
    came_to(if state == PaymentState::Voided { "given_up" } else { "declined" });
    env.bus.wake();
    Ok(true)
}

/// Lets a guest see a purchase again, and is the same whenever it is asked for.
pub fn group_token(env: &Env, group: OrderGroupId) -> String {
    env.key.sign("order-group", group.as_str().as_bytes())
}
