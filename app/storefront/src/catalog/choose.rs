//! The island of a product's page that chooses a variant and puts it into the cart.

use domain::Locale;
use domain::catalog::{OptionView, VariantView};
use domain::options::{Combination, ProductOption, first_selection, selected_variant};
use domain::stock::Availability;
use domain::{Currency, Money};
use kit::place::query;
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Price, Stock, StockState};

use super::picker::{Picker, Selection, picture_of, selection_of};
use super::texts as t;
use crate::cart::AddForm;
use crate::live;

kit::islands! { product:
    /// Price, choice, stock and the form that buys. `with_tax`: the prices have the tax in them; nothing
    /// where no tax is charged;
    /// `refused`: why the plain form put nothing into the cart.
    Choose(
        title: String,
        options: Vec<OptionView>,
        variants: Vec<VariantView>,
        currency: Currency,
        with_tax: Option<bool>,
        refused: Option<String>
    ) => Choice;
}

#[component]
fn Choice(
    title: String,
    options: Vec<OptionView>,
    variants: Vec<VariantView>,
    currency: Currency,
    with_tax: Option<bool>,
    refused: Option<String>,
) -> impl IntoView {
    let locale = use_locale();
    let combinations: Vec<Combination> = variants.iter().map(VariantView::combination).collect();
    let plain: Vec<ProductOption> = options.iter().map(|view| view.option.clone()).collect();
    let colours: Vec<Vec<String>> = options.into_iter().map(|view| view.colours).collect();
    let start = first_selection(&combinations);
    let selection = RwSignal::new(selection_of(&query(), plain.len(), &start));
    let variants = StoredValue::new(variants);
    let chosen = Memo::new({
        let combinations = combinations.clone();
        move |_| selection.with(|selection| selected_variant(&combinations, selection))
    });
    let variant = move || chosen.get().and_then(|at| variants.with_value(|all| all.get(at).cloned()));
    let choose = move |next: Selection| {
        let picture = |of: &Selection| variants.with_value(|all| picture_of(all, of));
        // Another size leaves the picture that the person looks at.
        if let Some(at) = picture(&next).filter(|at| selection.with_untracked(picture) != Some(*at)) {
            live::show_picture(at);
        }
        selection.set(next);
    };
    let picker = (!plain.is_empty()).then(
        || view! { <Picker options=plain combinations colours selection choose=Callback::new(choose) /> },
    );
    let tax = with_tax.map(|included| {
        let words = if included { t::tax_included(locale) } else { t::tax_excluded(locale) };
        view! { <span class="product-tax">{words}</span> }
    });
    let sku = move || variant().map(|variant| variant.sku).filter(|sku| !sku.is_empty());
    view! {
        <div class="product-price">
            {move || price(locale, currency, variant(), variants)}
            {tax}
        </div>
        {picker}
        <div class="product-stock">
            {move || variant().map(|variant| stock(locale, variant.availability))}
            {move || sku().map(|sku| view! { <span class="product-sku">{t::sku(locale)} " " {sku}</span> })}
        </div>
        <AddForm
            variant=Signal::derive(move || variant().map(|variant| variant.id))
            available=Signal::derive(move || variant().is_some_and(|v| v.availability.can_buy()))
            title
            refused
        />
    }
    .into_any()
}

fn amount(
    locale: Locale,
    currency: Currency,
    variant: Option<VariantView>,
    all: StoredValue<Vec<VariantView>>,
) -> String {
    let money = |amount| format::money(locale, Money::new(amount, currency));
    match variant {
        Some(variant) => money(variant.price),
        None => all.with_value(|all| {
            let lowest = all.iter().map(|v| v.price).min().unwrap_or_default();
            let from = money(lowest);
            if all.iter().all(|v| v.price == lowest) { from } else { t::from(locale, &from) }
        }),
    }
}

fn price(
    locale: Locale,
    currency: Currency,
    variant: Option<VariantView>,
    all: StoredValue<Vec<VariantView>>,
) -> AnyView {
    let was = variant
        .as_ref()
        .and_then(|v| v.compare_at)
        .map(|was| format::money(locale, Money::new(was, currency)));
    let amount = amount(locale, currency, variant, all);
    view! {
        <Price
            amount
            was=was.unwrap_or_default()
            was_label=t::before(locale)
            now_label=t::now(locale)
            large=true
        />
    }
    .into_any()
}

fn stock(locale: Locale, availability: Availability) -> AnyView {
    let (state, text) = match availability {
        Availability::InStock(_) | Availability::Untracked => {
            (StockState::In, t::in_stock(locale).to_owned())
        }
        Availability::Low(left) => (StockState::Low, t::only_left(locale, left)),
        Availability::OutOfStock => (StockState::Out, t::sold_out(locale).to_owned()),
        Availability::Backorder => (StockState::Backorder, t::backorder(locale).to_owned()),
    };
    view! { <Stock state>{text}</Stock> }.into_any()
}
