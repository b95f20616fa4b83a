//! Buying, through its verbs.

mod challenges;
mod crashes;
mod figures;
mod given_up;
mod placing;
mod races;
mod refusals;
mod slow;
mod statements;
mod steps;
mod webhooks;

use db::Run;
use domain::address::Address;
use domain::checkout::{AddressInput, CheckoutView, PayOutcome, PayRequest, PaymentState};
use domain::id::{PaymentId, RateId, ShopId, VariantId};
use domain::{Locale, checkout::OrderGroupView};

use super::keys::Key;
use super::pay::begin;
use super::prepare::{Prepared, Wishes};
use super::*;
use crate::payments::{self, PaymentRow};
use crate::scope::BuyerScope;
use crate::testing::TestApp;
use crate::testing::store::{self, Goods};
use crate::{Env, Error, Result, cart};

/// A guest with these lines in the cart.
async fn filled(env: &Env, lines: &[(VariantId, i64)]) -> BuyerScope {
    let token = cart::create(env, &BuyerScope::default()).await.unwrap();
    let buyer = BuyerScope::new(None, Some(&token));
    for (variant, quantity) in lines {
        cart::add(env, &buyer, *variant, *quantity).await.unwrap();
    }
    buyer
}

fn home() -> AddressInput {
    AddressInput {
        email: "Ada@Example.com".into(),
        address: Address {
            name: "Ada Lovelace".into(),
            line1: "Torstrasse 1".into(),
            city: "Berlin".into(),
            postcode: "10115".into(),
            country: "DE".into(),
            ..Address::default()
        },
        save: false,
    }
}

/// The first offer of every shop that sends something.
fn cheapest(view: &CheckoutView) -> Vec<(ShopId, RateId)> {
    view.shops.iter().filter_map(|shop| Some((shop.shop, shop.choices.first()?.rate))).collect()
}

/// Goes through the steps up to the review.
async fn reviewed(env: &Env, buyer: &BuyerScope) -> Result<CheckoutView> {
    enter(env, buyer).await?;
    let view = save_address(env, buyer, home()).await?;
    save_shipping(env, buyer, &cheapest(&view)).await
}

/// A guest who has only to pay.
async fn ready(env: &Env, lines: &[(VariantId, i64)]) -> (BuyerScope, CheckoutView) {
    let buyer = filled(env, lines).await;
    let view = reviewed(env, &buyer).await.unwrap();
    (buyer, view)
}

fn request(view: &CheckoutView, card: &str) -> PayRequest {
    PayRequest {
        idempotency_key: view.idempotency_key.clone(),
        expected_total: view.expected_total,
        payment_token: card.into(),
        note: String::new(),
        locale: Locale::En,
    }
}

/// Buys, and shows the confirmation.
async fn bought(env: &Env, lines: &[(VariantId, i64)]) -> OrderGroupView {
    let (buyer, view) = ready(env, lines).await;
    let outcome = pay(env, &buyer, &request(&view, "tok_success")).await.unwrap();
    confirmation(env, &buyer, &outcome).await
}

async fn confirmation(env: &Env, buyer: &BuyerScope, outcome: &PayOutcome) -> OrderGroupView {
    let PayOutcome::Placed { number, .. } = outcome else { panic!("not placed: {outcome:?}") };
    placed(env, buyer, number, None).await.unwrap()
}

fn conflict_code(error: &Error) -> &str {
    match error {
        Error::Conflict { code, .. } => code,
        other => panic!("not a conflict: {other:?}"),
    }
}

/// Phase one alone, as if the process died behind it.
async fn prepared(env: &Env, buyer: &BuyerScope, request: &PayRequest) -> PaymentRow {
    let key = Key::new(env, "pay", buyer, &request.idempotency_key, b"body").unwrap();
    let wishes = Wishes { note: "", locale: request.locale };
    match begin(env, buyer, request, &key, &wishes).await.unwrap() {
        Prepared::Ready(row) => *row,
        _ => panic!("not prepared"),
    }
}

async fn payment_state(env: &Env, payment: PaymentId) -> PaymentState {
    payments::find(&mut env.db.read(), payment).await.unwrap().state
}

/// One text of an order found by its number.
async fn order_text(env: &Env, column: &'static str, number: &str) -> String {
    let text = format!("select {column} from orders where number = $1");
    env.db.read().dynamic("testing::order", text).bind(number).scalar().await.unwrap()
}
