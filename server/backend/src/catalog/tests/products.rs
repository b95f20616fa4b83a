use domain::invalid::Problem;
use domain::products::{
    NotSellable, ProductForm, ProductStatus, ProductTab, StockFilter, VariantDraft, VariantForm,
};

use super::*;
use crate::catalog::{lists, products, shop_home};
use crate::inventory;
use crate::testing::on_each_engine;
use crate::{Error, Slice};

#[tokio::test]
async fn a_product_is_made_with_its_grid_its_first_count_and_its_brand() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        let id = products::create(&app.env, &shop, &jumper()).await.unwrap();
        let edit = lists::product(&app.env, &shop, id).await.unwrap();
        assert_eq!(edit.draft.slug, "fishermans-jumper");
        assert_eq!(edit.draft.brand, "Fjord Wool");
        assert_eq!(edit.version, 1);
        assert!(edit.published_at.is_some());
        assert_eq!(edit.levels.iter().map(|l| l.on_hand).collect::<Vec<_>>(), [3, 0]);
        let small = edit.draft.variants[0].id.unwrap();
        assert_eq!(ledger(app, small).await, [("opening".to_owned(), 3, String::new())]);
        assert_eq!(derived(app, id).await, (4_900, 5_900, None, true, 0));
        assert_eq!(events(app, "product_changed").await, 1);
        let again = products::create(&app.env, &shop, &jumper()).await.unwrap();
        let again = lists::product(&app.env, &shop, again).await.unwrap();
        assert_eq!(again.draft.slug, "fishermans-jumper-2");
    })
    .await;
}

#[tokio::test]
async fn an_edit_of_an_old_version_overwrites_nothing() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        let id = products::create(&app.env, &shop, &jumper()).await.unwrap();
        let mut draft = lists::product(&app.env, &shop, id).await.unwrap().draft;
        draft.title = "Skipper's Jumper".into();
        draft.description = "Warm.\n\nFrom <unclosed & Norway".replace('<', "");
        assert_eq!(products::edit(&app.env, &shop, id, 1, &draft).await.unwrap(), 2);
        draft.title = "Somebody else's".into();
        let late = products::edit(&app.env, &shop, id, 1, &draft).await;
        assert!(matches!(late, Err(Error::Conflict { code: "stale", .. })), "{late:?}");
        let stored = lists::product(&app.env, &shop, id).await.unwrap();
        assert_eq!(stored.draft.title, "Skipper's Jumper");
        assert_eq!(stored.draft.description, "<p>Warm.</p><p>From unclosed &amp; Norway</p>");
        assert_eq!(stored.draft.slug, "fishermans-jumper", "the address stays when only the title changes");
    })
    .await;
}

#[tokio::test]
async fn what_the_editor_s_form_says_is_stored() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        let variant =
            VariantForm { price: "12,50".into(), stock: "4".into(), tracked: true, ..Default::default() };
        let mut form = ProductForm { title: "Cap".into(), variants: vec![variant], ..Default::default() };
        let saved = products::save(&app.env, &shop, None, 0, &form).await.unwrap();
        let edit = lists::product(&app.env, &shop, saved.id).await.unwrap();
        assert_eq!((edit.draft.variants[0].price, edit.levels[0].on_hand), (1_250, 4));
        form.variants[0].price = "cheap".into();
        let refused = products::save(&app.env, &shop, Some(saved.id), saved.version, &form).await;
        assert!(
            matches!(&refused, Err(Error::Invalid(e)) if e[0].field == "variants.0.price"),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn variants_change_places_come_back_and_keep_their_stock() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        let id = products::create(&app.env, &shop, &jumper()).await.unwrap();
        let mut draft = lists::product(&app.env, &shop, id).await.unwrap().draft;
        let (small, medium) = (draft.variants[0].id.unwrap(), draft.variants[1].id.unwrap());
        // The two swap their sizes, which no row-by-row update could do.
        draft.variants[0].values = vec!["M".into()];
        draft.variants[1].values = vec!["S".into()];
        draft.variants[1].stock_change = 5;
        draft.variants[0].price = 7_000;
        draft.variants[0].compare_at = Some(8_000);
        products::edit(&app.env, &shop, id, 1, &draft).await.unwrap();
        let swapped = lists::product(&app.env, &shop, id).await.unwrap();
        assert_eq!(swapped.draft.variants[0].id, Some(small));
        assert_eq!(swapped.draft.variants[0].values, ["M"]);
        assert_eq!(swapped.levels.iter().map(|l| l.on_hand).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(ledger(app, medium).await, [("correction".to_owned(), 5, String::new())]);
        // One goes, and comes back as the same variant.
        let mut draft = swapped.draft.clone();
        let gone = draft.variants.remove(0);
        products::edit(&app.env, &shop, id, 2, &draft).await.unwrap();
        assert_eq!(derived(app, id).await.1, 5_900);
        draft.variants.push(VariantDraft { id: None, ..gone });
        products::edit(&app.env, &shop, id, 3, &draft).await.unwrap();
        let back = lists::product(&app.env, &shop, id).await.unwrap();
        assert_eq!(back.draft.variants.iter().map(|v| v.id).collect::<Vec<_>>(), [Some(medium), Some(small)]);
        assert_eq!(derived(app, id).await, (5_900, 7_000, None, true, 0));
        assert_eq!(unbalanced(app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_old_address_leads_to_the_product_and_stays_taken() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        let id = products::create(&app.env, &shop, &jumper()).await.unwrap();
        let mut draft = lists::product(&app.env, &shop, id).await.unwrap().draft;
        draft.slug = "jumper".into();
        products::edit(&app.env, &shop, id, 1, &draft).await.unwrap();
        let mut other = jumper();
        other.slug = "fishermans-jumper".into();
        let taken = products::create(&app.env, &shop, &other).await;
        assert!(matches!(&taken, Err(Error::Invalid(e)) if e[0].problem == Problem::Taken), "{taken:?}");
        draft.slug = "fishermans-jumper".into();
        products::edit(&app.env, &shop, id, 2, &draft).await.unwrap();
        let back = lists::product(&app.env, &shop, id).await.unwrap();
        assert_eq!(back.draft.slug, "fishermans-jumper");
    })
    .await;
}

#[tokio::test]
async fn many_products_change_their_status_and_what_cannot_be_sold_is_named() {
    on_each_engine(async |app| {
        let (shop, other) = (shop(app, "wool").await, shop(app, "silk").await);
        let mut draft = jumper();
        draft.status = ProductStatus::Draft;
        let ready = products::create(&app.env, &shop, &draft).await.unwrap();
        let theirs = products::create(&app.env, &other, &draft).await.unwrap();
        let bare = bare(app, &shop).await;
        let all = [ready, bare, theirs];
        let outcome = products::set_status(&app.env, &shop, &all, ProductStatus::Active).await.unwrap();
        assert_eq!((outcome.changed, outcome.refused), (1, vec![(bare, NotSellable::NoVariant)]));
        let refused = products::publish(&app.env, &shop, bare).await;
        assert!(matches!(refused, Err(Error::Conflict { code: "no_variant", .. })), "{refused:?}");
        products::archive(&app.env, &shop, bare).await.unwrap();
        let counts = lists::product_counts(&app.env, &shop).await.unwrap();
        assert_eq!((counts.active, counts.draft, counts.archived, counts.pictureless), (1, 0, 1, 1));
        assert!(matches!(products::publish(&app.env, &shop, theirs).await, Err(Error::NotFound)));
    })
    .await;
}

/// A product without a variant, as an import may leave one.
async fn bare(app: &TestApp, shop: &ShopScope) -> ProductId {
    let id: ProductId = app.env.id::<domain::id::ProductEntity>();
    let mut tx = app.env.db.begin().await.unwrap();
    let text = "insert into products (id, shop_id, slug, title, title_folded, status, created_at, updated_at) values ($1, $2, 'bare', 'Bare', 'bare', 'draft', 0, 0)";
    tx.dynamic("tests::bare", text.to_owned()).bind(id).bind(shop.shop()).execute().await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_shop_neither_sees_nor_changes_another_s_products() {
    on_each_engine(async |app| {
        let (mine, other) = (shop(app, "wool").await, shop(app, "silk").await);
        let theirs = products::create(&app.env, &other, &jumper()).await.unwrap();
        let draft = lists::product(&app.env, &other, theirs).await.unwrap().draft;
        assert!(matches!(lists::product(&app.env, &mine, theirs).await, Err(Error::NotFound)));
        let edit = products::edit(&app.env, &mine, theirs, 1, &draft).await;
        assert!(matches!(edit, Err(Error::NotFound)), "{edit:?}");
        let outcome =
            products::set_status(&app.env, &mine, &[theirs], ProductStatus::Archived).await.unwrap();
        assert_eq!(outcome.changed, 0);
        let page = lists::products(&app.env, &mine, ProductTab::All, "", Slice::first(50)).await.unwrap();
        assert!(page.rows.is_empty());
        assert!(
            lists::stock(&app.env, &mine, StockFilter::All, "", Slice::first(50))
                .await
                .unwrap()
                .rows
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn lists_find_by_title_and_sku_and_page_without_losing_one() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        for n in 0..60 {
            let mut draft = jumper();
            draft.title = format!("Jumper {n}");
            draft.variants.iter_mut().for_each(|v| v.sku = format!("{}-{n:03}", v.sku));
            products::create(&app.env, &shop, &draft).await.unwrap();
            app.clock.advance(i64::from(n % 3 == 0));
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut cursor = None;
        loop {
            let page =
                lists::products(&app.env, &shop, ProductTab::Active, "", Slice::new(cursor.as_deref(), 50))
                    .await
                    .unwrap();
            seen.extend(page.rows.iter().map(|row| row.id));
            assert_eq!(page.counts.of(ProductTab::All), 60);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 60);
        let by_title =
            lists::products(&app.env, &shop, ProductTab::All, "JUMPER 5", Slice::first(50)).await.unwrap();
        assert_eq!(by_title.rows.len(), 11);
        let by_sku = lists::products(&app.env, &shop, ProductTab::All, "jumper-m-017", Slice::first(50))
            .await
            .unwrap();
        assert_eq!(by_sku.rows.len(), 1);
        assert_eq!((by_sku.rows[0].variants, by_sku.rows[0].stock), (2, 3));
        let nothing =
            lists::products(&app.env, &shop, ProductTab::Archived, "%", Slice::first(50)).await.unwrap();
        assert!(nothing.rows.is_empty());
        let mut rows = 0;
        let mut cursor = None;
        loop {
            let page = lists::stock(&app.env, &shop, StockFilter::Low, "", Slice::new(cursor.as_deref(), 50))
                .await
                .unwrap();
            rows += page.rows.len();
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(rows, 60, "three of each small one are few");
        let out =
            lists::stock(&app.env, &shop, StockFilter::Out, "jumper 17", Slice::first(50)).await.unwrap();
        assert_eq!(out.rows.len(), 1);
        inventory::set(&app.env, &shop, out.rows[0].variant, 9, "counted").await.unwrap();
        let out =
            lists::stock(&app.env, &shop, StockFilter::Out, "jumper 17", Slice::first(50)).await.unwrap();
        assert!(out.rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_first_page_says_what_waits_and_how_the_days_went() {
    on_each_engine(async |app| {
        let shop = shop(app, "wool").await;
        let mut sold_out = jumper();
        sold_out.variants.iter_mut().for_each(|v| v.stock_change = 0);
        products::create(&app.env, &shop, &sold_out).await.unwrap();
        let home = shop_home(&app.env, &shop).await.unwrap();
        assert_eq!((home.products, home.out_of_stock, home.pictureless, home.to_ship), (1, 1, 1, 0));
        assert!(!home.sends, "nobody said yet what sending costs");
        assert_eq!(home.days.len(), 14);
        assert_eq!((home.days[0].day.as_str(), home.days[13].day.as_str()), ("2026-02-17", "2026-03-02"));
    })
    .await;
}
