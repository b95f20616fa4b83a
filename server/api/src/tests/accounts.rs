use backend::mails;
use backend::testing::store::{self, Goods};
use backend::testing::{TestApp, on_each_engine};
use domain::mails::MailKind;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::{Answer, Client};

const PHRASE: &str = "a long enough phrase";

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    Client::new(app).post("/sessions", json!({ "email": email, "password": password })).await
}

/// A program in which a person of this address is signed in; the address is not confirmed.
pub async fn registered(app: &TestApp, email: &str) -> Client {
    let form = json!({ "name": "Ada", "email": email, "password": PHRASE });
    assert_eq!(Client::new(app).post("/accounts", form).await.status, StatusCode::ACCEPTED);
    app.run_jobs().await.unwrap();
    let session = sign_in(app, email, PHRASE).await;
    assert_eq!(session.status, StatusCode::CREATED, "{}", session.body);
    Client::new(app).with_token(session.body["token"].as_str().unwrap())
}

/// The secret of the link in the newest mail of a kind.
async fn link(app: &TestApp, kind: MailKind) -> String {
    app.run_jobs().await.unwrap();
    app.clock.advance(1);
    let (all, _) = mails::outbox(&app.env, None).await.unwrap();
    let mail = all.into_iter().find(|mail| mail.kind == kind).unwrap();
    let text = mails::outbox_mail(&app.env, mail.id).await.unwrap().text;
    let line = text.lines().find(|line| line.contains("/account/")).unwrap();
    line.rsplit('/').next().unwrap().to_owned()
}

fn field(answer: &Answer) -> (u16, &Value) {
    (answer.status.as_u16(), &answer.body["fields"][0]["field"])
}

#[tokio::test]
async fn a_person_signs_in_sees_where_and_signs_out() {
    on_each_engine(async |app| {
        let email = "bob@example.com";
        let other = registered(app, email).await;
        let wrong = sign_in(app, email, "not the password").await;
        assert_eq!(field(&wrong), (422, &json!("password")));
        let first = sign_in(app, email, PHRASE).await;
        assert_eq!((first.status, &first.body["user"]["email"]), (StatusCode::CREATED, &json!(email)));
        assert!(first.body["expires_in"].as_i64().is_some_and(|seconds| seconds > 0));
        let client = Client::new(app).with_token(first.body["token"].as_str().unwrap());
        assert_eq!(client.get("/me").await.body, first.body["user"]);
        let stranger = registered(app, "ada@example.com").await;
        let sessions = client.get("/sessions").await.body;
        let theirs = sessions.as_array().unwrap().iter().find(|session| session["current"] == false).unwrap();
        let path = format!("/sessions/{}", theirs["id"].as_str().unwrap());
        assert_eq!(stranger.send(Method::DELETE, &path, None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(client.send(Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
        let over = other.get("/me").await;
        assert_eq!(
            (over.status, &over.headers[header::WWW_AUTHENTICATE]),
            (StatusCode::UNAUTHORIZED, &"Bearer".parse().unwrap())
        );
        assert_eq!(
            client.send(Method::DELETE, "/sessions/current", None).await.status,
            StatusCode::NO_CONTENT
        );
        assert_eq!(client.get("/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(stranger.send(Method::DELETE, "/sessions", None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(stranger.get("/me").await.status, StatusCode::UNAUTHORIZED);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_account_is_opened_confirmed_and_gets_a_shop() {
    on_each_engine(async |app| {
        let guest = Client::new(app);
        let wrong = guest.post("/accounts", json!({ "name": "", "email": "ada", "password": "short" })).await;
        let fields: Vec<_> =
            wrong.body["fields"].as_array().unwrap().iter().map(|f| f["field"].clone()).collect();
        assert_eq!(
            (wrong.status.as_u16(), fields),
            (422, vec![json!("name"), json!("email"), json!("password")])
        );
        let client = registered(app, "ada@example.com").await;
        let shop = json!({ "name": "Mugs", "slug": "mugs", "country": "DE", "time_zone": "Europe/Berlin" });
        let early = client.post("/me/shops", shop.clone()).await;
        assert_eq!((early.status, &early.body["code"]), (StatusCode::CONFLICT, &json!("unverified")));

        let token = link(app, MailKind::Verify).await;
        let check = async |client: &Client| {
            client.post("/accounts/confirmation/check", json!({ "token": token })).await.body
        };
        assert_eq!(check(&guest).await, json!({ "state": "needs_password", "email": "ada@example.com" }));
        assert_eq!(check(&client).await["state"], "ready");
        let alone = guest.post("/accounts/verify", json!({ "token": token })).await;
        assert_eq!(field(&alone), (422, &json!("password")));
        let verified = guest.post("/accounts/verify", json!({ "token": token, "password": PHRASE })).await;
        assert_eq!((verified.status, &verified.body["user"]["verified"]), (StatusCode::OK, &json!(true)));
        assert_eq!(check(&guest).await, json!({ "state": "expired", "email": null }));

        let choices = client.get("/me/shops/choices").await.body;
        assert!(choices["time_zones"].as_array().unwrap().contains(&json!("Europe/Berlin")));
        assert!(
            choices["countries"].as_array().unwrap().contains(&json!({ "code": "DE", "name": "Germany" }))
        );
        let opened = client.post("/me/shops", shop.clone()).await;
        assert_eq!((opened.status, &opened.body["role"]), (StatusCode::CREATED, &json!("owner")));
        assert_eq!(client.get("/me/shops").await.body, json!([opened.body]));
        assert_eq!(field(&client.post("/me/shops", shop).await), (422, &json!("slug")));
        for path in ["/me", "/me/shops", "/me/shops/choices", "/me/orders", "/me/addresses", "/sessions"] {
            assert_eq!(guest.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_link() {
    on_each_engine(async |app| {
        let client = registered(app, "ada@example.com").await;
        let guest = Client::new(app);
        for email in ["ada@example.com", "nobody@example.com"] {
            assert_eq!(
                guest.post("/password-resets", json!({ "email": email })).await.status,
                StatusCode::ACCEPTED
            );
        }
        let token = link(app, MailKind::Reset).await;
        let check = async || {
            guest.post("/password-resets/check", json!({ "token": token })).await.body["email"].clone()
        };
        assert_eq!(check().await, "ada@example.com");
        let set = async |password: &str| {
            guest.post("/password-resets/confirm", json!({ "token": token, "password": password })).await
        };
        assert_eq!(field(&set("short").await), (422, &json!("password")));
        let session = set("another good phrase").await;
        assert_eq!(session.status, StatusCode::OK, "{}", session.body);
        assert_eq!(field(&set("another good phrase").await), (422, &json!("token")));
        assert!(check().await.is_null());
        app.run_jobs().await.unwrap();
        assert_eq!(client.get("/me").await.status, StatusCode::UNAUTHORIZED, "every session ended");
        assert_eq!(sign_in(app, "ada@example.com", PHRASE).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_person_changes_what_they_give_and_keeps_the_rest() {
    on_each_engine(async |app| {
        let client = registered(app, "ada@example.com").await;
        let change = async |body: Value| client.send(Method::PATCH, "/me", Some(body)).await;
        let me = change(json!({ "locale": "de" })).await.body;
        assert_eq!((&me["name"], &me["locale"]), (&json!("Ada"), &json!("de")));
        assert_eq!(change(json!({ "name": "Ada Lovelace" })).await.body["locale"], "de");
        assert_eq!(field(&change(json!({ "name": " " })).await), (422, &json!("name")));
        assert_eq!(field(&change(json!({ "role": "admin" })).await), (422, &json!("role")));
        let set = async |current: &str| {
            let body = json!({ "current": current, "password": "another good phrase" });
            client.send(Method::PUT, "/me/password", Some(body)).await
        };
        assert_eq!(field(&set("wrong").await), (422, &json!("current")));
        assert_eq!(set(PHRASE).await.status, StatusCode::NO_CONTENT);
        assert_eq!(client.get("/me").await.status, StatusCode::OK);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn addresses_are_kept_for_their_person_only() {
    on_each_engine(async |app| {
        let (ada, bob) = (registered(app, "ada@example.com").await, registered(app, "bob@example.com").await);
        let mut home = json!({ "name": "Ada", "line1": "Torstrasse 1", "city": "Berlin", "postcode": "10115", "country": "de" });
        let kept = ada.post("/me/addresses", home.clone()).await;
        assert_eq!((kept.status, &kept.body["country"]), (StatusCode::CREATED, &json!("DE")), "{}", kept.body);
        let path = format!("/me/addresses/{}", kept.body["id"].as_str().unwrap());
        assert_eq!(ada.get(&path).await.body, kept.body);
        home["postcode"] = "x".into();
        let wrong = ada.send(Method::PUT, &path, Some(home.clone())).await;
        assert_eq!(field(&wrong), (422, &json!("postcode")));
        home["postcode"] = "10119".into();
        for method in [Method::GET, Method::DELETE] {
            assert_eq!(bob.send(method, &path, None).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(bob.send(Method::PUT, &path, Some(home.clone())).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ada.send(Method::PUT, &path, Some(home)).await.body["postcode"], "10119");
        assert_eq!(ada.send(Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(ada.get("/me/addresses").await.body, json!([]));
    })
    .await;
}

#[tokio::test]
async fn a_guest_s_cart_joins_the_person_who_signs_in() {
    on_each_engine(async |app| {
        let shop = store::shop(&app.env, "mugs", true).await;
        let mug = store::variant(&app.env, shop, Goods::default()).await;
        registered(app, "ada@example.com").await;
        let mut guest = Client::new(app);
        let added = guest.post("/cart/lines", json!({ "variant_id": mug, "quantity": 2 })).await.body;
        guest.headers.insert("x-cart-token", added["token"].as_str().unwrap().parse().unwrap());
        let session =
            guest.post("/sessions", json!({ "email": "ada@example.com", "password": PHRASE })).await.body;
        let ada = Client::new(app).with_token(session["token"].as_str().unwrap());
        assert_eq!(ada.get("/cart").await.body["pieces"], 2);
        assert_eq!(guest.get("/cart").await.body["pieces"], 0, "its secret opens nothing any more");
    })
    .await;
}
