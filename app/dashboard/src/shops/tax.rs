use domain::accounts::MemberRole;
use domain::shops::{ShopSettings, TaxRate};
use domain::tax::TaxClass;
use domain::{Locale, address};
use kit::forms::follow;
use kit::{AppError, FormState, format, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::{
    Card, Choice, EmptyState, Glyph, InputKind, LinkButton, List, ListItem, RadioGroup, RadioLayout, Select,
    Size, TextInput, TextLink, Variant,
};

use super::api::{DeleteTax, SaveTax};
use super::forms::{Errors, RemoveButton, SaveButton};
use super::frame::{Failure, Section, load, param, section};
use super::texts as t;

/// The tax rates of the shop.
#[component]
pub fn TaxesPage() -> impl IntoView {
    section(load(), Section::Taxes, |shop, _| view! { <Taxes shop /> }.into_any())
}

#[component]
fn Taxes(shop: ShopSettings) -> impl IntoView {
    let locale = use_locale();
    let base = Section::Taxes.path(&shop.face.slug);
    let add = format!("{base}/new");
    let owner = shop.role == MemberRole::Owner;
    if shop.taxes.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::PERCENT title=t::no_taxes(locale) text=t::no_taxes_text(locale)>
                {owner.then(|| view! { <LinkButton href=add>{t::add_tax(locale)}</LinkButton> })}
            </EmptyState>
        }
        .into_any();
    }
    let rows = shop
        .taxes
        .iter()
        .map(|tax| {
            let rate = format::percent(locale, tax.rule.rate.0);
            view! {
                <ListItem
                    title=place(tax, locale)
                    text=format!("{}, {}", tax.rule.name, class(tax.rule.class, locale))
                    href=format!("{base}/{}", tax.id)
                    after=move || view! { <span class="figures">{rate}</span> }
                />
            }
        })
        .collect_view();
    let action = move || {
        owner.then(|| {
            view! {
                <LinkButton href=add variant=Variant::Secondary size=Size::Small glyph=Glyph::PLUS>
                    {t::add_tax(locale)}
                </LinkButton>
            }
        })
    };
    view! {
        <Card title=t::taxes(locale) text=t::taxes_text(locale) action>
            <List label=t::taxes(locale)>{rows}</List>
        </Card>
    }
    .into_any()
}

fn place(tax: &TaxRate, locale: Locale) -> String {
    let country = match tax.rule.country.as_str() {
        "*" => t::every_country(locale),
        code => address::country_name(code, locale),
    };
    if tax.rule.region.is_empty() { country.to_owned() } else { format!("{country}, {}", tax.rule.region) }
}

fn class(class: TaxClass, locale: Locale) -> &'static str {
    if class == TaxClass::Reduced { t::reduced(locale) } else { t::standard(locale) }
}

/// One tax rate, or a new one.
#[component]
pub fn TaxPage() -> impl IntoView {
    let (settings, wanted) = (load(), param("tax"));
    let action = ServerAction::<SaveTax>::new();
    let removal = ServerAction::<DeleteTax>::new();
    follow(action);
    follow(removal);
    section(settings, Section::Taxes, move |shop, _| {
        let tax = shop.taxes.iter().find(|tax| tax.id.as_str() == wanted).cloned();
        if tax.is_none() && wanted != "new" {
            return view! { <Failure error=AppError::NotFound /> }.into_any();
        }
        view! { <Edit shop tax action removal /> }.into_any()
    })
}

#[component]
fn Edit(
    shop: ShopSettings,
    #[prop(optional_no_strip)] tax: Option<TaxRate>,
    action: ServerAction<SaveTax>,
    removal: ServerAction<DeleteTax>,
) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(action).labels([
        ("country", t::country(locale)),
        ("region", t::region(locale)),
        ("rate", t::percentage(locale)),
        ("name", t::tax_name(locale)),
        ("class", t::goods(locale)),
    ]);
    let closed = shop.role != MemberRole::Owner;
    let slug = shop.face.slug.clone();
    let id = tax.as_ref().map(|tax| tax.id.to_string());
    let home = shop.face.address.country.clone();
    let (country, region, known_class, name, rate) = match &tax {
        Some(TaxRate { rule, .. }) => {
            (rule.country.clone(), rule.region.clone(), rule.class, rule.name.clone(), rule.rate.percent())
        }
        None => (home, String::new(), TaxClass::Standard, String::new(), String::new()),
    };
    let countries = std::iter::once(Choice::new("*", t::every_country(locale)))
        .chain(address::countries(locale).into_iter().map(|c| Choice::new(c.code, c.name(locale))))
        .collect();
    let classes =
        vec![Choice::new("standard", t::standard(locale)), Choice::new("reduced", t::reduced(locale))];
    let title = if id.is_some() { t::tax(locale) } else { t::add_tax(locale) };
    let remove = id.clone().filter(|_| !closed).map(|id| {
        let slug = slug.clone();
        view! {
            <ActionForm action=removal>
                <input type="hidden" name="shop" value=slug.clone() />
                <input type="hidden" name="id" value=id />
                <RemoveButton pending=removal.pending() label=t::remove(locale) />
            </ActionForm>
        }
    });
    view! {
        <TextLink href=Section::Taxes.path(&slug)>{t::taxes(locale)}</TextLink>
        <ActionForm action=action attr:class="flex flex-col gap-6" attr:novalidate=true>
            <Errors form />
            <input type="hidden" name="shop" value=slug.clone() />
            {id.map(|id| view! { <input type="hidden" name="id" value=id /> })}
            <fieldset class="contents" disabled=closed>
                <Card title=title>
                    <div class="flex flex-col gap-4">
                        <Select
                            label=t::country(locale)
                            name="form[country]"
                            id="f-country"
                            choices=countries
                            prompt=t::choose(locale)
                            value=form.value("country", &country)
                            error=form.error("country")
                            required=true
                        />
                        <TextInput
                            label=t::region(locale)
                            name="form[region]"
                            id="f-region"
                            autocomplete="off"
                            hint=t::region_hint(locale)
                            note=t::optional(locale)
                            value=form.value("region", &region)
                            error=form.error("region")
                            maxlength=3
                        />
                        <TextInput
                            label=t::percentage(locale)
                            name="form[rate]"
                            id="f-rate"
                            kind=InputKind::Decimal
                            suffix="%"
                            autocomplete="off"
                            value=form.value("rate", &rate)
                            error=form.error("rate")
                            required=true
                        />
                        <TextInput
                            label=t::tax_name(locale)
                            name="form[name]"
                            id="f-name"
                            autocomplete="off"
                            hint=t::tax_name_hint(locale)
                            value=form.value("name", &name)
                            error=form.error("name")
                            required=true
                            maxlength=80
                        />
                        <RadioGroup
                            legend=t::goods(locale)
                            name="form[class]"
                            id="f-class"
                            choices=classes
                            layout=RadioLayout::Pills
                            value=form.value("class", known_class.as_str())
                            error=form.error("class")
                        />
                    </div>
                </Card>
                <SaveButton pending=action.pending() />
            </fieldset>
        </ActionForm>
        {remove}
    }
    .into_any()
}
