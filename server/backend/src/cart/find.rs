//! Whose cart it is.

use db::{Run, Tx, sql};
use domain::checkout::CartState;
use domain::id::{CartId, UserId};
use domain::{Currency, UtcMillis};

use crate::crypto::token_hash;
use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

sql!(
    FIND_USER_CART,
    "select id, user_id, version, state, currency, updated_at from carts
     where user_id = $1 and state in ('open', 'paying') order by updated_at desc, id desc limit 1"
);
sql!(
    /// A cart that belongs to a person is not opened by its secret: it may be on a machine that
    /// somebody else uses now.
    FIND_GUEST_CART,
    "select id, user_id, version, state, currency, updated_at from carts
     where token_hash = $1 and user_id is null and state in ('open', 'paying')"
);
sql!(
    CREATE_CART,
    "insert into carts (id, token_hash, user_id, currency, state, version, created_at, updated_at)
     values ($1, $2, $3, $4, 'open', 1, $5, $5)"
);

/// A cart that is being filled or paid for.
#[derive(Debug, Clone, db::FromRow)]
pub(crate) struct CartRow {
    pub(crate) id: CartId,
    pub(crate) user_id: Option<UserId>,
    pub(crate) version: i64,
    pub(crate) state: CartState,
    pub(crate) currency: Currency,
    pub(crate) updated_at: UtcMillis,
}

/// The buyer's cart: a signed-in person's own, else the one of their secret.
pub(crate) async fn find(conn: &mut dyn Run, buyer: &BuyerScope) -> Result<Option<CartRow>> {
    if let Some(user) = buyer.user {
        let own = conn.query(&FIND_USER_CART).bind(user).fetch_optional().await?;
        if own.is_some() {
            return Ok(own);
        }
    }
    find_guest(conn, buyer).await
}

/// The guest's cart of the buyer's secret.
pub(crate) async fn find_guest(conn: &mut dyn Run, buyer: &BuyerScope) -> Result<Option<CartRow>> {
    match &buyer.cart_hash {
        Some(hash) => Ok(conn.query(&FIND_GUEST_CART).bind(hash).fetch_optional().await?),
        None => Ok(None),
    }
}

/// The signed-in person's cart.
pub(crate) async fn find_user(conn: &mut dyn Run, user: UserId) -> Result<Option<CartRow>> {
    Ok(conn.query(&FIND_USER_CART).bind(user).fetch_optional().await?)
}

/// The same, of which something must be there.
///
/// # Errors
/// Conflict `cart_empty`.
pub(crate) async fn find_filled(conn: &mut dyn Run, buyer: &BuyerScope) -> Result<CartRow> {
    find(conn, buyer).await?.ok_or(Error::conflict("cart_empty"))
}

/// Makes a cart and its secret.
pub(crate) async fn insert(tx: &mut Tx, env: &Env, buyer: &BuyerScope) -> Result<(CartRow, String)> {
    let token = env.token();
    let cart = CartRow {
        id: env.id(),
        user_id: buyer.user,
        version: 1,
        state: CartState::Open,
        currency: env.config.currency,
        updated_at: env.now(),
    };
    tx.query(&CREATE_CART)
        .bind(cart.id)
        .bind(token_hash(&token))
        .bind(cart.user_id)
        .bind(cart.currency.as_str())
        .bind(cart.updated_at)
        .execute()
        .await?;
    Ok((cart, token))
}
