//! `/checkout/result/{payment}`: waits for the provider and goes where its answer leads.

use std::time::Duration;

use domain::checkout::PayOutcome;
use domain::id::PaymentId;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use ui::{ErrorState, LinkButton, SkeletonText, Spinner, Variant};

use super::frame::Frame;
use super::{api, flow, focus, texts as t};
use crate::cart::use_cart;

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_secs(2);

/// What became of a payment; the route's parameter `payment` is its id.
#[component]
pub fn ResultPage() -> impl IntoView {
    let locale = use_locale();
    let payment = use_params_map().with_untracked(|p| p.get("payment")).and_then(|id| id.parse().ok());
    let first = Resource::new(|| (), move |()| ask(payment));
    let latest = RwSignal::new(None::<PayOutcome>);
    watch_outcome(payment, first, latest);
    view! {
        <Frame title=t::waiting_title(locale)>
            <Suspense fallback=|| {
                view! { <SkeletonText /> }
            }>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(_) => waiting(),
                        Err(error) => view! {
                            <ErrorState title=t::failed(locale) text=flow::problem(locale, &error)>
                                <LinkButton href="/checkout">{t::try_again(locale)}</LinkButton>
                            </ErrorState>
                        }
                        .into_any(),
                    }
                })}
            </Suspense>
        </Frame>
    }
    .into_any()
}

async fn ask(payment: Option<PaymentId>) -> Result<PayOutcome, AppError> {
    match payment {
        Some(payment) => api::pay_result(payment).await,
        None => Err(AppError::NotFound),
    }
}

fn waiting() -> AnyView {
    let locale = use_locale();
    focus::arrived();
    view! {
        <div class="flex flex-col items-center gap-4 py-16 text-center">
            <Spinner label=t::waiting_title(locale) />
            <h1 id=focus::HEADING tabindex="-1" class="text-2xl font-semibold outline-none">{t::waiting_title(locale)}</h1>
            <p class="text-ink-muted">{t::waiting_text(locale)}</p>
            <div class="unscripted">
                <LinkButton href="" variant=Variant::Secondary>{t::look_again(locale)}</LinkButton>
            </div>
            <noscript inner_html=r#"<meta http-equiv="refresh" content="3">"#></noscript>
        </div>
    }
    .into_any()
}

/// With scripts: asks until there is an answer, then goes on.
fn watch_outcome(
    payment: Option<PaymentId>,
    first: Resource<Result<PayOutcome, AppError>>,
    latest: RwSignal<Option<PayOutcome>>,
) {
    let cart = use_cart();
    let navigate = use_navigate();
    Effect::new(move || {
        let Some(Ok(outcome)) = latest.get().map(Ok).or_else(|| first.get()) else { return };
        match &outcome {
            PayOutcome::Pending { .. } => {
                let again = move || {
                    spawn_local(async move {
                        // Out of reach counts as "not yet"; the page may be gone by then.
                        let pending = payment.map(|payment| PayOutcome::Pending { payment });
                        let answer = ask(payment).await.ok().or(pending);
                        latest.try_set(answer);
                    });
                };
                if let Ok(timer) = set_timeout_with_handle(again, PAUSE) {
                    on_cleanup(move || timer.clear());
                }
            }
            PayOutcome::Challenge { url, .. } => {
                let _ = window().location().set_href(url);
            }
            other => {
                if flow::is_final(other) {
                    cart.forget();
                }
                focus::going();
                navigate(
                    &flow::after(other),
                    NavigateOptions { replace: true, ..NavigateOptions::default() },
                );
            }
        }
    });
}
