//! Who bought it and where it goes.

use domain::orders::views::OrderView;
use kit::use_locale;
use leptos::prelude::*;
use ui::{Badge, Card, TextLink};

use super::texts as t;

/// Customer, address, the customer's note and how it is sent and paid.
#[component]
pub fn SidePart(order: OrderView) -> impl IntoView {
    let locale = use_locale();
    let account = if order.registered { t::has_account(locale) } else { t::guest(locale) };
    let lines: Vec<AnyView> = order
        .address
        .lines(locale)
        .into_iter()
        .map(|line| view! { <span class="block">{line}</span> }.into_any())
        .collect();
    let phone = order.address.phone.clone();
    let paid = (!order.method.is_empty()).then(|| t::paid_by(locale, &order.method));
    let note = (!order.note.is_empty()).then(|| {
        view! {
            <Card title=t::buyer_note(locale)>
                <p class="whitespace-pre-line">{order.note.clone()}</p>
            </Card>
        }
        .into_any()
    });
    view! {
        {note}
        <Card title=t::customer(locale)>
            <div class="flex flex-col gap-1">
                <p class="flex flex-wrap items-center gap-2 font-medium">{order.customer} <Badge>{account}</Badge></p>
                <p class="break-all">
                    <TextLink href=format!("mailto:{}", order.email)>{order.email.clone()}</TextLink>
                </p>
                {(!phone.is_empty())
                    .then(|| view! { <p><TextLink href=format!("tel:{phone}")>{phone.clone()}</TextLink></p> })}
                {paid.map(|text| view! { <p class="text-ink-muted">{text}</p> })}
            </div>
        </Card>
        <Card title=t::address(locale)>
            <address class="not-italic">{lines}</address>
            {(!order.shipping_name.is_empty())
                .then(|| view! { <p class="mt-2 text-ink-muted">{order.shipping_name}</p> })}
        </Card>
    }
    .into_any()
}
