//! The steps of checkout. Each prolongs the hold, and keeps what was typed, valid or not.

use std::collections::BTreeMap;

use db::{Run, Tx, sql};
use domain::address::{self, Address};
use domain::checkout::{AddressInput, CheckoutStep, CheckoutView};
use domain::email;
use domain::id::{AddressEntity, CartId, RateId, ShopId, UserId};
use domain::invalid::{FieldError, Problem};

use super::quote::{self, Quote, address_errors};
use super::view::show;
use super::{free_cart, hold};
use crate::cart::{CartRow, find_filled};
use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

/// An account that has so many addresses keeps no more by itself.
const MAX_ADDRESSES: i64 = 20;

sql!(HOLD_OPEN_CART, "update carts set updated_at = $1 where id = $2 and state = 'open'");
sql!(
    ENTER_CHECKOUT,
    "insert into checkouts (cart_id, email, address, updated_at) values ($1, $2, $3, $4) on conflict (cart_id) do nothing"
);
sql!(
    SAVE_ADDRESS_STEP,
    "insert into checkouts (cart_id, email, address, errors, step, updated_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (cart_id) do update set email = excluded.email, address = excluded.address, errors = excluded.errors,
        step = excluded.step, updated_at = excluded.updated_at"
);
sql!(
    SAVE_SHIPPING_STEP,
    "update checkouts set shipping = $1, errors = $2, step = $3, updated_at = $4
     where cart_id = $5 and step <> 'address'"
);
sql!(FIND_BUYER_EMAIL, "select email from users where id = $1");
sql!(SAVED_ADDRESSES, "select address from addresses where user_id = $1 order by updated_at desc limit 10");
sql!(USE_ADDRESS_AGAIN, "update addresses set updated_at = $1 where user_id = $2 and address = $3");
sql!(
    KEEP_ADDRESS,
    "insert into addresses (id, user_id, address, created_at, updated_at)
     select $1, $2, $3, $4, $4 where (select count(*) from addresses where user_id = $2) < $5"
);

/// Begins checkout, or goes on with it: holds the pieces for 10 minutes.
///
/// # Errors
/// Conflict `cart_empty`, or `payment_in_progress` while one is under way.
pub async fn enter(env: &Env, buyer: &BuyerScope) -> Result<CheckoutView> {
    let cart = touch(env, buyer, Step::Enter).await?;
    show(env, buyer, quote::load(env, cart).await?).await
}

/// The last look before paying; prolongs the hold as every step does.
///
/// # Errors
/// As [`enter`].
pub async fn review(env: &Env, buyer: &BuyerScope) -> Result<CheckoutView> {
    enter(env, buyer).await
}

/// The checkout as it is, without prolonging anything.
///
/// # Errors
/// Conflict `cart_empty`.
pub async fn view(env: &Env, buyer: &BuyerScope) -> Result<CheckoutView> {
    let cart = find_filled(&mut env.db.read(), buyer).await?;
    let quote = quote::load(env, cart).await?;
    if quote.lines.is_empty() {
        return Err(Error::conflict("cart_empty"));
    }
    show(env, buyer, quote).await
}

/// Keeps mail address and address as they were typed; the view says what is wrong with them.
///
/// # Errors
/// As [`enter`]; never Invalid.
pub async fn save_address(env: &Env, buyer: &BuyerScope, input: AddressInput) -> Result<CheckoutView> {
    let typed = Typed {
        email: input.email.trim().chars().take(email::MAX_LENGTH + 1).collect(),
        address: address::normalise(&input.address),
    };
    let errors = address_errors(&typed.email, &typed.address);
    let save = buyer.user().filter(|_| input.save && errors.is_empty());
    let cart = touch(env, buyer, Step::Address { typed: &typed, errors: &errors, save }).await?;
    show(env, buyer, quote::load(env, cart).await?).await
}

/// Keeps how each shop sends its part; the view says what is missing.
///
/// # Errors
/// As [`enter`]; Conflict `stale` when the cart became another one meanwhile; never Invalid.
pub async fn save_shipping(
    env: &Env,
    buyer: &BuyerScope,
    choices: &[(ShopId, RateId)],
) -> Result<CheckoutView> {
    let cart = find_filled(&mut env.db.read(), buyer).await?;
    let quote = quote::load(env, cart).await?;
    if quote.step() == CheckoutStep::Address {
        return enter(env, buyer).await;
    }
    let mut choices: BTreeMap<ShopId, RateId> = choices.iter().copied().collect();
    let errors = shipping_errors(&quote, &choices);
    choices.retain(|shop, _| quote.shops.iter().any(|part| part.shop == *shop));
    let of = quote.cart.id;
    let cart = touch(env, buyer, Step::Shipping { of, choices: &choices, errors: &errors }).await?;
    show(env, buyer, quote::load(env, cart).await?).await
}

fn shipping_errors(quote: &Quote, choices: &BTreeMap<ShopId, RateId>) -> Vec<FieldError> {
    let sending = quote.shops.iter().filter(|shop| shop.needs_shipping);
    let problem = |shop: &quote::ShopQuote| match choices.get(&shop.shop) {
        None => Some(Problem::Required),
        Some(rate) => {
            let offered = shop.offers.iter().any(|offer| offer.rate_id == *rate);
            (!offered).then_some(Problem::UnknownChoice)
        }
    };
    sending
        .filter_map(|shop| Some(FieldError::new(format!("shipping.{}", shop.shop), problem(shop)?)))
        .collect()
}

#[derive(Default)]
struct Typed {
    email: String,
    address: Address,
}

/// What a step stores.
#[derive(Clone, Copy)]
enum Step<'a> {
    /// What is known of the buyer, if nothing was typed yet.
    Enter,
    /// What was typed; the address is kept with the person's if they wish.
    Address { typed: &'a Typed, errors: &'a [FieldError], save: Option<UserId> },
    /// How each shop sends its part of a cart.
    Shipping { of: CartId, choices: &'a BTreeMap<ShopId, RateId>, errors: &'a [FieldError] },
}

/// A cart that is freed this often and still taken is in somebody else's hands.
const TRIES: u32 = 3;

/// Holds the pieces of the buyer's cart, and stores a step.
async fn touch(env: &Env, buyer: &BuyerScope, step: Step<'_>) -> Result<CartRow> {
    for _ in 0..TRIES {
        let cart = find_filled(&mut env.db.read(), buyer).await?;
        let known = match step {
            Step::Enter => prefill(env, buyer, cart.id).await?,
            // Signing in gave the buyer another one since.
            Step::Shipping { of, .. } if of != cart.id => return Err(Error::conflict("stale")),
            Step::Address { .. } | Step::Shipping { .. } => Typed::default(),
        };
        let mut tx = env.db.begin().await?;
        if tx.query(&HOLD_OPEN_CART).bind(env.now()).bind(cart.id).execute().await? == 1 {
            match step {
                Step::Enter => begin_form(&mut tx, env, cart.id, &known).await?,
                Step::Address { typed, errors, save } => {
                    keep_address(&mut tx, env, cart.id, typed, errors, save).await?;
                }
                Step::Shipping { choices, errors, .. } => {
                    keep_shipping(&mut tx, env, cart.id, choices, errors).await?;
                }
            }
            hold::sync(&mut tx, env, cart.id).await?;
            tx.commit().await?;
            env.bus.wake();
            return Ok(cart);
        }
        tx.rollback().await?;
        // Whoever comes back from a challenge to checkout has given that payment up.
        free_cart(env, cart.id).await?;
    }
    Err(Error::conflict("payment_in_progress"))
}

async fn begin_form(tx: &mut Tx, env: &Env, cart: CartId, typed: &Typed) -> Result<()> {
    let address = serde_json::to_string(&typed.address)?;
    let query = tx.query(&ENTER_CHECKOUT).bind(cart).bind(&typed.email).bind(address).bind(env.now());
    query.execute().await?;
    Ok(())
}

async fn keep_address(
    tx: &mut Tx,
    env: &Env,
    cart: CartId,
    typed: &Typed,
    errors: &[FieldError],
    save: Option<UserId>,
) -> Result<()> {
    let step = if errors.is_empty() { CheckoutStep::Shipping } else { CheckoutStep::Address };
    let address = serde_json::to_string(&typed.address)?;
    tx.query(&SAVE_ADDRESS_STEP)
        .bind(cart)
        .bind(&typed.email)
        .bind(&address)
        .bind(serde_json::to_string(errors)?)
        .bind(step.as_str())
        .bind(env.now())
        .execute()
        .await?;
    let Some(user) = save else { return Ok(()) };
    let again = tx.query(&USE_ADDRESS_AGAIN).bind(env.now()).bind(user).bind(&address);
    if again.execute().await? == 0 {
        let keep = tx.query(&KEEP_ADDRESS).bind(env.id::<AddressEntity>()).bind(user).bind(&address);
        keep.bind(env.now()).bind(MAX_ADDRESSES).execute().await?;
    }
    Ok(())
}

async fn keep_shipping(
    tx: &mut Tx,
    env: &Env,
    cart: CartId,
    choices: &BTreeMap<ShopId, RateId>,
    errors: &[FieldError],
) -> Result<()> {
    let step = if errors.is_empty() { CheckoutStep::Review } else { CheckoutStep::Shipping };
    tx.query(&SAVE_SHIPPING_STEP)
        .bind(serde_json::to_string(choices)?)
        .bind(serde_json::to_string(errors)?)
        .bind(step.as_str())
        .bind(env.now())
        .bind(cart)
        .execute()
        .await?;
    Ok(())
}

/// What is known of a signed-in buyer who enters for the first time.
async fn prefill(env: &Env, buyer: &BuyerScope, cart: CartId) -> Result<Typed> {
    let mut typed = Typed::default();
    let Some(user) = buyer.user() else { return Ok(typed) };
    let mut conn = env.db.read();
    if quote::load_form(&mut conn, cart).await?.0.entered {
        return Ok(typed);
    }
    if let Some((email,)) = conn.query(&FIND_BUYER_EMAIL).bind(user).fetch_optional::<(String,)>().await? {
        typed.email = email;
    }
    if let Some(address) = saved_addresses(&mut conn, user).await?.into_iter().next() {
        typed.address = address;
    }
    Ok(typed)
}

/// The addresses that a person kept, last used first.
pub(super) async fn saved_addresses(conn: &mut dyn Run, user: UserId) -> Result<Vec<Address>> {
    let rows: Vec<(String,)> = conn.query(&SAVED_ADDRESSES).bind(user).fetch_all().await?;
    Ok(rows.iter().filter_map(|(text,)| serde_json::from_str(text).ok()).collect())
}
