use domain::accounts::Role;
use domain::time::{DAY, HOUR};

use super::*;
use crate::testing::on_each_engine;

#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_had() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        let first = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        let client = Client { session: Some(first.session.clone()), device: Some(first.device), ..home() };
        let second = sign_in(env, "ada@example.com", PASSWORD, &client).await.unwrap();
        assert_ne!(first.session, second.session);
        assert!(authenticate(env, &first.session).await.unwrap().is_none());
        let user = scope(env, &second.session).await;
        assert_eq!(sessions(env, &user).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_person_sees_and_ends_their_sessions_and_nobody_else_s() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        try_sign_in(env, "ada@example.com", PASSWORD, &client("198.51.100.9")).await.unwrap();
        let bob = signed_in(env, "bob@example.com").await;
        let own = sessions(env, &bob).await.unwrap();
        assert_eq!((own.len(), own[0].current), (1, true));

        let not_hers = end_session(env, &ada, &own[0].id).await;
        assert!(matches!(not_hers, Err(Error::NotFound)));
        assert_eq!(sessions(env, &bob).await.unwrap().len(), 1, "not hers to end");
        let other = sessions(env, &ada).await.unwrap().into_iter().find(|session| !session.current).unwrap();
        assert_eq!(other.ip, "198.51.100.9");
        end_session(env, &ada, &other.id).await.unwrap();
        assert_eq!(sessions(env, &ada).await.unwrap().len(), 1);
        sign_out(env, &ada).await.unwrap();
        assert!(sessions(env, &ada).await.unwrap().is_empty());
        sign_out_everywhere(env, &bob).await.unwrap();
        assert!(sessions(env, &bob).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_session_lives_thirty_days_from_its_last_use_and_is_tidied_away() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        let signed = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        assert_eq!(signed.max_age, 30 * 24 * 3600);
        app.clock.advance(29 * DAY);
        assert!(authenticate(env, &signed.session).await.unwrap().is_some());
        app.clock.advance(29 * DAY);
        assert!(authenticate(env, &signed.session).await.unwrap().is_some());
        app.clock.advance(30 * DAY + 1);
        assert!(authenticate(env, &signed.session).await.unwrap().is_none());
        let mut tx = env.db.begin().await.unwrap();
        tidy(&mut tx, env.now()).await.unwrap();
        crate::mails::tidy(&mut tx, env.now()).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_session_is_good_while_the_writer_is_busy() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        let signed = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        app.clock.advance(2 * HOUR);
        let busy = env.db.begin().await.unwrap();
        assert!(authenticate(env, &signed.session).await.unwrap().is_some());
        busy.rollback().await.unwrap();
        assert!(authenticate(env, &signed.session).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_is_told_by_mail() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        let other = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        let refused =
            change_password(env, &ada, "not the password", "another good phrase").await.unwrap_err();
        assert_eq!(fields(refused), wrong("current", Problem::WrongCredentials));
        let refused = change_password(env, &ada, PASSWORD, "ada@example.com").await.unwrap_err();
        assert_eq!(fields(refused), wrong("password", Problem::CommonPassword));
        change_password(env, &ada, PASSWORD, "another good phrase").await.unwrap();
        assert!(authenticate(env, &other.session).await.unwrap().is_none());
        assert_eq!(sessions(env, &ada).await.unwrap().len(), 1);
        assert_eq!(links(app, MailKind::PasswordChanged).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_disabled_person_cannot_sign_in_and_is_signed_out() {
    on_each_engine(async |app| {
        use db::Run;
        db::sql!(DISABLE_USER, "update users set disabled_at = 1 where id = $1");
        let env = &app.env;
        let ada = someone(env, "ada@example.com").await;
        let signed = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        let mut tx = env.db.begin().await.unwrap();
        tx.query(&DISABLE_USER).bind(ada).execute().await.unwrap();
        tx.commit().await.unwrap();
        assert!(authenticate(env, &signed.session).await.unwrap().is_none());
        let refused = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.err().unwrap();
        assert_eq!(fields(refused), wrong("password", Problem::WrongCredentials));
    })
    .await;
}

#[tokio::test]
async fn only_managers_and_admins_become_staff() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        assert!(matches!(ada.staff(), Err(Error::NotFound)));
        set_role(env, ada.user(), Role::Manager).await.unwrap();
        let session = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap().session;
        assert_eq!(scope(env, &session).await.staff().unwrap().role(), Role::Manager);
    })
    .await;
}

#[tokio::test]
async fn a_guest_s_cart_goes_to_whoever_signs_in() {
    on_each_engine(async |app| {
        use db::Run;
        db::sql!(
            ADD_GUEST_CART,
            "insert into carts (id, token_hash, currency, created_at, updated_at) values ($1, $2, 'EUR', $3, $3)"
        );
        db::sql!(CART_OWNER, "select user_id from carts where token_hash = $1");
        let env = &app.env;
        let ada = someone(env, "ada@example.com").await;
        let cart = crate::crypto::token_hash("the cart's secret");
        let mut tx = env.db.begin().await.unwrap();
        let query = tx.query(&ADD_GUEST_CART).bind(env.id::<domain::id::CartEntity>()).bind(&cart);
        query.bind(env.now()).execute().await.unwrap();
        tx.commit().await.unwrap();
        let client = Client { cart: Some("the cart's secret".into()), ..home() };
        try_sign_in(env, "ada@example.com", PASSWORD, &client).await.unwrap();
        let owner: Option<UserId> = env.db.read().query(&CART_OWNER).bind(&cart).scalar().await.unwrap();
        assert_eq!(owner, Some(ada));
    })
    .await;
}
