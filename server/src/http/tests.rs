//! Facts of HTTP that every answer shares, through the whole router.

mod hostile;
mod pages;
mod programs;

use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::middleware;
use axum::routing::get;
use backend::accounts::{self, NewUser};
use backend::config::Config;
use backend::testing::TestApp;
use backend::{Env, clock};
use db::Run;
use domain::Locale;
use domain::accounts::Role;
use tokio::sync::watch;
use tower::ServiceExt;

use super::layers;

const PASSWORD: &str = "purple lamp on tuesday";
/// No answer takes so long.
const FOREVER: Duration = Duration::from_secs(120);
const STRANGER: &str = "203.0.113.9";

async fn app() -> TestApp {
    let sqlite = db::testing::on(db::Engine::Sqlite).await.expect("SQLite is always there");
    crate::metrics::install();
    TestApp::new(sqlite)
}

/// The same business, set differently.
fn with(app: &TestApp, set: impl FnOnce(&mut Config)) -> Env {
    let mut config = app.env.config.clone();
    set(&mut config);
    let (db, key, ports) = (app.env.db.clone(), app.env.key.clone(), app.env.ports.clone());
    Env::new(db, config, key, ports, Arc::new(clock::SystemClock), None)
}

fn router(env: &Env) -> Router {
    super::router(env.clone(), watch::channel(false).1, None).unwrap()
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Asks from an address, with some headers.
async fn ask(router: &Router, from: &str, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(router, from, request.body(Body::empty()).unwrap()).await
}

/// Sends a request from an address.
async fn send(router: &Router, from: &str, mut request: Request<Body>) -> Answer {
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(from.parse().unwrap(), 1)));
    let asked = async {
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        (parts, to_bytes(body, usize::MAX).await.unwrap())
    };
    let (parts, body) =
        tokio::time::timeout(FOREVER, asked).await.unwrap_or_else(|_| panic!("{path} does not answer"));
    let text = String::from_utf8_lossy(&body).into_owned();
    Answer { status: parts.status, headers: parts.headers, text }
}

async fn token(env: &Env, role: Role) -> String {
    let email = format!("{role}@example.com");
    let new = NewUser { email: &email, name: "Ada", role, locale: Locale::En, password: Some(PASSWORD) };
    accounts::create_user(env, new).await.unwrap();
    let client = accounts::Client {
        ip: STRANGER.parse().unwrap(),
        user_agent: String::new(),
        session: None,
        device: None,
        cart: None,
    };
    accounts::sign_in(env, &email, PASSWORD, &client).await.unwrap().session
}

#[tokio::test]
async fn figures_do_not_exist_for_a_stranger() {
    let app = app().await;
    let router = router(&app.env);
    let seen = async |from: &str, headers: &[(&str, &str)]| {
        ask(&router, from, Method::GET, "/metrics", headers).await.status
    };
    assert_eq!(seen("127.0.0.1", &[]).await, StatusCode::OK);
    assert_eq!(seen("::1", &[]).await, StatusCode::OK);
    assert_eq!(seen(STRANGER, &[]).await, StatusCode::NOT_FOUND);
    assert_eq!(seen(STRANGER, &[("authorization", "Bearer nonsense")]).await, StatusCode::NOT_FOUND);
    // A proxy on this machine that nobody named.
    assert_eq!(seen("127.0.0.1", &[("x-forwarded-for", "127.0.0.1")]).await, StatusCode::NOT_FOUND);
    for (role, expected) in [
        (Role::Customer, StatusCode::NOT_FOUND),
        (Role::Manager, StatusCode::NOT_FOUND),
        (Role::Admin, StatusCode::OK),
    ] {
        let token = token(&app.env, role).await;
        let bearer = format!("Bearer {token}");
        assert_eq!(seen(STRANGER, &[("authorization", &bearer)]).await, expected, "{role}");
        let cookie = format!("souk_session={token}");
        assert_eq!(seen(STRANGER, &[("cookie", &cookie)]).await, expected, "{role}");
    }
    let allowing = self::router(&with(&app, |config| {
        config.metrics_allow = vec!["10.0.0.7".parse().unwrap()];
        config.trusted_proxies = vec!["10.0.0.1".parse().unwrap(), "127.0.0.1".parse().unwrap()];
    }));
    let seen = async |from: &str, forwarded: &str| {
        let headers = [("x-forwarded-for", forwarded)];
        ask(&allowing, from, Method::GET, "/metrics", &headers).await.status
    };
    assert_eq!(seen("10.0.0.1", "10.0.0.7").await, StatusCode::OK);
    assert_eq!(seen("10.0.0.1", STRANGER).await, StatusCode::NOT_FOUND);
    assert_eq!(seen("127.0.0.1", "127.0.0.1").await, StatusCode::NOT_FOUND);
    assert_eq!(seen("127.0.0.1", "nonsense").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_strangers_ask_for_does_not_become_a_label() {
    let app = app().await;
    let router = router(&app.env);
    for n in 0..200 {
        let path = match n % 4 {
            0 => format!("/zz-{n}"),
            1 => format!("/products/zz-{n}/zz-{n}"),
            2 => format!("/api/v1/products/zz-{n}/zz-{n}"),
            _ => format!("/pkg/zz-{n}.js"),
        };
        let method =
            if n % 5 == 0 { Method::from_bytes(format!("ZZ{n}").as_bytes()).unwrap() } else { Method::GET };
        ask(&router, STRANGER, method, &path, &[]).await;
    }
    let text = ask(&router, "127.0.0.1", Method::GET, "/metrics", &[]).await.text;
    assert!(!text.to_lowercase().contains("zz"), "{text}");
    for pattern in ["other", "/products/{shop}/{slug}", "/api/v1/products/{shop}/{slug}", "/pkg/{file}"] {
        let label = format!("route=\"{pattern}\"");
        assert!(text.contains(&label), "{label} is not in {text}");
    }
    // Other tests of this process count as well.
    let series = text.lines().filter(|line| line.starts_with("souk_http_requests_total{")).count();
    assert!((4..1_000).contains(&series), "{series} series: {text}");
    for name in [
        "souk_db_query_duration_seconds_bucket{query=\"",
        "souk_db_pool_connections_max ",
        "souk_db_up 1",
        "souk_jobs_ready ",
        "souk_events_behind{subscriber=\"mails\"}",
        "souk_cache_misses_total{cache=\"categories\"}",
        "souk_build_info{",
        "# HELP souk_http_requests_total ",
    ] {
        assert!(text.contains(name), "{name} is not in {text}");
    }
    if cfg!(target_os = "linux") {
        assert!(text.contains("souk_process_resident_memory_bytes "), "{text}");
    }
}

#[tokio::test]
async fn every_answer_has_its_id_and_says_how_long_it_took() {
    let app = app().await;
    let router = router(&app.env);
    let list = ask(&router, STRANGER, Method::GET, "/api/v1/categories", &[]).await;
    let tag = list.header("etag").to_owned();
    let too_large = (30 * 1024 * 1024 * 1024_u64).to_string();
    let answers = [
        (StatusCode::OK, list),
        (
            StatusCode::NOT_MODIFIED,
            ask(&router, STRANGER, Method::GET, "/api/v1/categories", &[("if-none-match", &tag)]).await,
        ),
        (StatusCode::OK, ask(&router, STRANGER, Method::GET, "/health/live", &[]).await),
        (StatusCode::OK, ask(&router, STRANGER, Method::GET, "/", &[]).await),
        (StatusCode::NOT_FOUND, ask(&router, STRANGER, Method::GET, "/nothing", &[]).await),
        (StatusCode::NOT_FOUND, ask(&router, STRANGER, Method::GET, "/metrics", &[]).await),
        (StatusCode::METHOD_NOT_ALLOWED, ask(&router, STRANGER, Method::DELETE, "/health/live", &[]).await),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            ask(&router, STRANGER, Method::GET, "/api/v1/products?limit=1000", &[]).await,
        ),
        (
            StatusCode::FORBIDDEN,
            ask(&router, STRANGER, Method::POST, "/", &[("sec-fetch-site", "cross-site")]).await,
        ),
        (
            StatusCode::CONFLICT,
            ask(&router, STRANGER, Method::POST, "/", &[("content-length", &too_large)]).await,
        ),
    ];
    let mut ids = Vec::new();
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{}", answer.text);
        let took = answer.header("x-response-time").strip_suffix("ms").and_then(|ms| ms.parse::<f64>().ok());
        assert!(took.is_some_and(|millis| millis >= 0.0), "{status}: {:?}", answer.headers);
        ids.push(answer.header("x-request-id").to_owned());
    }
    assert!(ids.iter().all(|id| id.len() == 26), "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 10);

    let behind =
        self::router(&with(&app, |config| config.trusted_proxies = vec!["10.0.0.1".parse().unwrap()]));
    let id = [("x-request-id", "edge-42")];
    let answer = ask(&behind, "10.0.0.1", Method::GET, "/api/v1/nothing", &id).await;
    assert_eq!(answer.header("x-request-id"), "edge-42");
    let stranger = ask(&behind, STRANGER, Method::GET, "/health/live", &id).await;
    assert_ne!(stranger.header("x-request-id"), "edge-42");
}

#[tokio::test]
async fn the_page_of_the_system_is_for_managers_and_admins() {
    let app = app().await;
    let router = router(&app.env);
    for (role, expected) in [
        (Role::Customer, StatusCode::NOT_FOUND),
        (Role::Manager, StatusCode::OK),
        (Role::Admin, StatusCode::OK),
    ] {
        let cookie = format!("souk_session={}", token(&app.env, role).await);
        let page = ask(&router, STRANGER, Method::GET, "/manage/system", &[("cookie", &cookie)]).await;
        assert_eq!(page.status, expected, "{role}");
        let says =
            page.text.contains("No backup is known on this machine.") && page.text.contains("Look at it");
        assert_eq!(says, expected == StatusCode::OK, "{}", page.text);
    }
    let browser = [("accept", "text/html")];
    let guest = ask(&router, STRANGER, Method::GET, "/manage/system", &browser).await;
    assert_eq!(guest.status, StatusCode::FOUND);
    assert!(guest.header(header::LOCATION.as_str()).starts_with("/account/sign-in"));
}

/// What a test's log holds.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Takes longer than a hundred milliseconds on any machine.
const LONG: &str = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000000) \
                    select count(*) from n where i % 7 = 3";

#[tokio::test]
async fn what_is_slow_is_logged_by_its_pattern_and_the_request_s_id() {
    let app = app().await;
    let env = app.env.clone();
    let work = async move || {
        let _: i64 = env.db.read().dynamic("http::tests::long", LONG.to_owned()).scalar().await.unwrap();
        tokio::time::sleep(layers::SLOW).await;
    };
    let router = Router::new()
        .route("/long/{secret}", get(work))
        .layer(middleware::from_fn_with_state(app.env.clone(), layers::around));
    let lines = Lines::default();
    let writer = lines.clone();
    // Also where an operator asked for warnings only.
    let log = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing::Level::WARN)
        .with_writer(move || writer.clone());
    let guard = tracing::subscriber::set_default(log.finish());
    let answer = ask(&router, STRANGER, Method::GET, "/long/zz?q=zz", &[]).await;
    drop(guard);
    let id = answer.header("x-request-id");
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let line = |word: &str| {
        text.lines().find(|line| line.contains(word)).unwrap_or_else(|| panic!("{word}: {text}"))
    };
    for word in ["http::tests::long", "millis=", id] {
        assert!(line("slow query").contains(word), "{word}: {text}");
    }
    for word in ["method=GET", "/long/{secret}", "millis=", id] {
        assert!(line("slow request").contains(word), "{word}: {text}");
    }
    assert!(!text.contains("zz"), "{text}");
}
