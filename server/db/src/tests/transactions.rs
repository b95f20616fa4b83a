use std::time::Duration;

use tokio::sync::oneshot;

use super::{ADD, STOCK, add, count, with_tables};
use crate::testing::each_blank;
use crate::{Conn, Db, Engine, Error, Options, Run};

#[tokio::test]
async fn a_committed_write_lasts_and_a_rolled_back_one_does_not() {
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        assert_eq!(add(&mut tx, "a", 1).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "b", 1).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(count(&db).await, 1);
    }
}

#[tokio::test]
async fn a_dropped_transaction_rolls_back_and_the_writer_goes_on() {
    for db in with_tables(STOCK).await {
        for _ in 0..20 {
            let mut tx = db.begin().await.unwrap();
            add(&mut tx, "a", 1).await.unwrap();
        }
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 1).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&db).await, 1);
    }
}

#[tokio::test]
async fn a_future_dropped_at_any_await_rolls_back_or_commits_whole() {
    for db in with_tables(STOCK).await {
        for step in 0..60u64 {
            let id = format!("a{step}");
            let write = async {
                let mut tx = db.begin().await?;
                add(&mut tx, &id, 1).await?;
                add(&mut tx, &format!("b{step}"), 1).await?;
                tx.commit().await
            };
            let _ = tokio::time::timeout(Duration::from_micros(step * 25), write).await;
        }
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "last", 1).await.unwrap();
        tx.commit().await.unwrap();
        let halves: i64 = db
            .read()
            .dynamic("tests::halves", "select count(*) from stock where id like 'a%'".to_owned())
            .scalar()
            .await
            .unwrap();
        assert_eq!(count(&db).await, 2 * halves + 1);
    }
}

#[tokio::test]
async fn a_second_write_in_the_same_task_is_an_error_and_not_a_wait() {
    for db in with_tables(STOCK).await {
        let tx = db.begin().await.unwrap();
        assert!(matches!(db.begin().await, Err(Error::NestedWrite)));
        tx.commit().await.unwrap();
        db.begin().await.unwrap().commit().await.unwrap();

        let other = (*db).clone();
        let task = tokio::spawn(async move {
            let _first = other.begin().await.unwrap();
            matches!(other.begin().await, Err(Error::NestedWrite))
        });
        assert!(task.await.unwrap());
    }
}

#[tokio::test]
async fn a_write_of_another_task_waits_for_its_turn() {
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 1).await.unwrap();
        let other = (*db).clone();
        let (begun, wait) = oneshot::channel();
        let task = tokio::spawn(async move {
            let _ = begun.send(());
            let mut tx = other.begin().await?;
            add(&mut tx, "b", 1).await?;
            tx.commit().await
        });
        wait.await.unwrap();
        if db.engine() == Engine::Sqlite {
            while db.pool_stats().waiting == 0 {
                tokio::task::yield_now().await;
            }
        }
        tx.commit().await.unwrap();
        task.await.unwrap().unwrap();
        assert_eq!(count(&db).await, 2);
        assert_eq!(db.pool_stats().waiting, 0);
    }
}

#[tokio::test]
async fn after_a_refused_statement_only_a_rollback_is_left() {
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 1).await.unwrap();
        assert!(matches!(add(&mut tx, "a", 1).await, Err(Error::Unique { .. })));
        assert!(matches!(add(&mut tx, "b", 1).await, Err(Error::Aborted)));
        assert!(matches!(tx.commit().await, Err(Error::Aborted)));
        assert_eq!(count(&db).await, 0);
    }
}

#[tokio::test]
async fn a_statement_that_is_no_statement_spoils_the_transaction_on_both_engines() {
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 1).await.unwrap();
        let mistake = tx.dynamic("tests::mistake", "select missing from stock".to_owned()).execute().await;
        assert!(matches!(mistake, Err(Error::Other(_))), "{mistake:?}");
        assert!(matches!(tx.commit().await, Err(Error::Aborted)));
        assert_eq!(count(&db).await, 0);
    }
}

#[tokio::test]
async fn a_missing_row_does_not_spoil_the_transaction() {
    crate::sql!(FIND, "select available from stock where id = $1");
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        assert!(matches!(tx.query(&FIND).bind("none").scalar::<i64>().await, Err(Error::NotFound)));
        add(&mut tx, "a", 7).await.unwrap();
        assert_eq!(tx.query(&FIND).bind("a").scalar::<i64>().await.unwrap(), 7);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_snapshot_sees_one_state_and_cannot_write() {
    for db in with_tables(STOCK).await {
        let mut old = db.snapshot().await.unwrap();
        assert_eq!(old.query(&super::COUNT).scalar::<i64>().await.unwrap(), 0);
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 1).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(old.query(&super::COUNT).scalar::<i64>().await.unwrap(), 0);
        assert_eq!(count(&db).await, 1);
        assert!(matches!(add(&mut old, "b", 1).await, Err(Error::Other(_))));
        old.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn a_function_of_a_connection_runs_inside_a_transaction_too() {
    async fn insert(mut conn: Conn<'_>) {
        add(&mut conn, "a", 1).await.unwrap();
    }
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        insert(tx.conn()).await;
        tx.rollback().await.unwrap();
        assert_eq!(count(&db).await, 0);
    }
}

#[tokio::test]
async fn stock_moved_by_one_conditional_update_is_never_oversold() {
    crate::sql!(TAKE, "update stock set available = available - $1 where id = $2 and available >= $1");
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, "a", 10).await.unwrap();
        tx.commit().await.unwrap();
        let buyers = (0..25).map(|_| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                let taken = tx.query(&TAKE).bind(1).bind("a").execute().await.unwrap();
                tx.commit().await.unwrap();
                taken
            })
        });
        let taken: u64 = futures::future::join_all(buyers).await.into_iter().map(Result::unwrap).sum();
        assert_eq!(taken, 10);
    }
}

#[tokio::test]
async fn a_full_database_says_so_and_works_again_when_there_is_room() {
    // PostgreSQL's disk cannot be filled from a test.
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    tx.script("pragma max_page_count = 12").await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = db.begin().await.unwrap();
    let long = "x".repeat(100_000);
    let outcome = tx.query(&ADD).bind("a").bind("s").bind(long).bind(1).execute().await;
    assert!(matches!(outcome, Err(Error::Full)), "{outcome:?}");
    assert!(matches!(tx.commit().await, Err(Error::Aborted)));

    let mut tx = db.begin().await.unwrap();
    add(&mut tx, "b", 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn a_connection_that_lost_its_transaction_is_replaced() {
    // What SQLite does by itself after some errors is done here by hand.
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    tx.commit().await.unwrap();
    for seen in [true, false] {
        let mut tx = db.begin().await.unwrap();
        tx.script("rollback").await.unwrap();
        if seen {
            assert!(tx.commit().await.is_err());
        } else {
            drop(tx);
        }
    }
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, "a", 1).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(count(&db).await, 0);
}

#[tokio::test]
async fn a_writer_that_may_only_read_is_unavailable_once_and_then_opened_anew() {
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    // As a connection is that was opened while the disk took nothing.
    tx.script("pragma query_only = on").await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(db.begin().await, Err(Error::Unavailable)));
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, "a", 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn two_processes_take_turns_at_one_sqlite_file() {
    let db = each_blank().await.remove(0);
    let other = Db::connect(db.url(), Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    let task = tokio::spawn(async move {
        let mut tx = other.begin().await?;
        add(&mut tx, "a", 1).await?;
        tx.commit().await
    });
    tokio::task::yield_now().await;
    tx.commit().await.unwrap();
    task.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn a_writer_that_waits_too_long_hears_busy() {
    let options = Options { patience: Duration::from_secs(3), ..Options::default() };
    let db = Db::connect("sqlite::memory:", options).await.unwrap();
    let _tx = db.begin().await.unwrap();
    let other = db.clone();
    let outcome = tokio::spawn(async move { other.begin().await.map(drop) }).await.unwrap();
    assert!(matches!(outcome, Err(Error::Busy)), "{outcome:?}");
}
