//! Outside services: an object-safe trait each, a real adapter, and a `local` one that truly
//! works without an account.

pub mod mail;

use std::sync::Arc;

/// The services of this process.
#[derive(Clone)]
pub struct Ports {
    /// Sends mail.
    pub mail: Arc<dyn mail::Mailer>,
}

impl Ports {
    /// The simulated services.
    pub fn local() -> Self {
        Self { mail: Arc::new(mail::local::Outbox) }
    }
}
