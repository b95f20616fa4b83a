//! What happened to an order, newest first.

use domain::orders::views::{Happening, OrderView};
use domain::{LocalClock, Locale, Money};
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Card, Glyph, Icon};

use super::texts as t;

/// The timeline.
#[component]
pub fn TimelinePart(order: OrderView) -> impl IntoView {
    let locale = use_locale();
    let entries: Vec<AnyView> = order.timeline.iter().map(|entry| one(entry, &order.clock, locale)).collect();
    view! {
        <Card title=t::timeline(locale)>
            <ol class="flex flex-col gap-4">{entries}</ol>
        </Card>
    }
    .into_any()
}

fn one(entry: &Happening, clock: &LocalClock, locale: Locale) -> AnyView {
    let text = |name: &str| entry.details.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let pieces = entry.details.get("pieces").and_then(serde_json::Value::as_i64).unwrap_or(0);
    let pieces = t::pieces(locale, pieces);
    let amount = entry.details.get("amount").and_then(|v| serde_json::from_value::<Money>(v.clone()).ok());
    let amount = amount.map(|money| format::money(locale, money)).unwrap_or_default();
    let (glyph, title) = match entry.kind.as_str() {
        "placed" => (Glyph::SHOPPING_BAG, t::h_placed(locale).to_owned()),
        "paid" => (Glyph::CREDIT_CARD, t::h_paid(locale).to_owned()),
        "shipped" => (Glyph::TRUCK, t::h_shipped(locale, &pieces)),
        "delivered" => (Glyph::PACKAGE_CHECK, t::h_delivered(locale, &pieces)),
        "cancelled" => (Glyph::BAN, t::h_cancelled(locale, &pieces)),
        "refund_begun" => (Glyph::UNDO_2, t::h_refund_begun(locale, &amount)),
        "refunded" => (Glyph::BANKNOTE, t::h_refunded(locale, &amount)),
        "refund_failed" => (Glyph::TRIANGLE_ALERT, t::h_refund_failed(locale, &amount)),
        "note" => (Glyph::MESSAGE_CIRCLE, t::note(locale).to_owned()),
        _ => (Glyph::INFO, t::h_other(locale).to_owned()),
    };
    let small = [text("carrier"), text("tracking_number"), text("reason"), text("text")];
    let small: Vec<String> = small.into_iter().filter(|text| !text.is_empty()).collect();
    let small = small.join(" ");
    let actor = if entry.actor.is_empty() { t::system(locale).to_owned() } else { entry.actor.clone() };
    let when = format!("{actor}, {}", format::local_date_time(locale, clock, entry.at));
    view! {
        <li class="flex gap-3">
            <Icon glyph class="mt-0.5 flex-none text-ink-muted icon-sm" />
            <div class="min-w-0">
                <p class="font-medium">{title}</p>
                {(!small.is_empty()).then(|| view! { <p class="whitespace-pre-line break-words">{small}</p> })}
                <p class="text-ink-muted">{when}</p>
            </div>
        </li>
    }
    .into_any()
}
