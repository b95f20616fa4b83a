//! The home page: a real collection, the categories as pictures, what is new, what sells.

use domain::Locale;
use domain::catalog::{CategoryTile, Hero, HomePage, ProductCard, ShopCard};
use kit::{format, use_locale};
use leptos::prelude::*;
use ui::{Avatar, EmptyState, Glyph, Icon, LinkButton, Section, Size, TextLink};

use crate::catalog::{CardRow, Picture, PictureOrDrawing, ProductGrid, Trouble, load};
use crate::head::Head;

mod texts {
    domain::texts! {
        description(name): "{name}: independent shops, one cart, one checkout.", "{name}: unabhängige Shops, ein Warenkorb, eine Kasse.";
        see_all[n]: "See 1 product", "See all {n} products" | "1 Artikel ansehen", "Alle {n} Artikel ansehen";
        selection: "The selection", "Die Auswahl";
        categories: "Categories", "Kategorien";
        newest: "New", "Neu";
        trending: "Best selling", "Meistverkauft";
        shops: "The shops", "Die Shops";
        all: "See all", "Alle ansehen";
        one_checkout: "One cart, one payment for all shops", "Ein Warenkorb, eine Zahlung für alle Shops";
        each_ships: "Each shop ships by itself and says when it arrives", "Jeder Shop versendet selbst und sagt, wann es ankommt";
        returns: "Returns by the rules of each shop, before you buy", "Rückgabe nach den Regeln jedes Shops, vor dem Kauf lesbar";
        empty: "The shelves are still empty", "Die Regale sind noch leer";
        empty_text: "As soon as a shop puts products on sale, they stand here.", "Sobald ein Shop Artikel anbietet, stehen sie hier.";
        sell: "Open a shop", "Shop eröffnen";
    }
}
use texts as t;

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    Suspend::new(async {
        match load::home().await {
            Ok(home) => page(home),
            Err(error) => view! { <Trouble error /> }.into_any(),
        }
    })
}

fn page(home: HomePage) -> AnyView {
    let locale = use_locale();
    let image = home
        .hero
        .as_ref()
        .and_then(|h| h.cards.first())
        .and_then(|c| c.pictures.first())
        .map(|p| p.src(1200));
    let head = view! {
        <Head
            title=home.site_name.clone()
            description=t::description(locale, &home.site_name)
            canonical=home.canonical
            image=image.unwrap_or_default()
        />
    };
    if home.newest.is_empty() {
        return view! {
            {head}
            <div class="page py-16">
                <h1 class="sr-only">{home.site_name}</h1>
                <EmptyState glyph=Glyph::STORE title=t::empty(locale) text=t::empty_text(locale)>
                    <LinkButton href="/account">{t::sell(locale)}</LinkButton>
                </EmptyState>
            </div>
        }
        .into_any();
    }
    let top = match home.hero {
        Some(hero) => opening(locale, hero),
        None => view! { <h1 class="sr-only">{home.site_name}</h1> }.into_any(),
    };
    view! {
        {head}
        {top}
        <div class="page">
            {trust(locale)}
            {categories(locale, home.categories)}
            {row(t::newest(locale), "/products?sort=newest", locale, home.newest)}
            {row(t::trending(locale), "/products?sort=best-selling", locale, home.trending)}
            {shops(locale, home.shops)}
        </div>
    }
    .into_any()
}

/// The collection on top: its name, its size, one large picture and some of its products.
fn opening(locale: Locale, hero: Hero) -> AnyView {
    let mut cards = hero.cards.into_iter();
    let first = cards.next();
    let rest: Vec<ProductCard> = cards.collect();
    let large = first.and_then(|card| {
        let picture = card.pictures.into_iter().next()?;
        Some(view! {
            <a class="hero-large" href=card.href aria-label=card.title.clone()>
                <Picture picture sizes="(min-width: 1024px) 40rem, 100vw" first=true class="hero-picture" />
            </a>
        })
    });
    let small = rest
        .into_iter()
        .filter_map(|card| {
            let picture = card.pictures.into_iter().next()?;
            Some(view! {
                <li>
                    <a class="hero-small" href=card.href>
                        <Picture picture sizes="10rem" silent=true class="hero-small-picture" />
                        <span class="hero-small-name">{card.title}</span>
                        <span class="hero-small-price">{format::money(locale, card.price)}</span>
                    </a>
                </li>
            })
        })
        .collect_view();
    view! {
        <section class="hero">
            <div class="page hero-grid">
                <div class="hero-words">
                    <p class="hero-over">{t::selection(locale)}</p>
                    <h1 class="hero-name">{hero.name}</h1>
                    <LinkButton href=hero.href size=Size::Large>
                        {t::see_all(locale, hero.count)}
                    </LinkButton>
                    <ul class="hero-others">{small}</ul>
                </div>
                {large}
            </div>
        </section>
    }
    .into_any()
}

fn trust(locale: Locale) -> AnyView {
    let line = |glyph: Glyph, text: &'static str| {
        view! {
            <li class="trust-line">
                <Icon glyph class="icon-sm" />
                <span>{text}</span>
            </li>
        }
    };
    view! {
        <ul class="trust">
            {line(Glyph::SHOPPING_BAG, t::one_checkout(locale))} {line(Glyph::TRUCK, t::each_ships(locale))}
            {line(Glyph::UNDO_2, t::returns(locale))}
        </ul>
    }
    .into_any()
}

fn categories(locale: Locale, tiles: Vec<CategoryTile>) -> Option<AnyView> {
    if tiles.is_empty() {
        return None;
    }
    let items = tiles
        .into_iter()
        .map(|tile| {
            view! {
                <li class="tile">
                    <PictureOrDrawing
                        picture=tile.picture
                        name=tile.name.clone()
                        sizes="(min-width: 1024px) 18rem, 45vw"
                        silent=true
                        class="tile-picture"
                    />
                    <a class="tile-name cover-link" href=format!("/categories/{}", tile.path)>
                        {tile.name}
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <Section title=t::categories(locale)>
                <ul class="tiles">{items}</ul>
            </Section>
        }
        .into_any(),
    )
}

fn row(title: &'static str, href: &'static str, locale: Locale, cards: Vec<ProductCard>) -> Option<AnyView> {
    if cards.is_empty() {
        return None;
    }
    let all = move || view! { <TextLink href=href>{t::all(locale)}</TextLink> };
    let body = if cards.len() > 4 {
        view! { <CardRow cards /> }.into_any()
    } else {
        view! { <ProductGrid cards /> }.into_any()
    };
    Some(
        view! {
            <Section title action=all>
                {body}
            </Section>
        }
        .into_any(),
    )
}

fn shops(locale: Locale, shops: Vec<ShopCard>) -> Option<AnyView> {
    if shops.is_empty() {
        return None;
    }
    let items = shops
        .into_iter()
        .map(|shop| {
            let logo = shop.logo.as_ref().map(|logo| logo.src(160)).unwrap_or_default();
            view! {
                <li class="shop-card">
                    <Avatar name=shop.name.clone() src=logo square=true />
                    <div class="min-w-0">
                        <a class="shop-card-name cover-link" href=format!("/shops/{}", shop.slug)>
                            {shop.name}
                        </a>
                        <p class="shop-card-text">{shop.tagline}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <Section title=t::shops(locale)>
                <ul class="shop-cards">{items}</ul>
            </Section>
        }
        .into_any(),
    )
}
