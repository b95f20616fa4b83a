//! Sending a parcel, and the choice of pieces that several forms share.

use domain::orders::LineQuantities;
use domain::orders::carriers::CARRIERS;
use domain::orders::views::{OrderLine, OrderView};
use kit::{AppError, Kept, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, Card, Checkbox, QuantityStepper, TextInput};

use super::api::FulfilOrder;
use super::failure::{Refused, at_field, refusal};
use super::lines::title;
use super::texts as t;

/// How many pieces of each line a form means, in the order of the lines.
pub type Chosen = RwSignal<Vec<i64>>;

/// What was typed for each line before the form came back, else what `first` says.
pub fn choice(order: &OrderView, kept: Kept, first: fn(LineQuantities) -> i64) -> Chosen {
    let typed = |line: &OrderLine| kept.get(&format!("pieces.{}", line.id))?.trim().parse::<u32>().ok();
    let of = |line: &OrderLine| typed(line).map_or_else(|| first(line.quantities), i64::from);
    RwSignal::new(order.lines.iter().map(of).collect())
}

/// The form that sends a parcel.
#[component]
pub fn FulfilPart(
    shop: String,
    order: OrderView,
    action: ServerAction<FulfilOrder>,
    kept: Kept,
) -> impl IntoView {
    let locale = use_locale();
    let refusal = refusal(action);
    let left = |pieces: LineQuantities| pieces.to_fulfil();
    let chosen = choice(&order, kept, left);
    let label = move || match chosen.with(|all| all.iter().sum::<i64>()) {
        0 => t::send_none(locale).to_owned(),
        n => t::send(locale, n),
    };
    let nothing = move || chosen.with(|all| all.iter().sum::<i64>() == 0);
    // Without scripts nothing is known of the choice, so the button is there.
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    let carriers: Vec<AnyView> =
        CARRIERS.iter().map(|carrier| view! { <option value=carrier.name></option> }.into_any()).collect();
    view! {
        <Card title=t::fulfil(locale) text=t::fulfil_text(locale)>
            <ActionForm action=action attr:class="flex flex-col gap-5">
                <Refused refusal />
                {hidden(&shop, &order)}
                {pieces("send", &order, left, chosen, refusal)}
                <div class="grid gap-4 sm:grid-cols-2">
                    <TextInput
                        label=t::carrier(locale)
                        name="form[carrier]"
                        id="send-carrier"
                        value=kept.value("carrier", "")
                        note=t::optional(locale)
                        error=at_field(refusal, "carrier")
                        maxlength=60
                        autocomplete="off"
                        attr:list="carriers"
                    />
                    <TextInput
                        label=t::tracking(locale)
                        name="form[tracking_number]"
                        id="send-tracking"
                        value=kept.value("tracking_number", "")
                        note=t::optional(locale)
                        error=at_field(refusal, "tracking_number")
                        maxlength=60
                        autocomplete="off"
                    />
                </div>
                <p class="text-sm text-ink-muted">{t::carrier_hint(locale)}</p>
                <datalist id="carriers">{carriers}</datalist>
                <Checkbox
                    label=t::notify(locale)
                    name="form[notify]"
                    id="send-notify"
                    checked=kept.ticked("notify", true)
                />
                <div>
                    <Button
                        kind="submit"
                        loading=action.pending()
                        disabled=Signal::derive(move || ready.get() && nothing())
                    >
                        {label}
                    </Button>
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}

/// The order and the version that a form was made for.
pub fn hidden(shop: &str, order: &OrderView) -> AnyView {
    view! {
        <input type="hidden" name="shop" value=shop.to_owned() />
        <input type="hidden" name="order" value=order.id.to_string() />
        <input type="hidden" name="form[version]" value=order.version.to_string() />
    }
    .into_any()
}

/// A number for each line of which pieces are left; begins with what `chosen` holds.
pub fn pieces(
    prefix: &'static str,
    order: &OrderView,
    left: fn(LineQuantities) -> i64,
    chosen: Chosen,
    refusal: Signal<Option<AppError>>,
) -> AnyView {
    let locale = use_locale();
    let rows: Vec<AnyView> = order
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| left(line.quantities) > 0)
        .map(|(place, line)| {
            let most = left(line.quantities);
            let first = chosen.with_untracked(|all| all.get(place).copied().unwrap_or(0));
            let error = at_field(refusal, format!("pieces.{}", line.id));
            let whole = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
            let change = Callback::new(move |n: u32| {
                chosen.update(|all| {
                    if let Some(slot) = all.get_mut(place) {
                        *slot = n.into();
                    }
                });
            });
            view! {
                <li class="flex flex-wrap items-center justify-between gap-3">
                    <div class="min-w-0 grow basis-40">{title(line)}</div>
                    <div class="flex items-center gap-3">
                        <QuantityStepper
                            label=t::pieces_of(locale, &line.title)
                            less_label=t::less(locale)
                            more_label=t::more(locale)
                            name=format!("form[pieces][L{}]", line.id)
                            id=format!("{prefix}-{}", line.id)
                            value=whole(first)
                            min=0
                            max=whole(most)
                            on_change=change
                        />
                        <span class="text-ink-muted">{t::of_left(locale, most)}</span>
                    </div>
                    <p class="basis-full text-bad empty:hidden" aria-live="polite">
                        {move || error.get()}
                    </p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="flex flex-col gap-4">{rows}</ul> }.into_any()
}
