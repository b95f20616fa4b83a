//! A provider that takes no money and does what its test cards say: success, decline,
//! challenge, a slow or lost answer, a webhook that comes first, twice or never.
//!
//! It keeps its own side of the wire in its own tables, and its webhooks come through the same
//! door as real ones, signed.

use async_trait::async_trait;
use db::{Run, Tx, sql};
use domain::checkout::{DeclineReason, TEST_CARDS, TestBehaviour, test_behaviour};
use domain::id::{PaymentId, RowEntity};
use domain::time::SECOND;
use domain::{Currency, Money, UtcMillis};
use serde::{Deserialize, Serialize};

use super::{Authorize, Notice, PaymentError, PaymentProvider, Remote, RemoteState};
use crate::jobs::{self, Job};
use crate::{Env, Error, Result};

/// Signs and checks this provider's webhooks.
const WEBHOOK: &str = "payment-webhook:local";
/// How long a slow payment takes to be decided.
const SLOW: i64 = 5 * SECOND;

sql!(
    KEEP_LOCAL_PAYMENT,
    "insert into local_payments (ref, idempotency_key, reference, amount, currency, behaviour, state, decline_reason, return_url, decide_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (idempotency_key) do nothing"
);
sql!(
    FIND_LOCAL_BY_KEY,
    "select ref, behaviour, state, decline_reason, decide_at from local_payments where idempotency_key = $1"
);
sql!(
    DECIDE_LOCAL,
    "update local_payments set state = 'authorized' where ref = $1 and state = 'pending' and decide_at <= $2"
);
sql!(
    CAPTURE_LOCAL,
    "update local_payments set state = 'captured', captured = amount
     where ref = $1 and amount = $2 and state in ('authorized', 'captured')"
);
sql!(
    VOID_LOCAL,
    "update local_payments set state = 'voided' where ref = $1 and state in ('challenge', 'pending', 'authorized', 'voided')"
);
sql!(
    KEEP_LOCAL_REFUND,
    "insert into local_refunds (idempotency_key, payment_ref, amount, created_at) values ($1, $2, $3, $4)
     on conflict (idempotency_key) do nothing"
);
sql!(
    REFUND_LOCAL,
    "update local_payments set refunded = refunded + $1 where ref = $2 and refunded + $1 <= captured"
);
sql!(
    FIND_CHALLENGE,
    "select reference, amount, currency, state, return_url from local_payments where ref = $1 and behaviour = 'tok_challenge'"
);
sql!(
    ANSWER_CHALLENGE,
    "update local_payments set state = $1, decline_reason = $2 where ref = $3 and state = 'challenge'"
);

/// The simulated provider.
pub struct Simulator;

#[derive(db::FromRow)]
struct LocalRow {
    #[row(rename = "ref")]
    reference: String,
    behaviour: String,
    state: String,
    decline_reason: String,
    decide_at: i64,
}

#[derive(db::FromRow)]
struct ChallengeRow {
    reference: PaymentId,
    amount: i64,
    currency: Currency,
    state: String,
    return_url: String,
}

/// What the bank's page of a challenge shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// What is to be paid.
    pub amount: Money,
    /// Whether it still waits for an answer.
    pub open: bool,
    /// Where the buyer comes from and goes back to.
    pub return_url: String,
}

#[async_trait]
impl PaymentProvider for Simulator {
    async fn authorize(&self, env: &Env, ask: &Authorize) -> Result<Remote, PaymentError> {
        let behaviour = test_behaviour(&ask.token);
        if behaviour == Some(TestBehaviour::Unreachable) {
            return Err(PaymentError::NotSent("the test card says so".into()));
        }
        keep(env, ask, behaviour).await.map_err(lost)?;
        if behaviour == Some(TestBehaviour::WebhookFirst) {
            // Before this answer, as it happens with providers under load.
            deliver(env, &notice(ask.payment, "first", "payment.authorized")).await.map_err(lost)?;
        }
        if behaviour == Some(TestBehaviour::LostAnswer) {
            return Err(PaymentError::Unknown("the test card says so".into()));
        }
        self.find(env, ask.payment).await?.ok_or_else(|| PaymentError::Unknown("it was not kept".into()))
    }

    async fn find(&self, env: &Env, payment: PaymentId) -> Result<Option<Remote>, PaymentError> {
        let found = env.db.read().query(&FIND_LOCAL_BY_KEY).bind(payment).fetch_optional::<LocalRow>().await;
        let Some(row) = found.map_err(lost)? else { return Ok(None) };
        if row.state == "pending" && row.decide_at <= env.now().0 {
            let decide = async {
                let mut tx = env.db.begin().await?;
                tx.query(&DECIDE_LOCAL).bind(&row.reference).bind(env.now()).execute().await?;
                tx.commit().await
            };
            decide.await.map_err(lost)?;
            return Ok(Some(row.remote("authorized")));
        }
        let state = row.state.clone();
        Ok(Some(row.remote(&state)))
    }

    async fn capture(&self, env: &Env, reference: &str, amount: Money) -> Result<(), PaymentError> {
        let capture = async {
            let mut tx = env.db.begin().await?;
            let done = tx.query(&CAPTURE_LOCAL).bind(reference).bind(amount.amount).execute().await?;
            tx.commit().await?;
            Ok::<_, db::Error>(done)
        };
        match capture.await.map_err(lost)? {
            0 => Err(PaymentError::Refused("it is not authorised for this amount".into())),
            _ => Ok(()),
        }
    }

    async fn void(&self, env: &Env, reference: &str) -> Result<(), PaymentError> {
        let void = async {
            let mut tx = env.db.begin().await?;
            let done = tx.query(&VOID_LOCAL).bind(reference).execute().await?;
            tx.commit().await?;
            Ok::<_, db::Error>(done)
        };
        match void.await.map_err(lost)? {
            0 => Err(PaymentError::Refused("it was taken or declined already".into())),
            _ => Ok(()),
        }
    }

    async fn refund(
        &self,
        env: &Env,
        reference: &str,
        amount: Money,
        key: &str,
    ) -> Result<String, PaymentError> {
        let refund = async {
            let mut tx = env.db.begin().await?;
            let keep = tx.query(&KEEP_LOCAL_REFUND).bind(key).bind(reference).bind(amount.amount);
            let mut given = true;
            if keep.bind(env.now()).execute().await? == 1 {
                given = tx.query(&REFUND_LOCAL).bind(amount.amount).bind(reference).execute().await? == 1;
            }
            if given {
                tx.commit().await?;
            }
            Ok::<_, db::Error>(given)
        };
        match refund.await.map_err(lost)? {
            true => Ok(format!("lre_{key}")),
            false => Err(PaymentError::Refused("more than was taken".into())),
        }
    }

    fn read_webhook(&self, env: &Env, signature: &str, body: &[u8]) -> Option<Notice> {
        env.key.verify(WEBHOOK, body, signature).then(|| serde_json::from_slice(body).ok()).flatten()
    }

    fn name(&self) -> &'static str {
        "local"
    }
}

/// What the bank's page shows for a challenge.
///
/// # Errors
/// NotFound for an unknown one.
pub async fn challenge(env: &Env, reference: &str) -> Result<Challenge> {
    let row: Option<ChallengeRow> =
        env.db.read().query(&FIND_CHALLENGE).bind(reference).fetch_optional().await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(Challenge {
        amount: Money::new(row.amount, row.currency),
        open: row.state == "challenge",
        return_url: row.return_url,
    })
}

/// The buyer's answer to a challenge; a second one changes nothing. Gives the address to go
/// back to.
///
/// # Errors
/// NotFound for an unknown one.
pub async fn answer_challenge(env: &Env, reference: &str, confirmed: bool) -> Result<String> {
    let mut tx = env.db.begin().await?;
    let row: Option<ChallengeRow> = tx.query(&FIND_CHALLENGE).bind(reference).fetch_optional().await?;
    let row = row.ok_or(Error::NotFound)?;
    let (state, reason) = match confirmed {
        true => ("authorized", ""),
        false => ("declined", DeclineReason::NotConfirmed.as_str()),
    };
    let answered = tx.query(&ANSWER_CHALLENGE).bind(state).bind(reason).bind(reference).execute().await?;
    if answered == 1 {
        let told = notice(row.reference, "challenge", &format!("payment.{state}"));
        jobs::enqueue(&mut tx, env, &SendLocalWebhook { notice: told, copy: 1 }).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(row.return_url)
}

/// A webhook of the simulated provider on its way.
#[derive(Serialize, Deserialize)]
pub struct SendLocalWebhook {
    notice: Notice,
    /// Tells copies of the same notice apart.
    copy: u8,
}

impl Job for SendLocalWebhook {
    const KIND: &'static str = "send_local_webhook";

    async fn run(self, env: &Env) -> Result<()> {
        deliver(env, &self.notice).await
    }
}

async fn deliver(env: &Env, notice: &Notice) -> Result<()> {
    let body = serde_json::to_vec(notice)?;
    let signature = env.key.sign(WEBHOOK, &body);
    crate::payments::receive_webhook(env, "local", &signature, &body).await
}

fn notice(payment: PaymentId, occasion: &str, kind: &str) -> Notice {
    Notice { id: format!("levt_{payment}_{occasion}"), kind: kind.to_owned(), payment }
}

/// Keeps a payment that is asked for the first time, with the webhooks that it will send.
async fn keep(env: &Env, ask: &Authorize, behaviour: Option<TestBehaviour>) -> Result<()> {
    use TestBehaviour as B;
    let now = env.now();
    let declined = |reason: DeclineReason| ("declined", reason.as_str());
    let (state, reason) = match behaviour {
        None => declined(DeclineReason::InvalidCard),
        Some(B::Decline(reason)) => declined(reason),
        Some(B::Challenge) => ("challenge", ""),
        Some(B::Slow | B::WebhookNever) => ("pending", ""),
        Some(_) => ("authorized", ""),
    };
    let mut tx = env.db.begin().await?;
    let kept = tx
        .query(&KEEP_LOCAL_PAYMENT)
        .bind(format!("lpay_{}", env.id::<RowEntity>()))
        .bind(ask.payment)
        .bind(ask.payment)
        .bind(ask.amount.amount)
        .bind(ask.amount.currency.as_str())
        .bind(word(&ask.token))
        .bind(state)
        .bind(reason)
        .bind(ask.return_url.as_str())
        .bind(now.plus(SLOW))
        .bind(now)
        .execute()
        .await?;
    if kept == 1 {
        match behaviour {
            Some(B::Slow) => send(&mut tx, env, ask.payment, "decided", 1, now.plus(SLOW)).await?,
            Some(B::WebhookTwice) => send(&mut tx, env, ask.payment, "twice", 2, now).await?,
            _ => {}
        }
    }
    Ok(tx.commit().await?)
}

async fn send(
    tx: &mut Tx,
    env: &Env,
    payment: PaymentId,
    occasion: &str,
    copies: u8,
    at: UtcMillis,
) -> Result<()> {
    for copy in 1..=copies {
        let notice = notice(payment, occasion, "payment.authorized");
        jobs::enqueue_at(tx, env, &SendLocalWebhook { notice, copy }, at).await?;
    }
    Ok(())
}

/// The word of a test card; what was typed is not kept.
fn word(typed: &str) -> &'static str {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    TEST_CARDS
        .iter()
        .find(|card| card.number == typed || card.word == typed)
        .map_or("unknown", |card| card.word)
}

impl LocalRow {
    fn remote(self, state: &str) -> Remote {
        let number =
            TEST_CARDS.iter().find(|card| card.word == self.behaviour).map_or("", |card| card.number);
        Remote {
            method: number
                .get(number.len().saturating_sub(4)..)
                .map_or(String::new(), |last| format!("card {last}")),
            state: match state {
                "authorized" => RemoteState::Authorized,
                "captured" => RemoteState::Captured,
                "challenge" => RemoteState::Challenge(format!("/pay/challenge/{}", self.reference)),
                "voided" => RemoteState::Voided,
                "declined" => RemoteState::Declined(
                    DeclineReason::parse(&self.decline_reason).unwrap_or(DeclineReason::CardDeclined),
                ),
                _ => RemoteState::Pending,
            },
            reference: self.reference,
        }
    }
}

fn lost(error: impl std::fmt::Display) -> PaymentError {
    PaymentError::Unknown(error.to_string())
}
