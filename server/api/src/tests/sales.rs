use backend::scope::BuyerScope;
use backend::testing::store::{self, Goods};
use backend::testing::{TestApp, on_each_engine};
use backend::{cart, checkout};
use domain::Locale;
use domain::address::Address;
use domain::checkout::{AddressInput, PayOutcome, PayRequest};
use http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, CUSTOMER, Client, MERCHANT, signed_in, world};

/// What a mug costs.
const PRICE: i64 = 1999;

/// Somebody buys three and two mugs of the shop `demo`; gives the path of the shop's order.
async fn sold(app: &TestApp) -> String {
    let env = &app.env;
    let shop = Client::new(app).get("/shops/demo").await.body["id"].as_str().unwrap().parse().unwrap();
    let token = cart::create(env, &BuyerScope::default()).await.unwrap();
    let buyer = BuyerScope::new(None, Some(&token));
    for quantity in [3, 2] {
        let mug = store::variant(env, shop, Goods { price: PRICE, ..Goods::default() }).await;
        cart::add(env, &buyer, mug, quantity).await.unwrap();
    }
    checkout::enter(env, &buyer).await.unwrap();
    let address = Address {
        name: "Ada Lovelace".into(),
        line1: "Torstrasse 1".into(),
        city: "Berlin".into(),
        postcode: "10115".into(),
        country: "DE".into(),
        ..Address::default()
    };
    let address = AddressInput { email: "ada@example.com".into(), address, save: false };
    let view = checkout::save_address(env, &buyer, address).await.unwrap();
    let rates: Vec<_> = view.shops.iter().map(|shop| (shop.shop, shop.choices[0].rate)).collect();
    let view = checkout::save_shipping(env, &buyer, &rates).await.unwrap();
    let request = PayRequest {
        idempotency_key: view.idempotency_key.clone(),
        expected_total: view.expected_total,
        payment_token: "tok_success".into(),
        note: String::new(),
        locale: Locale::En,
    };
    let outcome = checkout::pay(env, &buyer, &request).await.unwrap();
    let PayOutcome::Placed { number, .. } = outcome else { panic!("not placed: {outcome:?}") };
    app.run_jobs().await.unwrap();
    format!("/merchant/demo/orders/{number}-1")
}

fn field(answer: &Answer) -> (StatusCode, &Value) {
    (answer.status, &answer.body["fields"][0]["field"])
}

fn code(answer: &Answer) -> (StatusCode, &Value) {
    (answer.status, &answer.body["code"])
}

#[tokio::test]
async fn a_shop_sends_gives_back_and_calls_off_parts_of_an_order() {
    on_each_engine(async |app| {
        world(app).await;
        let path = sold(app).await;
        let client = signed_in(app, MERCHANT).await;
        let order = client.get(&path).await.body;
        let (version, line) =
            (order["version"].as_i64().unwrap(), |at: usize| order["lines"][at]["id"].clone());
        assert_eq!(order["lines"][0]["quantities"]["to_fulfil"], 3);
        assert_eq!(order["totals"]["captured"], order["totals"]["total"]);

        let parcel = |quantity: i64| {
            json!({ "version": version, "lines": [{ "line_id": line(0), "quantity": quantity }],
                "carrier": "DHL", "tracking_number": "0034", "notify": true })
        };
        let fulfilments = format!("{path}/fulfilments");
        let too_many = client.post(&fulfilments, parcel(4)).await;
        assert_eq!(field(&too_many), (StatusCode::UNPROCESSABLE_ENTITY, &json!("lines.0.quantity")));
        let mut stranger = parcel(1);
        stranger["lines"][0]["line_id"] = order["id"].clone();
        let unknown = client.post(&fulfilments, stranger).await;
        assert_eq!(field(&unknown), (StatusCode::UNPROCESSABLE_ENTITY, &json!("lines.0.line_id")));
        let sent = client.post(&fulfilments, parcel(2)).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        let shown = &sent.body["order"]["fulfilments"][0];
        assert_eq!((&shown["id"], &shown["lines"][0]["quantity"]), (&sent.body["id"], &json!(2)));
        assert!(shown["tracking_url"].as_str().unwrap().ends_with("0034"));
        assert_eq!(sent.body["order"]["fulfilment_status"], "partial");
        assert_eq!(
            code(&client.post(&fulfilments, parcel(2)).await),
            (StatusCode::CONFLICT, &json!("stale"))
        );

        let arrived = format!("{fulfilments}/{}/delivered", sent.body["id"].as_str().unwrap());
        let arrived = client.post(&arrived, json!({ "version": version + 1 })).await;
        assert_eq!(arrived.status, StatusCode::OK, "{}", arrived.body);
        assert_eq!(arrived.body["lines"][0]["quantities"]["delivered"], 2);

        let refund = json!({
            "version": version + 2,
            "lines": [
                { "line_id": line(0), "quantity": 1, "restock": true },
                { "line_id": line(1), "quantity": 0, "amount": 100 },
            ],
            "shipping": 50,
            "reason": "a scratch",
        });
        let preview = client.post(&format!("{path}/refunds/preview"), refund.clone()).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
        assert_eq!(preview.body["amount"], json!({ "amount": PRICE + 100 + 50, "currency": "EUR" }));
        let shares = preview.body["lines"].as_array().unwrap();
        let sum: i64 = shares.iter().map(|line| line["amount"]["amount"].as_i64().unwrap()).sum();
        assert_eq!(sum + 50, preview.body["computed"]["amount"]);
        assert_eq!(preview.body["maximum"], order["totals"]["total"]);
        let mut greedy = refund.clone();
        greedy["lines"][1]["amount"] = json!(2 * PRICE + 1);
        let refused = client.post(&format!("{path}/refunds"), greedy).await;
        assert_eq!(field(&refused), (StatusCode::UNPROCESSABLE_ENTITY, &json!("lines.1.amount")));
        assert_eq!(refused.body["fields"][0]["max"], 2 * PRICE);
        let given = client.post(&format!("{path}/refunds"), refund).await;
        assert_eq!(given.status, StatusCode::CREATED, "{}", given.body);
        assert_eq!(given.body["order"]["refunds"][0]["id"], given.body["id"]);
        assert_eq!(given.body["order"]["totals"]["refund_pending"], preview.body["amount"]);

        let rest = json!({ "version": version + 3, "reason": "sold out", "refund": true });
        let off = client.post(&format!("{path}/cancellations"), rest).await;
        assert_eq!(off.status, StatusCode::OK, "{}", off.body);
        assert!(off.body["refund_id"].is_string());
        app.run_jobs().await.unwrap();
        let end = client.get(&path).await.body;
        assert_eq!(
            (&end["status"], &end["payment_status"]),
            (&json!("completed"), &json!("partially_refunded"))
        );
        // One piece of the first line came back, another was kept; the rest was never sent.
        let left = end["totals"]["refundable"]["amount"].as_i64().unwrap();
        let total = end["totals"]["total"]["amount"].as_i64().unwrap();
        assert_eq!(end["totals"]["refunded"]["amount"], total - left);
        let off = end["lines"].as_array().unwrap().iter().map(|line| &line["quantities"]["cancelled"]);
        assert_eq!(off.map(|pieces| pieces.as_i64().unwrap()).sum::<i64>(), 3);

        app.clock.advance(1);
        let note = json!({ "version": end["version"], "text": "Called her" });
        let noted = client.post(&format!("{path}/notes"), note).await;
        assert_eq!(noted.status, StatusCode::CREATED, "{}", noted.body);
        assert_eq!(noted.body["timeline"][0]["details"]["text"], "Called her");
    })
    .await;
}

#[tokio::test]
async fn the_orders_of_a_shop_are_listed_in_pages_with_the_counts_of_its_lists() {
    on_each_engine(async |app| {
        world(app).await;
        let number = sold(app).await.split('/').next_back().unwrap().to_owned();
        let client = signed_in(app, MERCHANT).await;
        let mut seen = Vec::new();
        let mut path = "/merchant/demo/orders?limit=2".to_owned();
        let all = loop {
            let page = client.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            let items = page.body["items"].as_array().unwrap();
            seen.extend(items.iter().map(|order| order["number"].as_str().unwrap().to_owned()));
            let Some(cursor) = page.body["next_cursor"].as_str() else {
                break page.body["counts"]["all"].as_u64().unwrap();
            };
            path = format!("/merchant/demo/orders?limit=2&cursor={cursor}");
        };
        assert_eq!((seen.len() as u64, &seen[0]), (all, &number));
        let found = client.get("/merchant/demo/orders?filter=to_ship&search=lovelace").await.body;
        assert_eq!(found["items"][0]["number"], number);
        assert_eq!(found["items"][0]["pieces"], 5);
        let home = client.get("/merchant/demo/home").await.body;
        assert_eq!(home["to_ship"], found["counts"]["to_ship"]);
        let today = home["days"].as_array().unwrap().last().unwrap();
        assert_eq!((home["days"].as_array().unwrap().len(), today["orders"].as_i64() >= Some(1)), (14, true));
        let wrong = client.get("/merchant/demo/orders?filter=lost").await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn another_shop_s_order_does_not_exist_and_a_guest_signs_in_first() {
    on_each_engine(async |app| {
        world(app).await;
        let path = sold(app).await;
        let stranger = signed_in(app, CUSTOMER).await;
        let merchant = signed_in(app, MERCHANT).await;
        let shops = merchant.get("/shops").await.body;
        let other = shops["items"].as_array().unwrap().iter().map(|shop| shop["slug"].as_str().unwrap());
        let other =
            path.replace("/demo/", &format!("/{}/", other.into_iter().find(|slug| *slug != "demo").unwrap()));
        let number = json!({ "version": 1, "lines": [] });
        for (client, path) in [(&stranger, &path), (&merchant, &other)] {
            assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            for change in ["fulfilments", "cancellations", "refunds", "refunds/preview"] {
                let answer = client.post(&format!("{path}/{change}"), number.clone()).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{change}");
            }
        }
        assert_eq!(Client::new(app).get(&path).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(stranger.get("/merchant/demo/home").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
