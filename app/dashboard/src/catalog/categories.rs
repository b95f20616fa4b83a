//! `/manage/categories` and `/manage/categories/{id}` or `…/new`, for managers.

use domain::Locale;
use domain::products::CategoryRow;
use kit::forms::follow;
use kit::{AppError, FormState, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use ui::{
    ActionBar, Button, Card, Choice, EmptyState, Glyph, IconButton, LinkButton, PageHeader, Select,
    SkeletonRows, TextInput, TextLink, Variant,
};

use super::api::{RemoveCategory, SaveCategory, ShiftCategory};
use super::{api, texts as t};
use crate::trouble::{Failure, Refused, at_field, refusal, settled};

/// What can be drawn for a category.
const SUBJECTS: [&str; 44] = [
    "jumper",
    "t-shirt",
    "shirt",
    "trousers",
    "skirt",
    "dress",
    "coat",
    "scarf",
    "beanie",
    "cap",
    "bag",
    "belt",
    "watch",
    "sunglasses",
    "boot",
    "sneaker",
    "mug",
    "bowl",
    "plate",
    "vase",
    "teapot",
    "planter",
    "candle",
    "cushion",
    "blanket",
    "lamp",
    "clock",
    "chair",
    "stool",
    "table",
    "rucksack",
    "bottle",
    "bell",
    "helmet",
    "tent",
    "torch",
    "wrench",
    "hammer",
    "axe",
    "soap",
    "tin",
    "chocolate",
    "notebook",
    "pen",
];

/// The tree of the platform's categories.
#[component]
pub fn CategoriesPage() -> impl IntoView {
    let (locale, shift) = (use_locale(), ServerAction::<ShiftCategory>::new());
    let shifts = settled(shift);
    let tree = Resource::new(move || shifts.get(), |_| api::load_categories());
    view! {
        <Title text=t::categories(locale) />
        <div class="flex flex-col gap-4">
            <PageHeader
                title=t::categories(locale)
                text=t::categories_text(locale)
                actions=move || {
                    view! {
                        <LinkButton href="/manage/categories/new" glyph=Glyph::PLUS>
                            {t::add_category(locale)}
                        </LinkButton>
                    }
                }
            />
            <Refused refusal=refusal(shift) />
            <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
                {move || Suspend::new(async move {
                    match tree.await {
                        Ok(rows) => list(locale, rows, shift),
                        Err(error) => {
                            view! { <Failure error back="/dashboard" back_label=t::to_home(locale) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </div>
    }
}

fn list(locale: Locale, rows: Vec<CategoryRow>, shift: ServerAction<ShiftCategory>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState glyph=Glyph::LAYERS title=t::no_categories(locale) text=t::no_categories_text(locale) />
        }
        .into_any();
    }
    let lines: Vec<AnyView> = rows.into_iter().map(|row| view! { <Line row shift /> }.into_any()).collect();
    view! {
        <Card flush=true>
            <ul class="list" aria-label=t::categories(locale)>
                {lines}
            </ul>
        </Card>
    }
    .into_any()
}

/// Full literals, so that the stylesheet has them.
const fn indent(depth: u32) -> &'static str {
    match depth {
        0 => "min-w-0 grow",
        1 => "min-w-0 grow ps-6",
        2 => "min-w-0 grow ps-12",
        3 => "min-w-0 grow ps-18",
        _ => "min-w-0 grow ps-24",
    }
}

#[component]
fn Line(row: CategoryRow, shift: ServerAction<ShiftCategory>) -> impl IntoView {
    let locale = use_locale();
    let name = match locale {
        Locale::De if !row.name_de.is_empty() => row.name_de.clone(),
        _ => row.name.clone(),
    };
    let words = name.clone();
    let step = |step: &'static str, glyph: Glyph, label: String| {
        view! {
            <ActionForm action=shift>
                <input type="hidden" name="id" value=row.id.to_string() />
                <input type="hidden" name="step" value=step />
                <IconButton kind="submit" glyph label />
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <li class="flex items-center gap-2 px-4 py-2">
            <div class=indent(row.depth)>
                <TextLink href=format!("/manage/categories/{}", row.id)>{words}</TextLink>
                <span class="block truncate text-xs text-ink-muted">
                    {format!("/{} · {}", row.path, t::products_in(locale, row.products))}
                </span>
            </div>
            {step("-1", Glyph::ARROW_UP, t::up(locale, &name))}
            {step("1", Glyph::ARROW_DOWN, t::down(locale, &name))}
        </li>
    }
    .into_any()
}

/// One category, or a new one.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let locale = use_locale();
    let tree = Resource::new(|| (), |()| api::load_categories());
    let wanted = use_params_map().read_untracked().get("id").unwrap_or_default();
    // Above the suspense, so that the errors of a form that came back are known to it.
    let save = ServerAction::<SaveCategory>::new();
    let remove = ServerAction::<RemoveCategory>::new();
    follow(save);
    follow(remove);
    view! {
        <Transition fallback=|| view! { <SkeletonRows rows=5 /> }>
            {move || {
                let wanted = wanted.clone();
                Suspend::new(async move {
                    let found = tree.await.and_then(|rows| {
                        let row = rows.iter().find(|row| row.id.as_str() == wanted).cloned();
                        if row.is_none() && wanted != "new" { Err(AppError::NotFound) } else { Ok((rows, row)) }
                    });
                    match found {
                        Ok((rows, row)) => view! { <Edit rows row save remove /> }.into_any(),
                        Err(error) => {
                            let back = "/manage/categories";
                            view! { <Failure error back back_label=t::to_categories(locale) /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Edit(
    rows: Vec<CategoryRow>,
    #[prop(optional_no_strip)] row: Option<CategoryRow>,
    save: ServerAction<SaveCategory>,
    remove: ServerAction<RemoveCategory>,
) -> impl IntoView {
    let locale = use_locale();
    let form = FormState::of(save);
    let refused = refusal(save);
    let other =
        Signal::derive(move || refused.get().filter(|error| !matches!(error, AppError::Invalid { .. })));
    let title = row.as_ref().map_or(t::new_category(locale).to_owned(), |row| row.name.clone());
    let inside = row.as_ref().map(|row| format!("{}/", row.path));
    let own = row.as_ref().map(|row| row.id);
    // It cannot stand below itself.
    let parents = rows
        .into_iter()
        .filter(|one| {
            Some(one.id) != own && inside.as_ref().is_none_or(|inside| !one.path.starts_with(inside))
        })
        .map(|one| {
            let depth = usize::try_from(one.depth).unwrap_or(0);
            Choice::new(one.id.to_string(), format!("{}{}", "\u{a0}\u{a0}".repeat(depth), one.name))
        })
        .collect();
    let subjects = SUBJECTS.iter().map(|subject| Choice::new(*subject, *subject)).collect();
    let shown = row.clone().map(|row| (row.name, row.name_de, row.slug, row.drawing)).unwrap_or_default();
    let parent = row.as_ref().and_then(|row| row.parent).map(|id| id.to_string()).unwrap_or_default();
    let deletion = own.map(|id| {
        view! {
            <ActionForm action=remove attr:class="flex flex-col gap-3">
                <Refused refusal=refusal(remove) />
                <input type="hidden" name="id" value=id.to_string() />
                <div>
                    <Button kind="submit" variant=Variant::Danger loading=remove.pending()>
                        {t::delete_category(locale)}
                    </Button>
                </div>
            </ActionForm>
        }
        .into_any()
    });
    let identity = own.map(|id| view! { <input type="hidden" name="id" value=id.to_string() /> });
    view! {
        <Title text=title.clone() />
        <div class="flex max-w-2xl flex-col gap-6">
            <PageHeader title back="/manage/categories" back_label=t::to_categories(locale) />
            <ActionForm action=save attr:class="flex flex-col gap-4" attr:novalidate=true>
                <Refused refusal=other />
                {identity}
                <Card>
                    <div class="flex flex-col gap-4">
                        <TextInput
                            label=t::name_en(locale)
                            name="category[name]"
                            id="f-name"
                            value=form.value("name", &shown.0)
                            error=at_field(refused, "name")
                            required=true
                            maxlength=100
                        />
                        <TextInput
                            label=t::name_de(locale)
                            name="category[name_de]"
                            id="f-name_de"
                            value=form.value("name_de", &shown.1)
                            error=at_field(refused, "name_de")
                            maxlength=100
                        />
                        <TextInput
                            label=t::slug(locale)
                            name="category[slug]"
                            id="f-slug"
                            value=form.value("slug", &shown.2)
                            error=at_field(refused, "slug")
                            autocomplete="off"
                            maxlength=80
                        />
                        <Select
                            label=t::parent(locale)
                            name="category[parent]"
                            id="f-parent"
                            choices=parents
                            value=form.value("parent", &parent)
                            prompt=t::top(locale)
                            error=at_field(refused, "parent")
                        />
                        <Select
                            label=t::drawing(locale)
                            name="category[drawing]"
                            id="f-drawing"
                            choices=subjects
                            value=form.value("drawing", &shown.3)
                            prompt=t::keep_drawing(locale)
                            error=at_field(refused, "drawing")
                        />
                    </div>
                </Card>
                <ActionBar>
                    <Button kind="submit" loading=save.pending()>
                        {t::save(locale)}
                    </Button>
                </ActionBar>
            </ActionForm>
            {deletion}
        </div>
    }
    .into_any()
}
