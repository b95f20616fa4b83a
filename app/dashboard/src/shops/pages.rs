//! Name and place, policies.

use domain::accounts::MemberRole;
use domain::address::{Address, AddressField};
use domain::shops::ShopSettings;
use kit::forms::follow;
use kit::{FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{AddressFields, Card, Choice, InputKind, Select, Switch, TextArea, TextInput};

use super::api::{SaveGeneral, SavePolicies};
use super::forms::{Errors, SaveButton};
use super::frame::{Section, load, section};
use super::texts as t;

/// The shop's name, place, time zone and how it states prices.
#[component]
pub fn GeneralPage() -> impl IntoView {
    let settings = load();
    let action = ServerAction::<SaveGeneral>::new();
    follow(action);
    section(settings, Section::General, move |shop, zones| view! { <General shop zones action /> }.into_any())
}

#[component]
fn General(shop: ShopSettings, zones: Vec<String>, action: ServerAction<SaveGeneral>) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action)
        .labels([
            ("name", t::name(locale)),
            ("tagline", t::tagline(locale)),
            ("description", t::description(locale)),
            ("email", t::email(locale)),
            ("time_zone", t::time_zone(locale)),
            ("prices_include_tax", t::include_tax(locale)),
        ])
        .address_labels("address.", &shop.face.address.country);
    let closed = shop.role != MemberRole::Owner;
    let face = shop.face;
    let mut address = Address::default();
    for field in AddressField::ALL {
        address.set(*field, form.value(&format!("address.{field}"), face.address.get(*field)));
    }
    let zones = zones.into_iter().map(|zone| Choice::new(zone.clone(), zone.replace('_', " "))).collect();
    let include_tax =
        form.value("prices_include_tax", if face.prices_include_tax { "true" } else { "" }) == "true";
    view! {
        <ActionForm action=action attr:class="flex flex-col gap-6" attr:novalidate=true>
            <Errors form />
            <input type="hidden" name="shop" value=face.slug.clone() />
            <fieldset class="contents" disabled=closed>
                <Card title=t::general(locale)>
                    <div class="flex flex-col gap-4">
                        <TextInput
                            label=t::name(locale)
                            name="form[name]"
                            id="f-name"
                            value=form.value("name", &face.name)
                            error=form.error("name")
                            required=true
                            maxlength=80
                        />
                        <TextInput
                            label=t::tagline(locale)
                            name="form[tagline]"
                            id="f-tagline"
                            note=t::optional(locale)
                            hint=t::tagline_hint(locale)
                            value=form.value("tagline", &face.tagline)
                            error=form.error("tagline")
                            maxlength=120
                        />
                        <TextArea
                            label=t::description(locale)
                            name="form[description]"
                            id="f-description"
                            note=t::optional(locale)
                            hint=t::description_hint(locale)
                            value=form.value("description", &face.description)
                            error=form.error("description")
                            rows=6
                        />
                        <TextInput
                            label=t::email(locale)
                            name="form[email]"
                            id="f-email"
                            kind=InputKind::Email
                            note=t::optional(locale)
                            value=form.value("email", &face.email)
                            error=form.error("email")
                        />
                        <Select
                            label=t::time_zone(locale)
                            name="form[time_zone]"
                            id="f-time_zone"
                            hint=t::time_zone_hint(locale)
                            choices=zones
                            value=form.value("time_zone", &shop.time_zone)
                            error=form.error("time_zone")
                        />
                    </div>
                </Card>
                <Card title=t::prices(locale)>
                    <Switch
                        label=t::include_tax(locale)
                        name="form[prices_include_tax]"
                        id="f-prices_include_tax"
                        hint=t::include_tax_hint(locale)
                        checked=include_tax
                    />
                </Card>
                <Card title=t::place(locale) text=t::place_text(locale)>
                    <AddressFields
                        group="form[address]"
                        id="f-address-"
                        value=address
                        errors=form.errors("address.")
                        locale
                        optional=t::optional(locale)
                        prompt=t::choose(locale)
                    />
                </Card>
                <SaveButton pending=action.pending() />
            </fieldset>
        </ActionForm>
    }
    .into_any()
}

/// What the shop says about shipping and returns.
#[component]
pub fn PoliciesPage() -> impl IntoView {
    let settings = load();
    let action = ServerAction::<SavePolicies>::new();
    follow(action);
    section(settings, Section::Policies, move |shop, _| view! { <Policies shop action /> }.into_any())
}

#[component]
fn Policies(shop: ShopSettings, action: ServerAction<SavePolicies>) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([
        ("shipping_policy", t::shipping_policy(locale)),
        ("return_policy", t::return_policy(locale)),
    ]);
    let closed = shop.role != MemberRole::Owner;
    let face = shop.face;
    view! {
        <ActionForm action=action attr:class="flex flex-col gap-6" attr:novalidate=true>
            <Errors form />
            <input type="hidden" name="shop" value=face.slug.clone() />
            <fieldset class="contents" disabled=closed>
                <Card title=t::policies(locale)>
                    <div class="flex flex-col gap-4">
                        <TextArea
                            label=t::shipping_policy(locale)
                            name="form[shipping_policy]"
                            id="f-shipping_policy"
                            hint=t::shipping_policy_hint(locale)
                            value=form.value("shipping_policy", &face.shipping_policy)
                            error=form.error("shipping_policy")
                            rows=8
                        />
                        <TextArea
                            label=t::return_policy(locale)
                            name="form[return_policy]"
                            id="f-return_policy"
                            hint=t::return_policy_hint(locale)
                            value=form.value("return_policy", &face.return_policy)
                            error=form.error("return_policy")
                            rows=8
                        />
                    </div>
                </Card>
                <SaveButton pending=action.pending() />
            </fieldset>
        </ActionForm>
    }
    .into_any()
}
