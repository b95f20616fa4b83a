//! Guests' carts that nobody comes back to.

use db::{Run, sql};
use domain::cart::KEPT;
use domain::checkout::CartState;
use serde::{Deserialize, Serialize};

use crate::jobs::Job;
use crate::{Env, Result};

sql!(
    /// A hold that is not swept yet keeps its cart: its row would go along and leave the pieces
    /// reserved. The order is that of `carts_by_user`, which PostgreSQL would leave for the whole
    /// table otherwise; `carts_by_age` leads past the carts of all people each time. The conditions
    /// stand twice because PostgreSQL asks only the outer ones again about a cart that changed
    /// while this waited for it; in a `case` they do not tempt SQLite to walk over every old cart.
    DROP_OLD_CARTS,
    "delete from carts where id in (
        select c.id from carts c
        where c.user_id is null and c.state = $1 and c.updated_at < $2
          and not exists (select 1 from reservations r where r.cart_id = c.id)
        order by c.user_id nulls last, c.state, c.updated_at limit 200)
     and case when user_id is null and state = $1 and updated_at < $2 then 1 = 1 else 1 = 0 end"
);

/// Drops the carts of guests, with their lines and what was typed in checkout, that did not
/// change for [`KEPT`], at most 200 in a transaction; says how many. A cart that is paid for,
/// became a purchase or holds pieces stays.
pub(super) async fn forget(env: &Env) -> Result<u64> {
    let (before, mut dropped) = (env.now().plus(-KEPT), 0);
    for state in [CartState::Open, CartState::Merged] {
        loop {
            let mut tx = env.db.begin().await?;
            let old = tx.query(&DROP_OLD_CARTS).bind(state.as_str()).bind(before).execute().await?;
            tx.commit().await?;
            dropped += old;
            if old == 0 {
                break;
            }
        }
    }
    Ok(dropped)
}

/// Drops guests' old carts each night.
#[derive(Serialize, Deserialize)]
pub struct TidyCarts;

impl Job for TidyCarts {
    const KIND: &'static str = "tidy_carts";
    const MAX_ATTEMPTS: i64 = 3;

    async fn run(self, env: &Env) -> Result<()> {
        forget(env).await.map(drop)
    }
}
