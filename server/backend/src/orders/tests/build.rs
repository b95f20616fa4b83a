//! A placed and paid purchase over one shop, written as checkout leaves it.

use db::{Run, sql};
use domain::id::{
    OrderEntity, OrderGroupEntity, OrderGroupId, OrderId, OrderLineEntity, OrderLineId, PaymentEntity,
    PaymentId, ProductEntity, ProductId, RowEntity, ShopEntity, ShopId, UserEntity, UserId, VariantEntity,
    VariantId,
};
use domain::orders::views::{OrderView, TypedPieces};
use domain::{Currency, UtcMillis};

use crate::orders;
use crate::scope::ShopScope;
use crate::testing::TestApp;

sql!(
    TEST_USER,
    "insert into users (id, email, email_folded, name, created_at, updated_at) values ($1, $2, $2, $3, 0, 0)"
);
sql!(
    TEST_SHOP,
    "insert into shops (id, slug, name, currency, prices_include_tax, created_at, updated_at) values ($1, $2, $3, 'EUR', true, 0, 0)"
);
sql!(
    TEST_PRODUCT,
    "insert into products (id, shop_id, slug, title, title_folded, status, created_at, updated_at)
     values ($1, $2, $3, 'Mug', 'mug', 'active', 0, 0)"
);
sql!(
    TEST_VARIANT,
    "insert into variants (id, product_id, shop_id, price, on_hand, allocated, position, created_at, updated_at)
     values ($1, $2, $3, 1000, $4, $5, 0, 0, 0)"
);
sql!(
    TEST_LEDGER,
    "insert into stock_ledger (id, variant_id, shop_id, kind, on_hand, allocated, reserved, reference, note, at)
     values ($1, $2, $3, 'opening', $4, $5, 0, '', '', 0)"
);
sql!(
    TEST_GROUP,
    "insert into order_groups (id, number, cart_id, user_id, email, email_folded, locale, currency, address, items_total,
        discount_total, shipping_total, tax_total, total, state, token_hash, created_at, placed_at)
     values ($1, $2, $3, $4, $5, $6, 'en', 'EUR', '{}', $7, 0, $8, $9, $10, 'placed', $3, $11, $11)"
);
sql!(
    TEST_ORDER,
    "insert into orders (id, group_id, shop_id, number, group_number, status, payment_status, fulfillment_status, currency,
        prices_include_tax, items_total, discount_total, shipping_total, shipping_tax, tax_total, total, shipping_name,
        shipping_min_days, shipping_max_days, user_id, email, customer_name, customer_folded, address, day, placed_at,
        updated_at)
     values ($1, $2, $3, $4, $5, 'open', 'paid', 'unfulfilled', 'EUR', true, $6, 0, $7, $8, $9, $10, 'Standard', 2, 4,
        $11, $12, 'Ada Lovelace', 'ada lovelace', '{}', '2026-03-02', $13, $13)"
);
sql!(
    TEST_LINE,
    "insert into order_lines (id, order_id, shop_id, position, product_id, variant_id, product_slug, title, variant_title, sku,
        quantity, unit_price, tax_name, tax_rate_ppm, tax_reason, tax, total)
     values ($1, $2, $3, $4, $5, $6, 'mug', 'Mug', '', 'MUG', $7, $8, 'VAT', 190000, 'rate', $9, $10)"
);
sql!(
    TEST_PAYMENT,
    "insert into payments (id, group_id, attempt, provider, provider_ref, state, currency, amount, captured, method, created_at, updated_at)
     values ($1, $2, 1, 'local', $3, 'captured', 'EUR', $4, $4, 'card 4242', 0, 0)"
);
sql!(
    TEST_SPLIT,
    "insert into payment_splits (payment_id, order_id, authorized, captured) values ($1, $2, $3, $3)"
);
sql!(
    TEST_REMOTE,
    "insert into local_payments (ref, idempotency_key, reference, amount, currency, behaviour, state, captured, return_url, decide_at, created_at)
     values ($1, $2, $2, $3, 'EUR', 'tok_success', 'captured', $3, '', 0, 0)"
);
sql!(TEST_STOCK, "select on_hand, allocated from variants where id = $1");
sql!(TEST_LINE_ROW, "select refunded, refunded_amount, refunded_tax from order_lines where id = $1");
sql!(TEST_PAYMENT_ROW, "select captured, refunded from payments where id = $1");
sql!(TEST_REMOTE_REFUNDED, "select refunded from local_payments where ref = $1");
sql!(TEST_REMOTE_TOOK, "update local_payments set captured = $1 where ref = $2");
sql!(TEST_EVENTS, "select count(*) from events where kind = $1");

/// A purchase.
pub struct Sale {
    pub shop: ShopScope,
    pub order: OrderId,
    pub number: String,
    pub lines: Vec<OrderLineId>,
    pub variants: Vec<VariantId>,
    pub payment: PaymentId,
    pub remote: String,
    pub user: UserId,
    pub email: String,
}

/// A line: pieces, and what the customer pays for all of them, with tax.
pub struct Sold(pub i64, pub i64);

/// Stock of each variant before the sale.
pub const ON_HAND: i64 = 20;
pub const SHIPPING: i64 = 490;

/// A purchase of lines; `nth` keeps its number, shop and customer apart from others'.
pub async fn sale(app: &TestApp, nth: i64, sold: &[Sold]) -> Sale {
    let env = &app.env;
    let mut tx = env.db.begin().await.unwrap();
    let (shop, user): (ShopId, UserId) = (env.id::<ShopEntity>(), env.id::<UserEntity>());
    let email = format!("ada{nth}@example.com");
    tx.query(&TEST_USER).bind(user).bind(&email).bind("Ada Lovelace").execute().await.unwrap();
    tx.query(&TEST_SHOP).bind(shop).bind(format!("shop-{nth}")).bind("A shop").execute().await.unwrap();
    let items: i64 = sold.iter().map(|line| line.1).sum();
    let tax = |gross: i64| gross * 19 / 119;
    let tax_total = sold.iter().map(|line| tax(line.1)).sum::<i64>() + tax(SHIPPING);
    let total = items + SHIPPING;
    let (group, order): (OrderGroupId, OrderId) = (env.id::<OrderGroupEntity>(), env.id::<OrderEntity>());
    let (group_number, now): (i64, UtcMillis) = (100_000 + nth, env.now());
    let number = domain::checkout::order_number(group_number, 1);
    tx.query(&TEST_GROUP)
        .bind(group)
        .bind(group_number)
        .bind(format!("cart-{nth}"))
        .bind(user)
        .bind(&email)
        .bind(&email)
        .bind(items)
        .bind(SHIPPING)
        .bind(tax_total)
        .bind(total)
        .bind(now)
        .execute()
        .await
        .unwrap();
    tx.query(&TEST_ORDER)
        .bind(order)
        .bind(group)
        .bind(shop)
        .bind(&number)
        .bind(group_number)
        .bind(items)
        .bind(SHIPPING)
        .bind(tax(SHIPPING))
        .bind(tax_total)
        .bind(total)
        .bind(user)
        .bind(&email)
        .bind(now)
        .execute()
        .await
        .unwrap();
    let (mut lines, mut variants) = (Vec::new(), Vec::new());
    for (position, Sold(quantity, paid)) in (0i64..).zip(sold) {
        let (product, variant): (ProductId, VariantId) =
            (env.id::<ProductEntity>(), env.id::<VariantEntity>());
        let line: OrderLineId = env.id::<OrderLineEntity>();
        let slug = format!("mug-{nth}-{position}");
        tx.query(&TEST_PRODUCT).bind(product).bind(shop).bind(slug).execute().await.unwrap();
        let row = tx.query(&TEST_VARIANT).bind(variant).bind(product).bind(shop).bind(ON_HAND);
        row.bind(quantity).execute().await.unwrap();
        let row = tx.query(&TEST_LEDGER).bind(env.id::<RowEntity>()).bind(variant).bind(shop);
        row.bind(ON_HAND).bind(quantity).execute().await.unwrap();
        tx.query(&TEST_LINE)
            .bind(line)
            .bind(order)
            .bind(shop)
            .bind(position)
            .bind(product)
            .bind(variant)
            .bind(quantity)
            .bind(paid / quantity)
            .bind(tax(*paid))
            .bind(paid)
            .execute()
            .await
            .unwrap();
        lines.push(line);
        variants.push(variant);
    }
    let (payment, remote): (PaymentId, String) = (env.id::<PaymentEntity>(), format!("local-{nth}"));
    tx.query(&TEST_PAYMENT).bind(payment).bind(group).bind(&remote).bind(total).execute().await.unwrap();
    tx.query(&TEST_SPLIT).bind(payment).bind(order).bind(total).execute().await.unwrap();
    tx.query(&TEST_REMOTE).bind(&remote).bind(payment).bind(total).execute().await.unwrap();
    orders::status::store_status(&mut tx, env, order).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(Currency::EUR, env.config.currency);
    Sale { shop: ShopScope::system(shop), order, number, lines, variants, payment, remote, user, email }
}

impl Sale {
    /// The order as its shop sees it now.
    pub async fn view(&self, app: &TestApp) -> OrderView {
        orders::detail(&app.env, &self.shop, &self.number).await.unwrap()
    }

    /// What a form sends: pieces by line.
    pub fn pieces(&self, wanted: &[i64]) -> TypedPieces {
        self.lines.iter().zip(wanted).map(|(line, n)| (line.to_string(), n.to_string())).collect()
    }

    /// On hand and allocated of a line's variant.
    pub async fn stock(&self, app: &TestApp, line: usize) -> (i64, i64) {
        app.env.db.read().query(&TEST_STOCK).bind(self.variants[line]).fetch_one().await.unwrap()
    }

    /// Pieces, amount and tax given back or promised for a line.
    pub async fn given_back(&self, app: &TestApp, line: usize) -> (i64, i64, i64) {
        app.env.db.read().query(&TEST_LINE_ROW).bind(self.lines[line]).fetch_one().await.unwrap()
    }

    /// Lets the provider believe that it took another amount; it refuses to give back more.
    pub async fn provider_took(&self, app: &TestApp, amount: i64) {
        let mut tx = app.env.db.begin().await.unwrap();
        tx.query(&TEST_REMOTE_TOOK).bind(amount).bind(&self.remote).execute().await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What our books and the provider's say was given back.
    pub async fn money_back(&self, app: &TestApp) -> (i64, i64) {
        let mut conn = app.env.db.read();
        let (_, ours): (i64, i64) =
            conn.query(&TEST_PAYMENT_ROW).bind(self.payment).fetch_one().await.unwrap();
        (ours, conn.query(&TEST_REMOTE_REFUNDED).bind(&self.remote).scalar().await.unwrap())
    }
}

/// How many events of a kind were recorded.
pub async fn events(app: &TestApp, kind: &str) -> i64 {
    app.env.db.read().query(&TEST_EVENTS).bind(kind).scalar().await.unwrap()
}
