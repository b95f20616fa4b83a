//! `/dashboard/{shop}`: what needs doing today, and how the last seven days went.

mod api;

use domain::products::{DayFigures, ShopHome};
use domain::{Currency, Locale, Money};
use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use ui::{
    Card, Change, Direction, EmptyState, Glyph, Icon, LinkButton, List, ListItem, PageHeader, SkeletonCards,
    Sparkline, Stat, Variant,
};

use crate::trouble::Failure;

mod t {
    domain::texts! {
        title: "Home", "Start";
        week: "Last 7 days", "Letzte 7 Tage";
        revenue: "Revenue", "Umsatz";
        orders: "Orders", "Bestellungen";
        average: "Average order", "Durchschnittliche Bestellung";
        against: "than the 7 days before", "als in den 7 Tagen davor";
        to_do: "To do today", "Heute zu tun";
        nothing: "All done. Nothing waits for you.", "Alles erledigt. Es wartet nichts auf Sie.";
        rates: "Say where you send to and what it costs: nobody can buy before", "Sagen Sie, wohin Sie versenden und was es kostet: Vorher kann niemand kaufen";
        ship[n]: "Ship one order", "Ship {n} orders" | "Eine Bestellung versenden", "{n} Bestellungen versenden";
        restock[n]: "Restock one product that is sold out", "Restock {n} products that are sold out" | "Ein ausverkauftes Produkt auffüllen", "{n} ausverkaufte Produkte auffüllen";
        picture[n]: "Add a picture to one product", "Add pictures to {n} products" | "Ein Produkt mit Bild versehen", "{n} Produkte mit Bildern versehen";
        first: "Add your first product", "Legen Sie Ihr erstes Produkt an";
        first_text: "Type one in, or bring all of them from Shopify.", "Geben Sie eines ein, oder bringen Sie alle aus Shopify mit.";
        add: "Add a product", "Produkt anlegen";
        import: "Import from Shopify", "Aus Shopify importieren";
        to_shops: "Your shops", "Ihre Shops";
    }
}

/// The first page of a shop's dashboard.
#[component]
pub fn HomePage() -> impl IntoView {
    let (locale, params) = (use_locale(), use_params_map());
    let slug = Memo::new(move |_| params.read().get("shop").unwrap_or_default());
    let load = |slug: String| async move { api::load_home(slug.clone()).await.map(|home| (slug, home)) };
    let home = Resource::new(move || slug.get(), load);
    view! {
        <Title text=t::title(locale) />
        <Transition fallback=|| view! { <SkeletonCards cards=3 /> }>
            {move || Suspend::new(async move {
                match home.await {
                    Ok((shop, home)) => view! { <Home shop home /> }.into_any(),
                    Err(error) => {
                        view! { <Failure error back="/dashboard" back_label=t::to_shops(locale) /> }.into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Home(shop: String, home: ShopHome) -> impl IntoView {
    let locale = use_locale();
    let base = format!("/dashboard/{shop}");
    if home.products == 0 {
        let import = format!("{base}/import");
        return view! {
            <PageHeader title=t::title(locale) />
            <EmptyState glyph=Glyph::TAG title=t::first(locale) text=t::first_text(locale)>
                <LinkButton href=format!("{base}/products/new")>{t::add(locale)}</LinkButton>
                <LinkButton href=import variant=Variant::Secondary>
                    {t::import(locale)}
                </LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <div class="flex flex-col gap-6">
            <PageHeader title=t::title(locale) text=t::week(locale) />
            {figures(locale, &base, &home)}
            <Card title=t::to_do(locale) flush=true>
                {to_do(locale, &base, &home)}
            </Card>
        </div>
    }
    .into_any()
}

/// This period and the one before it, of equal length.
fn periods(days: &[DayFigures]) -> (&[DayFigures], &[DayFigures]) {
    let (before, now) = days.split_at(days.len() / 2);
    (now, before)
}

fn figures(locale: Locale, base: &str, home: &ShopHome) -> AnyView {
    let (now, before) = periods(&home.days);
    let revenue = |days: &[DayFigures]| days.iter().map(|day| day.revenue).sum::<i64>();
    let orders = |days: &[DayFigures]| days.iter().map(|day| day.orders).sum::<i64>();
    let average = |days: &[DayFigures]| revenue(days).checked_div(orders(days)).unwrap_or(0);
    let course = |value: fn(&DayFigures) -> f64| now.iter().map(value).collect::<Vec<f64>>();
    let money = |amount: i64| money(locale, amount, home.currency);
    let list = format!("{base}/orders?list=all");
    let courses = [
        course(|day| day.revenue as f64),
        course(|day| day.orders as f64),
        course(|day| day.revenue.checked_div(day.orders).unwrap_or(0) as f64),
    ];
    let [revenues, counts, averages] = courses;
    view! {
        <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            <Stat
                label=t::revenue(locale)
                value=money(revenue(now))
                change=change(locale, revenue(now), revenue(before))
                against=t::against(locale)
            >
                <Sparkline values=revenues />
            </Stat>
            <Stat
                label=t::orders(locale)
                value=format::number(locale, orders(now))
                change=change(locale, orders(now), orders(before))
                against=t::against(locale)
                href=list
            >
                <Sparkline values=counts />
            </Stat>
            <Stat
                label=t::average(locale)
                value=money(average(now))
                change=change(locale, average(now), average(before))
                against=t::against(locale)
            >
                <Sparkline values=averages />
            </Stat>
        </div>
    }
    .into_any()
}

fn money(locale: Locale, amount: i64, currency: Currency) -> String {
    format::money(locale, Money::new(amount, currency))
}

/// How a figure moved; nothing where there is nothing to compare with.
fn change(locale: Locale, now: i64, before: i64) -> Option<Change> {
    if before == 0 {
        return None;
    }
    let percent = ((now - before) as f64 / before as f64 * 100.0).round() as i64;
    let direction = match percent {
        0 => Direction::Level,
        1.. => Direction::Up,
        _ => Direction::Down,
    };
    let sign = if percent > 0 { "+" } else { "" };
    let text = format!("{sign}{}", format::percent(locale, percent * 10_000));
    Some(Change { text, direction, welcome: percent >= 0 })
}

fn to_do(locale: Locale, base: &str, home: &ShopHome) -> AnyView {
    let all = [
        (i64::from(!home.sends), t::rates(locale).to_owned(), "/settings/shipping", Glyph::GLOBE),
        (home.to_ship, t::ship(locale, home.to_ship), "/orders", Glyph::TRUCK),
        (home.out_of_stock, t::restock(locale, home.out_of_stock), "/stock?filter=out", Glyph::PACKAGE),
        (home.pictureless, t::picture(locale, home.pictureless), "/products?tab=pictureless", Glyph::IMAGE),
    ];
    let open: Vec<AnyView> = all
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, title, page, glyph)| {
            let href = format!("{base}{page}");
            view! { <ListItem title href before=move || view! { <Icon glyph /> } /> }.into_any()
        })
        .collect();
    if open.is_empty() {
        return view! {
            <p class="flex items-center gap-2 px-4 py-6 text-ink-muted">
                <Icon glyph=Glyph::CIRCLE_CHECK />
                {t::nothing(locale)}
            </p>
        }
        .into_any();
    }
    view! { <List label=t::to_do(locale)>{open}</List> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_compared_with_the_period_before() {
        let up = change(Locale::En, 150, 100).unwrap();
        assert_eq!((up.text.as_str(), up.direction, up.welcome), ("+50%", Direction::Up, true));
        let down = change(Locale::De, 50, 100).unwrap();
        assert_eq!((down.text.as_str(), down.direction), ("-50\u{a0}%", Direction::Down));
        assert!(change(Locale::En, 5, 0).is_none());
    }
}
