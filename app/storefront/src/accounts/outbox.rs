use domain::id::MailId;
use domain::mails::{MailContent, MailState, MailSummary};
use kit::{AppError, format, use_locale};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Card, EmptyState, Glyph, List, ListItem, PageHeader, Pagination, SkeletonRows, Status, Tone};

use super::frame::Failure;
use super::{api, texts as t};

/// `/dev/outbox`: what a demonstration would have sent.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let before = move || use_query_map().read().get("before").and_then(|id| id.parse::<MailId>().ok());
    let mails = Resource::new(before, api::outbox);
    view! {
        <Suspense fallback=|| view! { <div class="page-narrow py-10"><SkeletonRows rows=8 /></div> }>
            {move || Suspend::new(async move {
                match mails.await {
                    Ok((mails, next)) => view! { <Mails mails next /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Mails(mails: Vec<MailSummary>, next: Option<MailId>) -> impl IntoView {
    let locale = use_locale();
    let first = use_query_map().read_untracked().get("before").is_none();
    let body = if mails.is_empty() {
        view! {
            <EmptyState glyph=Glyph::MAIL title=t::outbox_empty(locale) text=t::outbox_empty_text(locale) />
        }
        .into_any()
    } else {
        let rows = mails
            .into_iter()
            .map(|mail| {
                let text = format!(
                    "{}, {}",
                    t::mail_to(locale, &mail.to),
                    format::date_time(locale, mail.created_at)
                );
                view! {
                    <ListItem
                        title=mail.subject
                        text
                        href=format!("/dev/outbox/{}", mail.id)
                        after=move || state(locale, mail.state)
                    />
                }
            })
            .collect_view();
        view! { <List label=t::outbox(locale)>{rows}</List> }.into_any()
    };
    let older = next.map(|id| format!("/dev/outbox?before={id}")).unwrap_or_default();
    let newest = if first { String::new() } else { "/dev/outbox".to_owned() };
    view! {
        <Title text=t::outbox(locale) />
        <Meta name="robots" content="noindex" />
        <div class="page-narrow flex flex-col gap-6 py-8 md:py-12">
            <PageHeader title=t::outbox(locale) text=t::outbox_text(locale) />
            {body}
            <Pagination
                label=t::outbox(locale)
                previous_label=t::newest(locale)
                next_label=t::older(locale)
                previous=newest
                next=older
            />
        </div>
    }
    .into_any()
}

fn state(locale: domain::Locale, state: MailState) -> AnyView {
    let (tone, text) = match state {
        MailState::Queued => (Tone::Info, t::queued(locale)),
        MailState::Sent => (Tone::Good, t::sent(locale)),
        MailState::Failed => (Tone::Bad, t::failed(locale)),
    };
    view! { <Status tone>{text}</Status> }.into_any()
}

/// `/dev/outbox/{id}`: one mail as plain text, and a link to its HTML, whose inline looks this
/// site's policy would not show within a page.
#[component]
pub fn OutboxMailPage() -> impl IntoView {
    let id = move || use_params_map().read().get("id").and_then(|id| id.parse::<MailId>().ok());
    let mail = Resource::new(id, |id| async move { api::outbox_mail(id.ok_or(AppError::NotFound)?).await });
    view! {
        <Suspense fallback=|| view! { <div class="page-narrow py-10"><SkeletonRows rows=8 /></div> }>
            {move || Suspend::new(async move {
                match mail.await {
                    Ok(mail) => view! { <Mail mail /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Mail(mail: MailContent) -> impl IntoView {
    let locale = use_locale();
    let MailContent { summary, text, .. } = mail;
    let when = format::date_time(locale, summary.created_at);
    let head = format!("{}, {when}", t::mail_to(locale, &summary.to));
    view! {
        <Title text=summary.subject.clone() />
        <Meta name="robots" content="noindex" />
        <div class="page-narrow flex flex-col gap-6 py-8 md:py-12">
            <PageHeader title=summary.subject text=head back="/dev/outbox" back_label=t::outbox(locale) />
            <a class="link" href=format!("/dev/outbox/{}/html", summary.id) rel="external">
                {t::as_html(locale)}
            </a>
            <Card>
                <div class="whitespace-pre-wrap break-words">{linked(&text)}</div>
            </Card>
        </div>
    }
    .into_any()
}

/// Plain text whose web addresses are links; those of this site lead within it.
fn linked(text: &str) -> AnyView {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let address = word.trim_end();
            if address.starts_with("http://") || address.starts_with("https://") {
                let space = word[address.len()..].to_owned();
                let address = address.to_owned();
                let shown = address.clone();
                view! { <a class="link" href=address rel="external">{shown}</a> {space} }.into_any()
            } else {
                word.to_owned().into_any()
            }
        })
        .collect_view()
        .into_any()
}
