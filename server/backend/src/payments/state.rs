//! The one writer of a payment's state. Each step applies only where it may, and says whether
//! it did, so that two who do the same do it once.

use db::{Run, Tx, sql};
use domain::checkout::{DeclineReason, GroupState, PaymentState};
use domain::id::{CartId, OrderGroupId, OrderId, PaymentId};
use domain::{Currency, Money, UtcMillis};

use crate::ports::payment::Remote;
use crate::{Env, Error, Result};

sql!(
    INSERT_PAYMENT,
    "insert into payments (id, group_id, attempt, provider, state, currency, amount, created_at, updated_at)
     values ($1, $2, $3, $4, 'created', $5, $6, $7, $7)"
);
sql!(
    FIND_PAYMENT,
    "select p.id, p.group_id, p.provider_ref, p.state, p.currency, p.amount, p.decline_reason, p.challenge_url,
            p.created_at, g.state as group_state, g.number, g.cart_id
     from payments p join order_groups g on g.id = p.group_id where p.id = $1"
);
sql!(
    FIND_NEWEST_PAYMENT,
    "select p.id, p.group_id, p.provider_ref, p.state, p.currency, p.amount, p.decline_reason, p.challenge_url,
            p.created_at, g.state as group_state, g.number, g.cart_id
     from order_groups g join payments p on p.group_id = g.id where g.cart_id = $1 order by p.attempt desc limit 1"
);
sql!(
    AUTHORIZE_PAYMENT,
    "update payments set state = 'authorized', provider_ref = $1, method = $2, updated_at = $3
     where id = $4 and state in ('created', 'pending', 'challenge')"
);
sql!(
    SPLIT_PAYMENT,
    "insert into payment_splits (payment_id, order_id, authorized) select $1, o.id, o.total from orders o where o.group_id = $2"
);
sql!(
    AWAIT_PAYMENT,
    "update payments set state = $1, provider_ref = $2, method = $3, challenge_url = $4, updated_at = $5
     where id = $6 and state in ('created', 'pending', 'challenge')"
);
sql!(
    CAPTURE_PAYMENT,
    "update payments set state = 'captured', captured = amount, updated_at = $1 where id = $2 and state = 'authorized'"
);
sql!(CAPTURE_SPLITS, "update payment_splits set captured = authorized where payment_id = $1");
sql!(
    /// Only by who saw the state that it is still in: since then the amount may be promised, or taken.
    END_PAYMENT,
    "update payments set state = $1, decline_reason = $2, updated_at = $3 where id = $4 and state = $5"
);
sql!(DROP_SPLITS, "delete from payment_splits where payment_id = $1");
sql!(RELEASE_PAYMENT, "update payments set released_at = $1 where id = $2 and state = 'voided'");
sql!(
    REFUND_PAYMENT,
    "update payments set refunded = refunded + $1, updated_at = $2 where id = $3 and refunded + $1 <= captured"
);
sql!(
    REFUND_SPLIT,
    "update payment_splits set refunded = refunded + $1 where payment_id = $2 and order_id = $3 and refunded + $1 <= captured"
);

/// A payment with the purchase that it pays.
#[derive(Debug, Clone, db::FromRow)]
pub(crate) struct PaymentRow {
    pub(crate) id: PaymentId,
    pub(crate) group_id: OrderGroupId,
    pub(crate) provider_ref: Option<String>,
    pub(crate) state: PaymentState,
    pub(crate) currency: Currency,
    pub(crate) amount: i64,
    pub(crate) decline_reason: String,
    pub(crate) challenge_url: String,
    pub(crate) created_at: UtcMillis,
    pub(crate) group_state: GroupState,
    pub(crate) number: i64,
    pub(crate) cart_id: CartId,
}

impl PaymentRow {
    pub(crate) const fn money(&self) -> Money {
        Money::new(self.amount, self.currency)
    }

    /// Whether nothing will happen to it any more, refunds aside.
    pub(crate) const fn is_settled(&self) -> bool {
        matches!(self.state, PaymentState::Captured | PaymentState::Declined | PaymentState::Voided)
    }
}

/// An attempt to pay for a purchase.
pub(crate) struct NewPayment {
    pub(crate) id: PaymentId,
    pub(crate) group: OrderGroupId,
    pub(crate) attempt: i64,
    pub(crate) amount: Money,
}

pub(crate) async fn insert(tx: &mut Tx, env: &Env, payment: &NewPayment) -> Result<()> {
    // Nothing is asked of a provider for nothing.
    let provider = if payment.amount.amount == 0 { "none" } else { env.ports.payment.name() };
    tx.query(&INSERT_PAYMENT)
        .bind(payment.id)
        .bind(payment.group)
        .bind(payment.attempt)
        .bind(provider)
        .bind(payment.amount.currency.as_str())
        .bind(payment.amount.amount)
        .bind(env.now())
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn find(conn: &mut dyn Run, payment: PaymentId) -> Result<PaymentRow> {
    Ok(conn.query(&FIND_PAYMENT).bind(payment).fetch_one().await?)
}

/// The last attempt to pay for a cart.
pub(crate) async fn find_newest(conn: &mut dyn Run, cart: CartId) -> Result<Option<PaymentRow>> {
    Ok(conn.query(&FIND_NEWEST_PAYMENT).bind(cart).fetch_optional().await?)
}

/// The provider promises the amount; `remote` is `None` where nothing is to be paid.
pub(crate) async fn authorized(
    tx: &mut Tx,
    env: &Env,
    row: &PaymentRow,
    remote: Option<&Remote>,
) -> Result<bool> {
    let step = tx
        .query(&AUTHORIZE_PAYMENT)
        .bind(remote.map(|remote| remote.reference.as_str()))
        .bind(remote.map_or("", |remote| remote.method.as_str()))
        .bind(env.now())
        .bind(row.id);
    if step.execute().await? == 0 {
        return Ok(false);
    }
    tx.query(&SPLIT_PAYMENT).bind(row.id).bind(row.group_id).execute().await?;
    Ok(true)
}

/// The provider, or the buyer by way of `challenge_url`, has yet to decide.
pub(crate) async fn waiting(
    tx: &mut Tx,
    env: &Env,
    row: &PaymentRow,
    remote: &Remote,
    challenge_url: Option<&str>,
) -> Result<bool> {
    let state = if challenge_url.is_some() { PaymentState::Challenge } else { PaymentState::Pending };
    let step = tx
        .query(&AWAIT_PAYMENT)
        .bind(state.as_str())
        .bind(remote.reference.as_str())
        .bind(remote.method.as_str())
        .bind(challenge_url.unwrap_or(""))
        .bind(env.now())
        .bind(row.id);
    Ok(step.execute().await? == 1)
}

/// The authorised amount is taken.
pub(crate) async fn captured(tx: &mut Tx, env: &Env, payment: PaymentId) -> Result<bool> {
    if tx.query(&CAPTURE_PAYMENT).bind(env.now()).bind(payment).execute().await? == 0 {
        return Ok(false);
    }
    tx.query(&CAPTURE_SPLITS).bind(payment).execute().await?;
    Ok(true)
}

/// It came to nothing: declined by the bank, or called off (voided). False when it is not as
/// `row` says any more.
pub(crate) async fn ended(
    tx: &mut Tx,
    env: &Env,
    row: &PaymentRow,
    state: PaymentState,
    reason: DeclineReason,
) -> Result<bool> {
    if row.is_settled() {
        return Ok(false);
    }
    let step = tx.query(&END_PAYMENT).bind(state.as_str()).bind(reason.as_str()).bind(env.now());
    if step.bind(row.id).bind(row.state.as_str()).execute().await? == 0 {
        return Ok(false);
    }
    tx.query(&DROP_SPLITS).bind(row.id).execute().await?;
    Ok(true)
}

/// The provider holds nothing of a voided payment any more.
pub(super) async fn released(tx: &mut Tx, env: &Env, payment: PaymentId) -> Result<()> {
    tx.query(&RELEASE_PAYMENT).bind(env.now()).bind(payment).execute().await?;
    Ok(())
}

/// Money of an order's part went back.
///
/// # Errors
/// Internal, when it is more than was taken: the provider gave what we must not have asked for.
pub(crate) async fn refunded(
    tx: &mut Tx,
    env: &Env,
    payment: PaymentId,
    order: OrderId,
    amount: i64,
) -> Result<()> {
    let whole = tx.query(&REFUND_PAYMENT).bind(amount).bind(env.now()).bind(payment).execute().await?;
    let split = tx.query(&REFUND_SPLIT).bind(amount).bind(payment).bind(order).execute().await?;
    if whole == 1 && split == 1 {
        Ok(())
    } else {
        Err(Error::internal(format!("a refund of {amount} exceeds what payment {payment} took for {order}")))
    }
}
