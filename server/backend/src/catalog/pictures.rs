//! Pictures of products: attached, put in order, described, taken away.

use bytes::Bytes;
use db::{Builder, Run, Tx, sql};
use domain::id::{MediaId, ProductId};
use domain::invalid::{Checks, Problem};
use domain::products::{MAX_PICTURES, MediaStatus, PictureEdit};

use super::derive;
use crate::events::{self, Event};
use crate::media;
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

/// Most characters of what a picture shows, in words.
const MAX_ALT: u32 = 512;

sql!(OWN_PRODUCT, "select id from products where id = $1 and shop_id = $2");
sql!(OWN_MEDIA, "select id from media where id = $1 and shop_id = $2");
sql!(
    PICTURE_IDS,
    "select media_id from product_media where product_id = $1 order by position, media_id limit 250"
);
sql!(
    PICTURES,
    "select m.id as media, m.status, m.width, m.height, p.alt, m.source_url, m.error
     from product_media p join media m on m.id = p.media_id
     where p.product_id = $1 order by p.position, p.media_id limit 250"
);
sql!(
    LAST_PLACE,
    "select cast(coalesce(max(position), -1) as bigint), count(*) from product_media where product_id = $1"
);
sql!(
    ATTACH,
    "insert into product_media (product_id, media_id, position, alt) values ($1, $2, $3, $4) on conflict do nothing"
);
sql!(DETACH, "delete from product_media where product_id = $1 and media_id = $2");
sql!(FORGET_IN_VARIANTS, "update variants set media_id = null where product_id = $1 and media_id = $2");
sql!(PLACE, "update product_media set position = $1 where product_id = $2 and media_id = $3");
sql!(DESCRIBE, "update product_media set alt = $1 where product_id = $2 and media_id = $3");

/// The ids of a product's pictures, in order.
pub(super) async fn ids(conn: &mut dyn Run, product: ProductId) -> Result<Vec<MediaId>> {
    let rows: Vec<(MediaId,)> = conn.query(&PICTURE_IDS).bind(product).fetch_all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

#[derive(db::FromRow)]
struct PictureRow {
    media: MediaId,
    status: MediaStatus,
    width: i64,
    height: i64,
    alt: String,
    source_url: Option<String>,
    error: Option<String>,
}

/// A product's pictures for its editor.
pub(super) async fn of_product(conn: &mut dyn Run, product: ProductId) -> Result<Vec<PictureEdit>> {
    let rows: Vec<PictureRow> = conn.query(&PICTURES).bind(product).fetch_all().await?;
    let view = |row: PictureRow| PictureEdit {
        media: row.media,
        status: row.status,
        width: row.width,
        height: row.height,
        alt: row.alt,
        source_url: row.source_url,
        error: row.error,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// A shop's picture of a product, in the dashboard.
pub async fn list(env: &Env, shop: &ShopScope, product: ProductId) -> Result<Vec<PictureEdit>> {
    let mut conn = env.db.read();
    own_product(&mut conn, shop, product).await?;
    of_product(&mut conn, product).await
}

/// Stores an uploaded picture and puts it behind the product's others.
///
/// # Errors
/// As [`media::upload`] and [`attach`].
pub async fn add(
    env: &Env,
    shop: &ShopScope,
    product: ProductId,
    bytes: Bytes,
    alt: &str,
) -> Result<MediaId> {
    own_product(&mut env.db.read(), shop, product).await?;
    let uploaded = media::upload(env, shop, bytes).await?;
    attach(env, shop, product, uploaded.media, alt).await?;
    Ok(uploaded.media)
}

/// Puts one of the shop's pictures behind the product's others; one that is there stays.
///
/// # Errors
/// NotFound for another shop's product or picture; Invalid beyond [`MAX_PICTURES`].
pub async fn attach(
    env: &Env,
    shop: &ShopScope,
    product: ProductId,
    media: MediaId,
    alt: &str,
) -> Result<()> {
    let mut checks = Checks::default();
    let alt = checks.text("alt", alt, 0, MAX_ALT);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    own_product(&mut tx, shop, product).await?;
    let own = tx.query(&OWN_MEDIA).bind(media).bind(shop.shop()).fetch_optional::<(MediaId,)>().await?;
    own.ok_or(Error::NotFound)?;
    let (last, count): (i64, i64) = tx.query(&LAST_PLACE).bind(product).fetch_one().await?;
    if count >= MAX_PICTURES {
        return Err(Error::invalid("pictures", Problem::OutOfRange { min: 0, max: MAX_PICTURES }));
    }
    tx.query(&ATTACH).bind(product).bind(media).bind(last + 1).bind(alt).execute().await?;
    finish(tx, env, shop, product).await
}

/// Takes a picture away from a product and its variants.
///
/// # Errors
/// NotFound for another shop's product, or a picture that it does not show.
pub async fn detach(env: &Env, shop: &ShopScope, product: ProductId, media: MediaId) -> Result<()> {
    let mut tx = env.db.begin().await?;
    own_product(&mut tx, shop, product).await?;
    if tx.query(&DETACH).bind(product).bind(media).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    tx.query(&FORGET_IN_VARIANTS).bind(product).bind(media).execute().await?;
    finish(tx, env, shop, product).await
}

/// Puts the pictures into an order: those that are named first, the others behind them as they
/// stand.
///
/// # Errors
/// NotFound for another shop's product.
pub async fn reorder(env: &Env, shop: &ShopScope, product: ProductId, order: &[MediaId]) -> Result<()> {
    let mut tx = env.db.begin().await?;
    own_product(&mut tx, shop, product).await?;
    let present = ids(&mut tx, product).await?;
    let mut wanted: Vec<MediaId> = Vec::with_capacity(present.len());
    for id in order.iter().chain(&present) {
        if present.contains(id) && !wanted.contains(id) {
            wanted.push(*id);
        }
    }
    for (place, id) in wanted.into_iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        tx.query(&PLACE).bind(place).bind(product).bind(id).execute().await?;
    }
    finish(tx, env, shop, product).await
}

/// Says what a picture shows.
///
/// # Errors
/// NotFound as [`detach`]; Invalid `alt` when it is too long.
pub async fn describe(
    env: &Env,
    shop: &ShopScope,
    product: ProductId,
    media: MediaId,
    alt: &str,
) -> Result<()> {
    let mut checks = Checks::default();
    let alt = checks.text("alt", alt, 0, MAX_ALT);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    own_product(&mut tx, shop, product).await?;
    if tx.query(&DESCRIBE).bind(alt).bind(product).bind(media).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    finish(tx, env, shop, product).await
}

async fn own_product(conn: &mut dyn Run, shop: &ShopScope, product: ProductId) -> Result<()> {
    let own =
        conn.query(&OWN_PRODUCT).bind(product).bind(shop.shop()).fetch_optional::<(ProductId,)>().await?;
    own.map(|_| ()).ok_or(Error::NotFound)
}

async fn finish(mut tx: Tx, env: &Env, shop: &ShopScope, product: ProductId) -> Result<()> {
    derive::refresh_product(&mut tx, product).await?;
    events::record(&mut tx, env, Some(shop.shop()), Event::ProductChanged { product }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// The first picture of each product that can be shown.
pub(super) async fn first(
    conn: &mut dyn Run,
    products: &[ProductId],
) -> Result<std::collections::HashMap<ProductId, MediaId>> {
    if products.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let rows: Vec<(ProductId, MediaId)> = Builder::new(
        "catalog::pictures::first",
        "select p.product_id, p.media_id from product_media p join media m on m.id = p.media_id
         where m.status = 'ready' and p.product_id in ",
    )
    .bind_list(products)
    .push(" order by p.position desc, p.media_id desc")
    .query(conn)
    .fetch_all()
    .await?;
    // In reverse order, so that the first place is written last.
    Ok(rows.into_iter().collect())
}
