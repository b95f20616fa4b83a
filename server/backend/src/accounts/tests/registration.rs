use db::Run;
use domain::accounts::Confirmation;
use domain::time::DAY;

use super::*;
use crate::testing::on_each_engine;

db::sql!(
    ADD_GUEST_GROUP,
    "insert into order_groups (id, number, cart_id, email, email_folded, locale, currency, address, items_total,
            discount_total, shipping_total, tax_total, total, state, token_hash, created_at)
     values ($1, $2, $1, $3, $4, 'en', 'EUR', '{}', 0, 0, 0, 0, 0, 'placed', $1, 1)"
);
db::sql!(ORDERS_OF, "select count(*) from order_groups where user_id = $1");

async fn guest_order(env: &Env, number: i64, email: &str) {
    let mut tx = env.db.begin().await.unwrap();
    let query = tx.query(&ADD_GUEST_GROUP).bind(format!("G{number}")).bind(number).bind(email);
    query.bind(email.to_lowercase()).execute().await.unwrap();
    tx.commit().await.unwrap();
}

async fn orders_of(env: &Env, user: UserId) -> i64 {
    env.db.read().query(&ORDERS_OF).bind(user).scalar().await.unwrap()
}

#[tokio::test]
async fn a_new_account_is_confirmed_by_the_link_in_its_mail_and_gets_its_guest_orders() {
    on_each_engine(async |app| {
        let env = &app.env;
        guest_order(env, 1, "Ada@Example.com").await;
        guest_order(env, 2, "bob@example.com").await;
        try_register(env, "ada@example.com", PASSWORD).await.unwrap();
        let before = try_sign_in(env, "ADA@example.com", PASSWORD, &home()).await.unwrap();
        let (_, me) = authenticate(env, &before.session).await.unwrap().unwrap();
        assert!(!me.verified);
        assert_eq!(orders_of(env, me.id).await, 0);

        let token = link(app, MailKind::Verify).await;
        let shown = confirmation(env, &token, None).await.unwrap();
        assert_eq!(shown, Confirmation::NeedsPassword { email: "ada@example.com".into() });
        let signed =
            verify(env, &token, None, PASSWORD, &Client { session: Some(before.session.clone()), ..home() })
                .await
                .unwrap();
        let (_, me) = authenticate(env, &signed.session).await.unwrap().unwrap();
        assert!(me.verified);
        assert_eq!(orders_of(env, me.id).await, 1);
        assert!(authenticate(env, &before.session).await.unwrap().is_none(), "the old session ended");
        assert_eq!(confirmation(env, &token, None).await.unwrap(), Confirmation::Expired);

        guest_order(env, 3, "ada@example.com").await;
        try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        assert_eq!(orders_of(env, me.id).await, 2);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_link_alone_does_not_confirm_an_account_that_somebody_else_opened() {
    on_each_engine(async |app| {
        let env = &app.env;
        try_register(env, "victim@example.com", "the attacker's words").await.unwrap();
        let token = link(app, MailKind::Verify).await;
        let refused = verify(env, &token, None, PASSWORD, &home()).await.err().unwrap();
        assert_eq!(fields(refused), wrong("password", Problem::WrongCredentials));
        let other = signed_in(env, "other@example.com").await;
        assert!(verify(env, &token, Some(&other), "", &home()).await.is_err());

        // The owner of the mailbox takes the account over.
        request_reset(env, "victim@example.com", &home()).await.unwrap();
        let token = link(app, MailKind::Reset).await;
        reset(env, &token, PASSWORD, &home()).await.unwrap();
        assert!(try_sign_in(env, "victim@example.com", "the attacker's words", &home()).await.is_err());
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn someone_signed_in_confirms_with_one_click_and_may_ask_for_the_mail_again() {
    on_each_engine(async |app| {
        let env = &app.env;
        try_register(env, "ada@example.com", PASSWORD).await.unwrap();
        let session = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap().session;
        let user = scope(env, &session).await;
        let first = link(app, MailKind::Verify).await;
        app.clock.advance(DAY + 1);
        assert_eq!(confirmation(env, &first, Some(&user)).await.unwrap(), Confirmation::Expired);
        resend_confirmation(env, &user).await.unwrap();
        let again = link(app, MailKind::Verify).await;
        let shown = confirmation(env, &again, Some(&user)).await.unwrap();
        assert_eq!(shown, Confirmation::Ready { email: "ada@example.com".into() });
        let signed =
            verify(env, &again, Some(&user), "", &Client { session: Some(session), ..home() }).await.unwrap();
        assert!(profile(env, &scope(env, &signed.session).await).await.unwrap().verified);
    })
    .await;
}

#[tokio::test]
async fn registering_with_a_known_address_tells_its_owner_and_nobody_else() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        try_register(env, "Ada@Example.com", "another good phrase").await.unwrap();
        app.run_jobs().await.unwrap();
        let (mails, _) = crate::mails::outbox(env, None).await.unwrap();
        assert_eq!(mails.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [MailKind::KnownAddress]);
        assert!(try_sign_in(env, "ada@example.com", "another good phrase", &home()).await.is_err());
        assert!(try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn who_registers_again_before_confirming_sets_the_password_anew() {
    on_each_engine(async |app| {
        let env = &app.env;
        try_register(env, "ada@example.com", "a phrase to forget").await.unwrap();
        let stale = try_sign_in(env, "ada@example.com", "a phrase to forget", &home()).await.unwrap().session;
        try_register(env, "ada@example.com", PASSWORD).await.unwrap();
        assert!(authenticate(env, &stale).await.unwrap().is_none());
        let token = link(app, MailKind::Verify).await;
        assert!(verify(env, &token, None, PASSWORD, &home()).await.is_ok());
    })
    .await;
}

db::sql!(
    ADD_OWN_ADDRESS,
    "insert into addresses (id, user_id, address, created_at, updated_at) values ($1, $2, '{}', 1, 1)"
);
db::sql!(
    ADD_OWN_CART,
    "insert into carts (id, token_hash, user_id, currency, created_at, updated_at) values ($1, $1, $2, 'EUR', 1, 1)"
);
db::sql!(
    ADD_OWN_GROUP,
    "insert into order_groups (id, number, cart_id, user_id, email, email_folded, locale, currency, address, items_total,
            discount_total, shipping_total, tax_total, total, state, token_hash, created_at)
     values ($1, 7, $1, $2, 'x', 'x', 'en', 'EUR', '{}', 0, 0, 0, 0, 0, 'placed', $1, 1)"
);

#[tokio::test]
async fn an_account_that_holds_something_is_not_opened_by_registering_again() {
    on_each_engine(async |app| {
        let env = &app.env;
        for (n, holding) in [&ADD_OWN_ADDRESS, &ADD_OWN_CART, &ADD_OWN_GROUP].into_iter().enumerate() {
            let email = format!("ada{n}@example.com");
            try_register(env, &email, PASSWORD).await.unwrap();
            let session = try_sign_in(env, &email, PASSWORD, &home()).await.unwrap().session;
            let user = scope(env, &session).await;
            let mut tx = env.db.begin().await.unwrap();
            tx.query(holding).bind(format!("T{n}")).bind(user.user()).execute().await.unwrap();
            tx.commit().await.unwrap();

            try_register(env, &email, "another good phrase").await.unwrap();
            assert!(
                try_sign_in(env, &email, "another good phrase", &home()).await.is_err(),
                "{}",
                holding.name()
            );
            assert!(authenticate(env, &session).await.unwrap().is_some(), "and its owner stays signed in");
            let token = link(app, MailKind::Reset).await;
            reset(env, &token, "another good phrase", &home()).await.unwrap();
            assert!(try_sign_in(env, &email, "another good phrase", &home()).await.is_ok());
        }
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_registration_hears_of_every_wrong_field_at_once() {
    on_each_engine(async |app| {
        let form =
            Registration { name: " ", email: "ada", password: "short", locale: Locale::De, client: &home() };
        let found = fields(register(&app.env, form).await.unwrap_err());
        let expected = [
            FieldError::new("name", Problem::Required),
            FieldError::new("email", Problem::NotAnEmail),
            FieldError::new("password", Problem::TooShort { min: 10 }),
        ];
        assert_eq!(found, expected);
    })
    .await;
}
