//! Calling off what was not sent.

use db::{Run, sql};
use domain::id::{OrderId, RefundId};
use domain::invalid::Checks;
use domain::orders::OrderStatus;
use domain::orders::actions::{Pieces, check_cancel, remaining};
use domain::orders::refunds::{RefundLine, RefundRequest};
use domain::orders::views::CancelForm;
use domain::stock::StockMove;
use serde_json::json;

use super::change::{self, StockMoves, Weighed};
use super::status::store_status;
use super::{refund, timeline};
use crate::events::{self, Event};
use crate::scope::ShopScope;
use crate::{Env, Result};

sql!(CANCEL_PIECES, "update order_lines set cancelled = cancelled + $1 where id = $2 and order_id = $3");
sql!(STORED_STATUS, "select status from orders where id = $1");

/// Calls pieces off. Their stock is free at once; what was paid for them is promised back only
/// when the form says so, and then this is the refund.
///
/// # Errors
/// NotFound for another shop's order; Conflict `stale`, `not_open`; Invalid `pieces`,
/// `pieces.{line}`, `reason`.
pub async fn cancel(
    env: &Env,
    shop: &ShopScope,
    order: OrderId,
    form: &CancelForm,
) -> Result<Option<RefundId>> {
    let mut checks = Checks::default();
    let reason = checks.text("reason", &form.reason, 0, 500);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    let mut held = change::hold(&mut tx, env, shop, order, form.version).await?;
    let quantities = held.quantities();
    let pieces = match form.all {
        true => remaining(held.facts.status, &quantities).map_err(|error| held.refuse(error))?,
        false => held.pieces(&form.pieces)?,
    };
    check_cancel(held.facts.status, &quantities, &pieces).map_err(|error| held.refuse(error))?;

    let mut stock = StockMoves::default();
    for Pieces { line, quantity } in &pieces {
        let line = &mut held.lines[*line];
        tx.query(&CANCEL_PIECES).bind(quantity).bind(line.id).bind(order).execute().await?;
        line.money.quantities.cancelled += quantity;
        stock.add(line, StockMove::Cancel, *quantity);
    }
    stock.apply(&mut tx, env, order, shop.user()).await?;
    let actor = change::actor(&mut tx, shop).await?;
    let called_off: i64 = pieces.iter().map(|pieces| pieces.quantity).sum();
    let details = json!({ "pieces": called_off, "reason": reason });
    timeline::record(&mut tx, env, order, "cancelled", shop.user(), &actor, &details).await?;

    let request = what_was_paid(&held, &pieces);
    let refund = match form.refund && (!request.lines.is_empty() || request.shipping > 0) {
        true => {
            let scale = held.facts.currency.scale();
            refund::promise(&mut tx, env, shop, &held, &request, &reason, scale).await?
        }
        false => None,
    };
    store_status(&mut tx, env, order).await?;
    let (status,): (OrderStatus,) = tx.query(&STORED_STATUS).bind(order).fetch_one().await?;
    let event = match status {
        OrderStatus::Cancelled => Event::OrderCancelled { order },
        _ => Event::OrderChanged { order },
    };
    events::record(&mut tx, env, Some(shop.shop()), event).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(refund)
}

/// The refund of pieces that were just called off, without those that were refunded before;
/// with the sending when nothing of the order is left.
fn what_was_paid(held: &Weighed, pieces: &[Pieces]) -> RefundRequest {
    let lines = pieces
        .iter()
        .map(|pieces| {
            let quantity = pieces.quantity.min(held.lines[pieces.line].quantities().to_refund());
            RefundLine { line: pieces.line, quantity, amount: None, restock: true }
        })
        .filter(|line| line.quantity > 0)
        .collect();
    let nothing_left = held.lines.iter().all(|line| line.quantities().active() == 0);
    let shipping = held.facts.shipping_total - held.facts.shipping_refunded;
    RefundRequest { lines, shipping: if nothing_left { shipping.max(0) } else { 0 }, amount: None }
}
