//! A guest's cart goes to the person who signs in.

use db::{Run, sql};
use domain::cart;

use super::change::{lines_of, replace_lines};
use super::find::{find_guest, find_user};
use crate::checkout::release_holds;
use crate::scope::BuyerScope;
use crate::{Env, Result};

sql!(
    ADOPT_CART,
    "update carts set user_id = $1, version = version + 1, updated_at = $2
     where id = $3 and state = 'open' and user_id is null"
);
sql!(
    CLOSE_MERGED,
    "update carts set state = 'merged', version = version + 1, updated_at = $1
     where id = $2 and state = 'open' and user_id is null"
);
sql!(GROW_CART, "update carts set version = version + 1, updated_at = $1 where id = $2 and state = 'open'");

/// Joins the guest's cart of the buyer's secret into the signed-in person's: quantities are
/// summed up to the bounds; what does not fit a full cart is left out. Does nothing for a guest,
/// without a guest's cart, and while either cart is being paid for.
pub async fn merge(env: &Env, buyer: &BuyerScope) -> Result<()> {
    let Some(user) = buyer.user else { return Ok(()) };
    let mut tx = env.db.begin().await?;
    let Some(guest) = find_guest(&mut tx, buyer).await? else { return Ok(()) };
    let now = env.now();
    let Some(own) = find_user(&mut tx, user).await? else {
        tx.query(&ADOPT_CART).bind(user).bind(now).bind(guest.id).execute().await?;
        return Ok(tx.commit().await?);
    };
    // Whichever of two sign-ins comes first closes the guest's cart, and only that one adds.
    let closed = tx.query(&CLOSE_MERGED).bind(now).bind(guest.id).execute().await? == 1;
    let grown = closed && tx.query(&GROW_CART).bind(now).bind(own.id).execute().await? == 1;
    if !grown {
        return Ok(tx.rollback().await?);
    }
    let mut lines = lines_of(&mut tx, own.id).await?;
    cart::merge(&mut lines, &lines_of(&mut tx, guest.id).await?);
    replace_lines(&mut tx, env, own.id, &lines).await?;
    release_holds(&mut tx, env, guest.id, None).await?;
    Ok(tx.commit().await?)
}
