//! The first step: mail address and where to send it, by the rules of the country.

use domain::Locale;
use domain::address::{self, Address, AddressField, Need};
use domain::checkout::CheckoutView;
use kit::use_locale;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    ActionBar, Button, Checkbox, Choice, ErrorSummary, Fold, InputKind, Select, Size, TextInput, TextLink,
    Variant,
};

use super::page::Actions;
use super::texts as t;

/// What the fields of the form share.
#[derive(Clone)]
struct Form {
    locale: Locale,
    /// What was typed, by the word of its field.
    values: Vec<(AddressField, RwSignal<String>)>,
    /// What is wrong, by the same word.
    errors: Vec<(String, String)>,
}

impl Form {
    fn value(&self, field: AddressField) -> RwSignal<String> {
        let found = self.values.iter().find(|(known, _)| *known == field).map(|(_, value)| *value);
        found.unwrap_or_default()
    }

    fn error(&self, field: &str) -> String {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

/// The form of the first step.
pub fn step(actions: Actions, view: &CheckoutView) -> AnyView {
    let locale = use_locale();
    // The button "Update" only asked for the fields of another country.
    let updating = use_query_map().with_untracked(|query| query.get("update").is_some());
    let errors = if updating { &[][..] } else { &view.errors[..] };
    let errors: Vec<_> = errors.iter().map(|e| (e.field.clone(), e.problem.text(locale))).collect();
    let values = AddressField::ALL.iter().map(|f| (*f, RwSignal::new(view.address.get(*f).to_owned())));
    let form = Form { locale, values: values.collect(), errors };
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
    let wrong = problems(&form, address::form(&view.address.country));
    let (saved, fields) = (saved(actions, view), fields(form, &view.email));
    view! {
        {saved}
        <div class="flex flex-wrap items-baseline justify-between gap-2 pb-4">
            <h2 class="text-xl font-semibold">{t::where_to(locale)}</h2>
            {sign_in}
        </div>
        <ActionForm action=actions.save_address attr:novalidate="">
            // What Enter presses, before the button that only fetches other fields.
            <button class="sr-only" tabindex="-1" aria-hidden="true">{t::to_shipping(locale)}</button>
            <div class="flex flex-col gap-4">
                {wrong}
                {fields}
                {keep}
                <ActionBar>
                    <Button kind="submit" size=Size::Large wide=true loading=pending>{t::to_shipping(locale)}</Button>
                </ActionBar>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Every wrong field, as links to them in the order of the form.
fn problems(form: &Form, order: Vec<(AddressField, Need)>) -> AnyView {
    let locale = form.locale;
    let country = address::country(&form.value(AddressField::Country).get_untracked());
    let known = [("email", t::email(locale))].into_iter();
    let known =
        known.chain(order.iter().map(|(field, _)| (field.as_str(), t::label(locale, *field, country))));
    let errors: Vec<_> = known
        .filter_map(|(name, label)| {
            let text = form.error(name);
            (!text.is_empty()).then(|| (format!("f-{name}"), format!("{label}: {text}")))
        })
        .collect();
    let title = t::problems(locale, i64::try_from(errors.len()).unwrap_or(i64::MAX));
    view! { <div id="problems" class="empty:hidden"><ErrorSummary title errors /></div> }.into_any()
}

fn fields(form: Form, email: &str) -> AnyView {
    let locale = form.locale;
    let country = form.value(AddressField::Country);
    let choices =
        address::countries(locale).into_iter().map(|c| Choice::new(c.code, c.name(locale))).collect();
    // Country and name stand still while the rest follows the country.
    let first = [AddressField::Country, AddressField::Name];
    let rest = {
        let form = form.clone();
        move || {
            let code = country.get();
            let fields = address::form(&code).into_iter().filter(|(field, _)| !first.contains(field));
            fields.map(|(field, need)| text_field(&form, &code, field, need)).collect_view()
        }
    };
    view! {
        <TextInput
            label=t::email(locale)
            name="email"
            kind=InputKind::Email
            value=email
            hint=t::email_hint(locale)
            error=form.error("email")
            required=true
        />
        <div class="flex items-end gap-2">
            <Select
                class="flex-1"
                label=t::country(locale)
                name="country"
                choices
                bind=country
                prompt=t::choose_country(locale)
                error=form.error("country")
                autocomplete="country"
                required=true
            />
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
        </div>
        {text_field(&form, "", AddressField::Name, Need::Required)}
        {rest}
    }
    .into_any()
}

fn text_field(form: &Form, code: &str, field: AddressField, need: Need) -> AnyView {
    let locale = form.locale;
    let country = address::country(code);
    let (name, label, bind) = (field.as_str(), t::label(locale, field, country), form.value(field));
    let (error, required) = (form.error(name), need == Need::Required);
    let note = if required { "" } else { t::optional(locale) };
    let listed = if field == AddressField::Region { address::regions(code) } else { &[] };
    if !listed.is_empty() {
        let choices = listed.iter().map(|(code, name)| Choice::new(*code, *name)).collect();
        return view! {
            <Select
                label
                name
                choices
                bind
                note
                error
                required
                prompt=t::choose_region(locale)
                autocomplete=field.autocomplete()
            />
        }
        .into_any();
    }
    // Codes made of digits only get the keys for digits.
    let digits =
        country.is_some_and(|c| !c.example.is_empty() && c.example.bytes().all(|b| b.is_ascii_digit()));
    let kind = match field {
        AddressField::Postcode if digits => InputKind::Whole,
        AddressField::Phone => InputKind::Phone,
        _ => InputKind::Text,
    };
    let hint = if field == AddressField::Phone { t::phone_hint(locale) } else { "" };
    view! {
        <TextInput
            label
            name
            kind
            bind
            hint
            note
            error
            required
            autocomplete=field.autocomplete()
            maxlength=field.max_length()
        />
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
            view! { <input type="hidden" name=field.as_str() value=value /> }
        });
        let email = view.email.clone();
        let hidden = hidden.collect_view();
        view! {
            <li class="flex items-center justify-between gap-4 py-3">
                <span class="text-sm">{address.lines(locale).join(", ")}</span>
                <ActionForm action=actions.save_address>
                    <input type="hidden" name="email" value=email />
                    {hidden}
                    <Button kind="submit" variant=Variant::Secondary size=Size::Small>{t::use_address(locale)}</Button>
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
