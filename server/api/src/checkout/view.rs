//! How a checkout is shown.

use domain::address::{Address, AddressField};
use domain::checkout::{self, CheckoutStep, CheckoutTotals, CheckoutView};
use domain::id::{RateId, ShopId, VariantId};
use domain::invalid::FieldError;
use domain::{Locale, Money};
use serde::Serialize;
use utoipa::ToSchema;

use crate::cart::Cart;
use crate::types::Time;

/// The checkout of a cart.
#[derive(Debug, Serialize, ToSchema)]
pub struct Checkout {
    /// The first step that is not done; at `review` it can be paid.
    step: CheckoutStep,
    /// The mail address as it was given.
    email: String,
    /// The address as it was given, right or wrong.
    address: Address,
    /// What is wrong with the last step.
    errors: Vec<StepError>,
    /// The lines.
    cart: Cart,
    /// Each shop's part, in the order of the cart.
    shops: Vec<CheckoutShop>,
    /// What it costs as far as it is known.
    totals: CheckoutTotals,
    /// What to send when paying, in minor units of the cart's currency.
    expected_total: i64,
    /// Lines of which there is too little; nothing is reserved for them.
    shortages: Vec<Shortage>,
    /// Until when the pieces are reserved.
    held_until: Option<Time>,
    /// Whether the buyer is signed in.
    signed_in: bool,
    /// Addresses that a signed-in buyer keeps, last used first; only in the step `address`.
    saved_addresses: Vec<Address>,
    /// Who takes the payment; `local` simulates it.
    provider: String,
}

/// What is wrong with a step.
#[derive(Debug, Serialize, ToSchema)]
struct StepError {
    /// `email`, `address.` and a field of it, or `shipping.` and a shop's id.
    field: String,
    /// What is wrong, as a word.
    problem: String,
    /// What is wrong, as a sentence for people.
    message: String,
}

/// One shop's part of a checkout.
#[derive(Debug, Serialize, ToSchema)]
struct CheckoutShop {
    /// The shop.
    shop_id: ShopId,
    /// Its name.
    name: String,
    /// Its ways of sending, cheapest first; empty before the country is known, where nothing is
    /// sent, and where the shop does not send to.
    choices: Vec<ShippingChoice>,
    /// The chosen one, as far as it is still offered.
    chosen_rate_id: Option<RateId>,
    /// Whether anything is to be sent.
    needs_shipping: bool,
    /// Whether the shop does not send to the country.
    unreachable: bool,
    /// Goods, at the shop's prices.
    items: Money,
    /// What the buyer pays to this shop, as far as it is known.
    total: Money,
}

/// A way to send a shop's parcel.
#[derive(Debug, Serialize, ToSchema)]
struct ShippingChoice {
    /// The rate.
    rate_id: RateId,
    /// Its name.
    name: String,
    /// Its price; with or without tax as the shop's prices are.
    price: Money,
    /// The price that is struck through.
    full_price: Option<Money>,
    /// What is missing until it is free.
    missing_for_free: Option<Money>,
    /// The first day, at noon UTC.
    from: Time,
    /// The last day, at noon UTC.
    until: Time,
}

/// A line of which there is too little.
#[derive(Debug, Serialize, ToSchema)]
struct Shortage {
    /// What is short.
    variant_id: VariantId,
    /// Its product's name.
    title: String,
    /// Its options.
    variant_title: String,
    /// Pieces wanted.
    wanted: i64,
    /// Pieces that can be bought.
    available: i64,
}

impl From<CheckoutView> for Checkout {
    fn from(view: CheckoutView) -> Self {
        Self {
            step: view.step,
            email: view.email,
            address: view.address,
            errors: view.errors.into_iter().map(Into::into).collect(),
            cart: view.cart.into(),
            shops: view.shops.into_iter().map(Into::into).collect(),
            totals: view.totals,
            expected_total: view.expected_total,
            shortages: view.shortages.into_iter().map(Into::into).collect(),
            held_until: view.held_until.map(Into::into),
            signed_in: view.signed_in,
            saved_addresses: view.saved_addresses,
            provider: view.provider,
        }
    }
}

impl From<FieldError> for StepError {
    fn from(error: FieldError) -> Self {
        let word = serde_json::to_value(&error.problem).unwrap_or_default();
        let field = match AddressField::parse(&error.field) {
            Some(field) => format!("address.{field}"),
            None => error.field,
        };
        Self {
            field,
            problem: word["problem"].as_str().unwrap_or_default().to_owned(),
            message: error.problem.text(Locale::En),
        }
    }
}

impl From<checkout::CheckoutShop> for CheckoutShop {
    fn from(shop: checkout::CheckoutShop) -> Self {
        Self {
            shop_id: shop.shop,
            name: shop.name,
            choices: shop.choices.into_iter().map(Into::into).collect(),
            chosen_rate_id: shop.chosen,
            needs_shipping: shop.needs_shipping,
            unreachable: shop.unreachable,
            items: shop.items,
            total: shop.total,
        }
    }
}

impl From<checkout::ShippingChoice> for ShippingChoice {
    fn from(choice: checkout::ShippingChoice) -> Self {
        Self {
            rate_id: choice.rate,
            name: choice.name,
            price: choice.price,
            full_price: choice.full_price,
            missing_for_free: choice.missing_for_free,
            from: choice.from.into(),
            until: choice.until.into(),
        }
    }
}

impl From<checkout::Shortage> for Shortage {
    fn from(short: checkout::Shortage) -> Self {
        Self {
            variant_id: short.variant,
            title: short.title,
            variant_title: short.variant_title,
            wanted: short.wanted,
            available: short.available,
        }
    }
}
