//! Mails: what they say, and their way out.
//!
//! Owns the composition of every mail, in the language of its reader, and the table that is
//! queue and outbox in one. Refuses to know SMTP; the port does. What always holds: a mail is
//! written once a reference, in the transaction of what it tells; and the text of one whose link
//! opens an account is stored encrypted.

mod accounts;
mod html;
mod letter;
mod orders;
mod outbox;
pub mod subscriber;

#[cfg(test)]
mod tests;

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{MailEntity, MailId};
use domain::mails::{MailKind, MailState};
use domain::time::DAY;
use serde::{Deserialize, Serialize};

pub use accounts::{known_address, password_changed, reset, reset_url, verify};
pub use letter::{Letter, Mail};
pub use outbox::{outbox, outbox_mail};

use crate::jobs::{self, Job};
use crate::ports::mail::{Mail as Parcel, MailError};
use crate::{Env, Error, Result};

/// How long mails are kept after they were written, in milliseconds.
const KEPT: i64 = 90 * DAY;

sql!(
    QUEUE_MAIL,
    "insert into mails (id, reference, kind, recipient, subject, text_body, html_body, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8) on conflict (reference) do nothing"
);
sql!(
    FIND_MAIL,
    "select id, kind, recipient, subject, text_body, html_body, state, created_at from mails where id = $1"
);
sql!(MARK_MAIL, "update mails set state = $1, sent_at = $2 where id = $3 and state <> 'sent'");
sql!(TIDY_MAILS, "delete from mails where created_at < $1");

/// Writes a mail, once for its reference, and has it sent after the transaction commits.
pub async fn queue(tx: &mut Tx, env: &Env, mail: Mail) -> Result<()> {
    let id = env.id::<MailEntity>();
    let (mut text, mut html) = (mail.text, mail.html);
    if mail.kind.is_secret() {
        text = env.key.seal(env, &place(id, "text"), &text)?;
        html = env.key.seal(env, &place(id, "html"), &html)?;
    }
    let written = tx
        .query(&QUEUE_MAIL)
        .bind(id)
        .bind(mail.reference)
        .bind(mail.kind.as_str())
        .bind(mail.to)
        .bind(mail.subject)
        .bind(text)
        .bind(html)
        .bind(env.now())
        .execute()
        .await?;
    if written == 1 {
        jobs::enqueue(tx, env, &SendMail { id }).await?;
    }
    Ok(())
}

/// Drops what is too old to be asked about. Part of the nightly tidying.
pub(crate) async fn tidy(tx: &mut Tx, now: UtcMillis) -> Result<()> {
    tx.query(&TIDY_MAILS).bind(now.plus(-KEPT)).execute().await?;
    Ok(())
}

#[derive(db::FromRow)]
struct Row {
    id: MailId,
    kind: MailKind,
    recipient: String,
    subject: String,
    text_body: String,
    html_body: String,
    state: MailState,
    created_at: UtcMillis,
}

impl Row {
    fn opened(&self, env: &Env) -> Result<(String, String)> {
        if !self.kind.is_secret() {
            return Ok((self.text_body.clone(), self.html_body.clone()));
        }
        let open = |part, sealed: &str| env.key.open(&place(self.id, part), sealed);
        Ok((open("text", &self.text_body)?, open("html", &self.html_body)?))
    }
}

fn place(id: MailId, part: &str) -> String {
    format!("mails/{id}/{part}")
}

async fn find(env: &Env, id: MailId) -> Result<Option<Row>> {
    Ok(env.db.read().query(&FIND_MAIL).bind(id).fetch_optional::<Row>().await?)
}

/// Hands a mail to the port. One that the relay refuses for good is not tried again.
#[derive(Serialize, Deserialize)]
pub struct SendMail {
    id: MailId,
}

impl Job for SendMail {
    const KIND: &'static str = "send_mail";

    async fn run(self, env: &Env) -> Result<()> {
        let Some(row) = find(env, self.id).await? else { return Ok(()) };
        if row.state == MailState::Sent {
            return Ok(());
        }
        let (text, html) = row.opened(env)?;
        let parcel = Parcel { id: row.id.to_string(), to: row.recipient, subject: row.subject, text, html };
        let outcome = env.ports.mail.send(&parcel).await;
        let (state, at) = match outcome {
            Ok(()) => (MailState::Sent, Some(env.now())),
            Err(_) => (MailState::Failed, None),
        };
        let mut tx = env.db.begin().await?;
        tx.query(&MARK_MAIL).bind(state.as_str()).bind(at).bind(self.id).execute().await?;
        tx.commit().await?;
        let word = match &outcome {
            Ok(()) => "sent",
            Err(MailError::Refused(_)) => "refused",
            Err(MailError::Temporary(_)) => "failed",
        };
        telemetry::counter!(telemetry::MAILS, "outcome" => word).increment(1);
        match outcome {
            Ok(()) => Ok(()),
            Err(MailError::Refused(cause)) => {
                tracing::error!(mail = %self.id, cause, "a mail was refused");
                Ok(())
            }
            Err(MailError::Temporary(cause)) => Err(Error::Unavailable(cause)),
        }
    }
}
