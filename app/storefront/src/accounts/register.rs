use domain::catalog::encode;
use kit::forms::follow;
use kit::{FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, InputKind, LinkButton, Size, TextInput, TextLink, Variant};

use super::api::{self, Register};
use super::frame::{FormErrors, FormPage};
use super::sign_in::next_path;
use super::texts as t;

/// `/account/register`
#[component]
pub fn RegisterPage() -> impl IntoView {
    let locale = use_locale();
    let sign_in = format!("/account/sign-in?next={}", encode(&next_path()));
    let action = ServerAction::<Register>::new();
    follow(action);
    let form = FormState::of(action).labels([
        ("name", t::name(locale)),
        ("email", t::email(locale)),
        ("password", t::password(locale)),
    ]);
    view! {
        <FormPage title=t::register(locale) text=t::register_text(locale)>
            <ActionForm action=action attr:class="flex flex-col gap-5" attr:novalidate=true>
                <FormErrors form />
                <TextInput
                    label=t::name(locale)
                    name="name"
                    autocomplete="name"
                    value=form.value("name", "")
                    error=form.error("name")
                    required=true
                    maxlength=domain::accounts::MAX_NAME
                />
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
                    kind=InputKind::NewPassword
                    hint=t::password_hint(locale)
                    error=form.error("password")
                    required=true
                />
                <Button kind="submit" size=Size::Large wide=true loading=action.pending()>
                    {t::register(locale)}
                </Button>
            </ActionForm>
            <p class="border-t border-line pt-6 text-ink-muted">
                {t::have_account(locale)} " " <TextLink href=sign_in>{t::sign_in(locale)}</TextLink>
            </p>
        </FormPage>
    }
    .into_any()
}

/// `/account/check-mail`, and `?for=reset`: a mail is on its way.
#[component]
pub fn CheckMailPage() -> impl IntoView {
    let locale = use_locale();
    let reset = use_query_map().read_untracked().get("for").is_some_and(|what| what == "reset");
    let text = if reset { t::check_mail_reset(locale) } else { t::check_mail_verify(locale) };
    let demo = Resource::new(|| (), |()| api::is_demo());
    view! {
        <FormPage title=t::check_mail(locale) text>
            <p class="text-ink-muted">{t::check_mail_spam(locale)}</p>
            <div class="flex flex-col gap-3">
                <Suspense>
                    {move || Suspend::new(async move {
                        let demo = demo.await.unwrap_or_default();
                        demo.then(|| {
                            view! {
                                <LinkButton href="/dev/outbox" wide=true>
                                    {t::to_outbox(locale)}
                                </LinkButton>
                            }
                        })
                    })}
                </Suspense>
                <LinkButton href="/" variant=Variant::Secondary wide=true>
                    {t::to_shop(locale)}
                </LinkButton>
            </div>
        </FormPage>
    }
    .into_any()
}
