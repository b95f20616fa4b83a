//! What stands where a page cannot be shown.

use kit::{AppError, use_locale};
use leptos::prelude::*;
use ui::{EmptyState, ErrorState, Glyph, LinkButton, Variant};

use super::texts as t;
use crate::head::Head;

/// Says why there is no page and where to go instead, with the status that belongs to it.
#[component]
pub fn Trouble(error: AppError) -> impl IntoView {
    let locale = use_locale();
    kit::request::set_status(error.status());
    let body = if error == AppError::NotFound {
        view! {
            <EmptyState glyph=Glyph::SEARCH title=t::not_found(locale) text=t::not_found_text(locale)>
                <LinkButton href="/products">{t::all_products(locale)}</LinkButton>
                <LinkButton href="/" variant=Variant::Secondary>
                    {t::to_home(locale)}
                </LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        let again = (error == AppError::Unavailable)
            .then(|| view! { <LinkButton href="">{t::try_again(locale)}</LinkButton> });
        let reference = match &error {
            AppError::Internal { reference } => reference.clone(),
            _ => String::new(),
        };
        view! {
            <ErrorState title=t::wrong(locale) text=error.text(locale) reference>
                {again}
                <LinkButton href="/" variant=Variant::Secondary>
                    {t::to_home(locale)}
                </LinkButton>
            </ErrorState>
        }
        .into_any()
    };
    let title = if error == AppError::NotFound { t::not_found(locale) } else { t::wrong(locale) };
    view! {
        <div class="page">
            <Head title />
            {body}
        </div>
    }
    .into_any()
}
