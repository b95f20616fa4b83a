//! Giving money back: the provider is asked by a job, once a refund, whatever crashes between.

use db::{Run, sql};
use domain::id::{OrderId, PaymentId, RefundId, ShopId};
use domain::{Currency, Money};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::webhooks::again;
use crate::events::{self, Event};
use crate::jobs::Job;
use crate::orders::{self, status, timeline};
use crate::ports::payment::PaymentError;
use crate::{Env, Result};

sql!(
    FIND_REFUND,
    "select r.order_id, r.shop_id, r.payment_id, r.amount, r.state, p.currency, p.provider_ref
     from refunds r join payments p on p.id = r.payment_id where r.id = $1"
);
sql!(
    SETTLE_REFUND,
    "update refunds set state = $1, provider_ref = $2, settled_at = $3 where id = $4 and state = 'pending'"
);

#[derive(db::FromRow)]
struct RefundRow {
    order_id: OrderId,
    shop_id: ShopId,
    payment_id: PaymentId,
    amount: i64,
    state: String,
    currency: Currency,
    provider_ref: Option<String>,
}

/// Takes a pending refund to the provider and settles it: payment, split, the order's states,
/// timeline and event. Enqueue it in the transaction that writes the refund's row.
#[derive(Serialize, Deserialize)]
pub struct SettleRefund {
    /// Which.
    pub refund: RefundId,
}

impl Job for SettleRefund {
    const KIND: &'static str = "settle_refund";
    /// The customer was promised the money: tried for days.
    const MAX_ATTEMPTS: i64 = 60;

    fn unique_key(&self) -> Option<String> {
        Some(format!("settle_refund:{}", self.refund))
    }

    async fn run(self, env: &Env) -> Result<()> {
        let row: RefundRow = env.db.read().query(&FIND_REFUND).bind(self.refund).fetch_one().await?;
        if row.state != "pending" {
            return Ok(());
        }
        let amount = Money::new(row.amount, row.currency);
        let key = self.refund.to_string();
        let answer = match &row.provider_ref {
            Some(reference) if amount.amount > 0 => {
                env.ports.payment.refund(env, reference, amount, &key).await.map(Some)
            }
            // Goods that cost nothing come back without money.
            _ => Ok(None),
        };
        match answer {
            Ok(reference) => settle(env, self.refund, &row, reference).await,
            Err(PaymentError::Refused(cause)) => {
                tracing::error!(refund = %self.refund, cause, "the provider refuses a refund");
                refuse(env, self.refund, &row).await
            }
            Err(error) => Err(again(error)),
        }
    }
}

async fn settle(env: &Env, refund: RefundId, row: &RefundRow, reference: Option<String>) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let step = tx.query(&SETTLE_REFUND).bind("done").bind(reference).bind(env.now()).bind(refund);
    if step.execute().await? == 0 {
        return Ok(());
    }
    super::refunded(&mut tx, env, row.payment_id, row.order_id, row.amount).await?;
    status::store_status(&mut tx, env, row.order_id).await?;
    let details = json!({ "refund": refund, "amount": Money::new(row.amount, row.currency) });
    timeline::record(&mut tx, env, row.order_id, "refunded", None, "", &details).await?;
    let event = Event::OrderRefunded { order: row.order_id, refund: Some(refund) };
    events::record(&mut tx, env, Some(row.shop_id), event).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// A person must look at it: the timeline says so.
async fn refuse(env: &Env, refund: RefundId, row: &RefundRow) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let step = tx.query(&SETTLE_REFUND).bind("failed").bind(None::<String>).bind(env.now()).bind(refund);
    if step.execute().await? == 1 {
        // What was promised can be given back another way.
        orders::undo_refund(&mut tx, env, refund).await?;
        let details = json!({ "refund": refund, "amount": Money::new(row.amount, row.currency) });
        timeline::record(&mut tx, env, row.order_id, "refund_failed", None, "", &details).await?;
    }
    Ok(tx.commit().await?)
}
