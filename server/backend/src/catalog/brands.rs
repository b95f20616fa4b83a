//! Brands: one for the whole site by its name, made when a product first names it.

use std::collections::HashMap;

use db::{Builder, Run, Tx, sql};
use domain::id::{BrandEntity, BrandId};
use domain::products::fold;
use domain::slug;

use crate::{Env, Error, Result};

sql!(FIND_BRAND, "select id from brands where name_folded = $1");
sql!(
    INSERT_BRAND,
    "insert into brands (id, slug, name, name_folded) values ($1, $2, $3, $4) on conflict do nothing"
);

/// Tries before a slug is left to chance.
const TRIES: u64 = 20;

/// The brand of a name, whatever its case; a new one where there is none. `None` for a blank name.
pub(super) async fn find_or_create(tx: &mut Tx, env: &Env, name: &str) -> Result<Option<BrandId>> {
    let folded = fold(name);
    if folded.is_empty() {
        return Ok(None);
    }
    if let Some((known,)) = tx.query(&FIND_BRAND).bind(&folded).fetch_optional::<(BrandId,)>().await? {
        return Ok(Some(known));
    }
    let base = slug::slugify(name, "brand");
    for number in 1..=TRIES + 1 {
        let candidate = match number {
            1 => base.clone(),
            n if n <= TRIES => slug::with_suffix(&base, n),
            _ => slug::with_suffix(&base, u64::from(u32::from_le_bytes(env.random::<4>()))),
        };
        let id: BrandId = env.id::<BrandEntity>();
        let insert = tx.query(&INSERT_BRAND).bind(id).bind(candidate).bind(name.trim()).bind(&folded);
        if insert.execute().await? == 1 {
            return Ok(Some(id));
        }
        // Another one may have made it since; otherwise only the slug is taken.
        if let Some((known,)) = tx.query(&FIND_BRAND).bind(&folded).fetch_optional::<(BrandId,)>().await? {
            return Ok(Some(known));
        }
    }
    Err(Error::conflict("brand"))
}

/// The brands that exist of some folded names.
pub(super) async fn known(conn: &mut dyn Run, folded: &[String]) -> Result<HashMap<String, BrandId>> {
    if folded.is_empty() {
        return Ok(HashMap::new());
    }
    let find =
        Builder::new("catalog::brands::known", "select name_folded, id from brands where name_folded in ");
    let rows: Vec<(String, BrandId)> = find.bind_list(folded).query(conn).fetch_all().await?;
    Ok(rows.into_iter().collect())
}
