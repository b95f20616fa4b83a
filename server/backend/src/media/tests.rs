use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use db::{Run, sql};
use domain::id::{MediaEntity, MediaId, ShopEntity, ShopId};
use domain::time::{DAY, HOUR};
use image::{DynamicImage, ImageFormat, RgbImage};

use super::fetch::{FetchError, Fetcher};
use super::*;
use crate::config::Config;
use crate::ports::Ports;
use crate::scope::ShopScope;
use crate::testing::{TestApp, on_each_engine};
use crate::{Env, Error, jobs};

sql!(
    TEST_SHOP,
    "insert into shops (id, slug, name, currency, prices_include_tax, created_at, updated_at)
     values ($1, $2, $2, 'EUR', true, 0, 0)"
);
sql!(TEST_STATES, "select status, attempts, error from media where shop_id = $1 order by id");

fn png() -> Bytes {
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(30, 20, image::Rgb([9, 80, 90])));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner().into()
}

/// A web of three addresses.
struct Web;

#[async_trait]
impl Fetcher for Web {
    async fn fetch(&self, url: &str) -> Result<Bytes, FetchError> {
        match url {
            "https://pictures.test/good.png" => Ok(png()),
            "https://pictures.test/gone.png" => Err(FetchError::Status(404)),
            _ => Err(FetchError::Timeout),
        }
    }
}

/// The same business with a web to fetch from.
fn online(app: &TestApp) -> Env {
    let config = Config { fetch_pictures: true, ..app.env.config.clone() };
    let ports = Ports { pictures: Arc::new(Web), ..Ports::local() };
    Env::new(app.env.db.clone(), config, app.env.key.clone(), ports, app.clock.clone(), Some(7))
}

async fn shop_with_remotes(app: &TestApp, urls: &[&str]) -> (ShopScope, Vec<MediaId>) {
    let shop: ShopId = app.env.id::<ShopEntity>();
    let mut tx = app.env.db.begin().await.unwrap();
    tx.query(&TEST_SHOP).bind(shop).bind("wool").execute().await.unwrap();
    let mut ids = Vec::new();
    for url in urls {
        let new = NewMedia {
            kind: "remote",
            status: "pending",
            hash: None,
            size: (0, 0),
            source_url: Some(url),
            drawing: None,
        };
        ids.push(insert(&mut tx, &app.env, shop, new).await.unwrap());
        app.clock.advance(1);
    }
    tx.commit().await.unwrap();
    (ShopScope::system(shop), ids)
}

async fn states(env: &Env, shop: &ShopScope) -> Vec<(String, i64, Option<String>)> {
    env.db.read().query(&TEST_STATES).bind(shop.shop()).fetch_all().await.unwrap()
}

#[tokio::test]
async fn remote_pictures_arrive_fail_for_good_or_are_tried_again_later() {
    on_each_engine(async |app| {
        let env = online(app);
        let base = "https://pictures.test/";
        let urls = ["good.png", "gone.png", "slow.png"].map(|name| format!("{base}{name}"));
        let (shop, ids) = shop_with_remotes(app, &urls.each_ref().map(String::as_str)).await;
        assert!(
            matches!(public_picture(&env, ids[0], 160).await, Err(Error::NotFound)),
            "it is not there yet"
        );
        let mut tx = env.db.begin().await.unwrap();
        fetch_soon(&mut tx, &env, shop.shop()).await.unwrap();
        tx.commit().await.unwrap();
        jobs::run_due(&env).await.unwrap();
        let after = states(&env, &shop).await;
        assert_eq!(after[0], ("ready".into(), 1, None));
        assert_eq!(after[1], ("failed".into(), 1, Some("the host answered 404".into())));
        assert_eq!((after[2].0.as_str(), after[2].1), ("pending", 1));
        assert!(public_picture(&env, ids[0], 160).await.is_ok());
        for _ in 0..8 {
            app.clock.advance(DAY);
            jobs::run_due(&env).await.unwrap();
        }
        let after = states(&env, &shop).await;
        assert_eq!((after[2].0.as_str(), after[2].1), ("failed", 6));
        assert_eq!(retry_failed(&env, &shop).await.unwrap(), 2);
        jobs::run_due(&env).await.unwrap();
        app.clock.advance(-8 * DAY - HOUR);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_fetched_while_fetching_is_switched_off() {
    on_each_engine(async |app| {
        let (shop, _) = shop_with_remotes(app, &["https://pictures.test/good.png"]).await;
        assert_eq!(retry_failed(&app.env, &shop).await.unwrap(), 0);
        assert_eq!(app.run_jobs().await.unwrap(), 0);
        assert_eq!(states(&app.env, &shop).await[0].0, "pending");
    })
    .await;
}

#[tokio::test]
async fn a_drawing_is_drawn_when_it_is_asked_for_and_always_the_same() {
    on_each_engine(async |app| {
        let (shop, _) = shop_with_remotes(app, &[]).await;
        let drawing = Drawing::Product { subject: "mug".into(), colour: "#3355aa".into(), seed: 7, view: 0 };
        let mut tx = app.env.db.begin().await.unwrap();
        let id = add_drawing(&mut tx, &app.env, shop.shop(), &drawing).await.unwrap();
        tx.commit().await.unwrap();
        let first = public_picture(&app.env, id, 160).await.unwrap();
        let again = public_picture(&app.env, id, 160).await.unwrap();
        assert_eq!((&first.bytes, &first.etag), (&again.bytes, &again.etag));
        assert_eq!(codec::probe(&first.bytes).map(|info| (info.width, info.height)), Ok((160, 200)));
        let nobody: MediaId = app.env.id::<MediaEntity>();
        assert!(matches!(public_picture(&app.env, nobody, 160).await, Err(Error::NotFound)));
    })
    .await;
}
