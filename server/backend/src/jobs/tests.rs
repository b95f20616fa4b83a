use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use db::Run;

use super::*;
use crate::testing::{eventually, on_each_engine};

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

#[tokio::test]
async fn short_jobs_have_a_worker_that_takes_no_long_ones() {
    on_each_engine(async |app| {
        let pictures = crate::media::FetchPictures { shop: app.env.id(), after: None, round: 0 };
        put(&app.env, &pictures).await;
        app.clock.advance(1);
        put(&app.env, &Never).await;
        let short = Worker::short(&app.env);
        assert!(short.step(&app.env).await.unwrap(), "the short one, though the long one waits longer");
        assert!(!short.step(&app.env).await.unwrap());
        assert_eq!(unsettled(&app.env).await.unwrap(), [("fetch_pictures".to_owned(), "queued".to_owned())]);
        assert!(Worker::new(&app.env).step(&app.env).await.unwrap());
    })
    .await;
}

/// A worker that knows one kind of job, with a lease of some milliseconds.
fn worker_of(env: &Env, run: fn(Env, String) -> Work) -> Worker {
    let kind = Kind { name: "tidy", lease: 60, long: false, run };
    Worker { kinds: vec![kind], ..Worker::new(env) }
}

type Work = std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send>>;

db::sql!(TEST_TAKE_AWAY, "update jobs set worker = 'another' where state = 'running'");

#[tokio::test]
async fn work_whose_lease_is_another_s_is_broken_off() {
    static RUNNING: AtomicBool = AtomicBool::new(false);
    struct Ends;
    impl Drop for Ends {
        fn drop(&mut self) {
            RUNNING.store(false, Ordering::SeqCst);
        }
    }
    on_each_engine(async |app| {
        put(&app.env, &Never).await;
        let env = app.env.clone();
        let step = tokio::spawn(async move {
            let worker = worker_of(&env, |_, _| {
                Box::pin(async {
                    let _ends = Ends;
                    RUNNING.store(true, Ordering::SeqCst);
                    std::future::pending::<Result<()>>().await
                })
            });
            worker.step(&env).await
        });
        eventually(true, async || RUNNING.load(Ordering::SeqCst)).await;
        let mut tx = app.env.db.begin().await.unwrap();
        tx.query(&TEST_TAKE_AWAY).execute().await.unwrap();
        tx.commit().await.unwrap();
        assert!(step.await.unwrap().unwrap());
        assert!(!RUNNING.load(Ordering::SeqCst));
        assert_eq!(unsettled(&app.env).await.unwrap(), [("tidy".to_owned(), "running".to_owned())]);
        let mut tx = app.env.db.begin().await.unwrap();
        tx.query(&TEST_DROP_JOBS).execute().await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn work_goes_on_while_its_lease_cannot_be_prolonged() {
    static RUNNING: AtomicBool = AtomicBool::new(false);
    static MAY_END: tokio::sync::Notify = tokio::sync::Notify::const_new();
    on_each_engine(async |app| {
        RUNNING.store(false, Ordering::SeqCst);
        put(&app.env, &Never).await;
        let worker = worker_of(&app.env, |_, _| {
            Box::pin(async {
                RUNNING.store(true, Ordering::SeqCst);
                MAY_END.notified().await;
                Ok(())
            })
        });
        let in_the_way = async {
            eventually(true, async || RUNNING.load(Ordering::SeqCst)).await;
            // The worker's own task holds a write, so each of its others is refused at once.
            let tx = loop {
                match app.env.db.begin().await {
                    Ok(tx) => break tx,
                    Err(_) => tokio::task::yield_now().await,
                }
            };
            // Several beats: nothing tells of a beat that was refused but the log.
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            tx.rollback().await.unwrap();
            MAY_END.notify_one();
        };
        let (worked, ()) = tokio::join!(worker.step(&app.env), in_the_way);
        assert!(worked.unwrap());
        assert!(unsettled(&app.env).await.unwrap().is_empty(), "it is done, not tried again");
    })
    .await;
}
