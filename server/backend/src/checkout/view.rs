//! How a checkout is shown.

use domain::checkout::{CheckoutShop, CheckoutStep, CheckoutView, ShippingChoice};
use domain::shipping::{ShippingOffer, promise};

use super::quote::{Quote, ShopQuote};
use super::steps::saved_addresses;
use crate::cart::{Line, held_until, view_of};
use crate::days::{local_day, noon};
use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

pub(super) async fn show(env: &Env, buyer: &BuyerScope, quote: Quote) -> Result<CheckoutView> {
    if quote.lines.is_empty() {
        return Err(Error::conflict("cart_empty"));
    }
    let step = quote.step();
    let saved_addresses = match buyer.user() {
        Some(user) if step == CheckoutStep::Address => saved_addresses(&mut env.db.read(), user).await?,
        _ => Vec::new(),
    };
    let shops = quote.shops.iter().enumerate().map(|(at, shop)| shop_view(env, &quote, shop, at)).collect();
    let totals = quote.totals();
    Ok(CheckoutView {
        step,
        cart: view_of(env, Some(&quote.cart), &quote.lines),
        shops,
        expected_total: totals.total.amount,
        totals,
        idempotency_key: env.token(),
        shortages: quote.lines.iter().filter_map(Line::shortage).collect(),
        held_until: held_until(env, &quote.lines),
        signed_in: buyer.user().is_some(),
        saved_addresses,
        provider: env.ports.payment.name().to_owned(),
        email: quote.form.email,
        address: quote.form.address,
        errors: quote.form.errors,
    })
}

fn shop_view(env: &Env, quote: &Quote, shop: &ShopQuote, at: usize) -> CheckoutShop {
    let priced = &quote.priced.orders[at].totals;
    let zone = shop.lines.first().map_or("UTC", |line| line.time_zone.as_str());
    let today = local_day(env.now(), zone);
    CheckoutShop {
        shop: shop.shop,
        name: shop.lines.first().map_or_else(String::new, |line| line.shop_name.clone()),
        choices: shop.offers.iter().map(|offer| choice(quote, offer, today.number)).collect(),
        chosen: shop.chosen.as_ref().map(|offer| offer.rate_id),
        needs_shipping: shop.needs_shipping,
        unreachable: quote.placed && shop.needs_shipping && shop.offers.is_empty(),
        items: quote.money(priced.items - priced.discount),
        total: quote.money(priced.total),
    }
}

fn choice(quote: &Quote, offer: &ShippingOffer, today: i64) -> ShippingChoice {
    let days = promise(today, offer.min_days, offer.max_days);
    ShippingChoice {
        rate: offer.rate_id,
        name: offer.name.clone(),
        price: quote.money(offer.price),
        full_price: (offer.full_price > offer.price).then(|| quote.money(offer.full_price)),
        missing_for_free: offer.missing_for_free.map(|amount| quote.money(amount)),
        from: noon(days.from),
        until: noon(days.until),
    }
}
