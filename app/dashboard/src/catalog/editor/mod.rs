//! `/dashboard/{shop}/products/new` and `/dashboard/{shop}/products/{id}`
//!
//! One form holds everything that is saved together; pictures are stored at once, by forms of
//! their own above it.

mod details;
mod grid;
mod kept;
mod options;
mod pictures;
mod side;
mod state;
mod variants;

use domain::id::ProductId;
use domain::products::{ProductEdit, ProductStatus};
use kit::{AppError, Kept, use_locale};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use ui::{
    ActionBar, Button, ErrorSummary, Glyph, LinkButton, PageHeader, SkeletonRows, Toast, Variant,
    ask_before_leaving, toasts,
};

use super::api::{SaveProduct, Surroundings};
use super::list::status_mark;
use super::{address, api, texts as t};
use crate::trouble::{Failure, Refused, refusal, settled};
use state::Editor;

type Loaded = Resource<Result<(Option<ProductEdit>, Surroundings), AppError>>;

/// The editor of a new product.
#[component]
pub fn NewProductPage() -> impl IntoView {
    let (locale, params) = (use_locale(), use_params_map());
    let slug = Memo::new(move |_| params.read().get("shop").unwrap_or_default());
    let load = move |slug| async move {
        api::load_surroundings(slug, locale).await.map(|surroundings| (None, surroundings))
    };
    let save = ServerAction::new();
    page(save, Kept::of(save), Resource::new(move || slug.get(), load))
}

/// The editor of a product.
#[component]
pub fn EditProductPage() -> impl IntoView {
    let (locale, params) = (use_locale(), use_params_map());
    let save = ServerAction::<SaveProduct>::new();
    let (kept, saves) = (Kept::of(save), settled(save));
    let wanted = Memo::new(move |_| {
        let params = params.read();
        (params.get("shop").unwrap_or_default(), params.get("id").unwrap_or_default())
    });
    let load = move |((slug, id), _): ((String, String), usize)| async move {
        let id: ProductId = id.parse().map_err(|_| AppError::NotFound)?;
        let product = api::load_product(slug.clone(), id).await?;
        Ok((Some(product), api::load_surroundings(slug, locale).await?))
    };
    page(save, kept, Resource::new(move || (wanted.get(), saves.get()), load))
}

fn page(save: ServerAction<SaveProduct>, kept: Kept, loaded: Loaded) -> AnyView {
    let locale = use_locale();
    let shop = use_params_map().read_untracked().get("shop").unwrap_or_default();
    follow(shop.clone(), save);
    view! {
        <Transition fallback=|| view! { <SkeletonRows rows=8 /> }>
            {move || {
                let shop = shop.clone();
                Suspend::new(async move {
                    match loaded.await {
                        Ok((product, around)) => view! { <EditorPage shop product around save kept /> }.into_any(),
                        Err(error) => {
                            let back = address::products(&shop);
                            view! { <Failure error back back_label=t::to_products(locale) /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// Says what became of a save, and goes on to a new product's own page.
fn follow(shop: String, save: ServerAction<SaveProduct>) {
    let (locale, value, toasts, navigate) = (use_locale(), save.value(), toasts(), use_navigate());
    let params = use_params_map();
    Effect::new(move || match value.get() {
        Some(Ok(saved)) => {
            toasts.show(Toast::new(t::saved(locale)));
            if params.read_untracked().get("id").is_none() {
                navigate(&address::product(&shop, saved.id), Default::default());
            }
        }
        // What went wrong stands at the top of the form.
        Some(Err(_)) => window().scroll_to_with_x_and_y(0.0, 0.0),
        None => {}
    });
}

#[component]
fn EditorPage(
    shop: String,
    #[prop(optional_no_strip)] product: Option<ProductEdit>,
    around: Surroundings,
    save: ServerAction<SaveProduct>,
    kept: Kept,
) -> impl IntoView {
    let locale = use_locale();
    let editor = Editor::new(product.as_ref(), around.currency, refusal(save), kept);
    let dirty = RwSignal::new(editor.came_back());
    ask_before_leaving(dirty, t::unsaved(locale));
    notice(dirty, editor, save);
    let title = product.as_ref().map_or(t::new_product(locale).to_owned(), |p| p.draft.title.clone());
    let (status, slug) = match &product {
        Some(product) => (Some(product.draft.status), product.draft.slug.clone()),
        None => (None, String::new()),
    };
    let store = (status == Some(ProductStatus::Active)).then(|| format!("/products/{shop}/{slug}"));
    let pending = save.pending();
    let just_saved =
        use_query_map().with_untracked(|query| query.get("saved").is_some() && query.get("__err").is_none());
    let pictures = product.as_ref().map(|product| {
        let (shop, list) = (shop.clone(), product.pictures.clone());
        view! { <pictures::PicturesCard shop product=product.id list /> }.into_any()
    });
    // What comes back still names the version that it was typed for.
    let identity = product.as_ref().map(|product| {
        let version = editor.shown("version", product.version.to_string());
        view! {
            <input type="hidden" name="id" value=product.id.to_string() />
            <input type="hidden" name="version" value=version />
        }
        .into_any()
    });
    let is_new = product.is_none();
    view! {
        <Title text=title.clone() />
        <div class="flex flex-col gap-6">
            <PageHeader
                title
                back=address::products(&shop)
                back_label=t::to_products(locale)
                beside=move || status.map(|status| status_mark(locale, status))
                actions=move || {
                    view! {
                        {store
                            .map(|href| {
                                view! {
                                    <LinkButton href variant=Variant::Quiet glyph=Glyph::EYE>
                                        {t::view_in_store(locale)}
                                    </LinkButton>
                                }
                            })}
                        // Phones have it at the thumb, below.
                        <div class="max-sm:hidden">
                            <Button kind="submit" loading=pending attr:form="product-form">
                                {t::save(locale)}
                            </Button>
                        </div>
                    }
                }
            />
            {just_saved.then(|| view! { <ui::Notice tone=ui::Tone::Good>{t::saved(locale)}</ui::Notice> })}
            {wrong(editor)}
            {pictures}
            <ActionForm
                action=save
                attr:id="product-form"
                attr:novalidate=true
                attr:class="flex flex-col gap-6"
                on:input=move |_| dirty.set(true)
            >
                <input type="hidden" name="shop" value=shop.clone() />
                {identity}
                <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
                    <div class="flex min-w-0 flex-col gap-6">
                        <details::DetailsCard editor product=product.clone() />
                        <options::OptionsCard editor />
                        <variants::VariantsCard editor product=product.clone() />
                        {is_new.then(|| view! { <p class="text-ink-muted">{t::pictures_later(locale)}</p> })}
                    </div>
                    <div class="flex min-w-0 flex-col gap-6">
                        <side::StatusCard editor product=product.clone() />
                        <side::PlaceCard editor product=product.clone() around />
                        <details::FactsCard editor product=product.clone() />
                        <side::SearchCard editor product />
                    </div>
                </div>
                <ActionBar>
                    <LinkButton href=address::products(&shop) variant=Variant::Secondary>
                        {t::discard(locale)}
                    </LinkButton>
                    <Button kind="submit" loading=pending>
                        {t::save(locale)}
                    </Button>
                </ActionBar>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// Notices when options or rows come and go, which no field tells, and when everything is saved.
fn notice(dirty: RwSignal<bool>, editor: Editor, save: ServerAction<SaveProduct>) {
    Effect::new(move |built: Option<()>| {
        editor.options.track();
        editor.rows.track();
        if built.is_some() {
            dirty.set(true);
        }
    });
    let value = save.value();
    Effect::new(move || {
        if value.with(|value| matches!(value, Some(Ok(_)))) {
            dirty.set(false);
        }
    });
}

/// Everything that is wrong with the form, in sum.
fn wrong(editor: Editor) -> AnyView {
    let locale = use_locale();
    let refused = editor.refusal;
    let not_a_field = Signal::derive(move || {
        refused.get().filter(|error| !matches!(error, AppError::Invalid { fields } if fields.iter().all(|f| !f.field.is_empty())))
    });
    view! {
        <Refused refusal=not_a_field />
        {move || match refused.get() {
            Some(AppError::Invalid { fields }) => {
                let count = i64::try_from(fields.len()).unwrap_or(i64::MAX);
                let errors = fields
                    .into_iter()
                    .map(|f| (format!("f-{}", f.field.replace('.', "-")), f.problem.text(locale)))
                    .collect();
                Some(view! { <ErrorSummary title=t::things_wrong(locale, count) errors /> }.into_any())
            }
            _ => None,
        }}
    }
    .into_any()
}
