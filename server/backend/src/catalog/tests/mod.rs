mod categories;
mod pictures;
mod products;

use db::{Run, sql};
use domain::accounts::Role;
use domain::id::{ProductId, ShopEntity, ShopId, UserEntity, UserId, VariantId};
use domain::options::ProductOption;
use domain::products::{ProductDraft, ProductStatus, VariantDraft};

use crate::scope::{ShopScope, StaffScope};
use crate::testing::TestApp;

sql!(
    TEST_SHOP,
    "insert into shops (id, slug, name, currency, prices_include_tax, created_at, updated_at)
     values ($1, $2, $2, 'EUR', true, 0, 0)"
);
sql!(TEST_LEDGER, "select kind, on_hand, note from stock_ledger where variant_id = $1 order by id");
sql!(
    TEST_UNBALANCED,
    "select count(*) from variants v where v.on_hand <>
       (select cast(coalesce(sum(l.on_hand), 0) as bigint) from stock_ledger l where l.variant_id = v.id)"
);
sql!(TEST_EVENTS, "select count(*) from events where kind = $1");
sql!(
    TEST_DERIVED,
    "select min_price, max_price, compare_at, available, picture_count from products where id = $1"
);

/// A shop, and the system acting for it.
pub(super) async fn shop(app: &TestApp, slug: &str) -> ShopScope {
    let id: ShopId = app.env.id::<ShopEntity>();
    let mut tx = app.env.db.begin().await.unwrap();
    tx.query(&TEST_SHOP).bind(id).bind(slug).execute().await.unwrap();
    tx.commit().await.unwrap();
    ShopScope::system(id)
}

pub(super) fn manager(app: &TestApp) -> StaffScope {
    let user: UserId = app.env.id::<UserEntity>();
    StaffScope { user, role: Role::Manager }
}

/// A jumper in two sizes, on sale.
pub(super) fn jumper() -> ProductDraft {
    let variant = |size: &str, price, stock_change| VariantDraft {
        values: vec![size.into()],
        sku: format!("JUMPER-{size}"),
        price,
        stock_change,
        ..Default::default()
    };
    ProductDraft {
        status: ProductStatus::Active,
        brand: "Fjord Wool".into(),
        options: vec![ProductOption { name: "Size".into(), values: vec!["S".into(), "M".into()] }],
        variants: vec![variant("S", 4_900, 3), variant("M", 5_900, 0)],
        ..ProductDraft::new("Fisherman's Jumper")
    }
}

pub(super) async fn ledger(app: &TestApp, variant: VariantId) -> Vec<(String, i64, String)> {
    app.env.db.read().query(&TEST_LEDGER).bind(variant).fetch_all().await.unwrap()
}

/// Variants whose stock is not the sum of their ledger.
pub(super) async fn unbalanced(app: &TestApp) -> i64 {
    app.env.db.read().query(&TEST_UNBALANCED).scalar().await.unwrap()
}

pub(super) async fn events(app: &TestApp, kind: &str) -> i64 {
    app.env.db.read().query(&TEST_EVENTS).bind(kind).scalar().await.unwrap()
}

pub(super) async fn derived(app: &TestApp, product: ProductId) -> (i64, i64, Option<i64>, bool, i64) {
    app.env.db.read().query(&TEST_DERIVED).bind(product).fetch_one().await.unwrap()
}
