use domain::accounts::MemberRole;
use domain::shipping::{ShippingRate, ShippingZone};
use domain::shops::ShopSettings;
use domain::{Currency, Locale, Money, address};
use kit::forms::follow;
use kit::{AppError, FormState, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Card, Checkbox, Fold, Glyph, LinkButton, List, ListItem, Size, TextInput, TextLink, Variant};

use super::api::{DeleteZone, SaveZone};
use super::forms::{Errors, RemoveButton, SaveButton};
use super::frame::{Failure, Section, load, param, section};
use super::texts as t;

/// A shipping zone and its rates, or a new zone.
#[component]
pub fn ZonePage() -> impl IntoView {
    let (settings, wanted) = (load(), param("zone"));
    let action = ServerAction::<SaveZone>::new();
    let removal = ServerAction::<DeleteZone>::new();
    follow(action);
    follow(removal);
    section(settings, Section::Shipping, move |shop, _| {
        let zone = shop.zones.iter().find(|zone| zone.id.as_str() == wanted).cloned();
        if zone.is_none() && wanted != "new" {
            return view! { <Failure error=AppError::NotFound /> }.into_any();
        }
        view! { <Edit shop zone action removal /> }.into_any()
    })
}

#[component]
fn Edit(
    shop: ShopSettings,
    #[prop(optional_no_strip)] zone: Option<ShippingZone>,
    action: ServerAction<SaveZone>,
    removal: ServerAction<DeleteZone>,
) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action)
        .labels([("name", t::zone_name(locale)), ("countries", t::zone_countries(locale))]);
    let closed = shop.role != MemberRole::Owner;
    let slug = shop.face.slug.clone();
    let back = Section::Shipping.path(&slug);
    let id = zone.as_ref().map(|zone| zone.id.to_string());
    let (name, chosen) =
        zone.as_ref().map_or_else(Default::default, |z| (z.name.clone(), z.countries.clone()));
    let box_of = |country: &'static address::Country| {
        let checked = chosen.iter().any(|code| code == country.code);
        view! {
            <Checkbox
                label=country.name(locale)
                name="form[countries][]"
                id=format!("f-country-{}", country.code)
                value=country.code
                checked
            />
        }
    };
    let (eu, other): (Vec<_>, Vec<_>) =
        address::countries(locale).into_iter().partition(|country| country.eu);
    let open =
        |group: &[&'static address::Country]| group.iter().any(|c| chosen.iter().any(|code| code == c.code));
    let (eu_open, other_open) = (open(&eu), open(&other));
    let eu = eu.into_iter().map(box_of).collect_view();
    let other = other.into_iter().map(box_of).collect_view();
    let grid = "grid grid-cols-1 gap-x-6 sm:grid-cols-2";
    let title = if id.is_some() { t::zone(locale) } else { t::add_zone(locale) };
    let rates =
        zone.map(|zone| view! { <Rates zone base=back.clone() currency=shop.face.currency closed /> });
    let remove = id.clone().filter(|_| !closed).map(|id| {
        let slug = slug.clone();
        view! {
            <ActionForm action=removal>
                <input type="hidden" name="shop" value=slug.clone() />
                <input type="hidden" name="id" value=id />
                <RemoveButton pending=removal.pending() label=t::remove_zone(locale) />
            </ActionForm>
        }
    });
    view! {
        <TextLink href=back.clone()>{t::shipping(locale)}</TextLink>
        {rates}
        <ActionForm action=action attr:class="flex flex-col gap-6" attr:novalidate=true>
            <Errors form />
            <input type="hidden" name="shop" value=slug.clone() />
            {id.map(|id| view! { <input type="hidden" name="id" value=id /> })}
            <fieldset class="contents" disabled=closed>
                <Card title=title>
                    <div class="flex flex-col gap-4">
                        <TextInput
                            label=t::zone_name(locale)
                            name="form[name]"
                            id="f-name"
                            autocomplete="off"
                            value=form.value("name", &name)
                            error=form.error("name")
                            required=true
                            maxlength=80
                        />
                        <div id="f-countries" class="flex flex-col gap-2">
                            <p class="text-ink-muted">{t::zone_countries_hint(locale)}</p>
                            <Fold title=t::europe(locale) open=eu_open>
                                <div class=grid>{eu}</div>
                            </Fold>
                            <Fold title=t::elsewhere(locale) open=other_open>
                                <div class=grid>{other}</div>
                            </Fold>
                        </div>
                    </div>
                </Card>
                <SaveButton pending=action.pending() />
            </fieldset>
        </ActionForm>
        {remove}
    }
    .into_any()
}

#[component]
fn Rates(zone: ShippingZone, base: String, currency: Currency, closed: bool) -> impl IntoView {
    let locale = use_locale();
    let add = format!("{base}/{}/new", zone.id);
    let rows = zone
        .rates
        .iter()
        .map(|rate| {
            let price = if rate.price == 0 {
                t::free(locale).to_owned()
            } else {
                format::money(locale, Money::new(rate.price, currency))
            };
            view! {
                <ListItem
                    title=rate.name.clone()
                    text=detail(rate, locale, currency)
                    href=format!("{base}/{}/{}", zone.id, rate.id)
                    after=move || view! { <span class="figures">{price}</span> }
                />
            }
        })
        .collect_view();
    let body = if zone.rates.is_empty() {
        view! { <p class="text-ink-muted">{t::no_rates(locale)}</p> }.into_any()
    } else {
        view! { <List label=t::rates(locale)>{rows}</List> }.into_any()
    };
    let action = move || {
        (!closed).then(|| {
            view! {
                <LinkButton href=add variant=Variant::Secondary size=Size::Small glyph=Glyph::PLUS>
                    {t::add_rate(locale)}
                </LinkButton>
            }
        })
    };
    view! {
        <Card title=t::rates(locale) action>
            {body}
        </Card>
    }
    .into_any()
}

fn detail(rate: &ShippingRate, locale: Locale, currency: Currency) -> String {
    let days = if rate.min_days == rate.max_days {
        t::days(locale, rate.max_days)
    } else {
        t::day_range(locale, &rate.min_days.to_string(), &rate.max_days.to_string())
    };
    match rate.free_from {
        Some(from) => {
            let amount = format::money(locale, Money::new(from, currency));
            format!("{days}, {}", t::free_above(locale, &amount))
        }
        None => days,
    }
}
