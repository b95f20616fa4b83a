//! The frame of every storefront page: skip link, header, the page, footer.

use domain::Locale;
use domain::catalog::{CategoryNode, Menu};
use kit::{AppError, once, use_locale};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::Outlet;
use ui::{Glyph, Icon, IconLink, OpenButton, Sheet, ThemeSwitch, Variant};

use crate::cart::api::cart_pieces;
use crate::cart::{CartButton, CartDrawer, WANTED};
use crate::catalog::api;
use crate::catalog::api::SetLocale;
use crate::search::SearchBox;

mod texts {
    domain::texts! {
        skip: "Skip to content", "Zum Inhalt springen";
        menu: "Menu", "Menü";
        close: "Close", "Schließen";
        categories: "Categories", "Kategorien";
        all_products: "All products", "Alle Artikel";
        all_of(name): "All of {name}", "Alles aus {name}";
        home: "Home page", "Startseite";
        account: "Account", "Konto";
        account_menu: "Account and cart", "Konto und Warenkorb";
        cart: "Cart", "Warenkorb";
        shop: "Shop", "Einkaufen";
        service: "Service", "Service";
        track: "Track an order", "Bestellung verfolgen";
        language: "Language", "Sprache";
        look: "Appearance", "Darstellung";
        look_system: "As the system", "Wie das System";
        look_light: "Light", "Hell";
        look_dark: "Dark", "Dunkel";
        trust: "Independent shops, one checkout. Each shop ships and takes back its own goods.", "Unabhängige Shops, eine Kasse. Jeder Shop versendet und nimmt zurück, was er verkauft.";
    }
}
use texts as t;

type Answer = OnceResource<Result<Menu, AppError>>;

/// The parent of all storefront routes.
#[component]
pub fn StoreLayout() -> impl IntoView {
    let locale = use_locale();
    let menu: Answer = OnceResource::new_blocking(api::load_menu());
    let pieces = OnceResource::new_blocking(cart_pieces());
    view! {
        <a class="skip-link" href="#main" rel="external">
            {t::skip(locale)}
        </a>
        <header class="store-header vt-header">
            <div class="page store-bar">
                <OpenButton target="store-menu" glyph=Glyph::MENU label=t::menu(locale) variant=Variant::Quiet class="store-menu-open" />
                {logo(locale, menu)}
                <div class="contents" data-wake="focusin">
                    <SearchBox />
                </div>
                <nav class="store-actions" aria-label=t::account_menu(locale)>
                    <IconLink href="/account" glyph=Glyph::USER label=t::account(locale) />
                    <Suspense>
                        {move || Suspend::new(async move {
                            view! { <CartButton pieces=pieces.await.unwrap_or_default() /> }
                        })}
                    </Suspense>
                </nav>
            </div>
            {with_menu(menu, move |menu| once("bar", (locale, menu), bar))}
        </header>
        <Sheet id="store-menu" title=t::menu(locale) close_label=t::close(locale)>
            {with_menu(menu, move |menu| once("tree", (locale, menu), tree))}
            {language(locale)}
        </Sheet>
        <main id="main" class="store-main" tabindex="-1">
            <Outlet />
        </main>
        {footer(locale, menu)}
        <div data-wake=WANTED>
            <CartDrawer />
        </div>
    }
    .into_any()
}

/// A part of the frame that needs the menu; nothing stands there when it cannot be read.
fn with_menu(menu: Answer, part: impl Fn(Menu) -> AnyView + Clone + Send + Sync + 'static) -> AnyView {
    view! {
        <Suspense>
            {move || {
                let part = part.clone();
                Suspend::new(async move { menu.await.ok().map(part) })
            }}
        </Suspense>
    }
    .into_any()
}

fn logo(locale: Locale, menu: Answer) -> AnyView {
    let name = with_menu(menu, |menu| view! { <span>{menu.site_name}</span> }.into_any());
    view! {
        <a class="store-logo" href="/">
            // A pointed arch, the door of a market.
            <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M4 21V11.5C4 7 7.5 4.5 12 2c4.5 2.5 8 5 8 9.5V21h-5v-8.5c0-2-1.2-3.2-3-4.5-1.8 1.3-3 2.5-3 4.5V21z" />
            </svg>
            {name}
            <span class="sr-only">" "{t::home(locale)}</span>
        </a>
    }
    .into_any()
}

/// The top categories in a line, on wide screens.
fn bar((locale, menu): (Locale, Menu)) -> AnyView {
    let items = menu
        .categories
        .into_iter()
        .map(|category| {
            view! {
                <li>
                    <a class="store-link" href=format!("/categories/{}", category.path)>
                        {category.name}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="page store-nav" aria-label=t::categories(locale)>
            <ul class="store-links">
                <li>
                    <a class="store-link" href="/products">
                        {t::all_products(locale)}
                    </a>
                </li>
                {items}
            </ul>
        </nav>
    }
    .into_any()
}

/// Two levels of categories, folded, for the sheet.
fn tree((locale, menu): (Locale, Menu)) -> AnyView {
    let branch = |category: CategoryNode| {
        let href = format!("/categories/{}", category.path);
        if category.children.is_empty() {
            return view! {
                <li>
                    <a class="menu-line-link" href=href>
                        {category.name}
                    </a>
                </li>
            }
            .into_any();
        }
        let all = t::all_of(locale, &category.name);
        let children = category
            .children
            .into_iter()
            .map(|child| (format!("/categories/{}", child.path), child.name))
            .chain([(href, all)])
            .map(|(href, name)| {
                view! {
                    <li>
                        <a class="menu-line-link" href=href>
                            {name}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <li>
                <details>
                    <summary class="menu-line-link">
                        <span>{category.name}</span>
                        <Icon glyph=Glyph::CHEVRON_DOWN class="icon-sm menu-line-mark" />
                    </summary>
                    <ul class="menu-line-children">{children}</ul>
                </details>
            </li>
        }
        .into_any()
    };
    let branches: Vec<AnyView> = menu.categories.into_iter().map(branch).collect();
    view! {
        <nav aria-label=t::categories(locale)>
            <ul>
                <li>
                    <a class="menu-line-link" href="/products">
                        {t::all_products(locale)}
                    </a>
                </li>
                {branches}
                <li>
                    <a class="menu-line-link" href="/orders/track">
                        {t::track(locale)}
                    </a>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}

/// A plain form: the whole page comes back in the other language.
fn language(locale: Locale) -> AnyView {
    let button = |value: Locale, name: &'static str| {
        view! {
            <button
                class="store-language"
                name="locale"
                value=value.as_str()
                lang=value.as_str()
                aria-current=(value == locale).then_some("true")
            >
                {name}
            </button>
        }
    };
    view! {
        <form action=SetLocale::url() method="post" class="store-languages" aria-label=t::language(locale)>
            {button(Locale::En, "English")}
            {button(Locale::De, "Deutsch")}
        </form>
    }
    .into_any()
}

/// The first of the top categories, for the footer.
fn foot(menu: Menu) -> AnyView {
    let item = |category: CategoryNode| {
        view! {
            <li>
                <a class="store-foot-link" href=format!("/categories/{}", category.path)>
                    {category.name}
                </a>
            </li>
        }
    };
    menu.categories.into_iter().take(8).map(item).collect_view().into_any()
}

fn footer(locale: Locale, menu: Answer) -> AnyView {
    let categories = with_menu(menu, |menu| once("foot", menu, foot));
    let line = |href: &'static str, name: &'static str| {
        view! {
            <li>
                <a class="store-foot-link" href=href>
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <footer class="store-foot">
            <div class="page store-foot-grid">
                <nav aria-label=t::shop(locale)>
                    <h2 class="store-foot-title">{t::shop(locale)}</h2>
                    <ul>{line("/products", t::all_products(locale))} {categories}</ul>
                </nav>
                <nav aria-label=t::service(locale)>
                    <h2 class="store-foot-title">{t::service(locale)}</h2>
                    <ul>
                        {line("/orders/track", t::track(locale))} {line("/account", t::account(locale))}
                        {line("/cart", t::cart(locale))}
                    </ul>
                </nav>
                <div class="store-foot-choices">
                    {language(locale)}
                    <div class="scripted">
                        <ThemeSwitch
                            legend=t::look(locale)
                            system_label=t::look_system(locale)
                            light_label=t::look_light(locale)
                            dark_label=t::look_dark(locale)
                        />
                    </div>
                    <p class="store-foot-text">{t::trust(locale)}</p>
                </div>
            </div>
        </footer>
    }
    .into_any()
}
