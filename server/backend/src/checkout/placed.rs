//! The confirmation of a purchase, for whoever made it.

use db::{Run, sql};
use domain::checkout::{
    CheckoutTotals, GroupState, OrderGroupLine, OrderGroupPart, OrderGroupView, group_number,
    parse_group_number,
};
use domain::id::{MediaId, OrderGroupId, OrderId, UserId};
use domain::shipping::promise;
use domain::{Currency, Money, UtcMillis};

use crate::crypto::token_hash;
use crate::days::{day_number, noon};
use crate::scope::BuyerScope;
use crate::{Env, Error, Result};

sql!(
    FIND_GROUP,
    "select g.id, g.number, g.user_id, g.email, g.currency, g.address, g.items_total, g.discount_total, g.total, g.state,
            g.token_hash, g.placed_at, c.token_hash as cart_hash, c.user_id as cart_user_id,
            coalesce((select p.method from payments p where p.group_id = g.id and p.state = 'captured'), '') as method
     from order_groups g join carts c on c.id = g.cart_id where g.number = $1"
);
sql!(
    GROUP_OWNER,
    "select g.user_id, g.token_hash, c.token_hash as cart_hash, c.user_id as cart_user_id
     from order_groups g join carts c on c.id = g.cart_id where g.id = $1"
);
sql!(
    GROUP_ORDERS,
    "select o.id, o.number, s.slug as shop_slug, s.name as shop_name, o.prices_include_tax, o.shipping_name, o.shipping_total,
            o.shipping_tax, o.tax_total, o.total, o.day, o.shipping_min_days, o.shipping_max_days
     from orders o join shops s on s.id = o.shop_id where o.group_id = $1 order by o.number"
);
sql!(
    GROUP_SOLD_LINES,
    "select l.order_id, l.product_slug, l.title, l.variant_title, l.media_id, l.quantity, l.unit_price, l.discount, l.total
     from orders o join order_lines l on l.order_id = o.id where o.group_id = $1 order by l.order_id, l.position"
);

#[derive(db::FromRow)]
struct Owner {
    user_id: Option<UserId>,
    token_hash: String,
    cart_hash: String,
    cart_user_id: Option<UserId>,
}

#[derive(db::FromRow)]
struct GroupRow {
    id: OrderGroupId,
    number: i64,
    #[row(flatten)]
    owner: Owner,
    email: String,
    currency: Currency,
    address: String,
    items_total: i64,
    discount_total: i64,
    total: i64,
    state: GroupState,
    placed_at: Option<UtcMillis>,
    method: String,
}

#[derive(db::FromRow)]
struct OrderRow {
    id: OrderId,
    number: String,
    shop_slug: String,
    shop_name: String,
    prices_include_tax: bool,
    shipping_name: String,
    shipping_total: i64,
    shipping_tax: i64,
    tax_total: i64,
    total: i64,
    day: String,
    shipping_min_days: i64,
    shipping_max_days: i64,
}

#[derive(db::FromRow)]
struct LineRow {
    order_id: OrderId,
    product_slug: String,
    title: String,
    variant_title: String,
    media_id: Option<MediaId>,
    quantity: i64,
    unit_price: i64,
    discount: i64,
    total: i64,
}

impl Owner {
    /// The person who bought it, the holder of the cart's secret while the cart is nobody's, or
    /// of the purchase's own token.
    fn is(&self, buyer: &BuyerScope, token: Option<&str>) -> bool {
        let own = buyer.user.is_some() && buyer.user == self.user_id;
        let guest = self.cart_user_id.is_none() && buyer.cart_hash.as_ref() == Some(&self.cart_hash);
        own || guest || token.is_some_and(|token| token_hash(token) == self.token_hash)
    }
}

/// Refuses those whose purchase it is not.
pub(super) async fn require_own(conn: &mut dyn Run, buyer: &BuyerScope, group: OrderGroupId) -> Result<()> {
    let owner: Option<Owner> = conn.query(&GROUP_OWNER).bind(group).fetch_optional().await?;
    if owner.is_some_and(|owner| owner.is(buyer, None)) { Ok(()) } else { Err(Error::NotFound) }
}

/// A purchase by its number, for its buyer or the holder of its token.
///
/// # Errors
/// NotFound for everybody else, and before it is final.
pub async fn placed(
    env: &Env,
    buyer: &BuyerScope,
    number: &str,
    token: Option<&str>,
) -> Result<OrderGroupView> {
    let number = parse_group_number(number).ok_or(Error::NotFound)?;
    let mut conn = env.db.read();
    let group: Option<GroupRow> = conn.query(&FIND_GROUP).bind(number).fetch_optional().await?;
    let group = group.filter(|group| group.owner.is(buyer, token)).ok_or(Error::NotFound)?;
    let Some(placed_at) = group.placed_at else { return Err(Error::NotFound) };
    let orders: Vec<OrderRow> = conn.query(&GROUP_ORDERS).bind(group.id).fetch_all().await?;
    let lines: Vec<LineRow> = conn.query(&GROUP_SOLD_LINES).bind(group.id).fetch_all().await?;
    let money = |amount| Money::new(amount, group.currency);
    Ok(OrderGroupView {
        id: group.id,
        number: group_number(group.number),
        state: group.state,
        totals: totals(&group, &orders),
        orders: orders.into_iter().map(|order| part(order, &lines, money)).collect(),
        email: group.email,
        address: serde_json::from_str(&group.address)?,
        method: group.method,
        placed_at,
    })
}

fn totals(group: &GroupRow, orders: &[OrderRow]) -> CheckoutTotals {
    let money = |amount| Money::new(amount, group.currency);
    let sum = |included: bool, amount: fn(&OrderRow) -> i64| -> i64 {
        orders.iter().filter(|order| order.prices_include_tax == included).map(amount).sum()
    };
    let shipping = sum(true, |order| order.shipping_total)
        + sum(false, |order| order.shipping_total - order.shipping_tax);
    CheckoutTotals {
        items: money(group.items_total),
        discount: money(group.discount_total),
        shipping: Some(money(shipping)),
        tax_added: money(sum(false, |order| order.tax_total)),
        tax_included: money(sum(true, |order| order.tax_total)),
        tax_known: true,
        total: money(group.total),
    }
}

fn part(order: OrderRow, lines: &[LineRow], money: impl Fn(i64) -> Money) -> OrderGroupPart {
    let days = promise(day_number(&order.day), order.shipping_min_days, order.shipping_max_days);
    let own = lines.iter().filter(|line| line.order_id == order.id);
    OrderGroupPart {
        order: order.id,
        number: order.number,
        shop_slug: order.shop_slug,
        shop_name: order.shop_name,
        lines: own.map(|line| line_view(line, &money)).collect(),
        shipping_name: order.shipping_name,
        from: noon(days.from),
        until: noon(days.until),
        shipping: money(order.shipping_total),
        total: money(order.total),
    }
}

fn line_view(line: &LineRow, money: impl Fn(i64) -> Money) -> OrderGroupLine {
    OrderGroupLine {
        product_slug: line.product_slug.clone(),
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        picture: line.media_id,
        quantity: line.quantity,
        unit_price: money(line.unit_price),
        discount: money(line.discount),
        total: money(line.total),
    }
}
