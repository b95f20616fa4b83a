use domain::accounts::Role;
use domain::system::{Standing, Waiting};
use domain::time::{HOUR, MINUTE};

use crate::accounts::tests::someone;
use crate::ops::{backup, cache_stats, db_pool, health, waiting};
use crate::scope::StaffScope;
use crate::testing::{TestApp, on_each_engine};
use crate::{Error, catalog, jobs};

use super::run;

async fn staff(app: &TestApp, role: Role) -> StaffScope {
    let user = someone(&app.env, &format!("{role}@example.com")).await;
    StaffScope { user, role }
}

/// Settles what the test's own preparations left to do.
async fn settle(app: &TestApp) {
    app.run_jobs().await.unwrap();
}

#[tokio::test]
async fn a_house_in_order_wants_nothing_but_a_backup() {
    on_each_engine(async |app| {
        let manager = staff(app, Role::Manager).await;
        settle(app).await;
        app.clock.advance(2 * HOUR);
        let found = health(&app.env, &manager).await.unwrap();
        assert_eq!((found.uptime(), found.at), (7_200, app.env.now()));
        let database = found.database.as_ref().expect("it answers");
        assert_eq!(database.engine, app.env.db.engine().as_str());
        assert!(database.statements > 0 && database.p95 >= database.median, "{database:?}");
        let waiting = found.waiting.as_ref().unwrap();
        assert_eq!(
            (waiting.jobs(), waiting.mails(), waiting.events()),
            (Standing::Good, Standing::Good, Standing::Good)
        );
        assert_eq!((found.backup, found.backup()), (None, Standing::Look));
        let folder = tempfile::tempdir().unwrap();
        backup(&app.env, &folder.path().join("a.souk")).await.unwrap();
        let again = health(&app.env, &manager).await.unwrap();
        assert_eq!((again.backup, again.backup()), (Some(app.env.now()), Standing::Good));
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_counted_with_its_age() {
    on_each_engine(async |app| {
        let env = &app.env;
        staff(app, Role::Manager).await;
        settle(app).await;
        let quiet = Waiting { subscribers: waiting(env).await.unwrap().subscribers, ..Waiting::default() };
        assert_eq!(waiting(env).await.unwrap(), quiet);
        let names: Vec<&str> = quiet.subscribers.iter().map(|behind| behind.subscriber.as_str()).collect();
        assert!(names.contains(&"mails"), "{names:?}");

        let columns = "id, queue, kind, payload, state, run_at, attempts, max_attempts, created_at";
        let now = env.now().0;
        for (id, state, at) in
            [("a", "queued", now), ("b", "queued", now + HOUR), ("c", "running", now), ("d", "dead", now)]
        {
            let row = format!("'{id}', 'default', 'tidy', 'null', '{state}', {at}, 0, 3, {now}");
            run(env, &format!("insert into jobs ({columns}) values ({row})")).await;
        }
        let columns = "id, reference, kind, recipient, subject, text_body, html_body, state, created_at";
        for (id, state) in [("a", "queued"), ("b", "failed"), ("c", "sent")] {
            let row = format!("'{id}', '{id}', 'reset', 'a@example.com', 's', 't', 'h', '{state}', {now}");
            run(env, &format!("insert into mails ({columns}) values ({row})")).await;
        }
        let mut tx = env.db.begin().await.unwrap();
        let event = crate::events::Event::UserVerified { user: env.id() };
        crate::events::record(&mut tx, env, None, event).await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance(3 * MINUTE);

        let found = waiting(env).await.unwrap();
        assert_eq!((found.ready, found.running, found.dead, found.oldest), (1, 1, 1, 3 * MINUTE));
        assert_eq!((found.mails, found.failed_mails, found.oldest_mail), (1, 1, 3 * MINUTE));
        assert!(found.subscribers.iter().all(|behind| (behind.entries, behind.oldest) == (1, 3 * MINUTE)));
        assert_eq!((found.jobs(), found.events()), (Standing::Look, Standing::Look));
        run(env, "delete from jobs").await;
        assert!(jobs::unsettled(env).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn connections_and_caches_are_for_admins_only() {
    on_each_engine(async |app| {
        let (manager, admin) = (staff(app, Role::Manager).await, staff(app, Role::Admin).await);
        settle(app).await;
        assert!(matches!(db_pool(&app.env, &manager).await, Err(Error::NotFound)));
        assert!(matches!(cache_stats(&app.env, &manager).await, Err(Error::NotFound)));
        let pool = db_pool(&app.env, &admin).await.unwrap();
        assert!(pool.open >= 1 && pool.open <= pool.max && pool.writing == 0, "{pool:?}");
        let tx = app.env.db.begin().await.unwrap();
        assert_eq!(db_pool(&app.env, &admin).await.unwrap().writing, 1);
        tx.rollback().await.unwrap();

        catalog::public_sitemap(&app.env, None).await.unwrap();
        catalog::public_sitemap(&app.env, None).await.unwrap();
        let caches = cache_stats(&app.env, &admin).await.unwrap();
        let sitemap = caches.iter().find(|cache| cache.name == "sitemap").unwrap();
        assert_eq!((sitemap.hits, sitemap.misses, sitemap.entries), (1, 1, 1));
    })
    .await;
}
