//! What search engines are told: `sitemap.xml` and `robots.txt`.

use std::fmt::Write as _;
use std::sync::Arc;

use db::{Run, sql};
use domain::UtcMillis;

use super::tree::tree;
use crate::{Env, Error, Result};

/// Addresses in a part; the protocol's limit.
const PART: i64 = 50_000;

sql!(COUNT_SITEMAP, "select count(*) from products where status = 'active'");
sql!(
    SITEMAP_PRODUCTS,
    // By place, not by key: a part has a number for a name, and few ask for it.
    "select s.slug, p.slug, p.updated_at from (
       select shop_id, slug, updated_at, published_at, id from products where status = 'active'
       order by published_at, id limit $1 offset $2
     ) as p cross join shops s where s.id = p.shop_id and s.status = 'open'"
);
sql!(SITEMAP_SHOPS, "select slug, updated_at from shops where status = 'open' order by slug limit $1");

/// The index of the sitemap (`None`) or one of its parts: 0 has the pages, categories and
/// shops, each later one up to 50,000 products. Kept for ten minutes.
///
/// # Errors
/// NotFound for a part that does not exist.
pub async fn public_sitemap(env: &Env, part: Option<u32>) -> Result<Arc<String>> {
    let key = part.map_or(-1, i64::from);
    if let Some(held) = env.caches.sitemap.get(&key).await {
        return Ok(held);
    }
    let made = Arc::new(match part {
        None => index(env).await?,
        Some(0) => pages(env).await?,
        Some(number) => products(env, number).await?,
    });
    env.caches.sitemap.insert(key, made.clone()).await;
    Ok(made)
}

/// `robots.txt`: pages that are somebody's own or that repeat others are left alone.
pub fn public_robots(env: &Env) -> String {
    let private = [
        "/cart",
        "/checkout",
        "/orders",
        "/account",
        "/dashboard",
        "/manage",
        "/dev",
        "/fn",
        "/api",
        "/search",
    ];
    let mut text = String::from("User-agent: *\n");
    for path in private {
        let _ = writeln!(text, "Disallow: {path}");
    }
    // Each combination of filters is a page of its own otherwise.
    text.push_str("Disallow: /*?*cursor=\nDisallow: /*?*brand=\nDisallow: /*?*sort=\n");
    let _ = write!(text, "\nSitemap: {}/sitemap.xml\n", env.config.public_url);
    text
}

/// How many parts the products fill. Kept for ten minutes, so that an address made up costs nothing.
async fn parts(env: &Env) -> Result<i64> {
    if let Some(held) = env.caches.sitemap_parts.get(&()).await {
        return Ok(held);
    }
    let count: i64 = env.db.read().query(&COUNT_SITEMAP).scalar().await?;
    let parts = (count + PART - 1) / PART;
    env.caches.sitemap_parts.insert((), parts).await;
    Ok(parts)
}

async fn index(env: &Env) -> Result<String> {
    let parts = parts(env).await?;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for part in 0..=parts {
        let _ = writeln!(
            xml,
            "<sitemap><loc>{}/sitemaps/{part}.xml</loc></sitemap>",
            escape(&env.config.public_url)
        );
    }
    xml.push_str("</sitemapindex>\n");
    Ok(xml)
}

async fn pages(env: &Env) -> Result<String> {
    let mut urls = Urls::new(&env.config.public_url);
    urls.add("/", None);
    urls.add("/products", None);
    for category in tree(env).await?.all() {
        urls.add(&format!("/categories/{}", category.path), None);
    }
    let room = PART - urls.count;
    let shops: Vec<(String, UtcMillis)> = env.db.read().query(&SITEMAP_SHOPS).bind(room).fetch_all().await?;
    for (slug, changed) in shops {
        urls.add(&format!("/shops/{slug}"), Some(changed));
    }
    Ok(urls.finish())
}

async fn products(env: &Env, part: u32) -> Result<String> {
    if i64::from(part) > parts(env).await? {
        return Err(Error::NotFound);
    }
    let skip = (i64::from(part) - 1) * PART;
    let rows: Vec<(String, String, UtcMillis)> =
        env.db.read().query(&SITEMAP_PRODUCTS).bind(PART).bind(skip).fetch_all().await?;
    if rows.is_empty() {
        return Err(Error::NotFound);
    }
    let mut urls = Urls::new(&env.config.public_url);
    for (shop, slug, changed) in rows {
        urls.add(&format!("/products/{shop}/{slug}"), Some(changed));
    }
    Ok(urls.finish())
}

struct Urls {
    site: String,
    xml: String,
    count: i64,
}

impl Urls {
    fn new(site: &str) -> Self {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
        Self { site: escape(site), xml: head.to_owned(), count: 0 }
    }

    fn add(&mut self, path: &str, changed: Option<UtcMillis>) {
        let _ = write!(self.xml, "<url><loc>{}{}</loc>", self.site, escape(path));
        if let Some(changed) = changed {
            let _ = write!(self.xml, "<lastmod>{}</lastmod>", changed.rfc3339());
        }
        self.xml.push_str("</url>\n");
        self.count += 1;
    }

    fn finish(mut self) -> String {
        self.xml.push_str("</urlset>\n");
        self.xml
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\'', "&apos;")
        .replace('"', "&quot;")
}
