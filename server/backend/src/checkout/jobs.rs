//! What happens to a checkout without its buyer.

use domain::checkout::PaymentState;
use domain::id::PaymentId;
use domain::time::{HOUR, MINUTE};
use serde::{Deserialize, Serialize};

use super::drive::{GRACE, drive};
use super::keys;
use crate::jobs::{self, Job};
use crate::{Env, Result, payments};

/// After so long, in milliseconds, money that does not move is taken up by [`TidyCheckout`].
const STRANDED: i64 = 30 * MINUTE;

/// Picks up a payment that its request did not bring to an end: a crash between two steps, a
/// provider that is slow, a challenge that nobody answers. Comes again until it is settled.
#[derive(Serialize, Deserialize)]
pub struct FinishCheckout {
    /// Which.
    pub payment: PaymentId,
    /// Whether [`TidyCheckout`] found it, and so looks again itself.
    #[serde(default)]
    pub found: bool,
}

impl FinishCheckout {
    /// When it looks first: a request that lives is done by then.
    pub(super) const FIRST_LOOK: i64 = GRACE;
}

impl Job for FinishCheckout {
    const KIND: &'static str = "finish_checkout";

    fn unique_key(&self) -> Option<String> {
        // The other kind enqueues its next look while it runs, which a key would refuse.
        self.found.then(|| format!("finish_checkout:{}", self.payment))
    }

    async fn run(self, env: &Env) -> Result<()> {
        let row = payments::find(&mut env.db.read(), self.payment).await?;
        if row.is_settled() {
            return Ok(());
        }
        let age = env.now().since(row.created_at);
        drive(env, row, None).await?;
        if self.found {
            return Ok(());
        }
        let row = payments::find(&mut env.db.read(), self.payment).await?;
        if !row.is_settled() {
            // A challenge ends by the clock; what a provider takes its time for comes rarer and rarer.
            let pause = match row.state {
                PaymentState::Challenge => MINUTE,
                _ => (age / 2).clamp(MINUTE, HOUR),
            };
            let mut tx = env.db.begin().await?;
            jobs::enqueue_at(&mut tx, env, &self, env.now().plus(pause)).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Drops what checkout no longer needs, and takes up the money whose own job is gone.
#[derive(Serialize, Deserialize)]
pub struct TidyCheckout;

impl Job for TidyCheckout {
    const KIND: &'static str = "tidy_checkout";

    async fn run(self, env: &Env) -> Result<()> {
        let since = env.now().plus(-STRANDED);
        let stranded = payments::stranded(&mut env.db.read(), since).await?;
        let mut tx = env.db.begin().await?;
        keys::forget(&mut tx, env).await?;
        for payment in stranded {
            jobs::enqueue(&mut tx, env, &FinishCheckout { payment, found: true }).await?;
        }
        payments::resume(&mut tx, env, since).await?;
        tx.commit().await?;
        env.bus.wake();
        Ok(())
    }
}
