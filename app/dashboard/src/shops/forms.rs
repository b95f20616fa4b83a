//! What the settings' forms share.

use kit::{AppError, FormState, use_locale};
use leptos::prelude::*;
use ui::{Button, ErrorSummary, Notice, Tone, Variant, not_done};

use super::texts as t;

/// The errors of a form in sum, with the conflicts that the settings know.
#[component]
pub fn Errors(form: FormState) -> impl IntoView {
    let locale = use_locale();
    let (fields, title, failure) = (form.fields(), form.title(), form.failure());
    not_done(Signal::derive(move || fields.with(|f| !f.is_empty()) || failure.with(Option::is_some)));
    view! {
        {move || {
            let errors = fields.get();
            (!errors.is_empty()).then(|| view! { <ErrorSummary title=title.get() errors /> })
        }}
        {move || {
            failure.get().map(|error| view! { <Notice tone=Tone::Bad>{words(&error, locale)}</Notice> })
        }}
    }
    .into_any()
}

fn words(error: &AppError, locale: domain::Locale) -> String {
    match error.conflict() {
        Some("last_owner") => t::last_owner(locale).into(),
        Some("too_many") => t::too_many(locale).into(),
        _ => error.text(locale),
    }
}

/// The button at the end of a form.
#[component]
pub fn SaveButton(#[prop(into)] pending: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <ui::ActionBar>
            <Button kind="submit" loading=pending>
                {t::save(locale)}
            </Button>
        </ui::ActionBar>
    }
}

/// The button that removes what is edited.
#[component]
pub fn RemoveButton(#[prop(into)] pending: Signal<bool>, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <Button kind="submit" variant=Variant::Danger loading=pending>
            {label}
        </Button>
    }
}
