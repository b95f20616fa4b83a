use domain::Locale::{De, En};
use domain::catalog::{Filters, Listing, PAGE, Place, Sort, SuggestionKind};

use super::*;
use crate::catalog::public_listing;
use crate::catalog::shelf::{self, Seed};
use crate::events::Event;
use crate::testing::{TestApp, on_each_engine};
use crate::{Env, Error, Slice};

/// Opens the index in the app's own folder and takes in what happened.
async fn indexed(app: &TestApp) -> Writer {
    app.run_jobs().await.unwrap();
    let index = Index::open(&app.env.config.data_dir).unwrap();
    app.env.search.set(index.clone());
    let mut writer = Writer::open(&app.env, index).await.unwrap();
    writer.catch_up(&app.env).await.unwrap();
    writer
}

async fn find(env: &Env, text: &str) -> Vec<String> {
    listing(env, text).await.cards.into_iter().map(|card| card.title).collect()
}

async fn listing(env: &Env, text: &str) -> Listing {
    public_search(env, En, Filters { text: text.into(), ..Filters::default() }, Slice::first(PAGE))
        .await
        .unwrap()
}

async fn shelves(env: &Env) {
    let shop = shelf::shop(env, "demo").await;
    let shoes = shelf::category(env, "shoes", "Shoes", "Schuhe").await;
    let boots = shelf::category(env, "shoes/boots", "Boots", "Stiefel").await;
    let aurora = shelf::brand(env, "Aurora").await;
    let base = Seed::of(shop, "");
    for seed in [
        Seed {
            title: "Leather boot",
            category: Some(boots),
            brand: Some(aurora),
            price: 15_000,
            ..base.clone()
        },
        Seed { title: "Rubber boot", category: Some(boots), price: 4_000, sold: 90, ..base.clone() },
        Seed {
            title: "Canvas sneaker",
            category: Some(shoes),
            brand: Some(aurora),
            price: 6_000,
            ..base.clone()
        },
        Seed { title: "Café crème cup", description: "<p>Holds a boot of coffee.</p>", ..base.clone() },
        Seed { title: "Gemütliches Sofakissen", tags: r#"["Wohnzimmer"]"#, stock: 0, ..base.clone() },
        Seed { title: "Evening dresses rack", ..base.clone() },
        Seed { title: "Secret boot", status: "draft", ..base.clone() },
    ] {
        shelf::product(env, seed).await;
    }
}

#[tokio::test]
async fn words_are_found_whatever_their_marks_endings_and_small_errors() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        indexed(app).await;
        for (text, first) in [
            ("LEATHER", "Leather boot"),
            ("cafe creme", "Café crème cup"),
            ("lether", "Leather boot"),
            ("leathre", "Leather boot"),
            ("sneekers", "Canvas sneaker"),
            ("dress", "Evening dresses rack"),
            ("gemutliches", "Gemütliches Sofakissen"),
            ("wohnzimmer", "Gemütliches Sofakissen"),
            ("aurora canvas", "Canvas sneaker"),
            ("stiefel leather", "Leather boot"),
        ] {
            assert_eq!(find(env, text).await.first().map(String::as_str), Some(first), "{text}");
        }
        assert!(find(env, "zebra").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_exact_word_comes_before_a_similar_one_and_then_what_sells() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        let shop = shelf::shop(env, "other").await;
        shelf::product(env, Seed { sold: 5_000, ..Seed::of(shop, "Root brush") }).await;
        indexed(app).await;
        let found = find(env, "boot").await;
        assert_eq!(found[..2], ["Rubber boot", "Leather boot"], "sold more comes first among equals");
        let similar = found.iter().position(|title| title == "Root brush");
        assert!(similar.is_none_or(|at| at > 1), "{found:?}");
        assert!(!found.iter().any(|title| title == "Secret boot"));
    })
    .await;
}

#[tokio::test]
async fn a_search_is_narrowed_and_each_facet_counted_without_its_own_filter() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        indexed(app).await;
        let filters = Filters {
            text: "shoes".into(),
            brands: vec!["aurora".into()],
            max: Some(10_000),
            sort: Some(Sort::PriceDown),
            ..Filters::default()
        };
        let found = public_search(env, De, filters, Slice::first(PAGE)).await.unwrap();
        let titles: Vec<&str> = found.cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!((titles, found.total), (vec!["Canvas sneaker"], 1));
        let brands: Vec<_> =
            found.facets.brands.iter().map(|b| (b.label.as_str(), b.count, b.selected)).collect();
        assert_eq!(brands, [("Aurora", 1, true)]);
        assert_eq!(found.facets.prices, Some((6_000, 15_000)));
        let all = listing(env, "shoes").await;
        let categories: Vec<_> = all.facets.categories.iter().map(|c| (c.value.as_str(), c.count)).collect();
        assert_eq!((categories, all.total), (vec![("shoes", 3)], 3));
    })
    .await;
}

#[tokio::test]
async fn when_nothing_has_all_words_those_with_some_are_shown_and_said_so() {
    on_each_engine(async |app| {
        shelves(&app.env).await;
        indexed(app).await;
        let found = listing(&app.env, "leather zebra").await;
        assert!(found.is_loose && found.cards[0].title == "Leather boot");
        assert!(!listing(&app.env, "leather boot").await.is_loose);
    })
    .await;
}

#[tokio::test]
async fn suggestions_begin_with_what_was_typed_and_mark_it() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        indexed(app).await;
        let found = public_suggest(env, En, "boo").await.unwrap();
        assert_eq!(found[0].kind, SuggestionKind::Category);
        assert_eq!((found[0].href.as_str(), found[0].detail.as_str()), ("/categories/shoes/boots", "Shoes"));
        let marked: Vec<&str> = found
            .iter()
            .flat_map(|s| &s.parts)
            .filter(|part| part.hit)
            .map(|part| part.text.as_str())
            .collect();
        assert!(
            marked.len() >= 3 && marked.iter().all(|part| part.eq_ignore_ascii_case("boo")),
            "{marked:?}"
        );
        let brand = public_suggest(env, De, "auro").await.unwrap();
        assert_eq!(
            (brand[0].kind, brand[0].href.as_str()),
            (SuggestionKind::Brand, "/products?brand=aurora")
        );
        assert!(public_suggest(env, En, " ").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_index_follows_what_happens() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        let mut writer = indexed(app).await;
        let shop = shelf::shop(env, "late").await;
        let late = shelf::product(env, Seed::of(shop, "Late arrival")).await;
        app.run_jobs().await.unwrap();
        assert!(find(env, "arrival").await.is_empty());
        writer.catch_up(env).await.unwrap();
        assert_eq!(find(env, "arrival").await, ["Late arrival"]);

        let text = "update products set title = 'Renamed thing', status = 'active' where id = $1";
        shelf::change(env, text, &[late.to_string()], Event::ProductChanged { product: late }).await;
        app.run_jobs().await.unwrap();
        writer.catch_up(env).await.unwrap();
        assert!(find(env, "arrival").await.is_empty());
        assert_eq!(find(env, "renamed").await, ["Renamed thing"]);

        let text = "update shops set status = 'closed' where id = $1";
        shelf::change(env, text, &[shop.to_string()], Event::ShopChanged { shop }).await;
        app.run_jobs().await.unwrap();
        writer.catch_up(env).await.unwrap();
        assert_eq!(listing(env, "renamed").await.total, 0);
    })
    .await;
}

#[tokio::test]
async fn the_index_goes_on_from_its_own_commit_and_is_made_anew_when_damaged() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        drop(indexed(app).await);
        let folder = env.config.data_dir.join("search");
        let place = Index::open(&env.config.data_dir).unwrap().saved().unwrap();

        let again = Index::open(&env.config.data_dir).unwrap();
        let mut writer = Writer::open(env, again.clone()).await.unwrap();
        assert_eq!(writer.catch_up(env).await.unwrap(), 0, "nothing is read twice");
        assert_eq!(again.saved().unwrap(), place);
        drop((writer, again));

        std::fs::write(folder.join("meta.json"), b"not an index").unwrap();
        let anew = Index::open(&env.config.data_dir).unwrap();
        assert!(anew.saved().is_none());
        let _writer = Writer::open(env, anew.clone()).await.unwrap();
        assert_eq!(anew.searcher().num_docs(), 6);
        assert_eq!(anew.saved().unwrap().position, place.position);
    })
    .await;
}

#[tokio::test]
async fn a_text_without_words_finds_nothing_and_a_long_one_is_cut() {
    on_each_engine(async |app| {
        shelves(&app.env).await;
        indexed(app).await;
        for text in ["🧦", r#"%_"'*"#] {
            let found = listing(&app.env, text).await;
            assert_eq!((found.total, found.cards.len(), found.next, found.facets.prices), (0, 0, None, None));
        }
        assert!(listing(&app.env, " ").await.total > 0);
        assert_eq!(listing(&app.env, &"a".repeat(3_000)).await.filters.text.len(), 100);
    })
    .await;
}

#[tokio::test]
async fn a_process_without_an_index_says_that_search_is_unavailable() {
    on_each_engine(async |app| {
        let answer = public_search(&app.env, En, Filters::default(), Slice::first(PAGE)).await;
        assert!(matches!(answer, Err(Error::Unavailable(_))));
    })
    .await;
}

#[test]
fn html_becomes_the_words_that_are_read() {
    assert_eq!(
        plain_text("<p>Warm &amp;\n <b>li</b>ght</p><ul><li>One</li><li>Two</li></ul>"),
        "Warm & light One Two"
    );
    assert_eq!(plain_text("no tags < here"), "no tags");
    assert_eq!(plain_text(""), "");
}

#[tokio::test]
async fn a_list_counts_the_same_by_the_index_as_by_the_database() {
    on_each_engine(async |app| {
        let env = &app.env;
        shelves(env).await;
        app.run_jobs().await.unwrap();
        let mut asked = Vec::new();
        for category in [None, Some("shoes"), Some("shoes/boots")] {
            for brands in [vec![], vec!["aurora"]] {
                for (min, max) in [(None, None), (Some(5_000), None), (Some(1_000), Some(6_000))] {
                    for available in [false, true] {
                        asked.push(Filters {
                            category: category.map(str::to_owned),
                            brands: brands.iter().map(|brand: &&str| (*brand).to_owned()).collect(),
                            min,
                            max,
                            available,
                            ..Filters::default()
                        });
                    }
                }
            }
        }
        let all = async |places: &[Place]| {
            let mut counted = Vec::new();
            for (filters, place) in asked.iter().flat_map(|f| places.iter().map(move |place| (f, place))) {
                let found =
                    public_listing(env, En, place, filters.clone(), Slice::first(PAGE)).await.unwrap();
                counted.push((found.total, found.facets));
            }
            counted
        };
        let places = [Place::Catalog, Place::Shop("demo".into()), Place::Shop("nobody".into())];
        let by_database = all(&places).await;
        indexed(app).await;
        assert_eq!(all(&places).await, by_database);
    })
    .await;
}
