//! Every kind of job, by the word that the table stores.

use std::pin::Pin;

use super::Job;
use crate::{Env, Error, Result};

type Run = fn(Env, String) -> Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// A kind of job, as the runner needs it.
pub struct Kind {
    /// The stored word.
    pub name: &'static str,
    /// How long one attempt may take, in milliseconds.
    pub lease: i64,
    /// Whether one attempt may take minutes: one worker leaves it to the others.
    pub long: bool,
    /// Reads the payload and does the work.
    pub run: Run,
}

fn kind<J: Job>() -> Kind {
    Kind {
        name: J::KIND,
        lease: J::LEASE,
        long: false,
        run: |env, payload| {
            Box::pin(async move {
                let job: J = serde_json::from_str(&payload).map_err(Error::internal)?;
                job.run(&env).await
            })
        },
    }
}

fn long<J: Job>() -> Kind {
    Kind { long: true, ..kind::<J>() }
}

/// All kinds. A new job is added here.
pub fn kinds() -> Vec<Kind> {
    vec![
        kind::<super::runner::Tidy>(),
        long::<crate::media::FetchPictures>(),
        long::<crate::catalog::imports::RunImport>(),
        kind::<crate::accounts::StartReset>(),
        kind::<crate::mails::SendMail>(),
        kind::<crate::cart::TidyCarts>(),
        kind::<crate::checkout::FinishCheckout>(),
        kind::<crate::checkout::SweepReservations>(),
        kind::<crate::checkout::TidyCheckout>(),
        kind::<crate::payments::SettlePayment>(),
        kind::<crate::payments::SettleRefund>(),
        kind::<crate::payments::VoidPayment>(),
        kind::<crate::payments::SendLocalWebhook>(),
    ]
}
