//! Products with their options, variants, stock and drawn pictures.

use std::collections::{HashMap, HashSet};

use db::{Run, sql};
use domain::id::{BrandId, CategoryId, MediaId, ProductId, ShopId, VariantId};
use domain::slug::slugify;
use domain::time::DAY;
use serde_json::json;

use super::ledger::{self, Change};
use super::random::Random;
use super::rows::Rows;
use super::shops::{AGE, Made};
use super::words::{COLOURS, Colour, Forms, KINDS, Kind};
use crate::{Env, Result};

/// Something that can be sold, as the history needs it.
pub struct Item {
    pub shop: usize,
    pub product: ProductId,
    pub variant: VariantId,
    pub slug: String,
    pub title: String,
    pub variant_title: String,
    pub sku: String,
    pub price: i64,
    pub weight_g: i64,
    pub media: Option<MediaId>,
    pub reduced: bool,
    pub on_hand: i64,
    pub from: i64,
    /// How well it sells, against others.
    pub weight: i64,
}

/// What was written, and what the history may sell of it.
pub struct Stock {
    pub variants: usize,
    pub items: Vec<Item>,
}

/// Products that the history sells from; a larger shop has a long tail that nobody bought yet.
const SOLD: usize = 4_000;

sql!(ALL_CATEGORIES, "select path, id from categories");

/// Writes `count` products over the shops.
pub async fn write(
    env: &Env,
    random: &mut Random,
    shops: &[Made],
    count: usize,
    today: i64,
) -> Result<Stock> {
    let categories: HashMap<String, CategoryId> =
        env.db.read().query(&ALL_CATEGORIES).fetch_all::<(String, CategoryId)>().await?.into_iter().collect();
    let mut writer = Writer::new();
    let mut tx = env.db.begin().await?;
    let brands = brands(random, shops, today, &mut tx).await?;
    let mut stock = Stock { variants: 0, items: Vec::new() };
    let mut slugs: HashSet<(usize, String)> = HashSet::new();
    for number in 0..count {
        let at = number % shops.len();
        let subject = random.pick(shops[at].words.subjects);
        let kind = KINDS.iter().find(|k| k.subject == *subject).unwrap_or(&KINDS[0]);
        let mut title = name(random, &shops[at], kind);
        let mut slug = slugify(&title, "product");
        if !slugs.insert((at, slug.clone())) {
            // The next of its kind gets a number, as makers do.
            title = format!("{title} No. {}", number / shops.len() + 2);
            slug = format!("{slug}-{}", number / shops.len() + 2);
            slugs.insert((at, slug.clone()));
        }
        let brand = *random.pick(&brands[at]);
        let plan = Plan {
            shop: &shops[at],
            index: at,
            kind,
            title,
            slug,
            brand,
            category: categories.get(kind.category).copied(),
        };
        stock.variants += writer.product(random, &plan, today, number < SOLD, &mut stock.items);
        if number % 2_000 == 1_999 {
            writer.write(&mut tx).await?;
            tx.commit().await?;
            tx = env.db.begin().await?;
        }
    }
    writer.write(&mut tx).await?;
    tx.commit().await?;
    Ok(stock)
}

struct Plan<'p> {
    shop: &'p Made,
    index: usize,
    kind: &'static Kind,
    title: String,
    slug: String,
    brand: BrandId,
    category: Option<CategoryId>,
}

fn name(random: &mut Random, shop: &Made, kind: &Kind) -> String {
    let series = random.pick(shop.words.series);
    let material = random.pick(kind.materials);
    format!("{series} {material} {}", kind.noun)
}

async fn brands(
    random: &mut Random,
    shops: &[Made],
    today: i64,
    tx: &mut db::Tx,
) -> Result<Vec<Vec<BrandId>>> {
    let mut rows = Rows::new("brands", &["id", "slug", "name", "name_folded"]);
    let mut made = Vec::new();
    for shop in shops {
        let mut ids = Vec::new();
        for name in shop.words.brands {
            let id: BrandId = random.id(today - AGE);
            rows.row().add(id).add(slugify(name, "brand")).add(*name).add(name.to_lowercase());
            ids.push(id);
        }
        made.push(ids);
    }
    rows.write(tx).await?;
    Ok(made)
}

/// The rows of products that wait to be written, parents first.
struct Writer {
    products: Rows,
    media: Rows,
    product_media: Rows,
    variants: Rows,
    ledger: Rows,
}

impl Writer {
    fn new() -> Self {
        Self {
            products: Rows::new(
                "products",
                &[
                    "id",
                    "shop_id",
                    "slug",
                    "title",
                    "title_folded",
                    "description",
                    "brand_id",
                    "category_id",
                    "status",
                    "tax_class",
                    "options",
                    "attributes",
                    "tags",
                    "featured",
                    "seo_description",
                    "min_price",
                    "max_price",
                    "compare_at",
                    "available",
                    "picture_count",
                    "published_at",
                    "created_at",
                    "updated_at",
                ],
            ),
            media: Rows::new(
                "media",
                &["id", "shop_id", "kind", "status", "width", "height", "drawing", "created_at"],
            ),
            product_media: Rows::new("product_media", &["product_id", "media_id", "position", "alt"]),
            variants: Rows::new(
                "variants",
                &[
                    "id",
                    "product_id",
                    "shop_id",
                    "title",
                    "option1",
                    "option2",
                    "sku",
                    "sku_folded",
                    "price",
                    "compare_at",
                    "weight_g",
                    "position",
                    "media_id",
                    "tracked",
                    "stock_policy",
                    "on_hand",
                    "created_at",
                    "updated_at",
                ],
            ),
            ledger: ledger::rows(),
        }
    }

    async fn write(&mut self, tx: &mut db::Tx) -> Result<()> {
        for rows in [
            &mut self.products,
            &mut self.media,
            &mut self.product_media,
            &mut self.variants,
            &mut self.ledger,
        ] {
            rows.write(tx).await?;
        }
        Ok(())
    }

    /// One product; returns how many variants it has.
    fn product(
        &mut self,
        random: &mut Random,
        plan: &Plan<'_>,
        today: i64,
        sold: bool,
        items: &mut Vec<Item>,
    ) -> usize {
        let kind = plan.kind;
        let born = today - random.range(5, 760) * DAY;
        let id: ProductId = random.id(born);
        let reduced = kind.category.starts_with("pantry") || kind.category == "stationery/paper";
        let price = price(random, kind.price);
        let was = random.percent(14).then(|| price + price / 100 * random.range(15, 40) / 100 * 100);
        let compare_at = was.filter(|was| *was > price);
        let colours = colours(random, kind);
        let sizes = sizes(random, kind);
        let pictures = self.pictures(random, plan, id, &colours, born);
        let weight = random.range(kind.weight_g.0, kind.weight_g.1);
        let popularity = [1, 2, 3, 5, 9, 20][random.weighted(&[30, 25, 20, 14, 8, 3])];
        let status = if random.percent(97) { "active" } else { "draft" };
        let mut available = false;
        let (mut low, mut high) = (i64::MAX, 0);
        let mut count = 0;
        let mut rows = Vec::new();
        for (at, colour) in colours.iter().enumerate() {
            for (size, more) in &sizes {
                let cost = price + price / 100 * more / 10 * 10;
                (low, high) = (low.min(cost), high.max(cost));
                let tracked = !random.percent(3);
                let backorder = random.percent(4);
                let on_hand = match random.weighted(&[8, 14, 50, 28]) {
                    0 => 0,
                    1 => random.range(1, 4),
                    2 => random.range(5, 40),
                    _ => random.range(41, 160),
                };
                available |= !tracked || backorder || on_hand > 0;
                rows.push((at, colour, *size, cost, tracked, backorder, on_hand));
                count += 1;
            }
        }
        self.products
            .row()
            .add(id)
            .add(plan.shop.id)
            .add(plan.slug.as_str())
            .add(plan.title.as_str())
            .add(plan.title.to_lowercase())
            .add(description(random, plan, kind))
            .add(plan.brand)
            .add(plan.category)
            .add(status)
            .add(if reduced { "reduced" } else { "standard" })
            .add(options(kind, &colours, &sizes).to_string())
            .add(json!([{ "name": "Weight", "value": format!("{weight} g") }]).to_string())
            .add(json!([kind.noun.to_lowercase(), kind.category.split('/').next()]).to_string())
            .add(random.percent(6))
            .add(format!("{} by {}, made for {}.", plan.title, plan.shop.words.name, kind.use_for))
            .add(low)
            .add(high)
            .add(compare_at)
            .add(available)
            .add(i64::try_from(pictures.len() + 2).unwrap_or_default())
            .add((status == "active").then_some(born))
            .add(born)
            .add(born);
        for (position, (colour_at, colour, size, cost, tracked, backorder, on_hand)) in
            rows.into_iter().enumerate()
        {
            let variant: VariantId = random.id(born);
            let options: Vec<&str> = [colour.map(|c| c.name), size].into_iter().flatten().collect();
            let sku = sku(plan, &options, position);
            let media = pictures.get(colour_at).copied();
            self.variants
                .row()
                .add(variant)
                .add(id)
                .add(plan.shop.id)
                .add(options.join(" / "))
                .add(options.first().copied().unwrap_or_default())
                .add(options.get(1).copied().unwrap_or_default())
                .add(sku.as_str())
                .add(sku.to_lowercase())
                .add(cost)
                .add(compare_at.map(|was| was + cost - price))
                .add(weight)
                .add(i64::try_from(position).unwrap_or_default())
                .add(media)
                .add(tracked)
                .add(if backorder { "continue" } else { "deny" })
                .add(on_hand)
                .add(born)
                .add(born);
            if on_hand != 0 {
                let change = Change { on_hand, ..Change::default() };
                ledger::add(
                    &mut self.ledger,
                    random,
                    (variant, plan.shop.id),
                    "opening",
                    change,
                    ("", ""),
                    born,
                );
            }
            if sold && status == "active" && tracked {
                items.push(Item {
                    shop: plan.index,
                    product: id,
                    variant,
                    slug: plan.slug.clone(),
                    title: plan.title.clone(),
                    variant_title: options.join(" / "),
                    sku,
                    price: cost,
                    weight_g: weight,
                    media,
                    reduced,
                    on_hand,
                    from: born,
                    weight: popularity,
                });
            }
        }
        count
    }

    /// A picture of each colour, then two more views of the first; returns those of the colours.
    fn pictures(
        &mut self,
        random: &mut Random,
        plan: &Plan<'_>,
        product: ProductId,
        colours: &[Option<&'static Colour>],
        born: i64,
    ) -> Vec<MediaId> {
        let seed = random.seed();
        let plain = random.pick(COLOURS);
        let views = colours.iter().map(|c| (c.unwrap_or(plain), 0)).collect::<Vec<_>>();
        let first = views[0].0;
        let mut ids = Vec::new();
        for (position, (colour, view)) in views
            .iter()
            .copied()
            .take(1)
            .chain([(first, 1), (first, 2)])
            .chain(views.iter().copied().skip(1))
            .enumerate()
        {
            let id: MediaId = random.id(born);
            let drawing = json!({
                "draw": "product", "subject": plan.kind.subject, "colour": colour.hex, "seed": seed, "view": view,
            });
            self.media
                .row()
                .add(id)
                .add(plan.shop.id)
                .add("drawing")
                .add("ready")
                .add(1200i64)
                .add(1500i64)
                .add(drawing.to_string())
                .add(born);
            let alt = match view {
                0 => format!("{} in {}", plan.title, colour.name),
                1 => format!("{}, another side", plan.title),
                _ => format!("{}, a closer look", plan.title),
            };
            self.product_media
                .row()
                .add(product)
                .add(id)
                .add(i64::try_from(position).unwrap_or_default())
                .add(alt);
            if view == 0 {
                ids.push(id);
            }
        }
        ids
    }
}

/// A price that a shop would write on a label.
fn price(random: &mut Random, (low, high): (i64, i64)) -> i64 {
    let units = random.range(low, high) / 100;
    let units = if units > 100 { units / 5 * 5 } else { units };
    units * 100 + *random.pick(&[0, 0, 50, 90, 95]) - if units > 100 { 100 } else { 0 }
}

fn colours(random: &mut Random, kind: &Kind) -> Vec<Option<&'static Colour>> {
    if matches!(kind.forms, Forms::One | Forms::Weights) {
        return vec![None];
    }
    let start = random.index(COLOURS.len());
    let step = *random.pick(&[1, 5, 7]);
    let count = usize::try_from(random.range(1, 4)).unwrap_or(1);
    (0..count).map(|n| Some(&COLOURS[(start + n * step) % COLOURS.len()])).collect()
}

/// Sizes, each with what it costs more in per cent.
fn sizes(random: &mut Random, kind: &Kind) -> Vec<(Option<&'static str>, i64)> {
    let all: &[(&'static str, i64)] = match kind.forms {
        Forms::One | Forms::Colours => return vec![(None, 0)],
        Forms::Sizes => &[("XS", 0), ("S", 0), ("M", 0), ("L", 0), ("XL", 0)],
        Forms::Shoes => &[("38", 0), ("39", 0), ("40", 0), ("41", 0), ("42", 0), ("43", 0), ("44", 0)],
        Forms::Weights => &[("250 g", 0), ("500 g", 80), ("1 kg", 220)],
    };
    let skip = usize::from(random.percent(30));
    all.iter().skip(skip).map(|(size, more)| (Some(*size), *more)).collect()
}

fn options(
    kind: &Kind,
    colours: &[Option<&'static Colour>],
    sizes: &[(Option<&'static str>, i64)],
) -> serde_json::Value {
    let mut options = Vec::new();
    let colours: Vec<&str> = colours.iter().flatten().map(|c| c.name).collect();
    if !colours.is_empty() {
        options.push(json!({ "name": "Colour", "values": colours }));
    }
    let sizes: Vec<&str> = sizes.iter().filter_map(|(size, _)| *size).collect();
    if !sizes.is_empty() {
        let name = if kind.forms == Forms::Weights { "Weight" } else { "Size" };
        options.push(json!({ "name": name, "values": sizes }));
    }
    serde_json::Value::Array(options)
}

fn sku(plan: &Plan<'_>, options: &[&str], position: usize) -> String {
    let short = |text: &str| {
        text.chars().filter(char::is_ascii_alphanumeric).take(3).collect::<String>().to_uppercase()
    };
    let mut parts: Vec<String> = plan.slug.split('-').take(4).map(short).collect();
    parts.extend(options.iter().map(|option| short(option)));
    parts.push(format!("{:02}", position + 1));
    parts.join("-")
}

fn description(random: &mut Random, plan: &Plan<'_>, kind: &Kind) -> String {
    let opening = *random.pick(&["Made for", "Think of", "We had this in mind:", "Good for"]);
    let care = *random.pick(&[
        "It gets better with use.",
        "It is easy to care for and easy to mend.",
        "It comes packed in paper, without plastic.",
        "Each one is checked by hand before it leaves.",
    ]);
    let material =
        plan.title.rsplit_once(' ').map_or("", |(front, _)| front.split_once(' ').map_or("", |(_, m)| m));
    format!(
        "<p>{opening} {}. {care}</p><ul><li>{material}</li><li>Designed by {}</li><li>Sent within two working days</li></ul>",
        kind.use_for, plan.shop.words.name,
    )
}

/// Which shop an item belongs to.
pub fn shop_of(shops: &[Made], item: &Item) -> ShopId {
    shops[item.shop].id
}
