use kit::forms::follow;
use kit::{FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Button, InputKind, LinkButton, Size, SkeletonText, TextInput};

use super::api::{self, RequestReset, Reset};
use super::frame::{Failure, FormErrors, FormPage};
use super::texts as t;

/// `/account/forgot`
#[component]
pub fn ForgotPage() -> impl IntoView {
    let locale = use_locale();
    let action = ServerAction::<RequestReset>::new();
    follow(action);
    let form = FormState::of(action).labels([("email", t::email(locale))]);
    view! {
        <FormPage
            title=t::forgot_title(locale)
            text=t::forgot_text(locale)
            back="/account/sign-in"
            back_label=t::sign_in(locale)
        >
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <TextInput
                    label=t::email(locale)
                    name="email"
                    kind=InputKind::Email
                    autocomplete="username"
                    value=form.value("email", "")
                    error=form.error("email")
                    required=true
                />
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::forgot_button(locale)}
                </Button>
            </ActionForm>
        </FormPage>
    }
    .into_any()
}

/// `/account/reset/{token}`
#[component]
pub fn ResetPage() -> impl IntoView {
    let token = use_params_map().read_untracked().get("token").unwrap_or_default();
    let asked = token.clone();
    let found = Resource::new(move || asked.clone(), api::reset_email);
    let token = StoredValue::new(token);
    // Above the suspense, so that the errors of a form that came back are known to it.
    let action = ServerAction::<Reset>::new();
    follow(action);
    view! {
        <Suspense fallback=|| view! { <SkeletonText lines=4 /> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(email) => view! { <Choose email token=token.get_value() action /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Choose(email: Option<String>, token: String, action: ServerAction<Reset>) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([("password", t::new_password(locale))]);
    let Some(email) = email else {
        return view! {
            <FormPage title=t::link_expired(locale) text=t::reset_expired(locale)>
                <LinkButton href="/account/forgot" wide=true>
                    {t::forgot_title(locale)}
                </LinkButton>
            </FormPage>
        }
        .into_any();
    };
    view! {
        <FormPage title=t::forgot_title(locale) text=t::reset_text(locale, &email)>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <input type="hidden" name="token" value=token />
                // For password managers; not part of the form.
                <input type="text" class="sr-only" autocomplete="username" value=email tabindex="-1" aria-hidden="true" readonly />
                <TextInput
                    label=t::new_password(locale)
                    name="password"
                    kind=InputKind::NewPassword
                    hint=t::password_hint(locale)
                    error=form.error("password")
                    required=true
                />
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::reset_button(locale)}
                </Button>
            </ActionForm>
        </FormPage>
    }
    .into_any()
}
