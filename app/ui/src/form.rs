//! The top of a form that came back.

use kit::{FormState, use_locale};
use leptos::prelude::*;

use crate::{ErrorSummary, Notice, Tone};

/// Every error of a form, each a link to its field, or what else went wrong. Nothing before that.
#[component]
pub fn FormErrors(form: FormState) -> impl IntoView {
    let locale = use_locale();
    let (fields, title, failure) = (form.fields(), form.title(), form.failure());
    view! {
        {move || {
            let errors = fields.get();
            (!errors.is_empty()).then(|| view! { <ErrorSummary title=title.get() errors /> })
        }}
        {move || failure.get().map(|error| view! { <Notice tone=Tone::Bad>{error.text(locale)}</Notice> })}
    }
}
