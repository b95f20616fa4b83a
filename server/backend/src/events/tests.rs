use super::*;
use crate::testing::{eventually, on_each_engine};

async fn kinds_after(env: &Env, position: Position) -> Vec<&'static str> {
    let entries = read_after(&mut env.db.read(), position, 100).await.unwrap();
    entries.iter().map(|e| e.event.kind()).collect()
}

#[tokio::test]
async fn an_event_is_seen_when_its_write_commits_and_never_when_it_rolls_back() {
    on_each_engine(async |app| {
        let env = &app.env;
        let mut tx = env.db.begin().await.unwrap();
        record(&mut tx, env, None, Event::CategoriesChanged).await.unwrap();
        assert!(kinds_after(env, Position::default()).await.is_empty());
        tx.commit().await.unwrap();
        let mut tx = env.db.begin().await.unwrap();
        record(&mut tx, env, None, Event::UserRegistered { user: env.id() }).await.unwrap();
        tx.rollback().await.unwrap();
        eventually(vec!["categories_changed"], async || kinds_after(env, Position::default()).await).await;
    })
    .await;
}

#[tokio::test]
async fn a_write_that_began_first_and_commits_last_is_not_skipped() {
    on_each_engine(async |app| {
        if app.env.db.engine() == Engine::Sqlite {
            return; // One writer: two open writes cannot be.
        }
        let env = app.env.clone();
        let (early_wrote, wrote) = tokio::sync::oneshot::channel();
        let (go, may_commit) = tokio::sync::oneshot::channel::<()>();
        let early = tokio::spawn(async move {
            let mut tx = env.db.begin().await.unwrap();
            record(&mut tx, &env, None, Event::CategoriesChanged).await.unwrap();
            early_wrote.send(()).unwrap();
            may_commit.await.unwrap();
            tx.commit().await.unwrap();
        });
        wrote.await.unwrap();
        let mut tx = app.env.db.begin().await.unwrap();
        record(&mut tx, &app.env, None, Event::UserVerified { user: app.env.id() }).await.unwrap();
        tx.commit().await.unwrap();
        assert!(
            kinds_after(&app.env, Position::default()).await.is_empty(),
            "the later one waits for the earlier"
        );
        go.send(()).unwrap();
        early.await.unwrap();
        eventually(vec!["categories_changed", "user_verified"], async || {
            kinds_after(&app.env, Position::default()).await
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_reader_resumes_after_the_entry_that_it_settled_last() {
    on_each_engine(async |app| {
        for _ in 0..5 {
            let mut tx = app.env.db.begin().await.unwrap();
            record(&mut tx, &app.env, None, Event::CategoriesChanged).await.unwrap();
            record(&mut tx, &app.env, None, Event::CategoriesChanged).await.unwrap();
            tx.commit().await.unwrap();
        }
        eventually(10, async || kinds_after(&app.env, Position::default()).await.len()).await;
        let mut seen = 0;
        let mut at = Position::default();
        loop {
            let entries = read_after(&mut app.env.db.read(), at, 3).await.unwrap();
            let Some(last) = entries.last() else { break };
            seen += entries.len();
            at = last.position;
        }
        assert_eq!(seen, 10);
    })
    .await;
}
