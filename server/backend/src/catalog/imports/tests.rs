use std::path::PathBuf;

use db::{Run, sql};
use domain::id::VariantId;
use domain::products::{FindingLevel, ImportReport, ImportState, ProductStatus, ProductTab};
use domain::stock::StockMove;
use tokio::task::JoinHandle;

use super::*;
use crate::catalog::tests::{events, ledger, manager, shop, unbalanced};
use crate::catalog::{categories, lists, products};
use crate::inventory::tests::until_somebody_waits;
use crate::testing::{TestApp, on_each_engine, store};
use crate::{inventory, media};

const HEADER: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
    Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src,Status\n";

fn file(app: &TestApp, name: &str, rows: &str) -> PathBuf {
    let path = app.env.config.data_dir.join(name);
    std::fs::write(&path, format!("{HEADER}{rows}")).unwrap();
    path
}

async fn import(app: &TestApp, shop: &ShopScope, path: &Path, dry_run: bool) -> ImportReport {
    app.clock.advance(1_000);
    run_now(&app.env, shop, path, dry_run, &mut |_| {}).await.unwrap()
}

fn outcome(report: &ImportReport) -> (i64, i64, i64, i64) {
    (report.created, report.changed, report.unchanged, report.refused)
}

const ROWS: &str = "\
stool,Oak Stool,<p>Solid</p>,Carpenter,Stools,oak,true,Size,Low,ST-L,shopify,4,deny,49.00,https://pictures.test/a.jpg,active
stool,,,,,,,,High,ST-H,shopify,-2,continue,59.00,https://pictures.test/b.jpg,
,,,,,,,,Ghost,G,shopify,1,deny,1.00,,
lamp,Desk Lamp,,Carpenter,Lamps,,false,Title,Default Title,'LAMP,,0,deny,0.00,,active
lamp,,,,,,,,Second,LAMP,,0,deny,abc,,
";

sql!(TEST_MEDIA, "select count(*) from media where shop_id = $1 and status = 'pending'");

#[tokio::test]
async fn a_file_is_looked_ahead_at_then_imported_and_changes_nothing_the_second_time() {
    on_each_engine(async |app| {
        let shop = shop(app, "carpenter").await;
        let path = file(app, "products.csv", ROWS);
        let dry = import(app, &shop, &path, true).await;
        assert_eq!((dry.state, outcome(&dry)), (ImportState::Done, (2, 0, 0, 2)));
        assert_eq!(lists::product_counts(&app.env, &shop).await.unwrap().of(ProductTab::All), 0);
        let first = import(app, &shop, &path, false).await;
        assert_eq!(first.summary(), "products 2, variants 3, pictures 2, refused 2");
        assert_eq!((outcome(&first), first.rows_done, first.rows_total), ((2, 0, 0, 2), 6, 6));
        assert_eq!(events(app, "product_changed").await, 2);
        let second = import(app, &shop, &path, false).await;
        assert_eq!((second.summary(), outcome(&second)), (first.summary(), (0, 0, 2, 2)));
        assert_eq!(events(app, "product_changed").await, 2, "nothing was touched");
        let (found, next) = findings(&app.env, &shop, first.id, Slice::first(100)).await.unwrap();
        let found: Vec<_> = found.iter().map(|f| (f.row, f.level, f.column.as_str())).collect();
        assert!(found.contains(&(4, FindingLevel::Refused, "Handle")), "{found:?}");
        assert!(found.contains(&(6, FindingLevel::Refused, "Variant Price")), "{found:?}");
        assert!(next.is_none());
        assert_eq!(unbalanced(app).await, 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_the_file_says_is_what_is_stored() {
    on_each_engine(async |app| {
        let shop = shop(app, "carpenter").await;
        let staff = manager(app);
        let form = domain::products::CategoryForm { name: "Stool".into(), ..Default::default() };
        let stools = categories::create(&app.env, &staff, &form).await.unwrap();
        import(app, &shop, &file(app, "products.csv", ROWS), false).await;
        let all = lists::products(&app.env, &shop, ProductTab::All, "", Slice::first(50)).await.unwrap().rows;
        let by_slug = |slug: &str| all.iter().find(|row| row.slug == slug).unwrap().id;
        let stool = lists::product(&app.env, &shop, by_slug("stool")).await.unwrap();
        assert_eq!((stool.draft.category, stool.draft.brand.as_str()), (Some(stools), "Carpenter"));
        assert_eq!(
            (stool.draft.status, stool.draft.description.as_str()),
            (ProductStatus::Active, "<p>Solid</p>")
        );
        assert_eq!(stool.levels.iter().map(|l| l.on_hand).collect::<Vec<_>>(), [4, -2]);
        assert!(stool.draft.variants[1].oversell);
        assert_eq!(stool.pictures.len(), 2);
        let high = stool.draft.variants[1].id.unwrap();
        assert_eq!(ledger(app, high).await, [("import".to_owned(), -2, "-2".to_owned())]);
        let lamp = lists::product(&app.env, &shop, by_slug("lamp")).await.unwrap();
        assert_eq!((lamp.draft.status, lamp.type_text.as_str()), (ProductStatus::Draft, "Lamps"));
        assert_eq!((lamp.draft.variants[0].sku.as_str(), lamp.draft.variants[0].price), ("LAMP", 0));
        assert!(!lamp.draft.variants[0].tracked);
        let waiting: i64 = app.env.db.read().query(&TEST_MEDIA).bind(shop.shop()).scalar().await.unwrap();
        assert_eq!(waiting, 2, "pictures wait, and the products are there");
        assert_eq!(media::retry_failed(&app.env, &shop).await.unwrap(), 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_changed_file_changes_what_differs_and_undoes_no_sale() {
    on_each_engine(async |app| {
        let shop = shop(app, "carpenter").await;
        let path = file(app, "products.csv", ROWS);
        import(app, &shop, &path, false).await;
        let stool =
            lists::products(&app.env, &shop, ProductTab::All, "stool", Slice::first(50)).await.unwrap().rows
                [0]
            .id;
        let edit = lists::product(&app.env, &shop, stool).await.unwrap();
        let low = edit.draft.variants[0].id.unwrap();
        inventory::set(&app.env, &shop, low, 1, "sold three elsewhere").await.unwrap();
        let again = import(app, &shop, &path, false).await;
        assert_eq!(outcome(&again), (0, 0, 2, 2), "the file said 4 before, so it says nothing new");
        let on_hand = async || lists::product(&app.env, &shop, stool).await.unwrap().levels[0].on_hand;
        assert_eq!(on_hand().await, 1);
        let changed = ROWS
            .replace("ST-L,shopify,4", "ST-L,shopify,10")
            .replace("High,ST-H", "Tall,ST-T")
            .replace("Oak Stool", "Ash Stool");
        let path = file(app, "changed.csv", &changed);
        let dry = import(app, &shop, &path, true).await;
        assert_eq!(outcome(&dry), (0, 1, 1, 2));
        assert_eq!(on_hand().await, 1);
        let report = import(app, &shop, &path, false).await;
        assert_eq!(outcome(&report), (0, 1, 1, 2));
        let edit = lists::product(&app.env, &shop, stool).await.unwrap();
        assert_eq!((edit.draft.title.as_str(), edit.levels[0].on_hand), ("Ash Stool", 10));
        assert_eq!(
            edit.draft.options[0].values,
            ["Low", "Tall", "High"],
            "what the file no longer names stays"
        );
        assert_eq!(edit.draft.variants.len(), 3);
        assert_eq!(outcome(&import(app, &shop, &path, false).await), (0, 0, 2, 2));
        let counted = file(app, "counted.csv", &changed.replace("ST-L,shopify,10", "ST-L,shopify,12"));
        assert_eq!(outcome(&import(app, &shop, &counted, false).await), (0, 1, 1, 2));
        let after = lists::product(&app.env, &shop, stool).await.unwrap();
        assert_eq!(
            (after.levels[0].on_hand, after.version),
            (12, edit.version + 1),
            "only the count is another one"
        );
        assert_eq!(unbalanced(app).await, 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}

/// The stool's low variant, of which the file says 4.
async fn imported(app: &TestApp, shop: &ShopScope) -> VariantId {
    import(app, shop, &file(app, "products.csv", ROWS), false).await;
    let stool =
        lists::products(&app.env, shop, ProductTab::All, "stool", Slice::first(50)).await.unwrap().rows[0].id;
    lists::product(&app.env, shop, stool).await.unwrap().draft.variants[0].id.unwrap()
}

/// Imports the same in another task, with 10 of the low one.
fn import_ten(app: &TestApp, shop: &ShopScope) -> JoinHandle<Result<ImportReport>> {
    app.clock.advance(1_000);
    let path = file(app, "counted.csv", &ROWS.replace("ST-L,shopify,4", "ST-L,shopify,10"));
    let (env, shop) = (app.env.clone(), shop.clone());
    tokio::spawn(async move { run_now(&env, &shop, &path, false, &mut |_| {}).await })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_count_of_a_file_holds_although_a_piece_leaves_meanwhile() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = shop(app, "carpenter").await;
        let low = imported(app, &shop).await;
        // Not committed when the import reads what is stored.
        let mut tx = env.db.begin().await.unwrap();
        let (mut touched, cause) = (inventory::Touched::default(), inventory::Cause::default());
        inventory::change_on_hand(&mut tx, env, &mut touched, low, StockMove::Correction, -1, cause)
            .await
            .unwrap();
        touched.settle(&mut tx, env).await.unwrap();
        let task = import_ten(app, &shop);
        until_somebody_waits(env).await;
        tx.commit().await.unwrap();
        assert_eq!(outcome(&task.await.unwrap().unwrap()), (0, 1, 1, 2));
        assert_eq!(store::stock(env, low).await.on_hand, 10);
        assert_eq!(unbalanced(app).await, 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_and_a_sale_do_not_end_each_other() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = shop(app, "carpenter").await;
        let low = imported(app, &shop).await;
        // A sale holds the variant, and then wants its product.
        let variant = "update variants set title = title where id = $1";
        let product =
            "update products set title = title where id = (select product_id from variants where id = $1)";
        let mut tx = env.db.begin().await.unwrap();
        tx.dynamic("testing::variant", variant.into()).bind(low).execute().await.unwrap();
        let task = import_ten(app, &shop);
        until_somebody_waits(env).await;
        let sold = tx.dynamic("testing::product", product.into()).bind(low).execute().await;
        match sold {
            Ok(_) => tx.commit().await.unwrap(),
            // PostgreSQL chose the sale, which comes again.
            Err(_) => tx.rollback().await.unwrap(),
        }
        let report = task.await.unwrap().unwrap();
        assert_eq!((report.state, outcome(&report)), (ImportState::Done, (0, 1, 1, 2)));
        assert_eq!(store::stock(env, low).await.on_hand, 10);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn rows_that_come_back_later_are_added_to_their_product() {
    on_each_engine(async |app| {
        let shop = shop(app, "carpenter").await;
        let rows =
            format!("{ROWS}stool,,,,,,,,Giant,ST-G,shopify,1,deny,99.00,https://pictures.test/c.jpg,\n");
        let path = file(app, "products.csv", &rows);
        let first = import(app, &shop, &path, false).await;
        assert_eq!(first.summary(), "products 2, variants 4, pictures 3, refused 2");
        let second = import(app, &shop, &path, false).await;
        assert_eq!((second.summary(), outcome(&second)), (first.summary(), (0, 0, 2, 2)));
        let stool =
            lists::products(&app.env, &shop, ProductTab::All, "stool", Slice::first(50)).await.unwrap().rows
                [0]
            .id;
        let edit = lists::product(&app.env, &shop, stool).await.unwrap();
        assert_eq!((edit.draft.variants.len(), edit.pictures.len(), edit.version), (3, 3, 2));
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_import_from_a_page_runs_as_a_job_after_its_dry_run() {
    on_each_engine(async |app| {
        let (shop, other) = (shop(app, "carpenter").await, shop(app, "silk").await);
        let mut receiving = receive(&app.env).await.unwrap();
        for piece in [HEADER, ROWS] {
            receiving.write(&bytes::Bytes::from_static(piece.as_bytes())).await.unwrap();
        }
        let received = receiving.finish().await.unwrap();
        let dry = start(&app.env, &shop, "products.csv", &received, true).await.unwrap();
        assert_eq!(report(&app.env, &shop, dry).await.unwrap().state, ImportState::Queued);
        let early = confirm(&app.env, &shop, dry).await;
        assert!(matches!(early, Err(crate::Error::Conflict { code: "not_confirmable", .. })), "{early:?}");
        app.run_jobs().await.unwrap();
        assert_eq!(outcome(&report(&app.env, &shop, dry).await.unwrap()), (2, 0, 0, 2));
        assert!(matches!(report(&app.env, &other, dry).await, Err(crate::Error::NotFound)));
        assert!(matches!(confirm(&app.env, &other, dry).await, Err(crate::Error::NotFound)));
        app.clock.advance(1);
        let real = confirm(&app.env, &shop, dry).await.unwrap();
        app.run_jobs().await.unwrap();
        assert_eq!(outcome(&report(&app.env, &shop, real).await.unwrap()), (2, 0, 0, 2));
        let (newest, next) = latest(&app.env, &shop, Slice::first(1)).await.unwrap();
        let (rest, end) = latest(&app.env, &shop, Slice::new(next.as_deref(), 1)).await.unwrap();
        assert_eq!((newest[0].id, rest[0].id, end), (real, dry, None));
        assert_eq!(events(app, "import_finished").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_none_fails_with_its_reason() {
    on_each_engine(async |app| {
        let shop = shop(app, "carpenter").await;
        let path = app.env.config.data_dir.join("letter.csv");
        std::fs::write(&path, "Dear Sir,\nno products here\n").unwrap();
        let report = import(app, &shop, &path, false).await;
        assert_eq!(report.state, ImportState::Failed);
        assert!(report.error.unwrap().contains("no column \"Handle\""));
    })
    .await;
}

#[tokio::test]
async fn an_import_that_was_cut_off_goes_on_behind_its_last_batch() {
    on_each_engine(async |app| {
        let shop = shop(app, "carpenter").await;
        let rows: String = (0..250)
            .map(|n| format!("p{n},Product {n},,Carpenter,,,true,Title,Default Title,P-{n},shopify,1,deny,1.00,,active\n"))
            .collect();
        let path = file(app, "many.csv", &rows);
        let received = file::receive_path(&app.env, &path).await.unwrap();
        let id = insert(&app.env, &shop, "many.csv", received.hash(), false, ImportState::Running).await.unwrap();
        // The first batch only, as if the process had ended behind it.
        let hash = received.hash().to_owned();
        let options = crate::catalog::import::Options { exponent: 2, private_hosts: false };
        let mut batches = reading::batches(file::path(&app.env, &hash), options, 0);
        let batch = batches.recv().await.unwrap().unwrap();
        assert_eq!(batch.products.len(), 100);
        let matcher = crate::catalog::categories::Matcher::read(&mut app.env.db.read()).await.unwrap();
        let target = batch::Target { shop: shop.shop(), user: None, import: id, dry_run: false, categories: &matcher };
        run::store(&app.env, &target, batch, &mut 0).await.unwrap();
        let half = report(&app.env, &shop, id).await.unwrap();
        assert_eq!((half.products, half.rows_done), (100, 101));
        let whole = run::run(&app.env, shop.shop(), id, &mut |_| {}).await.unwrap();
        assert_eq!((whole.summary().as_str(), outcome(&whole)), ("products 250, variants 250, pictures 0, refused 0", (250, 0, 0, 0)));
        let counts = lists::product_counts(&app.env, &shop).await.unwrap();
        assert_eq!(counts.active, 250);
        const { assert!(products::MAX_BULK >= 250) };
        app.run_jobs().await.unwrap();
    })
    .await;
}

/// What a spreadsheet counts: distinct handles, and rows with a price.
fn counted(path: &Path) -> (i64, i64) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h.trim_start_matches('\u{feff}') == name).unwrap();
    let (handle, price) = (column("Handle"), column("Variant Price"));
    let (mut handles, mut variants) = (std::collections::HashSet::new(), 0);
    for record in reader.byte_records() {
        let record = record.unwrap();
        let cell = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default()).trim().to_owned();
        if !cell(handle).is_empty() {
            handles.insert(cell(handle).to_lowercase());
            variants += i64::from(!cell(price).is_empty());
        }
    }
    (handles.len() as i64, variants)
}

#[tokio::test]
async fn real_files_import_with_the_counts_that_a_spreadsheet_shows_twice() {
    let Some(folder) = std::env::var_os("SOUK_IMPORT_SAMPLES").map(PathBuf::from) else { return };
    on_each_engine(async |app| {
        let mut pictures = 0;
        for name in ["shopify-apparel.csv", "shopify-bicycles.csv"] {
            let shop = shop(app, &name[8..14]).await;
            let path = folder.join(name);
            let dry = import(app, &shop, &path, true).await;
            let first = import(app, &shop, &path, false).await;
            assert_eq!((first.products, first.variants), counted(&path), "{name}");
            assert_eq!((dry.summary(), outcome(&dry)), (first.summary(), outcome(&first)));
            let second = import(app, &shop, &path, false).await;
            assert_eq!(second.summary(), first.summary());
            assert_eq!(outcome(&second), (0, 0, first.created, first.refused));
            pictures += first.pictures;
        }
        assert_eq!(pictures, 1_089);
        assert_eq!(unbalanced(app).await, 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}
