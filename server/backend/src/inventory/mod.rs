//! Stock: every move is one conditional update and leaves a row in the ledger.
//!
//! Owns the levels of variants and the stock ledger. Refuses to sell below zero where the policy
//! is `deny`, and to take back more than is held or sold. What always holds: each level equals
//! the sum of its column in the ledger. Who moves several variants in one transaction does it
//! in the order of their ids (a `BTreeMap` gives it), so that two never wait for each other.

mod manage;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use db::{Run, Sql, Tx, sql};
use domain::id::{ProductId, RowEntity, ShopId, UserId, VariantId};
use domain::stock::{StockLevels, StockMove, StockPolicy};

pub use manage::{adjust, history, set};

use crate::catalog::derive::refresh_product;
use crate::events::{self, Event};
use crate::{Env, Error, Result};

sql!(
    SELL_STOCK,
    "update variants set on_hand = on_hand + $1, allocated = allocated + $2, reserved = reserved + $3
     where id = $4 and tracked and reserved + $3 >= 0
       and (stock_policy = 'continue' or on_hand - allocated - reserved >= $2 + $3)
     returning product_id, shop_id, stock_policy, tracked, on_hand, allocated, reserved"
);
sql!(
    MOVE_STOCK,
    "update variants set on_hand = on_hand + $1, allocated = allocated + $2, reserved = reserved + $3
     where id = $4 and allocated + $2 >= 0 and reserved + $3 >= 0
     returning product_id, shop_id, stock_policy, tracked, on_hand, allocated, reserved"
);
sql!(
    FIND_STOCK,
    "select product_id, shop_id, stock_policy, tracked, on_hand, allocated, reserved from variants where id = $1"
);
sql!(
    WRITE_LEDGER,
    "insert into stock_ledger (id, variant_id, shop_id, kind, on_hand, allocated, reserved, reference, user_id, note, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
);

#[derive(db::FromRow)]
struct StockRow {
    product_id: ProductId,
    shop_id: ShopId,
    stock_policy: StockPolicy,
    tracked: bool,
    on_hand: i64,
    allocated: i64,
    reserved: i64,
}

impl StockRow {
    fn levels(&self) -> StockLevels {
        StockLevels { on_hand: self.on_hand, allocated: self.allocated, reserved: self.reserved }
    }

    fn policy(&self) -> StockPolicy {
        self.stock_policy.when_tracked(self.tracked)
    }

    fn can_buy(&self, levels: StockLevels) -> bool {
        domain::stock::buyable(self.policy(), levels, 1) == 1
    }
}

/// Why stock moves, for its ledger row.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cause<'a> {
    /// The id of the cart, order or import; may be empty.
    pub reference: &'a str,
    /// Who did it; `None` is the system.
    pub user: Option<UserId>,
    /// In words; may be empty.
    pub note: &'a str,
}

impl<'a> Cause<'a> {
    /// The system acting for a cart, an order or an import.
    pub const fn of(reference: &'a str) -> Self {
        Self { reference, user: None, note: "" }
    }
}

/// What became of an attempt to hold or sell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sold {
    /// Done.
    Done,
    /// The variant's stock is not counted, so nothing moved.
    Untracked,
    /// There is not enough: so many pieces could be sold now, never negative.
    Short(i64),
}

/// The products whose stock moved in a transaction; [`Touched::settle`] must follow before its
/// commit.
#[derive(Debug, Default)]
#[must_use = "settle it before the commit"]
pub struct Touched(BTreeMap<ProductId, ShopId>);

impl Touched {
    /// Brings the products up to date and tells about them.
    pub async fn settle(self, tx: &mut Tx, env: &Env) -> Result<()> {
        for (product, shop) in self.0 {
            refresh_product(tx, product).await?;
            events::record(tx, env, Some(shop), Event::StockChanged { product }).await?;
        }
        Ok(())
    }

    /// Notes a move. Holding and selling tell only when the variant runs out or comes back,
    /// which is what a shopper sees; counts always tell.
    fn note(&mut self, row: &StockRow, change: StockLevels, always: bool) {
        let before = StockLevels {
            on_hand: row.on_hand - change.on_hand,
            allocated: row.allocated - change.allocated,
            reserved: row.reserved - change.reserved,
        };
        if always || row.can_buy(before) != row.can_buy(row.levels()) {
            self.0.insert(row.product_id, row.shop_id);
        }
    }
}

/// Holds pieces for a cart's checkout.
pub async fn reserve(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    quantity: i64,
    cause: Cause<'_>,
) -> Result<Sold> {
    let change = StockMove::Reserve.change(quantity).map_err(bad_quantity)?;
    sell(tx, env, touched, variant, StockMove::Reserve, change, cause).await
}

/// Sells pieces for an order; `held` of them, at most all, were reserved for its cart.
pub async fn allocate(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    quantity: i64,
    held: i64,
    cause: Cause<'_>,
) -> Result<Sold> {
    let change = StockMove::Allocate.change(quantity).map_err(bad_quantity)?;
    let change = StockLevels { reserved: -held.clamp(0, quantity), ..change };
    sell(tx, env, touched, variant, StockMove::Allocate, change, cause).await
}

/// Ends a hold.
///
/// # Errors
/// Internal, when more is released than is reserved: a fault of ours.
pub async fn release(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    quantity: i64,
    cause: Cause<'_>,
) -> Result<()> {
    shift(tx, env, touched, variant, StockMove::Release, quantity, cause).await
}

/// Takes sold pieces out of the house.
///
/// # Errors
/// Internal, when more leaves than is allocated.
pub async fn fulfil(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    quantity: i64,
    cause: Cause<'_>,
) -> Result<()> {
    shift(tx, env, touched, variant, StockMove::Fulfil, quantity, cause).await
}

/// Gives sold pieces that did not leave back to the shelf.
///
/// # Errors
/// Internal, when more is called off than is allocated.
pub async fn cancel(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    quantity: i64,
    cause: Cause<'_>,
) -> Result<()> {
    shift(tx, env, touched, variant, StockMove::Cancel, quantity, cause).await
}

/// Puts pieces that came back on the shelf.
pub async fn restock(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    quantity: i64,
    cause: Cause<'_>,
) -> Result<()> {
    shift(tx, env, touched, variant, StockMove::Restock, quantity, cause).await
}

/// Changes what is on hand by a difference that is not zero: `kind` is opening, correction or
/// import.
pub async fn change_on_hand(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    kind: StockMove,
    difference: i64,
    cause: Cause<'_>,
) -> Result<()> {
    shift(tx, env, touched, variant, kind, difference, cause).await
}

async fn sell(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    kind: StockMove,
    change: StockLevels,
    cause: Cause<'_>,
) -> Result<Sold> {
    let Some(row) = update(tx, &SELL_STOCK, variant, change).await? else {
        let row = tx.query(&FIND_STOCK).bind(variant).fetch_optional::<StockRow>().await?;
        let left = match row {
            Some(row) if !row.tracked => return Ok(Sold::Untracked),
            Some(row) => row.levels().available().max(0),
            None => 0,
        };
        telemetry::counter!(telemetry::STOCK_CONFLICTS, "move" => kind.as_str()).increment(1);
        return Ok(Sold::Short(left));
    };
    touched.note(&row, change, false);
    write(tx, env, variant, row.shop_id, kind, change, cause).await?;
    Ok(Sold::Done)
}

async fn shift(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    variant: VariantId,
    kind: StockMove,
    quantity: i64,
    cause: Cause<'_>,
) -> Result<()> {
    let change = kind.change(quantity).map_err(bad_quantity)?;
    let row = update(tx, &MOVE_STOCK, variant, change).await?.ok_or_else(|| {
        Error::internal(format!("a stock move {kind} of {quantity} is impossible for variant {variant}"))
    })?;
    let counted = matches!(kind, StockMove::Opening | StockMove::Correction | StockMove::Import);
    touched.note(&row, change, counted);
    write(tx, env, variant, row.shop_id, kind, change, cause).await
}

async fn update(
    tx: &mut Tx,
    sql: &'static Sql,
    variant: VariantId,
    change: StockLevels,
) -> Result<Option<StockRow>> {
    let query = tx.query(sql).bind(change.on_hand).bind(change.allocated).bind(change.reserved);
    Ok(query.bind(variant).fetch_optional().await?)
}

async fn write(
    tx: &mut Tx,
    env: &Env,
    variant: VariantId,
    shop: ShopId,
    kind: StockMove,
    change: StockLevels,
    cause: Cause<'_>,
) -> Result<()> {
    tx.query(&WRITE_LEDGER)
        .bind(env.id::<RowEntity>())
        .bind(variant)
        .bind(shop)
        .bind(kind.as_str())
        .bind(change.on_hand)
        .bind(change.allocated)
        .bind(change.reserved)
        .bind(cause.reference)
        .bind(cause.user)
        .bind(cause.note)
        .bind(env.now())
        .execute()
        .await?;
    Ok(())
}

fn bad_quantity(error: domain::stock::StockError) -> Error {
    Error::internal(format!("a stock move without pieces: {error:?}"))
}
