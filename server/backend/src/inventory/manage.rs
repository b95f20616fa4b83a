//! What a shop's people do with their stock: count, correct, look back.

use db::{Run, sql};
use domain::UtcMillis;
use domain::id::{ProductId, RowId, VariantId};
use domain::invalid::{Checks, Problem};
use domain::inventory::{StockEntry, StockPage};
use domain::products::MAX_STOCK;
use domain::stock::{StockLevels, StockMove, StockPolicy};

use super::{Cause, Touched};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

const MAX_PAGE: i64 = 100;

sql!(
    OWN_STOCK,
    "select product_id, title, stock_policy, tracked, on_hand, allocated, reserved from variants
     where id = $1 and shop_id = $2"
);
sql!(
    /// Held until the commit, so that the difference to a count stays true.
    LOCK_OWN_STOCK,
    "update variants set updated_at = $1 where id = $2 and shop_id = $3
     returning product_id, title, stock_policy, tracked, on_hand, allocated, reserved"
);
sql!(
    STOCK_HISTORY,
    "select l.id, l.kind, l.on_hand, l.allocated, l.reserved, l.reference, u.name as user_name, l.note, l.at
     from stock_ledger l left join users u on u.id = l.user_id
     where l.variant_id = $1 and l.shop_id = $2 and l.id < $3 order by l.id desc limit $4"
);

#[derive(db::FromRow)]
struct OwnStock {
    product_id: ProductId,
    title: String,
    stock_policy: StockPolicy,
    tracked: bool,
    on_hand: i64,
    allocated: i64,
    reserved: i64,
}

#[derive(db::FromRow)]
struct EntryRow {
    id: RowId,
    kind: StockMove,
    on_hand: i64,
    allocated: i64,
    reserved: i64,
    reference: String,
    user_name: Option<String>,
    note: String,
    at: UtcMillis,
}

/// Counts a variant: so many pieces are in the house now, sold and held ones included. Gives what
/// there is then.
///
/// # Errors
/// NotFound for another shop's variant; Invalid `on_hand` or `note`.
pub async fn set(
    env: &Env,
    shop: &ShopScope,
    variant: VariantId,
    on_hand: i64,
    note: &str,
) -> Result<StockLevels> {
    change(env, shop, variant, ("on_hand", on_hand, 0), note, |_| on_hand).await
}

/// Corrects a variant's count by a difference; gives what there is then.
///
/// # Errors
/// NotFound for another shop's variant; Invalid `difference` or `note`.
pub async fn adjust(
    env: &Env,
    shop: &ShopScope,
    variant: VariantId,
    difference: i64,
    note: &str,
) -> Result<StockLevels> {
    let typed = ("difference", difference, -MAX_STOCK);
    change(env, shop, variant, typed, note, |now| now.saturating_add(difference)).await
}

async fn change(
    env: &Env,
    shop: &ShopScope,
    variant: VariantId,
    (field, typed, least): (&str, i64, i64),
    note: &str,
    target: impl Fn(i64) -> i64 + Send,
) -> Result<StockLevels> {
    let mut checks = Checks::default();
    let note = checks.text("note", note, 0, 500);
    if !(least..=MAX_STOCK).contains(&typed) {
        checks.add(field, Problem::OutOfRange { min: least, max: MAX_STOCK });
    }
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    let lock = tx.query(&LOCK_OWN_STOCK).bind(env.now()).bind(variant).bind(shop.shop());
    let own: OwnStock = lock.fetch_optional().await?.ok_or(Error::NotFound)?;
    let target = target(own.on_hand);
    if !(-MAX_STOCK..=MAX_STOCK).contains(&target) {
        return Err(Error::invalid(field, Problem::OutOfRange { min: -MAX_STOCK, max: MAX_STOCK }));
    }
    let difference = target - own.on_hand;
    let after = StockLevels { on_hand: target, allocated: own.allocated, reserved: own.reserved };
    if difference == 0 {
        return Ok(after);
    }
    let mut touched = Touched::default();
    let cause = Cause { reference: "", user: shop.user(), note: &note };
    super::change_on_hand(&mut tx, env, &mut touched, variant, StockMove::Correction, difference, cause)
        .await?;
    touched.settle(&mut tx, env).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(after)
}

/// A variant's stock and its moves, newest first; `before` is the last entry of the page before.
///
/// # Errors
/// NotFound for another shop's variant.
pub async fn history(
    env: &Env,
    shop: &ShopScope,
    variant: VariantId,
    before: Option<RowId>,
    limit: i64,
) -> Result<StockPage> {
    let limit = limit.clamp(1, MAX_PAGE);
    let mut conn = env.db.read();
    let find = conn.query(&OWN_STOCK).bind(variant).bind(shop.shop());
    let own: OwnStock = find.fetch_optional().await?.ok_or(Error::NotFound)?;
    // No id is above this one.
    let before = before.unwrap_or_else(|| RowId::from_parts(-1, u128::MAX));
    let query = conn.query(&STOCK_HISTORY).bind(variant).bind(shop.shop()).bind(before).bind(limit + 1);
    let mut rows: Vec<EntryRow> = query.fetch_all().await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    Ok(StockPage {
        product: own.product_id,
        variant,
        variant_title: own.title,
        policy: own.stock_policy.when_tracked(own.tracked),
        levels: StockLevels { on_hand: own.on_hand, allocated: own.allocated, reserved: own.reserved },
        next: rows.last().filter(|_| more).map(|row| row.id),
        entries: rows.into_iter().map(EntryRow::view).collect(),
    })
}

impl EntryRow {
    fn view(self) -> StockEntry {
        StockEntry {
            id: self.id,
            kind: self.kind,
            change: StockLevels { on_hand: self.on_hand, allocated: self.allocated, reserved: self.reserved },
            reference: self.reference,
            user: self.user_name,
            note: self.note,
            at: self.at,
        }
    }
}
