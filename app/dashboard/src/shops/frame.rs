//! The frame of the settings: heading, the way between the sections, what was saved, and what
//! stands there while loading or when nothing can be shown.

use domain::accounts::MemberRole;
use domain::shops::ShopSettings;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{ErrorState, LinkButton, Notice, PageHeader, SkeletonRows, Tab, Tabs, Tone, provide_done};

use super::{api, texts as t};

/// The settings of the shop in the address, with the time zones to choose from.
pub type Settings = Resource<Result<(ShopSettings, Vec<String>), AppError>>;

/// A part of the address, such as the id of what is edited.
pub fn param(name: &str) -> String {
    use_params_map().read_untracked().get(name).unwrap_or_default()
}

/// Begins to load the settings.
pub fn load() -> Settings {
    let slug = Memo::new(|_| use_params_map().read().get("shop").unwrap_or_default());
    Resource::new(move || slug.get(), api::settings)
}

/// One of the sections.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Section {
    General,
    Look,
    Policies,
    Shipping,
    Taxes,
    Members,
}

impl Section {
    const ALL: [Self; 6] =
        [Self::General, Self::Look, Self::Policies, Self::Shipping, Self::Taxes, Self::Members];

    /// Its address in a shop.
    pub fn path(self, slug: &str) -> String {
        let tail = match self {
            Self::General => "",
            Self::Look => "/look",
            Self::Policies => "/policies",
            Self::Shipping => "/shipping",
            Self::Taxes => "/taxes",
            Self::Members => "/members",
        };
        format!("/dashboard/{slug}/settings{tail}")
    }

    /// Its name.
    pub fn label(self, locale: domain::Locale) -> &'static str {
        match self {
            Self::General => t::general(locale),
            Self::Look => t::look(locale),
            Self::Policies => t::policies(locale),
            Self::Shipping => t::shipping(locale),
            Self::Taxes => t::taxes(locale),
            Self::Members => t::members(locale),
        }
    }
}

/// Waits for the settings and shows a section of them.
pub fn section(
    settings: Settings,
    section: Section,
    body: impl Fn(ShopSettings, Vec<String>) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    view! {
        <Suspense fallback=|| {
            view! {
                <div class="page-narrow py-6">
                    <SkeletonRows rows=6 />
                </div>
            }
        }>
            {move || {
                let body = body.clone();
                Suspend::new(async move {
                    match settings.await {
                        Ok((shop, zones)) => framed(section, shop, zones, body),
                        Err(error) => view! { <Failure error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn framed(
    section: Section,
    shop: ShopSettings,
    zones: Vec<String>,
    body: impl Fn(ShopSettings, Vec<String>) -> AnyView,
) -> AnyView {
    let locale = use_locale();
    let slug = shop.face.slug.clone();
    let title = format!("{}, {}", section.label(locale), shop.face.name);
    let tabs = Section::ALL
        .iter()
        .map(|one| Tab::new(one.path(&slug), one.label(locale), *one == section))
        .collect();
    // A form that comes back with an error still has the address of what was saved before.
    let saved =
        use_query_map().with_untracked(|query| query.get("saved").is_some() && query.get("__err").is_none());
    let saved = provide_done("saved", saved);
    let owner = shop.role == MemberRole::Owner;
    view! {
        <Title text=title />
        <div class="page-narrow flex flex-col gap-6">
            <PageHeader title=t::settings(locale) text=shop.face.name.clone() />
            <Tabs label=t::settings(locale) tabs />
            {move || saved.get().then(|| view! { <Notice tone=Tone::Good>{t::saved(locale)}</Notice> })}
            {(!owner).then(|| view! { <Notice>{t::read_only(locale)}</Notice> })}
            {body(shop, zones)}
        </div>
    }
    .into_any()
}

/// What stands where the settings cannot be shown.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    let locale = use_locale();
    #[cfg(feature = "ssr")]
    if error != AppError::Unauthenticated {
        kit::request::set_status(error.status());
    }
    let reference = match &error {
        AppError::Internal { reference } => reference.clone(),
        _ => String::new(),
    };
    view! {
        <div class="page-narrow py-6">
            <ErrorState title=t::cannot_show(locale) text=error.text(locale) reference>
                <LinkButton href="/account">{t::to_shops(locale)}</LinkButton>
            </ErrorState>
        </div>
    }
    .into_any()
}
