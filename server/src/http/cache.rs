//! Pages kept for a moment for those whom nothing tells apart: guests without a cart.
//!
//! Owns the rendered pages of the store's public part, bounded in bytes. A page is kept under
//! everything that it depends on: address, language and look. Refuses whoever has a session, a
//! cart or something typed, and answers that set a cookie. Always holds: a kept page is not
//! served when something that it shows has changed, as far as this process has read the log of
//! events, and never after its time. Each answer gets a nonce of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::Env;
use backend::events::{self, Event, Position};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Locale;
use kit::look;
use kit::request::{Cookies, DEPENDS_ON, cookie, locale_of};
use moka::sync::Cache;
use tokio::sync::watch;

/// How long a product's page is kept when nothing changes.
const PRODUCT: Duration = Duration::from_secs(60);
/// How long other pages are: they show stock and sales of many products.
const OTHERS: Duration = Duration::from_secs(10);
/// Longer addresses are not kept.
const MAX_ADDRESS: usize = 300;
/// More than any page takes.
const MAX_PAGE: usize = 4 * 1024 * 1024;
/// Changes remembered one by one; more of them drop every page.
const MAX_CHANGES: usize = 10_000;
/// Says whether a page that may be kept was.
const CACHE: HeaderName = HeaderName::from_static("x-cache");
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// What happens within this time is read at once.
const GATHER: Duration = Duration::from_millis(20);
const MEGABYTE: u64 = 1024 * 1024;

/// The kept pages; cheap to clone.
#[derive(Clone)]
pub struct Pages(Arc<Inner>);

struct Inner {
    pages: Cache<Key, Arc<Page>>,
    changes: Mutex<Changes>,
    /// The last entry of the log that was read; none where the log could not be.
    read: tokio::sync::Mutex<Option<Position>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    locale: Locale,
    theme: Option<&'static str>,
}

struct Page {
    begun: Instant,
    kept_for: Duration,
    /// What it shows; none shows many products.
    product: Option<String>,
    headers: HeaderMap,
    nonce: String,
    body: Bytes,
}

/// What changed, and when this process read of it.
#[derive(Default)]
struct Changes {
    products: HashMap<String, Instant>,
    lists: Option<Instant>,
    everything: Option<Instant>,
    /// When the log was last read to its end.
    read: Option<Instant>,
}

impl Changes {
    fn note(&mut self, event: &Event, now: Instant) {
        match event {
            Event::ProductChanged { product } => {
                self.lists = Some(now);
                self.products.insert(product.to_string(), now);
            }
            Event::StockChanged { product } => {
                self.products.insert(product.to_string(), now);
            }
            Event::ShopChanged { .. } | Event::CategoriesChanged => self.everything = Some(now),
            _ => {}
        }
        if self.products.len() > MAX_CHANGES {
            self.products.retain(|_, at| now.duration_since(*at) < PRODUCT);
        }
        if self.products.len() > MAX_CHANGES {
            self.products.clear();
            self.everything = Some(now);
        }
    }

    fn touch(&self, page: &Page) -> bool {
        let after = |change: Option<Instant>| change.is_some_and(|at| at >= page.begun);
        let own = match &page.product {
            Some(product) => self.products.get(product).copied(),
            None => self.lists,
        };
        let is_blind = self.read.is_none_or(|at| at.elapsed() > 3 * LOOK_AGAIN);
        is_blind || after(own) || after(self.everything)
    }
}

impl Pages {
    /// An empty store of so many megabytes; none when that is 0.
    pub fn new(megabytes: u64) -> Option<Self> {
        let weight = |_: &Key, page: &Arc<Page>| u32::try_from(page.body.len() + 1_000).unwrap_or(u32::MAX);
        let pages =
            Cache::builder().weigher(weight).max_capacity(megabytes * MEGABYTE).time_to_live(PRODUCT).build();
        (megabytes > 0)
            .then(|| Self(Arc::new(Inner { pages, changes: Mutex::default(), read: Default::default() })))
    }

    /// Follows the log of events until it is told to stop. Where the log cannot be read, every
    /// page is taken as changed.
    pub async fn follow(self, env: Env, mut stop: watch::Receiver<bool>) {
        let mut wake = env.bus.listen();
        while !*stop.borrow() {
            wake.borrow_and_update();
            if let Err(error) = self.catch_up(&env).await {
                tracing::warn!(%error, "pages are not kept: the log of events cannot be read");
            }
            tokio::select! {
                _ = stop.changed() => {}
                _ = wake.changed() => tokio::time::sleep(GATHER).await,
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Reads what happened until now.
    ///
    /// # Errors
    /// When the log is out of reach: then every page is taken as changed.
    pub async fn catch_up(&self, env: &Env) -> backend::Result<()> {
        let mut read = self.0.read.lock().await;
        let outcome = self.read_on(env, &mut read).await;
        if outcome.is_err() {
            *read = None;
            self.changes(|changes| changes.everything = Some(Instant::now()));
        }
        outcome
    }

    async fn read_on(&self, env: &Env, read: &mut Option<Position>) -> backend::Result<()> {
        let mut after = match *read {
            Some(position) => position,
            None => {
                let last = events::last(&mut env.db.read()).await?;
                // Nobody looked at what happened before this place.
                self.changes(|changes| changes.everything = Some(Instant::now()));
                last
            }
        };
        loop {
            *read = Some(after);
            let entries = events::read_after(&mut env.db.read(), after, 500).await?;
            let Some(last) = entries.last() else {
                self.changes(|changes| changes.read = Some(Instant::now()));
                return Ok(());
            };
            after = last.position;
            let now = Instant::now();
            self.changes(|changes| entries.iter().for_each(|entry| changes.note(&entry.event, now)));
        }
    }

    fn changes<T>(&self, work: impl FnOnce(&mut Changes) -> T) -> T {
        work(&mut self.0.changes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn find(&self, key: &Key) -> Option<Arc<Page>> {
        let page = self.0.pages.get(key)?;
        let is_fresh = page.begun.elapsed() < page.kept_for && !self.changes(|changes| changes.touch(&page));
        is_fresh.then_some(page)
    }
}

/// Answers a guest with a kept page, or keeps the one that is made now.
pub async fn kept(
    State((env, pages)): State<(Env, Option<Pages>)>,
    request: Request,
    next: Next,
) -> Response {
    let key = pages.as_ref().and_then(|_| key(&env, &request));
    let (Some(pages), Some(key)) = (pages, key) else { return stripped(next.run(request).await) };
    if let Some(page) = pages.find(&key) {
        count(telemetry::CACHE_HITS);
        return page.answer(&env);
    }
    count(telemetry::CACHE_MISSES);
    let begun = Instant::now();
    let response = next.run(request).await;
    let product = response.headers().get(DEPENDS_ON).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let mut response = stripped(response);
    let is_product = key.address.starts_with("/products/");
    let Some(nonce) = nonce(&response).filter(|_| is_product == product.is_some()) else { return response };
    let (parts, body) = std::mem::take(&mut response).into_parts();
    let Ok(body) = to_bytes(body, MAX_PAGE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kept_for = if is_product { PRODUCT } else { OTHERS };
    let headers = parts.headers.clone();
    let page = Page { begun, kept_for, product, headers, nonce, body: body.clone() };
    pages.0.pages.insert(key, Arc::new(page));
    let mut response = Response::from_parts(parts, Body::from(body));
    response.headers_mut().insert(CACHE, HeaderValue::from_static("miss"));
    response
}

/// What tells guests' pages apart; nothing for a request that is no guest's or no page's.
fn key(env: &Env, request: &Request) -> Option<Key> {
    let path = request.uri().path();
    let is_public = path == "/"
        || path == "/products"
        || ["/products/", "/categories/", "/shops/"].into_iter().any(|start| path.starts_with(start));
    let address = request.uri().path_and_query()?.as_str();
    if request.method() != Method::GET || !is_public || address.len() > MAX_ADDRESS {
        return None;
    }
    let mut head = Request::new(());
    head.headers_mut().clone_from(request.headers());
    let (parts, ()) = head.into_parts();
    let cookies = Cookies::of(env);
    let known =
        [cookies.session, cookies.cart, cookies.typed].into_iter().any(|name| cookie(&parts, name).is_some());
    (!known).then(|| Key {
        address: address.to_owned(),
        locale: locale_of(&parts),
        theme: cookie(&parts, look::THEME_COOKIE).and_then(look::known),
    })
}

/// The nonce of an answer that may be kept.
fn nonce(response: &Response) -> Option<String> {
    let headers = response.headers();
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let is_page = response.status() == StatusCode::OK
        && text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("text/html"))
        && !headers.contains_key(header::SET_COOKIE);
    let policy = text(header::CONTENT_SECURITY_POLICY).filter(|_| is_page)?;
    let nonce = policy.split_once("'nonce-")?.1.split('\'').next()?;
    (nonce.len() >= 16).then(|| nonce.to_owned())
}

impl Page {
    fn answer(&self, env: &Env) -> Response {
        let nonce = URL_SAFE_NO_PAD.encode(env.random::<16>());
        let mut headers = self.headers.clone();
        let policy = headers.get(header::CONTENT_SECURITY_POLICY).and_then(|v| v.to_str().ok());
        let policy = policy.map(|policy| policy.replace(&self.nonce, &nonce));
        if let Some(policy) = policy.and_then(|policy| HeaderValue::try_from(policy).ok()) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(CACHE, HeaderValue::from_static("hit"));
        (headers, replace(&self.body, self.nonce.as_bytes(), nonce.as_bytes())).into_response()
    }
}

/// A text with each occurrence of a word replaced.
fn replace(text: &[u8], word: &[u8], with: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(text.len() + 256);
    let mut rest = 0;
    for at in memchr::memmem::find_iter(text, word) {
        made.extend_from_slice(&text[rest..at]);
        made.extend_from_slice(with);
        rest = at + word.len();
    }
    made.extend_from_slice(&text[rest..]);
    made
}

/// What a page depends on is between the page and this store.
fn stripped(mut response: Response) -> Response {
    response.headers_mut().remove(DEPENDS_ON);
    response
}

fn count(metric: &'static str) {
    telemetry::counter!(metric, "cache" => "pages").increment(1);
}
