//! What stands where a page cannot be shown.

use domain::catalog::encode;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use ui::{ErrorState, LinkButton};

use super::texts as t;
use crate::again::again;

/// Says what happened and where to go; `here` is where to come back to after signing in.
#[component]
pub fn Failure(error: AppError, here: String, retry: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    #[cfg(feature = "ssr")]
    kit::request::set_status(error.status());
    let (href, label) = match error {
        AppError::Unauthenticated => (format!("/account/sign-in?next={}", encode(&here)), t::sign_in(locale)),
        _ => ("/orders/track".to_owned(), t::by_number(locale)),
    };
    let again = (error == AppError::Unavailable).then(|| again(locale, retry));
    let reference = match &error {
        AppError::Internal { reference } => reference.clone(),
        _ => String::new(),
    };
    view! {
        <ErrorState title=t::wrong(locale) text=error.text(locale) reference>
            {again}
            <LinkButton href>{label}</LinkButton>
        </ErrorState>
    }
    .into_any()
}
