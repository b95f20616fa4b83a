use domain::catalog::encode;
use kit::forms::follow;
use kit::{FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, InputKind, Size, TextInput, TextLink};

use super::api::SignIn;
use super::frame::{FormErrors, FormPage};
use super::texts as t;

/// Where to go after signing in: a path of this site, else the account.
pub(super) fn next_path() -> String {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    if domain::accounts::is_local_path(&next) { next } else { "/account".into() }
}

/// `/account/sign-in?next=…`
#[component]
pub fn SignInPage() -> impl IntoView {
    let locale = use_locale();
    let next = next_path();
    let action = ServerAction::<SignIn>::new();
    follow(action);
    let form = FormState::of(action).labels([("email", t::email(locale)), ("password", t::password(locale))]);
    let register = format!("/account/register?next={}", encode(&next));
    view! {
        <FormPage title=t::sign_in(locale) text=t::sign_in_text(locale)>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <input type="hidden" name="next" value=next />
                <TextInput
                    label=t::email(locale)
                    name="email"
                    kind=InputKind::Email
                    autocomplete="username"
                    value=form.value("email", "")
                    error=form.error("email")
                    required=true
                />
                <TextInput
                    label=t::password(locale)
                    name="password"
                    kind=InputKind::Password
                    error=form.error("password")
                    required=true
                />
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::sign_in(locale)}
                </Button>
                <TextLink href="/account/forgot">{t::forgot(locale)}</TextLink>
            </ActionForm>
            <p class="border-t border-line pt-6 text-ink-muted">
                {t::no_account(locale)} " " <TextLink href=register>{t::register(locale)}</TextLink>
            </p>
        </FormPage>
    }
    .into_any()
}
