//! Products and stock as the dashboard lists them: a shop's own, in any state.

use std::collections::HashMap;

use db::{Builder, Run, sql};
use domain::id::{CategoryId, MediaId, ProductId, VariantId};
use domain::invalid::Problem;
use domain::products::{
    Attribute, LOW_STOCK, ProductCounts, ProductDraft, ProductEdit, ProductPage, ProductRow, ProductStatus,
    ProductTab, StockFilter, StockList, StockRow, VariantDraft, fold,
};
use domain::stock::{StockLevels, StockPolicy};
use domain::tax::TaxClass;
use domain::{Currency, UtcMillis};
use serde::de::DeserializeOwned;

use super::{pictures, variants};
use crate::scope::ShopScope;
use crate::{Env, Error, Result, Slice};

sql!(SHOP_CURRENCY, "select currency from shops where id = $1");
sql!(COUNT_BY_STATUS, "select status, count(*) from products where shop_id = $1 group by status");
sql!(
    COUNT_PICTURELESS,
    "select count(*) from products where shop_id = $1 and picture_count = 0 and status <> 'archived'"
);

#[derive(db::FromRow)]
struct ListRow {
    id: ProductId,
    slug: String,
    title: String,
    status: ProductStatus,
    min_price: i64,
    max_price: i64,
    available: bool,
    updated_at: UtcMillis,
}

#[derive(db::FromRow)]
struct StockSum {
    product_id: ProductId,
    variants: i64,
    stock: i64,
    tracked: i64,
}

/// A page of a shop's products, last changed first. `search` finds parts of titles and
/// beginnings of SKUs.
///
/// # Errors
/// Invalid `cursor`.
pub async fn products(
    env: &Env,
    shop: &ShopScope,
    tab: ProductTab,
    search: &str,
    slice: Slice<'_>,
) -> Result<ProductPage> {
    let mut conn = env.db.read();
    let mut query = Builder::new(
        "catalog::lists::products",
        "select p.id, p.slug, p.title, p.status, p.min_price, p.max_price, p.available, p.updated_at
         from products p where p.shop_id = ",
    )
    .bind(shop.shop());
    query = match tab {
        ProductTab::All => query,
        ProductTab::Active => query.push(" and p.status = 'active'"),
        ProductTab::Draft => query.push(" and p.status = 'draft'"),
        ProductTab::Archived => query.push(" and p.status = 'archived'"),
        ProductTab::Pictureless => query.push(" and p.picture_count = 0 and p.status <> 'archived'"),
    };
    let wanted = plain(search);
    if !wanted.is_empty() {
        query = query
            .push(" and (p.title_folded like ")
            .bind(format!("%{wanted}%"))
            .push(" or p.id in (select v.product_id from variants v where v.shop_id = ")
            .bind(shop.shop())
            .push(" and v.sku_folded like ")
            .bind(format!("{wanted}%"))
            .push("))");
    }
    if let Some(cursor) = slice.cursor {
        let (at, id) = read_cursor(cursor)?;
        query = query.push(" and (p.updated_at, p.id) < (").bind(at).push(", ").bind(id).push(")");
    }
    let query = query.push(" order by p.updated_at desc, p.id desc limit ").bind(slice.limit + 1);
    let mut rows: Vec<ListRow> = query.query(&mut conn).fetch_all().await?;
    let more = rows.len() > slice.size();
    rows.truncate(slice.size());
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.updated_at.0, row.id));
    let ids: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
    let sums = stock_sums(&mut conn, &ids).await?;
    let first = pictures::first(&mut conn, &ids).await?;
    let rows = rows.into_iter().map(|row| {
        let sum = sums.get(&row.id);
        ProductRow {
            id: row.id,
            slug: row.slug,
            title: row.title,
            status: row.status,
            picture: first.get(&row.id).copied(),
            variants: sum.map_or(0, |s| s.variants),
            min_price: row.min_price,
            max_price: row.max_price,
            stock: sum.map_or(0, |s| s.stock),
            tracked: sum.is_some_and(|s| s.tracked > 0),
            available: row.available,
            updated_at: row.updated_at,
        }
    });
    Ok(ProductPage {
        rows: rows.collect(),
        next,
        counts: counts(&mut conn, shop).await?,
        currency: currency(&mut conn, shop).await?,
    })
}

/// How many products a shop has, by state.
pub async fn product_counts(env: &Env, shop: &ShopScope) -> Result<ProductCounts> {
    counts(&mut env.db.read(), shop).await
}

/// The currency of a shop's prices.
pub async fn shop_currency(env: &Env, shop: &ShopScope) -> Result<Currency> {
    currency(&mut env.db.read(), shop).await
}

async fn currency(conn: &mut dyn Run, shop: &ShopScope) -> Result<Currency> {
    Ok(conn.query(&SHOP_CURRENCY).bind(shop.shop()).scalar().await?)
}

async fn counts(conn: &mut dyn Run, shop: &ShopScope) -> Result<ProductCounts> {
    let rows: Vec<(ProductStatus, i64)> = conn.query(&COUNT_BY_STATUS).bind(shop.shop()).fetch_all().await?;
    let of = |status| rows.iter().find(|(s, _)| *s == status).map_or(0, |(_, count)| *count);
    Ok(ProductCounts {
        active: of(ProductStatus::Active),
        draft: of(ProductStatus::Draft),
        archived: of(ProductStatus::Archived),
        pictureless: conn.query(&COUNT_PICTURELESS).bind(shop.shop()).scalar().await?,
    })
}

async fn stock_sums(conn: &mut dyn Run, ids: &[ProductId]) -> Result<HashMap<ProductId, StockSum>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<StockSum> = Builder::new(
        "catalog::lists::stock_sums",
        "select product_id, count(*) as variants,
           cast(coalesce(sum(case when tracked then on_hand - allocated - reserved else 0 end), 0) as bigint) as stock,
           cast(coalesce(sum(case when tracked then 1 else 0 end), 0) as bigint) as tracked
         from variants where archived_at is null and product_id in ",
    )
    .bind_list(ids)
    .push(" group by product_id")
    .query(conn)
    .fetch_all()
    .await?;
    Ok(rows.into_iter().map(|row| (row.product_id, row)).collect())
}

/// What is typed into a search box, without what `like` would read as a pattern and without what
/// PostgreSQL does not take as text.
fn plain(search: &str) -> String {
    fold(search).replace(|c: char| matches!(c, '%' | '_' | '\\') || c.is_control(), "")
}

fn read_cursor(cursor: &str) -> Result<(i64, ProductId)> {
    let malformed = || Error::invalid("cursor", Problem::Malformed);
    let (at, id) = cursor.split_once('.').ok_or_else(malformed)?;
    Ok((at.parse().map_err(|_| malformed())?, id.parse().map_err(|_| malformed())?))
}

sql!(
    FIND_PRODUCT,
    "select p.slug, p.title, p.description, b.name as brand, p.category_id, p.type_text, p.status, p.tax_class,
       p.options, p.attributes, p.tags, p.featured, p.seo_title, p.seo_description, p.version, p.published_at, p.updated_at
     from products p left join brands b on b.id = p.brand_id
     where p.id = $1 and p.shop_id = $2"
);

#[derive(db::FromRow)]
struct StoredProduct {
    slug: String,
    title: String,
    description: String,
    brand: Option<String>,
    category_id: Option<CategoryId>,
    type_text: String,
    status: ProductStatus,
    tax_class: TaxClass,
    options: String,
    attributes: String,
    tags: String,
    featured: bool,
    seo_title: String,
    seo_description: String,
    version: i64,
    published_at: Option<UtcMillis>,
    updated_at: UtcMillis,
}

/// A product for its editor.
///
/// # Errors
/// NotFound for another shop's.
pub async fn product(env: &Env, shop: &ShopScope, id: ProductId) -> Result<ProductEdit> {
    let mut conn = env.db.read();
    let find = conn.query(&FIND_PRODUCT).bind(id).bind(shop.shop());
    let found: StoredProduct = find.fetch_optional().await?.ok_or(Error::NotFound)?;
    let grid = variants::of_products(&mut conn, shop.shop(), &[id]).await?.remove(&id).unwrap_or_default();
    let live: Vec<_> = grid.into_iter().filter(|variant| variant.archived_at.is_none()).collect();
    let levels = live
        .iter()
        .map(|v| StockLevels { on_hand: v.on_hand, allocated: v.allocated, reserved: v.reserved })
        .collect();
    let drafts = live
        .into_iter()
        .map(|variant| VariantDraft {
            id: Some(variant.id),
            values: variant.data.values(),
            sku: variant.data.sku,
            barcode: variant.data.barcode,
            price: variant.data.price,
            compare_at: variant.data.compare_at,
            weight_g: variant.data.weight_g,
            requires_shipping: variant.data.requires_shipping,
            taxable: variant.data.taxable,
            tracked: variant.data.tracked,
            oversell: variant.data.stock_policy == StockPolicy::Continue,
            stock_change: 0,
            picture: variant.data.media_id,
        })
        .collect();
    let draft = ProductDraft {
        title: found.title,
        description: found.description,
        brand: found.brand.unwrap_or_default(),
        category: found.category_id,
        status: found.status,
        tax_class: found.tax_class,
        featured: found.featured,
        options: stored(&found.options)?,
        attributes: stored::<Vec<Attribute>>(&found.attributes)?,
        tags: stored(&found.tags)?,
        slug: found.slug,
        seo_title: found.seo_title,
        seo_description: found.seo_description,
        variants: drafts,
    };
    Ok(ProductEdit {
        id,
        version: found.version,
        draft,
        type_text: found.type_text,
        levels,
        pictures: pictures::of_product(&mut conn, id).await?,
        published_at: found.published_at,
        updated_at: found.updated_at,
        currency: currency(&mut conn, shop).await?,
    })
}

/// A list that a column holds as JSON.
pub(super) fn stored<T: DeserializeOwned>(json: &str) -> Result<T> {
    Ok(serde_json::from_str(json)?)
}

#[derive(db::FromRow)]
struct StockListRow {
    id: VariantId,
    product_id: ProductId,
    position: i64,
    product_title: String,
    title: String,
    sku: String,
    media_id: Option<MediaId>,
    tracked: bool,
    stock_policy: StockPolicy,
    on_hand: i64,
    allocated: i64,
    reserved: i64,
}

/// A page of a shop's variants with their stock: newest products first, variants in order.
/// `search` as in [`products`]; archived products and variants are left out.
///
/// # Errors
/// Invalid `cursor`.
pub async fn stock(
    env: &Env,
    shop: &ShopScope,
    filter: StockFilter,
    search: &str,
    slice: Slice<'_>,
) -> Result<StockList> {
    let mut conn = env.db.read();
    let mut query = Builder::new(
        "catalog::lists::stock",
        "select v.id, v.product_id, v.position, p.title as product_title, v.title, v.sku, m.id as media_id, v.tracked,
           v.stock_policy, v.on_hand, v.allocated, v.reserved
         from variants v join products p on p.id = v.product_id
         left join media m on m.id = v.media_id and m.status = 'ready'
         where p.status <> 'archived' and v.archived_at is null and v.shop_id = ",
    )
    .bind(shop.shop());
    query = match filter {
        StockFilter::All => query,
        StockFilter::Low => query
            .push(" and v.tracked and v.on_hand - v.allocated - v.reserved > 0 and v.on_hand - v.allocated - v.reserved <= ")
            .bind(LOW_STOCK),
        StockFilter::Out => query.push(" and v.tracked and v.on_hand - v.allocated - v.reserved <= 0"),
    };
    let wanted = plain(search);
    if !wanted.is_empty() {
        query = query.push(" and (p.title_folded like ").bind(format!("%{wanted}%"));
        query = query.push(" or v.sku_folded like ").bind(format!("{wanted}%")).push(")");
    }
    if let Some(cursor) = slice.cursor {
        let malformed = || Error::invalid("cursor", Problem::Malformed);
        let (product, place) = cursor.split_once('.').ok_or_else(malformed)?;
        let product: ProductId = product.parse().map_err(|_| malformed())?;
        let (position, id) = place.split_once('.').ok_or_else(malformed)?;
        let position: i64 = position.parse().map_err(|_| malformed())?;
        let id: VariantId = id.parse().map_err(|_| malformed())?;
        query = query.push(" and (v.product_id < ").bind(product);
        query = query.push(" or (v.product_id = ").bind(product);
        query = query.push(" and (v.position, v.id) > (").bind(position).push(", ").bind(id).push(")))");
    }
    let query = query.push(" order by v.product_id desc, v.position, v.id limit ").bind(slice.limit + 1);
    let mut rows: Vec<StockListRow> = query.query(&mut conn).fetch_all().await?;
    let more = rows.len() > slice.size();
    rows.truncate(slice.size());
    let next =
        rows.last().filter(|_| more).map(|row| format!("{}.{}.{}", row.product_id, row.position, row.id));
    let mut ids: Vec<ProductId> = rows.iter().map(|row| row.product_id).collect();
    ids.dedup();
    let first = pictures::first(&mut conn, &ids).await?;
    let rows = rows.into_iter().map(|row| StockRow {
        variant: row.id,
        product: row.product_id,
        title: row.product_title,
        variant_title: row.title,
        sku: row.sku,
        picture: row.media_id.or_else(|| first.get(&row.product_id).copied()),
        policy: row.stock_policy.when_tracked(row.tracked),
        levels: StockLevels { on_hand: row.on_hand, allocated: row.allocated, reserved: row.reserved },
    });
    Ok(StockList { rows: rows.collect(), next })
}
