use super::subscribers::{Failures, Subscriber, TRIES, settle_each};
use super::*;
use crate::Error;
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

const SERENE: Subscriber = Subscriber { name: "serene", handle: |_, _, _| Box::pin(async { Ok(()) }) };
const PICKY: Subscriber = Subscriber {
    name: "picky",
    handle: |_, _, entry| {
        Box::pin(async move {
            match entry.event {
                Event::CategoriesChanged => Err(Error::internal("not this one")),
                _ => Ok(()),
            }
        })
    },
};

/// Records three entries and gives all, once every reader sees them.
async fn three(env: &Env, before: usize) -> Vec<Entry> {
    let events = [
        Event::UserRegistered { user: env.id() },
        Event::CategoriesChanged,
        Event::UserVerified { user: env.id() },
    ];
    for event in events {
        let mut tx = env.db.begin().await.unwrap();
        record(&mut tx, env, None, event).await.unwrap();
        tx.commit().await.unwrap();
    }
    eventually(before + 3, async || kinds_after(env, Position::default()).await.len()).await;
    read_after(&mut env.db.read(), Position::default(), 10).await.unwrap()
}

async fn place(env: &Env, subscriber: &Subscriber) -> Position {
    cursor(&mut env.db.read(), subscriber.name).await.unwrap()
}

#[tokio::test]
async fn an_entry_that_one_subscriber_cannot_settle_holds_up_that_one_and_not_for_ever() {
    on_each_engine(async |app| {
        let env = &app.env;
        let entries = three(env, 0).await;
        let mut failures = Failures::default();
        for _ in 1..TRIES {
            assert!(settle_each(env, &[PICKY, SERENE], &mut failures).await.is_err());
            assert_eq!(place(env, &PICKY).await, entries[0].position, "what stands before it is settled");
            assert_eq!(place(env, &SERENE).await, entries[2].position);
        }
        assert_eq!(settle_each(env, &[PICKY, SERENE], &mut failures).await.unwrap(), 2);
        assert_eq!(place(env, &PICKY).await, entries[2].position);
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_hides_no_other_and_is_left_behind() {
    on_each_engine(async |app| {
        let env = &app.env;
        let mut tx = env.db.begin().await.unwrap();
        let entry =
            tx.query(&RECORD_EVENT).bind(env.id::<EventEntity>()).bind("of_tomorrow").bind(None::<ShopId>);
        let entry = entry.bind("").bind(r#"{"kind":"of_tomorrow"}"#).bind("").bind(env.now());
        entry.execute().await.unwrap();
        tx.commit().await.unwrap();
        let entries = three(env, 1).await;
        assert_eq!(entries[0].event, Event::Unreadable);
        let mut failures = Failures::default();
        for _ in 1..TRIES {
            assert!(settle_each(env, &[SERENE], &mut failures).await.is_err());
        }
        assert_eq!(settle_each(env, &[SERENE], &mut failures).await.unwrap(), 4);
        assert_eq!(place(env, &SERENE).await, entries[3].position);
    })
    .await;
}

#[test]
fn entries_of_older_versions_can_be_read() {
    let order = OrderId::from_parts(1, 2);
    let read = |kind: &str| -> Event {
        serde_json::from_str(&format!(r#"{{"kind":"{kind}","order":"{order}"}}"#)).unwrap()
    };
    assert_eq!(read("order_shipped"), Event::OrderShipped { order, parcel: None });
    assert_eq!(read("order_refunded"), Event::OrderRefunded { order, refund: None });
}
