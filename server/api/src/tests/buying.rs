use backend::testing::store::{self, Goods};
use backend::testing::{TestApp, on_each_engine};
use domain::id::VariantId;
use http::{HeaderValue, Method, StatusCode};
use serde_json::{Value, json};

use super::accounts::registered;
use super::{Answer, Client};

const EMAIL: &str = "Ada@Example.com";

fn home() -> Value {
    json!({ "name": "Ada Lovelace", "line1": "Torstrasse 1", "city": "Berlin", "postcode": "10115", "country": "DE" })
}

async fn mug(app: &TestApp, shop: &str) -> VariantId {
    let shop = store::shop(&app.env, shop, true).await;
    store::variant(&app.env, shop, Goods::default()).await
}

/// A guest's program with these variants in its cart.
async fn filled(app: &TestApp, variants: &[VariantId]) -> Client {
    let mut client = Client::new(app);
    for variant in variants {
        let added = client.post("/cart/lines", json!({ "variant_id": variant, "quantity": 2 })).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
        if let Some(token) = added.body["token"].as_str() {
            client.headers.insert("x-cart-token", token.parse().unwrap());
        }
    }
    client
}

async fn put(client: &Client, path: &str, body: Value) -> Answer {
    client.send(Method::PUT, path, Some(body)).await
}

/// Goes through the steps; gives the checkout that has only to be paid.
async fn reviewed(client: &Client) -> Value {
    let entered = client.send(Method::POST, "/checkout", None).await;
    assert_eq!((entered.status, &entered.body["step"]), (StatusCode::OK, &json!("address")));
    assert!(entered.body["held_until"].is_string());
    let placed = put(client, "/checkout/address", json!({ "email": EMAIL, "address": home() })).await.body;
    let choices: Vec<Value> = placed["shops"]
        .as_array()
        .unwrap()
        .iter()
        .map(|shop| json!({ "shop_id": shop["shop_id"], "rate_id": shop["choices"][0]["rate_id"] }))
        .collect();
    let sent = put(client, "/checkout/shipping", json!({ "choices": choices })).await.body;
    assert_eq!((&sent["step"], &sent["errors"]), (&json!("review"), &json!([])));
    client.send(Method::POST, "/checkout/review", None).await.body
}

async fn pay(client: &mut Client, key: &'static str, total: &Value, card: &str) -> Answer {
    client.headers.insert("idempotency-key", HeaderValue::from_static(key));
    client.post("/checkout/payments", json!({ "expected_total": total, "payment_token": card })).await
}

async fn purchases(app: &TestApp) -> i64 {
    store::count(&app.env, "select count(*) from order_groups").await
}

#[tokio::test]
async fn a_stranger_buys_from_two_shops_once_a_key_and_follows_the_parcels() {
    on_each_engine(async |app| {
        let mut client = filled(app, &[mug(app, "mugs").await, mug(app, "cups").await]).await;
        let cart = client.get("/cart").await.body;
        assert_eq!((&cart["pieces"], &cart["ready"]), (&json!(4), &json!(true)));
        assert_eq!(cart["subtotal"], json!({ "amount": 4 * 1999, "currency": "EUR" }));
        let view = reviewed(&client).await;
        let total = view["expected_total"].clone();
        assert_eq!((&total, &view["totals"]["total"]["amount"]), (&json!(4 * 1999 + 2 * 490), &total));

        let other = pay(&mut client, "first", &json!(1), "tok_success").await;
        assert_eq!((other.status, &other.body["code"]), (StatusCode::CONFLICT, &json!("totals_changed")));
        assert_eq!(other.body["details"]["totals"]["total"]["amount"], total);

        let bought = pay(&mut client, "second", &total, "tok_success").await;
        assert_eq!(bought.status, StatusCode::CREATED, "{}", bought.body);
        assert_eq!(bought.body["outcome"], "placed");
        assert!(!bought.headers.contains_key("idempotency-replayed"));
        let again = pay(&mut client, "second", &total, "tok_success").await;
        assert_eq!((again.status, &again.body), (bought.status, &bought.body));
        assert_eq!(again.headers["idempotency-replayed"], "true");
        let changed = pay(&mut client, "second", &total, "tok_declined").await;
        assert_eq!(
            (changed.status, &changed.body["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("key_reused"))
        );
        assert_eq!(purchases(app).await, 1);

        let number = bought.body["number"].as_str().unwrap();
        let path = format!("/order-groups/{number}");
        let group = client.get(&path).await;
        assert_eq!(group.body["orders"].as_array().map(Vec::len), Some(2), "{}", group.body);
        assert_eq!(
            (&group.body["totals"]["total"]["amount"], &group.body["address"]["city"]),
            (&total, &json!("Berlin"))
        );
        let mut stranger = Client::new(app);
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
        stranger.headers.insert("x-order-token", bought.body["token"].as_str().unwrap().parse().unwrap());
        assert_eq!(stranger.get(&path).await.body, group.body);

        let track = |email: &str| json!({ "number": number, "email": email });
        let tracked = stranger.post("/orders/track", track("ada@example.com")).await;
        assert_eq!(tracked.body["orders"][0]["fulfillment_status"], "unfulfilled", "{}", tracked.body);
        assert!(tracked.body["orders"][0]["address"].is_null());
        let wrong = stranger.post("/orders/track", track("eve@example.com")).await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_cart_is_changed_for_the_version_that_was_shown_and_by_its_owner_only() {
    on_each_engine(async |app| {
        let mug = mug(app, "mugs").await;
        let client = filled(app, &[mug]).await;
        let opened = client.send(Method::POST, "/cart", None).await;
        assert_eq!((opened.status, &opened.body["token"]), (StatusCode::OK, &Value::Null));
        let version = opened.body["cart"]["version"].as_i64().unwrap();
        let line = format!("/cart/lines/{mug}");
        let change = async |quantity: i64, version: i64| {
            client.send(Method::PATCH, &line, Some(json!({ "quantity": quantity, "version": version }))).await
        };
        let changed = change(3, version).await;
        assert_eq!((changed.status, &changed.body["pieces"]), (StatusCode::OK, &json!(3)));
        let stale = change(4, version).await;
        assert_eq!((stale.status, &stale.body["code"]), (StatusCode::CONFLICT, &json!("stale")));
        let many = change(1_000, version + 1).await;
        assert_eq!(
            (many.status, &many.body["fields"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("quantity"))
        );
        let short = change(101, version + 1).await;
        assert_eq!((short.status, &short.body["code"]), (StatusCode::CONFLICT, &json!("out_of_stock")));

        let mut stranger = Client::new(app);
        let began = stranger.send(Method::POST, "/cart", None).await;
        assert_eq!((began.status, &began.body["cart"]["pieces"]), (StatusCode::CREATED, &json!(0)));
        stranger.headers.insert("x-cart-token", began.body["token"].as_str().unwrap().parse().unwrap());
        assert_eq!(stranger.send(Method::DELETE, &line, None).await.status, StatusCode::NOT_FOUND);

        let old = client.send(Method::DELETE, &format!("{line}?version={version}"), None).await;
        assert_eq!(old.status, StatusCode::CONFLICT);
        assert_eq!(client.send(Method::DELETE, &line, None).await.status, StatusCode::NO_CONTENT);
        let empty = client.send(Method::POST, "/checkout", None).await;
        assert_eq!((empty.status, &empty.body["code"]), (StatusCode::CONFLICT, &json!("cart_empty")));
    })
    .await;
}

#[tokio::test]
async fn a_step_keeps_what_is_wrong_and_says_so() {
    on_each_engine(async |app| {
        let mut client = filled(app, &[mug(app, "mugs").await]).await;
        let mut wrong = home();
        wrong["postcode"] = "1".into();
        let kept = put(&client, "/checkout/address", json!({ "email": "ada", "address": wrong })).await;
        assert_eq!((kept.status, &kept.body["address"]["postcode"]), (StatusCode::OK, &json!("1")));
        let errors = kept.body["errors"].as_array().unwrap();
        let fields: Vec<_> = errors.iter().map(|error| (&error["field"], &error["problem"])).collect();
        assert_eq!(
            fields,
            [(&json!("email"), &json!("not_an_email")), (&json!("address.postcode"), &json!("bad_postcode"))]
        );
        assert!(errors.iter().all(|error| error["message"].as_str().is_some_and(|text| !text.is_empty())));
        let slip =
            put(&client, "/checkout/address", json!({ "email": EMAIL, "address": { "zip": "10115" } })).await;
        assert_eq!(
            (slip.status, &slip.body["fields"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("address.zip"))
        );
        let early = pay(&mut client, "early", &json!(1), "tok_success").await;
        assert_eq!(
            (early.status, &early.body["code"]),
            (StatusCode::CONFLICT, &json!("checkout_incomplete"))
        );
        let view = client.get("/checkout").await.body;
        client.headers.remove("idempotency-key");
        let body = json!({ "expected_total": view["expected_total"], "payment_token": "tok_success" });
        let unkeyed = client.post("/checkout/payments", body).await;
        assert_eq!(
            (unkeyed.status, &unkeyed.body["fields"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("idempotency_key"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_declined_card_is_told_why_and_a_challenge_is_answered() {
    on_each_engine(async |app| {
        let mut client = filled(app, &[mug(app, "mugs").await]).await;
        let total = reviewed(&client).await["expected_total"].clone();
        for replayed in [false, true] {
            let declined = pay(&mut client, "poor", &total, "tok_insufficient_funds").await;
            assert_eq!(declined.status, StatusCode::PAYMENT_REQUIRED, "{}", declined.body);
            assert_eq!(declined.body["type"], "urn:souk:problem:payment_declined");
            assert_eq!(declined.body["details"]["reason"], "insufficient_funds");
            assert_eq!(declined.headers.contains_key("idempotency-replayed"), replayed);
        }
        let asked = pay(&mut client, "asked", &total, "tok_challenge").await;
        assert_eq!((asked.status, &asked.body["outcome"]), (StatusCode::ACCEPTED, &json!("challenge")));
        let reference = asked.body["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let payment = format!("/checkout/payments/{}", asked.body["payment_id"].as_str().unwrap());
        let stranger = Client::new(app);
        assert_eq!(stranger.get(&payment).await.status, StatusCode::NOT_FOUND);
        let bank = format!("/checkout/challenges/{reference}");
        let question = stranger.get(&bank).await.body;
        assert_eq!((&question["open"], &question["amount"]["amount"]), (&json!(true), &total));
        assert_eq!(client.get(&payment).await.body["outcome"], "challenge");
        let answered = stranger.post(&bank, json!({ "approve": true })).await;
        assert_eq!(answered.status, StatusCode::OK);
        let paid = client.get(&payment).await;
        assert_eq!((paid.status, &paid.body["outcome"]), (StatusCode::OK, &json!("placed")));
        assert_eq!(stranger.get("/checkout/challenges/nothing").await.status, StatusCode::NOT_FOUND);
        app.run_jobs().await.unwrap();
        assert_eq!(purchases(app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_signed_in_person_sees_their_orders_page_by_page_and_nobody_else_s() {
    on_each_engine(async |app| {
        let mut ada = registered(app, "ada@example.com").await;
        for variant in [mug(app, "mugs").await, mug(app, "cups").await] {
            ada.post("/cart/lines", json!({ "variant_id": variant, "quantity": 2 })).await;
        }
        let view = reviewed(&ada).await;
        assert_eq!(view["signed_in"], true);
        let bought = pay(&mut ada, "mine", &view["expected_total"], "tok_success").await;
        assert_eq!(bought.status, StatusCode::CREATED, "{}", bought.body);
        let first = ada.get("/me/orders?limit=1").await.body;
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = ada.get(&format!("/me/orders?limit=1&cursor={cursor}")).await.body;
        assert!(second["next_cursor"].is_null());
        let bob = registered(app, "bob@example.com").await;
        let mut shops = Vec::new();
        for page in [&first, &second] {
            let row = &page["items"][0];
            let path = format!("/me/orders/{}", row["number"].as_str().unwrap());
            let order = ada.get(&path).await.body;
            assert_eq!((&order["total"], &row["pieces"]), (&row["total"], &json!(2)));
            assert_eq!(order["address"]["city"], "Berlin");
            assert_eq!(order["lines"][0]["quantities"]["ordered"], 2);
            shops.push(order["shop"].as_str().unwrap().to_owned());
            assert_eq!(bob.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        shops.sort();
        assert_eq!(shops, ["cups", "mugs"]);
    })
    .await;
}
