//! Phase one: everything that is sold is written down and held, in one transaction, before
//! anybody is asked for money.

use db::{Run, Tx, sql};
use domain::checkout::{GroupState, PaymentState, Shortage, group_number, order_number};
use domain::id::{OrderEntity, OrderGroupId, OrderId, OrderLineEntity, PaymentId};
use domain::pricing::PricedOrder;
use domain::products::fold;
use domain::{Locale, email};

use super::hold;
use super::jobs::FinishCheckout;
use super::keys::Key;
use super::quote::{Quote, ShopQuote};
use crate::crypto::token_hash;
use crate::days::local_day;
use crate::inventory::{Sold, Touched};
use crate::payments::{self, NewPayment, PaymentRow};
use crate::scope::BuyerScope;
use crate::{Env, Result, jobs};

sql!(
    PAY_CART,
    "update carts set state = 'paying', updated_at = $1 where id = $2 and state = 'open' and version = $3"
);
sql!(NEXT_NUMBER, "update counters set value = value + 1 where name = 'order_group' returning value");
sql!(
    INSERT_GROUP,
    "insert into order_groups (id, number, cart_id, user_id, email, email_folded, locale, currency, address,
        items_total, discount_total, shipping_total, tax_total, total, state, token_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'pending', $15, $16)"
);
sql!(
    RENEW_GROUP,
    "update order_groups set user_id = $1, email = $2, email_folded = $3, locale = $4, currency = $5, address = $6,
        items_total = $7, discount_total = $8, shipping_total = $9, tax_total = $10, total = $11, state = 'pending'
     where id = $12 and state = 'failed'"
);
sql!(DROP_OLD_LINES, "delete from order_lines where order_id in (select id from orders where group_id = $1)");
sql!(DROP_OLD_ORDERS, "delete from orders where group_id = $1");
sql!(
    INSERT_ORDER,
    "insert into orders (id, group_id, shop_id, number, group_number, status, payment_status, fulfillment_status, currency,
        prices_include_tax, items_total, discount_total, shipping_total, shipping_tax, tax_total, total,
        shipping_name, shipping_min_days, shipping_max_days, user_id, email, customer_name, customer_folded, address,
        note, day, placed_at, updated_at)
     values ($1, $2, $3, $4, $5, 'pending', 'pending', 'unfulfilled', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
        $17, $18, $19, $20, $21, $22, $23, $24, $24)"
);
sql!(
    INSERT_ORDER_LINE,
    "insert into order_lines (id, order_id, shop_id, position, product_id, variant_id, product_slug, title, variant_title,
        sku, media_id, quantity, unit_price, discount, tax_name, tax_rate_ppm, tax_reason, tax, total, weight_g,
        requires_shipping, tracked)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)"
);

/// What phase one came to.
pub(super) enum Prepared {
    /// Written down and held.
    Ready(Box<PaymentRow>),
    /// A call with the same key was first.
    Repeated,
    /// The cart changed or is being paid for since it was priced.
    Changed,
    /// There is too little.
    Short(Vec<Shortage>),
}

/// What the buyer says beside the cart.
pub(super) struct Wishes<'a> {
    pub(super) note: &'a str,
    pub(super) locale: Locale,
}

/// Writes the purchase down as it was priced, and holds its pieces for the payment.
#[tracing::instrument(name = "checkout.prepare", skip_all)]
pub(super) async fn prepare(
    env: &Env,
    buyer: &BuyerScope,
    quote: &Quote,
    key: &Key,
    wishes: &Wishes<'_>,
) -> Result<Prepared> {
    let (now, payment_id) = (env.now(), env.id());
    let mut tx = env.db.begin().await?;
    if !key.take(&mut tx, env, payment_id).await? {
        return Ok(Prepared::Repeated);
    }
    let cart = &quote.cart;
    let pay = tx.query(&PAY_CART).bind(now).bind(cart.id).bind(cart.version);
    if pay.execute().await? == 0 {
        return Ok(Prepared::Changed);
    }
    let short = hold_all(&mut tx, env, quote).await?;
    if !short.is_empty() {
        return Ok(Prepared::Short(short));
    }
    let Some((group, number)) = write_group(&mut tx, env, buyer, quote, wishes).await? else {
        return Ok(Prepared::Changed);
    };
    for (at, shop) in quote.shops.iter().enumerate() {
        write_order(
            &mut tx,
            env,
            buyer,
            quote,
            wishes,
            shop,
            &quote.priced.orders[at],
            group,
            number,
            at + 1,
        )
        .await?;
    }
    let row = write_payment(&mut tx, env, quote, payment_id, group, number).await?;
    let soon = now.plus(FinishCheckout::FIRST_LOOK);
    jobs::enqueue_at(&mut tx, env, &FinishCheckout { payment: row.id, found: false }, soon).await?;
    tx.commit().await?;
    Ok(Prepared::Ready(Box::new(row)))
}

/// Prolongs what is held and holds what is missing; gives what there is too little of.
async fn hold_all(tx: &mut Tx, env: &Env, quote: &Quote) -> Result<Vec<Shortage>> {
    let held = hold::keep_for_payment(tx, env, quote.cart.id).await?;
    let mut lines: Vec<_> = quote.lines.iter().filter(|line| line.tracked).collect();
    lines.sort_by_key(|line| line.variant_id);
    let (mut short, mut touched) = (Vec::new(), Touched::default());
    for line in lines {
        let held = held.get(&line.variant_id).copied().unwrap_or(0);
        if held < line.quantity
            && let Sold::Short(left) =
                hold::hold_more(tx, env, &mut touched, quote.cart.id, line, held).await?
        {
            short.push(line.short_of(left + held));
        }
    }
    touched.settle(tx, env).await?;
    Ok(short)
}

/// The purchase's row; one that failed before is written anew under its number.
async fn write_group(
    tx: &mut Tx,
    env: &Env,
    buyer: &BuyerScope,
    quote: &Quote,
    wishes: &Wishes<'_>,
) -> Result<Option<(OrderGroupId, i64)>> {
    let (form, totals) = (&quote.form, &quote.priced.totals);
    let address = serde_json::to_string(&form.address)?;
    let user = buyer.user();
    if let Some(earlier) = quote.earlier {
        let renewed = tx
            .query(&RENEW_GROUP)
            .bind(user)
            .bind(&form.email)
            .bind(email::fold(&form.email))
            .bind(wishes.locale.as_str())
            .bind(quote.currency().as_str())
            .bind(&address)
            .bind(totals.items)
            .bind(totals.discount)
            .bind(totals.shipping)
            .bind(totals.tax)
            .bind(totals.total)
            .bind(earlier.group)
            .execute()
            .await?;
        tx.query(&DROP_OLD_LINES).bind(earlier.group).execute().await?;
        tx.query(&DROP_OLD_ORDERS).bind(earlier.group).execute().await?;
        return Ok((renewed == 1).then_some((earlier.group, earlier.number)));
    }
    let id: OrderGroupId = env.id();
    let number: i64 = tx.query(&NEXT_NUMBER).scalar().await?;
    tx.query(&INSERT_GROUP)
        .bind(id)
        .bind(number)
        .bind(quote.cart.id)
        .bind(user)
        .bind(&form.email)
        .bind(email::fold(&form.email))
        .bind(wishes.locale.as_str())
        .bind(quote.currency().as_str())
        .bind(&address)
        .bind(totals.items)
        .bind(totals.discount)
        .bind(totals.shipping)
        .bind(totals.tax)
        .bind(totals.total)
        .bind(token_hash(&super::group_token(env, id)))
        .bind(env.now())
        .execute()
        .await?;
    Ok(Some((id, number)))
}

#[expect(clippy::too_many_arguments, reason = "one row of everything that is frozen at the sale")]
async fn write_order(
    tx: &mut Tx,
    env: &Env,
    buyer: &BuyerScope,
    quote: &Quote,
    wishes: &Wishes<'_>,
    shop: &ShopQuote,
    priced: &PricedOrder,
    group: OrderGroupId,
    number: i64,
    index: usize,
) -> Result<()> {
    let (form, totals, id) = (&quote.form, &priced.totals, env.id::<OrderEntity>());
    let zone = shop.lines.first().map_or("UTC", |line| line.time_zone.as_str());
    let offer = shop.chosen.as_ref();
    tx.query(&INSERT_ORDER)
        .bind(id)
        .bind(group)
        .bind(shop.shop)
        .bind(order_number(number, index))
        .bind(number)
        .bind(quote.currency().as_str())
        .bind(priced.prices_include_tax)
        .bind(totals.items)
        .bind(totals.discount)
        .bind(totals.shipping)
        .bind(priced.shipping.tax)
        .bind(totals.tax)
        .bind(totals.total)
        .bind(offer.map_or("", |offer| offer.name.as_str()))
        .bind(offer.map_or(0, |offer| offer.min_days))
        .bind(offer.map_or(0, |offer| offer.max_days))
        .bind(buyer.user())
        .bind(&form.email)
        .bind(&form.address.name)
        .bind(fold(&form.address.name))
        .bind(serde_json::to_string(&form.address)?)
        .bind(wishes.note)
        .bind(local_day(env.now(), zone).text)
        .bind(env.now())
        .execute()
        .await?;
    write_lines(tx, env, shop, priced, id).await
}

async fn write_lines(
    tx: &mut Tx,
    env: &Env,
    shop: &ShopQuote,
    priced: &PricedOrder,
    order: OrderId,
) -> Result<()> {
    for (position, (line, price)) in (1i64..).zip(shop.lines.iter().zip(&priced.lines)) {
        tx.query(&INSERT_ORDER_LINE)
            .bind(env.id::<OrderLineEntity>())
            .bind(order)
            .bind(shop.shop)
            .bind(position)
            .bind(line.product_id)
            .bind(line.variant_id)
            .bind(&line.product_slug)
            .bind(&line.title)
            .bind(&line.variant_title)
            .bind(&line.sku)
            .bind(line.picture)
            .bind(price.quantity)
            .bind(price.unit_price)
            .bind(price.discount)
            .bind(&price.tax_rate.name)
            .bind(price.tax_rate.rate.0)
            .bind(price.tax_rate.reason.as_str())
            .bind(price.tax)
            .bind(price.total)
            .bind(line.weight_g)
            .bind(line.requires_shipping)
            .bind(line.tracked)
            .execute()
            .await?;
    }
    Ok(())
}

async fn write_payment(
    tx: &mut Tx,
    env: &Env,
    quote: &Quote,
    id: PaymentId,
    group: OrderGroupId,
    number: i64,
) -> Result<PaymentRow> {
    let amount = quote.money(quote.priced.totals.total);
    let attempt = quote.earlier.map_or(0, |earlier| earlier.attempts) + 1;
    payments::insert(tx, env, &NewPayment { id, group, attempt, amount }).await?;
    tracing::info!(purchase = group_number(number), attempt, "a checkout is prepared");
    Ok(PaymentRow {
        id,
        group_id: group,
        provider_ref: None,
        state: PaymentState::Created,
        currency: amount.currency,
        amount: amount.amount,
        decline_reason: String::new(),
        challenge_url: String::new(),
        created_at: env.now(),
        group_state: GroupState::Pending,
        number,
        cart_id: quote.cart.id,
    })
}
