//! How a shop looks: its logo and its accent colour. Neither form loads the page anew, because
//! the other may hold what is not stored yet.

use domain::accounts::MemberRole;
use domain::catalog::MAX_PICTURE_BYTES;
use domain::id::MediaId;
use domain::shops::{PublicShop, parse_accent};
use kit::{AppError, FormState, use_locale};
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{Accent, Avatar, Button, Card, FileDrop, Size, Spinner, TextInput, Toast, Variant, toasts};
use wasm_bindgen::JsCast;
use web_sys::{Event, FormData, HtmlInputElement};

use super::api::{self, RemoveLogo, SaveLook, SetLogo};
use super::forms::{Errors, SaveButton};
use super::frame::{Section, load, section};
use super::texts as t;
use crate::catalog::thumb;
use crate::trouble::{Refused, came_back, refusal, sentence};

/// The shop's logo and its accent colour.
#[component]
pub fn LookPage() -> impl IntoView {
    section(load(), Section::Look, |shop, _| {
        let owner = shop.role == MemberRole::Owner;
        view! {
            <Logo face=shop.face.clone() owner />
            <Colour face=shop.face owner />
        }
        .into_any()
    })
}

type Upload = Action<FormData, Result<Option<MediaId>, AppError>>;

#[component]
fn Logo(face: PublicShop, owner: bool) -> impl IntoView {
    let (locale, toasts) = (use_locale(), toasts());
    let shown = RwSignal::new(face.logo);
    let upload: Upload = Action::new_local_with_value(came_back::<SetLogo>().map(Err), |data: &FormData| {
        api::set_logo(data.clone().into())
    });
    let remove = ServerAction::<RemoveLogo>::new();
    let form = NodeRef::<html::Form>::new();
    let (uploaded, removed) = (upload.value(), remove.value());
    Effect::new(move || {
        if let Some(Ok(logo)) = uploaded.get() {
            shown.set(logo);
            toasts.show(Toast::new(t::saved(locale)));
            if let (Some(input), Ok(emptied)) = (file_input(form), Event::new("change")) {
                // It does not bubble, so nothing is sent: only the file's name goes away.
                let _ = input.dispatch_event(&emptied);
            }
        }
    });
    Effect::new(move || {
        if let Some(Ok(())) = removed.get() {
            shown.set(None);
            // What was wrong with a file before is over.
            upload.clear();
            toasts.show(Toast::new(t::saved(locale)));
            // The button that had the focus is gone.
            if let Some(input) = file_input(form) {
                let _ = input.focus();
            }
        }
    });
    let (name, slug) = (face.name, face.slug);
    let picture = move || {
        let src = shown.get().map(|logo| thumb::src(logo, 160)).unwrap_or_default();
        view! { <Avatar name=name.clone() src large=true square=true /> }
    };
    let change = owner.then(|| {
        view! {
            <Refused refusal=refusal(remove) />
            <Change shop=slug.clone() upload form />
        }
    });
    let beside = move || {
        if shown.get().is_none() {
            return Some(view! { <p class="text-ink-muted">{t::no_logo(locale)}</p> }.into_any());
        }
        let shop = slug.clone();
        owner.then(|| {
            view! {
                <ActionForm action=remove>
                    <input type="hidden" name="shop" value=shop />
                    <Button
                        kind="submit"
                        variant=Variant::Secondary
                        size=Size::Small
                        loading=remove.pending()
                        disabled=upload.pending()
                    >
                        {t::remove_logo(locale)}
                    </Button>
                </ActionForm>
            }
            .into_any()
        })
    };
    view! {
        <Card title=t::logo(locale) text=t::logo_text(locale)>
            <div class="flex flex-col gap-4">
                <div class="flex flex-wrap items-center gap-4">{picture} {beside}</div>
                {change}
            </div>
        </Card>
    }
    .into_any()
}

/// The form that takes a new logo; what is chosen or dropped is sent without another click.
#[component]
fn Change(shop: String, upload: Upload, form: NodeRef<html::Form>) -> impl IntoView {
    let locale = use_locale();
    let outcome = upload.value();
    let send = move || {
        let (Some(form), Some(input)) = (form.get_untracked(), file_input(form)) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        if file.size() > f64::from(MAX_PICTURE_BYTES) {
            // The server would cut the connection of a much larger one without a word.
            outcome.set(Some(Err(too_large())));
        } else if let Ok(data) = FormData::new_with_form(&form) {
            upload.dispatch_local(data);
        }
        // The same file can be chosen again once it is mended.
        input.set_value("");
    };
    Effect::new(move || {
        // Something may have been chosen before the page woke up.
        if form.get().is_some() {
            send();
        }
    });
    let refused = Signal::derive(move || outcome.get().and_then(Result::err));
    let wrong = Signal::derive(move || {
        let error = refused.get().filter(of_file)?;
        Some(error.field("logo").map_or_else(|| sentence(&error, locale), |problem| problem.text(locale)))
    });
    let other = Signal::derive(move || refused.get().filter(|error| !of_file(error)));
    view! {
        <form
            node_ref=form
            method="post"
            action=SetLogo::url()
            enctype="multipart/form-data"
            class="flex flex-col gap-3"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
            on:change=move |_| send()
        >
            <Refused refusal=other />
            <input type="hidden" name="shop" value=shop />
            <FileDrop
                label=t::new_logo(locale)
                name="logo"
                prompt=t::logo_prompt(locale)
                accept="image/jpeg,image/png,image/webp"
                hint=t::logo_hint(locale)
                error=wrong
                required=true
            />
            <Show when=move || upload.pending().get()>
                <p class="flex items-center gap-2 text-ink-muted">
                    <Spinner label=t::logo_sending(locale) />
                    {t::logo_sending(locale)}
                </p>
            </Show>
            <div class="unscripted">
                <Button kind="submit" variant=Variant::Secondary size=Size::Small>
                    {t::use_logo(locale)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

fn file_input(form: NodeRef<html::Form>) -> Option<HtmlInputElement> {
    form.get_untracked()?.query_selector("input[type=file]").ok()??.dyn_into().ok()
}

/// Whether another file helps.
fn of_file(error: &AppError) -> bool {
    error.conflict() == Some("picture_refused") || error.field("logo").is_some()
}

fn too_large() -> AppError {
    AppError::Conflict {
        code: "picture_refused".into(),
        details: serde_json::json!({ "reason": "too_large" }),
    }
}

#[component]
fn Colour(face: PublicShop, owner: bool) -> impl IntoView {
    let (locale, toasts) = (use_locale(), toasts());
    let action = ServerAction::<SaveLook>::new();
    let form = FormState::of(action).labels([("accent", t::accent(locale))]);
    let colour = RwSignal::new(form.value("accent", &face.accent));
    let saved = action.value();
    Effect::new(move || {
        if let Some(Ok(_)) = saved.get() {
            toasts.show(Toast::new(t::saved(locale)));
        }
    });
    let sample = move || {
        parse_accent(&colour.get()).map(|accent| {
            view! {
                <Accent colour=accent>
                    <Button>{t::accent_sample(locale)}</Button>
                </Accent>
            }
        })
    };
    view! {
        <ActionForm action=action attr:class="flex flex-col gap-6" attr:novalidate=true>
            <Errors form />
            <input type="hidden" name="shop" value=face.slug />
            <fieldset class="contents" disabled=!owner>
                <Card title=t::accent(locale)>
                    <div class="flex flex-col gap-4">
                        <TextInput
                            label=t::accent(locale)
                            name="accent"
                            hint=t::accent_hint(locale)
                            autocomplete="off"
                            bind=colour
                            error=form.error("accent")
                            required=true
                            maxlength=7
                        />
                        <div>{sample}</div>
                    </div>
                </Card>
                <SaveButton pending=action.pending() />
            </fieldset>
        </ActionForm>
    }
    .into_any()
}
