use domain::accounts::MemberRole;
use domain::shipping::ShippingRate;
use domain::shops::{RateForm, ShopSettings};
use kit::forms::follow;
use kit::{AppError, FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Card, Fold, InputKind, TextInput, TextLink};

use super::api::{DeleteRate, SaveRate};
use super::forms::{Errors, RemoveButton, SaveButton};
use super::frame::{Failure, Section, load, param, section};
use super::texts as t;

/// One rate of a shipping zone, or a new one.
#[component]
pub fn RatePage() -> impl IntoView {
    let (settings, zone, wanted) = (load(), param("zone"), param("rate"));
    let action = ServerAction::<SaveRate>::new();
    let removal = ServerAction::<DeleteRate>::new();
    follow(action);
    follow(removal);
    section(settings, Section::Shipping, move |shop, _| {
        let found = shop.zones.iter().find(|known| known.id.as_str() == zone);
        let rate =
            found.and_then(|found| found.rates.iter().find(|rate| rate.id.as_str() == wanted)).cloned();
        if found.is_none() || rate.is_none() && wanted != "new" {
            return view! { <Failure error=AppError::NotFound /> }.into_any();
        }
        view! { <Edit shop zone=zone.clone() rate action removal /> }.into_any()
    })
}

#[component]
fn Edit(
    shop: ShopSettings,
    zone: String,
    #[prop(optional_no_strip)] rate: Option<ShippingRate>,
    action: ServerAction<SaveRate>,
    removal: ServerAction<DeleteRate>,
) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([
        ("name", t::rate_name(locale)),
        ("price", t::price(locale)),
        ("free_from", t::free_from(locale)),
        ("min_days", t::min_days(locale)),
        ("max_days", t::max_days(locale)),
        ("min_subtotal", t::min_subtotal(locale)),
        ("max_subtotal", t::max_subtotal(locale)),
        ("max_weight_g", t::max_weight(locale)),
    ]);
    let closed = shop.role != MemberRole::Owner;
    let (slug, currency) = (shop.face.slug.clone(), shop.face.currency);
    let back = format!("{}/{zone}", Section::Shipping.path(&slug));
    let id = rate.as_ref().map(|rate| rate.id.to_string());
    let shown = rate.as_ref().map(|rate| RateForm::of(rate, currency)).unwrap_or_default();
    let title = if id.is_some() { t::rate(locale) } else { t::add_rate(locale) };
    let amount = move |field: &'static str,
                       label: &'static str,
                       hint: &'static str,
                       note: &'static str,
                       held: &str| {
        view! {
            <TextInput
                label
                name=format!("form[{field}]")
                id=format!("f-{field}")
                kind=InputKind::Decimal
                suffix=currency.to_string()
                autocomplete="off"
                hint
                note
                value=form.value(field, held)
                error=form.error(field)
            />
        }
    };
    let whole = move |field: &'static str,
                      label: &'static str,
                      suffix: &'static str,
                      note: &'static str,
                      held: &str| {
        view! {
            <TextInput
                label
                name=format!("form[{field}]")
                id=format!("f-{field}")
                kind=InputKind::Whole
                suffix
                autocomplete="off"
                note
                value=form.value(field, held)
                error=form.error(field)
            />
        }
    };
    let optional = t::optional(locale);
    let bounded = ["min_subtotal", "max_subtotal", "max_weight_g"];
    let bounds_open =
        [&shown.min_subtotal, &shown.max_subtotal, &shown.max_weight_g].iter().any(|text| !text.is_empty())
            || form
                .errors("")
                .with_untracked(|all| all.iter().any(|error| bounded.contains(&error.field.as_str())));
    let remove = id.clone().filter(|_| !closed).map(|id| {
        let (slug, zone) = (slug.clone(), zone.clone());
        view! {
            <ActionForm action=removal>
                <input type="hidden" name="shop" value=slug.clone() />
                <input type="hidden" name="zone" value=zone.clone() />
                <input type="hidden" name="id" value=id />
                <RemoveButton pending=removal.pending() label=t::remove(locale) />
            </ActionForm>
        }
    });
    view! {
        <TextLink href=back>{t::rates(locale)}</TextLink>
        <ActionForm action=action attr:class="flex flex-col gap-6" attr:novalidate=true>
            <Errors form />
            <input type="hidden" name="shop" value=slug.clone() />
            <input type="hidden" name="zone" value=zone.clone() />
            {id.map(|id| view! { <input type="hidden" name="id" value=id /> })}
            <fieldset class="contents" disabled=closed>
                <Card title=title>
                    <div class="flex flex-col gap-4">
                        <TextInput
                            label=t::rate_name(locale)
                            name="form[name]"
                            id="f-name"
                            autocomplete="off"
                            hint=t::rate_name_hint(locale)
                            value=form.value("name", &shown.name)
                            error=form.error("name")
                            required=true
                            maxlength=80
                        />
                        {amount("price", t::price(locale), t::price_hint(locale), "", &shown.price)}
                        {amount("free_from", t::free_from(locale), "", optional, &shown.free_from)}
                        {whole("min_days", t::min_days(locale), "", "", &shown.min_days)}
                        {whole("max_days", t::max_days(locale), "", "", &shown.max_days)}
                        <Fold title=t::bounds(locale) open=bounds_open>
                            <div class="flex flex-col gap-4">
                                {amount("min_subtotal", t::min_subtotal(locale), "", optional, &shown.min_subtotal)}
                                {amount("max_subtotal", t::max_subtotal(locale), "", optional, &shown.max_subtotal)}
                                {whole("max_weight_g", t::max_weight(locale), "g", optional, &shown.max_weight_g)}
                            </div>
                        </Fold>
                    </div>
                </Card>
                <SaveButton pending=action.pending() />
            </fieldset>
        </ActionForm>
        {remove}
    }
    .into_any()
}
