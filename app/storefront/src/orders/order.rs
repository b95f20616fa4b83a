//! One order as its customer sees it.

use domain::Locale;
use domain::orders::views::{CustomerLine, CustomerOrder};
use domain::orders::{FulfillmentStatus, OrderStatus};
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Card, Glyph, Icon, Notice, Steps, TextLink, Tone};

use super::parcels::Parcels;
use super::texts as t;

/// Where it is, its parcels and its lines.
#[component]
pub fn OrderPart(order: CustomerOrder) -> impl IntoView {
    let locale = use_locale();
    let shop = format!("/shops/{}", order.shop_slug);
    let refunded = (order.refunded > 0).then(|| {
        let text = t::refunded(locale, &format::money(locale, order.money(order.refunded)));
        view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any()
    });
    let parcels = (!order.parcels.is_empty()).then(|| {
        let parcels = order.parcels.clone();
        view! { <Parcels parcels /> }.into_any()
    });
    let address = order.address.as_ref().map(|address| {
        let lines: Vec<AnyView> = address
            .lines(locale)
            .into_iter()
            .map(|line| view! { <span class="block">{line}</span> }.into_any())
            .collect();
        view! {
            <Card title=t::address(locale)>
                <address class="not-italic">{lines}</address>
            </Card>
        }
        .into_any()
    });
    let placed = t::placed(locale, &format::date(locale, order.placed_at));
    let (seller, where_, items) =
        (t::from_shop(locale, &order.shop_name), progress(&order, locale), items(&order));
    let under = format!("{}, {placed}", order.number);
    view! {
        <section class="flex flex-col gap-5">
            <div>
                <h2 class="text-lg font-semibold">
                    <TextLink href=shop>{seller}</TextLink>
                </h2>
                <p class="text-ink-muted">{under}</p>
            </div>
            {where_}
            {refunded}
            {parcels}
            {items}
            {address}
        </section>
    }
    .into_any()
}

fn progress(order: &CustomerOrder, locale: Locale) -> AnyView {
    if order.status == OrderStatus::Cancelled {
        return view! { <Notice tone=Tone::Warn>{t::cancelled(locale)}</Notice> }.into_any();
    }
    let sent = if order.fulfillment == FulfillmentStatus::Partial { t::step_partly } else { t::step_sent };
    let labels = [t::step_placed(locale), sent(locale), t::step_delivered(locale)];
    let steps = labels.into_iter().map(|label| (label.to_owned(), String::new())).collect();
    let awaited = (order.step() < 2 && !order.shipping_name.is_empty()).then(|| {
        let (from, until) = (format::date(locale, order.from), format::date(locale, order.until));
        view! { <p class="text-ink-muted">{t::expected(locale, &from, &until)}</p> }
    });
    view! {
        <Steps label=t::steps(locale) steps current=order.step() />
        {awaited}
    }
    .into_any()
}

fn items(order: &CustomerOrder) -> AnyView {
    let locale = use_locale();
    let lines: Vec<AnyView> = order.lines.iter().map(|line| row(order, line, locale)).collect();
    let sum = |label: &'static str, amount: i64, class: &'static str| {
        let amount = format::money(locale, order.money(amount));
        view! { <div class=class><dt>{label}</dt><dd class="tabular-nums">{amount}</dd></div> }.into_any()
    };
    let shipping = sum(t::shipping(locale), order.shipping, "flex justify-between gap-4");
    let total = sum(t::total(locale), order.total, "flex justify-between gap-4 font-medium");
    view! {
        <Card title=t::items(locale)>
            <ul class="flex flex-col gap-4">{lines}</ul>
            <dl class="mt-4 flex flex-col gap-1 border-t border-line pt-4">
                {shipping}
                {total}
            </dl>
        </Card>
    }
    .into_any()
}

fn row(order: &CustomerOrder, line: &CustomerLine, locale: Locale) -> AnyView {
    let pieces = line.quantities;
    let mut small = vec![t::pieces(locale, pieces.ordered)];
    if !line.variant_title.is_empty() {
        small.insert(0, line.variant_title.clone());
    }
    if pieces.cancelled > 0 {
        small.push(t::line_cancelled(locale, pieces.cancelled));
    }
    if pieces.refunded > 0 {
        small.push(t::line_refunded(locale, pieces.refunded));
    }
    let href = format!("/products/{}/{}", order.shop_slug, line.product_slug);
    let total = format::money(locale, order.money(line.total));
    let title = line.title.clone();
    view! {
        <li class="flex items-start gap-4">
            {picture(line)}
            <div class="min-w-0 grow">
                <p class="font-medium">
                    <TextLink href=href>{title}</TextLink>
                </p>
                <p class="text-sm text-ink-muted">{small.join(", ")}</p>
            </div>
            <p class="flex-none tabular-nums">{total}</p>
        </li>
    }
    .into_any()
}

fn picture(line: &CustomerLine) -> AnyView {
    const LOOK: &str = "aspect-4/5 w-16 flex-none rounded-md bg-surface-tint object-cover";
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
                <Icon glyph=Glyph::PACKAGE class="icon-lg" />
            </span>
        }
        .into_any(),
    }
}
