//! What no browser sends, to every page and every server function: an answer comes all the same,
//! it is no failure of ours, and nothing of it runs.

use std::fmt::Write as _;

use backend::search::Index;

use super::*;

/// Runs where it is written out as it came.
const SCRIPT: &str = "\"'></title><script>alert(1)</script>";
/// In place of each part of an address that is a choice.
const PARTS: &[&str] = &[
    SCRIPT,
    "..",
    "\0",
    "'; drop table products; --",
    "\u{202e}\u{1f4a9}\u{0}",
    "999999999999999999999999",
    "-1",
];
/// Queries of pages: what they know, in ways that they do not.
const QUERIES: &[&str] = &[
    "q=%22%27%3E%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E&sort=%3Cscript%3Ealert(1)%3C/script%3E&next=//evil.example",
    "q=%ff%fe%00&min=-99999999999999999999&max=nan&after=%00&cursor=AAAA&brand=&brand=%00&o1=%ff&tab=%00",
    "__err=%7B%7D&__path=%2Ffn%2Fstorefront%2Fcart%2Fapi%2Fadd_to_cart&saved=%3Cscript%3Ealert(1)%3C/script%3E",
];
const BODIES: &[&str] = &[
    "",
    "%",
    "id=%00&shop=%00&email=%ff&quantity=99999999999999999999&product[variants][99999999][price]=1",
    "a[b][c][d][e][f][g][h][i][j][k]=1&shop[]=1&shop=2&id=../../etc/passwd",
    "{\"id\": null}",
];

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "%{byte:02X}");
        all
    })
}

/// An address of a route, with a text for each of its choices.
fn filled(route: &str, part: &str) -> String {
    let parts: Vec<String> = route
        .split('/')
        .map(|own| if own.starts_with(['{', ':', '*']) { encoded(part) } else { own.to_owned() })
        .collect();
    parts.join("/")
}

fn check(answer: &Answer, asked: &str) {
    assert!(answer.status.as_u16() < 500, "{asked}: {}", answer.status);
    assert!(!answer.text.contains("<script>alert(1)"), "{asked}: it would run");
    let location = answer.header("location");
    assert!(!location.starts_with("//") && !location.contains("evil.example"), "{asked} leads to {location}");
}

/// A router over everything, with a shop, and the cookies of those who ask.
async fn site() -> (TestApp, Router, Vec<String>) {
    let app = app().await;
    let options = backend::demo::Options { products: 6, orders: 2, ..Default::default() };
    backend::demo::fill(&app.env, options, |_| {}).await.unwrap();
    let index = Index::open(&app.env.config.data_dir).unwrap();
    backend::search::Writer::open(&app.env, index.clone()).await.unwrap();
    app.env.search.set(index);
    let admin = format!("souk_session={}; souk_cart=%00", token(&app.env, Role::Admin).await);
    let router = router(&app.env);
    (app, router, vec!["souk_session=%ff; souk_cart=%00; souk_typed=AAAA".into(), admin])
}

#[tokio::test]
async fn no_address_makes_a_page_fail_or_speak_for_a_stranger() {
    let (_app, router, people) = site().await;
    for route in super::super::ROUTES.iter() {
        for cookie in &people {
            let headers = [("cookie", cookie.as_str())];
            let choices = if route.path().contains(['{', ':', '*']) { PARTS } else { &PARTS[..1] };
            for part in choices {
                let path = filled(route.path(), part);
                check(&ask(&router, STRANGER, Method::GET, &path, &headers).await, &path);
            }
            for query in QUERIES {
                let path = format!("{}?{query}", filled(route.path(), "demo"));
                check(&ask(&router, STRANGER, Method::GET, &path, &headers).await, &path);
            }
        }
    }
}

#[tokio::test]
async fn no_body_makes_a_server_function_fail() {
    let (_app, router, people) = site().await;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        for cookie in &people {
            for body in BODIES {
                for kind in [
                    "application/x-www-form-urlencoded",
                    "application/json",
                    "multipart/form-data; boundary=x",
                    "text/html",
                ] {
                    let request = Request::builder()
                        .method(method.clone())
                        .uri(if method == Method::GET {
                            format!("{path}?{}", body.replace(['"', '{', '}', ' '], ""))
                        } else {
                            path.to_owned()
                        })
                        .header("cookie", cookie)
                        .header("content-type", kind)
                        .header("accept", "text/html")
                        .body(Body::from(*body))
                        .unwrap();
                    check(
                        &send(&router, STRANGER, request).await,
                        &format!("{path} with {body:?} as {kind}"),
                    );
                }
            }
        }
    }
}
