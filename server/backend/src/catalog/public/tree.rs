//! The tree of categories, kept in memory with the version it was read at.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use db::{Run, Tx, sql};
use domain::Locale;
use domain::catalog::{CategoryNode, Crumb, Picture};
use domain::id::CategoryId;

use super::pictures::{Media, picture};
use super::watched::{CacheStats, Tally};
use crate::events::Entry;
use crate::events::Event;
use crate::{Env, Result, settings};

/// The whole tree, parents before their children.
#[derive(Debug, Default)]
pub struct Tree {
    all: Vec<Category>,
    by_path: HashMap<String, usize>,
    by_id: HashMap<CategoryId, usize>,
    roots: Vec<usize>,
}

/// A category in its tree.
#[derive(Debug)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Slugs from the root, joined by '/'.
    pub path: String,
    name: String,
    name_de: String,
    parent: Option<usize>,
    children: Vec<usize>,
    /// Its own picture.
    pub picture: Option<Picture>,
}

impl Category {
    /// Its name in a language; the English one where there is no other.
    pub fn name(&self, locale: Locale) -> &str {
        match locale {
            Locale::De if !self.name_de.is_empty() => &self.name_de,
            _ => &self.name,
        }
    }

    /// Whether categories lie below it.
    pub fn has_children(&self) -> bool {
        !self.children.is_empty()
    }
}

impl Tree {
    /// A category by its path.
    pub fn find(&self, path: &str) -> Option<&Category> {
        self.by_path.get(path).map(|at| &self.all[*at])
    }

    /// A category by its id.
    pub fn get(&self, id: CategoryId) -> Option<&Category> {
        self.by_id.get(&id).map(|at| &self.all[*at])
    }

    /// Every category.
    pub fn all(&self) -> &[Category] {
        &self.all
    }

    /// Those at the top, in the managers' order.
    pub fn roots(&self) -> impl Iterator<Item = &Category> {
        self.roots.iter().map(|at| &self.all[*at])
    }

    /// Those one step below, in the managers' order.
    pub fn children<'t>(&'t self, of: &'t Category) -> impl Iterator<Item = &'t Category> {
        of.children.iter().map(|at| &self.all[*at])
    }

    /// The one above.
    pub fn parent(&self, of: &Category) -> Option<&Category> {
        of.parent.map(|at| &self.all[at])
    }

    /// From the root down to the category itself.
    pub fn line<'t>(&'t self, category: &'t Category) -> Vec<&'t Category> {
        let mut line = vec![category];
        while let Some(above) = line.last().and_then(|last| self.parent(last)) {
            line.push(above);
        }
        line.reverse();
        line
    }

    /// The ids of a category and of all below it.
    pub fn subtree(&self, category: &Category) -> Vec<CategoryId> {
        let mut found = vec![category];
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            found.extend(self.children(next));
            at += 1;
        }
        found.into_iter().map(|category| category.id).collect()
    }

    /// The way to a category as links.
    pub fn crumbs(&self, category: &Category, locale: Locale) -> Vec<Crumb> {
        let crumb =
            |c: &Category| Crumb { name: c.name(locale).to_owned(), href: format!("/categories/{}", c.path) };
        self.line(category).into_iter().map(crumb).collect()
    }

    /// The tree for a menu, so many levels deep.
    pub fn nodes(&self, locale: Locale, levels: usize) -> Vec<CategoryNode> {
        self.roots().map(|root| self.node(root, locale, levels)).collect()
    }

    fn node(&self, category: &Category, locale: Locale, levels: usize) -> CategoryNode {
        let below = if levels > 1 { category.children.as_slice() } else { &[] };
        CategoryNode {
            path: category.path.clone(),
            name: category.name(locale).to_owned(),
            children: below.iter().map(|at| self.node(&self.all[*at], locale, levels - 1)).collect(),
        }
    }
}

/// The tree that was read last, with its version.
#[derive(Default)]
pub(super) struct TreeCache {
    held: Mutex<Option<(Option<String>, Arc<Tree>)>>,
    tally: Tally,
}

impl TreeCache {
    pub(super) fn stats(&self) -> CacheStats {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        self.tally.stats("categories", held.into(), 1)
    }
}

/// The setting that changes whenever the tree does.
const VERSION: &str = "categories.version";
/// Most categories that a site has.
const MOST: i64 = 5_000;

sql!(
    READ_TREE,
    "select c.id, c.parent_id, c.path, c.name, c.name_de, c.position, m.id as media, m.kind, m.hash, m.width, m.height
     from categories c left join media m on m.id = c.media_id and m.status = 'ready'
     where c.path > $1 order by c.path limit $2"
);

#[derive(db::FromRow)]
struct Row {
    id: CategoryId,
    parent_id: Option<CategoryId>,
    path: String,
    name: String,
    name_de: String,
    position: i64,
    media: Option<String>,
    kind: Option<String>,
    hash: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
}

/// The tree as it is: one small question when it did not change.
pub async fn tree(env: &Env) -> Result<Arc<Tree>> {
    let version = settings::get(&mut env.db.read(), VERSION).await?;
    let held = env.caches.tree.held.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((at, tree)) = held
        && at == version
        && !tree.all.is_empty()
    {
        env.caches.tree.tally.note(true);
        return Ok(tree);
    }
    env.caches.tree.tally.note(false);
    let rows: Vec<Row> = env.db.read().query(&READ_TREE).bind("").bind(MOST).fetch_all().await?;
    let tree = Arc::new(grow(rows));
    *env.caches.tree.held.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, tree.clone()));
    Ok(tree)
}

/// Tells every process, by the log, that the tree is another one now.
pub(crate) async fn bump_tree(tx: &mut Tx, entry: &Entry) -> Result<()> {
    if entry.event == Event::CategoriesChanged {
        let version = format!("{}.{}", entry.position.epoch, entry.position.seq);
        tx.query(&settings::SAVE_SETTING).bind(VERSION).bind(version).execute().await?;
    }
    Ok(())
}

/// Rows in the order of their paths: a parent comes before its children.
fn grow(rows: Vec<Row>) -> Tree {
    let mut tree = Tree::default();
    let mut positions = Vec::with_capacity(rows.len());
    for row in rows {
        let at = tree.all.len();
        let parent = row.parent_id.and_then(|id| tree.by_id.get(&id).copied());
        tree.by_path.insert(row.path.clone(), at);
        tree.by_id.insert(row.id, at);
        positions.push(row.position);
        match parent {
            Some(parent) => tree.all[parent].children.push(at),
            None => tree.roots.push(at),
        }
        let picture = row.media.map(|id| {
            let media = Media {
                media_id: id,
                kind: row.kind.unwrap_or_default(),
                hash: row.hash,
                width: row.width.unwrap_or_default(),
                height: row.height.unwrap_or_default(),
            };
            picture(media, String::new())
        });
        tree.all.push(Category {
            id: row.id,
            path: row.path,
            name: row.name,
            name_de: row.name_de,
            parent,
            children: Vec::new(),
            picture,
        });
    }
    for category in &mut tree.all {
        category.children.sort_by_key(|at| positions[*at]);
    }
    tree.roots.sort_by_key(|at| positions[*at]);
    tree
}
