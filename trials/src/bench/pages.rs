//! Pages, lists and searches.

use std::collections::BTreeSet;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde_json::Value;

use super::load::Load;
use super::report::Report;
use crate::server::Server;
use crate::{Failure, Result};

/// The rows of this part.
pub const NAMES: &[&str] = &["product", "home", "listing", "search", "suggestion"];
/// Products that the pages are taken from: more than any cache of answers should hold.
const SAMPLE: usize = 3_000;

/// Measures what no store of pages helps, on a server that keeps none.
pub async fn measure_rendered(
    server: &Server,
    load: &Load,
    report: &mut Report,
    wants: &impl Fn(&str) -> bool,
) -> Result<()> {
    let pid = server.pid()?;
    let plain = ["accept-encoding: identity"];
    if wants("product") {
        let pages = Sample::take(server).await?.products(&server.base);
        // Once over them, so that the operating system holds the pages of the file.
        load.closed_over(&pages, pid, &plain).await?;
        let flat = load.closed_over(&pages, pid, &plain).await?;
        report.cpu("product page, plain", flat, Some(0.35));
        report.rate("product page, a second", flat.per_second, Some(2_500.0));
        let gzip = load.closed_over(&pages, pid, &["accept-encoding: gzip"]).await?;
        report.cpu("product page, gzip", gzip, None);
        report.p99("product page at 500/s", load.open_over(&pages, pid, 500).await?, Some(5.0));
        report.p99("product page at 2,000/s", load.open_over(&pages, pid, 2_000).await?, Some(25.0));
    }
    if wants("home") {
        let home = load.closed(&format!("{}/", server.base), pid, &plain).await?;
        report.cpu("home, rendered", home, None);
    }
    Ok(())
}

/// Measures them on a server as it is.
pub async fn measure(
    server: &Server,
    load: &Load,
    report: &mut Report,
    wants: &impl Fn(&str) -> bool,
) -> Result<()> {
    let pid = server.pid()?;
    let plain = ["accept-encoding: identity"];
    let sample = Sample::take(server).await?;
    if wants("product") {
        let one = load.closed_over(&sample.products(&server.base)[..1], pid, &plain).await?;
        report.cpu("product page, kept", one, None);
    }
    if wants("home") {
        let home = load.closed(&format!("{}/", server.base), pid, &plain).await?;
        report.cpu("home", home, Some(0.5));
        report.bytes("home, HTML in brotli", brotli(&format!("{}/", server.base)).await?, Some(30_000));
    }
    if wants("listing") {
        let lists = sample.listings(&server.base);
        let warm = load.closed_over(&lists[..1], pid, &plain).await?;
        report.cpu("listing, warm", warm, Some(1.0));
        let cold = cold(server, &lists).await?;
        report.cold("listing, cold", cold, Some(8.0));
    }
    if wants("search") {
        let searches = sample.searches(&server.base);
        report.p99("search of two words at 200/s", load.open_over(&searches, pid, 200).await?, Some(20.0));
        report.cpu("search of two words", load.closed_over(&searches, pid, &plain).await?, None);
    }
    if wants("suggestion") {
        let prefixes = sample.suggestions(&server.base);
        report.p99("suggestion at 200/s", load.open_over(&prefixes, pid, 200).await?, Some(20.0));
    }
    Ok(())
}

/// CPU in milliseconds of each address asked for once, one after another.
async fn cold(server: &Server, addresses: &[String]) -> Result<f64> {
    let client = reqwest::Client::new();
    let before = server.cpu()?;
    for address in addresses {
        let answer = client.get(address).header("accept-encoding", "identity").send().await?;
        answer.error_for_status()?.bytes().await?;
    }
    Ok(super::load::cpu_ms(server.cpu()? - before) / addresses.len() as f64)
}

async fn brotli(address: &str) -> Result<u64> {
    let answer = reqwest::Client::new().get(address).header("accept-encoding", "br").send().await?;
    Ok(answer.error_for_status()?.bytes().await?.len() as u64)
}

/// Products of the world, chosen alike in every run.
struct Sample {
    products: Vec<(String, String, String)>,
    categories: Vec<String>,
    brands: BTreeSet<String>,
}

impl Sample {
    async fn take(server: &Server) -> Result<Self> {
        let client = reqwest::Client::new();
        let ask = async |path: &str| -> Result<Value> {
            let answer = client.get(format!("{}/api/v1{path}", server.base)).send().await?;
            Ok(answer.error_for_status()?.json().await?)
        };
        let mut categories = Vec::new();
        leaves(&ask("/categories").await?, &mut categories);
        let (mut products, mut brands) = (Vec::new(), BTreeSet::new());
        // From each category, so that no shop and no kind of goods is left out.
        let each = SAMPLE.div_ceil(categories.len().max(1));
        for category in &categories {
            let mut cursor = String::new();
            let mut taken = 0;
            while taken < each {
                let page = ask(&format!("/products?category={category}&limit=100&cursor={cursor}")).await?;
                for product in page["items"].as_array().into_iter().flatten() {
                    let text = |name: &str| product[name].as_str().unwrap_or_default().to_owned();
                    products.push((text("shop"), text("slug"), text("title")));
                    taken += 1;
                }
                let facets = page["facets"]["brands"].as_array().into_iter().flatten();
                brands.extend(facets.filter_map(|brand| brand["value"].as_str().map(str::to_owned)));
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
        }
        if products.is_empty() {
            return Err(Failure("the world has no products".into()));
        }
        products.shuffle(&mut StdRng::seed_from_u64(1));
        products.truncate(SAMPLE);
        Ok(Self { products, categories, brands })
    }

    fn products(&self, base: &str) -> Vec<String> {
        self.products.iter().map(|(shop, slug, _)| format!("{base}/products/{shop}/{slug}")).collect()
    }

    /// Lists as people narrow them: the first is the most ordinary one.
    fn listings(&self, base: &str) -> Vec<String> {
        let mut random = StdRng::seed_from_u64(2);
        let brands: Vec<&String> = self.brands.iter().collect();
        let mut lists = vec![format!("{base}/categories/{}?available=1", self.categories[0])];
        while lists.len() < 200 {
            let category = &self.categories[random.random_range(0..self.categories.len())];
            let min = random.random_range(1..30);
            let mut list = format!("{base}/categories/{category}?min={min}&max={}", min + 60);
            if let (Some(brand), true) =
                (brands.get(random.random_range(0..brands.len().max(1))), random.random())
            {
                list.push_str(&format!("&brand={brand}"));
            }
            lists.push(list);
        }
        lists
    }

    fn searches(&self, base: &str) -> Vec<String> {
        let two = self.products.iter().filter_map(|(_, _, title)| {
            let words: Vec<&str> = title.split_whitespace().filter(|word| word.len() > 2).collect();
            Some(format!("{base}/search?q={}+{}", words.first()?, words.get(1)?))
        });
        two.take(1_000).collect()
    }

    fn suggestions(&self, base: &str) -> Vec<String> {
        let prefixes = self.products.iter().filter_map(|(_, _, title)| {
            let word = title.split_whitespace().find(|word| word.len() > 3 && word.is_ascii())?;
            Some(format!("{base}/api/v1/search/suggestions?q={}", &word[..3]))
        });
        prefixes.take(1_000).collect()
    }
}

fn leaves(tree: &Value, found: &mut Vec<String>) {
    for category in tree.as_array().into_iter().flatten() {
        match category["children"].as_array() {
            Some(children) if !children.is_empty() => leaves(&category["children"], found),
            _ => found.extend(category["path"].as_str().map(str::to_owned)),
        }
    }
}
