//! The last step: a look at everything, and paying.

use domain::Locale;
use domain::checkout::{CartShop, CheckoutShop, CheckoutView};
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Card, TextLink};

use super::focus;
use super::lines::{Line, lines, sums};
use super::page::Actions;
use super::pay;
use super::shipping::arrival;
use super::texts as t;

/// Everything that is about to be bought.
pub fn step(actions: Actions, view: &CheckoutView) -> AnyView {
    let locale = use_locale();
    let address = view.address.lines(locale).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let parts = view.cart.shops.iter().map(|shop| {
        let part = view.shops.iter().find(|part| part.shop == shop.shop);
        shop_view(locale, shop, part)
    });
    let parts = parts.collect_view();
    let (sums, pay, email) = (sums(locale, &view.totals), pay::form(actions, view), view.email.clone());
    view! {
        <h2 id=focus::HEADING tabindex="-1" class="pb-4 text-xl font-semibold outline-none">{t::look(locale)}</h2>
        <div class="flex flex-col gap-4">
            <Card
                title=t::send_to(locale)
                action=move || view! { <TextLink href="/checkout/address">{t::change_address(locale)}</TextLink> }
            >
                {address}
                <p class="text-ink-muted">{email}</p>
            </Card>
            {parts}
            <Card>{sums}</Card>
            {pay}
        </div>
    }
    .into_any()
}

fn shop_view(locale: Locale, shop: &CartShop, part: Option<&CheckoutShop>) -> AnyView {
    let all = shop.lines.iter().map(|line| Line {
        picture: line.picture,
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        quantity: line.quantity,
        total: line.total,
    });
    let chosen = part.and_then(|part| part.choices.iter().find(|choice| Some(choice.rate) == part.chosen));
    let shipping = chosen.map(|choice| {
        let price = match choice.price.amount {
            0 => t::free(locale).to_owned(),
            _ => format::money(locale, choice.price),
        };
        view! {
            <div class="flex justify-between gap-4 border-t border-line pt-3">
                <div>
                    <p>{choice.name.clone()}</p>
                    <p class="text-sm text-ink-muted">{arrival(locale, choice.from, choice.until)}</p>
                </div>
                <span class="flex-none figures">{price}</span>
            </div>
        }
    });
    let total = part.map(|part| {
        view! {
            <p class="flex justify-between gap-4 pt-3 font-semibold">
                <span>{t::total(locale)}</span>
                <span class="figures">{format::money(locale, part.total)}</span>
            </p>
        }
    });
    let all = lines(locale, all);
    view! {
        <Card
            title=t::parcel_of(locale, &shop.name)
            action=move || view! { <TextLink href="/checkout/shipping">{t::change_shipping(locale)}</TextLink> }
        >
            {all}
            {shipping}
            {total}
        </Card>
    }
    .into_any()
}
