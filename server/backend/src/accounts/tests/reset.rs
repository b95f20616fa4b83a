use domain::time::HOUR;

use super::*;
use crate::testing::on_each_engine;

#[tokio::test]
async fn a_reset_link_works_once_within_an_hour_and_ends_every_session() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        let old = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap().session;
        request_reset(env, "ADA@example.com ", &home()).await.unwrap();
        let token = link(app, MailKind::Reset).await;
        assert_eq!(reset_email(env, &token).await.unwrap().as_deref(), Some("ada@example.com"));
        let refused = reset(env, &token, "short", &home()).await.err().unwrap();
        assert_eq!(fields(refused), wrong("password", Problem::TooShort { min: 10 }));

        let signed = reset(env, &token, "another good phrase", &home()).await.unwrap();
        assert!(authenticate(env, &signed.session).await.unwrap().is_some());
        assert!(authenticate(env, &old).await.unwrap().is_none());
        assert!(try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.is_err());
        assert!(try_sign_in(env, "ada@example.com", "another good phrase", &home()).await.is_ok());
        let refused = reset(env, &token, "a third good phrase", &home()).await.err().unwrap();
        assert_eq!(fields(refused), wrong("token", Problem::LinkExpired));

        request_reset(env, "ada@example.com", &home()).await.unwrap();
        let late = link(app, MailKind::Reset).await;
        app.clock.advance(HOUR + 1);
        assert_eq!(reset_email(env, &late).await.unwrap(), None);
        let refused = reset(env, &late, "a third good phrase", &home()).await.err().unwrap();
        assert_eq!(fields(refused), wrong("token", Problem::LinkExpired));
    })
    .await;
}

#[tokio::test]
async fn asking_for_a_reset_answers_alike_whether_the_address_is_known() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        request_reset(env, "nobody@example.com", &home()).await.unwrap();
        assert_eq!(app.run_jobs().await.unwrap(), 1);
        assert!(links(app, MailKind::Reset).await.is_empty());
        request_reset(env, "ada@example.com", &home()).await.unwrap();
        assert_eq!(links(app, MailKind::Reset).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_is_not_flooded_and_each_of_its_links_works() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        for host in 0..9 {
            request_reset(env, "ada@example.com", &client(&format!("198.51.100.{host}"))).await.unwrap();
        }
        let sent = links(app, MailKind::Reset).await;
        assert_eq!(sent.len(), 5);
        reset(env, sent.last().unwrap(), "another good phrase", &home()).await.unwrap();
        assert_eq!(reset_email(env, &sent[0]).await.unwrap(), None, "the others are void after one was used");
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_opens_an_account_is_readable_in_no_column() {
    on_each_engine(async |app| {
        use db::Run;
        db::sql!(RAW_MAILS, "select text_body, html_body from mails limit 10");
        let env = &app.env;
        someone(env, "ada@example.com").await;
        request_reset(env, "ada@example.com", &home()).await.unwrap();
        let token = link(app, MailKind::Reset).await;
        let raw: Vec<(String, String)> = env.db.read().query(&RAW_MAILS).fetch_all().await.unwrap();
        assert_eq!(raw.len(), 1);
        assert!(!raw[0].0.contains(&token) && !raw[0].1.contains(&token));
    })
    .await;
}
