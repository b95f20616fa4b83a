//! Two years of orders: growth, seasons, weekdays, repeat buyers and lapsed ones, most of them
//! long delivered, some refunded, the latest still to be sent.
//!
//! Long because every step of an order's life draws from one series of dice: cut apart, a change
//! in one part would silently change what the seed makes in the others.

use std::collections::HashMap;

use db::{Run, sql};
use domain::Locale;
use domain::id::{
    CartEntity, FulfillmentEntity, OrderEntity, OrderGroupEntity, OrderLineEntity, PaymentEntity, ProductId,
    RefundEntity, RowEntity, VariantId,
};
use domain::pricing::{LineInput, OrderInput, PricedOrder, ShippingInput, ShippingTaxRule, price_group};
use domain::products::fold;
use domain::tax::{AppliedTax, Ppm, TaxReason};
use domain::time::{DAY, HOUR, MINUTE};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::catalog::{Item, Stock, shop_of};
use super::ledger::{self, Change};
use super::people::Customer;
use super::random::Random;
use super::rows::Rows;
use super::shops::Made;
use crate::{Env, Error, Result};

const DAYS: i64 = 730;
/// Orders younger than this are not sent yet.
const OPEN_FOR: i64 = 4 * DAY;

sql!(SET_COUNTER, "update counters set value = $1 where name = 'order_group'");
sql!(SET_ALLOCATED, "update variants set allocated = $1 where id = $2");
sql!(SET_SOLD, "update products set sold_count = $1 where id = $2");

/// Writes orders until there are `count`; returns how many that were.
pub async fn write(
    env: &Env,
    random: &mut Random,
    shops: &[Made],
    stock: Stock,
    customers: &[Customer],
    count: usize,
) -> Result<usize> {
    let now = env.now().0;
    let mut history = History::new(env, shops, stock.items, customers, now)?;
    let mut tx = env.db.begin().await?;
    let mut written = 0;
    // An instant at which nothing could be bought gives no order; the rest try again.
    for _ in 0..20 {
        let mut moments: Vec<i64> = (written..count).map(|_| moment(random, now)).collect();
        moments.sort_unstable();
        for (at, placed) in moments.into_iter().enumerate() {
            if written < count {
                written += history.purchase(random, placed, count - written)?;
            }
            if at % 500 == 499 {
                history.tables.write(&mut tx).await?;
                tx.commit().await?;
                tx = env.db.begin().await?;
            }
        }
    }
    history.settle_stock(random, &mut tx).await?;
    history.tables.write(&mut tx).await?;
    tx.query(&SET_COUNTER).bind(history.number).execute().await?;
    tx.commit().await?;
    Ok(written)
}

/// An instant within two years: more of late, before Christmas, on Sundays, and in the evening.
fn moment(random: &mut Random, now: i64) -> i64 {
    loop {
        let back = random.range(0, DAYS - 1);
        let day = now.div_euclid(DAY) - back;
        let growth = 40 + (DAYS - back) * 60 / DAYS;
        let (_, month, _) = domain::UtcMillis(day * DAY).date();
        let season = [80, 70, 85, 90, 95, 90, 75, 80, 95, 105, 140, 150][usize::from(month - 1)];
        // 1970-01-01 was a Thursday.
        let weekday = [95, 85, 75, 130, 115, 100, 95][usize::try_from((day).rem_euclid(7)).unwrap_or(0)];
        if random.range(0, 100 * 150 * 130) < growth * season * weekday {
            let hour = random
                .weighted(&[1, 1, 1, 1, 1, 2, 4, 6, 7, 8, 8, 9, 10, 8, 7, 7, 8, 9, 11, 14, 16, 14, 8, 3]);
            let at = day * DAY + i64::try_from(hour).unwrap_or(12) * HOUR + random.range(0, HOUR - 1);
            return at.min(now - MINUTE);
        }
    }
}

struct History<'h> {
    shops: &'h [Made],
    zones: Vec<TimeZone>,
    items: Vec<Item>,
    by_shop: Vec<Vec<usize>>,
    customers: &'h [Customer],
    tables: Tables,
    number: i64,
    now: i64,
    currency: String,
    /// Pieces sold and sent, and sold and not yet sent, by item.
    sent: HashMap<usize, i64>,
    open: HashMap<usize, i64>,
}

struct Bought {
    item: usize,
    quantity: i64,
}

impl<'h> History<'h> {
    fn new(
        env: &Env,
        shops: &'h [Made],
        items: Vec<Item>,
        customers: &'h [Customer],
        now: i64,
    ) -> Result<Self> {
        let zones = shops
            .iter()
            .map(|shop| TimeZone::get(shop.words.zone).map_err(Error::internal))
            .collect::<Result<_>>()?;
        let by_shop = (0..shops.len())
            .map(|shop| items.iter().enumerate().filter(|(_, i)| i.shop == shop).map(|(at, _)| at).collect())
            .collect();
        Ok(Self {
            shops,
            zones,
            items,
            by_shop,
            customers,
            tables: Tables::new(),
            number: 100_000,
            now,
            currency: env.config.currency.as_str().to_owned(),
            sent: HashMap::new(),
            open: HashMap::new(),
        })
    }

    /// Someone who buys at that time, rather someone who buys often.
    fn customer(&self, random: &mut Random, at: i64) -> &'h Customer {
        let mut found = &self.customers[random.index(self.customers.len())];
        for _ in 0..60 {
            let candidate = &self.customers[random.index(self.customers.len())];
            let active = candidate.active.0 <= at && at <= candidate.active.1;
            if active && random.range(1, 18) <= candidate.weight {
                return candidate;
            }
            if active {
                found = candidate;
            }
        }
        found
    }

    /// What is bought of a shop: what sells well more often; open orders only of what is there.
    fn basket(&mut self, random: &mut Random, shop: usize, placed: i64, open: bool) -> Vec<Bought> {
        let mut basket: Vec<Bought> = Vec::new();
        let lines = random.weighted(&[0, 55, 28, 12, 5]);
        for _ in 0..lines * 8 {
            if basket.len() == lines || self.by_shop[shop].is_empty() {
                break;
            }
            let at = self.by_shop[shop][random.index(self.by_shop[shop].len())];
            let item = &self.items[at];
            if item.from > placed
                || random.range(1, 20) > item.weight.max(3)
                || basket.iter().any(|b| b.item == at)
            {
                continue;
            }
            let quantity = [1, 2, 3][random.weighted(&[82, 14, 4])];
            if open && item.on_hand - self.open.get(&at).copied().unwrap_or(0) < quantity {
                continue;
            }
            basket.push(Bought { item: at, quantity });
        }
        basket
    }

    /// One purchase of one shop or two; returns how many orders it has.
    fn purchase(&mut self, random: &mut Random, placed: i64, most: usize) -> Result<usize> {
        let customer = self.customer(random, placed);
        let open = self.now - placed < OPEN_FOR;
        let mut shops = vec![random.weighted(&[30, 16, 18, 14, 10, 22])];
        if most > 1 && random.percent(16) {
            shops.push((shops[0] + usize::try_from(random.range(1, 5)).unwrap_or(1)) % self.shops.len());
        }
        let mut baskets: Vec<(usize, Vec<Bought>)> = Vec::new();
        for shop in shops {
            let basket = self.basket(random, shop, placed, open);
            if !basket.is_empty() {
                baskets.push((shop, basket));
            }
        }
        if baskets.is_empty() {
            return Ok(0);
        }
        let inputs: Vec<OrderInput> =
            baskets.iter().map(|(shop, basket)| self.input(*shop, basket, customer)).collect();
        let priced = price_group(&inputs).map_err(|(_, e)| Error::internal(format!("{e:?}")))?;
        self.number += 1;
        let group = random.id::<OrderGroupEntity>(placed);
        let payment = random.id::<PaymentEntity>(placed);
        let locale = if matches!(customer.country.code, "DE" | "AT") { Locale::De } else { Locale::En };
        let totals = priced.totals;
        self.tables
            .groups
            .row()
            .add(group)
            .add(self.number)
            .add(random.id::<CartEntity>(placed))
            .add(customer.user)
            .add(customer.email.as_str())
            .add(customer.email.as_str())
            .add(locale.as_str())
            .add(self.currency.as_str())
            .add(customer.address.as_str())
            .add(totals.items)
            .add(totals.discount)
            .add(totals.shipping)
            .add(totals.tax)
            .add(totals.total)
            .add("placed")
            .add(crate::crypto::token_hash(&format!("{}{}", group, random.seed())))
            .add(placed)
            .add(Some(placed));
        let mut refunded = 0;
        for (index, ((shop, basket), order)) in baskets.iter().zip(&priced.orders).enumerate() {
            let sale = Sale { group, payment, customer, placed, open, shop: *shop, sequence: index + 1 };
            refunded += self.order(random, &sale, basket, order)?;
        }
        let reference = format!("demo_{}", self.number);
        self.tables
            .payments
            .row()
            .add(payment)
            .add(group)
            .add(1i64)
            .add("local")
            .add(reference.as_str())
            .add("captured")
            .add(self.currency.as_str())
            .add(totals.total)
            .add(totals.total)
            .add(refunded)
            .add("card")
            .add(placed)
            .add(placed);
        self.tables
            .local_payments
            .row()
            .add(reference.as_str())
            .add(payment)
            .add(payment)
            .add(totals.total)
            .add(self.currency.as_str())
            .add("tok_success")
            .add("captured")
            .add(totals.total)
            .add(refunded)
            .add("")
            .add(placed)
            .add(placed);
        Ok(baskets.len())
    }

    fn input(&self, shop: usize, basket: &[Bought], customer: &Customer) -> OrderInput {
        let words = self.shops[shop].words;
        let rate = |reduced: bool| AppliedTax {
            rate: Ppm(if reduced { customer.country.rates.1 } else { customer.country.rates.0 }),
            name: customer.country.tax_name.into(),
            reason: TaxReason::Rate,
        };
        let lines: Vec<LineInput> = basket
            .iter()
            .map(|b| {
                let item = &self.items[b.item];
                LineInput {
                    variant: item.variant,
                    unit_price: item.price,
                    quantity: b.quantity,
                    discount: 0,
                    tax: rate(item.reduced),
                }
            })
            .collect();
        let subtotal: i64 = lines.iter().map(|l| l.unit_price * l.quantity).sum();
        let price = match (subtotal >= 10_000, words.country == customer.country.code) {
            (true, _) => 0,
            (false, true) => 490,
            (false, false) => 890,
        };
        OrderInput {
            shop: self.shops[shop].id,
            prices_include_tax: words.gross,
            lines,
            discount: 0,
            shipping: Some(ShippingInput {
                price,
                discount: 0,
                rule: ShippingTaxRule::Proportional,
                standard: rate(false),
            }),
        }
    }

    /// One shop's part; returns what was refunded of it.
    fn order(
        &mut self,
        random: &mut Random,
        sale: &Sale<'_>,
        basket: &[Bought],
        priced: &PricedOrder,
    ) -> Result<i64> {
        let id = random.id::<OrderEntity>(sale.placed);
        let shop = self.shops[sale.shop].id;
        let number = format!("S-{}-{}", self.number, sale.sequence);
        // Of what was sent, some comes back.
        let returned = !sale.open && random.percent(5);
        let mut refunded = 0;
        let refund = random.id::<RefundEntity>(sale.placed);
        let parcel = random.id::<FulfillmentEntity>(sale.placed);
        let sent_at = (sale.placed + random.range(8, 40) * HOUR).min(self.now - MINUTE);
        let delivered_at = sent_at + random.range(26, 90) * HOUR;
        let delivered = !sale.open && delivered_at < self.now;
        let mut lines = Vec::new();
        for (position, (bought, line)) in basket.iter().zip(&priced.lines).enumerate() {
            let line_id = random.id::<OrderLineEntity>(sale.placed);
            let back = if returned && position == 0 { bought.quantity } else { 0 };
            if back > 0 {
                refunded += line.total;
            }
            let item = &self.items[bought.item];
            self.tables
                .lines
                .row()
                .add(line_id)
                .add(id)
                .add(shop)
                .add(i64::try_from(position + 1).unwrap_or(1))
                .add(item.product)
                .add(item.variant)
                .add(item.slug.as_str())
                .add(item.title.as_str())
                .add(item.variant_title.as_str())
                .add(item.sku.as_str())
                .add(item.media)
                .add(bought.quantity)
                .add(line.unit_price)
                .add(line.discount)
                .add(line.tax_rate.name.as_str())
                .add(line.tax_rate.rate.0)
                .add(line.tax_rate.reason.as_str())
                .add(line.tax)
                .add(line.total)
                .add(item.weight_g)
                .add(if sale.open { 0 } else { bought.quantity })
                .add(if delivered { bought.quantity } else { 0 })
                .add(back)
                .add(if back > 0 { line.total } else { 0 })
                .add(if back > 0 { line.tax } else { 0 });
            lines.push((line_id, bought.quantity, back, line));
            self.move_stock(random, bought, sale, shop, &number, sent_at);
        }
        let payment_status = match refunded {
            0 => "paid",
            all if all == priced.totals.total => "refunded",
            _ => "partially_refunded",
        };
        let address = &sale.customer.address;
        let day = self.day(sale.shop, sale.placed)?;
        self.tables
            .orders
            .row()
            .add(id)
            .add(sale.group)
            .add(shop)
            .add(number.as_str())
            .add(self.number)
            .add(if delivered { "completed" } else { "open" })
            .add(payment_status)
            .add(match (sale.open, delivered) {
                (true, _) => "unfulfilled",
                (false, false) => "fulfilled",
                (false, true) => "delivered",
            })
            .add(self.currency.as_str())
            .add(priced.prices_include_tax)
            .add(priced.totals.items)
            .add(priced.totals.discount)
            .add(priced.totals.shipping)
            .add(priced.shipping.tax)
            .add(priced.totals.tax)
            .add(priced.totals.total)
            .add(refunded)
            .add("Standard")
            .add(2i64)
            .add(5i64)
            .add(sale.customer.user)
            .add(sale.customer.email.as_str())
            .add(sale.customer.name.as_str())
            .add(fold(&sale.customer.name))
            .add(address.as_str())
            .add(day)
            .add(sale.placed)
            .add(sale.placed);
        self.tables
            .splits
            .row()
            .add(sale.payment)
            .add(id)
            .add(priced.totals.total)
            .add(priced.totals.total)
            .add(refunded);
        let mut tell = |tables: &mut Tables, at: i64, kind: &str| {
            tables.timeline.row().add(random.id::<RowEntity>(at)).add(id).add(at).add(kind).add("").add("{}");
        };
        tell(&mut self.tables, sale.placed, "placed");
        tell(&mut self.tables, sale.placed + 1, "paid");
        if !sale.open {
            tell(&mut self.tables, sent_at, "shipped");
            self.tables
                .parcels
                .row()
                .add(parcel)
                .add(id)
                .add(shop)
                .add("DHL")
                .add(format!("DEMO{:010}", random.range(0, 9_999_999_999)))
                .add(if delivered { "delivered" } else { "shipped" })
                .add(sent_at)
                .add(delivered.then_some(delivered_at));
            for (line, quantity, _, _) in &lines {
                self.tables.parcel_lines.row().add(parcel).add(*line).add(*quantity);
            }
        }
        if refunded > 0 {
            let at = (delivered_at + 6 * DAY).min(self.now - MINUTE);
            self.tables
                .timeline
                .row()
                .add(random.id::<RowEntity>(at))
                .add(id)
                .add(at)
                .add("refunded")
                .add("")
                .add("{}");
            self.tables
                .refunds
                .row()
                .add(refund)
                .add(id)
                .add(shop)
                .add(sale.payment)
                .add(refunded)
                .add("Did not fit")
                .add(false)
                .add("done")
                .add(format!("demo_refund_{number}"))
                .add(at)
                .add(Some(at));
            for (line, _, back, priced) in lines.iter().filter(|(_, _, back, _)| *back > 0) {
                self.tables
                    .refund_lines
                    .row()
                    .add(refund)
                    .add(*line)
                    .add(*back)
                    .add(priced.total)
                    .add(priced.tax);
            }
            self.tables
                .local_refunds
                .row()
                .add(refund)
                .add(format!("demo_{}", self.number))
                .add(refunded)
                .add(at);
        }
        Ok(refunded)
    }

    fn move_stock(
        &mut self,
        random: &mut Random,
        bought: &Bought,
        sale: &Sale<'_>,
        shop: domain::id::ShopId,
        number: &str,
        sent_at: i64,
    ) {
        let quantity = bought.quantity;
        let place = (self.items[bought.item].variant, shop);
        let allocate = Change { allocated: quantity, ..Change::default() };
        ledger::add(&mut self.tables.ledger, random, place, "allocate", allocate, (number, ""), sale.placed);
        if sale.open {
            *self.open.entry(bought.item).or_default() += quantity;
        } else {
            let send = Change { on_hand: -quantity, allocated: -quantity };
            ledger::add(&mut self.tables.ledger, random, place, "fulfil", send, (number, ""), sent_at);
            *self.sent.entry(bought.item).or_default() += quantity;
        }
    }

    /// What was sent had been delivered to the shop before; what is open is allocated.
    async fn settle_stock(&mut self, random: &mut Random, tx: &mut db::Tx) -> Result<()> {
        let mut sold: HashMap<ProductId, i64> = HashMap::new();
        let mut sent: Vec<(usize, i64)> = self.sent.iter().map(|(at, n)| (*at, *n)).collect();
        sent.sort_unstable();
        for (at, quantity) in sent {
            let item = &self.items[at];
            *sold.entry(item.product).or_default() += quantity;
            let place = (item.variant, shop_of(self.shops, item));
            let change = Change { on_hand: quantity, ..Change::default() };
            ledger::add(
                &mut self.tables.ledger,
                random,
                place,
                "correction",
                change,
                ("", "deliveries"),
                item.from,
            );
        }
        let mut open: Vec<(VariantId, ProductId, i64)> =
            self.open.iter().map(|(at, n)| (self.items[*at].variant, self.items[*at].product, *n)).collect();
        open.sort_unstable();
        for (variant, product, quantity) in open {
            *sold.entry(product).or_default() += quantity;
            tx.query(&SET_ALLOCATED).bind(quantity).bind(variant).execute().await?;
        }
        for (product, quantity) in sold {
            tx.query(&SET_SOLD).bind(quantity).bind(product).execute().await?;
        }
        Ok(())
    }

    /// The day of an instant in the shop's zone.
    fn day(&self, shop: usize, at: i64) -> Result<String> {
        let at = Timestamp::from_millisecond(at).map_err(Error::internal)?;
        Ok(at.to_zoned(self.zones[shop].clone()).strftime("%Y-%m-%d").to_string())
    }
}

/// What the orders of a purchase share, and whose part this is.
struct Sale<'s> {
    group: domain::id::OrderGroupId,
    payment: domain::id::PaymentId,
    customer: &'s Customer,
    placed: i64,
    open: bool,
    shop: usize,
    sequence: usize,
}

/// The rows that wait to be written.
struct Tables {
    groups: Rows,
    orders: Rows,
    lines: Rows,
    timeline: Rows,
    parcels: Rows,
    parcel_lines: Rows,
    payments: Rows,
    splits: Rows,
    refunds: Rows,
    refund_lines: Rows,
    local_payments: Rows,
    local_refunds: Rows,
    ledger: Rows,
}

impl Tables {
    fn new() -> Self {
        Self {
            groups: Rows::new(
                "order_groups",
                &[
                    "id",
                    "number",
                    "cart_id",
                    "user_id",
                    "email",
                    "email_folded",
                    "locale",
                    "currency",
                    "address",
                    "items_total",
                    "discount_total",
                    "shipping_total",
                    "tax_total",
                    "total",
                    "state",
                    "token_hash",
                    "created_at",
                    "placed_at",
                ],
            ),
            orders: Rows::new(
                "orders",
                &[
                    "id",
                    "group_id",
                    "shop_id",
                    "number",
                    "group_number",
                    "status",
                    "payment_status",
                    "fulfillment_status",
                    "currency",
                    "prices_include_tax",
                    "items_total",
                    "discount_total",
                    "shipping_total",
                    "shipping_tax",
                    "tax_total",
                    "total",
                    "refunded_total",
                    "shipping_name",
                    "shipping_min_days",
                    "shipping_max_days",
                    "user_id",
                    "email",
                    "customer_name",
                    "customer_folded",
                    "address",
                    "day",
                    "placed_at",
                    "updated_at",
                ],
            ),
            lines: Rows::new(
                "order_lines",
                &[
                    "id",
                    "order_id",
                    "shop_id",
                    "position",
                    "product_id",
                    "variant_id",
                    "product_slug",
                    "title",
                    "variant_title",
                    "sku",
                    "media_id",
                    "quantity",
                    "unit_price",
                    "discount",
                    "tax_name",
                    "tax_rate_ppm",
                    "tax_reason",
                    "tax",
                    "total",
                    "weight_g",
                    "fulfilled",
                    "delivered",
                    "refunded",
                    "refunded_amount",
                    "refunded_tax",
                ],
            ),
            timeline: Rows::new("order_timeline", &["id", "order_id", "at", "kind", "actor", "details"]),
            parcels: Rows::new(
                "fulfillments",
                &[
                    "id",
                    "order_id",
                    "shop_id",
                    "carrier",
                    "tracking_number",
                    "status",
                    "created_at",
                    "delivered_at",
                ],
            ),
            parcel_lines: Rows::new("fulfillment_lines", &["fulfillment_id", "order_line_id", "quantity"]),
            payments: Rows::new(
                "payments",
                &[
                    "id",
                    "group_id",
                    "attempt",
                    "provider",
                    "provider_ref",
                    "state",
                    "currency",
                    "amount",
                    "captured",
                    "refunded",
                    "method",
                    "created_at",
                    "updated_at",
                ],
            ),
            splits: Rows::new(
                "payment_splits",
                &["payment_id", "order_id", "authorized", "captured", "refunded"],
            ),
            refunds: Rows::new(
                "refunds",
                &[
                    "id",
                    "order_id",
                    "shop_id",
                    "payment_id",
                    "amount",
                    "reason",
                    "restock",
                    "state",
                    "provider_ref",
                    "created_at",
                    "settled_at",
                ],
            ),
            refund_lines: Rows::new(
                "refund_lines",
                &["refund_id", "order_line_id", "quantity", "amount", "tax"],
            ),
            local_payments: Rows::new(
                "local_payments",
                &[
                    "ref",
                    "idempotency_key",
                    "reference",
                    "amount",
                    "currency",
                    "behaviour",
                    "state",
                    "captured",
                    "refunded",
                    "return_url",
                    "decide_at",
                    "created_at",
                ],
            ),
            local_refunds: Rows::new(
                "local_refunds",
                &["idempotency_key", "payment_ref", "amount", "created_at"],
            ),
            ledger: ledger::rows(),
        }
    }

    async fn write(&mut self, tx: &mut db::Tx) -> Result<()> {
        let parents_first = [
            &mut self.groups,
            &mut self.orders,
            &mut self.lines,
            &mut self.timeline,
            &mut self.parcels,
            &mut self.parcel_lines,
            &mut self.payments,
            &mut self.splits,
            &mut self.refunds,
            &mut self.refund_lines,
            &mut self.local_payments,
            &mut self.local_refunds,
            &mut self.ledger,
        ];
        for rows in parents_first {
            rows.write(tx).await?;
        }
        Ok(())
    }
}
