//! Every declared statement is served by an index on both engines.

use std::collections::BTreeMap;

use crate::testing::on_each_engine;

/// Statements that may read a whole table, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("backend::ops::check::", "an operator lets it look at everything"),
    ("backend::ops::tables::", "the engine's own list of tables"),
    ("backend::ops::restore::", "an empty database"),
    ("backend::demo::", "an empty database, or the few categories"),
    ("backend::catalog::public::home::COUNT_SHOPS", "the open shops; the answer is kept"),
    ("backend::catalog::public::shops::OPEN_SHOPS", "a page of the open shops, in the index's order"),
    ("backend::catalog::public::sitemap::", "all that is on sale; the answer is kept"),
    ("backend::events::subscribers::LAST_SQLITE", "the end of the primary key"),
];

#[tokio::test]
async fn every_statement_is_served_by_an_index() {
    on_each_engine(async |app| {
        let mut found = BTreeMap::new();
        for statement in db::registry().into_iter().filter(|statement| !statement.dynamic) {
            if statement.name.contains("::tests::") || statement.name.contains("::testing::") {
                continue;
            }
            // A statement in the other engine's words is not asked here.
            let other = app.env.db.engine().pick("_POSTGRES", "_SQLITE");
            if statement.name.ends_with(other) {
                continue;
            }
            let plan = db::plan(&app.env.db, &statement.text).await;
            let plan = plan.unwrap_or_else(|error| panic!("{}: {error}", statement.name));
            let mut scans = db::full_scans(&plan);
            // Over empty tables every index costs PostgreSQL the same.
            scans.retain(|line| !line.contains(", led by "));
            let vague = plan.iter().filter(|line| {
                let bound = line.split_once('(').map_or("", |(_, bound)| bound);
                line.starts_with("SEARCH") && ["status=?)", "state=?)"].contains(&bound)
            });
            let wrong: Vec<String> = scans.iter().chain(vague).cloned().collect();
            let is_allowed = ALLOWED.iter().any(|(allowed, _)| statement.name.starts_with(allowed));
            if !is_allowed && !wrong.is_empty() {
                found.insert(statement.name, wrong);
            }
        }
        assert!(found.is_empty(), "{:?}: {found:#?}", app.env.db.engine());
    })
    .await;
}
