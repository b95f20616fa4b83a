//! What is kept of pages, and when it is not served.

use axum::http::{Method, StatusCode};
use backend::catalog::{self, lists, products};
use backend::demo::{self, Options};
use backend::scope::ShopScope;
use backend::{Slice, shops};
use domain::catalog::{Filters, Place};
use domain::products::{ProductDraft, ProductTab};

use super::super::cache::Pages;
use super::*;

/// A shop with goods, its pages, and the address of one product.
async fn shop(app: &TestApp) -> (Router, Pages, String) {
    let options = Options { products: 24, orders: 0, ..Options::default() };
    demo::fill(&app.env, options, |_| {}).await.unwrap();
    let filters = Filters { shop: Some("demo".into()), ..Filters::default() };
    let place = Place::Shop("demo".into());
    let listing =
        catalog::public_listing(&app.env, Locale::En, &place, filters, Slice::first(1)).await.unwrap();
    let pages = Pages::new(8).unwrap();
    pages.catch_up(&app.env).await.unwrap();
    let router = super::super::router(app.env.clone(), watch::channel(false).1, Some(pages.clone())).unwrap();
    (router, pages, listing.cards[0].href.clone())
}

async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    let answer = ask(router, STRANGER, Method::GET, path, headers).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert!(answer.headers.get(kit::request::DEPENDS_ON).is_none());
    answer
}

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy.split_once("'nonce-").unwrap().1.split('\'').next().unwrap().to_owned()
}

/// Whether a page was a kept one.
async fn is_kept(router: &Router, path: &str, headers: &[(&str, &str)]) -> bool {
    get(router, path, headers).await.header("x-cache") == "hit"
}

#[tokio::test]
async fn a_guest_gets_a_kept_page_under_a_nonce_of_its_own() {
    let app = app().await;
    let (router, _, path) = shop(&app).await;
    let (first, again) = (get(&router, &path, &[]).await, get(&router, &path, &[]).await);
    let (one, other) = (nonce(&first), nonce(&again));
    assert_ne!(one, other);
    assert!(first.text.contains(&one) && !again.text.contains(&one));
    assert_eq!(first.text.replace(&one, ""), again.text.replace(&other, ""));
    assert!(is_kept(&router, &path, &[]).await);
}

#[tokio::test]
async fn another_language_look_or_person_gets_a_page_of_its_own() {
    let app = app().await;
    let (router, _, path) = shop(&app).await;
    let english = get(&router, &path, &[]).await;
    let german = get(&router, &path, &[("accept-language", "de")]).await;
    assert!(english.text.contains("lang=\"en\"") && german.text.contains("lang=\"de\""));
    assert!(get(&router, &path, &[("cookie", "theme=dark")]).await.text.contains("data-theme=\"dark\""));
    for cookie in ["souk_cart=abc", "souk_session=abc", "souk_typed=abc"] {
        assert!(!is_kept(&router, &path, &[("cookie", cookie)]).await, "{cookie}");
    }
    assert!(is_kept(&router, &path, &[("cookie", "other=1")]).await);
}

#[tokio::test]
async fn a_page_is_made_anew_when_what_it_shows_has_changed() {
    let app = app().await;
    let (router, pages, path) = shop(&app).await;
    let scope = ShopScope::system(shops::public_shop(&app.env, "demo").await.unwrap().id);
    let list = lists::products(&app.env, &scope, ProductTab::All, "", Slice::first(50)).await.unwrap();
    let id = list.rows.iter().find(|row| path.ends_with(&row.slug)).unwrap().id;
    let other = list.rows.iter().find(|row| row.id != id).unwrap().id;
    get(&router, &path, &[]).await;
    get(&router, "/products", &[]).await;
    assert!(is_kept(&router, "/products", &[]).await);

    let rename = async |id, title: &str| {
        let held = lists::product(&app.env, &scope, id).await.unwrap();
        let draft = ProductDraft { title: title.into(), ..held.draft };
        products::edit(&app.env, &scope, id, held.version, &draft).await.unwrap();
        pages.catch_up(&app.env).await.unwrap();
    };
    rename(other, "Entirely different").await;
    assert!(is_kept(&router, &path, &[]).await);
    assert!(!is_kept(&router, "/products", &[]).await);
    rename(id, "Renamed just now").await;
    assert!(get(&router, &path, &[]).await.text.contains("Renamed just now"));
}

#[test]
fn only_pages_that_the_server_renders_alone_wake_in_parts() {
    let alone = ["", "products", "categories", "search", "shops", "not-found"];
    for route in super::super::ROUTES.iter() {
        let first = route.path().split('/').nth(1).unwrap_or_default();
        let in_parts = matches!(app::waking(route.path()), app::Waking::Islands(_));
        assert_eq!(in_parts, alone.contains(&first), "{}", route.path());
    }
}
