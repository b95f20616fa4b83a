//! Calling pieces off.

use domain::orders::LineQuantities;
use domain::orders::views::OrderView;
use kit::{Kept, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, Checkbox, TextInput, Variant};

use super::api::CancelPieces;
use super::failure::{Refused, at_field, refusal};
use super::fulfil::{choice, hidden, pieces};
use super::texts as t;

/// The form that calls off what was not sent.
#[component]
pub fn CancelPart(
    shop: String,
    order: OrderView,
    action: ServerAction<CancelPieces>,
    kept: Kept,
) -> impl IntoView {
    let locale = use_locale();
    let refusal = refusal(action);
    let chosen = choice(&order, kept, |_| 0);
    let nothing = move || chosen.with(|all| all.iter().sum::<i64>() == 0);
    // Without scripts nothing is known of the choice, so the button is there.
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    view! {
        <ActionForm action=action attr:class="flex flex-col gap-5 pt-2">
            <p class="text-ink-muted">{t::cancel_text(locale)}</p>
            <Refused refusal />
            {hidden(&shop, &order)}
            {pieces("cancel", &order, |pieces: LineQuantities| pieces.to_fulfil(), chosen, refusal)}
            <TextInput
                label=t::reason(locale)
                name="form[reason]"
                id="cancel-reason"
                value=kept.value("reason", "")
                note=t::optional(locale)
                error=at_field(refusal, "reason")
                maxlength=500
            />
            <Checkbox
                label=t::cancel_refund(locale)
                hint=t::cancel_refund_hint(locale)
                name="form[refund]"
                id="cancel-refund"
                checked=kept.ticked("refund", true)
            />
            <div>
                <Button
                    kind="submit"
                    variant=Variant::Danger
                    loading=action.pending()
                    disabled=Signal::derive(move || ready.get() && nothing())
                >
                    {t::cancel_do(locale)}
                </Button>
            </div>
        </ActionForm>
    }
    .into_any()
}
