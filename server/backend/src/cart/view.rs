//! How a cart is shown.

use db::{Run, sql};
use domain::cart::by_shop;
use domain::checkout::{CartLineView, CartShop, CartState, CartView};
use domain::{Money, UtcMillis};

use super::find::{CartRow, find};
use super::lines::{Line, load};
use crate::scope::BuyerScope;
use crate::{Env, Result};

sql!(COUNT_PIECES, "select cast(coalesce(sum(quantity), 0) as bigint) from cart_lines where cart_id = $1");

/// The buyer's cart with prices and stock of now; an empty one for somebody who has none.
pub async fn view(env: &Env, buyer: &BuyerScope) -> Result<CartView> {
    let mut conn = env.db.read();
    let cart = find(&mut conn, buyer).await?;
    let lines = match &cart {
        Some(cart) => load(&mut conn, cart.id).await?,
        None => Vec::new(),
    };
    Ok(of(env, cart.as_ref(), &lines))
}

/// How many pieces are in the buyer's cart, for the badge.
pub async fn pieces(env: &Env, buyer: &BuyerScope) -> Result<i64> {
    let mut conn = env.db.read();
    match find(&mut conn, buyer).await? {
        Some(cart) => Ok(conn.query(&COUNT_PIECES).bind(cart.id).scalar().await?),
        None => Ok(0),
    }
}

pub(crate) fn of(env: &Env, cart: Option<&CartRow>, lines: &[Line]) -> CartView {
    let currency = cart.map_or(env.config.currency, |cart| cart.currency);
    let money = |amount| Money::new(amount, currency);
    let sum = |lines: &[&Line]| -> i64 {
        lines.iter().filter(|line| line.can_buy()).map(|line| amount(line)).sum()
    };
    let all: Vec<&Line> = lines.iter().collect();
    let shops = by_shop(&all, |line| line.shop_id)
        .into_iter()
        .filter_map(|(shop, lines)| {
            let first = lines.first()?;
            Some(CartShop {
                shop,
                slug: first.shop_slug.clone(),
                name: first.shop_name.clone(),
                prices_include_tax: first.prices_include_tax,
                subtotal: money(sum(&lines)),
                lines: lines.iter().map(|line| line_view(line, money)).collect(),
            })
        })
        .collect();
    CartView {
        cart: cart.map(|cart| cart.id),
        version: cart.map_or(0, |cart| cart.version),
        currency,
        shops,
        pieces: lines.iter().map(|line| line.quantity).sum(),
        subtotal: money(sum(&all)),
        ready: !lines.is_empty() && lines.iter().all(Line::can_buy),
        paying: cart.is_some_and(|cart| cart.state == CartState::Paying),
        held_until: held_until(env, lines),
    }
}

/// Until when every held line is held; `None` when nothing is, or not any more.
pub(crate) fn held_until(env: &Env, lines: &[Line]) -> Option<UtcMillis> {
    let until = lines.iter().filter_map(|line| line.held_until).min()?;
    (until > env.now().0).then_some(UtcMillis(until))
}

fn line_view(line: &Line, money: impl Fn(i64) -> Money) -> CartLineView {
    CartLineView {
        variant: line.variant_id,
        product: line.product_id,
        product_slug: line.product_slug.clone(),
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        sku: line.sku.clone(),
        picture: line.picture,
        unit_price: money(line.price),
        compare_at: line.compare_at.filter(|price| *price > line.price).map(&money),
        quantity: line.quantity,
        total: money(amount(line)),
        stock: line.note(),
        max_quantity: line.max_quantity(),
    }
}

/// A price that the schema accepts times 999 may not fit; pricing then refuses the line.
fn amount(line: &Line) -> i64 {
    line.price.saturating_mul(line.quantity)
}
