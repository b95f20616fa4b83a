//! `/orders/track?number=…&email=…`: a form whose answer is the same page, so that it works
//! without scripts and can be opened again. A link in a mail brings the number along.

use domain::orders::views::Tracked;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use ui::{Button, InputKind, LinkButton, Notice, PageHeader, Size, SkeletonRows, TextInput, Tone, Variant};

use super::order::OrderPart;
use super::{api, texts as t};

/// What was typed, and what it shows; `None` before anything was.
type Answer = (String, String, Option<Result<Tracked, AppError>>);

/// Follows an order without an account.
#[component]
pub fn TrackPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let answer: Resource<Answer> = Resource::new(
        move || {
            let query = query.read();
            (query.get("number").unwrap_or_default(), query.get("email").unwrap_or_default())
        },
        |(number, email)| async move {
            let asked = !number.trim().is_empty() && !email.trim().is_empty();
            let found = if asked { Some(api::track(number.clone(), email.clone()).await) } else { None };
            (number, email, found)
        },
    );
    view! {
        <Title text=t::track(locale) />
        <Meta name="robots" content="noindex" />
        <div class="page-narrow flex flex-col gap-8 py-8 md:py-12">
            <Transition fallback=|| view! { <SkeletonRows rows=5 /> }>
                {move || Suspend::new(async move {
                    match answer.await {
                        (_, _, Some(Ok(found))) => view! { <Found found /> }.into_any(),
                        (number, email, refused) => {
                            let refused = refused.and_then(Result::err);
                            view! { <Ask number email refused /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Ask(number: String, email: String, refused: Option<AppError>) -> impl IntoView {
    let locale = use_locale();
    let problem = refused.map(|error| {
        #[cfg(feature = "ssr")]
        kit::request::set_status(error.status());
        let text = match error {
            AppError::NotFound => t::no_match(locale).to_owned(),
            other => other.text(locale),
        };
        view! { <Notice tone=Tone::Bad>{text}</Notice> }.into_any()
    });
    view! {
        <PageHeader title=t::track(locale) text=t::track_text(locale) />
        {problem}
        <form method="get" action="/orders/track" class="flex max-w-md flex-col gap-5">
            <TextInput
                label=t::number(locale)
                name="number"
                value=number
                hint=t::number_hint(locale)
                autocomplete="off"
                maxlength=40
                required=true
            />
            <TextInput
                label=t::email(locale)
                name="email"
                kind=InputKind::Email
                value=email
                maxlength=254
                required=true
            />
            <Button kind="submit" size=Size::Large>
                {t::show(locale)}
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn Found(found: Tracked) -> impl IntoView {
    let locale = use_locale();
    let orders: Vec<AnyView> =
        found.orders.into_iter().map(|order| view! { <OrderPart order /> }.into_any()).collect();
    view! {
        <PageHeader title=t::purchase(locale, &found.number) />
        {orders}
        <div>
            <LinkButton href="/orders/track" variant=Variant::Secondary>
                {t::track_another(locale)}
            </LinkButton>
        </div>
    }
    .into_any()
}
