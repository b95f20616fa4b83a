//! The one tree of categories, edited by managers.
//!
//! What always holds: a path is the slugs from the root, unique, and rewritten for everything
//! below a category that is renamed or moved; a category never lies below itself.

use std::collections::HashMap;

use db::{Run, Tx, sql};
use domain::id::{CategoryEntity, CategoryId};
use domain::invalid::{Checks, Problem};
use domain::products::{CategoryForm, CategoryRow, fold};
use domain::slug;

use crate::events::{self, Event};
use crate::media::draw::Subject;
use crate::scope::StaffScope;
use crate::{Env, Error, Result};

/// Most categories of a site.
const MOST: i64 = 5_000;
/// Deepest place, the top counted as 1.
const MAX_DEPTH: usize = 6;

sql!(
    ALL_CATEGORIES,
    "select id, parent_id, slug, path, name, name_de, position, drawing from categories
     where path > '' order by path limit $1"
);
sql!(
    COUNT_PRODUCTS,
    "select category_id, count(*) from products where category_id > '' group by category_id"
);
sql!(
    INSERT_CATEGORY,
    "insert into categories (id, parent_id, slug, path, name, name_de, position, drawing)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    UPDATE_CATEGORY,
    "update categories set parent_id = $1, slug = $2, name = $3, name_de = $4, drawing = $5, position = $6 where id = $7"
);
sql!(SET_PATH, "update categories set path = $1 where id = $2");
sql!(SET_PLACE, "update categories set position = $1 where id = $2");
sql!(HAS_PRODUCTS, "select id from products where category_id = $1 limit 1");
sql!(DELETE_CATEGORY, "delete from categories where id = $1");

#[derive(Debug, Clone, db::FromRow)]
struct Stored {
    id: CategoryId,
    parent_id: Option<CategoryId>,
    slug: String,
    path: String,
    name: String,
    name_de: String,
    position: i64,
    drawing: String,
}

/// The tree as a list, each category before those below it, siblings in their order.
pub async fn list(env: &Env, _staff: &StaffScope) -> Result<Vec<CategoryRow>> {
    let mut conn = env.db.read();
    let all = read(&mut conn).await?;
    let counts: Vec<(CategoryId, i64)> = conn.query(&COUNT_PRODUCTS).fetch_all().await?;
    let counts: HashMap<CategoryId, i64> = counts.into_iter().collect();
    Ok(in_order(&all, &counts))
}

/// The same for a product's editor: ids with their names from the root, "Home › Lamps".
pub async fn public_choices(env: &Env, locale: domain::Locale) -> Result<Vec<(CategoryId, String)>> {
    let all = read(&mut env.db.read()).await?;
    let names: HashMap<&str, &str> = all
        .iter()
        .map(|c| {
            let german = locale == domain::Locale::De && !c.name_de.is_empty();
            (c.path.as_str(), if german { c.name_de.as_str() } else { c.name.as_str() })
        })
        .collect();
    let label = |path: &str| {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let steps: Vec<&str> = ends.filter_map(|end| names.get(&path[..end]).copied()).collect();
        steps.join(" › ")
    };
    let order = in_order(&all, &HashMap::new());
    Ok(order.into_iter().map(|row| (row.id, label(&row.path))).collect())
}

/// Makes a category below a parent, behind its siblings.
///
/// # Errors
/// Invalid `name`, `slug` or `parent`.
pub async fn create(env: &Env, _staff: &StaffScope, form: &CategoryForm) -> Result<CategoryId> {
    let mut tx = env.db.begin().await?;
    let all = read(&mut tx).await?;
    let id: CategoryId = env.id::<CategoryEntity>();
    let wanted = check(&all, id, form)?;
    let position = all.iter().filter(|c| c.parent_id == wanted.parent_id).map(|c| c.position + 1).max();
    let insert =
        tx.query(&INSERT_CATEGORY).bind(id).bind(wanted.parent_id).bind(&wanted.slug).bind(&wanted.path);
    let insert = insert.bind(&wanted.name).bind(&wanted.name_de).bind(position.unwrap_or(0));
    insert.bind(&wanted.drawing).execute().await?;
    finish(tx, env).await?;
    Ok(id)
}

/// Renames a category, or moves it with all below it; their paths follow.
///
/// # Errors
/// NotFound; Invalid `parent` for a place below itself; as [`create`].
pub async fn edit(env: &Env, _staff: &StaffScope, id: CategoryId, form: &CategoryForm) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let all = read(&mut tx).await?;
    let present = all.iter().find(|c| c.id == id).ok_or(Error::NotFound)?;
    let wanted = check(&all, id, form)?;
    let inside = format!("{}/", present.path);
    let below: Vec<&Stored> = all.iter().filter(|c| c.path.starts_with(&inside)).collect();
    let too_deep = below
        .iter()
        .any(|c| c.path[inside.len()..].split('/').count() + wanted.path.split('/').count() > MAX_DEPTH);
    if too_deep || wanted.path.starts_with(&inside) {
        return Err(Error::invalid("parent", Problem::UnknownChoice));
    }
    let moved = wanted.parent_id != present.parent_id;
    let behind = all.iter().filter(|c| c.parent_id == wanted.parent_id).map(|c| c.position + 1).max();
    let position = if moved { behind.unwrap_or(0) } else { present.position };
    tx.query(&UPDATE_CATEGORY)
        .bind(wanted.parent_id)
        .bind(&wanted.slug)
        .bind(&wanted.name)
        .bind(&wanted.name_de)
        .bind(&wanted.drawing)
        .bind(position)
        .bind(id)
        .execute()
        .await?;
    if wanted.path != present.path {
        // No path of the subtree is taken: the new place was free, and so is all below it.
        tx.query(&SET_PATH).bind(&wanted.path).bind(id).execute().await?;
        for child in below {
            let path = format!("{}/{}", wanted.path, &child.path[inside.len()..]);
            tx.query(&SET_PATH).bind(path).bind(child.id).execute().await?;
        }
    }
    finish(tx, env).await
}

/// Moves a category one place up (a negative `step`) or down among its siblings; at the end it
/// stays.
///
/// # Errors
/// NotFound.
pub async fn shift(env: &Env, _staff: &StaffScope, id: CategoryId, step: i64) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let all = read(&mut tx).await?;
    let parent = all.iter().find(|c| c.id == id).ok_or(Error::NotFound)?.parent_id;
    let mut siblings: Vec<&Stored> = all.iter().filter(|c| c.parent_id == parent).collect();
    siblings.sort_by_key(|c| (c.position, c.id));
    let at = siblings.iter().position(|c| c.id == id).unwrap_or(0);
    let to = at.saturating_add_signed(step.signum() as isize).min(siblings.len() - 1);
    siblings.swap(at, to);
    for (place, category) in siblings.into_iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        tx.query(&SET_PLACE).bind(place).bind(category.id).execute().await?;
    }
    finish(tx, env).await
}

/// Deletes a category that nothing is in.
///
/// # Errors
/// NotFound; Conflict `in_use` while products or categories are in it.
pub async fn remove(env: &Env, _staff: &StaffScope, id: CategoryId) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let all = read(&mut tx).await?;
    all.iter().find(|c| c.id == id).ok_or(Error::NotFound)?;
    let products = tx.query(&HAS_PRODUCTS).bind(id).fetch_optional::<(String,)>().await?;
    if products.is_some() || all.iter().any(|c| c.parent_id == Some(id)) {
        return Err(Error::conflict("in_use"));
    }
    tx.query(&DELETE_CATEGORY).bind(id).execute().await?;
    finish(tx, env).await
}

async fn read(conn: &mut dyn Run) -> Result<Vec<Stored>> {
    Ok(conn.query(&ALL_CATEGORIES).bind(MOST).fetch_all().await?)
}

async fn finish(mut tx: Tx, env: &Env) -> Result<()> {
    events::record(&mut tx, env, None, Event::CategoriesChanged).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// The category that a form describes.
fn check(all: &[Stored], id: CategoryId, form: &CategoryForm) -> Result<Stored> {
    let mut checks = Checks::default();
    let name = checks.text("name", &form.name, 1, 100);
    let name_de = checks.text("name_de", &form.name_de, 0, 100);
    let slug = match form.slug.trim() {
        "" => slug::slugify(&name, "category"),
        typed => typed.to_owned(),
    };
    if !slug::is_slug(&slug) {
        checks.add("slug", Problem::Malformed);
    }
    if !form.drawing.is_empty() && Subject::parse(&form.drawing).is_none() {
        checks.add("drawing", Problem::UnknownChoice);
    }
    let parent = match form.parent.trim() {
        "" => None,
        typed => {
            let parent =
                typed.parse().ok().and_then(|parent: CategoryId| all.iter().find(|c| c.id == parent));
            if parent.is_none() {
                checks.add("parent", Problem::UnknownChoice);
            }
            parent
        }
    };
    let path = parent.map_or(slug.clone(), |parent| format!("{}/{slug}", parent.path));
    if path.split('/').count() > MAX_DEPTH {
        checks.add("parent", Problem::OutOfRange { min: 1, max: MAX_DEPTH as i64 });
    }
    if all.iter().any(|c| c.path == path && c.id != id) {
        checks.add("slug", Problem::Taken);
    }
    checks.finish()?;
    let parent_id = parent.map(|parent| parent.id);
    // Nothing chosen keeps what is drawn now, which may be more than one subject.
    let present = || all.iter().find(|c| c.id == id).map(|c| c.drawing.clone()).unwrap_or_default();
    let drawing = if form.drawing.is_empty() { present() } else { form.drawing.clone() };
    Ok(Stored { id, parent_id, slug, path, name, name_de, position: 0, drawing })
}

fn in_order(all: &[Stored], counts: &HashMap<CategoryId, i64>) -> Vec<CategoryRow> {
    let mut children: HashMap<Option<CategoryId>, Vec<&Stored>> = HashMap::new();
    for category in all {
        children.entry(category.parent_id).or_default().push(category);
    }
    children.values_mut().for_each(|list| list.sort_by_key(|c| std::cmp::Reverse((c.position, c.id))));
    let mut open: Vec<(&Stored, u32)> = Vec::new();
    let mut rows = Vec::with_capacity(all.len());
    open.extend(children.get(&None).into_iter().flatten().map(|c| (*c, 0)));
    while let Some((category, depth)) = open.pop() {
        open.extend(children.get(&Some(category.id)).into_iter().flatten().map(|c| (*c, depth + 1)));
        rows.push(CategoryRow {
            id: category.id,
            parent: category.parent_id,
            slug: category.slug.clone(),
            path: category.path.clone(),
            name: category.name.clone(),
            name_de: category.name_de.clone(),
            drawing: Subject::parse(&category.drawing).map(|_| category.drawing.clone()).unwrap_or_default(),
            depth,
            products: counts.get(&category.id).copied().unwrap_or(0),
        });
    }
    rows
}

/// Finds the category that a file's words mean.
pub(super) struct Matcher {
    /// Folded name or slug, with the category and its path; `None` where several are called so.
    names: HashMap<String, Option<(CategoryId, String)>>,
}

impl Matcher {
    pub(super) async fn read(conn: &mut dyn Run) -> Result<Self> {
        let mut names: HashMap<String, Option<(CategoryId, String)>> = HashMap::new();
        for category in read(conn).await? {
            let mut keys: Vec<String> =
                [&category.name, &category.name_de, &category.slug].map(|n| key(n)).into();
            keys.sort();
            keys.dedup();
            for key in keys.into_iter().filter(|key| !key.is_empty()) {
                let found = (category.id, category.path.clone());
                names.entry(key).and_modify(|known| *known = None).or_insert(Some(found));
            }
        }
        Ok(Self { names })
    }

    /// The category of a merchant's own type, else of the deepest known part of a path
    /// ("Apparel > Shirts").
    pub(super) fn find(&self, kind: Option<&str>, path: Option<&str>) -> Option<CategoryId> {
        let steps = path.into_iter().flat_map(|path| path.rsplit('>'));
        kind.into_iter()
            .chain(steps)
            .find_map(|words| self.names.get(&key(words))?.as_ref().map(|(id, _)| *id))
    }
}

/// Words as they are compared: folded, without what parts them, singular where an English
/// plural is plain.
fn key(words: &str) -> String {
    let folded = fold(words);
    let parts = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "and" && *word != "und");
    let singular = |word: &str| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    };
    parts.map(singular).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn words_of_a_file_meet_names_of_categories() {
        assert_eq!(key("T-Shirts & Tops"), key("t shirt and top"));
        assert_eq!(key("Boots"), key(" boot "));
        assert_eq!(key("Dress"), "dress");
    }
}
