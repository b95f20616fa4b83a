//! The frame of the account's pages: a narrow column with one heading.

use kit::{AppError, FormState, use_locale};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::{ErrorState, ErrorSummary, LinkButton, Notice, PageHeader, Tone, not_done};

use super::texts as t;

/// A page of one short form.
#[component]
pub fn FormPage(
    #[prop(into)] title: String,
    #[prop(into, optional)] text: String,
    #[prop(into, optional)] back: String,
    #[prop(into, optional)] back_label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title.clone() />
        <Meta name="robots" content="noindex" />
        <div class="mx-auto flex w-full max-w-md flex-col gap-6 px-4 py-10 md:py-16">
            <PageHeader title text back back_label />
            {children()}
        </div>
    }
    .into_any()
}

/// What stands where a page cannot be shown.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    let locale = use_locale();
    #[cfg(feature = "ssr")]
    if error != AppError::Unauthenticated {
        kit::request::set_status(error.status());
    }
    let (href, label) = match error {
        AppError::Unauthenticated => ("/account/sign-in?next=/account", t::sign_in(locale)),
        _ => ("/account", t::to_account(locale)),
    };
    let reference = match &error {
        AppError::Internal { reference } => reference.clone(),
        _ => String::new(),
    };
    view! {
        <div class="page-narrow py-10">
            <Title text=t::wrong(locale) />
            <ErrorState title=t::wrong(locale) text=error.text(locale) reference>
                <LinkButton href>{label}</LinkButton>
            </ErrorState>
        </div>
    }
    .into_any()
}

/// Every error of a form, each a link to its field, or what else went wrong. Nothing before that.
#[component]
pub fn FormErrors(form: FormState) -> impl IntoView {
    let locale = use_locale();
    let (fields, title, failure) = (form.fields(), form.title(), form.failure());
    not_done(Signal::derive(move || fields.with(|f| !f.is_empty()) || failure.with(Option::is_some)));
    view! {
        {move || {
            let errors = fields.get();
            (!errors.is_empty()).then(|| view! { <ErrorSummary title=title.get() errors /> })
        }}
        {move || failure.get().map(|error| view! { <Notice tone=Tone::Bad>{error.text(locale)}</Notice> })}
    }
    .into_any()
}
