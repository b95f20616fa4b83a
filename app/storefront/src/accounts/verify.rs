use domain::accounts::Confirmation;
use kit::forms::follow;
use kit::{FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Button, InputKind, LinkButton, Size, SkeletonText, TextInput, TextLink};

use super::api::{self, Verify};
use super::frame::{Failure, FormErrors, FormPage};
use super::texts as t;

/// `/account/verify/{token}`
#[component]
pub fn VerifyPage() -> impl IntoView {
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    let asked = token.clone();
    let found = Resource::new(move || asked.clone(), api::confirmation);
    let token = StoredValue::new(token);
    // Above the suspense, so that the errors of a form that came back are known to it.
    let action = ServerAction::<Verify>::new();
    follow(action);
    view! {
        <Suspense fallback=|| view! { <SkeletonText lines=4 /> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(found) => view! { <Confirm found token=token.get_value() action /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Confirm(found: Confirmation, token: String, action: ServerAction<Verify>) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([("password", t::password(locale))]);
    let (text, asks) = match found {
        Confirmation::Expired => {
            return view! {
                <FormPage title=t::link_expired(locale) text=t::verify_expired(locale)>
                    <LinkButton href="/account/sign-in" wide=true>
                        {t::sign_in(locale)}
                    </LinkButton>
                </FormPage>
            }
            .into_any();
        }
        Confirmation::Ready { email } => (t::verify_ready(locale, &email), false),
        Confirmation::NeedsPassword { email } => (t::verify_password(locale, &email), true),
    };
    let password = asks.then(|| {
        view! {
            <TextInput
                label=t::password(locale)
                name="password"
                kind=InputKind::Password
                error=form.error("password")
                required=true
            />
        }
    });
    let other = asks.then(|| {
        view! {
            <p class="border-t border-line pt-6 text-ink-muted">
                {t::verify_other(locale)} " " <TextLink href="/account/forgot">{t::forgot_title(locale)}</TextLink>
            </p>
        }
    });
    view! {
        <FormPage title=t::verify(locale) text>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <input type="hidden" name="token" value=token />
                {password}
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::verify_button(locale)}
                </Button>
            </ActionForm>
            {other}
        </FormPage>
    }
    .into_any()
}
