//! Outside services: an object-safe trait each, a real adapter, and a `local` one that truly
//! works without an account.

pub mod carrier;
pub mod mail;
pub mod payment;
pub mod tax;

use std::sync::Arc;

/// The services of this process.
#[derive(Clone)]
pub struct Ports {
    /// Sends mail.
    pub mail: Arc<dyn mail::Mailer>,
    /// Takes money and gives it back.
    pub payment: Arc<dyn payment::PaymentProvider>,
    /// Knows tax rates.
    pub tax: Arc<dyn tax::TaxRates>,
    /// Knows ways to send a parcel.
    pub carrier: Arc<dyn carrier::Carriers>,
    /// Fetches pictures from the web.
    pub pictures: Arc<dyn crate::media::fetch::Fetcher>,
}

impl Ports {
    /// The simulated services.
    pub fn local() -> Self {
        Self {
            mail: Arc::new(mail::local::Outbox),
            payment: Arc::new(payment::local::Simulator),
            tax: Arc::new(tax::local::ShopTable),
            carrier: Arc::new(carrier::local::ShopTables),
            pictures: Arc::new(crate::media::fetch::Offline),
        }
    }
}
