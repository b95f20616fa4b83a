//! The parcels of an order, each with the way to follow it.

use domain::orders::views::Parcel;
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Card, Glyph, LinkButton, Size, Status, Tone, Variant};

use super::texts as t;

/// All parcels.
#[component]
pub fn Parcels(parcels: Vec<Parcel>) -> impl IntoView {
    let locale = use_locale();
    let parcels: Vec<AnyView> = (1..).zip(parcels).map(|(n, parcel)| one(n, parcel)).collect();
    view! {
        <Card title=t::parcels(locale)>
            <ul class="flex flex-col divide-y divide-line">{parcels}</ul>
        </Card>
    }
    .into_any()
}

fn one(n: usize, parcel: Parcel) -> AnyView {
    let locale = use_locale();
    let (tone, state) = match parcel.delivered {
        true => (Tone::Good, t::delivered(locale)),
        false => (Tone::Info, t::on_the_way(locale)),
    };
    let when = match parcel.delivered_at {
        Some(at) => t::arrived_at(locale, &format::date(locale, at)),
        None => t::sent_at(locale, &format::date(locale, parcel.sent_at)),
    };
    let carried = format!("{} {}", parcel.carrier, parcel.tracking_number);
    let lines: Vec<AnyView> = parcel
        .lines
        .into_iter()
        .map(|line| {
            let between = if line.variant_title.is_empty() { "" } else { ", " };
            let text = format!("{} × {}{between}{}", line.quantity, line.title, line.variant_title);
            view! { <li>{text}</li> }.into_any()
        })
        .collect();
    let url = parcel.tracking_url;
    let follow = (!url.is_empty()).then(|| {
        view! {
            <LinkButton href=url variant=Variant::Secondary size=Size::Small glyph=Glyph::TRUCK attr:rel="noreferrer">
                {t::follow(locale)}
            </LinkButton>
        }
        .into_any()
    });
    view! {
        <li class="flex flex-wrap items-start justify-between gap-3 py-4 first:pt-0 last:pb-0">
            <div class="min-w-0">
                <p class="flex flex-wrap items-center gap-2 font-medium">
                    {t::parcel(locale, &n.to_string())} <Status tone>{state}</Status>
                </p>
                <p class="text-sm text-ink-muted">{when}</p>
                {(!carried.trim().is_empty()).then(|| view! { <p class="break-all text-sm">{carried.trim().to_owned()}</p> })}
                <ul class="mt-2 text-sm">{lines}</ul>
            </div>
            {follow}
        </li>
    }
    .into_any()
}
