//! `/account/orders` and `/account/orders/{number}`

use domain::orders::views::CustomerOrdersPage;
use domain::orders::{OrderStatus, PaymentStatus};
use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{
    Card, EmptyState, Glyph, LinkButton, List, ListItem, PageHeader, Pagination, SkeletonRows, Status,
    TextLink, Tone,
};

use super::failure::Failure;
use super::order::OrderPart;
use super::{api, texts as t};

/// The person's orders, in pages; the query's `after` is where the page begins.
#[component]
pub fn AccountOrdersPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let page = Resource::new(
        move || query.read().get("after"),
        |after| async move { (after.clone(), api::own_orders(after).await) },
    );
    view! {
        <Title text=t::orders(locale) />
        <Meta name="robots" content="noindex" />
        <div class="page-narrow flex flex-col gap-6 py-8 md:py-12">
            <PageHeader title=t::orders(locale) back="/account" back_label=t::account(locale) />
            <Transition fallback=|| view! { <SkeletonRows rows=5 /> }>
                {move || Suspend::new(async move {
                    match page.await {
                        (after, Ok(page)) => {
                            view! { <Orders page first=after.is_none() /> }.into_any()
                        }
                        (_, Err(error)) => {
                            view! { <Failure error here="/account/orders".to_owned() retry=Callback::new(move |()| page.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Transition>
            <p>
                <TextLink href="/orders/track">{t::by_number(locale)}</TextLink>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Orders(page: CustomerOrdersPage, first: bool) -> impl IntoView {
    let locale = use_locale();
    if page.rows.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::PACKAGE title=t::none(locale) text=t::none_text(locale)>
                <LinkButton href="/products">{t::to_shop(locale)}</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let rows: Vec<AnyView> = page
        .rows
        .into_iter()
        .map(|row| {
            let text =
                [row.name, t::pieces(locale, row.pieces), format::date(locale, row.placed_at)].join(", ");
            let (tone, state) = match (row.status, row.payment) {
                (OrderStatus::Cancelled, _) => (Tone::Neutral, row.status.text(locale)),
                (_, PaymentStatus::Refunded) => (Tone::Neutral, row.payment.text(locale)),
                _ => (Tone::Info, row.fulfillment.text(locale)),
            };
            let total = format::money(locale, row.total);
            view! {
                <ListItem
                    title=row.number.clone()
                    text=text
                    href=format!("/account/orders/{}", row.number)
                    after=move || {
                        view! {
                            <span class="flex flex-col items-end gap-1">
                                <span class="tabular-nums">{total}</span>
                                <Status tone>{state}</Status>
                            </span>
                        }
                    }
                />
            }
            .into_any()
        })
        .collect();
    let older = page.next.map(|next| format!("/account/orders?after={next}")).unwrap_or_default();
    let newer = if first { String::new() } else { "/account/orders".to_owned() };
    let paged = (!older.is_empty() || !newer.is_empty()).then(|| {
        view! {
            <Pagination
                label=t::pages(locale)
                previous_label=t::newer(locale)
                next_label=t::older(locale)
                previous=newer
                next=older
            />
        }
        .into_any()
    });
    view! {
        <Card flush=true>
            <List label=t::orders(locale)>{rows}</List>
        </Card>
        {paged}
    }
    .into_any()
}

/// One of the person's orders; the route's parameter is `number`.
#[component]
pub fn AccountOrderPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let order = Resource::new(
        move || params.read().get("number").unwrap_or_default(),
        |number| async move { (number.clone(), api::own_order(number).await) },
    );
    view! {
        <Meta name="robots" content="noindex" />
        <div class="page-narrow flex flex-col gap-6 py-8 md:py-12">
            <Suspense fallback=|| view! { <SkeletonRows rows=5 /> }>
                {move || Suspend::new(async move {
                    match order.await {
                        (number, Ok(order)) => {
                            let title = t::purchase(locale, &number);
                            view! {
                                <Title text=title.clone() />
                                <PageHeader title back="/account/orders" back_label=t::orders(locale) />
                                <OrderPart order />
                            }
                                .into_any()
                        }
                        (number, Err(error)) => {
                            let here = format!("/account/orders/{number}");
                            view! { <Failure error here retry=Callback::new(move |()| order.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </div>
    }
    .into_any()
}
