//! Facts of HTTP; what the verbs do is tested with them.

mod accounts;
mod buying;
mod catalog;
mod document;
mod goods;
mod sales;
mod settings;

use std::net::Ipv4Addr;

use axum::Router;
use axum::body::{Body, to_bytes};
use backend::accounts::{Client as Browser, sign_in};
use backend::demo::{self, Options, PASSWORD};
use backend::search::{Index, Writer};
use backend::testing::TestApp;
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt;

/// Fills a business with the demo world: shop `demo`, its people, a few products and orders.
pub async fn world(app: &TestApp) {
    let options = Options { products: 24, orders: 12, ..Options::default() };
    demo::fill(&app.env, options, |_| {}).await.unwrap();
    let index = Index::open(&app.env.config.data_dir).unwrap();
    app.env.search.set(index.clone());
    app.run_jobs().await.unwrap();
    Writer::open(&app.env, index).await.unwrap().catch_up(&app.env).await.unwrap();
}

/// Owner of every shop of the demo world.
pub const MERCHANT: &str = "merchant@souk.example";
/// Somebody who owns nothing there.
pub const CUSTOMER: &str = "customer@souk.example";

/// A program with the session of one of the demo world's people.
pub async fn signed_in(app: &TestApp, email: &str) -> Client {
    let browser = Browser {
        ip: Ipv4Addr::LOCALHOST.into(),
        user_agent: String::new(),
        session: None,
        device: None,
        cart: None,
    };
    let signed = sign_in(&app.env, email, PASSWORD, &browser).await.unwrap();
    Client::new(app).with_token(&signed.session)
}

/// A program that calls the API.
pub struct Client {
    router: Router,
    /// Sent with every request.
    pub headers: HeaderMap,
}

/// What it was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Client {
    pub fn new(app: &TestApp) -> Self {
        Self { router: crate::routes().0.with_state(app.env.clone()), headers: HeaderMap::new() }
    }

    /// The same program with a session.
    pub fn with_token(mut self, token: &str) -> Self {
        self.headers.insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", crate::PREFIX));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let mut request =
            request.body(body.map_or(Body::empty(), |value| Body::from(value.to_string()))).unwrap();
        request.headers_mut().extend(self.headers.clone());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
