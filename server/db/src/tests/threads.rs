//! On which thread SQLite works, and what becomes of a connection that nobody waits for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use super::{STOCK, add, count, with_tables};
use crate::{Db, Error, Options, Run};

/// Takes SQLite a good part of a second.
const LONG: &str =
    "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1) select count(*) from n";
const STEPS: i64 = 3_000_000;

async fn sqlite() -> Db {
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    tx.commit().await.unwrap();
    db
}

/// Counts how often others had their turn while some work was done.
async fn turns_of_others<T>(work: impl Future<Output = T>) -> (T, u64) {
    let turns = Arc::new(AtomicU64::new(0));
    let count = turns.clone();
    let other = tokio::spawn(async move {
        loop {
            count.fetch_add(1, Relaxed);
            tokio::task::yield_now().await;
        }
    });
    let done = work.await;
    other.abort();
    (done, turns.load(Relaxed))
}

#[tokio::test(flavor = "current_thread")]
async fn a_long_read_does_not_hold_the_thread_that_asks() {
    let db = sqlite().await;
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, "a", 1).await.unwrap();
    let (number, turns) =
        turns_of_others(tx.dynamic("tests::long", LONG.to_owned()).bind(STEPS).scalar::<i64>()).await;
    assert_eq!(number.unwrap(), STEPS);
    assert!(turns > 5, "{turns}");
    // It was interrupted once, and its transaction goes on.
    add(&mut tx, "b", 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 2);
    let mut conn = db.read();
    let (number, turns) =
        turns_of_others(conn.dynamic("tests::long", LONG.to_owned()).bind(STEPS).scalar::<i64>()).await;
    assert_eq!(number.unwrap(), STEPS);
    assert!(turns > 5, "{turns}");
}

#[tokio::test(flavor = "current_thread")]
async fn many_quick_statements_let_others_have_their_turn() {
    let db = sqlite().await;
    let reading = async {
        for _ in 0..2_000 {
            count(&db).await;
        }
    };
    let ((), turns) = turns_of_others(reading).await;
    assert!(turns > 1, "{turns}");
}

#[tokio::test]
async fn a_statement_that_nobody_waits_for_costs_its_transaction_and_no_connection() {
    let db = sqlite().await;
    for _ in 0..3 {
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 1).await.unwrap();
        let long = tx.dynamic("tests::left", LONG.to_owned()).bind(STEPS).scalar::<i64>();
        assert!(tokio::time::timeout(Duration::from_millis(20), long).await.is_err());
        assert!(matches!(add(&mut tx, "b", 1).await, Err(Error::Aborted)));
        assert!(matches!(tx.commit().await, Err(Error::Aborted)));
    }
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, "c", 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn rows_are_handed_over_until_one_is_refused() {
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        for number in 0..250 {
            add(&mut tx, &format!("{number:03}"), number).await.unwrap();
        }
        tx.commit().await.unwrap();
        for wanted in [0, 1, 99, 100, 101, 250] {
            let (mut conn, mut taken) = (db.read(), 0);
            let all = conn.dynamic("tests::each", "select id, available from stock order by id".to_owned());
            let outcome = all.fetch_each(|(id, available): (String, i64)| {
                assert_eq!((id, available), (format!("{taken:03}"), taken));
                if taken == wanted {
                    return Err(Error::other("enough"));
                }
                taken += 1;
                Ok(())
            });
            assert_eq!(outcome.await.is_err(), wanted < 250);
            assert_eq!(taken, wanted);
        }
        // PostgreSQL's come back once their server was told.
        while db.pool_stats().idle < db.pool_stats().open {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_write_waits_for_another_process_and_hears_busy_in_the_end() {
    let db = crate::testing::each_blank().await.remove(0);
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    let options = Options { patience: Duration::from_millis(300), ..Options::default() };
    let other = Db::connect(db.url(), options).await.unwrap();
    assert!(matches!(other.begin().await.map(drop), Err(Error::Busy)));
    tx.commit().await.unwrap();
    let mut tx = other.begin().await.unwrap();
    add(&mut tx, "a", 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 1);
}
