use axum::body::{Body, to_bytes};
use backend::testing::on_each_engine;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{Answer, CUSTOMER, Client, MERCHANT, signed_in, world};

const SETTINGS: &str = "/merchant/demo/settings";

/// Changes a part of the settings of the shop `demo`.
async fn send(client: &Client, method: Method, part: &str, body: Value) -> Answer {
    client.send(method, &format!("{SETTINGS}/{part}"), Some(body)).await
}

async fn delete(client: &Client, part: &str) -> StatusCode {
    client.send(Method::DELETE, &format!("{SETTINGS}/{part}"), None).await.status
}

fn fields(answer: &Answer) -> (StatusCode, Vec<&str>) {
    let fields = answer.body["fields"].as_array().unwrap();
    (answer.status, fields.iter().map(|field| field["field"].as_str().unwrap()).collect())
}

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const DONE: StatusCode = StatusCode::NO_CONTENT;

#[tokio::test]
async fn what_settings_say_can_be_put_back_changed() {
    on_each_engine(async |app| {
        world(app).await;
        let client = signed_in(app, MERCHANT).await;
        let mut general = client.get(SETTINGS).await.body["general"].clone();
        general["tagline"] = json!("Lamps of all kinds");
        assert_eq!(send(&client, Method::PUT, "general", general.clone()).await.status, DONE);
        assert_eq!(client.get(SETTINGS).await.body["general"], general);
        general["name"] = json!("");
        general["address"]["country"] = json!("XX");
        let wrong = send(&client, Method::PUT, "general", general.clone()).await;
        assert_eq!(fields(&wrong), (WRONG, vec!["name", "address.country"]));
        general.as_object_mut().unwrap().remove("time_zone");
        let short = send(&client, Method::PUT, "general", general).await;
        assert_eq!(fields(&short), (WRONG, vec!["time_zone"]));

        assert_eq!(send(&client, Method::PUT, "look", json!({ "accent": "#AA3300" })).await.status, DONE);
        let wrong = send(&client, Method::PUT, "look", json!({ "accent": "red" })).await;
        assert_eq!(fields(&wrong), (WRONG, vec!["accent"]));
        let policies = json!({ "shipping_policy": "Soon", "return_policy": "Any time" });
        assert_eq!(send(&client, Method::PUT, "policies", policies.clone()).await.status, DONE);
        let now = client.get(SETTINGS).await.body;
        assert_eq!((&now["look"]["accent"], &now["policies"]), (&json!("#aa3300"), &policies));
        assert_eq!(now["role"], "owner");
    })
    .await;
}

#[tokio::test]
async fn zones_rates_and_taxes_are_added_replaced_and_removed() {
    on_each_engine(async |app| {
        world(app).await;
        let client = signed_in(app, MERCHANT).await;
        let alps = json!({ "name": "Alps", "countries": ["CH", "AT"] });
        let zone = send(&client, Method::POST, "zones", alps.clone()).await;
        assert_eq!(zone.status, StatusCode::CREATED, "{}", zone.body);
        let zone = format!("zones/{}", zone.body["id"].as_str().unwrap());
        let parcel =
            json!({ "name": "Parcel", "price": 1290, "free_from": 10000, "min_days": 2, "max_days": 4 });
        let rates = format!("{zone}/rates");
        let rate = send(&client, Method::POST, &rates, parcel.clone()).await;
        assert_eq!(rate.status, StatusCode::CREATED, "{}", rate.body);
        let rate = format!("{rates}/{}", rate.body["id"].as_str().unwrap());
        let mut wrong = parcel.clone();
        wrong["price"] = json!(-1);
        wrong["max_days"] = json!(1);
        let wrong = send(&client, Method::PUT, &rate, wrong).await;
        assert_eq!(fields(&wrong), (WRONG, vec!["price", "max_days"]));
        let mut dearer = parcel.clone();
        dearer["price"] = json!(1305);
        assert_eq!(send(&client, Method::PUT, &rate, dearer).await.status, DONE);

        let shown = client.get(SETTINGS).await.body;
        let shown = shown["zones"].as_array().unwrap().iter().find(|zone| zone["name"] == "Alps").unwrap();
        assert_eq!(shown["countries"], json!(["AT", "CH"]));
        assert_eq!(shown["rates"][0]["price"], json!({ "amount": 1305, "currency": "EUR" }));
        assert_eq!(shown["rates"][0]["free_from"]["amount"], 10000);
        let unknown = send(&client, Method::PUT, &zone, json!({ "name": "Alps", "countries": ["XX"] })).await;
        assert_eq!(fields(&unknown), (WRONG, vec!["countries"]));
        assert_eq!(
            (delete(&client, &rate).await, delete(&client, &rate).await),
            (DONE, StatusCode::NOT_FOUND)
        );
        assert_eq!(
            (delete(&client, &zone).await, delete(&client, &zone).await),
            (DONE, StatusCode::NOT_FOUND)
        );

        let vat = |rate: &str| json!({ "country": "LI", "class": "standard", "name": "VAT", "rate": rate });
        let tax = send(&client, Method::POST, "taxes", vat("8.1")).await;
        let twice = send(&client, Method::POST, "taxes", vat("7.7")).await;
        assert_eq!(fields(&twice), (WRONG, vec!["country"]));
        let tax = format!("taxes/{}", tax.body["id"].as_str().unwrap());
        assert_eq!(fields(&send(&client, Method::PUT, &tax, vat("-1")).await), (WRONG, vec!["rate"]));
        assert_eq!(send(&client, Method::PUT, &tax, vat("8.2")).await.status, DONE);
        let shown = client.get(SETTINGS).await.body;
        assert!(
            shown["taxes"].as_array().unwrap().iter().any(|t| t["country"] == "LI" && t["rate"] == "8.2")
        );
        assert_eq!(delete(&client, &tax).await, DONE);
    })
    .await;
}

#[tokio::test]
async fn only_owners_change_a_shop_and_what_they_did_is_recorded() {
    on_each_engine(async |app| {
        world(app).await;
        let owner = signed_in(app, MERCHANT).await;
        let customer = signed_in(app, CUSTOMER).await;
        let look = json!({ "accent": "#112233" });
        assert_eq!(Client::new(app).get(SETTINGS).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(customer.get(SETTINGS).await.status, StatusCode::NOT_FOUND);
        assert_eq!(send(&customer, Method::PUT, "look", look.clone()).await.status, StatusCode::NOT_FOUND);

        let nobody = json!({ "email": "nobody@example.com", "role": "staff" });
        let nobody = send(&owner, Method::POST, "members", nobody).await;
        assert_eq!(fields(&nobody), (WRONG, vec!["email"]));
        let hired = json!({ "email": CUSTOMER, "role": "staff" });
        let hired = send(&owner, Method::POST, "members", hired).await;
        assert_eq!(hired.status, StatusCode::CREATED, "{}", hired.body);
        let member = format!("members/{}", hired.body["user_id"].as_str().unwrap());
        let seen = customer.get(SETTINGS).await.body;
        assert_eq!(seen["role"], "staff");
        assert_eq!(seen["members"][1]["user_id"], hired.body["user_id"]);
        assert_eq!(send(&customer, Method::PUT, "look", look.clone()).await.status, StatusCode::FORBIDDEN);
        assert_eq!(customer.get(&format!("{SETTINGS}/audit")).await.status, StatusCode::FORBIDDEN);

        let promoted = send(&owner, Method::PATCH, &member, json!({ "role": "owner" })).await;
        assert_eq!(promoted.status, DONE);
        let first = format!("members/{}", seen["members"][0]["user_id"].as_str().unwrap());
        assert_eq!(delete(&customer, &first).await, DONE);
        assert_eq!(owner.get(SETTINGS).await.status, StatusCode::NOT_FOUND);
        let last = customer.send(Method::DELETE, &format!("{SETTINGS}/{member}"), None).await;
        assert_eq!((last.status, &last.body["code"]), (StatusCode::CONFLICT, &json!("last_owner")));

        let record = customer.get(&format!("{SETTINGS}/audit?limit=2")).await.body;
        let deeds: Vec<&Value> =
            record["items"].as_array().unwrap().iter().map(|item| &item["action"]).collect();
        assert_eq!(deeds, ["member.removed", "member.role_changed"]);
        assert_eq!(record["items"][1]["details"], json!({ "role": "owner" }));
        let cursor = record["next_cursor"].as_str().unwrap();
        let older = customer.get(&format!("{SETTINGS}/audit?limit=2&cursor={cursor}")).await.body;
        assert_eq!(older["items"][0]["action"], "member.added");
    })
    .await;
}

#[tokio::test]
async fn a_logo_is_the_body_itself() {
    on_each_engine(async |app| {
        world(app).await;
        let client = signed_in(app, MERCHANT).await;
        let put = async |kind: &str, bytes: &[u8]| {
            let mut request = Request::put(format!("{}{SETTINGS}/logo", crate::PREFIX))
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(bytes.to_vec()))
                .unwrap();
            request.headers_mut().extend(client.headers.clone());
            let answer = client.router.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            (status, to_bytes(answer.into_body(), 10_000).await.unwrap())
        };
        let icon = include_bytes!("../../../../public/icons/icon-192.png");
        assert_eq!(put("application/json", icon).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(put("image/png", b"no picture").await.0, StatusCode::CONFLICT);
        let stored = put("image/png", icon).await;
        assert_eq!(stored.0, DONE, "{stored:?}");
        assert!(client.get(SETTINGS).await.body["logo"]["url"].as_str().unwrap().ends_with("/800.webp"));
        assert_eq!(delete(&client, "logo").await, DONE);
        assert!(client.get(SETTINGS).await.body["logo"].is_null());
    })
    .await;
}
