use super::count;
use crate::testing::{each, each_blank};
use crate::{Db, Engine, Error, Migration, Options, Run, merge, migrations, shared_level};

fn step(version: i64, text: &str) -> Migration {
    Migration { version, name: format!("step_{version}"), text: text.to_owned() }
}

async fn applied(db: &Db) -> Vec<(i64, String)> {
    let text = "select version, name from migrations order by version".to_owned();
    db.read().dynamic("tests::applied", text).fetch_all().await.unwrap()
}

#[test]
fn shared_and_own_steps_merge_by_version() {
    let merged = merge(vec![step(1, "a"), step(3, "c")], vec![step(2, "b"), step(4, "d")]);
    assert_eq!(merged.iter().map(|m| m.text.as_str()).collect::<String>(), "abcd");
}

#[test]
fn both_engines_are_as_far_as_each_other_whoever_has_the_newest_step() {
    let newest = |engine| migrations(engine).iter().map(|step| step.version).max().unwrap();
    let (sqlite, postgres) = (newest(Engine::Sqlite), newest(Engine::Postgres));
    assert!(shared_level(sqlite).is_some());
    assert_eq!(shared_level(sqlite), shared_level(postgres));
    // A step of SQLite alone, which follows one that both have.
    assert_eq!(shared_level(21), shared_level(20));
    assert_ne!(shared_level(20), shared_level(8));
    assert_eq!(shared_level(sqlite.max(postgres) + 1), None);
}

#[tokio::test]
async fn steps_apply_once_and_later_ones_are_added() {
    let steps = [
        step(1, super::STOCK),
        step(2, "insert into stock values ('a', 's', 'a', 1); insert into stock values ('b', 's', 'b', 1)"),
    ];
    for db in each_blank().await {
        assert_eq!(db.migrate(&steps[..1]).await.unwrap(), 1);
        assert_eq!(db.migrate(&steps).await.unwrap(), 1);
        assert_eq!(db.migrate(&steps).await.unwrap(), 0);
        assert_eq!(count(&db).await, 2);
        let recent: bool = db
            .read()
            .dynamic("tests::recent", "select min(applied_at) > 1700000000000 from migrations".to_owned())
            .scalar()
            .await
            .unwrap();
        assert!(recent, "applied_at is in milliseconds");
    }
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_behind() {
    let steps =
        [step(1, super::STOCK), step(2, "create table half (id text); insert into nowhere values (1)")];
    for db in each_blank().await {
        let error = db.migrate(&steps).await.unwrap_err();
        assert!(
            matches!(&error, Error::Migration(text) if text.contains("step_2") && text.contains("nowhere")),
            "{error}"
        );
        assert_eq!(applied(&db).await, [(1, "step_1".to_owned())]);
        let repaired = [steps[0].clone(), step(2, "create table half (id text)")];
        assert_eq!(db.migrate(&repaired).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_changed_an_unknown_or_a_misplaced_step_is_refused() {
    let steps = [step(1, super::STOCK), step(2, "create table more (id text)")];
    for db in each_blank().await {
        db.migrate(&steps).await.unwrap();
        let changed = [steps[0].clone(), step(2, "create table less (id text)")];
        for wrong in [&changed[..], &steps[..1], &[steps[1].clone(), steps[0].clone()]] {
            assert!(matches!(db.migrate(wrong).await, Err(Error::Migration(_))));
        }
    }
}

#[tokio::test]
async fn several_processes_may_migrate_at_once() {
    let steps: Vec<Migration> = (1..=5).map(|n| step(n, &format!("create table t{n} (id text)"))).collect();
    for db in each_blank().await {
        let tasks = futures::future::join_all((0..3).map(|_| {
            let (url, steps) = (db.url().to_owned(), steps.clone());
            tokio::spawn(async move {
                let other = Db::connect(&url, Options::default()).await.unwrap();
                let count = other.migrate(&steps).await.unwrap();
                other.close().await;
                count
            })
        }));
        let counts: usize = tasks.await.into_iter().map(Result::unwrap).sum();
        assert_eq!((counts, applied(&db).await.len()), (5, 5));
    }
}

#[tokio::test]
async fn the_embedded_migrations_apply_on_both_engines() {
    for db in each().await {
        let steps = migrations(db.engine());
        assert_eq!(db.migrate(&steps).await.unwrap(), 0, "the template has them all");
        assert_eq!(applied(&db).await.len(), steps.len());
    }
    let common = |engine| migrations(engine).iter().map(|m| m.version).max();
    assert_eq!(common(Engine::Sqlite).is_some(), common(Engine::Postgres).is_some());
}
