use backend::testing::on_each_engine;
use http::{HeaderValue, StatusCode, header};

use super::{Client, world};

#[tokio::test]
async fn products_come_in_pages_that_hold_each_once() {
    on_each_engine(async |app| {
        world(app).await;
        let client = Client::new(app);
        let mut seen = Vec::new();
        let mut path = "/products?limit=10&sort=price-up".to_owned();
        let total = client.get(&path).await.body["total"].as_u64().unwrap();
        loop {
            let page = client.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            for product in page.body["items"].as_array().unwrap() {
                assert_eq!(product["price"]["currency"], "EUR");
                seen.push((
                    product["price"]["amount"].as_i64().unwrap(),
                    product["id"].as_str().unwrap().to_owned(),
                ));
            }
            let Some(cursor) = page.body["next_cursor"].as_str() else { break };
            path = format!("/products?limit=10&sort=price-up&cursor={cursor}");
        }
        assert!(seen.is_sorted(), "{seen:?}");
        seen.dedup();
        assert_eq!(seen.len() as u64, total);
    })
    .await;
}

#[tokio::test]
async fn a_product_of_a_list_has_its_own_address_and_a_search_finds_it() {
    on_each_engine(async |app| {
        world(app).await;
        let client = Client::new(app);
        let first = client.get("/products?limit=1").await.body["items"][0].clone();
        let path =
            format!("/products/{}/{}", first["shop"].as_str().unwrap(), first["slug"].as_str().unwrap());
        let product = client.get(&path).await;
        assert_eq!(product.status, StatusCode::OK);
        assert_eq!(product.body["id"], first["id"]);
        let cheapest = product.body["variants"].as_array().unwrap().iter().map(|v| &v["price"]["amount"]);
        assert_eq!(cheapest.filter_map(|amount| amount.as_i64()).min(), first["price"]["amount"].as_i64());
        assert!(product.body["variants"][0]["inventory"]["state"].is_string());

        let word = first["title"].as_str().unwrap().split(' ').next_back().unwrap().to_owned();
        let found = client.get(&format!("/products?q={word}&limit=100")).await;
        let found =
            found.body["items"].as_array().unwrap().iter().any(|product| product["id"] == first["id"]);
        assert!(found, "{word}");
        assert!(
            !client.get(&format!("/search/suggestions?q={word}")).await.body.as_array().unwrap().is_empty()
        );
        assert_eq!(client.get("/products/demo/nothing").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn shops_categories_and_home_are_for_anybody() {
    on_each_engine(async |app| {
        world(app).await;
        let client = Client::new(app);
        let shops = client.get("/shops?limit=4").await.body;
        let rest =
            client.get(&format!("/shops?cursor={}", shops["next_cursor"].as_str().unwrap())).await.body;
        let count = |page: &serde_json::Value| page["items"].as_array().unwrap().len();
        assert_eq!((count(&shops), count(&rest)), (4, 2));
        assert!(rest["next_cursor"].is_null());
        assert_eq!(client.get("/shops/demo").await.body["currency"], "EUR");
        assert_eq!(client.get("/shops/nobody").await.status, StatusCode::NOT_FOUND);
        assert!(!client.get("/home").await.body["newest"].as_array().unwrap().is_empty());
        let tree = client.get("/categories").await.body;
        let path = tree[0]["path"].as_str().unwrap();
        assert_eq!(client.get(&format!("/products?category={path}")).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_did_not_change_is_answered_in_few_bytes() {
    on_each_engine(async |app| {
        world(app).await;
        let mut client = Client::new(app);
        let first = client.get("/products").await;
        let tag: HeaderValue = first.headers[header::ETAG].clone();
        client.headers.insert(header::IF_NONE_MATCH, tag);
        let again = client.get("/products").await;
        assert_eq!((again.status, again.body.is_null()), (StatusCode::NOT_MODIFIED, true));
        assert_eq!(client.get("/products?limit=2").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_wrong_is_told_what_is_wrong() {
    on_each_engine(async |app| {
        let client = Client::new(app);
        let refused = client.get("/products?limit=1000").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.headers[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(refused.body["type"], "urn:souk:problem:invalid");
        assert_eq!(refused.body["fields"][0]["field"], "limit");
        assert_eq!(refused.body["fields"][0]["message"], "Please enter a number from 1 to 100");
        let unread = client.get("/products?min_price=cheap").await;
        assert_eq!(
            (unread.status, &unread.body["error"]),
            (StatusCode::BAD_REQUEST, &"malformed_query".into())
        );
        let stranger = Client::new(app).with_token("nonsense").get("/products").await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
        assert_eq!(stranger.headers[header::WWW_AUTHENTICATE], "Bearer");
    })
    .await;
}
