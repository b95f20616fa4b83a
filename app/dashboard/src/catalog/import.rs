//! `/dashboard/{shop}/import`: a file is checked first, then imported; `…/{id}`: how far it is,
//! and what was found.

use std::time::Duration;

use domain::Locale;
use domain::id::ImportId;
use domain::invalid::Problem;
use domain::products::{Finding, FindingLevel, ImportReport, ImportState, ProductTab, finding_text};
use kit::{AppError, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use ui::{
    Button, Card, Cell, Column, FileDrop, Glyph, LinkButton, List, ListItem, Notice, PageHeader, Pagination,
    Progress, Row, SkeletonRows, Spinner, Stat, Status, Table, Tone, Variant,
};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

use super::api::{ConfirmImport, ImportPage, StartImport};
use super::{address, api, texts as t};
use crate::trouble::{Failure, Refused, came_back, refusal};

/// The start of an import, and the last ones.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let (locale, params) = (use_locale(), use_params_map());
    let slug = Memo::new(move |_| params.read().get("shop").unwrap_or_default());
    let load = |slug: String| async move { api::load_imports(slug.clone()).await.map(|last| (slug, last)) };
    let last = Resource::new(move || slug.get(), load);
    view! {
        <Title text=t::imports(locale) />
        <div class="flex flex-col gap-6">
            <PageHeader title=t::imports(locale) text=t::imports_text(locale) />
            <Transition fallback=|| view! { <SkeletonRows rows=4 /> }>
                {move || Suspend::new(async move {
                    match last.await {
                        Ok((shop, last)) => view! { <Start shop last /> }.into_any(),
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
fn Start(shop: String, last: Vec<ImportReport>) -> impl IntoView {
    let locale = use_locale();
    let refused_before = came_back::<StartImport>().map(Err);
    let start = Action::new_local_with_value(refused_before, |data: &FormData| {
        api::start_import(data.clone().into())
    });
    let (value, pending, navigate) = (start.value(), start.pending(), use_navigate());
    let slug = shop.clone();
    Effect::new(move || {
        if let Some(Ok(id)) = value.get() {
            navigate(&address::import(&slug, id), Default::default());
        }
    });
    let refused = Signal::derive(move || value.get().and_then(Result::err));
    let wrong = Signal::derive(move || {
        refused.with(|error| match error.as_ref()?.field("file")? {
            Problem::TooShort { .. } => Some(t::file_empty(locale).to_owned()),
            other => Some(other.text(locale)),
        })
    });
    let other =
        Signal::derive(move || refused.get().filter(|error| !matches!(error, AppError::Invalid { .. })));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        if let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) {
            start.dispatch_local(data);
        }
    };
    let before = (!last.is_empty()).then(|| history(locale, &shop, last));
    view! {
        <Card>
            <form
                method="post"
                action=StartImport::url()
                enctype="multipart/form-data"
                class="flex flex-col gap-4"
                on:submit=send
            >
                <Refused refusal=other />
                <input type="hidden" name="shop" value=shop />
                <FileDrop
                    label=t::file(locale)
                    name="file"
                    prompt=t::drop_file(locale)
                    accept=".csv,text/csv"
                    hint=t::nothing_yet(locale)
                    error=wrong
                    required=true
                />
                <div class="flex items-center gap-3">
                    <Button kind="submit" loading=pending glyph=Glyph::SEARCH>
                        {t::look_ahead(locale)}
                    </Button>
                    <Show when=move || pending.get()>
                        <span class="flex items-center gap-2 text-ink-muted">
                            <Spinner label=t::uploading_file(locale) />
                            {t::uploading_file(locale)}
                        </span>
                    </Show>
                </div>
            </form>
        </Card>
        {before}
    }
    .into_any()
}

fn history(locale: Locale, shop: &str, last: Vec<ImportReport>) -> AnyView {
    let lines: Vec<AnyView> = last
        .into_iter()
        .map(|report| {
            let what = if report.dry_run { t::checked(locale) } else { t::imported(locale) };
            let text = format!("{what}, {}", format::date_time(locale, report.created_at));
            let href = address::import(shop, report.id);
            let state = report.state;
            view! { <ListItem title=report.file_name text href after=move || state_mark(locale, state) /> }
                .into_any()
        })
        .collect();
    view! {
        <Card title=t::last_imports(locale) flush=true>
            <List label=t::last_imports(locale)>{lines}</List>
        </Card>
    }
    .into_any()
}

fn state_mark(locale: Locale, state: ImportState) -> AnyView {
    let (tone, label) = match state {
        ImportState::Queued => (Tone::Neutral, t::queued(locale)),
        ImportState::Running => (Tone::Info, t::running(locale)),
        ImportState::Done => (Tone::Good, t::done(locale)),
        ImportState::Failed => (Tone::Bad, t::failed(locale)),
    };
    view! { <Status tone>{label}</Status> }.into_any()
}

type Loaded = Result<(String, bool, ImportPage), AppError>;

/// One import: how far it is, and what was found.
#[component]
pub fn ImportReportPage() -> impl IntoView {
    let (locale, params, query) = (use_locale(), use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let params = params.read();
        let after = query.read().get("after").unwrap_or_default();
        (params.get("shop").unwrap_or_default(), params.get("import").unwrap_or_default(), after)
    });
    let found = Resource::new(
        move || asked.get(),
        |(shop, id, after)| async move {
            let id: ImportId = id.parse().map_err(|_| AppError::NotFound)?;
            let paged = !after.is_empty();
            api::load_import(shop.clone(), id, after).await.map(|page| (shop, paged, page))
        },
    );
    view! {
        <Transition fallback=|| view! { <SkeletonRows rows=6 /> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok((shop, paged, page)) => {
                        let over = page.report.is_over();
                        view! {
                            {(!over).then(|| look_again(found))}
                            <Report shop paged page />
                        }
                        .into_any()
                    }
                    Err(error) => {
                        view! { <Failure error back="/dashboard" back_label=t::to_home(locale) /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

/// Asks again after a second; where no script runs, a link does.
fn look_again(found: Resource<Loaded>) -> AnyView {
    let locale = use_locale();
    Effect::new(move || {
        let again = set_timeout_with_handle(move || found.refetch(), Duration::from_secs(1));
        if let Ok(again) = again {
            on_cleanup(move || again.clear());
        }
    });
    view! {
        <p class="unscripted">
            <a class="link" href="">
                {t::reload(locale)}
            </a>
        </p>
    }
    .into_any()
}

#[component]
fn Report(shop: String, paged: bool, page: ImportPage) -> impl IntoView {
    let locale = use_locale();
    let ImportPage { report, findings, next, confirmable } = page;
    let title = if report.dry_run {
        t::check_of(locale, &report.file_name)
    } else {
        t::import_of(locale, &report.file_name)
    };
    let (state, id) = (report.state, report.id);
    let body = match state {
        ImportState::Queued | ImportState::Running => progress(locale, &report),
        ImportState::Failed => {
            let why = report.error.clone().unwrap_or_default();
            let another = address::imports(&shop);
            view! {
                <Notice tone=Tone::Bad title=t::failed(locale)>
                    {why}
                </Notice>
                <div>
                    <LinkButton href=another variant=Variant::Secondary>
                        {t::another_file(locale)}
                    </LinkButton>
                </div>
            }
            .into_any()
        }
        ImportState::Done => view! {
            {next_step(locale, &shop, &report, confirmable)}
            {counts(locale, &report)}
        }
        .into_any(),
    };
    // A failed one that found nothing did not get to the end of the file.
    let is_told = state == ImportState::Done || (report.is_over() && !findings.is_empty());
    let found = is_told.then(|| found(locale, &shop, id, paged, findings, next));
    view! {
        <Title text=title.clone() />
        <div class="flex flex-col gap-6">
            <PageHeader
                title
                back=address::imports(&shop)
                back_label=t::to_imports(locale)
                beside=move || state_mark(locale, state)
            />
            {body}
            {found}
        </div>
    }
    .into_any()
}

fn progress(locale: Locale, report: &ImportReport) -> AnyView {
    let (done, total) = (report.rows_done, report.rows_total);
    let number = |n: i64| format::number(locale, n);
    let text = if total > 0 { t::rows_of(locale, &number(done), &number(total)) } else { String::new() };
    let label = if report.state == ImportState::Queued { t::queued(locale) } else { t::running(locale) };
    let value = (total > 0).then_some(done as f64);
    view! {
        <Card>
            <Progress label value=value max=total.max(1) as f64 text=text />
        </Card>
    }
    .into_any()
}

fn next_step(locale: Locale, shop: &str, report: &ImportReport, confirmable: bool) -> AnyView {
    if !report.dry_run {
        return view! {
            <Notice tone=Tone::Good title=t::done(locale)>
                {t::pictures_follow(locale)}
            </Notice>
            <div>
                <LinkButton href=address::list(shop, ProductTab::All, "", "")>{t::see_products(locale)}</LinkButton>
            </div>
        }
        .into_any();
    }
    if !confirmable {
        return view! {
            <Notice tone=Tone::Info>{t::too_old(locale)}</Notice>
            <div>
                <LinkButton href=address::imports(shop) variant=Variant::Secondary>
                    {t::another_file(locale)}
                </LinkButton>
            </div>
        }
        .into_any();
    }
    let action = ServerAction::<ConfirmImport>::new();
    let (value, navigate, slug) = (action.value(), use_navigate(), shop.to_owned());
    Effect::new(move || {
        if let Some(Ok(id)) = value.get() {
            navigate(&address::import(&slug, id), Default::default());
        }
    });
    let refused = refusal(action);
    let (shop, id) = (shop.to_owned(), report.id.to_string());
    view! {
        <Notice tone=Tone::Info>{t::would_be(locale)}</Notice>
        <ActionForm action=action attr:class="flex flex-wrap gap-3">
            <Refused refusal=refused />
            <input type="hidden" name="shop" value=shop.clone() />
            <input type="hidden" name="id" value=id />
            <Button kind="submit" glyph=Glyph::UPLOAD loading=action.pending()>
                {t::import_now(locale)}
            </Button>
            <LinkButton href=address::imports(&shop) variant=Variant::Secondary>
                {t::another_file(locale)}
            </LinkButton>
        </ActionForm>
    }
    .into_any()
}

fn counts(locale: Locale, report: &ImportReport) -> AnyView {
    let figures = [
        (t::products(locale), report.products),
        (t::variants_count(locale), report.variants),
        (t::pictures_count(locale), report.pictures),
        (t::created(locale), report.created),
        (t::changed_count(locale), report.changed),
        (t::unchanged(locale), report.unchanged),
        (t::refused(locale), report.refused),
        (t::warnings(locale), report.warnings),
    ]
    .map(|(label, number)| view! { <Stat label value=format::number(locale, number) /> })
    .collect_view();
    view! { <div class="grid grid-cols-2 gap-4 lg:grid-cols-4">{figures}</div> }.into_any()
}

fn found(
    locale: Locale,
    shop: &str,
    id: ImportId,
    paged: bool,
    findings: Vec<Finding>,
    next: Option<String>,
) -> AnyView {
    if findings.is_empty() {
        return view! { <p class="text-ink-muted">{t::no_findings(locale)}</p> }.into_any();
    }
    let columns = vec![
        Column::new(t::row(locale)).numeric(),
        Column::new(t::column(locale)),
        Column::new(t::status(locale)),
        Column::new(t::reason(locale)),
    ];
    let rows: Vec<AnyView> = findings
        .into_iter()
        .map(|finding| {
            let (tone, level) = match finding.level {
                FindingLevel::Refused => (Tone::Bad, t::level_refused(locale)),
                FindingLevel::Warning => (Tone::Warn, t::level_warning(locale)),
            };
            view! {
                <Row>
                    <Cell lead=true numeric=true>{finding.row.to_string()}</Cell>
                    <Cell label=t::column(locale)>{finding.column}</Cell>
                    <Cell label=t::status(locale)>
                        <Status tone>{level}</Status>
                    </Cell>
                    <Cell label=t::reason(locale)>{finding_text(locale, &finding.reason)}</Cell>
                </Row>
            }
            .into_any()
        })
        .collect();
    let first = if paged { address::import(shop, id) } else { String::new() };
    let next = next.map(|next| format!("{}?after={next}", address::import(shop, id))).unwrap_or_default();
    let pages = (!first.is_empty() || !next.is_empty()).then(|| {
        view! {
            <Pagination
                label=t::pages(locale)
                previous_label=t::previous(locale)
                next_label=t::more_findings(locale)
                previous=first
                next
            />
        }
        .into_any()
    });
    view! {
        <section class="flex flex-col gap-3">
            <h2 class="text-lg font-semibold">{t::findings(locale)}</h2>
            <Table label=t::findings(locale) columns>
                {rows}
            </Table>
            {pages}
        </section>
    }
    .into_any()
}
