//! Taking money and giving it back.
//!
//! Every call carries a key that stays the same over all its attempts, so that asking twice
//! takes or gives once. No call happens inside a transaction.

pub mod local;

use async_trait::async_trait;
use domain::Money;
use domain::checkout::DeclineReason;
use domain::id::PaymentId;
use serde::{Deserialize, Serialize};

use crate::Env;

/// What is asked of a provider.
#[derive(Debug, Clone)]
pub struct Authorize {
    /// Our name for the payment: handed back in webhooks, and the key of this call.
    pub payment: PaymentId,
    /// What to take, above zero.
    pub amount: Money,
    /// What the provider's form gave for the card. Never stored on our side.
    pub token: String,
    /// Where the buyer comes back to from a challenge.
    pub return_url: String,
}

/// A payment as its provider sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// The provider's name for it.
    pub reference: String,
    /// What a person may read of how it is paid.
    pub method: String,
    /// How far it is.
    pub state: RemoteState,
}

/// How far a payment is at its provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteState {
    /// Promised by the bank; nothing is taken yet.
    Authorized,
    /// Taken.
    Captured,
    /// The buyer must confirm at this address.
    Challenge(String),
    /// Not decided yet.
    Pending,
    /// Refused.
    Declined(DeclineReason),
    /// Called off by us.
    Voided,
}

/// What a provider tells by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The provider's name for this notice: the same one may come again.
    pub id: String,
    /// Its kind, for the log.
    pub kind: String,
    /// Our name for the payment that it is about.
    pub payment: PaymentId,
}

/// Why a provider did not do it.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// The question never left this machine: nothing was taken.
    #[error("the payment provider cannot be reached: {0}")]
    NotSent(String),
    /// The question may have arrived; the answer is not known.
    #[error("the payment provider did not answer: {0}")]
    Unknown(String),
    /// The provider says no, and will say it again.
    #[error("the payment provider refuses: {0}")]
    Refused(String),
}

/// Takes money and gives it back.
#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// Asks for a payment. Asking again for the same payment gives the first answer.
    async fn authorize(&self, env: &Env, ask: &Authorize) -> Result<Remote, PaymentError>;

    /// What became of a payment that was asked for; `None` when the question never arrived.
    async fn find(&self, env: &Env, payment: PaymentId) -> Result<Option<Remote>, PaymentError>;

    /// Takes an authorised amount.
    async fn capture(&self, env: &Env, reference: &str, amount: Money) -> Result<(), PaymentError>;

    /// Calls off a payment of which nothing was taken.
    async fn void(&self, env: &Env, reference: &str) -> Result<(), PaymentError>;

    /// Gives an amount back, once a key; returns the provider's name for it.
    async fn refund(
        &self,
        env: &Env,
        reference: &str,
        amount: Money,
        key: &str,
    ) -> Result<String, PaymentError>;

    /// Reads a webhook from its raw body; `None` when its signature is not the provider's.
    fn read_webhook(&self, env: &Env, signature: &str, body: &[u8]) -> Option<Notice>;

    /// `local` or the name of the service: what a payment's row says.
    fn name(&self) -> &'static str;
}
