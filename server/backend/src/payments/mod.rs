//! Payments and refunds at a provider; each has one writer of its state.
//!
//! Owns payments, their splits over orders, provider's notices and the settling of refunds.
//! Refuses to talk to a provider inside a transaction. What always holds: the splits of a
//! payment sum to it, and no more is given back than was taken.

mod refunds;
mod state;
mod stranded;
mod webhooks;

pub use refunds::SettleRefund;
pub use webhooks::{SettlePayment, VoidPayment, receive_webhook};

pub(crate) use state::{
    NewPayment, PaymentRow, authorized, captured, ended, find, find_newest, insert, refunded, waiting,
};
pub(crate) use stranded::{resume, stranded};

pub use crate::ports::payment::local::{Challenge, SendLocalWebhook, answer_challenge, challenge};
