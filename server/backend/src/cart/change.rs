//! Filling and emptying a cart.

use db::{Run, Tx, sql};
use domain::cart::{self, CartError, CartLine, MAX_LINES, MAX_QUANTITY};
use domain::checkout::{CartChanged, CartView, PayOutcome};
use domain::id::{CartId, ShopId, VariantId};
use domain::invalid::Problem;

use super::find::{CartRow, find, insert};
use super::lines::load;
use super::view;
use crate::checkout::{free_cart, release_holds};
use crate::inventory::{self, Cause, Touched};
use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

sql!(
    TOUCH_CART,
    "update carts set version = version + 1, updated_at = $1
     where id = $2 and state = 'open' and (version = $3 or $3 = 0)"
);
sql!(
    BARE_LINES,
    "select v.shop_id, l.variant_id, l.quantity from cart_lines l join variants v on v.id = l.variant_id
     where l.cart_id = $1 order by l.added_at, l.variant_id limit 200"
);
sql!(
    FIND_SHOP_OF_VARIANT,
    "select v.shop_id from variants v join products p on p.id = v.product_id join shops s on s.id = v.shop_id
     where v.id = $1 and v.archived_at is null and p.status = 'active' and s.status = 'open'"
);
sql!(
    SAVE_LINE,
    "insert into cart_lines (cart_id, variant_id, quantity, added_at) values ($1, $2, $3, $4)
     on conflict (cart_id, variant_id) do update set quantity = excluded.quantity"
);
sql!(DROP_LINE, "delete from cart_lines where cart_id = $1 and variant_id = $2");
sql!(
    LOWER_HOLD,
    "update reservations set quantity = $1 where cart_id = $2 and variant_id = $3 and quantity > $1"
);
sql!(FIND_HOLD, "select quantity from reservations where cart_id = $1 and variant_id = $2");

/// A cart that is freed this often and still taken is in somebody else's hands.
const TRIES: u32 = 3;

/// Makes a cart for somebody who has none; gives the secret for their cookie.
pub async fn create(env: &Env, buyer: &BuyerScope) -> Result<String> {
    let mut tx = env.db.begin().await?;
    let (_, token) = insert(&mut tx, env, buyer).await?;
    tx.commit().await?;
    Ok(token)
}

/// The buyer's cart; makes one where there is none, and gives its secret with it.
pub async fn open(env: &Env, buyer: &BuyerScope) -> Result<CartChanged> {
    let mut tx = env.db.begin().await?;
    let (cart, token) = match find(&mut tx, buyer).await? {
        Some(cart) => (cart, None),
        None => {
            let (cart, token) = insert(&mut tx, env, buyer).await?;
            (cart, Some(token))
        }
    };
    let lines = load(&mut tx, cart.id).await?;
    tx.commit().await?;
    Ok(CartChanged { cart: view::of(env, Some(&cart), &lines), token })
}

/// Puts pieces of a variant into the cart, and makes the cart where there is none.
///
/// # Errors
/// NotFound for what is not for sale; Invalid `quantity` out of 1 to 999; Conflict `cart_full`,
/// `payment_in_progress`, or `out_of_stock` with the shortage.
pub async fn add(env: &Env, buyer: &BuyerScope, variant: VariantId, quantity: i64) -> Result<CartChanged> {
    if !(1..=MAX_QUANTITY).contains(&quantity) {
        return Err(bad_quantity());
    }
    let (mut tx, cart, token) = begin(env, buyer, None, true).await?;
    let shop: Option<(ShopId,)> = tx.query(&FIND_SHOP_OF_VARIANT).bind(variant).fetch_optional().await?;
    let (shop,) = shop.ok_or(Error::NotFound)?;
    let mut lines = bare_lines(&mut tx, cart.id).await?;
    cart::add(&mut lines, CartLine { shop, variant, quantity }).map_err(refused)?;
    save(&mut tx, env, cart.id, &lines, variant).await?;
    let cart = finish(tx, env, cart, Some(variant)).await?;
    Ok(CartChanged { cart, token })
}

/// Sets how many pieces of a variant are in the cart; 0 takes the line out. `version` is the one
/// that the page showed, for those who want to be told that it is outdated.
///
/// # Errors
/// NotFound for a line that is not there; as [`add`]; Conflict `stale`.
pub async fn set_quantity(
    env: &Env,
    buyer: &BuyerScope,
    variant: VariantId,
    quantity: i64,
    version: Option<i64>,
) -> Result<CartView> {
    if !(0..=MAX_QUANTITY).contains(&quantity) {
        return Err(bad_quantity());
    }
    let (mut tx, cart, _) = begin(env, buyer, version, false).await?;
    let mut lines = bare_lines(&mut tx, cart.id).await?;
    let held = lines.iter().find(|line| line.variant == variant).copied().ok_or(Error::NotFound)?;
    cart::set(&mut lines, CartLine { quantity, ..held }).map_err(refused)?;
    save(&mut tx, env, cart.id, &lines, variant).await?;
    // Fewer pieces are always welcome, even of what is short.
    finish(tx, env, cart, (quantity > held.quantity).then_some(variant)).await
}

/// Takes a line out.
///
/// # Errors
/// As [`set_quantity`].
pub async fn remove(
    env: &Env,
    buyer: &BuyerScope,
    variant: VariantId,
    version: Option<i64>,
) -> Result<CartView> {
    set_quantity(env, buyer, variant, 0, version).await
}

/// Begins a change of the buyer's cart and holds the cart's row.
async fn begin(
    env: &Env,
    buyer: &BuyerScope,
    version: Option<i64>,
    create: bool,
) -> Result<(Tx, CartRow, Option<String>)> {
    for _ in 0..TRIES {
        let mut tx = env.db.begin().await?;
        let Some(mut cart) = find(&mut tx, buyer).await? else {
            if !create {
                return Err(Error::NotFound);
            }
            let (cart, token) = insert(&mut tx, env, buyer).await?;
            return Ok((tx, cart, Some(token)));
        };
        let touch = tx.query(&TOUCH_CART).bind(env.now()).bind(cart.id).bind(version.unwrap_or(0));
        if touch.execute().await? == 1 {
            cart.version += 1;
            return Ok((tx, cart, None));
        }
        tx.rollback().await?;
        if version.is_some_and(|version| version != cart.version) {
            return Err(Error::conflict("stale"));
        }
        // Whoever goes back from a challenge to the shop has given that payment up.
        free_cart(env, cart.id).await?;
    }
    Err(Error::conflict("payment_in_progress"))
}

async fn bare_lines(tx: &mut Tx, cart: CartId) -> Result<Vec<CartLine>> {
    let rows: Vec<(ShopId, VariantId, i64)> = tx.query(&BARE_LINES).bind(cart).fetch_all().await?;
    Ok(rows.into_iter().map(|(shop, variant, quantity)| CartLine { shop, variant, quantity }).collect())
}

/// Stores the line of a variant as it is in `lines`, and lets go of what is held beyond it.
async fn save(tx: &mut Tx, env: &Env, cart: CartId, lines: &[CartLine], variant: VariantId) -> Result<()> {
    let Some(line) = lines.iter().find(|line| line.variant == variant) else {
        tx.query(&DROP_LINE).bind(cart).bind(variant).execute().await?;
        return release_holds(tx, env, cart, Some(variant)).await;
    };
    let save = tx.query(&SAVE_LINE).bind(cart).bind(variant).bind(line.quantity).bind(env.now());
    save.execute().await?;
    let held: Option<(i64,)> = tx.query(&FIND_HOLD).bind(cart).bind(variant).fetch_optional().await?;
    if let Some((held,)) = held.filter(|(held,)| *held > line.quantity) {
        tx.query(&LOWER_HOLD).bind(line.quantity).bind(cart).bind(variant).execute().await?;
        let mut touched = Touched::default();
        let cause = cart.to_string();
        let surplus = held - line.quantity;
        inventory::release(tx, env, &mut touched, variant, surplus, Cause::of(&cause)).await?;
        touched.settle(tx, env).await?;
    }
    Ok(())
}

/// Commits, unless there is too little of `wanted`, and shows the cart.
async fn finish(mut tx: Tx, env: &Env, cart: CartRow, wanted: Option<VariantId>) -> Result<CartView> {
    let lines = load(&mut tx, cart.id).await?;
    let short = lines.iter().find(|line| Some(line.variant_id) == wanted).and_then(|line| line.shortage());
    if let Some(short) = short {
        let details = serde_json::to_value(PayOutcome::OutOfStock { lines: vec![short] })?;
        return Err(Error::Conflict { code: "out_of_stock", details });
    }
    tx.commit().await?;
    Ok(view::of(env, Some(&cart), &lines))
}

pub(super) async fn replace_lines(tx: &mut Tx, env: &Env, cart: CartId, lines: &[CartLine]) -> Result<()> {
    for line in lines {
        let save = tx.query(&SAVE_LINE).bind(cart).bind(line.variant).bind(line.quantity).bind(env.now());
        save.execute().await?;
    }
    Ok(())
}

pub(super) async fn lines_of(tx: &mut Tx, cart: CartId) -> Result<Vec<CartLine>> {
    bare_lines(tx, cart).await
}

fn bad_quantity() -> Error {
    Error::invalid("quantity", Problem::OutOfRange { min: 1, max: MAX_QUANTITY })
}

fn refused(error: CartError) -> Error {
    match error {
        CartError::BadQuantity | CartError::TooMany => bad_quantity(),
        CartError::Full => {
            Error::Conflict { code: "cart_full", details: serde_json::json!({ "max": MAX_LINES }) }
        }
    }
}
