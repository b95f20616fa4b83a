//! Money that waits although no job of it is left, because the job died: found by the clock and
//! taken up again.

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{PaymentId, RefundId};
use domain::time::DAY;

use super::{SettleRefund, VoidPayment};
use crate::{Env, Result, jobs};

/// How far back, in milliseconds, a voided payment is looked for: no bank promises for so long.
const LOOK_BACK: i64 = 30 * DAY;

sql!(
    STRANDED_PAYMENTS,
    "select id from payments where state in ('created', 'pending', 'challenge', 'authorized') and updated_at <= $1
     order by updated_at limit 500"
);
sql!(
    STRANDED_VOIDS,
    "select id from payments where state = 'voided' and updated_at > $1 and updated_at <= $2 and released_at is null
     order by updated_at limit 500"
);
sql!(
    STRANDED_REFUNDS,
    "select id from refunds where state = 'pending' and created_at <= $1 order by created_at limit 500"
);

/// The payments that are not at their end and did not move since an instant.
pub(crate) async fn stranded(conn: &mut dyn Run, since: UtcMillis) -> Result<Vec<PaymentId>> {
    let rows: Vec<(PaymentId,)> = conn.query(&STRANDED_PAYMENTS).bind(since).fetch_all().await?;
    Ok(rows.into_iter().map(|(payment,)| payment).collect())
}

/// Enqueues the refunds that are not settled, and the voided payments that their provider is not
/// known to have let go of, if they are so since an instant.
pub(crate) async fn resume(tx: &mut Tx, env: &Env, since: UtcMillis) -> Result<()> {
    let refunds: Vec<(RefundId,)> = tx.query(&STRANDED_REFUNDS).bind(since).fetch_all().await?;
    for (refund,) in refunds {
        jobs::enqueue(tx, env, &SettleRefund { refund }).await?;
    }
    let find = tx.query(&STRANDED_VOIDS).bind(env.now().plus(-LOOK_BACK)).bind(since);
    let voided: Vec<(PaymentId,)> = find.fetch_all().await?;
    for (payment,) in voided {
        jobs::enqueue(tx, env, &VoidPayment { payment }).await?;
    }
    Ok(())
}
