//! The first step: mail address and where to send it, by the rules of the country.

use domain::Locale;
use domain::address::{self, Address, AddressField};
use domain::checkout::CheckoutView;
use domain::invalid::FieldError;
use kit::use_locale;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    ActionBar, AddressFields, Button, Checkbox, ErrorSummary, Fold, InputKind, Size, TextInput, TextLink,
    Variant,
};

use super::focus;
use super::page::Actions;
use super::texts as t;

/// The form of the first step.
pub fn step(actions: Actions, view: &CheckoutView) -> AnyView {
    let locale = use_locale();
    // The button "Update" only asked for the fields of another country.
    let updating = use_query_map().with_untracked(|query| query.get("update").is_some());
    let errors = if updating { Vec::new() } else { view.errors.clone() };
    let pending = actions.save_address.pending();
    let sign_in = (!view.signed_in).then(|| {
        view! {
            <p class="text-sm text-ink-muted">
                {t::sign_in_question(locale)} " "
                <TextLink href="/account/sign-in?next=/checkout">{t::sign_in(locale)}</TextLink>
            </p>
        }
    });
    let keep =
        view.signed_in.then(|| view! { <Checkbox label=t::keep_address(locale) name="save" checked=true /> });
    let email_error = errors.iter().find(|e| e.field == "email").map(|e| e.problem.text(locale));
    let (wrong, saved) = (problems(locale, &view.address.country, &errors), saved(actions, view));
    let (email, value) = (view.email.clone(), view.address.clone());
    view! {
        {saved}
        <div class="flex flex-wrap items-baseline justify-between gap-2 pb-4">
            <h2 id=focus::HEADING tabindex="-1" class="text-xl font-semibold outline-none">{t::where_to(locale)}</h2>
            {sign_in}
        </div>
        <ActionForm action=actions.save_address attr:novalidate="">
            // What Enter presses, before the button that only fetches other fields.
            <button class="sr-only" tabindex="-1" aria-hidden="true">
                {t::to_shipping(locale)}
            </button>
            <div class="flex flex-col gap-4">
                {wrong}
                <TextInput
                    label=t::email(locale)
                    name="email"
                    kind=InputKind::Email
                    value=email
                    hint=t::email_hint(locale)
                    error=email_error.unwrap_or_default()
                    required=true
                />
                <AddressFields
                    group="address"
                    value
                    errors=Signal::stored(errors)
                    locale
                    optional=t::optional(locale)
                    prompt=t::choose(locale)
                    refresh=move || {
                        view! {
                            <div class="unscripted">
                                <Button
                                    kind="submit"
                                    variant=Variant::Secondary
                                    attr:name="update"
                                    attr:value="1"
                                    attr:title=t::update_hint(locale)
                                >
                                    {t::update_country(locale)}
                                </Button>
                            </div>
                        }
                    }
                />
                {keep}
                <ActionBar>
                    <Button kind="submit" size=Size::Large wide=true loading=pending>
                        {t::to_shipping(locale)}
                    </Button>
                </ActionBar>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Every wrong field, as links to them in the order of the form.
fn problems(locale: Locale, country: &str, errors: &[FieldError]) -> AnyView {
    let fields = address::form(country).into_iter().map(|(field, _)| field);
    let labels = fields.map(|field| (field.as_str(), address::label(field, country, locale)));
    let found: Vec<_> = [("email", t::email(locale))]
        .into_iter()
        .chain(labels)
        .filter_map(|(name, label)| {
            let wrong = errors.iter().find(|e| e.field == name)?;
            Some((format!("f-{name}"), format!("{label}: {}", wrong.problem.text(locale))))
        })
        .collect();
    let title = t::problems(locale, i64::try_from(found.len()).unwrap_or(i64::MAX));
    view! {
        <div id="problems" class="empty:hidden">
            <ErrorSummary title errors=found />
        </div>
    }
    .into_any()
}

/// The addresses of the account, each a form that takes it at once.
fn saved(actions: Actions, view: &CheckoutView) -> AnyView {
    let locale = use_locale();
    if view.saved_addresses.is_empty() {
        return ().into_any();
    }
    let one = |address: &Address| {
        let hidden = AddressField::ALL.iter().map(|field| {
            let value = address.get(*field).to_owned();
            view! { <input type="hidden" name=format!("address[{field}]") value=value /> }
        });
        let email = view.email.clone();
        let hidden = hidden.collect_view();
        view! {
            <li class="flex items-center justify-between gap-4 py-3">
                <span class="text-sm">{address.lines(locale).join(", ")}</span>
                <ActionForm action=actions.save_address>
                    <input type="hidden" name="email" value=email />
                    {hidden}
                    <Button kind="submit" variant=Variant::Secondary size=Size::Small>
                        {t::use_address(locale)}
                    </Button>
                </ActionForm>
            </li>
        }
    };
    let list = view.saved_addresses.iter().map(one).collect_view();
    view! {
        <Fold title=t::saved_addresses(locale) open=view.address.line1.is_empty() class="mb-6">
            <ul class="divide-y divide-line">{list}</ul>
        </Fold>
    }
    .into_any()
}
