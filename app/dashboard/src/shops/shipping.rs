use domain::accounts::MemberRole;
use domain::shipping::ShippingZone;
use domain::shops::ShopSettings;
use domain::{Locale, address};
use kit::use_locale;
use leptos::prelude::*;
use ui::{Card, EmptyState, Glyph, Icon, LinkButton, List, ListItem, Size, Variant};

use super::frame::{Section, load, section};
use super::texts as t;

/// The zones that the shop sends to.
#[component]
pub fn ShippingPage() -> impl IntoView {
    section(load(), Section::Shipping, |shop, _| view! { <Zones shop /> }.into_any())
}

#[component]
fn Zones(shop: ShopSettings) -> impl IntoView {
    let locale = use_locale();
    let base = Section::Shipping.path(&shop.face.slug);
    let add = format!("{base}/new");
    let owner = shop.role == MemberRole::Owner;
    if shop.zones.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::TRUCK title=t::no_zones(locale) text=t::no_zones_text(locale)>
                {owner.then(|| view! { <LinkButton href=add>{t::add_zone(locale)}</LinkButton> })}
            </EmptyState>
        }
        .into_any();
    }
    let rows = shop
        .zones
        .iter()
        .map(|zone| {
            let rates = t::rates_count(locale, i64::try_from(zone.rates.len()).unwrap_or(i64::MAX));
            view! {
                <ListItem
                    title=zone.name.clone()
                    text=format!("{}, {rates}", countries(zone, locale))
                    href=format!("{base}/{}", zone.id)
                    before=|| view! { <Icon glyph=Glyph::GLOBE /> }
                />
            }
        })
        .collect_view();
    let action = move || {
        owner.then(|| {
            view! {
                <LinkButton href=add variant=Variant::Secondary size=Size::Small glyph=Glyph::PLUS>
                    {t::add_zone(locale)}
                </LinkButton>
            }
        })
    };
    view! {
        <Card title=t::shipping(locale) text=t::shipping_text(locale) action>
            <List label=t::shipping(locale)>{rows}</List>
        </Card>
    }
    .into_any()
}

/// Its countries by name while they are few, else their number.
fn countries(zone: &ShippingZone, locale: Locale) -> String {
    match zone.countries.len() {
        0 => t::rest_of_world(locale).to_owned(),
        1..=3 => zone
            .countries
            .iter()
            .map(|code| address::country_name(code, locale))
            .collect::<Vec<_>>()
            .join(", "),
        many => t::countries(locale, i64::try_from(many).unwrap_or(i64::MAX)),
    }
}
