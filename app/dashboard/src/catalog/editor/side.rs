//! Whether it is on sale, where it belongs, what search engines see.

use domain::products::{ProductEdit, ProductStatus};
use domain::tax::TaxClass;
use kit::use_locale;
use leptos::prelude::*;
use ui::{Card, Checkbox, Choice, Select, TextArea, TextInput};

use super::super::api::Surroundings;
use super::super::texts as t;
use super::state::Editor;

/// Whether it is on sale.
#[component]
pub fn StatusCard(editor: Editor, #[prop(optional_no_strip)] product: Option<ProductEdit>) -> impl IntoView {
    let locale = use_locale();
    let draft = product.map(|product| product.draft);
    let status = draft.as_ref().map_or(ProductStatus::Active, |draft| draft.status);
    let tax = draft.as_ref().map_or(TaxClass::Standard, |draft| draft.tax_class);
    let featured = draft.is_some_and(|draft| draft.featured);
    let choices = vec![
        Choice::new(ProductStatus::Active.as_str(), t::active(locale)),
        Choice::new(ProductStatus::Draft.as_str(), t::draft(locale)),
        Choice::new(ProductStatus::Archived.as_str(), t::archived(locale)),
    ];
    let taxes = vec![
        Choice::new(TaxClass::Standard.as_str(), t::tax_standard(locale)),
        Choice::new(TaxClass::Reduced.as_str(), t::tax_reduced(locale)),
        Choice::new(TaxClass::Zero.as_str(), t::tax_zero(locale)),
    ];
    view! {
        <Card>
            <div class="flex flex-col gap-4">
                <Select
                    label=t::status(locale)
                    name="product[status]"
                    id="f-status"
                    choices
                    value=editor.shown("status", status.as_str().to_owned())
                    error=editor.error("status")
                />
                <Select
                    label=t::tax_class(locale)
                    name="product[tax_class]"
                    id="f-tax_class"
                    choices=taxes
                    value=editor.shown("tax_class", tax.as_str().to_owned())
                    error=editor.error("tax_class")
                />
                <Checkbox
                    label=t::featured(locale)
                    name="product[featured]"
                    id="f-featured"
                    checked=editor.ticked("featured", featured)
                />
            </div>
        </Card>
    }
    .into_any()
}

/// Where it belongs.
#[component]
pub fn PlaceCard(
    editor: Editor,
    #[prop(optional_no_strip)] product: Option<ProductEdit>,
    around: Surroundings,
) -> impl IntoView {
    let locale = use_locale();
    let (draft, kind) = product.map(|p| (Some(p.draft), p.type_text)).unwrap_or_default();
    let (category, brand, tags) =
        draft.map(|draft| (draft.category, draft.brand, draft.tags.join(", "))).unwrap_or_default();
    let hint =
        if category.is_none() && !kind.is_empty() { t::imported_kind(locale, &kind) } else { String::new() };
    let choices =
        around.categories.into_iter().map(|(id, label)| Choice::new(id.to_string(), label)).collect();
    view! {
        <Card title=t::organisation(locale)>
            <div class="flex flex-col gap-4">
                <Select
                    label=t::category(locale)
                    name="product[category]"
                    id="f-category"
                    choices
                    value=editor.shown("category", category.map(|id| id.to_string()).unwrap_or_default())
                    prompt=t::no_category(locale)
                    hint
                    error=editor.error("category")
                />
                <TextInput
                    label=t::brand(locale)
                    name="product[brand]"
                    id="f-brand"
                    value=editor.shown("brand", brand)
                    error=editor.error("brand")
                    maxlength=255
                />
                <TextInput
                    label=t::tags(locale)
                    name="product[tags]"
                    id="f-tags"
                    value=editor.shown("tags", tags)
                    hint=t::tags_hint(locale)
                    error=editor.error("tags")
                />
            </div>
        </Card>
    }
    .into_any()
}

/// What search engines see.
#[component]
pub fn SearchCard(editor: Editor, #[prop(optional_no_strip)] product: Option<ProductEdit>) -> impl IntoView {
    let locale = use_locale();
    let (slug, title, description) =
        product.map(|p| (p.draft.slug, p.draft.seo_title, p.draft.seo_description)).unwrap_or_default();
    view! {
        <Card title=t::seo(locale) text=t::seo_hint(locale)>
            <div class="flex flex-col gap-4">
                <TextInput
                    label=t::slug(locale)
                    name="product[slug]"
                    id="f-slug"
                    value=editor.shown("slug", slug)
                    hint=t::slug_hint(locale)
                    error=editor.error("slug")
                    autocomplete="off"
                    maxlength=80
                />
                <TextInput
                    label=t::seo_title(locale)
                    name="product[seo_title]"
                    id="f-seo_title"
                    value=editor.shown("seo_title", title)
                    error=editor.error("seo_title")
                    maxlength=255
                />
                <TextArea
                    label=t::seo_description(locale)
                    name="product[seo_description]"
                    id="f-seo_description"
                    value=editor.shown("seo_description", description)
                    error=editor.error("seo_description")
                    rows=3
                    maxlength=1000
                />
            </div>
        </Card>
    }
    .into_any()
}
