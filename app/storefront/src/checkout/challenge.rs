//! `/pay/challenge/{reference}`: the simulated bank asks whether the payment is wanted.

use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Button, Card, ErrorState, LinkButton, Notice, SkeletonText, Tone, Variant};

use super::api::{self, AnswerChallenge, Challenge};
use super::frame::Frame;
use super::texts as t;

/// The bank's question; the route's parameter `reference` is the provider's name of the payment.
#[component]
pub fn ChallengePage() -> impl IntoView {
    let locale = use_locale();
    let reference = use_params_map().with_untracked(|p| p.get("reference")).unwrap_or_default();
    let asked = Resource::new(|| (), {
        let reference = reference.clone();
        move |()| api::load_challenge(reference.clone())
    });
    let answer = ServerAction::<AnswerChallenge>::new();
    let answered = answer.value();
    Effect::new(move || {
        if let Some(Ok(back)) = answered.get() {
            let _ = window().location().set_href(&back);
        }
    });
    view! {
        <Frame title=t::bank_title(locale)>
            <Suspense fallback=|| {
                view! { <SkeletonText /> }
            }>
                {move || {
                    let reference = reference.clone();
                    Suspend::new(async move {
                        match asked.await {
                            Ok(asked) => question(answer, reference, asked),
                            Err(error) => view! {
                                <ErrorState title=t::failed(locale) text=error.text(locale)>
                                    <LinkButton href="/checkout">{t::go_back(locale)}</LinkButton>
                                </ErrorState>
                            }
                            .into_any(),
                        }
                    })
                }}
            </Suspense>
        </Frame>
    }
    .into_any()
}

fn question(answer: ServerAction<AnswerChallenge>, reference: String, asked: Challenge) -> AnyView {
    let locale = use_locale();
    let body = if asked.open {
        let failed = move || answer.value().get().and_then(Result::err).map(|e| e.text(locale));
        view! {
            <p>{t::bank_text(locale, &format::money(locale, asked.amount))}</p>
            {move || failed().map(|text| view! { <Notice tone=Tone::Bad>{text}</Notice> })}
            <ActionForm action=answer>
                <input type="hidden" name="reference" value=reference />
                <div class="flex flex-wrap gap-3">
                    <Button kind="submit" attr:name="approve" attr:value="true">{t::confirm(locale)}</Button>
                    <Button kind="submit" variant=Variant::Secondary attr:name="approve" attr:value="false">
                        {t::refuse(locale)}
                    </Button>
                </div>
            </ActionForm>
        }
        .into_any()
    } else {
        view! {
            <p>{t::answered(locale)}</p>
            // The whole page: the address may be absolute.
            <p><a class="link" rel="external" href=asked.return_url>{t::go_back(locale)}</a></p>
        }
        .into_any()
    };
    view! {
        <h1 class="pb-4 text-2xl font-semibold">{t::bank_title(locale)}</h1>
        <Card>
            <div class="flex flex-col gap-4">
                {body} <p class="text-sm text-ink-muted">{t::bank_demo(locale)}</p>
            </div>
        </Card>
    }
    .into_any()
}
