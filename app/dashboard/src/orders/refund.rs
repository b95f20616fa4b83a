//! Giving money back, with the amounts as they change.

use domain::orders::LineQuantities;
use domain::orders::refunds::{RefundError, RefundLine, RefundPreview, RefundRequest, preview};
use domain::orders::views::OrderView;
use domain::{Currency, Locale, Money};
use kit::{Kept, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, Checkbox, InputKind, TextInput};

use super::api::RefundOrder;
use super::failure::{Refused, at_field, refusal};
use super::fulfil::{Chosen, choice, hidden, pieces};
use super::texts as t;

type Shown = Memo<Option<Result<RefundPreview, RefundError>>>;

/// The form that gives money back.
#[component]
pub fn RefundPart(
    shop: String,
    order: OrderView,
    action: ServerAction<RefundOrder>,
    kept: Kept,
) -> impl IntoView {
    let locale = use_locale();
    let refusal = refusal(action);
    let chosen = choice(&order, kept, |_| 0);
    let typed = |field: &str| RwSignal::new(kept.value(field, ""));
    let (shipping, amount) = (typed("shipping"), typed("amount"));
    let currency = order.currency;
    let refundable = order.refundable();
    let money = move |amount: i64| format::money(locale, Money::new(amount, currency));
    let shown: Shown = Memo::new(move |_| {
        let request = read(chosen, shipping, amount, currency)?;
        Some(preview(&refundable, &request))
    });
    let shipping_left = order.totals.shipping - order.totals.shipping_refunded;
    let label = move || match shown.get() {
        Some(Ok(done)) if done.amount > 0 => t::refund_do(locale, &money(done.amount)),
        _ => t::refund_none(locale).to_owned(),
    };
    let of_shipping = (shipping_left > 0).then(|| {
        view! {
            <TextInput
                label=t::refund_shipping(locale)
                name="form[shipping]"
                id="refund-shipping"
                kind=InputKind::Decimal
                bind=shipping
                hint=t::up_to(locale, &money(shipping_left))
                error=at_field(refusal, "shipping")
                suffix=currency.as_str()
            />
        }
        .into_any()
    });
    view! {
        <ActionForm action=action attr:class="flex flex-col gap-5 pt-2">
            <p class="text-ink-muted">{t::refund_text(locale)}</p>
            <Refused refusal />
            {hidden(&shop, &order)}
            {pieces("refund", &order, |pieces: LineQuantities| pieces.to_refund(), chosen, refusal)}
            <div class="grid items-start gap-4 sm:grid-cols-2">
                {of_shipping}
                <TextInput
                    label=t::refund_amount(locale)
                    name="form[amount]"
                    id="refund-amount"
                    kind=InputKind::Decimal
                    bind=amount
                    note=t::optional(locale)
                    hint=t::refund_amount_hint(locale)
                    error=at_field(refusal, "amount")
                    suffix=currency.as_str()
                />
            </div>
            <TextInput
                label=t::reason(locale)
                name="form[reason]"
                id="refund-reason"
                value=kept.value("reason", "")
                note=t::optional(locale)
                hint=t::refund_reason_hint(locale)
                error=at_field(refusal, "reason")
                maxlength=500
            />
            <Checkbox
                label=t::restock(locale)
                name="form[restock]"
                id="refund-restock"
                checked=kept.ticked("restock", false)
            />
            {summary(shown, currency, locale, most(&order))}
            <div>
                <Button kind="submit" loading=action.pending()>
                    {label}
                </Button>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn most(order: &OrderView) -> i64 {
    domain::orders::refunds::maximum(&order.refundable())
}

/// The request as it is typed; `None` while an amount cannot be read.
fn read(
    chosen: Chosen,
    shipping: RwSignal<String>,
    amount: RwSignal<String>,
    currency: Currency,
) -> Option<RefundRequest> {
    let parse = |text: RwSignal<String>| {
        text.with(|text| match text.trim() {
            "" => Some(None),
            text => Money::parse(text, currency).map(|money| Some(money.amount)),
        })
    };
    let lines = chosen.with(|all| {
        all.iter()
            .enumerate()
            .filter(|(_, quantity)| **quantity > 0)
            .map(|(line, quantity)| RefundLine { line, quantity: *quantity, amount: None, restock: false })
            .collect()
    });
    Some(RefundRequest { lines, shipping: parse(shipping)?.unwrap_or(0), amount: parse(amount)? })
}

fn summary(shown: Shown, currency: Currency, locale: Locale, most: i64) -> AnyView {
    let money = move |amount: i64| format::money(locale, Money::new(amount, currency));
    let row = move |label: &'static str, amount: i64, class: &'static str| {
        view! {
            <div class=class>
                <dt>{label}</dt>
                <dd class="tabular-nums">{money(amount)}</dd>
            </div>
        }
        .into_any()
    };
    const PLAIN: &str = "flex justify-between gap-4";
    const STRONG: &str = "flex justify-between gap-4 font-medium";
    view! {
        <dl class="flex flex-col gap-1 rounded-md bg-surface-tint p-4" aria-live="polite">
            {move || match shown.get() {
                Some(Ok(done)) => {
                    let goods = done.computed - done.shipping;
                    [
                        row(t::sum_goods(locale), goods, PLAIN),
                        row(t::sum_shipping(locale), done.shipping, PLAIN),
                        row(t::sum_tax(locale), done.tax, PLAIN),
                        row(t::sum(locale), done.amount, STRONG),
                    ]
                        .collect_view()
                        .into_any()
                }
                Some(Err(RefundError::Empty)) => ().into_any(),
                _ => view! { <p class="text-bad">{t::refund_check(locale)}</p> }.into_any(),
            }}
            {row(t::sum_most(locale), most, "flex justify-between gap-4 text-ink-muted")}
        </dl>
    }
    .into_any()
}
