//! Giving money back, in two steps: the promise, in one transaction that takes the pieces and
//! amounts off what is left; then the provider, outside of any, by a job that ends it once.

use db::{Run, Tx, sql};
use domain::Money;
use domain::id::{OrderId, OrderLineId, PaymentId, RefundEntity, RefundId};
use domain::invalid::{Checks, Problem};
use domain::orders::refunds::{self, RefundError, RefundLine, RefundPreview, RefundRequest};
use domain::orders::views::{CountedRefund, CountedRefundLine, RefundForm};
use domain::stock::StockMove;
use serde_json::json;

use super::change::{self, OrderFacts, StockMoves, Weighed};
use super::status::store_status;
use super::timeline;
use crate::events::{self, Event};
use crate::payments::SettleRefund;
use crate::scope::ShopScope;
use crate::{Env, Error, Result, jobs};

sql!(
    WEIGH_ORDER,
    "select id, version, status, payment_status, currency, shipping_total, shipping_tax, shipping_refunded,
            shipping_refunded_tax
     from orders where id = $1 and shop_id = $2 and status <> 'pending'"
);
sql!(ORDER_SPLITS, "select payment_id, captured, refunded from payment_splits where order_id = $1");
sql!(
    PROMISED,
    "select cast(coalesce(sum(amount), 0) as bigint) from refunds where order_id = $1 and state = 'pending'"
);
sql!(
    WRITE_REFUND,
    "insert into refunds (id, order_id, shop_id, payment_id, amount, shipping_amount, reason, restock, state, user_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10)"
);
sql!(
    WRITE_REFUND_LINE,
    "insert into refund_lines (refund_id, order_line_id, quantity, amount, tax) values ($1, $2, $3, $4, $5)"
);
sql!(
    TAKE_FROM_LINE,
    "update order_lines set cancelled = cancelled + $1, returned = returned + $2, refunded = refunded + $3,
            refunded_amount = refunded_amount + $4, refunded_tax = refunded_tax + $5
     where id = $6 and order_id = $7"
);
sql!(
    TAKE_FROM_SHIPPING,
    "update orders set shipping_refunded = shipping_refunded + $1, shipping_refunded_tax = shipping_refunded_tax + $2
     where id = $3"
);
sql!(
    /// Held until the commit, so that what is given back meanwhile is counted.
    HOLD_REFUNDED_ORDER,
    "update orders set updated_at = $1 where id = (select order_id from refunds where id = $2)"
);
sql!(
    FAILED_REFUND,
    "select r.order_id, r.shipping_amount, o.shipping_total, o.shipping_tax, o.shipping_refunded, o.shipping_refunded_tax
     from refunds r join orders o on o.id = r.order_id where r.id = $1"
);
sql!(REFUND_SHARES, "select order_line_id, quantity, amount, tax from refund_lines where refund_id = $1");

/// What was taken for an order and what of it is gone.
struct Paid {
    /// Where the money goes back to; `None` when nothing was paid.
    payment: Option<PaymentId>,
    captured: i64,
    /// Given back or promised.
    refunded: i64,
}

/// A refund as it is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// By a person, whose amounts are text in units of the currency.
    Typed(&'a RefundForm),
    /// By a program, whose amounts are minor units.
    Counted(&'a CountedRefund),
}

impl<'a> From<&'a RefundForm> for Asked<'a> {
    fn from(form: &'a RefundForm) -> Self {
        Self::Typed(form)
    }
}

impl<'a> From<&'a CountedRefund> for Asked<'a> {
    fn from(counted: &'a CountedRefund) -> Self {
        Self::Counted(counted)
    }
}

/// Computes a refund without doing it, for whatever version the order has.
///
/// # Errors
/// As [`refund`].
pub async fn refund_preview<'a>(
    env: &Env,
    shop: &ShopScope,
    order: OrderId,
    asked: impl Into<Asked<'a>>,
) -> Result<RefundPreview> {
    let asked = asked.into();
    let mut conn = env.db.read();
    let query = conn.query(&WEIGH_ORDER).bind(order).bind(shop.shop());
    let facts: OrderFacts = query.fetch_optional().await?.ok_or(Error::NotFound)?;
    let weighed = change::weigh(&mut conn, facts).await?;
    let request = asked.read(&weighed)?;
    let paid = paid(&mut conn, order).await?;
    let order = weighed.refundable(paid.captured, paid.refunded);
    refunds::preview(&order, &request).map_err(|error| refuse(&weighed, error, asked.scale(&weighed)))
}

/// Promises money back and begins to give it. `None` when there was nothing to pay for the
/// pieces: they are taken back, and no money moves.
///
/// # Errors
/// NotFound for another shop's order; Conflict `stale`, `nothing_left`; Invalid `pieces`,
/// `pieces.{line}`, `pieces.{line}.amount`, `shipping`, `amount`, `reason`.
pub async fn refund<'a>(
    env: &Env,
    shop: &ShopScope,
    order: OrderId,
    asked: impl Into<Asked<'a>>,
) -> Result<Option<RefundId>> {
    let asked = asked.into();
    let mut checks = Checks::default();
    let reason = checks.text("reason", asked.reason(), 0, 500);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    let held = change::hold(&mut tx, env, shop, order, asked.version()).await?;
    let request = asked.read(&held)?;
    let scale = asked.scale(&held);
    let refund = promise(&mut tx, env, shop, &held, &request, &reason, scale).await?;
    store_status(&mut tx, env, order).await?;
    events::record(&mut tx, env, Some(shop.shop()), Event::OrderChanged { order }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(refund)
}

/// The first step, in the caller's transaction that holds the order and stores its states after.
/// A refusal names amounts in units of `scale` minor units.
pub(super) async fn promise(
    tx: &mut Tx,
    env: &Env,
    shop: &ShopScope,
    held: &Weighed,
    request: &RefundRequest,
    reason: &str,
    scale: i64,
) -> Result<Option<RefundId>> {
    let order = held.facts.id;
    let paid = paid(tx, order).await?;
    let done = refunds::preview(&held.refundable(paid.captured, paid.refunded), request)
        .map_err(|error| refuse(held, error, scale))?;
    let restock = done.lines.iter().any(|line| line.restock);
    let refund = match paid.payment.filter(|_| done.amount > 0) {
        Some(payment) => {
            let refund: RefundId = env.id::<RefundEntity>();
            tx.query(&WRITE_REFUND)
                .bind(refund)
                .bind(order)
                .bind(shop.shop())
                .bind(payment)
                .bind(done.amount)
                .bind(done.shipping)
                .bind(reason)
                .bind(restock)
                .bind(shop.user())
                .bind(env.now())
                .execute()
                .await?;
            Some(refund)
        }
        None => None,
    };
    let mut stock = StockMoves::default();
    for share in &done.lines {
        let line = &held.lines[share.line];
        if let Some(refund) = refund {
            let query = tx.query(&WRITE_REFUND_LINE).bind(refund).bind(line.id).bind(share.quantity);
            query.bind(share.amount).bind(share.tax).execute().await?;
        }
        let returned = share.returned();
        tx.query(&TAKE_FROM_LINE)
            .bind(share.pieces.cancelled)
            .bind(returned)
            .bind(share.quantity)
            .bind(share.amount)
            .bind(share.tax)
            .bind(line.id)
            .bind(order)
            .execute()
            .await?;
        stock.add(line, StockMove::Cancel, share.pieces.cancelled);
        stock.add(line, StockMove::Restock, returned);
    }
    if done.shipping > 0 {
        let query = tx.query(&TAKE_FROM_SHIPPING).bind(done.shipping).bind(done.shipping_tax);
        query.bind(order).execute().await?;
    }
    stock.apply(tx, env, order, shop.user()).await?;
    let actor = change::actor(tx, shop).await?;
    let pieces: i64 = done.lines.iter().map(|line| line.quantity).sum();
    let details =
        json!({ "pieces": pieces, "amount": Money::new(done.amount, held.facts.currency), "reason": reason });
    timeline::record(tx, env, order, "refund_begun", shop.user(), &actor, &details).await?;
    if let Some(refund) = refund {
        jobs::enqueue(tx, env, &SettleRefund { refund }).await?;
    }
    Ok(refund)
}

/// Puts the amounts of a refund that the provider refuses for good back to what can be given
/// back; for the transaction that stores its failure. Pieces that came back stay back.
pub async fn undo_refund(tx: &mut Tx, env: &Env, refund: RefundId) -> Result<()> {
    tx.query(&HOLD_REFUNDED_ORDER).bind(env.now()).bind(refund).execute().await?;
    let row = tx.query(&FAILED_REFUND).bind(refund).fetch_optional::<(OrderId, i64, i64, i64, i64, i64)>();
    let (order, shipping, total, tax, gone, gone_tax) = row.await?.ok_or(Error::NotFound)?;
    let shares: Vec<(OrderLineId, i64, i64, i64)> = tx.query(&REFUND_SHARES).bind(refund).fetch_all().await?;
    for (line, quantity, amount, tax) in shares {
        tx.query(&TAKE_FROM_LINE)
            .bind(0i64)
            .bind(0i64)
            .bind(-quantity)
            .bind(-amount)
            .bind(-tax)
            .bind(line)
            .bind(order)
            .execute()
            .await?;
    }
    if shipping > 0 {
        let left_tax = refunds::shipping_tax_in(gone - shipping, total, tax);
        let query = tx.query(&TAKE_FROM_SHIPPING).bind(-shipping).bind(left_tax - gone_tax);
        query.bind(order).execute().await?;
    }
    store_status(tx, env, order).await
}

async fn paid(conn: &mut dyn Run, order: OrderId) -> Result<Paid> {
    let splits: Vec<(PaymentId, i64, i64)> = conn.query(&ORDER_SPLITS).bind(order).fetch_all().await?;
    let promised: i64 = conn.query(&PROMISED).bind(order).scalar().await?;
    Ok(Paid {
        payment: splits
            .iter()
            .filter(|(_, captured, _)| *captured > 0)
            .max_by_key(|(_, captured, refunded)| captured - refunded)
            .map(|(payment, ..)| *payment),
        captured: splits.iter().map(|(_, captured, _)| captured).sum(),
        refunded: splits.iter().map(|(.., refunded)| refunded).sum::<i64>() + promised,
    })
}

impl Asked<'_> {
    const fn version(self) -> i64 {
        match self {
            Self::Typed(form) => form.version,
            Self::Counted(counted) => counted.version,
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Typed(form) => &form.reason,
            Self::Counted(counted) => &counted.reason,
        }
    }

    /// Minor units in a unit of the amounts.
    fn scale(self, order: &Weighed) -> i64 {
        match self {
            Self::Typed(_) => order.facts.currency.scale(),
            Self::Counted(_) => 1,
        }
    }

    fn read(self, order: &Weighed) -> Result<RefundRequest> {
        match self {
            Self::Typed(form) => read_typed(order, form),
            Self::Counted(counted) => read_counted(order, counted),
        }
    }
}

fn read_typed(order: &Weighed, form: &RefundForm) -> Result<RefundRequest> {
    let lines = order
        .pieces(&form.pieces)?
        .into_iter()
        .map(|pieces| RefundLine {
            line: pieces.line,
            quantity: pieces.quantity,
            amount: None,
            restock: form.restock,
        })
        .collect();
    let amount = |field: &str, typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => Money::parse(typed, order.facts.currency)
            .map(|money| Some(money.amount))
            .ok_or_else(|| Error::invalid(field, Problem::NotAnAmount)),
    };
    Ok(RefundRequest {
        lines,
        shipping: amount("shipping", &form.shipping)?.unwrap_or(0),
        amount: amount("amount", &form.amount)?,
    })
}

fn read_counted(order: &Weighed, counted: &CountedRefund) -> Result<RefundRequest> {
    let meant = counted.lines.iter().filter(|line| line.quantity != 0 || line.amount.is_some());
    let lines = meant.map(|&CountedRefundLine { line: id, quantity, amount, restock }| {
        let line = order.lines.iter().position(|line| line.id == id);
        let line = line.ok_or_else(|| Error::invalid(format!("pieces.{id}"), Problem::UnknownChoice))?;
        Ok(RefundLine { line, quantity, amount, restock })
    });
    Ok(RefundRequest {
        lines: lines.collect::<Result<_>>()?,
        shipping: counted.shipping,
        amount: counted.amount,
    })
}

/// The answer to a broken rule. The range of an amount is said in the units that the caller uses.
fn refuse(order: &Weighed, error: RefundError, scale: i64) -> Error {
    let range = |field: String, min, max| Error::invalid(field, Problem::OutOfRange { min, max });
    match error {
        RefundError::NothingLeft => Error::conflict("nothing_left"),
        RefundError::Empty => Error::invalid("pieces", Problem::Required),
        RefundError::UnknownLine(_) | RefundError::NamedTwice(_) => {
            Error::invalid("pieces", Problem::UnknownChoice)
        }
        RefundError::BadLine(line) => {
            let max = order.lines.get(line).map_or(0, |line| line.quantities().to_refund());
            range(order.field(line), 0, max)
        }
        RefundError::TooManyPieces { line, left } => range(order.field(line), 0, left),
        RefundError::LineTooMuch { line, left } => {
            range(format!("{}.amount", order.field(line)), 0, left / scale)
        }
        RefundError::BadShipping(left) => range("shipping".into(), 0, left / scale),
        RefundError::BadAmount(maximum) => range("amount".into(), 1 / scale, maximum / scale),
    }
}
