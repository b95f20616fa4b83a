//! What providers tell by themselves, and what follows from it.

use db::{Run, sql};
use domain::checkout::PaymentState;
use domain::id::PaymentId;
use domain::time::HOUR;
use serde::{Deserialize, Serialize};

use super::state::released;
use super::{PaymentRow, find};
use crate::jobs::{self, Job};
use crate::ports::payment::{PaymentError, Remote, RemoteState};
use crate::{Env, Error, Result};

/// For so long, in milliseconds, a payment that its provider does not know may still reach it.
const ON_ITS_WAY: i64 = HOUR;

sql!(
    KEEP_NOTICE,
    "insert into payment_events (provider, event_id, kind, received_at) values ($1, $2, $3, $4)
     on conflict (provider, event_id) do nothing"
);

/// Takes a provider's webhook: checks the signature over the raw body, drops what came before,
/// and lets a job look at the payment, so that the answer is quick. What the provider claims is
/// only a reason to ask it.
///
/// # Errors
/// NotFound for a provider that this site does not use, Forbidden for a wrong signature.
pub async fn receive_webhook(env: &Env, provider: &str, signature: &str, body: &[u8]) -> Result<()> {
    let port = &env.ports.payment;
    if provider != port.name() {
        return Err(Error::NotFound);
    }
    let notice = port.read_webhook(env, signature, body).ok_or(Error::Forbidden)?;
    let mut tx = env.db.begin().await?;
    let keep = tx.query(&KEEP_NOTICE).bind(provider).bind(&notice.id).bind(&notice.kind).bind(env.now());
    if keep.execute().await? == 1 {
        jobs::enqueue(&mut tx, env, &SettlePayment { payment: notice.payment }).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// Brings a payment to where its provider is.
#[derive(Serialize, Deserialize)]
pub struct SettlePayment {
    /// Which.
    pub payment: PaymentId,
}

impl Job for SettlePayment {
    const KIND: &'static str = "settle_payment";

    async fn run(self, env: &Env) -> Result<()> {
        match find(&mut env.db.read(), self.payment).await {
            Ok(row) => crate::checkout::drive(env, row, None).await.map(drop),
            // A notice of something that is not ours.
            Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Calls a payment off at its provider, after it was given up here. What was taken all the same
/// goes back in full.
#[derive(Serialize, Deserialize)]
pub struct VoidPayment {
    /// Which.
    pub payment: PaymentId,
}

impl Job for VoidPayment {
    const KIND: &'static str = "void_payment";

    fn unique_key(&self) -> Option<String> {
        Some(format!("void_payment:{}", self.payment))
    }

    async fn run(self, env: &Env) -> Result<()> {
        let row: PaymentRow = find(&mut env.db.read(), self.payment).await?;
        if row.state != PaymentState::Voided {
            return Ok(());
        }
        match env.ports.payment.find(env, row.id).await.map_err(again)? {
            Some(remote) => let_go(env, &row, &remote).await.map_err(again)?,
            // Not released yet, so it is looked at again.
            None if env.now().since(row.created_at) < ON_ITS_WAY => return Ok(()),
            None => {}
        }
        let mut tx = env.db.begin().await?;
        released(&mut tx, env, row.id).await?;
        Ok(tx.commit().await?)
    }
}

/// Leaves nothing of a payment with its provider.
async fn let_go(env: &Env, row: &PaymentRow, remote: &Remote) -> Result<(), PaymentError> {
    let port = &env.ports.payment;
    match remote.state {
        RemoteState::Declined(_) | RemoteState::Voided => Ok(()),
        RemoteState::Authorized | RemoteState::Challenge(_) | RemoteState::Pending => {
            port.void(env, &remote.reference).await
        }
        RemoteState::Captured => {
            tracing::error!(payment = %row.id, "a payment was given up and taken: it goes back in full");
            let key = format!("void:{}", row.id);
            port.refund(env, &remote.reference, row.money(), &key).await.map(drop)
        }
    }
}

pub(super) fn again(error: PaymentError) -> Error {
    Error::Unavailable(error.to_string())
}
