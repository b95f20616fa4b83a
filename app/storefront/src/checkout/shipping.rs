//! The second step: how each shop sends its part.

use domain::Locale;
use domain::address;
use domain::checkout::{CheckoutShop, CheckoutView, ShippingChoice};
use domain::id::RateId;
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{
    ActionBar, Button, Card, Choice, ErrorSummary, LinkButton, Notice, RadioGroup, RadioLayout, Size, Tone,
    Variant,
};

use super::focus;
use super::page::Actions;
use super::pick::Pick;
use super::texts as t;

/// The form of the second step.
pub fn step(actions: Actions, view: &CheckoutView) -> AnyView {
    let locale = use_locale();
    let pending = actions.save_shipping.pending();
    let shops = view.shops.iter().enumerate().map(|(place, shop)| shop_view(locale, place, shop, view));
    let shops = shops.collect_view();
    let wrong: Vec<_> = view
        .shops
        .iter()
        .filter_map(|shop| {
            error(view, shop, locale).map(|text| (field_id(shop), format!("{}: {text}", shop.name)))
        })
        .collect();
    let title = t::problems(locale, i64::try_from(wrong.len()).unwrap_or(i64::MAX));
    let blocked = view.shops.iter().any(|shop| shop.unreachable);
    view! {
        <h2 id=focus::HEADING tabindex="-1" class="pb-4 text-xl font-semibold outline-none">{t::how(locale)}</h2>
        <ActionForm action=actions.save_shipping>
            <div class="flex flex-col gap-4">
                <div id="problems" class="empty:hidden"><ErrorSummary title errors=wrong /></div>
                {shops}
                <ActionBar>
                    <Button kind="submit" size=Size::Large wide=true loading=pending disabled=blocked>
                        {t::to_review(locale)}
                    </Button>
                </ActionBar>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn field_id(shop: &CheckoutShop) -> String {
    format!("f-shipping-{}", shop.shop)
}

fn error(view: &CheckoutView, shop: &CheckoutShop, locale: Locale) -> Option<String> {
    let field = format!("shipping.{}", shop.shop);
    view.errors.iter().find(|e| e.field == field).map(|e| e.problem.text(locale))
}

fn shop_view(locale: Locale, place: usize, shop: &CheckoutShop, view: &CheckoutView) -> AnyView {
    let body = if shop.unreachable {
        let country = address::country_name(&view.address.country, locale);
        let text = t::unreachable(locale, &shop.name, country);
        view! {
            <Notice tone=Tone::Bad>{text}</Notice>
            <div class="flex flex-wrap gap-2 pt-3">
                <LinkButton href="/cart" variant=Variant::Secondary>{t::change_cart(locale)}</LinkButton>
                <LinkButton href="/checkout/address" variant=Variant::Secondary>
                    {t::change_address(locale)}
                </LinkButton>
            </div>
        }
        .into_any()
    } else if !shop.needs_shipping {
        view! { <p class="text-ink-muted">{t::nothing_to_send(locale)}</p> }.into_any()
    } else {
        // The cheapest comes first and is what most people take.
        let value =
            shop.chosen.or(shop.choices.first().map(|choice| choice.rate)).map(|rate| pick(shop, rate));
        view! {
            <RadioGroup
                legend=t::parcel_of(locale, &shop.name)
                hide_legend=true
                id=field_id(shop)
                name=format!("rate[{place}]")
                layout=RadioLayout::Cards
                choices=shop.choices.iter().map(|choice| offer(locale, shop, choice)).collect()
                value=value.unwrap_or_default()
                error=error(view, shop, locale)
                required=true
            />
        }
        .into_any()
    };
    view! { <Card title=t::parcel_of(locale, &shop.name)>{body}</Card> }.into_any()
}

fn pick(shop: &CheckoutShop, rate: RateId) -> String {
    Pick { shop: shop.shop, rate }.into()
}

fn offer(locale: Locale, shop: &CheckoutShop, choice: &ShippingChoice) -> Choice {
    let mut hint = arrival(locale, choice.from, choice.until);
    if let Some(missing) = choice.missing_for_free {
        hint.push_str(" · ");
        hint.push_str(&t::missing_for_free(locale, &format::money(locale, missing)));
    }
    let price = match choice.price.amount {
        0 => t::free(locale).to_owned(),
        _ => format::money(locale, choice.price),
    };
    Choice::new(pick(shop, choice.rate), choice.name.clone()).hint(hint).detail(price)
}

/// When a parcel comes, in days.
pub fn arrival(locale: Locale, from: domain::UtcMillis, until: domain::UtcMillis) -> String {
    let (from, until) = (format::date(locale, from), format::date(locale, until));
    if from == until { t::arrives_on(locale, &from) } else { t::arrives(locale, &from, &until) }
}
