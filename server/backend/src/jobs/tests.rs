use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use db::Run;

use super::*;
use crate::testing::on_each_engine;

#[derive(Serialize, serde::Deserialize)]
struct Never;

impl Job for Never {
    const KIND: &'static str = "tidy";
    fn unique_key(&self) -> Option<String> {
        Some("never".into())
    }
    async fn run(self, _: &Env) -> Result<()> {
        Ok(())
    }
}

#[derive(Serialize, serde::Deserialize)]
struct Unknown;

impl Job for Unknown {
    const KIND: &'static str = "unknown";
    const MAX_ATTEMPTS: i64 = 2;
    async fn run(self, _: &Env) -> Result<()> {
        Ok(())
    }
}

async fn put<J: Job>(env: &Env, job: &J) {
    let mut tx = env.db.begin().await.unwrap();
    enqueue(&mut tx, env, job).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_job_is_enqueued_once_while_its_key_waits_and_again_when_it_is_done() {
    on_each_engine(async |app| {
        put(&app.env, &Never).await;
        put(&app.env, &Never).await;
        assert_eq!(app.run_jobs().await.unwrap(), 1);
        put(&app.env, &Never).await;
        assert_eq!(app.run_jobs().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_rolled_back_write_leaves_no_job() {
    on_each_engine(async |app| {
        let mut tx = app.env.db.begin().await.unwrap();
        enqueue(&mut tx, &app.env, &Never).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(app.run_jobs().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_waits_longer_each_time_and_is_laid_aside_at_last() {
    on_each_engine(async |app| {
        put(&app.env, &Unknown).await;
        assert_eq!(app.run_jobs().await.unwrap(), 1, "the first attempt");
        assert_eq!(app.run_jobs().await.unwrap(), 0, "it waits before the second");
        app.clock.advance(60_000);
        assert_eq!(app.run_jobs().await.unwrap(), 1, "the second and last");
        assert_eq!(unsettled(&app.env).await.unwrap(), [("unknown".to_owned(), "dead".to_owned())]);
        let mut tx = app.env.db.begin().await.unwrap();
        tx.query(&TEST_DROP_JOBS).execute().await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

db::sql!(TEST_DROP_JOBS, "delete from jobs");
db::sql!(
    TEST_LOSE_WORKER,
    "update jobs set state = 'running', worker = 'gone', attempts = 1, lease_until = $1 where state = 'queued'"
);

#[tokio::test]
async fn a_job_of_a_worker_that_went_away_is_taken_over_after_its_lease() {
    on_each_engine(async |app| {
        put(&app.env, &Never).await;
        let mut tx = app.env.db.begin().await.unwrap();
        tx.query(&TEST_LOSE_WORKER).bind(app.env.now().plus(60_000)).execute().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.run_jobs().await.unwrap(), 0);
        app.clock.advance(60_001);
        assert_eq!(app.run_jobs().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_workers_never_take_the_same_job() {
    on_each_engine(async |app| {
        for n in 0..20 {
            let mut tx = app.env.db.begin().await.unwrap();
            enqueue_at(&mut tx, &app.env, &runner::Tidy, app.env.now().plus(-n)).await.unwrap();
            tx.commit().await.unwrap();
        }
        let ran = Arc::new(AtomicUsize::new(0));
        let workers = (0..3).map(|_| {
            let (env, ran) = (app.env.clone(), ran.clone());
            tokio::spawn(async move {
                let worker = Worker::new(&env);
                while worker.step(&env).await.unwrap() {
                    ran.fetch_add(1, Ordering::SeqCst);
                }
            })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.unwrap();
        }
        assert_eq!(ran.load(Ordering::SeqCst), 20);
    })
    .await;
}

#[tokio::test]
async fn a_schedule_fires_once_however_many_look() {
    on_each_engine(async |app| {
        assert_eq!(fire_due(&app.env).await.unwrap(), 0, "it begins to count");
        app.clock.advance(3 * domain::time::DAY);
        assert_eq!(fire_due(&app.env).await.unwrap(), SCHEDULES.len(), "missed days come once");
        assert_eq!(fire_due(&app.env).await.unwrap(), 0);
        app.run_jobs().await.unwrap();
        app.clock.advance(domain::time::DAY);
        assert!(fire_due(&app.env).await.unwrap() >= 1);
        app.run_jobs().await.unwrap();
    })
    .await;
}
