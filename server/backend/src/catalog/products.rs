//! Products: written, published, archived.
//!
//! Owns the rows of `products` and their old addresses. What always holds: a product that is on
//! sale has a title and a variant; two people who edit the same version do not overwrite each
//! other; an address that once led to a product leads to it for good.

use db::{Builder, Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{BrandId, CategoryId, ProductEntity, ProductId, ShopId};
use domain::invalid::Problem;
use domain::products::{
    NotSellable, ProductDraft, ProductForm, ProductStatus, SavedProduct, fold, may_publish,
};
use domain::slug;
use domain::tax::TaxClass;
use serde_json::json;

use super::{brands, bulk, derive, html, lists, variants};
use crate::events::{self, Event};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

/// Most products of one bulk change.
pub const MAX_BULK: usize = 500;

sql!(
    FIND_FOR_EDIT,
    "select slug, status, version, published_at from products where id = $1 and shop_id = $2"
);
sql!(CATEGORY_EXISTS, "select count(*) from categories where id = $1");
sql!(
    UPDATE_PRODUCT,
    "update products set slug = $1, title = $2, title_folded = $3, description = $4, brand_id = $5, category_id = $6,
       status = $7, tax_class = $8, options = $9, attributes = $10, tags = $11, featured = $12, seo_title = $13,
       seo_description = $14, published_at = $15, updated_at = $16, version = version + 1
     where id = $17 and shop_id = $18 and version = $19"
);
sql!(
    SLUG_TAKEN,
    "select id from products where shop_id = $1 and slug = $2 and id <> $3
     union all select product_id from product_slugs where shop_id = $1 and slug = $2 and product_id <> $3 limit 1"
);
sql!(
    KEEP_OLD_SLUG,
    "insert into product_slugs (shop_id, slug, product_id) values ($1, $2, $3)
     on conflict (shop_id, slug) do update set product_id = excluded.product_id"
);
sql!(TAKE_BACK_SLUG, "delete from product_slugs where shop_id = $1 and slug = $2");

/// A row of `products` to be made.
pub(super) struct NewProduct {
    pub id: ProductId,
    pub slug: String,
    pub title: String,
    pub description: String,
    pub brand: Option<BrandId>,
    pub category: Option<CategoryId>,
    pub type_text: String,
    pub status: ProductStatus,
    pub tax_class: TaxClass,
    pub options: String,
    pub attributes: String,
    pub tags: String,
    pub featured: bool,
    pub seo_title: String,
    pub seo_description: String,
    pub import_handle: Option<String>,
}

pub(super) async fn insert(tx: &mut Tx, env: &Env, shop: ShopId, new: &[NewProduct]) -> Result<()> {
    let now = env.now();
    let head = "insert into products (id, shop_id, slug, title, title_folded, description, brand_id, category_id, \
         type_text, status, tax_class, options, attributes, tags, featured, seo_title, seo_description, \
         import_handle, published_at, created_at, updated_at) values ";
    bulk::insert(tx, "catalog::products::insert", head, "", new, |row, product| {
        row.bind(product.id)
            .bind(shop)
            .bind(&product.slug)
            .bind(&product.title)
            .bind(fold(&product.title))
            .bind(&product.description)
            .bind(product.brand)
            .bind(product.category)
            .bind(&product.type_text)
            .bind(product.status.as_str())
            .bind(product.tax_class.as_str())
            .bind(&product.options)
            .bind(&product.attributes)
            .bind(&product.tags)
            .bind(product.featured)
            .bind(&product.seo_title)
            .bind(&product.seo_description)
            .bind(&product.import_handle)
            .bind((product.status == ProductStatus::Active).then_some(now))
            .bind(now)
            .bind(now)
    })
    .await
}

/// Makes a product with its variants.
///
/// # Errors
/// Invalid, with every wrong field; Conflict `no_title` or `no_variant` for one that cannot go
/// on sale as it asks to.
pub async fn create(env: &Env, shop: &ShopScope, draft: &ProductDraft) -> Result<ProductId> {
    let draft = &draft.tidied();
    draft.check()?;
    check_status(draft)?;
    let description = description(&draft.description);
    let id: ProductId = env.id::<ProductEntity>();
    let mut tx = env.db.begin().await?;
    let slug = match draft.slug.as_str() {
        "" => free_slug(&mut tx, env, shop.shop(), &slug::slugify(&draft.title, "product"), id).await?,
        wanted => wanted_slug(&mut tx, shop.shop(), wanted, id).await?,
    };
    check_category(&mut tx, draft.category).await?;
    let new = NewProduct {
        id,
        slug,
        title: draft.title.clone(),
        description,
        brand: brands::find_or_create(&mut tx, env, &draft.brand).await?,
        category: draft.category,
        type_text: String::new(),
        status: draft.status,
        tax_class: draft.tax_class,
        options: serde_json::to_string(&draft.options)?,
        attributes: serde_json::to_string(&draft.attributes)?,
        tags: serde_json::to_string(&draft.tags)?,
        featured: draft.featured,
        seo_title: draft.seo_title.clone(),
        seo_description: draft.seo_description.clone(),
        import_handle: None,
    };
    insert(&mut tx, env, shop.shop(), &[new]).await?;
    // A new product has no pictures that a variant could show.
    let drafts: Vec<_> = draft
        .variants
        .iter()
        .cloned()
        .map(|v| domain::products::VariantDraft { picture: None, ..v })
        .collect();
    variants::sync(&mut tx, env, shop.shop(), shop.user(), id, &drafts).await?;
    finish(tx, env, shop.shop(), &[id]).await?;
    Ok(id)
}

#[derive(db::FromRow)]
struct Present {
    slug: String,
    status: ProductStatus,
    version: i64,
    published_at: Option<UtcMillis>,
}

/// Stores what was edited of the version that was shown; gives the new version.
///
/// # Errors
/// NotFound for another shop's product; Conflict `stale` when it changed since; as [`create`].
pub async fn edit(
    env: &Env,
    shop: &ShopScope,
    id: ProductId,
    version: i64,
    draft: &ProductDraft,
) -> Result<i64> {
    let draft = &draft.tidied();
    draft.check()?;
    check_status(draft)?;
    let description = description(&draft.description);
    let mut tx = env.db.begin().await?;
    let find = tx.query(&FIND_FOR_EDIT).bind(id).bind(shop.shop());
    let present: Present = find.fetch_optional().await?.ok_or(Error::NotFound)?;
    if present.version != version {
        return Err(stale(present.version));
    }
    check_category(&mut tx, draft.category).await?;
    check_pictures(&mut tx, id, draft).await?;
    let slug = if draft.slug.is_empty() || draft.slug == present.slug {
        present.slug
    } else {
        let wanted = wanted_slug(&mut tx, shop.shop(), &draft.slug, id).await?;
        tx.query(&TAKE_BACK_SLUG).bind(shop.shop()).bind(&wanted).execute().await?;
        tx.query(&KEEP_OLD_SLUG).bind(shop.shop()).bind(&present.slug).bind(id).execute().await?;
        wanted
    };
    let brand = brands::find_or_create(&mut tx, env, &draft.brand).await?;
    let published = present.published_at.or((draft.status == ProductStatus::Active).then(|| env.now()));
    let stored = tx
        .query(&UPDATE_PRODUCT)
        .bind(slug)
        .bind(&draft.title)
        .bind(fold(&draft.title))
        .bind(description)
        .bind(brand)
        .bind(draft.category)
        .bind(draft.status.as_str())
        .bind(draft.tax_class.as_str())
        .bind(serde_json::to_string(&draft.options)?)
        .bind(serde_json::to_string(&draft.attributes)?)
        .bind(serde_json::to_string(&draft.tags)?)
        .bind(draft.featured)
        .bind(&draft.seo_title)
        .bind(&draft.seo_description)
        .bind(published)
        .bind(env.now())
        .bind(id)
        .bind(shop.shop())
        .bind(version)
        .execute()
        .await?;
    // On PostgreSQL another save may have come between the look and the update.
    if stored == 0 {
        return Err(stale(version));
    }
    variants::sync(&mut tx, env, shop.shop(), shop.user(), id, &draft.variants).await?;
    finish(tx, env, shop.shop(), &[id]).await?;
    Ok(version + 1)
}

/// Stores what the editor's form says: a new product, or a change of the version it showed.
///
/// # Errors
/// Invalid with every field that cannot be read; as [`create`] and [`edit`].
pub async fn save(
    env: &Env,
    shop: &ShopScope,
    id: Option<ProductId>,
    version: i64,
    form: &ProductForm,
) -> Result<SavedProduct> {
    let currency = lists::shop_currency(env, shop).await?;
    let draft = form.check(currency)?;
    match id {
        Some(id) => Ok(SavedProduct { id, version: edit(env, shop, id, version, &draft).await? }),
        None => Ok(SavedProduct { id: create(env, shop, &draft).await?, version: 1 }),
    }
}

/// What a change of many products did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BulkOutcome {
    /// Products whose status is another one now.
    pub changed: usize,
    /// Products that stay as they are, and why.
    pub refused: Vec<(ProductId, NotSellable)>,
}

#[derive(db::FromRow)]
struct Candidate {
    id: ProductId,
    title: String,
    status: ProductStatus,
    variants: i64,
}

/// Puts products on sale, back to drafts, or into the archive; one that cannot be sold stays as
/// it is and is named. Products of other shops are passed over as if they did not exist.
///
/// # Errors
/// Invalid for more than [`MAX_BULK`].
pub async fn set_status(
    env: &Env,
    shop: &ShopScope,
    ids: &[ProductId],
    status: ProductStatus,
) -> Result<BulkOutcome> {
    if ids.len() > MAX_BULK {
        return Err(Error::invalid("ids", Problem::OutOfRange { min: 1, max: MAX_BULK as i64 }));
    }
    let mut tx = env.db.begin().await?;
    let candidates: Vec<Candidate> = Builder::new(
        "catalog::products::candidates",
        "select p.id, p.title, p.status,
           (select count(*) from variants v where v.product_id = p.id and v.archived_at is null) as variants
         from products p where p.shop_id = ",
    )
    .bind(shop.shop())
    .push(" and p.id in ")
    .bind_list(ids)
    .push(" order by p.id")
    .query(&mut tx)
    .fetch_all()
    .await?;
    let (mut outcome, mut change) = (BulkOutcome::default(), Vec::new());
    for product in candidates.into_iter().filter(|product| product.status != status) {
        let count = usize::try_from(product.variants).unwrap_or(0);
        match may_publish(&product.title, count) {
            Err(reason) if status == ProductStatus::Active => outcome.refused.push((product.id, reason)),
            _ => change.push(product.id),
        }
    }
    if !change.is_empty() {
        let now = env.now();
        let first = (status == ProductStatus::Active).then_some(now);
        Builder::new("catalog::products::set_status", "update products set status = ")
            .bind(status.as_str())
            .push(", published_at = coalesce(published_at, ")
            .bind(first)
            .push("), updated_at = ")
            .bind(now)
            .push(", version = version + 1 where shop_id = ")
            .bind(shop.shop())
            .push(" and id in ")
            .bind_list(&change)
            .query(&mut tx)
            .execute()
            .await?;
    }
    outcome.changed = change.len();
    finish(tx, env, shop.shop(), &change).await?;
    Ok(outcome)
}

/// Puts a product on sale.
///
/// # Errors
/// NotFound for another shop's; Conflict `no_title` or `no_variant`.
pub async fn publish(env: &Env, shop: &ShopScope, id: ProductId) -> Result<()> {
    one(env, shop, id, ProductStatus::Active).await
}

/// Takes a product off sale and keeps it for its orders.
///
/// # Errors
/// NotFound for another shop's.
pub async fn archive(env: &Env, shop: &ShopScope, id: ProductId) -> Result<()> {
    one(env, shop, id, ProductStatus::Archived).await
}

async fn one(env: &Env, shop: &ShopScope, id: ProductId, status: ProductStatus) -> Result<()> {
    let find =
        env.db.read().query(&FIND_FOR_EDIT).bind(id).bind(shop.shop()).fetch_optional::<Present>().await?;
    if find.ok_or(Error::NotFound)?.status == status {
        return Ok(());
    }
    let outcome = set_status(env, shop, &[id], status).await?;
    outcome.refused.first().map_or(Ok(()), |(_, reason)| Err(Error::conflict(reason.code())))
}

/// Brings what is derived up to date, tells about it and commits.
async fn finish(mut tx: Tx, env: &Env, shop: ShopId, products: &[ProductId]) -> Result<()> {
    derive::refresh_products(&mut tx, products).await?;
    for product in products {
        events::record(&mut tx, env, Some(shop), Event::ProductChanged { product: *product }).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

fn stale(version: i64) -> Error {
    Error::Conflict { code: "stale", details: json!({ "version": version }) }
}

fn check_status(draft: &ProductDraft) -> Result<()> {
    match draft.may_publish() {
        Err(reason) if draft.status == ProductStatus::Active => Err(Error::conflict(reason.code())),
        _ => Ok(()),
    }
}

async fn check_category(tx: &mut Tx, category: Option<CategoryId>) -> Result<()> {
    let Some(category) = category else { return Ok(()) };
    let count: i64 = tx.query(&CATEGORY_EXISTS).bind(category).scalar().await?;
    if count == 1 { Ok(()) } else { Err(Error::invalid("category", Problem::UnknownChoice)) }
}

/// A variant shows one of its own product's pictures.
async fn check_pictures(tx: &mut Tx, product: ProductId, draft: &ProductDraft) -> Result<()> {
    let named: Vec<_> = draft.variants.iter().filter_map(|variant| variant.picture).collect();
    if named.is_empty() {
        return Ok(());
    }
    let own: std::collections::HashSet<_> = super::pictures::ids(tx, product).await?.into_iter().collect();
    match draft.variants.iter().position(|v| v.picture.is_some_and(|picture| !own.contains(&picture))) {
        Some(at) => Err(Error::invalid(format!("variants.{at}.picture"), Problem::UnknownChoice)),
        None => Ok(()),
    }
}

async fn is_taken(tx: &mut Tx, shop: ShopId, slug: &str, own: ProductId) -> Result<bool> {
    let row = tx.query(&SLUG_TAKEN).bind(shop).bind(slug).bind(own).fetch_optional::<(ProductId,)>().await?;
    Ok(row.is_some())
}

async fn wanted_slug(tx: &mut Tx, shop: ShopId, wanted: &str, own: ProductId) -> Result<String> {
    if is_taken(tx, shop, wanted, own).await? {
        return Err(Error::invalid("slug", Problem::Taken));
    }
    Ok(wanted.to_owned())
}

/// The slug itself, else the same with a number behind it: small ones first, then any.
pub(super) async fn free_slug(
    tx: &mut Tx,
    env: &Env,
    shop: ShopId,
    base: &str,
    own: ProductId,
) -> Result<String> {
    const SMALL: u64 = 9;
    let mut candidate = base.to_owned();
    let mut number = 1;
    while is_taken(tx, shop, &candidate, own).await? {
        number += 1;
        let suffix = if number <= SMALL { number } else { u64::from(u32::from_le_bytes(env.random::<4>())) };
        candidate = slug::with_suffix(base, suffix);
    }
    Ok(candidate)
}

/// What may be shown of a typed description: sanitised HTML. A text without any element becomes
/// paragraphs.
fn description(typed: &str) -> String {
    if typed.contains('<') {
        return html::sanitise(typed);
    }
    let mut out = String::with_capacity(typed.len() + 16);
    for paragraph in typed.replace("\r\n", "\n").split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        let escaped = paragraph.replace('&', "&amp;").replace('>', "&gt;").replace('\n', "<br>");
        out.push_str(&format!("<p>{escaped}</p>"));
    }
    html::sanitise(&out)
}
