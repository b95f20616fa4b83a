//! A buyer who uses the API as its document describes it.

use std::time::Duration;

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::Result;

/// What a step gives.
pub type Step<T> = std::result::Result<T, Stopped>;

/// What the simulated provider pays with at once.
pub const GOOD_CARD: &str = "tok_success";

/// An answer of the API.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body; null when it is not JSON.
    pub body: Value,
}

impl Answer {
    /// Whether it is of the kind 2xx.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// Whether the server says that trying again may help, and nothing else is wrong.
    pub const fn is_unavailable(&self) -> bool {
        matches!(self.status, 503 | 507)
    }

    /// Of a problem: its kind as a word.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().or(self.body["error"].as_str()).unwrap_or_default()
    }

    /// A text of the body; empty when it is not there.
    pub fn text(&self, field: &str) -> &str {
        self.body[field].as_str().unwrap_or_default()
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = self.body.to_string();
        write!(f, "{} {}", self.status, body.get(..300).unwrap_or(&body))
    }
}

/// Why a buyer did not come further.
#[derive(Debug)]
pub enum Stopped {
    /// The server said no at a step.
    Refused(&'static str, Answer),
    /// No answer came at a step.
    Lost(&'static str, reqwest::Error),
}

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(step, answer) => write!(f, "{step}: {answer}"),
            Self::Lost(step, error) => write!(f, "{step}: {error:?}"),
        }
    }
}

impl std::error::Error for Stopped {}

/// Connections to a server, kept between requests.
pub fn client() -> Result<Client> {
    // More than a repeated payment waits for the first one.
    Ok(Client::builder().timeout(Duration::from_secs(60)).no_proxy().build()?)
}

/// A guest with a cart.
#[derive(Debug, Clone)]
pub struct Buyer {
    client: Client,
    base: String,
    token: String,
}

/// What a buyer agreed to pay, under a key of its own.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// Makes a repeated request one request.
    pub key: String,
    /// The total that was shown, in minor units.
    pub total: i64,
    /// The card.
    pub card: String,
}

impl Buyer {
    /// Begins a cart on a server: `http://127.0.0.1:…`.
    pub async fn begin(client: &Client, base: &str) -> Step<Self> {
        let opened = step("begin a cart", client.post(format!("{base}/api/v1/cart"))).await?;
        let token = opened["token"].as_str().unwrap_or_default().to_owned();
        Ok(Self { client: client.clone(), base: base.to_owned(), token })
    }

    /// Puts pieces into the cart.
    pub async fn add(&self, variant: &str, quantity: i64) -> Step<Value> {
        let line = json!({ "variant_id": variant, "quantity": quantity });
        step("add", self.post("/cart/lines").json(&line)).await
    }

    /// Enters checkout, which reserves the pieces.
    pub async fn enter(&self) -> Step<Value> {
        step("checkout", self.post("/checkout")).await
    }

    /// Says where it is sent; gives the checkout with its ways of sending.
    pub async fn address(&self) -> Step<Value> {
        let address = json!({
            "name": "Ada Lovelace", "line1": "Torstrasse 1", "city": "Berlin", "postcode": "10115", "country": "DE",
        });
        let body = json!({ "email": "ada@example.com", "address": address });
        step("address", self.put("/checkout/address").json(&body)).await
    }

    /// Takes each shop's first way of sending.
    pub async fn shipping(&self, checkout: &Value) -> Step<Value> {
        let shops = checkout["shops"].as_array().map_or(&[][..], Vec::as_slice);
        let choices: Vec<Value> = shops
            .iter()
            .filter(|shop| shop["choices"][0].is_object())
            .map(|shop| json!({ "shop_id": shop["shop_id"], "rate_id": shop["choices"][0]["rate_id"] }))
            .collect();
        step("shipping", self.put("/checkout/shipping").json(&json!({ "choices": choices }))).await
    }

    /// Goes through the steps until there is only to pay; `key` is the purchase's word.
    pub async fn check_out(&self, key: &str) -> Step<Purchase> {
        self.enter().await?;
        let checkout = self.address().await?;
        let checkout = self.shipping(&checkout).await?;
        let total = checkout["expected_total"].as_i64().unwrap_or_default();
        Ok(Purchase { key: key.to_owned(), total, card: GOOD_CARD.to_owned() })
    }

    /// Pays, or repeats it.
    pub async fn pay(&self, purchase: &Purchase) -> Step<Answer> {
        let body = json!({ "expected_total": purchase.total, "payment_token": purchase.card });
        ask("pay", self.post("/checkout/payments").header("idempotency-key", &purchase.key).json(&body)).await
    }

    /// Sends a payment on a connection of its own, and closes that without reading the answer.
    pub async fn pay_and_leave(&self, purchase: &Purchase, after: Duration) -> std::io::Result<()> {
        let host = self.base.trim_start_matches("http://");
        let body = json!({ "expected_total": purchase.total, "payment_token": purchase.card }).to_string();
        let request = format!(
            "POST /api/v1/checkout/payments HTTP/1.1\r\nhost: {host}\r\nx-cart-token: {}\r\nidempotency-key: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            purchase.key,
            body.len()
        );
        let mut connection = TcpStream::connect(host).await?;
        connection.write_all(request.as_bytes()).await?;
        tokio::time::sleep(after).await;
        Ok(())
    }

    /// What became of a payment.
    pub async fn payment(&self, id: &str) -> Step<Answer> {
        ask("ask for the payment", self.get(&format!("/checkout/payments/{id}"))).await
    }

    /// Confirms or refuses at the simulated bank.
    pub async fn answer_bank(&self, reference: &str, approve: bool) -> Step<Answer> {
        let path = format!("/checkout/challenges/{reference}");
        ask("answer the bank", self.post(&path).json(&json!({ "approve": approve }))).await
    }

    /// A purchase, shown to whoever holds the token that paying gave.
    pub async fn order_group(&self, number: &str, token: &str) -> Step<Answer> {
        let path = format!("{}/api/v1/order-groups/{number}", self.base);
        ask("look at the purchase", self.client.get(path).header("x-order-token", token)).await
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.mine(self.client.get(self.url(path)))
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.mine(self.client.post(self.url(path)))
    }

    fn put(&self, path: &str) -> RequestBuilder {
        self.mine(self.client.put(self.url(path)))
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.base)
    }

    fn mine(&self, request: RequestBuilder) -> RequestBuilder {
        request.header("x-cart-token", &self.token)
    }
}

/// The ids of a product's variants, in their order.
pub async fn variants(client: &Client, base: &str, shop: &str, slug: &str) -> Step<Vec<String>> {
    let path = format!("{base}/api/v1/products/{shop}/{slug}");
    let product = step("look at a product", client.get(path)).await?;
    let variants = product["variants"].as_array().map_or(&[][..], Vec::as_slice);
    Ok(variants.iter().filter_map(|variant| variant["id"].as_str().map(str::to_owned)).collect())
}

/// Sends a request and reads whatever is answered.
pub async fn ask(what: &'static str, request: RequestBuilder) -> Step<Answer> {
    let answered = async {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let body = response.bytes().await?;
        Ok(Answer { status, body: serde_json::from_slice(&body).unwrap_or_default() })
    };
    answered.await.map_err(|error| Stopped::Lost(what, error))
}

/// Sends a request whose answer must be 2xx, and gives its body.
async fn step(what: &'static str, request: RequestBuilder) -> Step<Value> {
    let answer = ask(what, request).await?;
    if answer.is_success() { Ok(answer.body) } else { Err(Stopped::Refused(what, answer)) }
}
