//! `/dashboard/{shop}/stock` and the moves of one variant.

use domain::id::{RowId, VariantId};
use domain::invalid::Problem;
use domain::inventory::{StockEntry, StockPage};
use domain::products::{LOW_STOCK, StockFilter, StockList, StockRow};
use domain::stock::StockMove;
use domain::{Locale, stock::StockPolicy};
use kit::{AppError, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{
    Button, Cell, Column, EmptyState, FilterChip, Glyph, InputKind, Notice, PageHeader, Pagination, Row,
    SkeletonRows, Status, Tab, Table, Tabs, TextInput, TextLink, Toast, Tone, Variant, toasts,
};

use super::api::CountStock;
use super::thumb::Thumb;
use super::{address, api, texts as t};
use crate::trouble::{Failure, Refused, came_back, refusal, sentence};

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Asked {
    shop: String,
    filter: StockFilter,
    search: String,
    after: String,
}

/// The stock of a shop.
#[component]
pub fn StockLevelsPage() -> impl IntoView {
    let (locale, params, query) = (use_locale(), use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let query = query.read();
        Asked {
            shop: params.read().get("shop").unwrap_or_default(),
            filter: query.get("filter").and_then(|one| StockFilter::parse(&one)).unwrap_or(StockFilter::All),
            search: query.get("q").unwrap_or_default(),
            after: query.get("after").unwrap_or_default(),
        }
    });
    let found = Resource::new(
        move || asked.get(),
        |asked| async move {
            let Asked { shop, filter, search, after } = asked.clone();
            api::load_stock(shop, filter, search, after).await.map(|page| (asked, page))
        },
    );
    view! {
        <Title text=t::stock(locale) />
        <div class="flex flex-col gap-4">
            <PageHeader title=t::stock(locale) />
            <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok((asked, page)) => view! { <Found asked page /> }.into_any(),
                        Err(error) => {
                            view! { <Failure error back="/dashboard" back_label=t::to_home(locale) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Found(asked: Asked, page: StockList) -> impl IntoView {
    let locale = use_locale();
    let Asked { shop, filter, search, after } = asked;
    let tabs = StockFilter::ALL
        .iter()
        .map(|one| {
            let label = match one {
                StockFilter::All => t::all(locale),
                StockFilter::Low => t::low(locale),
                StockFilter::Out => t::out(locale),
            };
            Tab::new(address::stock(&shop, *one, &search, ""), label, *one == filter)
        })
        .collect();
    let chip = (!search.is_empty()).then(|| {
        let href = address::stock(&shop, filter, "", "");
        let words = t::search_for(locale, &search);
        view! { <div><FilterChip href remove_label=t::clear(locale)>{words}</FilterChip></div> }.into_any()
    });
    let first = if after.is_empty() { String::new() } else { address::stock(&shop, filter, &search, "") };
    let next =
        page.next.as_deref().map(|next| address::stock(&shop, filter, &search, next)).unwrap_or_default();
    let paged = (!first.is_empty() || !next.is_empty()).then(|| {
        view! {
            <Pagination
                label=t::pages(locale)
                previous_label=t::previous(locale)
                next_label=t::next(locale)
                previous=first
                next
            />
        }
        .into_any()
    });
    let content = if page.rows.is_empty() {
        let (title, text) = if search.is_empty() {
            (t::no_stock(locale), t::no_stock_text(locale))
        } else {
            (t::none_found(locale), t::none_found_text(locale))
        };
        view! { <EmptyState glyph=Glyph::PACKAGE title text /> }.into_any()
    } else {
        table(locale, &shop, page.rows)
    };
    // A plain form does not say from which row it came, so its refusal stands above all of them.
    let refused = came_back::<CountStock>().map(|error| {
        let problem = error.field("on_hand").or_else(|| error.field(""));
        let text = problem.map_or_else(|| sentence(&error, locale), |problem| count_text(problem, locale));
        view! { <Notice tone=Tone::Bad title=t::not_set(locale)>{text}</Notice> }.into_any()
    });
    view! {
        {refused}
        <Tabs label=t::stock_states(locale) tabs />
        <form method="get" role="search" class="flex items-end gap-2">
            <input type="hidden" name="filter" value=filter.as_str() />
            <TextInput
                label=t::search(locale)
                name="q"
                kind=InputKind::Search
                glyph=Glyph::SEARCH
                placeholder=t::search(locale)
                value=search
                hide_label=true
                class="grow max-w-md"
            />
            <Button kind="submit" variant=Variant::Secondary>
                {t::find(locale)}
            </Button>
        </form>
        {chip}
        {content}
        {paged}
    }
    .into_any()
}

fn table(locale: Locale, shop: &str, rows: Vec<StockRow>) -> AnyView {
    let columns = vec![
        Column::new(t::product(locale)),
        Column::new(t::sku(locale)),
        Column::new(t::available(locale)).numeric(),
        Column::new(t::sold(locale)).numeric(),
        Column::new(t::on_hand(locale)),
    ];
    let rows: Vec<AnyView> =
        rows.into_iter().map(|row| view! { <Line shop=shop.to_owned() row /> }.into_any()).collect();
    view! { <Table label=t::stock(locale) columns>{rows}</Table> }.into_any()
}

#[component]
fn Line(shop: String, row: StockRow) -> impl IntoView {
    let locale = use_locale();
    let name = if row.variant_title.is_empty() {
        row.title.clone()
    } else {
        format!("{}, {}", row.title, row.variant_title)
    };
    let action = ServerAction::<CountStock>::new();
    // What is shown follows what was set, without reading the whole page again.
    let on_hand = RwSignal::new(row.levels.on_hand);
    let typed = RwSignal::new(row.levels.on_hand.to_string());
    let (value, said, toasts) = (action.value(), t::counted(locale, &name), toasts());
    // A refusal in the address may be another row's; see above.
    value.set(None);
    Effect::new(move || {
        if let Some(Ok(())) = value.get() {
            if let Ok(number) = typed.get_untracked().trim().parse::<i64>() {
                on_hand.set(number);
            }
            toasts.show(Toast::new(said.clone()));
        }
    });
    let bound = row.levels.allocated + row.levels.reserved;
    let available = move || match row.policy {
        StockPolicy::Untracked => {
            view! { <span class="text-ink-muted">{t::not_counted(locale)}</span> }.into_any()
        }
        _ => left(locale, on_hand.get() - bound),
    };
    let refused = refusal(action);
    let wrong = count_error(refused, "on_hand");
    let other =
        Signal::derive(move || refused.get().filter(|error| !matches!(error, AppError::Invalid { .. })));
    let id = row.variant;
    view! {
        <Row>
            <Cell lead=true href=address::history(&shop, id)>
                <span class="flex min-w-0 items-center gap-3">
                    <Thumb media=row.picture />
                    <span class="flex min-w-0 flex-col">
                        <span class="truncate">{row.title}</span>
                        <span class="text-xs font-normal text-ink-muted">{row.variant_title}</span>
                    </span>
                </span>
            </Cell>
            <Cell label=t::sku(locale)>{row.sku}</Cell>
            <Cell label=t::available(locale) numeric=true>{available}</Cell>
            <Cell label=t::sold(locale) numeric=true>{format::number(locale, row.levels.allocated)}</Cell>
            <Cell label=t::on_hand(locale)>
                <ActionForm action=action attr:class="flex flex-wrap items-start gap-2">
                    <input type="hidden" name="shop" value=shop.clone() />
                    <input type="hidden" name="variant" value=id.to_string() />
                    <TextInput
                        label=t::on_hand(locale)
                        name="on_hand"
                        id=format!("on-hand-{id}")
                        kind=InputKind::Whole
                        bind=typed
                        error=wrong
                        hide_label=true
                        required=true
                        autocomplete="off"
                        // The error takes the row's width, not the field's.
                        class="contents! [&>.input]:w-20 [&>.field-error]:order-last [&>.field-error]:basis-full [&>.field-error:empty]:absolute"
                    />
                    <TextInput
                        label=t::note(locale)
                        name="note"
                        id=format!("note-{id}")
                        placeholder=t::note_placeholder(locale)
                        hide_label=true
                        maxlength=500
                        class="w-44 max-sm:hidden"
                    />
                    <Button kind="submit" variant=Variant::Secondary loading=action.pending()>
                        {t::set(locale)}
                    </Button>
                    <Refused refusal=other />
                </ActionForm>
            </Cell>
        </Row>
    }
    .into_any()
}

/// What is wrong with a count.
pub(super) fn count_error(
    refusal: Signal<Option<AppError>>,
    field: impl Into<String>,
) -> Signal<Option<String>> {
    let (field, locale) = (field.into(), use_locale());
    Signal::derive(move || refusal.with(|error| Some(count_text(error.as_ref()?.field(&field)?, locale))))
}

/// The most that fits says nothing to a person who counts.
fn count_text(problem: &Problem, locale: Locale) -> String {
    match problem {
        Problem::NotANumber | Problem::OutOfRange { min: 0, .. } => t::whole_from_zero(locale).to_owned(),
        other => other.text(locale),
    }
}

/// How many are left, with a shape where there are few.
fn left(locale: Locale, available: i64) -> AnyView {
    let number = format::number(locale, available);
    match available {
        ..=0 => view! { <Status tone=Tone::Bad>{number}</Status> }.into_any(),
        1..=LOW_STOCK => view! { <Status tone=Tone::Warn>{number}</Status> }.into_any(),
        _ => number.into_any(),
    }
}

/// The moves of one variant's stock.
#[component]
pub fn StockHistoryPage() -> impl IntoView {
    let (locale, params, query) = (use_locale(), use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let params = params.read();
        let before = query.read().get("after").unwrap_or_default();
        (params.get("shop").unwrap_or_default(), params.get("variant").unwrap_or_default(), before)
    });
    let found = Resource::new(
        move || asked.get(),
        |(shop, variant, before)| async move {
            let variant: VariantId = variant.parse().map_err(|_| AppError::NotFound)?;
            let before: Option<RowId> = before.parse().ok();
            api::load_history(shop.clone(), variant, before).await.map(|page| (shop, page))
        },
    );
    view! {
        <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok((shop, page)) => view! { <History shop page /> }.into_any(),
                    Err(error) => {
                        view! { <Failure error back="/dashboard" back_label=t::to_home(locale) /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn History(shop: String, page: StockPage) -> impl IntoView {
    let locale = use_locale();
    let name = if page.variant_title.is_empty() {
        t::default_variant(locale).to_owned()
    } else {
        page.variant_title
    };
    let title = t::history_of(locale, &name);
    let stock = address::stock(&shop, StockFilter::All, "", "");
    let older = page.next.map(|next| format!("{}?after={next}", address::history(&shop, page.variant)));
    let moves = if page.entries.is_empty() {
        view! { <EmptyState glyph=Glyph::HISTORY title=t::no_moves(locale) text=t::no_moves_text(locale) /> }
            .into_any()
    } else {
        moves(locale, page.entries)
    };
    let levels = [
        (t::on_hand(locale), page.levels.on_hand),
        (t::sold(locale), page.levels.allocated),
        (t::in_checkout(locale), page.levels.reserved),
        (t::available(locale), page.levels.available()),
    ]
    .map(|(label, number)| view! { <ui::Stat label value=format::number(locale, number) /> })
    .collect_view();
    view! {
        <Title text=title.clone() />
        <div class="flex flex-col gap-6">
            <PageHeader
                title
                back=stock
                back_label=t::to_stock(locale)
                actions=move || {
                    view! { <TextLink href=address::product(&shop, page.product)>{t::product(locale)}</TextLink> }
                }
            />
            <div class="grid grid-cols-2 gap-4 lg:grid-cols-4">{levels}</div>
            {moves}
            {older
                .map(|next| {
                    view! {
                        <Pagination
                            label=t::pages(locale)
                            previous_label=t::newest(locale)
                            next_label=t::older(locale)
                            next
                        />
                    }
                })}
        </div>
    }
    .into_any()
}

fn moves(locale: Locale, entries: Vec<StockEntry>) -> AnyView {
    let columns = vec![
        Column::new(t::move_kind(locale)),
        Column::new(t::on_hand(locale)).numeric(),
        Column::new(t::sold(locale)).numeric(),
        Column::new(t::in_checkout(locale)).numeric(),
        Column::new(t::note(locale)),
        Column::new(t::who(locale)),
        Column::new(t::when(locale)),
    ];
    let signed = move |number: i64| match number {
        0 => String::new(),
        1.. => format!("+{}", format::number(locale, number)),
        _ => format::number(locale, number),
    };
    let rows: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| {
            view! {
                <Row>
                    <Cell lead=true>{kind(locale, entry.kind)}</Cell>
                    <Cell label=t::on_hand(locale) numeric=true>{signed(entry.change.on_hand)}</Cell>
                    <Cell label=t::sold(locale) numeric=true>{signed(entry.change.allocated)}</Cell>
                    <Cell label=t::in_checkout(locale) numeric=true>{signed(entry.change.reserved)}</Cell>
                    <Cell label=t::note(locale)>{entry.note}</Cell>
                    <Cell label=t::who(locale)>{entry.user.unwrap_or_default()}</Cell>
                    <Cell label=t::when(locale)>{format::date_time(locale, entry.at)}</Cell>
                </Row>
            }
            .into_any()
        })
        .collect();
    view! { <Table label=t::history(locale) columns>{rows}</Table> }.into_any()
}

const fn kind(locale: Locale, kind: StockMove) -> &'static str {
    match kind {
        StockMove::Opening => t::kind_opening(locale),
        StockMove::Correction => t::kind_correction(locale),
        StockMove::Import => t::kind_import(locale),
        StockMove::Reserve => t::kind_reserve(locale),
        StockMove::Release => t::kind_release(locale),
        StockMove::Allocate => t::kind_allocate(locale),
        StockMove::Fulfil => t::kind_fulfil(locale),
        StockMove::Cancel => t::kind_cancel(locale),
        StockMove::Restock => t::kind_restock(locale),
    }
}
