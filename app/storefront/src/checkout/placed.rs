//! `/checkout/placed/{number}`: what was bought and what happens next.

use domain::Locale;
use domain::checkout::{GroupState, OrderGroupPart, OrderGroupView};
use kit::{AppError, format, use_locale};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Card, ErrorState, Glyph, Icon, LinkButton, Notice, SkeletonRows, Tone, Variant};

use super::frame::Frame;
use super::lines::{Line, lines, sums};
use super::shipping::arrival;
use super::{api, focus, texts as t};
use crate::again::again;

/// The purchase; the route's parameter is its `number`, the query's `token` opens it for guests.
#[component]
pub fn PlacedPage() -> impl IntoView {
    let locale = use_locale();
    let number = use_params_map().with_untracked(|p| p.get("number")).unwrap_or_default();
    let token = use_query_map().with_untracked(|q| q.get("token"));
    let placed = Resource::new(|| (), move |()| api::load_placed(number.clone(), token.clone()));
    view! {
        <Frame title=t::thanks(locale)>
            <Suspense fallback=|| {
                view! { <SkeletonRows rows=3 /> }
            }>
                {move || Suspend::new(async move {
                    match placed.await {
                        Ok((group, signed_in)) => confirmation(locale, group, signed_in),
                        Err(error @ AppError::Unavailable) => view! {
                            <ErrorState title=t::failed(locale) text=error.text(locale)>
                                {again(locale, Callback::new(move |()| placed.refetch()))}
                            </ErrorState>
                        }
                        .into_any(),
                        Err(_) => view! {
                            <ErrorState title=t::not_found(locale) text=t::not_found_text(locale)>
                                <LinkButton href="/orders/track">{t::track(locale)}</LinkButton>
                            </ErrorState>
                        }
                        .into_any(),
                    }
                })}
            </Suspense>
        </Frame>
    }
    .into_any()
}

fn confirmation(locale: Locale, group: OrderGroupView, signed_in: bool) -> AnyView {
    focus::arrived();
    let refunded = group.state == GroupState::Refunded;
    let (title, text) = if refunded {
        (t::refunded(locale), t::refunded_text(locale, &group.number))
    } else {
        (t::thanks(locale), t::thanks_text(locale, &group.number, &group.email))
    };
    let glyph = if refunded { Glyph::UNDO_2 } else { Glyph::PACKAGE_CHECK };
    let next = (!refunded).then(|| {
        let text = if group.orders.len() == 1 { t::next_one(locale) } else { t::next_many(locale) };
        view! { <Notice tone=Tone::Info title=t::next(locale)>{text}</Notice> }
    });
    let address = group.address.lines(locale).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    let method = match group.method.strip_prefix("card ") {
        Some(last) => t::card_ending(locale, last),
        None => group.method.clone(),
    };
    let method = (!method.is_empty())
        .then(|| view! { <p class="pt-3 text-sm text-ink-muted">{t::paid_by(locale, &method)}</p> });
    let account = (!signed_in && !refunded).then(|| {
        view! {
            <Card title=t::create_account(locale)>
                <p class="pb-3 text-ink-muted">{t::create_account_text(locale)}</p>
                <LinkButton href="/account/register" variant=Variant::Secondary>{t::create_account(locale)}</LinkButton>
            </Card>
        }
    });
    let track = format!("/orders/track?number={}", group.number);
    let parts = group.orders.iter().map(|part| part_view(locale, part)).collect_view();
    view! {
        <div class="flex flex-col gap-4">
            <div class="flex flex-col items-start gap-3 py-4">
                <Icon glyph class="icon-lg" />
                <h1 id=focus::HEADING tabindex="-1" class="text-2xl font-semibold outline-none">{title}</h1>
                <p>{text}</p>
                <div class="flex flex-wrap gap-3">
                    <LinkButton href=track>{t::track(locale)}</LinkButton>
                    <LinkButton href="/" variant=Variant::Secondary>{t::to_shops(locale)}</LinkButton>
                </div>
            </div>
            {next}
            {parts}
            <Card title=t::send_to(locale)>{address}</Card>
            <Card>{sums(locale, &group.totals)} {method}</Card>
            {account}
        </div>
    }
    .into_any()
}

fn part_view(locale: Locale, part: &OrderGroupPart) -> AnyView {
    let all = part.lines.iter().map(|line| Line {
        picture: line.picture,
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        quantity: line.quantity,
        total: line.total,
    });
    let shipping = (!part.shipping_name.is_empty()).then(|| {
        let price = match part.shipping.amount {
            0 => t::free(locale).to_owned(),
            _ => format::money(locale, part.shipping),
        };
        view! {
            <div class="flex justify-between gap-4 border-t border-line pt-3">
                <div>
                    <p>{part.shipping_name.clone()}</p>
                    <p class="text-sm text-ink-muted">{arrival(locale, part.from, part.until)}</p>
                </div>
                <span class="flex-none figures">{price}</span>
            </div>
        }
    });
    let all = lines(locale, all);
    let total = format::money(locale, part.total);
    view! {
        <Card title=t::order(locale, &part.number) text=t::parcel_of(locale, &part.shop_name)>
            {all}
            {shipping}
            <p class="flex justify-between gap-4 pt-3 font-semibold">
                <span>{t::total(locale)}</span>
                <span class="figures">{total}</span>
            </p>
        </Card>
    }
    .into_any()
}
