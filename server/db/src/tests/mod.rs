//! Every trap between the engines, on both of them.

mod engines;
mod errors;
mod migrator;
mod plans;
mod statements;
mod threads;
mod together;
mod transactions;

use crate::testing::{TestDb, each_blank};
use crate::{Db, Run};

/// A blank database on each engine, with tables.
async fn with_tables(script: &str) -> Vec<TestDb> {
    let all = each_blank().await;
    for db in &all {
        let mut tx = db.begin().await.unwrap();
        tx.script(script).await.unwrap();
        tx.commit().await.unwrap();
    }
    all
}

/// The table that most tests share.
const STOCK: &str = "create table stock (
    id text not null primary key, shop text not null, sku text not null, available bigint not null,
    unique (shop, sku))";

crate::sql!(ADD, "insert into stock (id, shop, sku, available) values ($1, $2, $3, $4)");
crate::sql!(COUNT, "select count(*) from stock");

async fn add(conn: &mut dyn Run, id: &str, available: i64) -> crate::Result<u64> {
    conn.query(&ADD).bind(id).bind("s1").bind(id).bind(available).execute().await
}

async fn count(db: &Db) -> i64 {
    db.read().query(&COUNT).scalar().await.unwrap()
}
