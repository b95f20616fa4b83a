//! The home page and the frame of every page.

use std::collections::HashMap;
use std::sync::Arc;

use db::{Builder, Run, sql};
use domain::Locale;
use domain::catalog::{CategoryTile, Filters, Hero, HomePage, Menu, ProductCard};
use domain::id::ProductId;

use super::cards::{COLUMNS, CardRow, JOINS, SELECT, into_cards};
use super::counts::{Without, narrow};
use super::pictures::first_two;
use super::shops::open_shops;
use super::tree::{Category, Tree, tree};
use crate::{Env, Result};

/// Products in a row of the home page.
const ROW: usize = 8;
/// Categories shown as pictures.
const TILES: usize = 8;
/// Products of the collection on top.
const HERO: usize = 4;
/// Shops shown.
const SHOPS: i64 = 12;

sql!(COUNT_SHOPS, "select count(*) from shops where status = 'open'");

/// What the frame of every page needs.
pub async fn public_menu(env: &Env, locale: Locale) -> Result<Menu> {
    let tree = tree(env).await?;
    Ok(Menu { site_name: env.config.site_name.clone(), categories: tree.nodes(locale, 2) })
}

/// The home page; kept for half a minute.
pub async fn public_home(env: &Env, locale: Locale) -> Result<Arc<HomePage>> {
    if let Some(held) = env.caches.home.get(&locale).await {
        return Ok(held);
    }
    let page = Arc::new(make(env, locale).await?);
    // An empty store is one that is just being filled.
    if !page.newest.is_empty() {
        env.caches.home.insert(locale, page.clone()).await;
    }
    Ok(page)
}

async fn make(env: &Env, locale: Locale) -> Result<HomePage> {
    let tree = tree(env).await?;
    let rows = rows(env).await?;
    let (mut featured, mut newest, mut trending) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        if row.featured {
            featured.push(row);
        }
        newest.push(row);
        if row.available && row.sold_count > 0 {
            trending.push(row);
        }
    }
    newest.sort_by_key(|row| std::cmp::Reverse((row.published(), row.id)));
    trending.sort_by_key(|row| std::cmp::Reverse((row.sold_count, row.id)));
    let ids = |rows: &[&CardRow]| rows.iter().map(|row| row.id).take(ROW).collect::<Vec<_>>();
    let (newest, trending) = (ids(&newest), ids(&trending));
    let root_of: HashMap<ProductId, Option<String>> =
        rows.iter().map(|row| (row.id, root(&tree, row).map(|c| c.path.clone()))).collect();
    let featured: Vec<ProductId> = featured.iter().map(|row| row.id).collect();
    let cards: HashMap<ProductId, ProductCard> =
        into_cards(env, rows).await?.into_iter().map(|card| (card.id, card)).collect();
    let pick = |ids: &[ProductId]| ids.iter().filter_map(|id| cards.get(id).cloned()).collect::<Vec<_>>();

    let with_picture = |ids: &[ProductId]| {
        ids.iter()
            .copied()
            .filter(|id| cards.get(id).is_some_and(|c| !c.pictures.is_empty()))
            .collect::<Vec<_>>()
    };
    let candidates = [with_picture(&featured), with_picture(&newest)].concat();
    let hero = hero(env, &tree, locale, &candidates, &root_of, &cards).await?;
    Ok(HomePage {
        site_name: env.config.site_name.clone(),
        hero,
        categories: tiles(env, &tree, locale).await?,
        newest: pick(&newest),
        trending: pick(&trending),
        shops: open_shops(env, SHOPS).await?,
        shop_count: env.db.read().query(&COUNT_SHOPS).scalar().await?,
        canonical: format!("{}/", env.config.public_url),
    })
}

fn root<'t>(tree: &'t Tree, row: &CardRow) -> Option<&'t Category> {
    let category = tree.get(row.category_id?)?;
    tree.line(category).first().copied()
}

/// The featured, the newest and the best selling products, each range by its index.
async fn rows(env: &Env) -> Result<Vec<CardRow>> {
    let list = |query: Builder, and: &'static str| {
        let query = query.push("select * from (select ").push(COLUMNS).push(" from products p");
        narrow(query, &Filters::default(), &[], Without::Nothing).push(and)
    };
    let most = i64::try_from(ROW).unwrap_or_default() + 4;
    let mut query = Builder::new("catalog::home", SELECT).push("(");
    query = list(query, " and p.featured = true order by p.published_at desc limit ").bind(most);
    query = list(query.push(") as a union "), " order by p.published_at desc limit ").bind(most);
    query = list(query.push(") as b union "), " and p.available = true order by p.sold_count desc limit ")
        .bind(most);
    Ok(query.push(") as c)").push(JOINS).query(&mut env.db.read()).fetch_all().await?)
}

/// The root category with most of the candidates, and some of those.
async fn hero(
    env: &Env,
    tree: &Tree,
    locale: Locale,
    candidates: &[ProductId],
    root_of: &HashMap<ProductId, Option<String>>,
    cards: &HashMap<ProductId, ProductCard>,
) -> Result<Option<Hero>> {
    let mut groups: Vec<(&str, Vec<ProductId>)> = Vec::new();
    for id in candidates {
        let Some(path) = root_of.get(id).and_then(Option::as_deref) else { continue };
        match groups.iter_mut().find(|(held, _)| *held == path) {
            Some((_, ids)) if !ids.contains(id) => ids.push(*id),
            Some(_) => {}
            None => groups.push((path, vec![*id])),
        }
    }
    // The first of the largest: featured ones come first.
    let best = groups.into_iter().rev().max_by_key(|(_, ids)| ids.len().min(HERO));
    let Some((category, ids)) = best.and_then(|(path, ids)| tree.find(path).zip(Some(ids))) else {
        return Ok(None);
    };
    let filters = Filters { category: Some(category.path.clone()), ..Filters::default() };
    let query = Builder::new("catalog::home_count", "select count(*) from products p");
    let count = narrow(query, &filters, &tree.subtree(category), Without::Nothing);
    Ok(Some(Hero {
        name: category.name(locale).to_owned(),
        href: format!("/categories/{}", category.path),
        count: count.query(&mut env.db.read()).scalar().await?,
        cards: ids.iter().take(HERO).filter_map(|id| cards.get(id).cloned()).collect(),
    }))
}

/// The roots that have products, each with its own picture or that of its best selling product.
async fn tiles(env: &Env, tree: &Tree, locale: Locale) -> Result<Vec<CategoryTile>> {
    let roots: Vec<&Category> = tree.roots().take(24).collect();
    if roots.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Builder::new("catalog::tiles", "");
    for (at, root) in roots.iter().enumerate() {
        query = query
            .push(if at == 0 {
                "select * from (select cast("
            } else {
                " union all select * from (select cast("
            })
            .bind(&root.path)
            .push(" as text) as path, p.id from products p");
        let filters = Filters { category: Some(root.path.clone()), ..Filters::default() };
        query = narrow(query, &filters, &tree.subtree(root), Without::Nothing)
            .push(" and p.picture_count > 0 order by p.sold_count desc, p.id limit 1) as t");
    }
    let found: Vec<(String, ProductId)> = query.query(&mut env.db.read()).fetch_all().await?;
    let ids: Vec<ProductId> = found.iter().map(|(_, id)| *id).collect();
    let mut pictures = first_two(&mut env.db.read(), &ids).await?;
    let mut tiles = Vec::new();
    for root in roots {
        let product = found.iter().find(|(path, _)| *path == root.path).map(|(_, id)| id);
        let borrowed = product.and_then(|id| pictures.remove(id)).and_then(|all| all.into_iter().next());
        let Some(picture) = root.picture.clone().or(borrowed) else { continue };
        tiles.push(CategoryTile {
            path: root.path.clone(),
            name: root.name(locale).to_owned(),
            picture: Some(picture),
        });
    }
    tiles.truncate(TILES);
    Ok(tiles)
}
