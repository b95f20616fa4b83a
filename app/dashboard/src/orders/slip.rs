//! `/dashboard/{shop}/orders/{number}/packing-slip`: what lies in the parcel, to be printed.

use domain::address::Address;
use domain::orders::views::OrderView;
use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use ui::{Button, Glyph, LinkButton, SkeletonRows, Variant};

use super::failure::Failure;
use super::{address, api, texts as t};

/// A packing slip.
#[component]
pub fn SlipPage() -> impl IntoView {
    let (locale, params) = (use_locale(), use_params_map());
    let order = Resource::new(
        move || {
            let params = params.read();
            (params.get("shop").unwrap_or_default(), params.get("number").unwrap_or_default())
        },
        |(shop, number)| api::load_order(shop, number),
    );
    view! {
        <Suspense fallback=|| view! { <SkeletonRows rows=8 /> }>
            {move || {
                let shop = params.read_untracked().get("shop").unwrap_or_default();
                Suspend::new(async move {
                    match order.await {
                        Ok(order) => view! { <Slip shop order /> }.into_any(),
                        Err(error) => {
                            let back = address::orders(&shop);
                            view! { <Failure error title=t::wrong(locale) back /> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Slip(shop: String, order: OrderView) -> impl IntoView {
    let locale = use_locale();
    // What is to be sent now; a copy of the whole order once all of it was.
    let all = order.to_send() == 0;
    let rows: Vec<AnyView> = order
        .lines
        .iter()
        .map(|line| {
            let pieces = if all { line.quantities.active() } else { line.quantities.to_fulfil() };
            (line, pieces)
        })
        .filter(|(_, pieces)| *pieces > 0)
        .map(|(line, pieces)| {
            view! {
                <tr class="border-t border-line align-top">
                    <td class="py-2 pr-4 tabular-nums">{pieces}</td>
                    <td class="py-2 pr-4">
                        <span class="block font-medium">{line.title.clone()}</span>
                        <span class="block text-ink-muted">{line.variant_title.clone()}</span>
                    </td>
                    <td class="py-2 pr-4 break-all">{line.sku.clone()}</td>
                    <td class="py-2 text-right tabular-nums">{line.quantities.ordered}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let date = t::slip_date(locale, &format::local_date(locale, &order.clock, order.placed_at));
    let note = (!order.note.is_empty())
        .then(|| view! { <p class="mt-6 whitespace-pre-line">{order.note.clone()}</p> }.into_any());
    view! {
        <Title text=format!("{} {}", t::slip(locale), order.number) />
        <main id="main" class="mx-auto max-w-3xl p-4 sm:p-8 print:max-w-none print:p-0">
            <div class="mb-8 flex flex-wrap gap-2 print:hidden">
                <LinkButton
                    href=address::order(&shop, &order.number)
                    variant=Variant::Secondary
                    glyph=Glyph::ARROW_LEFT
                >
                    {t::back_to_order(locale)}
                </LinkButton>
                <Button
                    glyph=Glyph::PRINTER
                    class="scripted"
                    on:click=move |_| {
                        let _ = window().print();
                    }
                >
                    {t::print(locale)}
                </Button>
            </div>
            <header class="mb-8 flex flex-wrap justify-between gap-4">
                <p class="text-xl font-semibold">{order.shop.name.clone()}</p>
                <div class="text-right">
                    <h1 class="text-xl font-semibold">{t::slip(locale)} " " {order.number.clone()}</h1>
                    <p class="text-ink-muted">{date}</p>
                </div>
            </header>
            <div class="mb-8 grid grid-cols-2 gap-6">
                {place(t::slip_to(locale), String::new(), &order.address)}
                {place(t::slip_from(locale), order.shop.name.clone(), &order.shop.address)}
            </div>
            <table class="w-full text-left">
                <thead>
                    <tr>
                        <th class="py-2 pr-4">{t::slip_quantity(locale)}</th>
                        <th class="py-2 pr-4">{t::slip_item(locale)}</th>
                        <th class="py-2 pr-4">{t::slip_sku(locale)}</th>
                        <th class="py-2 text-right">{t::slip_ordered(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {note}
            <p class="mt-10">{t::slip_thanks(locale)} ". " {order.shop.email.clone()}</p>
        </main>
    }
    .into_any()
}

fn place(label: &'static str, name: String, address: &Address) -> AnyView {
    let locale = use_locale();
    let mut lines = address.lines(locale);
    if !name.is_empty() && lines.first() != Some(&name) {
        lines.insert(0, name);
    }
    let lines: Vec<AnyView> =
        lines.into_iter().map(|line| view! { <span class="block">{line}</span> }.into_any()).collect();
    view! {
        <div>
            <h2 class="text-sm text-ink-muted">{label}</h2>
            <address class="not-italic">{lines}</address>
        </div>
    }
    .into_any()
}
