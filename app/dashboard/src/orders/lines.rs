//! What was bought and what it cost.

use domain::Locale;
use domain::orders::LineQuantities;
use domain::orders::views::{OrderLine, OrderView};
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Card, Glyph, Icon};

use super::texts as t;

/// The lines with what became of each, and the sums.
#[component]
pub fn LinesPart(order: OrderView) -> impl IntoView {
    let locale = use_locale();
    let lines: Vec<AnyView> = order.lines.iter().map(|line| row(&order, line)).collect();
    view! {
        <Card title=t::lines(locale)>
            <ul class="flex flex-col gap-4">{lines}</ul>
            {sums(&order)}
        </Card>
    }
    .into_any()
}

fn row(order: &OrderView, line: &OrderLine) -> AnyView {
    let locale = use_locale();
    let count = line.quantities.ordered;
    let price = format!("{count} × {}", format::money(locale, order.money(line.unit_price)));
    let total = format::money(locale, order.money(line.total));
    view! {
        <li class="flex items-start gap-3">
            {picture(line)}
            <div class="min-w-0 grow">{title(line)} <p class="text-ink-muted">{fate(line.quantities, locale)}</p></div>
            <div class="flex-none text-right tabular-nums">
                <p class="font-medium">{total}</p>
                <p class="text-ink-muted">{price}</p>
            </div>
        </li>
    }
    .into_any()
}

/// Title, options and number of a line.
pub fn title(line: &OrderLine) -> AnyView {
    let locale = use_locale();
    let mut small = line.variant_title.clone();
    if !line.sku.is_empty() {
        if !small.is_empty() {
            small.push_str(" · ");
        }
        small.push_str(&t::sku(locale, &line.sku));
    }
    view! {
        <p class="font-medium">{line.title.clone()}</p>
        {(!small.is_empty()).then(|| view! { <p class="text-ink-muted">{small}</p> })}
    }
    .into_any()
}

fn picture(line: &OrderLine) -> AnyView {
    const LOOK: &str = "aspect-4/5 w-12 flex-none rounded-md bg-surface-tint object-cover";
    match line.picture {
        Some(media) => view! {
            <img
                class=LOOK
                src=format!("/media/{media}-d/160.webp")
                width="160"
                height="200"
                alt=""
                loading="lazy"
                decoding="async"
            />
        }
        .into_any(),
        None => view! {
            <span class=format!("grid place-items-center text-ink-muted {LOOK}") aria-hidden="true">
                <Icon glyph=Glyph::PACKAGE />
            </span>
        }
        .into_any(),
    }
}

/// What became of the pieces: "2 sent, 1 to send".
pub fn fate(pieces: LineQuantities, locale: Locale) -> String {
    let parts = [
        (pieces.to_fulfil(), t::line_to_send as fn(Locale, i64) -> String),
        (pieces.fulfilled, t::line_sent),
        (pieces.cancelled, t::line_cancelled),
        (pieces.returned, t::line_returned),
        (pieces.refunded, t::line_refunded),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, text)| text(locale, n)).collect();
    parts.join(", ")
}

fn sums(order: &OrderView) -> AnyView {
    let locale = use_locale();
    let totals = order.totals;
    let row = |label: &'static str, amount: i64, strong: bool| {
        let class =
            if strong { "flex justify-between gap-4 font-medium" } else { "flex justify-between gap-4" };
        let amount = format::money(locale, order.money(amount));
        view! { <div class=class><dt>{label}</dt><dd class="tabular-nums">{amount}</dd></div> }.into_any()
    };
    let tax = if order.prices_include_tax { t::tax_in(locale) } else { t::tax_added(locale) };
    let maybe = |label, amount: i64| (amount != 0).then(|| row(label, amount, false));
    view! {
        <dl class="mt-4 flex flex-col gap-1 border-t border-line pt-4">
            {row(t::items_total(locale), totals.items, false)}
            {maybe(t::discount(locale), -totals.discount)}
            {row(t::shipping(locale), totals.shipping, false)}
            {maybe(tax, totals.tax)}
            {row(t::total(locale), totals.total, true)}
            {row(t::paid(locale), totals.captured, false)}
            {maybe(t::on_its_way_back(locale), -totals.refund_pending)}
            {maybe(t::given_back(locale), -totals.refunded)}
        </dl>
    }
    .into_any()
}
