//! A product's own page.

use db::{Run, sql};
use domain::address::{Address, country_name};
use domain::catalog::{
    Attribute, BrandSummary, Crumb, Delivery, LOW_STOCK, OptionView, ProductAnswer, ProductPage, Rating,
    ShopSummary, VariantView,
};
use domain::id::{CategoryId, ProductId, RateId, ShopId, VariantId, ZoneId};
use domain::options::ProductOption;
use domain::shipping::{Parcel, ShippingRate, ShippingZone, offers, promise};
use domain::stock::{StockLevels, StockPolicy, availability};
use domain::time::DAY;
use domain::{Currency, Locale, UtcMillis};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::colours::{colour, is_colour};
use super::pictures::{Media, picture};
use super::tree::tree;
use crate::{Env, Error, Result};

sql!(
    /// The shop is looked up by itself, so that no planner begins with all products on sale.
    FIND_PUBLIC_PRODUCT,
    "select p.id, p.title, p.description, p.options, p.attributes, p.category_id, p.seo_title, p.seo_description,
       p.min_price, p.rating_sum, p.rating_count, p.shop_id, s.name as shop_name, s.accent, s.address, s.time_zone,
       s.currency, s.prices_include_tax,
       exists (select 1 from tax_rates r where r.shop_id = s.id) as taxed, s.shipping_policy, s.return_policy, b.slug as brand_slug, b.name as brand_name
     from products p join shops s on s.id = p.shop_id left join brands b on b.id = p.brand_id
     where p.shop_id = (select id from shops where slug = $1) and p.slug = $2
       and s.status = 'open' and p.status = 'active'"
);
sql!(
    FIND_MOVED_PRODUCT,
    "select p.slug from shops s join product_slugs o on o.shop_id = s.id join products p on p.id = o.product_id
     where s.slug = $1 and o.slug = $2 and s.status = 'open' and p.status = 'active'"
);
sql!(
    PUBLIC_VARIANTS,
    "select id, option1, option2, option3, sku, price, compare_at, media_id, tracked, stock_policy,
       on_hand, allocated, reserved, weight_g
     from variants where product_id = $1 and archived_at is null order by position, id limit 2048"
);
sql!(
    PUBLIC_GALLERY,
    "select pm.media_id, pm.alt, m.kind, m.hash, m.width, m.height
     from product_media pm join media m on m.id = pm.media_id
     where pm.product_id = $1 and m.status not in ('pending', 'failed') order by pm.position, pm.media_id limit 250"
);
sql!(
    PUBLIC_RATES,
    "select z.id as zone_id, z.countries, r.id, r.name, r.price, r.min_subtotal, r.max_subtotal, r.max_weight_g,
       r.free_from, r.min_days, r.max_days
     from shipping_zones z join shipping_rates r on r.zone_id = z.id
     where z.shop_id = $1 order by z.position, r.position limit 500"
);

#[derive(db::FromRow)]
struct Row {
    id: ProductId,
    title: String,
    description: String,
    options: String,
    attributes: String,
    category_id: Option<CategoryId>,
    seo_title: String,
    seo_description: String,
    min_price: i64,
    rating_sum: i64,
    rating_count: i64,
    shop_id: ShopId,
    shop_name: String,
    accent: String,
    address: String,
    time_zone: String,
    currency: Currency,
    prices_include_tax: bool,
    taxed: bool,
    shipping_policy: String,
    return_policy: String,
    brand_slug: Option<String>,
    brand_name: Option<String>,
}

#[derive(db::FromRow)]
struct VariantRow {
    id: VariantId,
    option1: String,
    option2: String,
    option3: String,
    sku: String,
    price: i64,
    compare_at: Option<i64>,
    media_id: Option<String>,
    tracked: bool,
    stock_policy: StockPolicy,
    on_hand: i64,
    allocated: i64,
    reserved: i64,
    weight_g: i64,
}

#[derive(db::FromRow)]
struct GalleryRow {
    alt: String,
    #[row(flatten)]
    media: Media,
}

#[derive(db::FromRow)]
struct RateRow {
    zone_id: ZoneId,
    countries: String,
    id: RateId,
    name: String,
    price: i64,
    min_subtotal: Option<i64>,
    max_subtotal: Option<i64>,
    max_weight_g: Option<i64>,
    free_from: Option<i64>,
    min_days: i64,
    max_days: i64,
}

/// The product at an address, or where it moved to.
///
/// # Errors
/// NotFound for a product that does not exist, is not on sale, or whose shop is closed.
pub async fn public_product(env: &Env, locale: Locale, shop: &str, slug: &str) -> Result<ProductAnswer> {
    let mut conn = env.db.read();
    let found: Option<Row> = conn.query(&FIND_PUBLIC_PRODUCT).bind(shop).bind(slug).fetch_optional().await?;
    let Some(row) = found else {
        let moved: Option<(String,)> =
            conn.query(&FIND_MOVED_PRODUCT).bind(shop).bind(slug).fetch_optional().await?;
        let (now,) = moved.ok_or(Error::NotFound)?;
        return Ok(ProductAnswer::Moved(format!("/products/{shop}/{now}")));
    };
    let variants: Vec<VariantRow> = conn.query(&PUBLIC_VARIANTS).bind(row.id).fetch_all().await?;
    let gallery: Vec<GalleryRow> = conn.query(&PUBLIC_GALLERY).bind(row.id).fetch_all().await?;
    let rates: Vec<RateRow> = conn.query(&PUBLIC_RATES).bind(row.shop_id).fetch_all().await?;
    let tree = tree(env).await?;

    let crumbs: Vec<Crumb> = row
        .category_id
        .and_then(|id| tree.get(id))
        .map(|category| tree.crumbs(category, locale))
        .unwrap_or_default();
    let options: Vec<ProductOption> = serde_json::from_str(&row.options)?;
    let lightest = variants.iter().map(|v| v.weight_g).min().unwrap_or_default();
    let delivery = delivery(env, locale, &row, lightest, rates)?;
    let media: Vec<String> = gallery.iter().map(|entry| entry.media.media_id.clone()).collect();
    let views = variants.into_iter().map(|v| variant(v, options.len(), &media)).collect();
    let pictures = gallery
        .into_iter()
        .map(|GalleryRow { alt, media }| picture(media, if alt.is_empty() { row.title.clone() } else { alt }))
        .collect();
    let canonical = format!("{}/products/{shop}/{slug}", env.config.public_url);
    let plain = crate::search::plain_text(&row.description);
    let page = ProductPage {
        id: row.id,
        seo_title: if row.seo_title.is_empty() { row.title.clone() } else { row.seo_title },
        seo_description: if row.seo_description.is_empty() {
            shorten(&plain, 160)
        } else {
            row.seo_description
        },
        title: row.title,
        description: row.description,
        shop: ShopSummary {
            id: row.shop_id,
            slug: shop.to_owned(),
            name: row.shop_name,
            accent: row.accent,
            shipping_policy: row.shipping_policy,
            return_policy: row.return_policy,
        },
        brand: row.brand_slug.zip(row.brand_name).map(|(slug, name)| BrandSummary { slug, name }),
        crumbs,
        attributes: serde_json::from_str::<Vec<Attribute>>(&row.attributes)?,
        pictures,
        options: options.into_iter().map(option).collect(),
        variants: views,
        currency: row.currency,
        prices_include_tax: row.prices_include_tax,
        taxed: row.taxed,
        delivery,
        rating: Rating::of(row.rating_sum, row.rating_count),
        canonical,
    };
    Ok(ProductAnswer::Page(Box::new(page)))
}

fn option(option: ProductOption) -> OptionView {
    let colours = if is_colour(&option) {
        option.values.iter().map(|value| colour(value).unwrap_or("#b9b4aa").to_owned()).collect()
    } else {
        Vec::new()
    };
    OptionView { option, colours }
}

fn variant(row: VariantRow, options: usize, media: &[String]) -> VariantView {
    let levels = StockLevels { on_hand: row.on_hand, allocated: row.allocated, reserved: row.reserved };
    let policy = row.stock_policy.when_tracked(row.tracked);
    VariantView {
        id: row.id,
        values: [row.option1, row.option2, row.option3].into_iter().take(options).collect(),
        sku: row.sku,
        price: row.price,
        compare_at: row.compare_at.filter(|was| *was > row.price),
        availability: availability(policy, levels, LOW_STOCK),
        picture: row.media_id.and_then(|id| media.iter().position(|held| *held == id)),
    }
}

/// What the shop promises for its own country, or for the first that it sends to while it has not
/// said where it is; a shopper's real address comes at the checkout.
fn delivery(
    env: &Env,
    locale: Locale,
    row: &Row,
    weight_g: i64,
    rates: Vec<RateRow>,
) -> Result<Option<Delivery>> {
    let address: Address = serde_json::from_str(&row.address)?;
    let mut zones: Vec<ShippingZone> = Vec::new();
    for rate in rates {
        if zones.last().is_none_or(|zone| zone.id != rate.zone_id) {
            let countries = serde_json::from_str(&rate.countries)?;
            zones.push(ShippingZone { id: rate.zone_id, name: String::new(), countries, rates: Vec::new() });
        }
        let Some(zone) = zones.last_mut() else { continue };
        zone.rates.push(ShippingRate {
            id: rate.id,
            name: rate.name,
            price: rate.price,
            min_subtotal: rate.min_subtotal,
            max_subtotal: rate.max_subtotal,
            max_weight_g: rate.max_weight_g,
            free_from: rate.free_from,
            min_days: rate.min_days,
            max_days: rate.max_days,
        });
    }
    let parcel = Parcel { subtotal: row.min_price, weight_g };
    let country = match address.country.is_empty() {
        true => zones.iter().find_map(|zone| zone.countries.first()).map_or("", String::as_str),
        false => &address.country,
    };
    let Some(offer) = offers(&zones, country, parcel).into_iter().next() else { return Ok(None) };
    let days = promise(today(env, &row.time_zone), offer.min_days, offer.max_days);
    Ok(Some(Delivery {
        country: country_name(country, locale).to_owned(),
        from: UtcMillis(days.from * DAY),
        until: UtcMillis(days.until * DAY),
        price: offer.price,
        free_from: offer.missing_for_free.map(|missing| row.min_price + missing),
    }))
}

/// The day it is in a zone, as days since 1970-01-01; in UTC when the zone is unknown.
fn today(env: &Env, zone: &str) -> i64 {
    let now = env.now().0;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let offset =
        Timestamp::from_millisecond(now).map_or(0, |at| i64::from(zone.to_offset(at).seconds()) * 1_000);
    (now + offset).div_euclid(DAY)
}

/// The beginning of a text, up to a whole word.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let cut = head.rfind(' ').filter(|at| *at >= most / 2).unwrap_or(head.len());
    format!("{}…", head[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}
