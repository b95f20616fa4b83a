//! `/dashboard/{shop}/orders?list=…&q=…&after=…`

use domain::LocalClock;
use domain::orders::views::{COUNT_UP_TO, OrderFilter, OrderRow, OrdersPage, OrdersQuery};
use domain::orders::{FulfillmentStatus, OrderStatus, PaymentStatus};
use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{
    Button, Cell, Column, EmptyState, FilterChip, Glyph, InputKind, PageHeader, Pagination, Row,
    SkeletonRows, Status, Tab, Table, Tabs, TextInput, Tone, Variant,
};

use super::failure::Failure;
use super::{address, api, texts as t};

/// The lists of a shop's orders.
#[component]
pub fn OrderListPage() -> impl IntoView {
    let (locale, params, query) = (use_locale(), use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let shop = params.read().get("shop").unwrap_or_default();
        let query = query.read();
        let filter = query.get("list").and_then(|list| OrderFilter::parse(&list));
        let search = query.get("q").unwrap_or_default();
        // Who searches wants to find it whatever its state.
        let otherwise = if search.is_empty() { OrderFilter::ToShip } else { OrderFilter::All };
        (shop, OrdersQuery { filter: filter.unwrap_or(otherwise), search, after: query.get("after") })
    });
    let found = Resource::new(
        move || asked.get(),
        |(shop, query)| async move {
            api::load_orders(shop.clone(), query.clone()).await.map(|page| (shop, query, page))
        },
    );
    let shop = params.read_untracked().get("shop").unwrap_or_default();
    view! {
        <Title text=t::orders(locale) />
        <div class="dense flex flex-col gap-4">
            <PageHeader title=t::orders(locale) />
            <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
                {move || {
                    let back = address::orders(&shop);
                    Suspend::new(async move {
                        match found.await {
                            Ok((shop, query, page)) => view! { <Lists shop query page /> }.into_any(),
                            Err(error) => {
                                view! { <Failure error title=t::list_wrong(locale) back /> }.into_any()
                            }
                        }
                    })
                }}
            </Transition>
        </div>
    }
}

#[component]
fn Lists(shop: String, query: OrdersQuery, page: OrdersPage) -> impl IntoView {
    let locale = use_locale();
    let OrdersPage { rows, next, counts, clock } = page;
    let tabs = OrderFilter::ALL
        .iter()
        .zip(counts)
        .map(|(filter, count)| {
            let label = match filter {
                OrderFilter::ToShip => t::to_ship(locale),
                OrderFilter::Sent => t::sent(locale),
                OrderFilter::Refunded => t::refunded(locale),
                OrderFilter::Cancelled => t::cancelled(locale),
                OrderFilter::All => t::all(locale),
            };
            let count = if count < COUNT_UP_TO { count.to_string() } else { format!("{}+", COUNT_UP_TO - 1) };
            let href = address::list(&shop, *filter, &query.search, "");
            Tab::new(href, label, *filter == query.filter).count(count)
        })
        .collect();
    let chip = (!query.search.is_empty()).then(|| {
        let href = address::list(&shop, query.filter, "", "");
        let label = t::search_for(locale, &query.search);
        view! { <div><FilterChip href remove_label=t::clear(locale)>{label}</FilterChip></div> }.into_any()
    });
    let first = address::list(&shop, query.filter, &query.search, "");
    let newer = if query.after.is_some() { first } else { String::new() };
    let older = next.map(|next| address::list(&shop, query.filter, &query.search, &next)).unwrap_or_default();
    let paged = !newer.is_empty() || !older.is_empty();
    let content = if rows.is_empty() { empty(&query) } else { table(&shop, rows, &clock) };
    view! {
        <Tabs label=t::lists(locale) tabs />
        {search(&shop, &query)}
        {chip}
        {content}
        {paged
            .then(|| {
                view! {
                    <Pagination
                        label=t::pages(locale)
                        previous_label=t::newer(locale)
                        next_label=t::older(locale)
                        previous=newer
                        next=older
                    />
                }
            })}
    }
    .into_any()
}

fn search(shop: &str, query: &OrdersQuery) -> AnyView {
    let locale = use_locale();
    view! {
        <form method="get" action=address::orders(shop) role="search" class="flex items-end gap-2">
            <TextInput
                label=t::search(locale)
                name="q"
                kind=InputKind::Search
                glyph=Glyph::SEARCH
                placeholder=t::search(locale)
                value=query.search.clone()
                hide_label=true
                class="grow max-w-md"
            />
            <Button kind="submit" variant=Variant::Secondary>
                {t::find(locale)}
            </Button>
        </form>
    }
    .into_any()
}

fn empty(query: &OrdersQuery) -> AnyView {
    let locale = use_locale();
    let (glyph, title, text) = if !query.search.is_empty() {
        (Glyph::SEARCH, t::none_found(locale), t::none_found_text(locale))
    } else if query.filter == OrderFilter::ToShip {
        (Glyph::PACKAGE_CHECK, t::none_to_ship(locale), t::none_to_ship_text(locale))
    } else {
        (Glyph::INBOX, t::none(locale), t::none_text(locale))
    };
    view! { <EmptyState glyph title text /> }.into_any()
}

fn table(shop: &str, rows: Vec<OrderRow>, clock: &LocalClock) -> AnyView {
    let locale = use_locale();
    let columns = vec![
        Column::new(t::order(locale)),
        Column::new(t::customer(locale)),
        Column::new(t::goods(locale)),
        Column::new(t::money(locale)),
        Column::new(t::placed(locale)),
        Column::new(t::total(locale)).numeric(),
    ];
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let href = address::order(shop, &row.number);
            let pieces = t::pieces(locale, row.pieces);
            let placed = format::local_date(locale, clock, row.placed_at);
            view! {
                <Row>
                    <Cell lead=true href=href>{row.number}</Cell>
                    <Cell label=t::customer(locale)>{row.name}</Cell>
                    <Cell label=t::goods(locale)>
                        <span class="flex flex-wrap items-center gap-x-2">
                            {goods(row.status, row.fulfillment)}
                            <span class="text-ink-muted">{pieces}</span>
                        </span>
                    </Cell>
                    <Cell label=t::money(locale)>{payment(row.payment)}</Cell>
                    <Cell label=t::placed(locale)>{placed}</Cell>
                    <Cell label=t::total(locale) numeric=true>{format::money(locale, row.total)}</Cell>
                </Row>
            }
            .into_any()
        })
        .collect();
    view! { <Table label=t::orders(locale) columns>{rows}</Table> }.into_any()
}

/// Where the goods are, with its shape and tone.
pub fn goods(status: OrderStatus, fulfillment: FulfillmentStatus) -> AnyView {
    let locale = use_locale();
    if status == OrderStatus::Cancelled {
        return view! { <Status tone=Tone::Neutral>{status.text(locale)}</Status> }.into_any();
    }
    let tone = match fulfillment {
        FulfillmentStatus::Unfulfilled | FulfillmentStatus::Partial => Tone::Warn,
        FulfillmentStatus::Fulfilled => Tone::Info,
        FulfillmentStatus::Delivered => Tone::Good,
        FulfillmentStatus::Returned => Tone::Neutral,
    };
    view! { <Status tone>{fulfillment.text(locale)}</Status> }.into_any()
}

/// Where the money is.
pub fn payment(payment: PaymentStatus) -> AnyView {
    let locale = use_locale();
    let tone = match payment {
        PaymentStatus::Paid => Tone::Good,
        PaymentStatus::Pending | PaymentStatus::Authorized => Tone::Warn,
        PaymentStatus::Failed => Tone::Bad,
        PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded => Tone::Neutral,
    };
    view! { <Status tone>{payment.text(locale)}</Status> }.into_any()
}
