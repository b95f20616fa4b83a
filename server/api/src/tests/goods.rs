use axum::body::{Body, to_bytes};
use backend::testing::on_each_engine;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{Answer, CUSTOMER, Client, MERCHANT, signed_in, world};

const MANAGER: &str = "manager@souk.example";

async fn upload(client: &Client, path: &str, kind: &str, file: impl Into<Body>) -> Answer {
    let mut request = Request::post(format!("{}{path}", crate::PREFIX)).header(header::CONTENT_TYPE, kind);
    request.headers_mut().unwrap().extend(client.headers.clone());
    let answer = client.router.clone().oneshot(request.body(file.into()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Answer { status: parts.status, headers: parts.headers, body }
}

fn stool() -> Value {
    let variant = |size: &str, wood: &str, price: i64, pieces: i64| json!({ "values": [size, wood], "sku": format!("ST-{size}"), "price": price, "stock_change": pieces });
    json!({
        "title": " Milking stool ",
        "status": "draft",
        "brand": "Fjord",
        "options": [{ "name": "Size", "values": ["Low", "High"] }, { "name": "Wood", "values": ["Oak", "Ash"] }],
        "tags": ["wood", "Wood "],
        "slug": "milking-stool",
        "variants": [variant("Low", "oak", 4_900, 3), variant("High", "Ash", 5_900, 0)],
    })
}

/// What a product's GET says, as a PUT wants it.
fn for_put(product: &Value) -> Value {
    let mut body = stool();
    body["version"] = product["version"].clone();
    body["status"] = product["status"].clone();
    for (at, variant) in product["variants"].as_array().unwrap().iter().enumerate() {
        body["variants"][at]["id"] = variant["id"].clone();
        body["variants"][at]["stock_change"] = 0.into();
    }
    body
}

#[tokio::test]
async fn a_product_is_made_published_and_edited_by_one_after_the_other() {
    on_each_engine(async |app| {
        world(app).await;
        let (merchant, guest) = (signed_in(app, MERCHANT).await, Client::new(app));
        let made = merchant.post("/merchant/demo/products", stool()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let path = format!("/merchant/demo/products/{}", made.body["id"].as_str().unwrap());
        assert_eq!(made.headers[header::LOCATION], format!("/api/v1{path}"));
        assert_eq!((&made.body["title"], &made.body["tags"]), (&"Milking stool".into(), &json!(["wood"])));
        assert_eq!(made.body["variants"][0]["values"], json!(["Low", "Oak"]), "as the option spells it");
        assert_eq!(made.body["variants"][0]["stock"]["available"], 3);
        assert_eq!(guest.get("/products/demo/milking-stool").await.status, StatusCode::NOT_FOUND);

        let ids = json!({ "ids": [made.body["id"]], "status": "active" });
        let published = merchant.post("/merchant/demo/products/status", ids).await;
        assert_eq!(published.body, json!({ "changed": 1, "refused": [] }));
        let shown = guest.get("/products/demo/milking-stool").await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(shown.body["options"][1], json!({ "name": "Wood", "values": ["Oak", "Ash"] }));
        assert_eq!(shown.body["variants"][1]["available"], false);
        let found = merchant.get("/merchant/demo/products?tab=active&search=st-low&limit=1").await.body;
        assert_eq!((&found["items"][0]["id"], &found["items"][0]["stock"]), (&made.body["id"], &3.into()));
        assert_eq!(found["items"][0]["min_price"], json!({ "amount": 4_900, "currency": "EUR" }));

        let read = merchant.get(&path).await.body;
        assert_eq!(read["version"], 2);
        let mut body = for_put(&read);
        body["variants"][1]["compare_at"] = 7_900.into();
        let saved = merchant.send(Method::PUT, &path, Some(body.clone())).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
        assert_eq!((&saved.body["version"], &saved.body["tax_class"]), (&3.into(), &"standard".into()));
        assert_eq!(saved.body["variants"][1]["compare_at"]["amount"], 7_900);
        let stale = merchant.send(Method::PUT, &path, Some(body.clone())).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!((&stale.body["code"], &stale.body["details"]["version"]), (&"stale".into(), &3.into()));
        body.as_object_mut().unwrap().remove("version");
        let unsaid = merchant.send(Method::PUT, &path, Some(body)).await;
        assert_eq!((unsaid.status, field(&unsaid)), (StatusCode::UNPROCESSABLE_ENTITY, "version".into()));
    })
    .await;
}

fn field(answer: &Answer) -> String {
    answer.body["fields"][0]["field"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_product_that_is_wrong_is_refused_with_its_field() {
    on_each_engine(async |app| {
        world(app).await;
        let merchant = signed_in(app, MERCHANT).await;
        let refused = async |name: &str, value: Value| {
            let mut body = stool();
            body[name] = value;
            let answer = merchant.post("/merchant/demo/products", body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
            field(&answer)
        };
        assert_eq!(refused("title", "\u{0} ".into()).await, "title");
        assert_eq!(refused("colour", "red".into()).await, "colour");
        assert_eq!(refused("status", "sold".into()).await, "status");
        assert_eq!(refused("category", "01ARZ3NDEKTSV4RRFFQ69G5FAV".into()).await, "category");
        let twice = json!([stool()["variants"][0], stool()["variants"][0]]);
        assert_eq!(refused("variants", twice).await, "variants.1.values");
        let none = merchant.post("/merchant/demo/products/status", json!({ "ids": [], "status": "active" }));
        assert_eq!(none.await.body["changed"], 0);
    })
    .await;
}

#[tokio::test]
async fn stock_is_counted_corrected_and_looked_back_at() {
    on_each_engine(async |app| {
        world(app).await;
        let merchant = signed_in(app, MERCHANT).await;
        let made = merchant.post("/merchant/demo/products", stool()).await.body;
        let low = made["variants"][0]["id"].as_str().unwrap();
        let path = format!("/merchant/demo/stock/{low}");
        app.clock.advance(1);
        let counted =
            merchant.send(Method::PUT, &path, Some(json!({ "on_hand": 7, "note": "counted" }))).await;
        assert_eq!((counted.status, &counted.body["on_hand"]), (StatusCode::OK, &7.into()));
        let below = merchant.send(Method::PUT, &path, Some(json!({ "on_hand": -1 }))).await;
        assert_eq!((below.status, field(&below)), (StatusCode::UNPROCESSABLE_ENTITY, "on_hand".into()));
        let adjustments = format!("{path}/adjustments");
        app.clock.advance(1);
        let adjusted = merchant.post(&adjustments, json!({ "difference": -2, "note": "broken" })).await;
        assert_eq!((adjusted.status, &adjusted.body["available"]), (StatusCode::CREATED, &5.into()));
        let absurd = merchant.post(&adjustments, json!({ "difference": i64::MIN })).await;
        assert_eq!(field(&absurd), "difference");

        let first = merchant.get(&format!("{path}/history?limit=2")).await.body;
        assert_eq!((&first["items"][0]["note"], &first["stock"]["on_hand"]), (&"broken".into(), &5.into()));
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = merchant.get(&format!("{path}/history?cursor={cursor}")).await.body;
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        assert_eq!((&rest["items"][0]["kind"], &rest["items"][0]["on_hand"]), (&"opening".into(), &3.into()));
        assert_eq!(field(&merchant.get(&format!("{path}/history?cursor=x")).await), "cursor");

        let low = merchant.get("/merchant/demo/stock?filter=low&search=milking").await.body;
        assert_eq!(
            (&low["items"][0]["variant_title"], low["items"].as_array().unwrap().len()),
            (&"Low / Oak".into(), 1)
        );
        let out = merchant.get("/merchant/demo/stock?filter=out&search=ST-").await.body;
        assert_eq!(out["items"][0]["stock"]["available"], 0);
    })
    .await;
}

/// A picture of one pixel.
const PNG: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\
    \x1f\x15\xc4\x89\x00\x00\x00\x0dIDAT\x78\xda\x63\x64\xf8\xcf\x50\x0f\x00\x03\x86\x01\x80\x5a\x34\x7d\x6b\
    \x00\x00\x00\x00IEND\xae\x42\x60\x82";

#[tokio::test]
async fn pictures_are_sent_as_they_are() {
    on_each_engine(async |app| {
        world(app).await;
        let merchant = signed_in(app, MERCHANT).await;
        let made = merchant.post("/merchant/demo/products", stool()).await.body;
        let product = format!("/merchant/demo/products/{}", made["id"].as_str().unwrap());
        let pictures = format!("{product}/pictures");
        let added = upload(&merchant, &format!("{pictures}?alt=A%20stool"), "image/png", PNG).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
        let shown = merchant.get(&pictures).await.body;
        assert_eq!((&shown[0]["alt"], &shown[0]["status"]), (&"A stool".into(), &"ready".into()));
        assert_eq!(shown[0]["image"]["width"], 1);

        let other = upload(&merchant, &pictures, "text/plain", PNG).await;
        assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let no_picture = upload(&merchant, &pictures, "image/png", "no picture").await;
        assert_eq!(
            (no_picture.status, &no_picture.body["details"]["reason"]),
            (StatusCode::CONFLICT, &"not_a_picture".into())
        );
        let large =
            upload(&merchant, &pictures, "image/png", [PNG, &vec![0; 20 * 1024 * 1024]].concat()).await;
        assert_eq!(large.body["details"]["reason"], "too_large");

        let picture = format!("{pictures}/{}", added.body["media_id"].as_str().unwrap());
        let said = merchant.send(Method::PATCH, &picture, Some(json!({ "alt": "Oak" }))).await;
        assert_eq!(said.status, StatusCode::NO_CONTENT);
        let order = json!({ "media_ids": [added.body["media_id"]] });
        let ordered = merchant.send(Method::PUT, &format!("{pictures}/order"), Some(order)).await;
        assert_eq!(ordered.body[0]["alt"], "Oak");
        assert_eq!(merchant.send(Method::DELETE, &picture, None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(merchant.send(Method::DELETE, &picture, None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(merchant.get(&product).await.body["pictures"], json!([]));
        let retried = merchant.send(Method::POST, "/merchant/demo/pictures/retry", None).await;
        assert_eq!((retried.status, &retried.body["pictures"]), (StatusCode::ACCEPTED, &0.into()));
    })
    .await;
}

const CSV: &str = "\
Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Status
bench,Garden bench,Size,Short,BE-S,shopify,4,149.00,active
bench,,,Long,BE-L,shopify,2,199.00,
rake,Garden rake,Title,Default Title,RA,shopify,1,cheap,active
";

#[tokio::test]
async fn a_file_is_looked_ahead_at_and_imported() {
    on_each_engine(async |app| {
        world(app).await;
        let merchant = signed_in(app, MERCHANT).await;
        let imports = "/merchant/demo/imports";
        let empty = upload(&merchant, imports, "text/csv", Body::empty()).await;
        assert_eq!((empty.status, field(&empty)), (StatusCode::UNPROCESSABLE_ENTITY, "file".into()));
        assert_eq!(upload(&merchant, imports, "application/json", CSV).await.status, 415);
        let pieces = CSV.as_bytes().chunks(40).map(|piece| Ok::<_, std::io::Error>(piece.to_vec()));
        let body = Body::from_stream(futures::stream::iter(pieces.collect::<Vec<_>>()));
        let started =
            upload(&merchant, &format!("{imports}?file=garden.csv"), "text/csv; charset=utf-8", body).await;
        assert_eq!(started.status, StatusCode::ACCEPTED, "{}", started.body);
        let path = format!("{imports}/{}", started.body["id"].as_str().unwrap());
        assert_eq!(started.headers[header::LOCATION], format!("/api/v1{path}"));
        let waiting = merchant.get(&path).await.body;
        assert_eq!(
            (&waiting["import"]["state"], &waiting["import"]["file"]),
            (&"queued".into(), &"garden.csv".into())
        );
        let early = merchant.send(Method::POST, &format!("{path}/confirm"), None).await;
        assert_eq!((early.status, &early.body["code"]), (StatusCode::CONFLICT, &"not_confirmable".into()));

        app.run_jobs().await.unwrap();
        let ahead = merchant.get(&format!("{path}?limit=1")).await.body;
        assert_eq!(
            (&ahead["import"]["state"], &ahead["import"]["can_confirm"]),
            (&"done".into(), &true.into())
        );
        assert_eq!(
            (&ahead["import"]["rows_done"], &ahead["import"]["dry_run"]),
            (&4.into(), &true.into()),
            "{ahead}"
        );
        assert_eq!(ahead["findings"]["items"][0]["row"], 4, "{ahead}");
        assert_eq!(
            merchant.get("/merchant/demo/products?search=garden%20bench").await.body["items"],
            json!([])
        );

        app.clock.advance(1);
        let real = merchant.send(Method::POST, &format!("{path}/confirm"), None).await;
        assert_eq!(real.status, StatusCode::ACCEPTED, "{}", real.body);
        app.run_jobs().await.unwrap();
        let list = merchant.get(&format!("{imports}?limit=1")).await.body;
        assert_eq!((&list["items"][0]["id"], &list["items"][0]["state"]), (&real.body["id"], &"done".into()));
        let before =
            merchant.get(&format!("{imports}?cursor={}", list["next_cursor"].as_str().unwrap())).await;
        assert_eq!(before.body["items"][0]["id"], started.body["id"]);
        let bench = Client::new(app).get("/products/demo/bench").await.body;
        assert_eq!(
            (&bench["title"], &bench["variants"][1]["price"]["amount"]),
            (&"Garden bench".into(), &19_900.into())
        );
    })
    .await;
}

#[tokio::test]
async fn managers_keep_the_tree_of_categories() {
    on_each_engine(async |app| {
        world(app).await;
        let manager = signed_in(app, MANAGER).await;
        let categories = "/manage/categories";
        let made = manager.post(categories, json!({ "name": "Garden", "name_de": "Garten" })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let garden = format!("{categories}/{}", made.body["id"].as_str().unwrap());
        let below = json!({ "name": "Benches", "parent": made.body["id"] });
        let below = manager.post(categories, below).await.body;
        let place = async |id: &Value| {
            let all = manager.get(categories).await.body;
            let all = all.as_array().unwrap().clone();
            let at = all.iter().position(|category| category["id"] == *id).unwrap();
            (at, all[at].clone())
        };
        let (at, bench) = place(&below["id"]).await;
        assert_eq!((&bench["path"], &bench["depth"]), (&"garden/benches".into(), &1.into()));
        let renamed =
            manager.send(Method::PUT, &garden, Some(json!({ "name": "Outside", "slug": "outside" }))).await;
        assert_eq!(renamed.status, StatusCode::NO_CONTENT, "{}", renamed.body);
        let shift =
            async |step: i64| manager.post(&format!("{garden}/shift"), json!({ "step": step })).await.status;
        assert_eq!((shift(0).await, shift(-1).await), (StatusCode::NO_CONTENT, StatusCode::NO_CONTENT));
        let (higher, bench) = place(&below["id"]).await;
        assert!(higher < at);
        assert_eq!(bench["path"], "outside/benches");
        let in_use = manager.send(Method::DELETE, &garden, None).await;
        assert_eq!((in_use.status, &in_use.body["code"]), (StatusCode::CONFLICT, &"in_use".into()));
        let taken = manager.post(categories, json!({ "name": "Outside" })).await;
        assert_eq!(field(&taken), "slug");
        let benches = format!("{categories}/{}", below["id"].as_str().unwrap());
        assert_eq!(manager.send(Method::DELETE, &benches, None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(manager.send(Method::DELETE, &garden, None).await.status, StatusCode::NO_CONTENT);
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_work_there_finds_nothing() {
    on_each_engine(async |app| {
        world(app).await;
        let merchant = signed_in(app, MERCHANT).await;
        let made = merchant.post("/merchant/demo/products", stool()).await.body;
        let product = made["id"].as_str().unwrap();
        let variant = made["variants"][0]["id"].as_str().unwrap();
        let import = upload(&merchant, "/merchant/demo/imports", "text/csv", CSV).await.body;
        let import = import["id"].as_str().unwrap();
        app.run_jobs().await.unwrap();
        let of = |shop: &str| {
            let (put, post, get) = (Method::PUT, Method::POST, Method::GET);
            let of_product = format!("/merchant/{shop}/products/{product}");
            let of_variant = format!("/merchant/{shop}/stock/{variant}");
            let of_import = format!("/merchant/{shop}/imports/{import}");
            let order = json!({ "media_ids": [] });
            vec![
                (get.clone(), of_product.clone(), None),
                (put.clone(), of_product.clone(), Some(for_put(&made))),
                (get.clone(), format!("{of_product}/pictures"), None),
                (put.clone(), format!("{of_product}/pictures/order"), Some(order)),
                (Method::DELETE, format!("{of_product}/pictures/{product}"), None),
                (put, of_variant.clone(), Some(json!({ "on_hand": 1 }))),
                (post.clone(), format!("{of_variant}/adjustments"), Some(json!({ "difference": 1 }))),
                (get.clone(), format!("{of_variant}/history"), None),
                (get, of_import.clone(), None),
                (post, format!("{of_import}/confirm"), None),
            ]
        };
        let whole_shop = [
            (Method::GET, "/merchant/demo/products", None),
            (Method::POST, "/merchant/demo/products", Some(stool())),
            (
                Method::POST,
                "/merchant/demo/products/status",
                Some(json!({ "ids": [product], "status": "active" })),
            ),
            (Method::POST, "/merchant/demo/pictures/retry", None),
            (Method::GET, "/merchant/demo/stock", None),
            (Method::GET, "/merchant/demo/imports", None),
            (Method::GET, "/manage/categories", None),
            (Method::POST, "/manage/categories", Some(json!({ "name": "Garden" }))),
            (Method::POST, &*format!("/manage/categories/{product}/shift"), Some(json!({ "step": 1 }))),
            (Method::DELETE, &*format!("/manage/categories/{product}"), None),
        ]
        .map(|(method, path, body)| (method, path.to_owned(), body));
        let (customer, guest) = (signed_in(app, CUSTOMER).await, Client::new(app));
        for (method, path, body) in of("demo").into_iter().chain(whole_shop) {
            let answer = customer.send(method.clone(), &path, body.clone()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}: {}", answer.body);
            let answer = guest.send(method.clone(), &path, body).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
        for (path, kind) in
            [("imports".to_owned(), "text/csv"), (format!("products/{product}/pictures"), "image/png")]
        {
            let path = format!("/merchant/demo/{path}");
            assert_eq!(upload(&customer, &path, kind, PNG).await.status, StatusCode::NOT_FOUND);
            assert_eq!(upload(&guest, &path, kind, PNG).await.status, StatusCode::UNAUTHORIZED);
        }
        // The same person's other shop: what is not its own is not there.
        let shops = merchant.get("/shops").await.body;
        let other = shops["items"].as_array().unwrap().iter().find(|shop| shop["slug"] != "demo").unwrap();
        for (method, path, body) in of(other["slug"].as_str().unwrap()) {
            let answer = merchant.send(method.clone(), &path, body).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}: {}", answer.body);
        }
    })
    .await;
}
