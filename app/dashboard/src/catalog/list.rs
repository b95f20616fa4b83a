//! `/dashboard/{shop}/products?tab=…&q=…&after=…`

use domain::products::{ProductPage, ProductRow, ProductStatus, ProductTab};
use domain::{Currency, Locale, Money};
use kit::{format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{
    Button, Cell, Column, EmptyState, FilterChip, Glyph, InputKind, LinkButton, PageHeader, Pagination, Row,
    Size, SkeletonRows, Status, Tab, Table, Tabs, TextInput, Toast, Tone, Variant, toasts,
};

use super::api::{RetryPictures, SetStatus};
use super::thumb::Thumb;
use super::{address, api, texts as t};
use crate::trouble::{Failure, Refused, refusal, settled};

/// What the page was asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Asked {
    shop: String,
    tab: ProductTab,
    search: String,
    after: String,
}

/// The list of a shop's products.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let (locale, params, query) = (use_locale(), use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let query = query.read();
        Asked {
            shop: params.read().get("shop").unwrap_or_default(),
            tab: query.get("tab").and_then(|tab| ProductTab::parse(&tab)).unwrap_or(ProductTab::All),
            search: query.get("q").unwrap_or_default(),
            after: query.get("after").unwrap_or_default(),
        }
    });
    let change = ServerAction::<SetStatus>::new();
    let changes = settled(change);
    let found = Resource::new(
        move || (asked.get(), changes.get()),
        |(asked, _)| async move {
            let Asked { shop, tab, search, after } = asked.clone();
            api::load_products(shop, tab, search, after).await.map(|page| (asked, page))
        },
    );
    let shop = params.read_untracked().get("shop").unwrap_or_default();
    let (add, import) = (address::new_product(&shop), address::imports(&shop));
    say_what_changed(locale, change);
    view! {
        <Title text=t::products(locale) />
        <div class="flex flex-col gap-4">
            <PageHeader
                title=t::products(locale)
                actions=move || {
                    view! {
                        <LinkButton href=import variant=Variant::Secondary glyph=Glyph::UPLOAD>
                            {t::import(locale)}
                        </LinkButton>
                        <LinkButton href=add glyph=Glyph::PLUS>
                            {t::add(locale)}
                        </LinkButton>
                    }
                }
            />
            <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok((asked, page)) => view! { <Found asked page change /> }.into_any(),
                        Err(error) => {
                            view! { <Failure error back="/dashboard" back_label=t::to_home(locale) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </div>
    }
}

fn say_what_changed(locale: Locale, change: ServerAction<SetStatus>) {
    let (value, toasts) = (change.value(), toasts());
    Effect::new(move || {
        if let Some(Ok(outcome)) = value.get() {
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            if outcome.refused > 0 {
                toasts.show(Toast::bad(t::refused_some(locale, count(outcome.refused))));
            }
            if outcome.changed > 0 {
                toasts.show(Toast::new(t::changed_some(locale, count(outcome.changed))));
            }
        }
    });
}

/// The word of a tab.
fn tab_label(locale: Locale, tab: ProductTab) -> &'static str {
    match tab {
        ProductTab::All => t::all(locale),
        ProductTab::Active => t::active(locale),
        ProductTab::Draft => t::draft(locale),
        ProductTab::Archived => t::archived(locale),
        ProductTab::Pictureless => t::pictureless(locale),
    }
}

/// A status with its shape and tone.
pub fn status_mark(locale: Locale, status: ProductStatus) -> AnyView {
    let (tone, label) = match status {
        ProductStatus::Active => (Tone::Good, t::active(locale)),
        ProductStatus::Draft => (Tone::Info, t::draft(locale)),
        ProductStatus::Archived => (Tone::Neutral, t::archived(locale)),
    };
    view! { <Status tone>{label}</Status> }.into_any()
}

#[component]
fn Found(asked: Asked, page: ProductPage, change: ServerAction<SetStatus>) -> impl IntoView {
    let locale = use_locale();
    let Asked { shop, tab, search, after } = asked;
    let tabs = ProductTab::ALL
        .iter()
        .map(|one| {
            let href = address::list(&shop, *one, &search, "");
            Tab::new(href, tab_label(locale, *one), *one == tab)
                .count(format::number(locale, page.counts.of(*one)))
        })
        .collect();
    let chip = (!search.is_empty()).then(|| {
        let href = address::list(&shop, tab, "", "");
        let words = t::search_for(locale, &search);
        view! { <div><FilterChip href remove_label=t::clear(locale)>{words}</FilterChip></div> }.into_any()
    });
    let first = if after.is_empty() { String::new() } else { address::list(&shop, tab, &search, "") };
    let next = page.next.as_deref().map(|next| address::list(&shop, tab, &search, next)).unwrap_or_default();
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
    let retry = (tab == ProductTab::Pictureless && page.counts.pictureless > 0).then(|| retry(locale, &shop));
    let content = if page.rows.is_empty() {
        empty(locale, &shop, page.counts.of(ProductTab::All) == 0, !search.is_empty())
    } else {
        table(locale, &shop, page.rows, page.currency, change)
    };
    view! {
        <Tabs label=t::lists(locale) tabs />
        <form method="get" action=address::products(&shop) role="search" class="flex items-end gap-2">
            <input type="hidden" name="tab" value=tab.as_str() />
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
        {retry}
        {content}
        {paged}
    }
    .into_any()
}

fn retry(locale: Locale, shop: &str) -> AnyView {
    let action = ServerAction::<RetryPictures>::new();
    let (value, toasts) = (action.value(), toasts());
    Effect::new(move || {
        if let Some(Ok(count)) = value.get() {
            toasts.show(Toast::new(t::retried(locale, i64::try_from(count).unwrap_or(i64::MAX))));
        }
    });
    let shop = shop.to_owned();
    view! {
        <ActionForm action=action>
            <input type="hidden" name="shop" value=shop />
            <Button kind="submit" variant=Variant::Secondary size=Size::Small glyph=Glyph::REFRESH_CW loading=action.pending()>
                {t::retry_pictures(locale)}
            </Button>
        </ActionForm>
    }
    .into_any()
}

fn empty(locale: Locale, shop: &str, is_new: bool, searched: bool) -> AnyView {
    if searched {
        return view! {
            <EmptyState glyph=Glyph::SEARCH title=t::none_found(locale) text=t::none_found_text(locale) />
        }
        .into_any();
    }
    if !is_new {
        return view! {
            <EmptyState glyph=Glyph::TAG title=t::none_here(locale) text=t::none_here_text(locale) />
        }
        .into_any();
    }
    let (new, import) = (address::new_product(shop), address::imports(shop));
    view! {
        <EmptyState glyph=Glyph::TAG title=t::none_yet(locale) text=t::none_yet_text(locale)>
            <LinkButton href=new>{t::add(locale)}</LinkButton>
            <LinkButton href=import variant=Variant::Secondary>
                {t::import_shopify(locale)}
            </LinkButton>
        </EmptyState>
    }
    .into_any()
}

fn table(
    locale: Locale,
    shop: &str,
    rows: Vec<ProductRow>,
    currency: Currency,
    change: ServerAction<SetStatus>,
) -> AnyView {
    let columns = vec![
        Column::new(t::product(locale)),
        Column::new(t::status(locale)),
        Column::new(t::stock(locale)),
        Column::new(t::changed(locale)),
        Column::new(t::price(locale)).numeric(),
    ];
    let rows: Vec<AnyView> = rows.into_iter().map(|row| line(locale, shop, row, currency)).collect();
    let refusal = refusal(change);
    let buttons = [
        (ProductStatus::Active, t::publish(locale)),
        (ProductStatus::Draft, t::to_draft(locale)),
        (ProductStatus::Archived, t::archive(locale)),
    ]
    .map(|(status, label)| {
        view! {
            <Button
                kind="submit"
                variant=Variant::Secondary
                size=Size::Small
                loading=change.pending()
                attr:name="status"
                attr:value=status.as_str()
            >
                {label}
            </Button>
        }
        .into_any()
    })
    .collect_view();
    let shop = shop.to_owned();
    view! {
        <ActionForm action=change attr:class="flex flex-col gap-3">
            <Refused refusal />
            <input type="hidden" name="shop" value=shop />
            <div class="flex flex-wrap items-center gap-2">
                <span class="text-ink-muted">{t::with_ticked(locale)}</span>
                {buttons}
            </div>
            <Table label=t::products(locale) columns select_all=t::select_all(locale)>
                {rows}
            </Table>
        </ActionForm>
    }
    .into_any()
}

fn line(locale: Locale, shop: &str, row: ProductRow, currency: Currency) -> AnyView {
    let money = |amount: i64| format::money(locale, Money::new(amount, currency));
    let price = if row.min_price == row.max_price {
        money(row.min_price)
    } else {
        format!("{} – {}", money(row.min_price), money(row.max_price))
    };
    let variants = (row.variants != 1).then(|| t::variants(locale, row.variants));
    let stock = match (row.tracked, row.available) {
        (false, _) => t::not_counted(locale).to_owned(),
        (true, false) => t::sold_out(locale).to_owned(),
        (true, true) => t::in_stock(locale, row.stock),
    };
    let dim = if row.tracked && row.available { "" } else { "text-ink-muted" };
    let page = address::product(shop, row.id);
    view! {
        <Row select_name="ids[]" select_value=row.id.to_string() select_label=t::select_one(locale, &row.title)>
            <Cell lead=true href=page>
                <span class="flex min-w-0 items-center gap-3">
                    <Thumb media=row.picture />
                    <span class="flex min-w-0 flex-col">
                        <span class="truncate">{row.title}</span>
                        {variants.map(|text| view! { <span class="text-xs font-normal text-ink-muted">{text}</span> })}
                    </span>
                </span>
            </Cell>
            <Cell label=t::status(locale)>{status_mark(locale, row.status)}</Cell>
            <Cell label=t::stock(locale)>
                <span class=dim>{stock}</span>
            </Cell>
            <Cell label=t::changed(locale)>{format::date(locale, row.updated_at)}</Cell>
            <Cell label=t::price(locale) numeric=true>{price}</Cell>
        </Row>
    }
    .into_any()
}
