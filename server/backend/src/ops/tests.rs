use db::Run;

use super::*;
use crate::testing::{TestApp, on_each_engine};

#[tokio::test]
async fn every_table_is_in_the_backup_or_left_out_on_purpose() {
    on_each_engine(async |app| {
        let mut known: Vec<&str> =
            tables::TABLES.iter().map(|t| t.name).chain(tables::LEFT_OUT.iter().copied()).collect();
        known.sort_unstable();
        let mut found = tables::all(&mut app.env.db.read()).await.unwrap();
        found.sort_unstable();
        assert_eq!(found, known);
    })
    .await;
}

db::sql!(
    TEST_USER,
    "insert into users (id, email, email_folded, name, created_at, updated_at) values ($1, $2, $2, 'Zoë \"Ω\"', 1, 2)"
);
db::sql!(
    TEST_SHOP,
    "insert into shops (id, slug, name, currency, prices_include_tax, created_at, updated_at) values ($1, 'a', 'A', 'EUR', $2, 1, 2)"
);
db::sql!(
    TEST_PRODUCT,
    "insert into products (id, shop_id, slug, title, title_folded, status, created_at, updated_at) values ($1, $2, 'p', 'P', 'p', 'active', 1, 2)"
);
db::sql!(
    TEST_VARIANT,
    "insert into variants (id, product_id, shop_id, price, position, on_hand, created_at, updated_at) values ($1, $2, $3, 100, 0, 5, 1, 2)"
);

/// Some rows of every kind of column, and one variant whose stock the ledger does not explain.
async fn fill(app: &TestApp) {
    let env = &app.env;
    let mut tx = env.db.begin().await.unwrap();
    for n in 0..450 {
        tx.query(&TEST_USER)
            .bind(env.id::<domain::id::UserEntity>())
            .bind(format!("{n}@souk.test"))
            .execute()
            .await
            .unwrap();
    }
    let (shop, product) = (env.id::<domain::id::ShopEntity>(), env.id::<domain::id::ProductEntity>());
    tx.query(&TEST_SHOP).bind(shop).bind(true).execute().await.unwrap();
    tx.query(&TEST_PRODUCT).bind(product).bind(shop).execute().await.unwrap();
    tx.query(&TEST_VARIANT)
        .bind(env.id::<domain::id::VariantEntity>())
        .bind(product)
        .bind(shop)
        .execute()
        .await
        .unwrap();
    crate::events::record(&mut tx, env, Some(shop), crate::events::Event::ShopChanged { shop })
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_archive_restores_into_either_engine_with_the_same_rows() {
    let count = db::testing::each().await.len();
    for (from, to) in (0..count).flat_map(|from| (0..count).map(move |to| (from, to))) {
        let source = TestApp::new(db::testing::each().await.swap_remove(from));
        let target = TestApp::new(db::testing::each().await.swap_remove(to));
        fill(&source).await;
        let folder = tempfile::tempdir().unwrap();
        let media = source.env.config.data_dir.join(backup::MEDIA).join("ab");
        std::fs::create_dir_all(&media).unwrap();
        std::fs::write(media.join("abc.webp"), b"picture").unwrap();
        let made = backup(&source.env, &folder.path().join("a.souk")).await.unwrap();
        assert_eq!(made.files, 1);
        restore(&target.env, &folder.path().join("a.souk")).await.unwrap();
        let again = backup(&target.env, &folder.path().join("b.souk")).await.unwrap();
        assert_eq!((again.rows, &again.rows_hash), (made.rows, &made.rows_hash));
        let picture = target.env.config.data_dir.join(backup::MEDIA).join("ab/abc.webp");
        assert_eq!(std::fs::read(picture).unwrap(), b"picture");
        assert!(restore(&target.env, &folder.path().join("a.souk")).await.is_err(), "not into a filled one");
    }
}

#[tokio::test]
async fn stock_that_the_ledger_does_not_explain_is_found() {
    on_each_engine(async |app| {
        assert_eq!(check(&app.env).await.unwrap(), []);
        fill(app).await;
        let findings = check(&app.env).await.unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].what.contains("on hand 5 / 0"), "{findings:?}");
    })
    .await;
}
