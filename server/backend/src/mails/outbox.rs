//! The outbox page of a demonstration.

use db::{Run, sql};
use domain::UtcMillis;
use domain::id::MailId;
use domain::mails::{MailContent, MailKind, MailState, MailSummary};

use super::find;
use crate::{Env, Error, Result};

/// Mails on one page.
const PAGE: i64 = 50;

sql!(
    LIST_MAILS,
    "select id, kind, recipient, subject, state, created_at from mails where id < $1 order by id desc limit $2"
);

/// A page of all mails, newest first, and the place to go on from.
///
/// # Errors
/// NotFound outside of demo mode.
pub async fn outbox(env: &Env, before: Option<MailId>) -> Result<(Vec<MailSummary>, Option<MailId>)> {
    type Row = (MailId, MailKind, String, String, MailState, UtcMillis);
    demo_only(env)?;
    // Every id sorts before the letter Z.
    let before = before.map_or_else(|| "Z".to_owned(), |id| id.to_string());
    let rows = env.db.read().query(&LIST_MAILS).bind(before).bind(PAGE).fetch_all::<Row>().await?;
    let mails: Vec<MailSummary> = rows
        .into_iter()
        .map(|(id, kind, to, subject, state, created_at)| MailSummary {
            id,
            kind,
            to,
            subject,
            state,
            created_at,
        })
        .collect();
    let next = mails.last().filter(|_| mails.len() as i64 == PAGE).map(|mail| mail.id);
    Ok((mails, next))
}

/// One mail, whole.
///
/// # Errors
/// NotFound, also outside of demo mode.
pub async fn outbox_mail(env: &Env, id: MailId) -> Result<MailContent> {
    demo_only(env)?;
    let row = find(env, id).await?.ok_or(Error::NotFound)?;
    let (text, html) = row.opened(env)?;
    let summary = MailSummary {
        id: row.id,
        kind: row.kind,
        to: row.recipient,
        subject: row.subject,
        state: row.state,
        created_at: row.created_at,
    };
    Ok(MailContent { summary, text, html })
}

fn demo_only(env: &Env) -> Result<()> {
    if env.config.is_demo() { Ok(()) } else { Err(Error::NotFound) }
}
