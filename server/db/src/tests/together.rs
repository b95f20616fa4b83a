//! Writes of SQLite that are committed together.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{ADD, STOCK, add, count};
use crate::{Db, Error, Options, Result, Run};

async fn sqlite() -> Db {
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    tx.commit().await.unwrap();
    db
}

/// A write of another task that is next in the queue, and what lets it end.
async fn queue(db: &Db, id: &'static str, end: End) -> (JoinHandle<Result<()>>, oneshot::Sender<()>) {
    let (go, wait) = oneshot::channel();
    let (before, other) = (db.pool_stats().waiting, db.clone());
    let task = tokio::spawn(async move {
        let mut tx = other.begin().await?;
        add(&mut tx, id, 1).await?;
        let _ = wait.await;
        match end {
            End::Commit => tx.commit().await,
            End::RollBack => tx.rollback().await,
            End::Drop => Ok(drop(tx)),
            End::Repeat => add(&mut tx, id, 1).await.map(drop),
            End::Fill => {
                let long = "x".repeat(1_000_000);
                tx.query(&ADD).bind("long").bind("s").bind(long).bind(1).execute().await.map(drop)
            }
        }
    });
    while db.pool_stats().waiting == before {
        tokio::task::yield_now().await;
    }
    (task, go)
}

#[derive(Clone, Copy)]
enum End {
    Commit,
    RollBack,
    Drop,
    /// Adds the same row again, which is refused.
    Repeat,
    /// Writes more than there is room for.
    Fill,
}

/// Waits until a task that was let go has nothing to do but to wait.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

#[tokio::test]
async fn a_write_is_committed_with_those_that_wait_behind_it() {
    let db = sqlite().await;
    let mut first = db.begin().await.unwrap();
    add(&mut first, "first", 1).await.unwrap();
    let (second, end_second) = queue(&db, "second", End::Commit).await;
    let (third, end_third) = queue(&db, "third", End::Commit).await;
    let first = tokio::spawn(first.commit());
    settle().await;
    assert!(!first.is_finished() && !second.is_finished());
    assert_eq!(count(&db).await, 0, "nobody sees what is not committed");
    end_second.send(()).unwrap();
    settle().await;
    assert!(!first.is_finished() && !second.is_finished());
    // Who comes now is behind the commit.
    let (fourth, end_fourth) = queue(&db, "fourth", End::Commit).await;
    end_third.send(()).unwrap();
    for task in [first, second, third] {
        task.await.unwrap().unwrap();
    }
    assert_eq!(count(&db).await, 3);
    assert!(!fourth.is_finished());
    end_fourth.send(()).unwrap();
    fourth.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 4);
}

#[tokio::test]
async fn one_that_is_undone_takes_no_other_with_it() {
    for end in [End::RollBack, End::Drop, End::Repeat] {
        let db = sqlite().await;
        let mut first = db.begin().await.unwrap();
        add(&mut first, "first", 1).await.unwrap();
        let (second, end_second) = queue(&db, "second", end).await;
        let (third, end_third) = queue(&db, "third", End::Commit).await;
        let first = tokio::spawn(first.commit());
        end_second.send(()).unwrap();
        end_third.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert_eq!(second.await.unwrap().is_err(), matches!(end, End::Repeat));
        third.await.unwrap().unwrap();
        assert_eq!(count(&db).await, 2);
    }
}

#[tokio::test]
async fn when_sqlite_undoes_all_of_it_everyone_hears_so() {
    let db = sqlite().await;
    let mut tx = db.begin().await.unwrap();
    tx.script("pragma max_page_count = 12").await.unwrap();
    tx.commit().await.unwrap();
    let mut first = db.begin().await.unwrap();
    add(&mut first, "first", 1).await.unwrap();
    let (second, end_second) = queue(&db, "second", End::Fill).await;
    let first = tokio::spawn(first.commit());
    end_second.send(()).unwrap();
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    assert!(matches!(second, Err(Error::Full)), "{second:?}");
    // Whether SQLite undid only the statement or all of it, rows and words agree.
    assert_eq!(count(&db).await, i64::from(first.is_ok()));
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, "after", 1).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whoever_is_lost_in_the_queue_keeps_nobody_from_the_commit() {
    let db = sqlite().await;
    let mut first = db.begin().await.unwrap();
    add(&mut first, "first", 1).await.unwrap();
    let (second, _end) = queue(&db, "second", End::Commit).await;
    let first = tokio::spawn(first.commit());
    second.abort();
    first.await.unwrap().unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_lose_nothing_and_double_nothing() {
    let db = sqlite().await;
    let tasks: Vec<_> = (0..400)
        .map(|number: i64| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await?;
                add(&mut tx, &format!("a{number}"), number).await?;
                add(&mut tx, &format!("b{number}"), number).await?;
                match number % 4 {
                    0 => tx.rollback().await,
                    1 => Ok(drop(tx)),
                    _ => tx.commit().await,
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(count(&db).await, 400);
    assert_eq!(db.pool_stats().writing, 0);
}
