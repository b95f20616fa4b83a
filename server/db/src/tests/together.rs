//! Many writes of SQLite at once.

use super::{STOCK, add, count};
use crate::{Db, Options};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_lose_nothing_and_double_nothing() {
    let db = Db::connect("sqlite::memory:", Options::default()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.script(STOCK).await.unwrap();
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..400)
        .map(|number: i64| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await?;
                add(&mut tx, &format!("a{number}"), number).await?;
                add(&mut tx, &format!("b{number}"), number).await?;
                match number % 4 {
                    0 => tx.rollback().await,
                    1 => {
                        drop(tx);
                        Ok(())
                    }
                    _ => {
                        tx.commit().await?;
                        // What is acknowledged is seen by whoever looks.
                        assert!(count(&db).await >= 2);
                        Ok(())
                    }
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
