//! A small catalogue, written as the tables hold it, so that reading is tested by itself.

use db::{Run, Tx};
use domain::id::{BrandId, CategoryId, MediaId, ProductId, ShopId};
use domain::slug::slugify;
use domain::time::HOUR;

use crate::events::{self, Event};
use crate::{Env, settings};

/// What a test says of a product; the rest is ordinary.
#[derive(Clone)]
pub(crate) struct Seed {
    pub shop: ShopId,
    pub title: &'static str,
    pub brand: Option<BrandId>,
    pub category: Option<CategoryId>,
    pub price: i64,
    pub stock: i64,
    /// Hours before now.
    pub age: i64,
    pub featured: bool,
    pub sold: i64,
    pub status: &'static str,
    pub tags: &'static str,
    pub description: &'static str,
    /// Pairs of colour and size with their stock; none is a single variant.
    pub variants: Vec<(&'static str, &'static str, i64)>,
    pub pictures: i64,
}

impl Seed {
    pub(crate) fn of(shop: ShopId, title: &'static str) -> Self {
        Self {
            shop,
            title,
            brand: None,
            category: None,
            price: 1_000,
            stock: 10,
            age: 0,
            featured: false,
            sold: 0,
            status: "active",
            tags: "[]",
            description: "<p>Good to have.</p>",
            variants: Vec::new(),
            pictures: 1,
        }
    }
}

async fn run(tx: &mut Tx, text: &str, values: Vec<String>) {
    let mut query = tx.dynamic("tests::shelf", text.to_owned());
    for value in values {
        query = query.bind(value);
    }
    query.execute().await.unwrap_or_else(|error| panic!("{text}: {error}"));
}

pub(crate) async fn shop(env: &Env, slug: &str) -> ShopId {
    let id: ShopId = env.id();
    let address = r#"{"city":"Köln","country":"DE"}"#;
    let mut tx = env.db.begin().await.unwrap();
    run(
        &mut tx,
        &format!(
            "insert into shops (id, slug, name, address, currency, prices_include_tax, created_at, updated_at)
             values ($1, $2, $3, $4, 'EUR', true, {now}, {now})",
            now = env.now().0
        ),
        vec![id.to_string(), slug.into(), format!("Shop {slug}"), address.into()],
    )
    .await;
    let zone: domain::id::ZoneId = env.id();
    run(
        &mut tx,
        "insert into shipping_zones (id, shop_id, name, countries, position) values ($1, $2, 'Home', '[\"DE\"]', 0)",
        vec![zone.to_string(), id.to_string()],
    )
    .await;
    run(
        &mut tx,
        "insert into shipping_rates (id, shop_id, zone_id, name, price, free_from, min_days, max_days, position)
         values ($1, $2, $3, 'Parcel', 490, 5000, 2, 3, 0)",
        vec![env.id::<domain::id::RateEntity>().to_string(), id.to_string(), zone.to_string()],
    )
    .await;
    tx.commit().await.unwrap();
    id
}

/// A category by its path; its parent must be there.
pub(crate) async fn category(env: &Env, path: &str, name: &str, name_de: &str) -> CategoryId {
    let id: CategoryId = env.id();
    let (parent, slug) = path.rsplit_once('/').unwrap_or(("", path));
    let mut tx = env.db.begin().await.unwrap();
    run(
        &mut tx,
        "insert into categories (id, parent_id, slug, path, name, name_de, position)
         values ($1, (select id from categories where path = $2), $3, $4, $5, $6, 0)",
        vec![id.to_string(), parent.into(), slug.into(), path.into(), name.into(), name_de.into()],
    )
    .await;
    events::record(&mut tx, env, None, Event::CategoriesChanged).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(crate) async fn brand(env: &Env, name: &str) -> BrandId {
    let id: BrandId = env.id();
    let mut tx = env.db.begin().await.unwrap();
    run(
        &mut tx,
        "insert into brands (id, slug, name, name_folded) values ($1, $2, $3, $4)",
        vec![id.to_string(), slugify(name, "brand"), name.into(), name.to_lowercase()],
    )
    .await;
    tx.commit().await.unwrap();
    id
}

pub(crate) async fn product(env: &Env, seed: Seed) -> ProductId {
    let id: ProductId = env.id();
    let now = env.now().0;
    let many = !seed.variants.is_empty();
    let variants = if many { seed.variants.clone() } else { vec![("", "", seed.stock)] };
    let mut options: Vec<(&str, Vec<&str>)> = vec![("Colour", Vec::new()), ("Size", Vec::new())];
    for (colour, size, _) in &seed.variants {
        for (at, value) in [(0, colour), (1, size)] {
            if !options[at].1.contains(value) {
                options[at].1.push(value);
            }
        }
    }
    let options: Vec<serde_json::Value> = options
        .into_iter()
        .filter(|_| many)
        .map(|(name, values)| serde_json::json!({ "name": name, "values": values }))
        .collect();
    let null = |id: Option<String>| id.map_or("null".to_owned(), |id| format!("'{id}'"));
    let mut tx = env.db.begin().await.unwrap();
    run(
        &mut tx,
        &format!(
            "insert into products (id, shop_id, slug, title, title_folded, description, brand_id, category_id, status,
               options, tags, featured, min_price, max_price, available, picture_count, sold_count, published_at,
               created_at, updated_at)
             values ($1, $2, $3, $4, $4, $5, {brand}, {category}, $6, $7, $8, {featured}, {price}, {price}, {available},
               {pictures}, {sold}, {published}, {now}, {now})",
            brand = null(seed.brand.map(|id| id.to_string())),
            category = null(seed.category.map(|id| id.to_string())),
            featured = seed.featured,
            price = seed.price,
            available = variants.iter().any(|v| v.2 > 0),
            pictures = seed.pictures,
            sold = seed.sold,
            published = now - seed.age * HOUR,
        ),
        vec![
            id.to_string(),
            seed.shop.to_string(),
            slugify(seed.title, "product"),
            seed.title.into(),
            seed.description.into(),
            seed.status.into(),
            serde_json::to_string(&options).unwrap(),
            seed.tags.into(),
        ],
    )
    .await;
    for (place, (colour, size, stock)) in variants.iter().enumerate() {
        run(
            &mut tx,
            &format!(
                "insert into variants (id, product_id, shop_id, option1, option2, sku, price, position, on_hand, created_at, updated_at)
                 values ($1, $2, $3, $4, $5, $6, {}, {place}, {stock}, {now}, {now})",
                seed.price
            ),
            vec![
                env.id::<domain::id::VariantEntity>().to_string(),
                id.to_string(),
                seed.shop.to_string(),
                (*colour).into(),
                (*size).into(),
                format!("SKU-{place}"),
            ],
        )
        .await;
    }
    for place in 0..seed.pictures {
        let media: MediaId = env.id();
        run(
            &mut tx,
            &format!(
                "insert into media (id, shop_id, kind, status, hash, width, height, created_at)
                 values ($1, $2, 'upload', 'ready', $3, 800, 1000, {now})"
            ),
            vec![media.to_string(), seed.shop.to_string(), format!("{place:08}aaaaaaaa")],
        )
        .await;
        run(
            &mut tx,
            &format!("insert into product_media (product_id, media_id, position) values ($1, $2, {place})"),
            vec![id.to_string(), media.to_string()],
        )
        .await;
    }
    events::record(&mut tx, env, Some(seed.shop), Event::ProductChanged { product: id }).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Changes a row as its verb would, and says so in the log.
pub(crate) async fn change(env: &Env, text: &str, values: &[String], event: Event) {
    let mut tx = env.db.begin().await.unwrap();
    run(&mut tx, text, values.to_vec()).await;
    events::record(&mut tx, env, None, event).await.unwrap();
    tx.commit().await.unwrap();
}

/// The version of the tree that caches compare.
pub(crate) async fn tree_version(env: &Env) -> Option<String> {
    settings::get(&mut env.db.read(), "categories.version").await.unwrap()
}
