//! Mails as the outbox page shows them.

use serde::{Deserialize, Serialize};

use crate::id::MailId;
use crate::{UtcMillis, text_enum};

text_enum! {
    /// Why a mail was written.
    pub enum MailKind {
        /// Confirm a mail address.
        Verify => "verify",
        /// Somebody registered with an address that has an account.
        KnownAddress => "known_address",
        /// Choose a new password.
        Reset => "reset",
        /// The password was changed.
        PasswordChanged => "password_changed",
        /// A purchase is paid and final.
        OrderPlaced => "order_placed",
        /// A parcel is on its way.
        OrderShipped => "order_shipped",
        /// Money was given back.
        OrderRefunded => "order_refunded",
    }
}

impl MailKind {
    /// Whether its text opens something and must not be readable in the database.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Verify | Self::Reset)
    }
}

text_enum! {
    /// How far a mail got.
    pub enum MailState {
        /// Waits to be handed over.
        Queued => "queued",
        /// Handed over; in demo mode it rests in the outbox.
        Sent => "sent",
        /// The last attempt failed; one that the relay refused is not tried again.
        Failed => "failed",
    }
}

/// A mail in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSummary {
    /// Its id.
    pub id: MailId,
    /// Why it was written.
    pub kind: MailKind,
    /// Recipient.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// How far it got.
    pub state: MailState,
    /// When it was written.
    pub created_at: UtcMillis,
}

/// A whole mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailContent {
    /// What a list shows of it.
    pub summary: MailSummary,
    /// Plain text.
    pub text: String,
    /// HTML, without anything from elsewhere.
    pub html: String,
}
