//! Holding a cart's pieces while its buyer goes through checkout: 10 minutes, prolonged by each
//! step up to 30 in all, summed per variant over the cart.

use std::collections::BTreeMap;

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{CartId, VariantId};
use domain::time::MINUTE;
use serde::{Deserialize, Serialize};

use crate::cart::{Line, load_lines};
use crate::inventory::{self, Cause, Sold, Touched};
use crate::jobs::Job;
use crate::{Env, Result};

/// How long a step of checkout holds the pieces, in milliseconds.
pub const HOLD: i64 = 10 * MINUTE;
/// How long all steps together hold them.
pub const HOLD_AT_MOST: i64 = 30 * MINUTE;

sql!(
    SAVE_HOLD,
    "insert into reservations (cart_id, variant_id, shop_id, quantity, started_at, expires_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (cart_id, variant_id) do update set quantity = excluded.quantity"
);
sql!(PROLONG_HOLDS, "update reservations set started_at = $1, expires_at = $2 where cart_id = $3");
sql!(
    KEEP_HOLDS,
    "update reservations set expires_at = case when expires_at < $1 then $1 else expires_at end
     where cart_id = $2 returning variant_id, quantity"
);
sql!(TAKE_HOLDS, "delete from reservations where cart_id = $1 returning variant_id, quantity");
sql!(
    TAKE_HOLD,
    "delete from reservations where cart_id = $1 and variant_id = $2 returning variant_id, quantity"
);
sql!(
    TAKE_EXPIRED,
    "delete from reservations where cart_id = $1 and expires_at <= $2 returning variant_id, quantity"
);
sql!(EXPIRED_CARTS, "select cart_id from reservations where expires_at <= $1 order by expires_at limit 200");
sql!(HOLD_CART_ROW, "update carts set version = version where id = $1");

/// Pieces by variant, in the order in which they are locked.
pub(super) type Pieces = BTreeMap<VariantId, i64>;

/// Makes what is held equal to what the cart wants, and prolongs it; lets go of it when its 30
/// minutes are over. The caller holds the cart's row. A line of which there is too little keeps
/// what it holds already and gets nothing more; its note says so.
pub(super) async fn sync(tx: &mut Tx, env: &Env, cart: CartId) -> Result<()> {
    let mut lines = load_lines(tx, cart).await?;
    lines.sort_by_key(|line| line.variant_id);
    let now = env.now();
    let (since, until) = window(now, &lines);
    if until <= now {
        // Others have their chance before a later step holds anew.
        return release_holds(tx, env, cart, None).await;
    }
    let (reference, mut touched) = (cart.to_string(), Touched::default());
    let cause = Cause::of(&reference);
    for line in &lines {
        let wanted = if line.tracked && line.for_sale { line.quantity } else { 0 };
        let variant = line.variant_id;
        if wanted > line.held {
            let sold = inventory::reserve(tx, env, &mut touched, variant, wanted - line.held, cause).await?;
            if sold == Sold::Done {
                tx.query(&SAVE_HOLD)
                    .bind(cart)
                    .bind(variant)
                    .bind(line.shop_id)
                    .bind(wanted)
                    .bind(since)
                    .bind(until)
                    .execute()
                    .await?;
            }
        } else if wanted == 0 && line.held > 0 {
            drop_hold(tx, env, &mut touched, cart, variant).await?;
        }
    }
    tx.query(&PROLONG_HOLDS).bind(since).bind(until).bind(cart).execute().await?;
    touched.settle(tx, env).await
}

/// From when and until when the pieces are held by a step that happens now. What ran out and was
/// not swept yet counts too.
fn window(now: UtcMillis, lines: &[Line]) -> (UtcMillis, UtcMillis) {
    let since = lines.iter().filter_map(|line| line.held_since).min().map_or(now, UtcMillis);
    (since, now.plus(HOLD).min(since.plus(HOLD_AT_MOST)))
}

/// Prolongs what is held for as long as a payment needs, and gives it.
pub(super) async fn keep_for_payment(tx: &mut Tx, env: &Env, cart: CartId) -> Result<Pieces> {
    let query = tx.query(&KEEP_HOLDS).bind(env.now().plus(HOLD)).bind(cart);
    Ok(query.fetch_all::<(VariantId, i64)>().await?.into_iter().collect())
}

/// Holds what is missing of a line while its cart is paid for.
pub(super) async fn hold_more(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    cart: CartId,
    line: &Line,
    held: i64,
) -> Result<Sold> {
    let (reference, now) = (cart.to_string(), env.now());
    let more = line.quantity - held;
    let sold = inventory::reserve(tx, env, touched, line.variant_id, more, Cause::of(&reference)).await?;
    if sold == Sold::Done {
        tx.query(&SAVE_HOLD)
            .bind(cart)
            .bind(line.variant_id)
            .bind(line.shop_id)
            .bind(line.quantity)
            .bind(now)
            .bind(now.plus(HOLD))
            .execute()
            .await?;
    }
    Ok(sold)
}

/// Takes the holds of a cart out of their table; the caller moves the stock.
pub(super) async fn take(tx: &mut Tx, cart: CartId) -> Result<Pieces> {
    Ok(tx.query(&TAKE_HOLDS).bind(cart).fetch_all::<(VariantId, i64)>().await?.into_iter().collect())
}

/// Lets go of what a cart holds, or of one variant of it. The caller holds the cart's row.
pub(crate) async fn release_holds(
    tx: &mut Tx,
    env: &Env,
    cart: CartId,
    variant: Option<VariantId>,
) -> Result<()> {
    let mut touched = Touched::default();
    match variant {
        Some(variant) => drop_hold(tx, env, &mut touched, cart, variant).await?,
        None => {
            let held = take(tx, cart).await?;
            release(tx, env, &mut touched, cart, held).await?;
        }
    }
    touched.settle(tx, env).await
}

async fn drop_hold(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    cart: CartId,
    variant: VariantId,
) -> Result<()> {
    let held: Vec<(VariantId, i64)> = tx.query(&TAKE_HOLD).bind(cart).bind(variant).fetch_all().await?;
    release(tx, env, touched, cart, held.into_iter().collect()).await
}

pub(super) async fn release(
    tx: &mut Tx,
    env: &Env,
    touched: &mut Touched,
    cart: CartId,
    held: Pieces,
) -> Result<()> {
    let reference = cart.to_string();
    for (variant, quantity) in held {
        inventory::release(tx, env, touched, variant, quantity, Cause::of(&reference)).await?;
    }
    Ok(())
}

/// Lets go of what was held for too long; says for how many carts.
pub async fn sweep_reservations(env: &Env) -> Result<usize> {
    let mut swept = 0;
    loop {
        let now = env.now();
        let rows: Vec<(CartId,)> = env.db.read().query(&EXPIRED_CARTS).bind(now).fetch_all().await?;
        let mut carts: Vec<CartId> = rows.into_iter().map(|(cart,)| cart).collect();
        carts.sort_unstable();
        carts.dedup();
        if carts.is_empty() {
            return Ok(swept);
        }
        for cart in carts {
            let mut tx = env.db.begin().await?;
            tx.query(&HOLD_CART_ROW).bind(cart).execute().await?;
            let held: Vec<(VariantId, i64)> =
                tx.query(&TAKE_EXPIRED).bind(cart).bind(now).fetch_all().await?;
            let mut touched = Touched::default();
            release(&mut tx, env, &mut touched, cart, held.into_iter().collect()).await?;
            touched.settle(&mut tx, env).await?;
            tx.commit().await?;
            swept += 1;
        }
        env.bus.wake();
    }
}

/// Sweeps each minute.
#[derive(Serialize, Deserialize)]
pub struct SweepReservations;

impl Job for SweepReservations {
    const KIND: &'static str = "sweep_reservations";
    const MAX_ATTEMPTS: i64 = 3;

    async fn run(self, env: &Env) -> Result<()> {
        sweep_reservations(env).await.map(drop)
    }
}
