//! Phase two and the way to phase three: one payment is brought, step by step, to where its
//! provider is. Whoever calls it (the buyer's request, a webhook, the job that picks up what
//! crashed) does the next step; two at once do it once.

use domain::checkout::{DeclineReason, GroupState, PayOutcome, PaymentState, group_number};
use domain::id::CartId;
use domain::time::MINUTE;

use super::came_to;
use super::finish::{Finished, end, finish};
use crate::payments::{self, PaymentRow, VoidPayment};
use crate::ports::payment::{Authorize, PaymentError, Remote, RemoteState};
use crate::{Env, Error, Result, jobs};

/// After so long, in milliseconds, a request that never reached the provider is given up.
pub(super) const GRACE: i64 = 2 * MINUTE;
/// How long a buyer has to answer a challenge: as long as the pieces are held.
pub(super) const CHALLENGE_LIFE: i64 = super::hold::HOLD;
/// More steps than any payment takes.
const TURNS: u32 = 8;

/// Whether another step may follow at once.
#[derive(PartialEq, Eq)]
enum Turn {
    Again,
    Wait,
}

/// Brings a payment as far as it goes now. `token` is what the provider's form gave, which only
/// the buyer's own request has.
pub(crate) async fn drive(env: &Env, mut row: PaymentRow, mut token: Option<&str>) -> Result<PayOutcome> {
    for _ in 0..TURNS {
        if row.is_settled() || turn(env, &mut row, token.take()).await? == Turn::Wait {
            break;
        }
    }
    Ok(outcome(env, &row))
}

/// What a payment's state means for its buyer.
pub(super) fn outcome(env: &Env, row: &PaymentRow) -> PayOutcome {
    let number = group_number(row.number);
    match (row.state, row.group_state) {
        (PaymentState::Captured, GroupState::Refunded) => PayOutcome::Refunded { number },
        (PaymentState::Captured, _) => {
            PayOutcome::Placed { number, token: super::group_token(env, row.group_id) }
        }
        (PaymentState::Declined | PaymentState::Voided, _) => PayOutcome::Declined {
            reason: DeclineReason::parse(&row.decline_reason).unwrap_or(DeclineReason::CardDeclined),
        },
        (PaymentState::Challenge, _) => {
            PayOutcome::Challenge { url: row.challenge_url.clone(), payment: row.id }
        }
        _ => PayOutcome::Pending { payment: row.id },
    }
}

async fn turn(env: &Env, row: &mut PaymentRow, token: Option<&str>) -> Result<Turn> {
    match row.state {
        PaymentState::Created if row.amount == 0 => accept(env, row, None).await,
        PaymentState::Created => match token {
            Some(token) => ask(env, row, token).await,
            None => look(env, row).await,
        },
        PaymentState::Pending | PaymentState::Challenge => look(env, row).await,
        PaymentState::Authorized => take(env, row).await,
        PaymentState::Captured | PaymentState::Declined | PaymentState::Voided => Ok(Turn::Wait),
    }
}

/// Asks the provider for the payment.
#[tracing::instrument(name = "checkout.authorize", skip_all)]
async fn ask(env: &Env, row: &mut PaymentRow, token: &str) -> Result<Turn> {
    let ask = Authorize {
        payment: row.id,
        amount: row.money(),
        token: token.to_owned(),
        return_url: format!("/checkout/result/{}", row.id),
    };
    match env.ports.payment.authorize(env, &ask).await {
        Ok(remote) => follow(env, row, remote).await,
        Err(PaymentError::NotSent(cause)) => {
            tracing::warn!(payment = %row.id, cause, "the payment provider was not reached");
            give_up(env, row, PaymentState::Voided, DeclineReason::Interrupted).await
        }
        Err(PaymentError::Refused(cause)) => {
            tracing::warn!(payment = %row.id, cause, "the payment provider refuses the request");
            give_up(env, row, PaymentState::Declined, DeclineReason::CardDeclined).await
        }
        Err(PaymentError::Unknown(cause)) => {
            tracing::warn!(payment = %row.id, cause, "the payment provider's answer was lost");
            look(env, row).await
        }
    }
}

/// Asks the provider what became of the payment.
async fn look(env: &Env, row: &mut PaymentRow) -> Result<Turn> {
    let age = env.now().since(row.created_at);
    match env.ports.payment.find(env, row.id).await {
        Ok(Some(remote)) => follow(env, row, remote).await,
        Ok(None) if age >= GRACE => give_up(env, row, PaymentState::Voided, DeclineReason::Interrupted).await,
        Ok(None) => Ok(Turn::Wait),
        Err(error) => {
            tracing::warn!(payment = %row.id, %error, "the payment provider does not tell");
            Ok(Turn::Wait)
        }
    }
}

/// Does what the provider's state asks for.
async fn follow(env: &Env, row: &mut PaymentRow, remote: Remote) -> Result<Turn> {
    match &remote.state {
        RemoteState::Authorized | RemoteState::Captured => accept(env, row, Some(&remote)).await,
        RemoteState::Declined(reason) => give_up(env, row, PaymentState::Declined, *reason).await,
        RemoteState::Voided => give_up(env, row, PaymentState::Voided, DeclineReason::NotConfirmed).await,
        RemoteState::Challenge(_) if env.now().since(row.created_at) >= CHALLENGE_LIFE => {
            give_up(env, row, PaymentState::Voided, DeclineReason::NotConfirmed).await
        }
        RemoteState::Challenge(url) => wait(env, row, &remote, Some(url)).await,
        RemoteState::Pending => wait(env, row, &remote, None).await,
    }
}

/// Notes that the amount is promised. Nothing is captured before this is committed, so a
/// payment that was given up here is never taken.
async fn accept(env: &Env, row: &mut PaymentRow, remote: Option<&Remote>) -> Result<Turn> {
    let mut tx = env.db.begin().await?;
    if payments::authorized(&mut tx, env, row, remote).await? {
        tx.commit().await?;
        row.state = PaymentState::Authorized;
        row.provider_ref = remote.map(|remote| remote.reference.clone());
        return Ok(Turn::Again);
    }
    tx.rollback().await?;
    again(env, row).await?;
    if row.state == PaymentState::Voided {
        // It came too late: given up here, promised there.
        let mut tx = env.db.begin().await?;
        jobs::enqueue(&mut tx, env, &VoidPayment { payment: row.id }).await?;
        tx.commit().await?;
    }
    Ok(Turn::Again)
}

async fn wait(env: &Env, row: &mut PaymentRow, remote: &Remote, challenge: Option<&str>) -> Result<Turn> {
    let state = if challenge.is_some() { PaymentState::Challenge } else { PaymentState::Pending };
    if row.state != state {
        let mut tx = env.db.begin().await?;
        let noted = payments::waiting(&mut tx, env, row, remote, challenge).await?;
        tx.commit().await?;
        if !noted {
            again(env, row).await?;
            return Ok(Turn::Again);
        }
        came_to(if challenge.is_some() { "challenge" } else { "pending" });
        row.state = state;
        row.provider_ref = Some(remote.reference.clone());
        row.challenge_url = challenge.unwrap_or("").to_owned();
    }
    Ok(Turn::Wait)
}

/// Takes the promised amount, then phase three.
#[tracing::instrument(name = "checkout.capture", skip_all)]
async fn take(env: &Env, row: &mut PaymentRow) -> Result<Turn> {
    if row.amount > 0 {
        let reference = row
            .provider_ref
            .as_deref()
            .ok_or_else(|| Error::internal("an authorised payment without a name"))?;
        match env.ports.payment.capture(env, reference, row.money()).await {
            Ok(()) => {}
            Err(PaymentError::Refused(cause)) => {
                tracing::warn!(payment = %row.id, cause, "the provider does not capture");
                return give_up(env, row, PaymentState::Voided, DeclineReason::CardDeclined).await;
            }
            Err(error) => {
                tracing::warn!(payment = %row.id, %error, "a capture is not known to have happened");
                return Ok(Turn::Wait);
            }
        }
    }
    match finish(env, row).await? {
        Finished::Done(state) => {
            row.state = PaymentState::Captured;
            row.group_state = state;
        }
        Finished::Elsewhere => again(env, row).await?,
    }
    Ok(Turn::Again)
}

async fn give_up(
    env: &Env,
    row: &mut PaymentRow,
    state: PaymentState,
    reason: DeclineReason,
) -> Result<Turn> {
    if end(env, row, state, reason).await? {
        row.state = state;
        row.group_state = GroupState::Failed;
        row.decline_reason = reason.as_str().to_owned();
    } else {
        again(env, row).await?;
    }
    Ok(Turn::Again)
}

/// Somebody else did a step: reads where the payment is now.
async fn again(env: &Env, row: &mut PaymentRow) -> Result<()> {
    *row = payments::find(&mut env.db.read(), row.id).await?;
    Ok(())
}

/// Gives up a payment that waits for its buyer's confirmation, because the buyer is back in the
/// shop, so that the cart can change again.
///
/// # Errors
/// Conflict `payment_in_progress` with the payment, while it is in another state.
pub(crate) async fn free_cart(env: &Env, cart: CartId) -> Result<()> {
    let Some(mut row) = payments::find_newest(&mut env.db.read(), cart).await? else { return Ok(()) };
    if row.state == PaymentState::Challenge {
        give_up(env, &mut row, PaymentState::Voided, DeclineReason::NotConfirmed).await?;
    }
    // One that came to its end in the meantime has let go of its cart as well.
    if row.is_settled() {
        return Ok(());
    }
    Err(Error::Conflict { code: "payment_in_progress", details: serde_json::json!({ "payment": row.id }) })
}
