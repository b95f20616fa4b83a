//! The parcels of an order.

use domain::orders::views::{OrderView, Parcel};
use kit::{format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{Button, Card, Size, Status, TextLink, Tone, Variant};

use super::api::DeliverParcel;
use super::failure::{Refused, refusal};
use super::texts as t;

/// Each parcel with what is in it, where it is, and the button that notes its arrival.
#[component]
pub fn ParcelsPart(shop: String, order: OrderView, action: ServerAction<DeliverParcel>) -> impl IntoView {
    let locale = use_locale();
    let refusal = refusal(action);
    let parcels: Vec<AnyView> =
        (1..).zip(&order.parcels).map(|(n, parcel)| one(n, parcel, &shop, &order, action)).collect();
    view! {
        <Card title=t::parcels(locale)>
            <Refused refusal />
            <ul class="flex flex-col divide-y divide-line">{parcels}</ul>
        </Card>
    }
    .into_any()
}

fn one(
    n: usize,
    parcel: &Parcel,
    shop: &str,
    order: &OrderView,
    action: ServerAction<DeliverParcel>,
) -> AnyView {
    let locale = use_locale();
    let carried = [parcel.carrier.as_str(), parcel.tracking_number.as_str()];
    let carried: Vec<&str> = carried.into_iter().filter(|text| !text.is_empty()).collect();
    let carried = carried.join(" ");
    let (tone, state) = match parcel.delivered {
        true => (Tone::Good, t::delivered(locale)),
        false => (Tone::Info, t::on_the_way(locale)),
    };
    let when = match parcel.delivered_at {
        Some(at) => t::arrived_at(locale, &format::local_date(locale, &order.clock, at)),
        None => t::sent_at(locale, &format::local_date(locale, &order.clock, parcel.sent_at)),
    };
    let url = parcel.tracking_url.clone();
    let lines: Vec<AnyView> = parcel
        .lines
        .iter()
        .map(|line| {
            let options = if line.variant_title.is_empty() { "" } else { ", " };
            let text = format!("{} × {}{options}{}", line.quantity, line.title, line.variant_title);
            view! { <li>{text}</li> }.into_any()
        })
        .collect();
    let (shop, order_id, parcel_id) = (shop.to_owned(), order.id.to_string(), parcel.id.to_string());
    let version = order.version.to_string();
    let arrive = (!parcel.delivered).then(|| {
        view! {
            <ActionForm action=action>
                <input type="hidden" name="shop" value=shop />
                <input type="hidden" name="order" value=order_id />
                <input type="hidden" name="parcel" value=parcel_id />
                <input type="hidden" name="version" value=version />
                <Button kind="submit" variant=Variant::Secondary size=Size::Small loading=action.pending()>
                    {t::mark_delivered(locale)}
                </Button>
            </ActionForm>
        }
        .into_any()
    });
    view! {
        <li class="flex flex-wrap items-start justify-between gap-3 py-3 first:pt-0 last:pb-0">
            <div class="min-w-0">
                <p class="flex flex-wrap items-center gap-2 font-medium">
                    {t::parcel(locale, &n.to_string())} <Status tone>{state}</Status>
                </p>
                <p class="text-ink-muted">{when}</p>
                {(!carried.is_empty()).then(|| view! { <p class="break-all">{carried}</p> })}
                {(!url.is_empty()).then(|| view! { <p><TextLink href=url>{t::follow(locale)}</TextLink></p> })}
                <ul class="mt-2">{lines}</ul>
            </div>
            {arrive}
        </li>
    }
    .into_any()
}
