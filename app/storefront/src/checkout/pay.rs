//! The form that pays. Its hidden key makes a second click the same payment.

use domain::Locale;
use domain::checkout::{CheckoutView, TEST_CARDS, TestCard};
use kit::{AppError, FormState, format, use_locale};
use leptos::prelude::*;
use ui::{
    ActionBar, Button, Card, ErrorSummary, Fold, Glyph, InputKind, Notice, Size, TextArea, TextInput, Tone,
};

use super::page::Actions;
use super::texts as t;

/// Card, message and the button with the amount on it.
pub fn form(actions: Actions, view: &CheckoutView) -> AnyView {
    let locale = use_locale();
    let total = view.totals.total;
    let pay = match total.amount {
        0 => t::place(locale).to_owned(),
        _ => t::pay(locale, &format::money(locale, total)),
    };
    let card = (total.amount > 0).then(|| card(actions, &view.provider));
    // What was found short cannot be paid; the notice above says what to change.
    let blocked = !view.shortages.is_empty();
    let (key, expected) = (view.idempotency_key.clone(), view.expected_total.to_string());
    let note = FormState::of(actions.pay).value("note", "");
    let open = !note.is_empty();
    view! {
        <ActionForm action=actions.pay attr:novalidate="" attr:id="pay-form">
            <input type="hidden" name="idempotency_key" value=key />
            <input type="hidden" name="expected_total" value=expected />
            <div class="flex flex-col gap-4">
                {card}
                <Fold title=t::note_open(locale) open>
                    <TextArea
                        label=t::note(locale)
                        name="note"
                        value=note
                        note=t::optional(locale)
                        maxlength=1000
                        rows=3
                    />
                </Fold>
                <ActionBar>
                    <Button
                        kind="submit"
                        size=Size::Large
                        wide=true
                        glyph=Glyph::LOCK
                        loading=actions.pay.pending()
                        disabled=blocked
                    >
                        {pay}
                    </Button>
                </ActionBar>
                <p class="text-center text-sm text-ink-muted">{t::pay_small(locale)}</p>
            </div>
        </ActionForm>
    }
    .into_any()
}

fn card(actions: Actions, provider: &str) -> AnyView {
    let locale = use_locale();
    let answer = actions.pay.value();
    let typed = FormState::of(actions.pay);
    let error = move |field: &'static str| {
        move || {
            answer.with(|answer| match answer {
                Some(Err(error)) => {
                    error.field(field).map(|problem| problem.text(locale)).unwrap_or_default()
                }
                _ => String::new(),
            })
        }
    };
    let problems = move || {
        let Some(Err(AppError::Invalid { fields })) = answer.get() else { return ().into_any() };
        let errors: Vec<_> = fields
            .iter()
            .map(|wrong| {
                let label = match wrong.field.as_str() {
                    "card_number" => t::card_number(locale),
                    "card_expiry" => t::card_expiry(locale),
                    "card_name" => t::card_name(locale),
                    _ => t::note(locale),
                };
                (format!("f-{}", wrong.field), format!("{label}: {}", wrong.problem.text(locale)))
            })
            .collect();
        let title = t::problems(locale, i64::try_from(errors.len()).unwrap_or(i64::MAX));
        view! { <ErrorSummary title errors /> }.into_any()
    };
    let demo = (provider == "local").then(|| demo(locale));
    view! {
        <Card title=t::card(locale)>
            <div class="flex flex-col gap-4">
                {demo} {problems}
                <TextInput
                    label=t::card_number(locale)
                    name="card_number"
                    kind=InputKind::Whole
                    error=Signal::derive(error("card_number"))
                    autocomplete="cc-number"
                    glyph=Glyph::CREDIT_CARD
                    maxlength=30
                    required=true
                />
                <div class="grid gap-4 sm:grid-cols-2">
                    <TextInput
                        label=t::card_expiry(locale)
                        name="card_expiry"
                        value=typed.value("card_expiry", "")
                        kind=InputKind::Whole
                        error=Signal::derive(error("card_expiry"))
                        autocomplete="cc-exp"
                        placeholder=t::card_expiry_hint(locale)
                        maxlength=9
                        required=true
                    />
                    <TextInput
                        label=t::card_name(locale)
                        name="card_name"
                        value=typed.value("card_name", "")
                        error=Signal::derive(error("card_name"))
                        autocomplete="cc-name"
                        maxlength=100
                        required=true
                    />
                </div>
            </div>
        </Card>
    }
    .into_any()
}

/// What the simulated provider understands.
fn demo(locale: Locale) -> AnyView {
    let line = |card: &TestCard| {
        let number: String = card.number.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four)).fold(
            String::new(),
            |mut all, four| {
                if !all.is_empty() {
                    all.push(' ');
                }
                all.push_str(&four);
                all
            },
        );
        view! {
            <li class="flex flex-wrap justify-between gap-x-4">
                <span class="figures">{number}</span>
                <span class="text-ink-muted">{t::behaviour(locale, card.behaviour)}</span>
            </li>
        }
    };
    let cards = TEST_CARDS.iter().map(line).collect_view();
    view! {
        <Notice tone=Tone::Info title=t::demo_title(locale)>{t::demo_text(locale)}</Notice>
        <Fold title=t::demo_cards(locale)>
            <ul class="flex flex-col gap-2 text-sm">{cards}</ul>
        </Fold>
    }
    .into_any()
}
