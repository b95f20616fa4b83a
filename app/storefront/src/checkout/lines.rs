//! A shop's lines and the rows of sums, as the review and the confirmation show them.

use domain::checkout::CheckoutTotals;
use domain::id::MediaId;
use domain::{Locale, Money};
use kit::format;
use leptos::prelude::*;

use super::texts as t;
use crate::cart::Thumb;

/// One line to read, not to change.
pub struct Line {
    pub picture: Option<MediaId>,
    pub title: String,
    pub variant_title: String,
    pub quantity: i64,
    pub total: Money,
}

/// Lines below each other.
pub fn lines(locale: Locale, lines: impl IntoIterator<Item = Line>) -> AnyView {
    let line = |line: Line| {
        let what = if line.variant_title.is_empty() {
            t::count(locale, line.quantity)
        } else {
            format!("{} {}", t::times(locale, &format::number(locale, line.quantity)), line.variant_title)
        };
        view! {
            <li class="flex items-center gap-4 py-3">
                <Thumb picture=line.picture />
                <div class="min-w-0 flex-1">
                    <p class="font-medium">{line.title}</p>
                    <p class="text-sm text-ink-muted">
                        {what}
                    </p>
                </div>
                <span class="flex-none figures">{format::money(locale, line.total)}</span>
            </li>
        }
    };
    view! { <ul class="divide-y divide-line">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// How much a sum stands out.
#[derive(Clone, Copy)]
enum Look {
    Strong,
    Plain,
    Quiet,
}

/// A name and an amount at the ends of a line.
fn row(name: &'static str, amount: String, look: Look) -> AnyView {
    let class = match look {
        Look::Strong => "flex justify-between gap-4 border-t border-line pt-3 text-lg font-semibold",
        Look::Plain => "flex justify-between gap-4",
        Look::Quiet => "flex justify-between gap-4 text-sm text-ink-muted",
    };
    view! {
        <div class=class>
            <dt>{name}</dt>
            <dd class="figures">{amount}</dd>
        </div>
    }
    .into_any()
}

/// All sums of a purchase.
pub fn sums(locale: Locale, totals: &CheckoutTotals) -> AnyView {
    let money = |amount: Money| format::money(locale, amount);
    let discount = (totals.discount.amount != 0).then(|| {
        row(
            t::discount(locale),
            money(Money::new(-totals.discount.amount, totals.discount.currency)),
            Look::Plain,
        )
    });
    let shipping = match totals.shipping {
        Some(shipping) if shipping.amount == 0 => t::free(locale).to_owned(),
        Some(shipping) => money(shipping),
        None => t::not_known(locale).to_owned(),
    };
    let added = (totals.tax_added.amount != 0)
        .then(|| row(t::tax_added(locale), money(totals.tax_added), Look::Plain));
    let included = (totals.tax_included.amount != 0)
        .then(|| row(t::tax_included(locale), money(totals.tax_included), Look::Quiet));
    let known = totals.shipping.is_some() && totals.tax_known;
    let total = if known { t::total(locale) } else { t::total_so_far(locale) };
    view! {
        <dl class="flex flex-col gap-2">
            {row(t::items(locale), money(totals.items), Look::Plain)} {discount}
            {row(t::shipping(locale), shipping, Look::Plain)} {added} {row(total, money(totals.total), Look::Strong)} {included}
        </dl>
    }
    .into_any()
}
