use super::with_tables;
use crate::{Engine, Run, full_scans, plan};

const TABLES: &str = "
    create table parents (id text not null primary key, shop text not null, name text not null);
    create index parents_shop on parents (shop, name);
    create table children (id text not null primary key, parent text not null, note text not null);
    create index children_parent on children (parent);";

#[tokio::test]
async fn a_plan_shows_whether_an_index_serves() {
    let served = [
        "select name from parents where id = $1",
        "select name from parents where shop = $1 and name > $2 order by name limit $3",
        "select p.name, c.note from parents p join children c on c.parent = p.id where p.shop = $1 order by p.name",
        "update parents set name = $1 where id = $2",
        "delete from children where parent in (select id from parents where shop = $1)",
        "insert into children (id, parent, note) values ($1, $2, $3)",
        "select name from parents where id in ($1, $2)",
        "select name from parents where shop = $1 and (name, id) > ($2, $3) order by name, id limit $4",
        "select name from parents where (shop, name) > ($1, $2) order by shop, name limit $3",
        "with few as (select id, name from parents where shop = $1) select f.name, c.note from few f join children c on c.parent = f.id",
        "select shop from parents where shop in ($1, $2) group by shop having count(*) > $3",
    ];
    let scans = [
        "select name from parents where name = $1",
        "select p.name from parents p join children c on c.note = p.id where p.shop = $1",
        "select id from parents order by shop, name",
        "update children set note = $1 where note = $2",
    ];
    for db in with_tables(TABLES).await {
        for text in served {
            let lines = plan(&db, text).await.unwrap();
            assert!(full_scans(&lines).is_empty(), "{text}\n{}", lines.join("\n"));
        }
        for text in scans {
            let lines = plan(&db, text).await.unwrap();
            assert!(!full_scans(&lines).is_empty(), "{text}\n{}", lines.join("\n"));
        }
        assert!(plan(&db, "select missing from nowhere").await.is_err());
    }
}

#[tokio::test]
async fn statistics_know_that_a_state_which_all_rows_have_is_not_rare() {
    let tables = "create table goods (id bigint not null primary key, state text not null);
        create index goods_by_state on goods (state, id);";
    for db in with_tables(tables).await {
        for (from, until) in [(0, 100), (100, 9_000)] {
            let mut tx = db.begin().await.unwrap();
            let many = "insert into goods (id, state) with recursive n (i) as
                (select cast($1 as bigint) + 1 union all select i + 1 from n where i < $2) select i, 'active' from n";
            tx.dynamic("tests::many", many.to_owned()).bind(from).bind(until).execute().await.unwrap();
            tx.commit().await.unwrap();
            db.refresh_statistics().await.unwrap();
        }
        if db.engine() == Engine::Sqlite {
            let known = "select stat from sqlite_stat1 where idx = 'goods_by_state'".to_owned();
            let stat: String = db.read().dynamic("tests::stat", known).scalar().await.unwrap();
            assert_eq!(stat, "9000 9000 1");
            let samples = "select count(*) from sqlite_stat4".to_owned();
            assert_eq!(db.read().dynamic("tests::samples", samples).scalar::<i64>().await.unwrap(), 0);
        }
    }
}
