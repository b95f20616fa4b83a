//! Mail over SMTP with STARTTLS, or plain to a relay on this machine.

use async_trait::async_trait;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use super::{Mail, MailError, Mailer};
use crate::config::Smtp;

/// A relay.
pub struct Relay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Relay {
    /// Prepares connections to a relay; the first one is made with the first mail.
    pub fn new(smtp: &Smtp, from: &str) -> Result<Self, MailError> {
        let refused = |e: &dyn std::fmt::Display| MailError::Refused(e.to_string());
        let local = matches!(smtp.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        let builder = if local {
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
        } else {
            AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&smtp.host).map_err(|e| refused(&e))?
        };
        let builder = match (&smtp.user, &smtp.password) {
            (Some(user), Some(password)) => {
                builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()))
            }
            _ => builder,
        };
        Ok(Self {
            transport: builder.port(smtp.port).build(),
            from: from.parse().map_err(|e: lettre::address::AddressError| refused(&e))?,
        })
    }
}

#[async_trait]
impl Mailer for Relay {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let to: Mailbox =
            mail.to.parse().map_err(|e: lettre::address::AddressError| MailError::Refused(e.to_string()))?;
        let message = Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .from(self.from.clone())
            .to(to)
            .subject(&mail.subject)
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
            .map_err(|e| MailError::Refused(e.to_string()))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(e) if e.is_permanent() => Err(MailError::Refused(e.to_string())),
            Err(e) => Err(MailError::Temporary(e.to_string())),
        }
    }

    fn name(&self) -> &'static str {
        "smtp"
    }
}
