//! Sending mail.

pub mod local;
pub mod smtp;

use async_trait::async_trait;

/// A mail that is ready to go.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Stays the same over all attempts, so that a relay can tell a repetition.
    pub id: String,
    /// Recipient.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Trying again cannot help: the address or the message is refused.
    #[error("refused: {0}")]
    Refused(String),
    /// The relay does not answer or asks to wait.
    #[error("not sent: {0}")]
    Temporary(String),
}

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands a mail over; when it returns, somebody else is responsible for it.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;

    /// `local` or the kind of relay.
    fn name(&self) -> &'static str;
}
