use domain::time::{MINUTE, SECOND};

use super::*;
use crate::testing::on_each_engine;

fn limited(outcome: &Result<SignedIn>) -> bool {
    matches!(outcome, Err(Error::RateLimited { .. }))
}

#[tokio::test]
async fn a_window_lets_so_many_attempts_through_and_then_says_how_long_to_wait() {
    on_each_engine(async |app| {
        let env = &app.env;
        for _ in 0..3 {
            throttle(env, "track:203.0.113.7", 3, MINUTE).await.unwrap();
        }
        app.clock.advance(20 * SECOND);
        let refused = throttle(env, "track:203.0.113.7", 3, MINUTE).await;
        assert!(matches!(refused, Err(Error::RateLimited { retry_after: 40 })));
        throttle(env, "track:203.0.113.8", 3, MINUTE).await.unwrap();
        app.clock.advance(40 * SECOND);
        throttle(env, "track:203.0.113.7", 3, MINUTE).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn neighbours_in_one_ipv6_network_share_a_bucket() {
    let key = |ip: &str| client_key(ip.parse().unwrap());
    assert_eq!(key("2001:db8:1:2::5"), key("2001:db8:1:2:ffff::1"));
    assert_ne!(key("2001:db8:1:2::5"), key("2001:db8:1:3::5"));
    assert_eq!(key("::ffff:203.0.113.7"), "203.0.113.7");
}

#[tokio::test]
async fn a_stranger_who_guesses_is_stopped_and_the_owner_is_not() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        let stranger = client("198.51.100.66");
        for _ in 0..5 {
            let refused =
                try_sign_in(env, "ada@example.com", "a wrong password", &stranger).await.err().unwrap();
            assert_eq!(fields(refused), wrong("password", Problem::WrongCredentials));
        }
        assert!(
            limited(&try_sign_in(env, "ada@example.com", PASSWORD, &stranger).await),
            "even with the right one"
        );
        for _ in 0..3 {
            assert!(try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.is_ok());
        }
        app.clock.advance(15 * MINUTE);
        assert!(try_sign_in(env, "ada@example.com", PASSWORD, &stranger).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_unknown_address_is_answered_and_throttled_like_a_known_one() {
    on_each_engine(async |app| {
        let env = &app.env;
        for _ in 0..5 {
            let refused = try_sign_in(env, "nobody@example.com", PASSWORD, &home()).await.err().unwrap();
            assert_eq!(fields(refused), wrong("password", Problem::WrongCredentials));
        }
        assert!(limited(&try_sign_in(env, "nobody@example.com", PASSWORD, &home()).await));
    })
    .await;
}

#[tokio::test]
async fn guesses_from_many_addresses_slow_strangers_down_but_not_a_known_browser() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        let known = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        // Counted like failed attempts, without the cost of a hundred hashes.
        for _ in 0..60 {
            throttle(env, "sign-in-account:ada@example.com", i64::MAX, 60 * MINUTE).await.unwrap();
        }
        let elsewhere = client("198.51.100.77");
        assert!(try_sign_in(env, "ada@example.com", "a wrong password", &elsewhere).await.is_err());
        assert!(limited(&try_sign_in(env, "ada@example.com", PASSWORD, &elsewhere).await));

        let with = |device: &str| Client { device: Some(device.into()), ..home() };
        assert!(try_sign_in(env, "ada@example.com", PASSWORD, &with(&known.device)).await.is_ok());
        assert!(limited(&try_sign_in(env, "ada@example.com", PASSWORD, &with("made.up")).await));
        app.clock.advance(MINUTE);
        assert!(try_sign_in(env, "ada@example.com", PASSWORD, &elsewhere).await.is_ok(), "a minute at most");
    })
    .await;
}

#[tokio::test]
async fn the_mark_of_a_browser_is_good_for_its_own_account_only() {
    on_each_engine(async |app| {
        let env = &app.env;
        someone(env, "ada@example.com").await;
        someone(env, "bob@example.com").await;
        let ada = try_sign_in(env, "ada@example.com", PASSWORD, &home()).await.unwrap();
        let client = Client { device: Some(ada.device), ..home() };
        for _ in 0..5 {
            assert!(try_sign_in(env, "bob@example.com", "a wrong password", &client).await.is_err());
        }
        assert!(limited(&try_sign_in(env, "bob@example.com", PASSWORD, &client).await));
    })
    .await;
}

#[tokio::test]
async fn guessing_order_numbers_from_many_addresses_is_slow_for_one_mail_address_only() {
    on_each_engine(async |app| {
        let env = &app.env;
        let track = async |host: u8, email: &str| {
            crate::orders::public_track(env, IpAddr::from([198, 51, 100, host]), "S-100001", email).await
        };
        // Counted like the attempts of many clients.
        for _ in 0..150 {
            throttle(env, "track-mail:ada@example.com", i64::MAX, 60 * MINUTE).await.unwrap();
        }
        assert!(matches!(track(1, "Ada@example.com").await, Err(Error::NotFound)));
        assert!(matches!(track(2, "ada@example.com ").await, Err(Error::RateLimited { .. })));
        assert!(matches!(track(3, "bob@example.com").await, Err(Error::NotFound)));
        app.clock.advance(MINUTE);
        assert!(matches!(track(4, "ada@example.com").await, Err(Error::NotFound)), "a minute at most");
    })
    .await;
}

#[tokio::test]
async fn attempts_at_once_do_not_slip_through() {
    on_each_engine(async |app| {
        let env = &app.env;
        let tries: Vec<_> = (0..12)
            .map(|_| {
                let env = env.clone();
                tokio::spawn(async move { try_sign_in(&env, "nobody@example.com", PASSWORD, &home()).await })
            })
            .collect();
        let mut stopped = 0;
        for attempt in tries {
            stopped += usize::from(limited(&attempt.await.unwrap()));
        }
        assert_eq!(stopped, 7);
    })
    .await;
}
