//! What checkout asks of the server.

use domain::Money;
use domain::address::Address;
use domain::checkout::{CheckoutStep, CheckoutView, OrderGroupView, PayOutcome};
use domain::id::PaymentId;
use kit::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::card::Card;
use super::pick::Pick;
#[cfg(feature = "ssr")]
use {
    super::flow,
    backend::{checkout, payments},
    domain::checkout::{AddressInput, PayRequest},
    kit::request,
    kit::request::forward_plain_form,
};

/// The checkout of the cart, entered or gone on with at a step.
#[server]
pub async fn load_checkout(step: Option<CheckoutStep>) -> Result<CheckoutView, AppError> {
    let cx = request().await?;
    Ok(match step {
        None | Some(CheckoutStep::Address) => checkout::enter(&cx.env, &cx.buyer()).await?,
        Some(CheckoutStep::Shipping) => checkout::view(&cx.env, &cx.buyer()).await?,
        Some(CheckoutStep::Review) => checkout::review(&cx.env, &cx.buyer()).await?,
    })
}

/// Keeps what was typed into the first step, valid or not. `update` comes from the button that
/// only fetches the fields of another country.
#[server]
pub async fn save_address(
    email: String,
    address: Address,
    save: Option<String>,
    update: Option<String>,
) -> Result<CheckoutView, AppError> {
    let cx = request().await?;
    let typed = AddressInput { email, address, save: save.is_some() };
    let view = checkout::save_address(&cx.env, &cx.buyer(), typed).await?;
    forward_plain_form(&if update.is_some() {
        "/checkout/address?update=1".into()
    } else {
        flow::step_path(view.step)
    });
    Ok(view)
}

/// Keeps the choice of each shop's shipping.
#[server]
pub async fn save_shipping(#[server(default)] rate: Vec<Pick>) -> Result<CheckoutView, AppError> {
    let cx = request().await?;
    let chosen: Vec<_> = rate.iter().map(|pick| (pick.shop, pick.rate)).collect();
    let view = checkout::save_shipping(&cx.env, &cx.buyer(), &chosen).await?;
    forward_plain_form(&flow::step_path(view.step));
    Ok(view)
}

/// Pays what was agreed to, once a key.
#[server]
pub async fn pay(
    idempotency_key: String,
    expected_total: i64,
    #[server(default)] note: String,
    #[server(flatten)] card: Card,
) -> Result<PayOutcome, AppError> {
    let cx = request().await?;
    // The number of a card is kept nowhere.
    let typed = [("note", note.as_str()), ("card_expiry", &card.card_expiry), ("card_name", &card.card_name)];
    // What costs nothing needs no card.
    let token = if expected_total == 0 { Ok(String::new()) } else { card.token(cx.env.now()) };
    let payment_token = cx.keep(&typed, token)?;
    let asked =
        PayRequest { idempotency_key, expected_total, payment_token, note: note.clone(), locale: cx.locale };
    let outcome = cx.keep(&typed, flow::settled(checkout::pay(&cx.env, &cx.buyer(), &asked).await))?;
    forward_plain_form(&flow::after(&outcome));
    Ok(outcome)
}

/// What became of a payment.
#[server]
pub async fn pay_result(payment: PaymentId) -> Result<PayOutcome, AppError> {
    let cx = request().await?;
    let outcome = flow::settled(checkout::result(&cx.env, &cx.buyer(), payment).await)?;
    if !matches!(outcome, PayOutcome::Pending { .. }) {
        forward_plain_form(&flow::after(&outcome));
    }
    Ok(outcome)
}

/// A purchase by its number, for whoever bought it, and whether they are signed in.
#[server]
pub async fn load_placed(number: String, token: Option<String>) -> Result<(OrderGroupView, bool), AppError> {
    let cx = request().await?;
    let group = checkout::placed(&cx.env, &cx.buyer(), &number, token.as_deref()).await?;
    Ok((group, cx.me.is_some()))
}

/// What the simulated bank asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// What is to be paid.
    pub amount: Money,
    /// Whether it still waits for an answer.
    pub open: bool,
    /// Where the buyer goes back to.
    pub return_url: String,
}

/// The simulated bank's question about a payment.
#[server]
pub async fn load_challenge(reference: String) -> Result<Challenge, AppError> {
    let cx = request().await?;
    let asked = payments::challenge(&cx.env, &reference).await?;
    Ok(Challenge { amount: asked.amount, open: asked.open, return_url: asked.return_url })
}

/// The buyer's answer to it; gives the address to go back to.
#[server]
pub async fn answer_challenge(reference: String, approve: bool) -> Result<String, AppError> {
    let cx = request().await?;
    let back = payments::answer_challenge(&cx.env, &reference, approve).await?;
    forward_plain_form(&back);
    Ok(back)
}
