//! What a person reads when something was refused.

use domain::Locale;
use domain::catalog::encode;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{ErrorState, LinkButton, Notice, Toast, Tone, toasts};

use super::texts as t;

/// Why the last try of an action was refused, if it was.
pub fn refusal<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || value.get().and_then(Result::err))
}

/// Counts the tries after which the order must be read again: those that changed it, or found that
/// somebody else had. After any other refusal the form stays as it was typed.
pub fn settled<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let (version, value) = (action.version(), action.value());
    Memo::new(move |before: Option<&usize>| {
        let now = version.get();
        let refused = value.with_untracked(|v| matches!(v, Some(Err(error)) if error.conflict().is_none()));
        if refused { before.copied().unwrap_or(0) } else { now }
    })
}

/// Says in a message that an action was done.
pub fn tell<S>(action: ServerAction<S>, text: &'static str)
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let (toasts, value) = (toasts(), action.value());
    Effect::new(move || {
        if value.with(|value| matches!(value, Some(Ok(_)))) {
            toasts.show(Toast::new(text));
        }
    });
}

/// The sentence for a refusal.
pub fn sentence(error: &AppError, locale: Locale) -> String {
    match error.conflict() {
        Some("stale") => t::stale(locale).into(),
        Some("not_open") => t::not_open(locale).into(),
        Some("not_paid") => t::not_paid(locale).into(),
        Some("nothing_left") => t::nothing_left(locale).into(),
        _ => error.text(locale),
    }
}

/// What is wrong with a field of the form.
pub fn at_field(refusal: Signal<Option<AppError>>, field: impl Into<String>) -> Signal<Option<String>> {
    let (field, locale) = (field.into(), use_locale());
    Signal::derive(move || refusal.with(|error| Some(error.as_ref()?.field(&field)?.text(locale))))
}

/// Stands at the head of a form that was refused.
#[component]
pub fn Refused(refusal: Signal<Option<AppError>>) -> impl IntoView {
    let locale = use_locale();
    move || {
        refusal.get().map(|error| {
            let problem = error.field("pieces").or_else(|| error.field("")).map(|p| p.text(locale));
            let text = problem.unwrap_or_else(|| sentence(&error, locale));
            view! { <Notice tone=Tone::Bad>{text}</Notice> }.into_any()
        })
    }
}

/// Stands where a page cannot be shown.
#[component]
pub fn Failure(error: AppError, title: &'static str, back: String) -> impl IntoView {
    let locale = use_locale();
    #[cfg(feature = "ssr")]
    kit::request::set_status(error.status());
    let (href, label) = match error {
        AppError::Unauthenticated => (format!("/account/sign-in?next={}", encode(&back)), t::sign_in(locale)),
        _ => (back, t::to_orders(locale)),
    };
    let reference = match &error {
        AppError::Internal { reference } => reference.clone(),
        _ => String::new(),
    };
    view! {
        <ErrorState title text=error.text(locale) reference>
            <LinkButton href>{label}</LinkButton>
        </ErrorState>
    }
    .into_any()
}
