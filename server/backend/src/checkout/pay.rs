//! Paying: the three phases one after another, and what a repeated request is answered.

use std::time::Duration;

use domain::checkout::{CartState, CheckoutStep, PayOutcome, PayRequest, PaymentState};
use domain::id::PaymentId;
use domain::invalid::{Checks, FieldError, Problem};
use domain::pricing::check_expected;
use serde_json::json;
use tracing::Instrument;

use super::drive::drive;
use super::keys::Key;
use super::prepare::{Prepared, Wishes, prepare};
use super::quote::{self, Quote};
use super::{came_to, free_cart};
use crate::cart::{CartRow, Line, find_filled};
use crate::env::{request_id, with_request_id};
use crate::payments::{self, PaymentRow};
use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

/// How often a repeated request looks, and how many times, before it says that the first one
/// is still under way.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
const LOOKS: u32 = 100;
/// How often a cart that changes under the buyer's click is priced again.
const PRICINGS: u32 = 3;

/// What paying came to.
#[derive(Debug)]
pub struct Paid {
    /// What became of the payment.
    pub outcome: PayOutcome,
    /// Whether an earlier call with the same key began it.
    pub is_replay: bool,
}

/// [`pay_once`], for those to whom the first call and a repeated one are the same.
///
/// # Errors
/// As [`pay_once`].
pub async fn pay(env: &Env, buyer: &BuyerScope, request: &PayRequest) -> Result<PayOutcome> {
    Ok(pay_once(env, buyer, request).await?.outcome)
}

/// Pays for the buyer's cart and places its orders.
///
/// The same key with the same request begins nothing new: it gives what became of the payment
/// that the first call began, and waits for it a while. Who hangs up meanwhile has begun it all
/// the same: it goes on to where it can go.
///
/// # Errors
/// Conflict `totals_changed` and `out_of_stock` (their details are that [`PayOutcome`]),
/// `checkout_incomplete` with the step that is not done, `cart_empty`, `payment_in_progress`
/// for another payment of the same cart, `key_reused` for a key that came with another request;
/// Invalid `idempotency_key` or `payment_token`.
pub async fn pay_once(env: &Env, buyer: &BuyerScope, request: &PayRequest) -> Result<Paid> {
    let (env, buyer, request) = (env.clone(), buyer.clone(), request.clone());
    // A task of its own: dropped between two steps, a payment would hang until its job comes.
    let paying = async move { pay_counted(&env, &buyer, &request).await };
    let paying = with_request_id(request_id(), paying).in_current_span();
    tokio::spawn(paying).await.map_err(Error::internal)?
}

#[tracing::instrument(name = "checkout.pay", skip_all)]
async fn pay_counted(env: &Env, buyer: &BuyerScope, request: &PayRequest) -> Result<Paid> {
    let outcome = pay_whole(env, buyer, request).await;
    match &outcome {
        // Where a payment got to is counted where it got there.
        Ok(_) => {}
        Err(Error::Conflict { code: "totals_changed", .. }) => came_to("totals_changed"),
        Err(Error::Conflict { code: "out_of_stock", .. }) => came_to("out_of_stock"),
        Err(Error::Unavailable(_) | Error::Internal(_)) => came_to("error"),
        // The buyer has to change something first.
        Err(_) => came_to("refused"),
    }
    outcome
}

async fn pay_whole(env: &Env, buyer: &BuyerScope, request: &PayRequest) -> Result<Paid> {
    let mut checks = Checks::default();
    let note = checks.text("note", &request.note, 0, 1_000);
    if request.payment_token.len() > 500 {
        checks.add("payment_token", Problem::TooLong { max: 500 });
    }
    checks.finish()?;
    let body = json!([request.expected_total, request.payment_token, note]).to_string();
    let key = Key::new(env, "pay", buyer, &request.idempotency_key, body.as_bytes())?;
    let wishes = Wishes { note: &note, locale: request.locale };
    for _ in 0..PRICINGS {
        if let Some(payment) = key.find(&mut env.db.read(), env).await? {
            return repeated(env, payment).await;
        }
        match begin(env, buyer, request, &key, &wishes).await {
            Ok(Prepared::Ready(row)) => {
                let outcome = drive(env, *row, Some(&request.payment_token)).await?;
                return Ok(Paid { outcome, is_replay: false });
            }
            Ok(Prepared::Short(lines)) => {
                return Err(conflict("out_of_stock", &PayOutcome::OutOfStock { lines })?);
            }
            Ok(Prepared::Repeated | Prepared::Changed) => {}
            // A cart that is gone or taken may be so by the first call with this key.
            Err(error) => match key.find(&mut env.db.read(), env).await? {
                Some(payment) => return repeated(env, payment).await,
                None => return Err(error),
            },
        }
    }
    Err(Error::conflict("payment_in_progress"))
}

/// Phase one, for the cart as it is now.
pub(super) async fn begin(
    env: &Env,
    buyer: &BuyerScope,
    request: &PayRequest,
    key: &Key,
    wishes: &Wishes<'_>,
) -> Result<Prepared> {
    let quote = quote::load(env, open_cart(env, buyer).await?).await?;
    check(&quote, request)?;
    prepare(env, buyer, &quote, key, wishes).await
}

/// What became of a payment that the buyer began: after a challenge, or while it is pending.
/// Asks the provider.
///
/// # Errors
/// NotFound for somebody else's payment.
pub async fn result(env: &Env, buyer: &BuyerScope, payment: PaymentId) -> Result<PayOutcome> {
    let row = payments::find(&mut env.db.read(), payment).await?;
    super::placed::require_own(&mut env.db.read(), buyer, row.group_id).await?;
    drive(env, row, None).await
}

/// The cart to pay for; an unanswered challenge of it is given up.
async fn open_cart(env: &Env, buyer: &BuyerScope) -> Result<CartRow> {
    let cart = find_filled(&mut env.db.read(), buyer).await?;
    if cart.state == CartState::Paying {
        free_cart(env, cart.id).await?;
    }
    Ok(CartRow { state: CartState::Open, ..cart })
}

/// Refuses what is not the checkout that the buyer agreed to.
fn check(quote: &Quote, request: &PayRequest) -> Result<()> {
    if quote.lines.is_empty() {
        return Err(Error::conflict("cart_empty"));
    }
    let short: Vec<_> = quote.lines.iter().filter_map(Line::shortage).collect();
    if !short.is_empty() {
        return Err(conflict("out_of_stock", &PayOutcome::OutOfStock { lines: short })?);
    }
    let step = quote.step();
    if step != CheckoutStep::Review {
        return Err(Error::Conflict { code: "checkout_incomplete", details: json!({ "step": step }) });
    }
    let totals = quote.totals();
    if check_expected(request.expected_total, totals.total.amount).is_err() {
        let changed = PayOutcome::TotalsChanged { expected: request.expected_total, totals };
        return Err(conflict("totals_changed", &changed)?);
    }
    if totals.total.amount > 0 && request.payment_token.trim().is_empty() {
        return Err(Error::Invalid(vec![FieldError::new("payment_token", Problem::Required)]));
    }
    Ok(())
}

fn conflict(code: &'static str, outcome: &PayOutcome) -> Result<Error> {
    Ok(Error::Conflict { code, details: serde_json::to_value(outcome)? })
}

/// The answer of the call that was first, once it has one.
async fn repeated(env: &Env, payment: PaymentId) -> Result<Paid> {
    let mut wake = env.bus.listen();
    let mut row: PaymentRow = payments::find(&mut env.db.read(), payment).await?;
    for _ in 0..LOOKS {
        if !matches!(row.state, PaymentState::Created | PaymentState::Authorized) {
            break;
        }
        tokio::select! {
            _ = wake.changed() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
        row = payments::find(&mut env.db.read(), payment).await?;
    }
    // What is settled stays as it is; what hangs is looked after.
    Ok(Paid { outcome: drive(env, row, None).await?, is_replay: true })
}
