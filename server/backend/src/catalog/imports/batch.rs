//! A batch of products against what is stored: what is new, what differs, what stays.
//!
//! Long because a dry run and an import must not differ: both walk the same comparison, and the
//! writes stand beside what they compare.

use std::collections::{HashMap, HashSet};

use db::{Builder, Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{
    BrandId, CategoryId, ImportId, MediaEntity, MediaId, ProductEntity, ProductId, ShopId, UserId,
    VariantEntity, VariantId,
};
use domain::options::{ProductOption, variant_title};
use domain::products::{Attribute, ProductStatus, fold};
use domain::slug;
use domain::stock::{StockMove, StockPolicy};
use domain::tax::TaxClass;

use super::reading::Batch;
use crate::catalog::categories::Matcher;
use crate::catalog::import::{self, ParsedPicture, ParsedProduct, ParsedVariant};
use crate::catalog::products::{self, NewProduct};
use crate::catalog::variants::{self, Combination, Count, NewVariant, StoredVariant, VariantData};
use crate::catalog::{brands, bulk, derive};
use crate::events::{self, Event};
use crate::inventory::{self, Cause, Touched};
use crate::{Env, Result};

/// Where a batch goes.
pub(super) struct Target<'a> {
    pub shop: ShopId,
    pub user: Option<UserId>,
    pub import: ImportId,
    pub dry_run: bool,
    pub categories: &'a Matcher,
}

/// What became of products.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub created: i64,
    pub changed: i64,
    pub unchanged: i64,
}

/// A product as it is stored, as far as a file speaks of it.
#[derive(Debug, Clone, db::FromRow)]
struct Stored {
    id: ProductId,
    import_handle: String,
    title: String,
    description: String,
    brand_id: Option<BrandId>,
    category_id: Option<CategoryId>,
    type_text: String,
    status: ProductStatus,
    options: String,
    attributes: String,
    tags: String,
    seo_title: String,
    seo_description: String,
    published_at: Option<UtcMillis>,
}

sql!(
    UPDATE_IMPORTED,
    "update products set title = $1, title_folded = $2, description = $3, brand_id = $4, category_id = $5,
       type_text = $6, status = $7, options = $8, attributes = $9, tags = $10, seo_title = $11, seo_description = $12,
       published_at = $13, updated_at = $14, version = version + 1
     where id = $15 and shop_id = $16"
);
sql!(
    /// Held until the commit, so that the difference to the file's count stays true.
    HOLD_COUNT,
    "update variants set on_hand = on_hand where id = $1 and shop_id = $2 returning on_hand"
);
sql!(
    TOUCH_PRODUCT,
    "update products set options = $1, updated_at = $2, version = version + 1 where id = $3 and shop_id = $4"
);

/// What is stored of everything that a batch names.
struct Known {
    products: HashMap<String, Stored>,
    variants: HashMap<ProductId, Vec<StoredVariant>>,
    /// The count that the last import said, by variant.
    counts: HashMap<VariantId, i64>,
    /// Pictures of each product, with what they show in words.
    pictures: HashMap<ProductId, Vec<(MediaId, String)>>,
    brands: HashMap<String, BrandId>,
    media: HashMap<String, MediaId>,
}

/// What is to be written, collected over the batch so that it takes few statements.
#[derive(Default)]
struct Work {
    products: Vec<NewProduct>,
    updates: Vec<Stored>,
    options: Vec<(ProductId, String)>,
    variants: Vec<NewVariant>,
    variant_updates: Vec<(VariantId, VariantData)>,
    archived: Vec<VariantId>,
    counts: Vec<Count>,
    /// What the file says is on hand, by variant.
    moves: Vec<(VariantId, i64)>,
    attached: Vec<(ProductId, MediaId, i64, String)>,
    described: Vec<(ProductId, MediaId, String)>,
    touched: Vec<ProductId>,
}

/// Compares a batch with what is stored and, unless it is a dry run, stores it.
pub(super) async fn settle(
    tx: &mut Tx,
    env: &Env,
    target: &Target<'_>,
    batch: &Batch,
    counts: &mut Counts,
) -> Result<()> {
    let products: Vec<&ParsedProduct> = batch.products.iter().collect();
    if !products.is_empty() {
        let handles: Vec<&str> = products.iter().map(|p| p.handle.as_str()).collect();
        let mut known = Known::read(tx, target, &handles, &products).await?;
        if !target.dry_run {
            known.make_brands(tx, env, &products).await?;
            known.make_media(tx, env, target, products.iter().flat_map(|p| &p.pictures)).await?;
        }
        let slugs = if target.dry_run { HashSet::new() } else { taken(tx, target.shop, &products).await? };
        let mut slugs = Slugs { taken: slugs };
        let mut work = Work::default();
        for product in products {
            match known.products.get(&product.handle) {
                None => {
                    counts.created += 1;
                    if !target.dry_run {
                        create(tx, env, target, &known, &mut slugs, product, &mut work).await?;
                    }
                }
                Some(stored) => {
                    let file = File::of(product);
                    match compare(env, target, &known, stored, &file, Some(product), &mut work) {
                        true => counts.changed += 1,
                        false => counts.unchanged += 1,
                    }
                }
            }
        }
        work.write(tx, env, target).await?;
    }
    // More of a product adds to it and is not counted again.
    for more in &batch.more {
        let mut known = Known::read(tx, target, &[&more.handle], &[]).await?;
        let Some(stored) = known.products.get(&more.handle).cloned() else { continue };
        if !target.dry_run {
            known.make_media(tx, env, target, more.pictures.iter()).await?;
        }
        let options = more.options.clone();
        let file = File { options, variants: &more.variants, pictures: &more.pictures, is_whole: false };
        let mut work = Work::default();
        compare(env, target, &known, &stored, &file, None, &mut work);
        work.write(tx, env, target).await?;
    }
    Ok(())
}

/// The grid and the pictures of a product in the file.
struct File<'a> {
    options: Vec<String>,
    variants: &'a [ParsedVariant],
    pictures: &'a [ParsedPicture],
    /// Whether the options are all of them; not when rows are added to a product.
    is_whole: bool,
}

impl<'a> File<'a> {
    fn of(product: &'a ParsedProduct) -> Self {
        let options = product.options.clone();
        Self { options, variants: &product.variants, pictures: &product.pictures, is_whole: true }
    }
}

impl Known {
    async fn read(
        tx: &mut Tx,
        target: &Target<'_>,
        handles: &[&str],
        products: &[&ParsedProduct],
    ) -> Result<Self> {
        let rows: Vec<Stored> = Builder::new(
            "catalog::imports::known_products",
            "select id, import_handle, title, description, brand_id, category_id, type_text, status, options, attributes,
               tags, seo_title, seo_description, published_at
             from products where shop_id = ",
        )
        .bind(target.shop)
        .push(" and import_handle in ")
        .bind_list(handles.iter().copied())
        .query(tx)
        .fetch_all()
        .await?;
        let ids: Vec<ProductId> = rows.iter().map(|row| row.id).collect();
        let variants = variants::of_products(tx, target.shop, &ids).await?;
        let variant_ids: Vec<VariantId> = variants.values().flatten().map(|variant| variant.id).collect();
        let folded: Vec<String> = products.iter().filter_map(|p| p.brand.as_deref()).map(fold).collect();
        Ok(Self {
            counts: last_counts(tx, &variant_ids).await?,
            pictures: attached(tx, &ids).await?,
            brands: brands::known(tx, &folded).await?,
            media: media_of(tx, target.shop, products.iter().flat_map(|p| &p.pictures)).await?,
            products: rows.into_iter().map(|row| (row.import_handle.clone(), row)).collect(),
            variants,
        })
    }

    async fn make_brands(&mut self, tx: &mut Tx, env: &Env, products: &[&ParsedProduct]) -> Result<()> {
        for name in products.iter().filter_map(|product| product.brand.as_deref()) {
            let folded = fold(name);
            if !self.brands.contains_key(&folded)
                && let Some(brand) = brands::find_or_create(tx, env, name).await?
            {
                self.brands.insert(folded, brand);
            }
        }
        Ok(())
    }

    async fn make_media(
        &mut self,
        tx: &mut Tx,
        env: &Env,
        target: &Target<'_>,
        pictures: impl Iterator<Item = &ParsedPicture> + Clone,
    ) -> Result<()> {
        let mut wanted: Vec<&str> = pictures
            .clone()
            .map(|picture| picture.url.as_str())
            .filter(|url| !self.media.contains_key(*url))
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.is_empty() {
            return Ok(());
        }
        let now = env.now();
        let head = "insert into media (id, shop_id, kind, status, source_url, created_at) values ";
        let tail = " on conflict do nothing";
        bulk::insert(tx, "catalog::imports::media", head, tail, &wanted, |row, url| {
            row.bind(env.id::<MediaEntity>())
                .bind(target.shop)
                .bind("remote")
                .bind("pending")
                .bind(*url)
                .bind(now)
        })
        .await?;
        // Read back: another import may have been faster with some of them.
        self.media = media_of(tx, target.shop, pictures).await?;
        Ok(())
    }

    fn brand(&self, product: &ParsedProduct) -> Option<BrandId> {
        product.brand.as_deref().and_then(|name| self.brands.get(&fold(name)).copied())
    }
}

async fn last_counts(tx: &mut Tx, variants: &[VariantId]) -> Result<HashMap<VariantId, i64>> {
    if variants.is_empty() {
        return Ok(HashMap::new());
    }
    let find = Builder::new(
        "catalog::imports::last_counts",
        "select variant_id, note from stock_ledger where kind = 'import' and variant_id in ",
    );
    let rows: Vec<(VariantId, String)> =
        find.bind_list(variants).push(" order by id").query(tx).fetch_all().await?;
    // The last one holds.
    Ok(rows.into_iter().filter_map(|(id, note)| Some((id, note.parse().ok()?))).collect())
}

async fn attached(tx: &mut Tx, products: &[ProductId]) -> Result<HashMap<ProductId, Vec<(MediaId, String)>>> {
    let mut found: HashMap<ProductId, Vec<(MediaId, String)>> = HashMap::new();
    if products.is_empty() {
        return Ok(found);
    }
    let find = Builder::new(
        "catalog::imports::attached",
        "select product_id, media_id, alt from product_media where product_id in ",
    );
    let query = find.bind_list(products).push(" order by product_id, position");
    let rows: Vec<(ProductId, MediaId, String)> = query.query(tx).fetch_all().await?;
    for (product, media, alt) in rows {
        found.entry(product).or_default().push((media, alt));
    }
    Ok(found)
}

async fn media_of(
    tx: &mut Tx,
    shop: ShopId,
    pictures: impl Iterator<Item = &ParsedPicture>,
) -> Result<HashMap<String, MediaId>> {
    let urls: HashSet<&str> = pictures.map(|picture| picture.url.as_str()).collect();
    if urls.is_empty() {
        return Ok(HashMap::new());
    }
    let find =
        Builder::new("catalog::imports::media_of", "select source_url, id from media where shop_id = ")
            .bind(shop);
    let query = find.push(" and source_url in ").bind_list(urls);
    let rows: Vec<(String, MediaId)> = query.query(tx).fetch_all().await?;
    Ok(rows.into_iter().collect())
}

/// Addresses of the shop that are in use, of those that new products would like to have.
struct Slugs {
    taken: HashSet<String>,
}

fn wish(product: &ParsedProduct) -> String {
    if slug::is_slug(&product.handle) {
        product.handle.clone()
    } else {
        slug::slugify(&product.handle, "product")
    }
}

async fn taken(tx: &mut Tx, shop: ShopId, products: &[&ParsedProduct]) -> Result<HashSet<String>> {
    let wishes: Vec<String> = products.iter().map(|product| wish(product)).collect();
    let find =
        Builder::new("catalog::imports::taken", "select slug from products where shop_id = ").bind(shop);
    let find = find.push(" and slug in ").bind_list(&wishes);
    let find = find.push(" union all select slug from product_slugs where shop_id = ").bind(shop);
    let rows: Vec<(String,)> = find.push(" and slug in ").bind_list(&wishes).query(tx).fetch_all().await?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

async fn create(
    tx: &mut Tx,
    env: &Env,
    target: &Target<'_>,
    known: &Known,
    slugs: &mut Slugs,
    product: &ParsedProduct,
    work: &mut Work,
) -> Result<()> {
    let id: ProductId = env.id::<ProductEntity>();
    let mut own = wish(product);
    while slugs.taken.contains(&own) {
        // Taken in the shop or by this batch: rare, so each one asks for itself.
        let number = u64::from(u32::from_le_bytes(env.random::<4>()) % 1_000_000) + 2;
        own =
            products::free_slug(tx, env, target.shop, &slug::with_suffix(&wish(product), number), id).await?;
    }
    slugs.taken.insert(own.clone());
    let kind = product.category.as_deref();
    work.products.push(NewProduct {
        id,
        slug: own,
        title: product.title.clone(),
        description: product.description_html.clone(),
        brand: known.brand(product),
        category: target.categories.find(kind, product.taxonomy.as_deref()),
        type_text: kind.unwrap_or_default().to_owned(),
        status: status(product),
        tax_class: TaxClass::Standard,
        options: serde_json::to_string(&options(&[], &product.options, &product.variants))?,
        attributes: serde_json::to_string(&attributes(product))?,
        tags: serde_json::to_string(&product.tags)?,
        featured: false,
        seo_title: product.seo_title.clone().unwrap_or_default(),
        seo_description: product.seo_description.clone().unwrap_or_default(),
        import_handle: Some(product.handle.clone()),
    });
    for (place, picture) in product.pictures.iter().enumerate() {
        if let Some(media) = known.media.get(&picture.url) {
            let alt = picture.alt.clone().unwrap_or_default();
            work.attached.push((id, *media, place as i64, alt));
        }
    }
    for (place, variant) in product.variants.iter().enumerate() {
        work.new_variant(env, id, data(variant, place as i64, known), variant.quantity);
    }
    work.touched.push(id);
    Ok(())
}

/// Notes what differs between the file and what is stored; whether anything does.
fn compare(
    env: &Env,
    target: &Target<'_>,
    known: &Known,
    stored: &Stored,
    file: &File<'_>,
    product: Option<&ParsedProduct>,
    work: &mut Work,
) -> bool {
    let present: &[StoredVariant] = known.variants.get(&stored.id).map(Vec::as_slice).unwrap_or_default();
    // What cannot be read is taken as nothing, and then written anew.
    let before: Vec<ProductOption> = serde_json::from_str(&stored.options).unwrap_or_default();
    let same_names = file.options.len() == before.len()
        && file.options.iter().zip(&before).all(|(name, option)| fold(name) == fold(&option.name));
    let replaces = file.is_whole && !same_names && !file.variants.is_empty();
    let kept: &[ProductOption] = if replaces { &[] } else { &before };
    let names: Vec<String> = if replaces || before.is_empty() {
        file.options.clone()
    } else {
        before.iter().map(|option| option.name.clone()).collect()
    };
    let grid = merged(kept, &names, file);
    let mut differs = variants_differ(env, stored.id, known, present, file, replaces, work);
    differs |= pictures_differ(target, known, stored.id, file, work);
    let mut next = stored.clone();
    if let Some(product) = product {
        next.title.clone_from(&product.title);
        next.description.clone_from(&product.description_html);
        next.brand_id = known.brand(product);
        next.type_text = product.category.clone().unwrap_or_default();
        next.status = status(product);
        next.attributes = json(&attributes(product));
        next.tags = json(&product.tags);
        next.seo_title = product.seo_title.clone().unwrap_or_default();
        next.seo_description = product.seo_description.clone().unwrap_or_default();
        // A category that somebody chose here stays.
        let found = || target.categories.find(product.category.as_deref(), product.taxonomy.as_deref());
        next.category_id = stored.category_id.or_else(found);
    }
    next.options = json(&grid);
    // A brand that a dry run did not make is still a difference.
    let new_brand = product.is_some_and(|p| p.brand.is_some() && next.brand_id.is_none());
    let fields = new_brand
        || next.title != stored.title
        || next.description != stored.description
        || next.brand_id != stored.brand_id
        || next.category_id != stored.category_id
        || next.type_text != stored.type_text
        || next.status != stored.status
        || next.options != stored.options
        || next.attributes != stored.attributes
        || next.tags != stored.tags
        || next.seo_title != stored.seo_title
        || next.seo_description != stored.seo_description;
    if fields {
        work.updates.push(next);
    } else if differs {
        work.options.push((stored.id, stored.options.clone()));
    }
    if fields || differs {
        work.touched.push(stored.id);
    }
    fields || differs
}

/// The options of the grid: values of the file in its order around those that are kept.
fn merged(kept: &[ProductOption], names: &[String], file: &File<'_>) -> Vec<ProductOption> {
    if file.is_whole {
        let own = options(&[], names, file.variants);
        let rest = kept.iter().map(|option| option.values.as_slice());
        return own
            .into_iter()
            .zip(rest.chain(std::iter::repeat(&[][..])))
            .map(|(o, rest)| extend(o, rest))
            .collect();
    }
    options(kept, names, file.variants)
}

fn options(kept: &[ProductOption], names: &[String], variants: &[ParsedVariant]) -> Vec<ProductOption> {
    let option = |(at, name): (usize, &String)| {
        let values = kept.get(at).map(|option| option.values.clone()).unwrap_or_default();
        let option = ProductOption { name: name.clone(), values };
        let more: Vec<String> =
            variants.iter().filter_map(|variant| variant.values.get(at).cloned()).collect();
        extend(option, &more)
    };
    names.iter().enumerate().map(option).collect()
}

fn extend(mut option: ProductOption, more: &[String]) -> ProductOption {
    let mut known: HashSet<String> = option.values.iter().map(|value| fold(value)).collect();
    for value in more {
        if known.insert(fold(value)) {
            option.values.push(value.clone());
        }
    }
    option
}

fn variants_differ(
    env: &Env,
    product: ProductId,
    known: &Known,
    present: &[StoredVariant],
    file: &File<'_>,
    replaces: bool,
    work: &mut Work,
) -> bool {
    let by_combination: HashMap<Combination, &StoredVariant> =
        present.iter().map(|variant| (variant.data.combination(), variant)).collect();
    let offset =
        if file.is_whole { 0 } else { present.iter().map(|v| v.data.position + 1).max().unwrap_or(0) };
    let mut met = HashSet::new();
    let mut differs = false;
    for (place, variant) in file.variants.iter().enumerate() {
        let mut wanted = data(variant, offset + place as i64, known);
        let Some(stored) = by_combination.get(&wanted.combination()) else {
            work.new_variant(env, product, wanted, variant.quantity);
            differs = true;
            continue;
        };
        met.insert(stored.id);
        if !file.is_whole {
            wanted.position = stored.data.position;
        }
        // A picture that somebody chose here stays where the file names none.
        wanted.media_id = wanted.media_id.or(stored.data.media_id);
        if wanted != stored.data || stored.archived_at.is_some() {
            work.variant_updates.push((stored.id, wanted));
            differs = true;
        }
        // The count is the file's only when the file says another one than the last time, so
        // that sales since then are not undone.
        if known.counts.get(&stored.id) != Some(&variant.quantity) {
            work.moves.push((stored.id, variant.quantity));
            differs = true;
        }
    }
    if replaces {
        let gone = present.iter().filter(|v| v.archived_at.is_none() && !met.contains(&v.id)).map(|v| v.id);
        let before = work.archived.len();
        work.archived.extend(gone);
        differs |= work.archived.len() > before;
    }
    differs
}

fn pictures_differ(
    target: &Target<'_>,
    known: &Known,
    product: ProductId,
    file: &File<'_>,
    work: &mut Work,
) -> bool {
    let present: &[(MediaId, String)] = known.pictures.get(&product).map(Vec::as_slice).unwrap_or_default();
    let mut place = present.len() as i64;
    let mut differs = false;
    for picture in file.pictures {
        let alt = picture.alt.clone().unwrap_or_default();
        let media = known.media.get(&picture.url);
        match media.and_then(|media| present.iter().find(|(known, _)| known == media)) {
            None => {
                differs = true;
                if let (Some(media), false) = (media, target.dry_run) {
                    work.attached.push((product, *media, place, alt));
                    place += 1;
                }
            }
            Some((media, words)) if !alt.is_empty() && *words != alt => {
                differs = true;
                work.described.push((product, *media, alt));
            }
            Some(_) => {}
        }
    }
    differs
}

fn status(product: &ParsedProduct) -> ProductStatus {
    match product.status {
        import::Status::Draft => ProductStatus::Draft,
        import::Status::Active => ProductStatus::Active,
        import::Status::Archived => ProductStatus::Archived,
    }
}

fn attributes(product: &ParsedProduct) -> Vec<Attribute> {
    let attribute = |a: &import::Attribute| Attribute { name: a.name.clone(), value: a.value.clone() };
    product.attributes.iter().map(attribute).collect()
}

/// Lists of texts always become JSON.
fn json<T: serde::Serialize>(list: &T) -> String {
    serde_json::to_string(list).unwrap_or_default()
}

fn data(variant: &ParsedVariant, position: i64, known: &Known) -> VariantData {
    let value = |at: usize| variant.values.get(at).cloned().unwrap_or_default();
    VariantData {
        title: variant_title(&variant.values),
        option1: value(0),
        option2: value(1),
        option3: value(2),
        sku: variant.sku.clone().unwrap_or_default(),
        barcode: variant.barcode.clone().unwrap_or_default(),
        price: variant.price,
        compare_at: variant.compare_at,
        weight_g: variant.grams.unwrap_or(0),
        requires_shipping: variant.requires_shipping,
        taxable: variant.taxable,
        position,
        media_id: variant.picture.as_ref().and_then(|url| known.media.get(url).copied()),
        tracked: variant.tracked,
        stock_policy: match variant.policy {
            import::StockPolicy::Deny => StockPolicy::Deny,
            import::StockPolicy::Continue => StockPolicy::Continue,
        },
    }
}

impl Work {
    fn new_variant(&mut self, env: &Env, product: ProductId, data: VariantData, quantity: i64) {
        let id: VariantId = env.id::<VariantEntity>();
        self.variants.push(NewVariant { id, product, data, on_hand: quantity });
        // Also without pieces: it says which count the file had.
        self.counts.push(Count { variant: id, difference: quantity, note: quantity.to_string() });
    }

    async fn write(mut self, tx: &mut Tx, env: &Env, target: &Target<'_>) -> Result<()> {
        if target.dry_run || self.touched.is_empty() {
            return Ok(());
        }
        let shop = target.shop;
        products::insert(tx, env, shop, &self.products).await?;
        for product in &self.updates {
            update(tx, env, shop, product).await?;
        }
        for (product, options) in &self.options {
            tx.query(&TOUCH_PRODUCT).bind(options).bind(env.now()).bind(product).bind(shop).execute().await?;
        }
        variants::archive(tx, env, shop, &self.archived).await?;
        for (id, data) in &self.variant_updates {
            variants::update(tx, env, shop, *id, data).await?;
        }
        variants::insert(tx, env, shop, &self.variants).await?;
        let reference = target.import.to_string();
        let cause = (reference.as_str(), target.user);
        variants::count(tx, env, shop, StockMove::Import, cause, &self.counts).await?;
        self.settle_counts(tx, env, target, &reference).await?;
        let head = "insert into product_media (product_id, media_id, position, alt) values ";
        let tail = " on conflict do nothing";
        bulk::insert(
            tx,
            "catalog::imports::attach",
            head,
            tail,
            &self.attached,
            |row, (product, media, place, alt)| row.bind(product).bind(media).bind(place).bind(alt),
        )
        .await?;
        for (product, media, alt) in &self.described {
            tx.query(&crate::catalog::pictures::DESCRIBE)
                .bind(alt)
                .bind(product)
                .bind(media)
                .execute()
                .await?;
        }
        derive::refresh_products(tx, &self.touched).await?;
        for product in self.touched {
            events::record(tx, env, Some(shop), Event::ProductChanged { product }).await?;
        }
        Ok(())
    }

    /// Sets the counts of present variants to those of the file.
    async fn settle_counts(
        &mut self,
        tx: &mut Tx,
        env: &Env,
        target: &Target<'_>,
        reference: &str,
    ) -> Result<()> {
        let mut touched = Touched::default();
        self.moves.sort_by_key(|(variant, _)| *variant);
        for (variant, quantity) in &self.moves {
            let on_hand: i64 = tx.query(&HOLD_COUNT).bind(variant).bind(target.shop).scalar().await?;
            let (difference, note) = (quantity - on_hand, quantity.to_string());
            if difference == 0 {
                let count = Count { variant: *variant, difference, note };
                let cause = (reference, target.user);
                variants::count(tx, env, target.shop, StockMove::Import, cause, &[count]).await?;
            } else {
                let cause = Cause { reference, user: target.user, note: &note };
                inventory::change_on_hand(
                    tx,
                    env,
                    &mut touched,
                    *variant,
                    StockMove::Import,
                    difference,
                    cause,
                )
                .await?;
            }
        }
        touched.settle(tx, env).await
    }
}

async fn update(tx: &mut Tx, env: &Env, shop: ShopId, product: &Stored) -> Result<()> {
    let first = (product.status == ProductStatus::Active).then(|| env.now());
    tx.query(&UPDATE_IMPORTED)
        .bind(&product.title)
        .bind(fold(&product.title))
        .bind(&product.description)
        .bind(product.brand_id)
        .bind(product.category_id)
        .bind(&product.type_text)
        .bind(product.status.as_str())
        .bind(&product.options)
        .bind(&product.attributes)
        .bind(&product.tags)
        .bind(&product.seo_title)
        .bind(&product.seo_description)
        .bind(product.published_at.or(first))
        .bind(env.now())
        .bind(product.id)
        .bind(shop)
        .execute()
        .await?;
    Ok(())
}
