use domain::UtcMillis;
use domain::id::ProductId;

use super::{STOCK, with_tables};
use crate::{Db, Engine, FromRow, Options, Run};

#[derive(FromRow, Debug, PartialEq, Clone)]
struct Everything {
    id: ProductId,
    note: Option<String>,
    amount: Option<i64>,
    active: Option<bool>,
    rate: Option<f64>,
    picture: Option<Vec<u8>>,
    at: Option<UtcMillis>,
}

crate::sql!(
    INSERT_EVERYTHING,
    "insert into everything (id, note, amount, active, rate, picture, at) values ($1, $2, $3, $4, $5, $6, $7)"
);
crate::sql!(
    FIND_EVERYTHING,
    "select id, note, amount, active, rate, picture, at from everything where id = $1"
);

#[tokio::test]
async fn every_type_and_its_null_survive_the_way_there_and_back() {
    let row = |n: u128| Everything {
        id: ProductId::from_parts(1_700_000_000_000, n),
        note: Some("Ä'\"$1".to_owned()),
        amount: Some(i64::MAX),
        active: Some(true),
        rate: Some(0.1),
        picture: Some(vec![0, 255]),
        at: Some(UtcMillis(1_700_000_000_000)),
    };
    let id = ProductId::from_parts(1, 3);
    let nulls =
        Everything { id, note: None, amount: None, active: None, rate: None, picture: None, at: None };
    for db in crate::testing::each_blank().await {
        let bytes = db.engine().pick("blob", "bytea");
        let mut tx = db.begin().await.unwrap();
        tx.script(&format!(
            "create table everything (id text not null primary key, note text, amount bigint, active boolean,
                rate double precision, picture {bytes}, at bigint)"
        ))
        .await
        .unwrap();
        // In this order a prepared statement meets nulls before and after values.
        for it in [nulls.clone(), row(1), Everything { id: row(2).id, ..nulls.clone() }] {
            tx.query(&INSERT_EVERYTHING)
                .bind(it.id)
                .bind(&it.note)
                .bind(it.amount)
                .bind(it.active)
                .bind(it.rate)
                .bind(&it.picture)
                .bind(it.at)
                .execute()
                .await
                .unwrap();
            assert_eq!(tx.query(&FIND_EVERYTHING).bind(it.id).fetch_one::<Everything>().await.unwrap(), it);
        }
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn placeholders_may_repeat_and_come_in_any_order() {
    crate::sql!(SWAPPED, "select id from stock where available > $2 and shop = $1 and available >= $2 + 1");
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        super::add(&mut tx, "a", 5).await.unwrap();
        tx.commit().await.unwrap();
        let ids: Vec<(String,)> = db.read().query(&SWAPPED).bind("s1").bind(4).fetch_all().await.unwrap();
        assert_eq!(ids, [("a".to_owned(),)]);
        assert!(
            db.read()
                .query(&SWAPPED)
                .bind("s1")
                .bind(5)
                .fetch_optional::<(String,)>()
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn a_sum_of_bigints_needs_a_cast_and_then_reads_as_a_number() {
    crate::sql!(SUM, "select cast(coalesce(sum(available), 0) as bigint) from stock");
    crate::sql!(BARE_SUM, "select sum(available) from stock");
    for db in with_tables(STOCK).await {
        assert_eq!(db.read().query(&SUM).scalar::<i64>().await.unwrap(), 0);
        let mut tx = db.begin().await.unwrap();
        super::add(&mut tx, "a", 2).await.unwrap();
        super::add(&mut tx, "b", 3).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.read().query(&SUM).scalar::<i64>().await.unwrap(), 5);
        let bare = db.read().query(&BARE_SUM).scalar::<Option<i64>>().await;
        assert_eq!(bare.is_ok(), db.engine() == Engine::Sqlite);
    }
}

#[tokio::test]
async fn a_number_in_the_text_needs_a_cast_and_a_truth_does_not() {
    crate::sql!(
        LITERAL,
        "select cast(1 as bigint), exists (select 1 from stock), count(*) > 0, true from stock"
    );
    for db in with_tables(STOCK).await {
        let row: (i64, bool, bool, bool) = db.read().query(&LITERAL).fetch_one().await.unwrap();
        assert_eq!(row, (1, false, false, true));
    }
}

#[tokio::test]
async fn like_over_a_folded_column_finds_the_same_rows() {
    crate::sql!(FOLDED, "select id from words where folded like $1 escape '\\' order by id");
    crate::sql!(RAW, "select id from words where word like $1 order by id");
    let words = "create table words (id text not null primary key, word text not null, folded text not null);
        insert into words values ('1', 'Ärmel', 'armel'), ('2', 'ARM', 'arm'), ('3', 'a%m', 'a%m')";
    for db in with_tables(words).await {
        let find = |pattern: &'static str| {
            let mut conn = db.read();
            async move { conn.query(&FOLDED).bind(pattern).fetch_all::<(String,)>().await.unwrap().len() }
        };
        assert_eq!(find("arm%").await, 2);
        assert_eq!(find("ARM%").await, db.engine().pick(2, 0), "only folding both sides is portable");
        assert_eq!(find("a\\%%").await, 1);
        let raw = db.read().query(&RAW).bind("arm%").fetch_all::<(String,)>().await.unwrap().len();
        assert_eq!(raw, db.engine().pick(1, 0), "the trap that folded columns avoid");
    }
}

#[tokio::test]
async fn an_order_that_meets_nulls_says_where_they_go() {
    crate::sql!(ORDERED, "select id from dated order by at desc nulls last, id");
    let dated = "create table dated (id text not null primary key, at bigint);
        insert into dated values ('a', null), ('b', 1), ('c', 2)";
    for db in with_tables(dated).await {
        let ids: Vec<(String,)> = db.read().query(&ORDERED).fetch_all().await.unwrap();
        assert_eq!(ids.iter().map(|id| id.0.as_str()).collect::<String>(), "cba");
    }
}

#[tokio::test]
async fn upsert_and_returning_read_alike() {
    crate::sql!(
        UPSERT,
        "insert into stock (id, shop, sku, available) values ($1, 's1', $1, $2)
         on conflict (shop, sku) do update set available = stock.available + excluded.available
         returning available"
    );
    crate::sql!(
        IGNORE,
        "insert into stock (id, shop, sku, available) values ($1, 's1', $1, 1) on conflict do nothing"
    );
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        assert_eq!(tx.query(&UPSERT).bind("a").bind(2).scalar::<i64>().await.unwrap(), 2);
        assert_eq!(tx.query(&UPSERT).bind("a").bind(3).scalar::<i64>().await.unwrap(), 5);
        assert_eq!(tx.query(&IGNORE).bind("a").execute().await.unwrap(), 0);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn sqlite_is_durable_checks_references_and_never_truncates_its_log() {
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let pragmas =
        [("synchronous", "1"), ("foreign_keys", "1"), ("journal_size_limit", "-1"), ("query_only", "0")];
    for (pragma, expected) in pragmas {
        let value: i64 = tx.dynamic("tests::pragma", format!("pragma {pragma}")).scalar().await.unwrap();
        assert_eq!(value.to_string(), expected, "{pragma}");
    }
    let mode: String = tx.dynamic("tests::pragma", "pragma journal_mode".to_owned()).scalar().await.unwrap();
    assert_eq!(mode, "wal");
    drop(tx);
    let mut conn = db.read();
    assert_eq!(
        conn.dynamic("tests::pragma", "pragma query_only".to_owned()).scalar::<i64>().await.unwrap(),
        1
    );
    assert_eq!(
        conn.dynamic("tests::pragma", "pragma foreign_keys".to_owned()).scalar::<i64>().await.unwrap(),
        1
    );
}

#[test]
fn its_futures_may_move_between_threads() {
    fn send<T: Send>(_: T) {}
    async fn helper(conn: &mut dyn Run) -> crate::Result<i64> {
        conn.query(&super::COUNT).scalar().await
    }
    async fn verb(db: Db) -> crate::Result<()> {
        let mut tx = db.begin().await?;
        helper(&mut tx).await?;
        helper(&mut db.read()).await?;
        tx.query(&super::COUNT).fetch_each(|_: (i64,)| Ok(())).await?;
        tx.commit().await
    }
    // Only its type matters; it never runs.
    let _ = |db: Db| send(verb(db));
}
