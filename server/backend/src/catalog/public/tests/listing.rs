use domain::Locale::{De, En};
use domain::catalog::{Filters, Listing, PAGE, Place, Sort};
use domain::id::ProductId;

use super::shelf::{self, Seed};
use crate::catalog::public_listing;
use crate::events::Event;
use crate::testing::{TestApp, on_each_engine};
use crate::{Env, Error, Slice};

async fn list(env: &Env, filters: Filters) -> Listing {
    public_listing(env, En, &Place::Catalog, filters, Slice::first(PAGE)).await.unwrap()
}

fn titles(listing: &Listing) -> Vec<&str> {
    listing.cards.iter().map(|card| card.title.as_str()).collect()
}

fn counts(options: &[domain::catalog::FacetOption]) -> Vec<(&str, i64)> {
    options.iter().map(|option| (option.value.as_str(), option.count)).collect()
}

#[tokio::test]
async fn shoppers_see_active_products_of_open_shops_only() {
    on_each_engine(async |app| {
        let env = &app.env;
        let open = shelf::shop(env, "open").await;
        let closed = shelf::shop(env, "closed").await;
        shelf::product(env, Seed::of(open, "Lamp")).await;
        shelf::product(env, Seed { status: "draft", ..Seed::of(open, "Sketch") }).await;
        shelf::product(env, Seed { status: "archived", ..Seed::of(open, "Relic") }).await;
        shelf::product(env, Seed::of(closed, "Hidden")).await;
        shelf::change(
            env,
            "update shops set status = 'closed' where id = $1",
            &[closed.to_string()],
            Event::ShopChanged { shop: closed },
        )
        .await;
        let all = list(env, Filters::default()).await;
        assert_eq!((titles(&all), all.total), (vec!["Lamp"], 1));
        let card = &all.cards[0];
        assert_eq!(card.href, "/products/open/lamp");
        assert!(card.pictures[0].base.ends_with("-00000000"), "{}", card.pictures[0].base);
        assert_eq!(card.pictures[0].alt, "Lamp");
        app.run_jobs().await.unwrap();
    })
    .await;
}

async fn thirty(app: &TestApp) -> Vec<ProductId> {
    let shop = shelf::shop(&app.env, "demo").await;
    let mut ids = Vec::new();
    for number in 0..30i64 {
        // Pairs share their price, age and sales, so that ties are met at every page's end.
        let pair = number / 2;
        let seed = Seed {
            price: 1_000 + pair * 100,
            age: pair,
            sold: pair,
            featured: number % 5 == 0,
            ..Seed::of(shop, "Thing")
        };
        ids.push(shelf_numbered(&app.env, seed, number).await);
    }
    ids
}

/// Slugs are unique in a shop.
async fn shelf_numbered(env: &Env, seed: Seed, number: i64) -> ProductId {
    const TITLES: [&str; 3] = ["Bowl", "Cup", "Plate"];
    let title: &'static str = Box::leak(format!("{} {number}", TITLES[number as usize % 3]).into_boxed_str());
    shelf::product(env, Seed { title, ..seed }).await
}

#[tokio::test]
async fn every_order_shows_each_product_once_over_its_pages() {
    on_each_engine(async |app| {
        let mut all = thirty(app).await;
        all.sort();
        for sort in [Sort::Featured, Sort::Newest, Sort::BestSelling, Sort::PriceUp, Sort::PriceDown] {
            let filters = Filters { sort: Some(sort), ..Filters::default() };
            let first = list(&app.env, filters.clone()).await;
            assert_eq!((first.cards.len() as i64, first.total, first.is_first), (PAGE, 30, true));
            let second = public_listing(
                &app.env,
                En,
                &Place::Catalog,
                filters.clone(),
                Slice::new(first.next.as_deref(), PAGE),
            )
            .await
            .unwrap();
            assert_eq!((second.next, second.is_first), (None, false));
            let cards = [first.cards, second.cards].concat();
            let in_order = cards.windows(2).all(|pair| match sort {
                Sort::PriceUp => pair[0].price.amount <= pair[1].price.amount,
                Sort::PriceDown => pair[0].price.amount >= pair[1].price.amount,
                _ => true,
            });
            assert!(in_order, "{sort}");
            let mut seen: Vec<ProductId> = cards.into_iter().map(|card| card.id).collect();
            seen.sort();
            assert_eq!(seen, all, "{sort}");
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn featured_products_come_first_and_a_foreign_cursor_begins_anew() {
    on_each_engine(async |app| {
        thirty(app).await;
        let first = list(&app.env, Filters::default()).await;
        let featured: Vec<bool> = first
            .cards
            .iter()
            .map(|card| card.title.split(' ').nth(1).unwrap().parse::<i64>().unwrap() % 5 == 0)
            .collect();
        assert_eq!(featured, [vec![true; 6], vec![false; 18]].concat());
        let by_price = Filters { sort: Some(Sort::PriceUp), ..Filters::default() };
        for cursor in [first.next.as_deref(), Some("nonsense"), Some("")] {
            let page =
                public_listing(&app.env, En, &Place::Catalog, by_price.clone(), Slice::new(cursor, PAGE))
                    .await
                    .unwrap();
            assert!(page.is_first);
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn each_facet_is_counted_without_its_own_filter() {
    on_each_engine(async |app| {
        let env = &app.env;
        let shop = shelf::shop(env, "demo").await;
        let home = shelf::category(env, "home", "Home", "Wohnen").await;
        let lamps = shelf::category(env, "home/lamps", "Lamps", "Leuchten").await;
        let rugs = shelf::category(env, "home/rugs", "Rugs", "Teppiche").await;
        let bags = shelf::category(env, "bags", "Bags", "Taschen").await;
        let aurora = shelf::brand(env, "Aurora").await;
        let mono = shelf::brand(env, "Mono Form").await;
        let base = Seed::of(shop, "");
        for (title, brand, category, price, stock) in [
            ("Desk lamp", Some(aurora), lamps, 4_000, 5),
            ("Floor lamp", Some(mono), lamps, 9_000, 0),
            ("Wall lamp", Some(mono), lamps, 6_000, 1),
            ("Rug", Some(aurora), rugs, 20_000, 3),
            ("Vase", None, home, 2_000, 3),
            ("Tote", Some(mono), bags, 3_000, 3),
        ] {
            shelf::product(
                env,
                Seed { title, brand, category: Some(category), price, stock, ..base.clone() },
            )
            .await;
        }

        let all = list(env, Filters::default()).await;
        assert_eq!(counts(&all.facets.categories), [("bags", 1), ("home", 5)]);
        assert_eq!(counts(&all.facets.brands), [("mono-form", 3), ("aurora", 2)]);
        assert_eq!((all.total, all.facets.available, all.facets.prices), (6, 5, Some((2_000, 20_000))));

        let filters = Filters {
            category: Some("home".into()),
            brands: vec!["mono-form".into()],
            available: true,
            max: Some(8_000),
            ..Filters::default()
        };
        let narrowed = list(env, filters).await;
        assert_eq!(titles(&narrowed), ["Wall lamp"]);
        // Of the brands: what is in Home, can be bought and costs at most 80.
        assert_eq!(counts(&narrowed.facets.brands), [("aurora", 1), ("mono-form", 1)]);
        assert_eq!(counts(&narrowed.facets.categories), [("home/lamps", 1)]);
        assert_eq!(narrowed.facets.available, 1);
        assert_eq!(narrowed.facets.prices, Some((6_000, 6_000)));
        let head = narrowed.category.unwrap();
        assert_eq!((head.name.as_str(), head.has_children), ("Home", true));

        // A category without children offers those beside it.
        let leaf = Filters { category: Some("home/lamps".into()), ..Filters::default() };
        let leaf = public_listing(env, De, &Place::Catalog, leaf, Slice::first(PAGE)).await.unwrap();
        assert_eq!(counts(&leaf.facets.categories), [("home/lamps", 3), ("home/rugs", 1)]);
        assert!(leaf.facets.categories[0].selected);
        assert_eq!(leaf.category.unwrap().crumbs[1].name, "Leuchten");
        assert_eq!(leaf.canonical, "http://127.0.0.1:3000/categories/home/lamps");
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_shop_s_list_holds_its_own_products_and_an_unknown_category_is_not_found() {
    on_each_engine(async |app| {
        let env = &app.env;
        let one = shelf::shop(env, "one").await;
        let two = shelf::shop(env, "two").await;
        shelf::product(env, Seed::of(one, "Mug")).await;
        shelf::product(env, Seed::of(two, "Jug")).await;
        let place = Place::Shop("two".into());
        // What the address says of another shop does not matter here.
        let filters = Filters { shop: Some("one".into()), ..Filters::default() };
        let shown = public_listing(env, En, &place, filters, Slice::first(PAGE)).await.unwrap();
        assert_eq!((titles(&shown), shown.total), (vec!["Jug"], 1));
        let unknown = Filters { category: Some("nowhere".into()), ..Filters::default() };
        let answer = public_listing(env, En, &Place::Catalog, unknown, Slice::first(PAGE)).await;
        assert!(matches!(answer, Err(Error::NotFound)));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_changed_tree_is_seen_once_its_event_is_settled() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelf::category(env, "bags", "Bags", "Taschen").await;
        app.run_jobs().await.unwrap();
        let before = shelf::tree_version(env).await;
        assert_eq!(crate::catalog::tree(env).await.unwrap().all().len(), 1);
        shelf::category(env, "home", "Home", "Wohnen").await;
        app.run_jobs().await.unwrap();
        assert_ne!(shelf::tree_version(env).await, before);
        assert_eq!(crate::catalog::tree(env).await.unwrap().all().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn lists_are_read_by_indexes() {
    on_each_engine(async |app| {
        thirty(app).await;
        let filters = Filters {
            brands: vec!["a".into()],
            min: Some(1),
            max: Some(9_000),
            available: true,
            ..Filters::default()
        };
        for sort in Sort::ALL {
            list(&app.env, Filters { sort: Some(*sort), ..Filters::default() }).await;
            list(&app.env, Filters { sort: Some(*sort), ..filters.clone() }).await;
            public_listing(&app.env, En, &Place::Shop("demo".into()), filters.clone(), Slice::first(PAGE))
                .await
                .unwrap();
        }
        crate::catalog::public_home(&app.env, En).await.unwrap();
        let ours = ["backend::catalog::public::", "backend::search::"];
        // Put together at run time, so they carry short names.
        let shapes = ["cards", "counts", "first_two_pictures", "home", "home_count", "listing", "tiles"];
        let other = app.env.db.engine().pick("POSTGRES", "SQLITE");
        for statement in db::registry() {
            let is_shape =
                statement.name.strip_prefix("catalog::").is_some_and(|name| shapes.contains(&name));
            let is_ours = is_shape
                || statement.name == "search::by_ids"
                || ours.iter().any(|prefix| statement.name.starts_with(prefix));
            if !is_ours || statement.name.contains("::tests::") || statement.name.ends_with(other) {
                continue;
            }
            // PostgreSQL plans by size: over tables of a few rows it reads any index whole.
            if app.env.db.engine() == db::Engine::Postgres {
                continue;
            }
            let lines = db::plan(&app.env.db, &statement.text).await.unwrap();
            let scans = db::full_scans(&lines);
            assert!(scans.is_empty(), "{}\n{}\n{}", statement.name, statement.text, lines.join("\n"));
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}
