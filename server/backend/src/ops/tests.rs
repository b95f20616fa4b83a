mod health;

use std::time::{Duration, UNIX_EPOCH};

use db::Run;
use domain::time::DAY;

use super::*;
use crate::testing::{TestApp, on_each_engine};
use crate::{Env, events};

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
        for file in ["originals/ab/abc", "renditions/ab/abc-320.webp", "tmp/1-1"] {
            let path = source.env.config.data_dir.join(backup::MEDIA).join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"picture").unwrap();
        }
        let made = backup(&source.env, &folder.path().join("a.souk")).await.unwrap();
        assert_eq!(made.files, 1, "what is made again is left out");
        restore(&target.env, &folder.path().join("a.souk")).await.unwrap();
        let again = backup(&target.env, &folder.path().join("b.souk")).await.unwrap();
        assert_eq!((again.rows, &again.rows_hash), (made.rows, &made.rows_hash));
        let media = target.env.config.data_dir.join(backup::MEDIA);
        assert_eq!(std::fs::read(media.join("originals/ab/abc")).unwrap(), b"picture");
        assert!(!media.join("renditions").exists() && !media.join("tmp").exists());
        assert!(restore(&target.env, &folder.path().join("a.souk")).await.is_err(), "not into a filled one");
    }
}

#[tokio::test]
async fn a_text_that_only_sqlite_can_hold_ends_no_restore() {
    for to in db::testing::each().await {
        let source = TestApp::new(db::testing::each().await.swap_remove(0));
        let target = TestApp::new(to);
        let mut tx = source.env.db.begin().await.unwrap();
        let query = tx.query(&TEST_USER).bind(source.env.id::<domain::id::UserEntity>());
        query.bind("a\0b@souk.test").execute().await.unwrap();
        tx.commit().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        backup(&source.env, &folder.path().join("a.souk")).await.unwrap();
        restore(&target.env, &folder.path().join("a.souk")).await.unwrap();
        let expected = target.env.db.engine().pick("a\0b@souk.test", "ab@souk.test");
        assert_eq!(found(&target.env, "select email from users").await, [expected]);
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

async fn run(env: &Env, text: &str) {
    let mut tx = env.db.begin().await.unwrap();
    tx.dynamic("ops::tests::run", text.to_owned()).execute().await.unwrap();
    tx.commit().await.unwrap();
}

/// The first column of the rows that a statement finds.
async fn found(env: &Env, text: &str) -> Vec<String> {
    let rows: Vec<(String,)> =
        env.db.read().dynamic("ops::tests::found", text.to_owned()).fetch_all().await.unwrap();
    rows.into_iter().map(|(cell,)| cell).collect()
}

const IN_ORDER: &str = "select id from events order by seq";

#[tokio::test]
async fn the_log_keeps_what_is_young_or_not_settled_by_everybody() {
    on_each_engine(async |app| {
        let env = &app.env;
        let record = async || {
            let mut tx = env.db.begin().await.unwrap();
            let event = events::Event::UserVerified { user: env.id() };
            events::record(&mut tx, env, None, event).await.unwrap();
            tx.commit().await.unwrap();
        };
        record().await;
        record().await;
        record().await;
        app.run_jobs().await.unwrap();
        record().await;
        let all = found(env, IN_ORDER).await;
        tidy(env).await.unwrap();
        assert_eq!(found(env, IN_ORDER).await, all, "all are young");
        app.clock.advance(91 * DAY);
        tidy(env).await.unwrap();
        // The last settled one stays as the place from which to go on.
        assert_eq!(found(env, IN_ORDER).await, all[2..]);
        app.run_jobs().await.unwrap();
        tidy(env).await.unwrap();
        assert_eq!(found(env, IN_ORDER).await, all[3..]);
    })
    .await;
}

#[tokio::test]
async fn fires_and_webhooks_are_known_for_a_while() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ago = |days: i64| env.now().0 - days * DAY;
        for (schedule, days) in [("tidy", 100), ("tidy", 91), ("tidy", 1), ("sweep_reservations", 91)] {
            let row = format!("('{schedule}', {})", ago(days));
            run(env, &format!("insert into schedule_fires (schedule, fire_time) values {row}")).await;
        }
        for (id, days) in [("old", 401), ("young", 399)] {
            let row = format!("'local', '{id}', 'x', {}", ago(days));
            let columns = "provider, event_id, kind, received_at";
            run(env, &format!("insert into payment_events ({columns}) values ({row})")).await;
        }
        tidy(env).await.unwrap();
        let fires = found(env, "select schedule from schedule_fires order by schedule").await;
        assert_eq!(fires, ["sweep_reservations", "tidy"], "the last of each is what it counts from");
        assert_eq!(found(env, "select event_id from payment_events").await, ["young"]);
    })
    .await;
}

#[tokio::test]
async fn files_of_imports_go_when_no_import_needs_them_and_a_lost_import_ends() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ago = |days: i64| env.now().0 - days * DAY;
        let shop = env.id::<domain::id::ShopEntity>();
        let mut tx = env.db.begin().await.unwrap();
        tx.query(&TEST_SHOP).bind(shop).bind(true).execute().await.unwrap();
        tx.commit().await.unwrap();
        let ended = |days: i64| ago(days).to_string();
        let imports = [
            ("old", "a", "done", ended(31)),
            ("again", "b", "done", ended(31)),
            ("young", "b", "failed", ended(29)),
            ("lost", "c", "running", "null".to_owned()),
            ("waiting", "d", "queued", "null".to_owned()),
        ];
        for (id, hash, state, finished) in imports {
            let columns = "id, shop_id, file_name, file_hash, dry_run, state, created_at, finished_at";
            let row =
                format!("'{id}', '{shop}', 'x.csv', '{hash}', true, '{state}', {}, {finished}", ago(32));
            run(env, &format!("insert into imports ({columns}) values ({row})")).await;
        }
        let folder = env.config.data_dir.join("imports");
        std::fs::create_dir_all(&folder).unwrap();
        let files =
            [("a.csv", 2), ("b.csv", 2), ("c.csv", 2), ("d.csv", 2), ("half.part", 2), ("fresh.csv", 0)];
        for (name, days) in files {
            let file = std::fs::File::create(folder.join(name)).unwrap();
            let millis = u64::try_from(ago(days)).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_millis(millis)).unwrap();
        }
        tidy(env).await.unwrap();
        let left = files.map(|(name, _)| folder.join(name).exists());
        assert_eq!(left, [false, true, true, true, false, true]);
        let failed = found(env, "select id from imports where state = 'failed' order by id").await;
        assert_eq!(failed, ["lost", "young"]);
    })
    .await;
}
