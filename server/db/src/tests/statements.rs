use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

use super::{STOCK, add, with_tables};
use crate::testing::{counted, never_ran};
use crate::{Builder, Engine, Error, Ran, Run, registry};

fn ran(name: &str, engine: Engine) -> Ran {
    registry().into_iter().find(|statement| statement.name.ends_with(name)).expect("declared").ran(engine)
}

#[tokio::test]
async fn a_declared_statement_is_known_before_it_runs_and_counted_when_it_does() {
    crate::sql!(COUNTED, "select count(*) from stock where shop = $1");
    crate::sql!(
        /// Declared and never used on purpose.
        UNUSED,
        "select 1"
    );
    assert_eq!(UNUSED.text(), "select 1");
    assert_eq!(ran("::UNUSED", Engine::Sqlite), Ran::default());
    for db in with_tables(STOCK).await {
        assert_eq!(ran("::COUNTED", db.engine()).runs, 0);
        for _ in 0..3 {
            db.read().query(&COUNTED).bind("s1").scalar::<i64>().await.unwrap();
        }
        let _ = db.read().query(&COUNTED).execute().await;
        let counted = ran("::COUNTED", db.engine());
        assert_eq!((counted.runs, counted.errors), (4, 1), "the last one had nothing bound");
        assert!(counted.slowest <= counted.total && !counted.slowest.is_zero());
    }
    let name = registry().into_iter().find(|s| s.name.ends_with("::COUNTED")).unwrap().name;
    assert_eq!(name, "db::tests::statements::COUNTED");
}

#[tokio::test]
async fn the_statements_of_a_task_are_counted_apart_from_those_of_others() {
    for db in with_tables(STOCK).await {
        let ask = async |name: &'static str| {
            let text = "select count(*) from stock".to_owned();
            db.read().dynamic(name, text).scalar::<i64>().await.unwrap()
        };
        ask("before").await;
        let other = db.clone();
        let (answer, ran) = counted(async {
            let text = "select count(*) from stock".to_owned();
            tokio::spawn(async move { other.read().dynamic("other", text).scalar::<i64>().await.unwrap() })
                .await
                .unwrap();
            let mut tx = db.begin().await.unwrap();
            let refused = tx.dynamic("wrong", "select nothing from nowhere".to_owned()).execute().await;
            assert!(refused.is_err());
            tx.rollback().await.unwrap();
            ask("first").await + ask("second").await
        })
        .await;
        ask("after").await;
        assert_eq!((answer, ran), (0, vec!["wrong", "first", "second"]));
    }
}

#[tokio::test]
async fn filters_and_lists_number_their_placeholders() {
    for db in with_tables(STOCK).await {
        let mut tx = db.begin().await.unwrap();
        for (id, available) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
            add(&mut tx, id, available).await.unwrap();
        }
        tx.commit().await.unwrap();
        let find = async |ids: &[&str], least: Option<i64>, word: &'static str| {
            let mut builder = Builder::new("tests::find", "select id from stock where shop = ").bind("s1");
            if let Some(least) = least {
                builder = builder.push(" and available >= ").bind(least);
            }
            let builder = builder.push(word).bind_list(ids).push(" order by id limit ").bind(10);
            let rows: Vec<(String,)> = builder.query(&mut db.read()).fetch_all().await.unwrap();
            rows.into_iter().map(|row| row.0).collect::<String>()
        };
        assert_eq!(find(&["a", "c", "d"], Some(2), " and id in ").await, "cd");
        assert_eq!(find(&["a", "c"], None, " and id in ").await, "ac");
        assert_eq!(find(&[], None, " and id in ").await, "");
        assert_eq!(find(&[], None, " and id not in ").await, "abcd");
        assert_eq!(find(&["a", "b", "c"], None, " and id not in ").await, "d");
        let none: [i64; 0] = [];
        let numbers =
            Builder::new("tests::numbers", "select id from stock where available in ").bind_list(none);
        assert!(numbers.query(&mut db.read()).fetch_all::<(String,)>().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn lists_of_similar_length_share_a_shape_and_each_shape_is_registered() {
    for db in with_tables(STOCK).await {
        for length in 1..=8 {
            let builder = Builder::new("tests::shapes", "select id from stock where available in ")
                .bind_list(0..length);
            builder.query(&mut db.read()).fetch_all::<(String,)>().await.unwrap();
        }
        let shapes: Vec<_> = registry().into_iter().filter(|s| s.name == "tests::shapes").collect();
        assert_eq!(shapes.len(), 4, "1, 2, 4 and 8");
        assert_eq!(shapes.iter().map(|s| s.ran(db.engine()).runs).sum::<u64>(), 8);
        assert!(shapes.iter().all(|s| s.dynamic));
    }
}

#[tokio::test]
async fn rows_are_handed_over_one_by_one_until_the_reader_refuses() {
    crate::sql!(
        MANY,
        "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 100000) select i from n"
    );
    for db in with_tables(STOCK).await {
        let mut sum = 0;
        db.read()
            .query(&MANY)
            .fetch_each(|(n,): (i64,)| {
                sum += n;
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!(sum, 5_000_050_000);

        let mut tx = db.begin().await.unwrap();
        let mut seen = 0;
        let outcome = tx
            .query(&MANY)
            .fetch_each(|(_,): (i64,)| {
                seen += 1;
                if seen == 10 { Err(Error::other("enough")) } else { Ok(()) }
            })
            .await;
        assert_eq!((outcome.unwrap_err().to_string(), seen), ("enough".to_owned(), 10));
        add(&mut tx, "a", 1).await.expect("the transaction is still good");
        tx.commit().await.unwrap();
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// For the whole process: a call site that another test's thread reaches first is asked for
/// that thread's subscriber only, and stays silent when it has none.
fn log() -> Log {
    static LOG: LazyLock<Log> = LazyLock::new(|| {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("no other test sets one");
        log
    });
    LOG.clone()
}

#[tokio::test]
async fn a_slow_query_is_logged_with_its_name_and_without_its_values() {
    let log = log();
    for db in with_tables(STOCK).await {
        let slow = db.engine().pick(
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) from n where $1 <> ''",
            "select count(*) from pg_sleep(0.15) where $1 <> ''",
        );
        let mut conn = db.read();
        conn.dynamic("tests::slow", slow.to_owned()).bind("hunter2").scalar::<i64>().await.unwrap();
        let text = String::from_utf8(std::mem::take(&mut *log.0.lock().unwrap())).unwrap();
        let told = text.lines().any(|line| line.contains("slow query") && line.contains("tests::slow"));
        assert!(told, "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[test]
fn what_ran_in_any_process_of_a_run_is_not_reported() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("1.txt"), "sqlite a::ONE\npostgres a::TWO\n").unwrap();
    // Statements of this crate's tests are left out, so nothing is left to report.
    assert!(never_ran(folder.path(), Engine::Sqlite).is_empty());
}
