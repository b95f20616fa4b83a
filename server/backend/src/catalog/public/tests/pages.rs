use domain::Locale::{De, En};
use domain::catalog::{ProductAnswer, ProductPage};
use domain::stock::Availability;

use super::shelf::{self, Seed};
use crate::catalog::{public_home, public_menu, public_product, public_robots, public_shop, public_sitemap};
use crate::events::Event;
use crate::testing::on_each_engine;
use crate::{Env, Error};

async fn page(env: &Env, shop: &str, slug: &str) -> ProductPage {
    match public_product(env, En, shop, slug).await.unwrap() {
        ProductAnswer::Page(page) => *page,
        ProductAnswer::Moved(path) => panic!("moved to {path}"),
    }
}

#[tokio::test]
async fn a_product_s_page_tells_what_can_be_had_and_when_it_arrives() {
    on_each_engine(async |app| {
        let env = &app.env;
        let shop = shelf::shop(env, "demo").await;
        let home = shelf::category(env, "home", "Home", "Wohnen").await;
        let seed = Seed {
            category: Some(home),
            brand: Some(shelf::brand(env, "Aurora").await),
            variants: vec![("Red", "S", 3), ("Red", "M", 0), ("Navy", "S", 20)],
            description: "<p>Warm &amp; light.</p><p>Second.</p>",
            pictures: 3,
            ..Seed::of(shop, "Jumper")
        };
        shelf::product(env, seed).await;
        let page = page(env, "demo", "jumper").await;
        let found: Vec<_> = page.variants.iter().map(|v| (v.values.join("/"), v.availability)).collect();
        assert_eq!(
            found,
            [
                ("Red/S".to_owned(), Availability::Low(3)),
                ("Red/M".to_owned(), Availability::OutOfStock),
                ("Navy/S".to_owned(), Availability::InStock(20)),
            ]
        );
        assert_eq!(page.options[0].colours, ["#b8322a", "#232f4b"]);
        assert!(page.options[1].colours.is_empty());
        assert_eq!(page.pictures.len(), 3);
        assert_eq!(page.crumbs[0].href, "/categories/home");
        assert_eq!(page.brand.unwrap().slug, "aurora");
        assert_eq!(page.seo_description, "Warm & light. Second.");
        assert_eq!(page.canonical, "http://127.0.0.1:3000/products/demo/jumper");
        let delivery = page.delivery.unwrap();
        // Ordered on Monday, 2 March 2026; two to three working days.
        assert_eq!((delivery.from.date(), delivery.until.date()), ((2026, 3, 4), (2026, 3, 5)));
        assert_eq!(
            (delivery.country.as_str(), delivery.price, delivery.free_from),
            ("Germany", 490, Some(5_000))
        );
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_shop_that_has_not_said_where_it_is_promises_for_where_it_sends() {
    on_each_engine(async |app| {
        let env = &app.env;
        let shop = shelf::shop(env, "demo").await;
        let mug = shelf::product(env, Seed::of(shop, "Mug")).await;
        let event = Event::ProductChanged { product: mug };
        let id = [shop.to_string()];
        shelf::change(env, "update shops set address = '{}' where id = $1", &id, event.clone()).await;
        let shown = page(env, "demo", "mug").await;
        assert_eq!(shown.delivery.unwrap().country, "Germany");
        assert!(!shown.taxed, "it has no rate");
        let world = "update shipping_zones set countries = '[]' where shop_id = $1";
        shelf::change(env, world, &id, event.clone()).await;
        let rate = "insert into tax_rates (id, shop_id, country, name, rate_ppm) values ($1, $1, 'DE', 'VAT', 190000)";
        shelf::change(env, rate, &id, event).await;
        let shown = page(env, "demo", "mug").await;
        assert_eq!(shown.delivery.unwrap().country, "");
        assert!(shown.taxed);
    })
    .await;
}

#[tokio::test]
async fn a_product_is_found_under_its_former_address() {
    on_each_engine(async |app| {
        let env = &app.env;
        let shop = shelf::shop(env, "demo").await;
        let mug = shelf::product(env, Seed::of(shop, "Mug")).await;
        let event = Event::ProductChanged { product: mug };
        let values = [shop.to_string(), mug.to_string()];
        let text = "insert into product_slugs (shop_id, slug, product_id) values ($1, 'old-mug', $2)";
        shelf::change(env, text, &values, event.clone()).await;
        let answer = public_product(env, En, "demo", "old-mug").await.unwrap();
        assert_eq!(answer, ProductAnswer::Moved("/products/demo/mug".into()));
        let text = "update products set status = 'draft' where id = $1";
        shelf::change(env, text, &[mug.to_string()], event).await;
        for slug in ["old-mug", "mug", "never-was"] {
            assert!(matches!(public_product(env, En, "demo", slug).await, Err(Error::NotFound)), "{slug}");
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_home_page_opens_with_a_collection_that_has_pictures() {
    on_each_engine(async |app| {
        let env = &app.env;
        assert!(public_home(env, En).await.unwrap().hero.is_none());
        let shop = shelf::shop(env, "demo").await;
        let home = shelf::category(env, "home", "Home", "Wohnen").await;
        let lamps = shelf::category(env, "home/lamps", "Lamps", "Leuchten").await;
        let bags = shelf::category(env, "bags", "Bags", "Taschen").await;
        let seed =
            |title, category, featured| Seed { category: Some(category), featured, ..Seed::of(shop, title) };
        shelf::product(env, seed("Vase", home, true)).await;
        shelf::product(env, seed("Lamp", lamps, true)).await;
        shelf::product(env, Seed { sold: 7, ..seed("Tote", bags, false) }).await;
        shelf::product(env, Seed { pictures: 0, ..seed("Plain", bags, true) }).await;
        app.run_jobs().await.unwrap();

        let page = public_home(env, De).await.unwrap();
        let hero = page.hero.as_ref().unwrap();
        assert_eq!((hero.name.as_str(), hero.href.as_str(), hero.count), ("Wohnen", "/categories/home", 2));
        assert!(hero.cards.iter().all(|card| !card.pictures.is_empty()));
        let tiles: Vec<&str> = page.categories.iter().map(|tile| tile.path.as_str()).collect();
        assert_eq!(tiles, ["bags", "home"]);
        assert_eq!(page.newest.len(), 4);
        let trending: Vec<&str> = page.trending.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(trending, ["Tote"]);
        assert_eq!((page.shops[0].slug.as_str(), page.shop_count), ("demo", 1));
        let menu = public_menu(env, En).await.unwrap();
        assert_eq!(menu.categories[1].children[0].path, "home/lamps");
    })
    .await;
}

#[tokio::test]
async fn a_shop_says_who_it_is_and_a_closed_one_is_gone() {
    on_each_engine(async |app| {
        let env = &app.env;
        let shop = shelf::shop(env, "demo").await;
        let page = public_shop(env, De, "demo").await.unwrap();
        assert_eq!((page.id, page.seat.as_str()), (shop, "Köln, Deutschland"));
        let text = "update shops set status = 'closed' where id = $1";
        shelf::change(env, text, &[shop.to_string()], Event::ShopChanged { shop }).await;
        assert!(matches!(public_shop(env, De, "demo").await, Err(Error::NotFound)));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn search_engines_are_told_every_page_once() {
    on_each_engine(async |app| {
        let env = &app.env;
        let shop = shelf::shop(env, "demo").await;
        shelf::category(env, "bags", "Bags", "Taschen").await;
        shelf::product(env, Seed::of(shop, "Mug")).await;
        shelf::product(env, Seed { status: "draft", ..Seed::of(shop, "Secret") }).await;
        app.run_jobs().await.unwrap();
        let index = public_sitemap(env, None).await.unwrap();
        assert!(
            index.contains("/sitemaps/0.xml")
                && index.contains("/sitemaps/1.xml")
                && !index.contains("/2.xml")
        );
        let pages = public_sitemap(env, Some(0)).await.unwrap();
        for path in ["/categories/bags", "/shops/demo", "/products"] {
            assert!(pages.contains(&format!("<loc>http://127.0.0.1:3000{path}</loc>")), "{path}");
        }
        let products = public_sitemap(env, Some(1)).await.unwrap();
        assert!(
            products.contains("/products/demo/mug</loc><lastmod>2026-03-02T10:00:00Z")
                && !products.contains("secret")
        );
        for beyond in [2, u32::MAX] {
            assert!(matches!(public_sitemap(env, Some(beyond)).await, Err(Error::NotFound)), "{beyond}");
        }
        assert!(public_robots(env).contains("Sitemap: http://127.0.0.1:3000/sitemap.xml"));
    })
    .await;
}
