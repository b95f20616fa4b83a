//! The frame of every page of the dashboard: who works where, the ways around, the page.
//!
//! A guest is sent to sign in and comes back. Navigation stands at the side on wide screens, at
//! the bottom on phones with the rest of it in a sheet.

pub mod api;
mod choose;
mod texts;

pub(crate) use choose::ChooseShopPage;

use domain::Locale;
use domain::accounts::{Me, Role};
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map};
use ui::{
    BottomNav, Glyph, Menu, MenuLine, MenuLink, NavGroup, NavItem, OpenButton, Sheet, SideNav, Variant,
};

use api::Frame;
use texts as t;

type Loaded = Resource<Result<Frame, AppError>>;

#[derive(Clone, Copy)]
struct Counted(RwSignal<usize>);

/// Has the frame count anew whenever `changes` grows on one of its pages.
pub(crate) fn recount(changes: impl Fn() -> usize + 'static) {
    let Some(Counted(frame)) = use_context() else { return };
    Effect::new(move |before: Option<usize>| {
        let now = changes();
        if before.is_some_and(|before| before != now) {
            frame.update(|frame| *frame += 1);
        }
        now
    });
}

/// The frame around the pages of the shop in the address.
#[component]
pub fn ShopLayout() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("shop").unwrap_or_default());
    let changes = RwSignal::new(0);
    provide_context(Counted(changes));
    let frame = Resource::new(move || (slug.get(), changes.get()), |(slug, _)| api::load_frame(slug));
    let slug = params.read_untracked().get("shop").unwrap_or_default();
    view! { <DashboardLayout frame slug /> }
}

/// The frame around the pages of the platform, for managers and admins.
#[component]
pub fn ManageLayout() -> impl IntoView {
    let frame = Resource::new(|| (), |()| api::load_manage_frame());
    view! { <DashboardLayout frame slug=String::new() /> }
}

/// The frame of a shop, or of the platform where the slug is empty.
#[component]
fn DashboardLayout(frame: Loaded, slug: String) -> impl IntoView {
    let locale = use_locale();
    let path: Signal<String> = use_location().pathname.into();
    let (side, sheet, bar) = (slug.clone(), slug.clone(), slug.clone());
    view! {
        <a class="skip-link" href="#main" rel="external">
            {t::skip(locale)}
        </a>
        <div class="dense min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
            <div class="vt-side-nav hidden border-e border-line lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:overflow-y-auto lg:p-3">
                {with_frame(frame, move |frame| side_nav(locale, &side, &frame, path, "shops", false))}
            </div>
            <div class="min-w-0">
                <header class="vt-header sticky top-0 z-20 flex items-center justify-between gap-2 border-b border-line bg-surface px-4 py-1 lg:hidden">
                    {with_frame(frame, move |frame| title(locale, &bar, &frame))}
                    <OpenButton target="dashboard-menu" glyph=Glyph::MENU label=t::menu(locale) variant=Variant::Quiet />
                </header>
                <main id="main" class="page py-4 lg:py-6" tabindex="-1">
                    <Outlet />
                </main>
            </div>
        </div>
        <Sheet id="dashboard-menu" title=t::menu(locale) close_label=t::close(locale)>
            {with_frame(frame, move |frame| side_nav(locale, &sheet, &frame, path, "shops-menu", true))}
        </Sheet>
        {(!slug.is_empty()).then(|| bottom_nav(locale, &slug, frame, path))}
    }
    .into_any()
}

/// A part of the frame that needs to know who looks; the page itself says what went wrong.
fn with_frame(frame: Loaded, part: impl Fn(Frame) -> AnyView + Clone + Send + Sync + 'static) -> AnyView {
    view! {
        <Transition>
            {move || {
                let part = part.clone();
                Suspend::new(async move { frame.await.ok().map(part) })
            }}
        </Transition>
    }
    .into_any()
}

fn title(locale: Locale, slug: &str, frame: &Frame) -> AnyView {
    let name = shop_name(&frame.me, slug).unwrap_or_else(|| t::platform(locale).to_owned());
    view! { <span class="truncate font-semibold">{name}</span> }.into_any()
}

fn shop_name(me: &Me, slug: &str) -> Option<String> {
    me.shops.iter().find(|shop| shop.slug == slug).map(|shop| shop.name.clone())
}

/// Where a shop's page of that name is.
fn at(slug: &str, page: &str) -> String {
    format!("/dashboard/{slug}{page}")
}

fn side_nav(
    locale: Locale,
    slug: &str,
    frame: &Frame,
    path: Signal<String>,
    switcher: &'static str,
    always: bool,
) -> AnyView {
    let mut groups = Vec::new();
    if !slug.is_empty() {
        let waiting = u32::try_from(frame.to_ship).unwrap_or(0);
        groups.push(NavGroup::new(
            "",
            vec![
                NavItem::new(at(slug, ""), t::home(locale), Glyph::HOUSE).exact(),
                NavItem::new(at(slug, "/orders"), t::orders(locale), Glyph::INBOX).count(waiting),
                NavItem::new(at(slug, "/products"), t::products(locale), Glyph::TAG),
                NavItem::new(at(slug, "/stock"), t::stock(locale), Glyph::PACKAGE),
                NavItem::new(at(slug, "/import"), t::import(locale), Glyph::UPLOAD),
            ],
        ));
        groups.push(NavGroup::new(
            t::shop(locale),
            vec![
                NavItem::new(at(slug, "/settings"), t::settings(locale), Glyph::SETTINGS),
                NavItem::new(format!("/shops/{slug}"), t::view_shop(locale), Glyph::STORE),
            ],
        ));
    }
    if frame.me.role != Role::Customer {
        let categories = NavItem::new("/manage/categories", t::categories(locale), Glyph::LAYERS);
        let system = NavItem::new("/manage/system", t::system(locale), Glyph::PLUG);
        groups.push(NavGroup::new(t::platform(locale), vec![categories, system]));
    }
    let account = NavItem::new("/account", frame.me.name.clone(), Glyph::USER);
    groups.push(NavGroup::new(t::account(locale), vec![account]));
    let name = shop_name(&frame.me, slug).unwrap_or_else(|| t::choose_shop(locale).to_owned());
    let shops: Vec<(String, String)> =
        frame.me.shops.iter().map(|shop| (at(&shop.slug, ""), shop.name.clone())).collect();
    view! {
        <SideNav
            label=t::ways(locale)
            groups
            path
            always
            head=move || {
                let links = shops
                    .into_iter()
                    .map(|(href, name)| view! { <MenuLink href glyph=Glyph::STORE>{name}</MenuLink> })
                    .collect_view();
                view! {
                    <Menu id=switcher label=name glyph=Glyph::STORE show_label=true variant=Variant::Secondary>
                        {links}
                        <MenuLine />
                        <MenuLink href="/account/open-shop" glyph=Glyph::PLUS>
                            {t::open_shop(locale)}
                        </MenuLink>
                    </Menu>
                }
            }
        />
    }
    .into_any()
}

fn bottom_nav(locale: Locale, slug: &str, frame: Loaded, path: Signal<String>) -> AnyView {
    let waiting = Signal::derive(move || {
        let frame = frame.get();
        frame.and_then(Result::ok).and_then(|frame| u32::try_from(frame.to_ship).ok()).unwrap_or(0)
    });
    let items = vec![
        NavItem::new(at(slug, ""), t::home(locale), Glyph::HOUSE).exact(),
        NavItem::new(at(slug, "/products"), t::products(locale), Glyph::TAG),
        NavItem::new(at(slug, "/orders"), t::orders(locale), Glyph::INBOX).count(waiting),
        NavItem::new(at(slug, "/import"), t::import(locale), Glyph::UPLOAD),
        NavItem::new(at(slug, "/settings"), t::settings(locale), Glyph::SETTINGS),
    ];
    // Reading the count belongs under a boundary, so that the server waits for it.
    view! {
        <Transition>
            <div class="vt-bottom-nav">
                <BottomNav label=t::ways(locale) items=items.clone() path />
            </div>
        </Transition>
    }
    .into_any()
}
