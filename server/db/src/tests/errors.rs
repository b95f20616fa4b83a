use super::{add, with_tables};
use crate::{Error, Run};

const TABLES: &str = "
    create table shops (id text not null primary key, slug text not null, email text not null, price bigint check (price >= 0));
    create unique index shops_slug on shops (slug) where slug <> '';
    create unique index shops_email on shops (lower(email));
    create table stock (id text not null primary key, shop text not null references shops (id),
        sku text not null, available bigint not null, unique (shop, sku));
    insert into shops (id, slug, email, price) values ('s1', 'one', 'A@x.org', 1);
    insert into stock (id, shop, sku, available) values ('v1', 's1', 'red', 1);";

async fn outcome(db: &crate::Db, text: &str) -> Error {
    let mut tx = db.begin().await.unwrap();
    let error = tx.dynamic("tests::outcome", text.to_owned()).execute().await.unwrap_err();
    tx.rollback().await.unwrap();
    error
}

#[tokio::test]
async fn a_unique_violation_names_table_and_columns_alike_on_both_engines() {
    let cases = [
        ("insert into shops (id, slug, email) values ('s1', 'two', 'b')", "shops.id"),
        ("insert into shops (id, slug, email) values ('s2', 'one', 'b')", "shops.slug"),
        ("insert into shops (id, slug, email) values ('s2', 'two', 'a@X.org')", "shops_email"),
        ("insert into stock (id, shop, sku, available) values ('v2', 's1', 'red', 1)", "stock.shop,sku"),
    ];
    for db in with_tables(TABLES).await {
        for (text, expected) in &cases {
            match outcome(&db, text).await {
                Error::Unique { constraint } => assert_eq!(&constraint, expected),
                other => panic!("{text}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn references_checks_and_not_null_have_their_own_errors() {
    for db in with_tables(TABLES).await {
        let missing = "insert into stock (id, shop, sku, available) values ('v3', 'none', 'blue', 1)";
        assert!(matches!(outcome(&db, missing).await, Error::ForeignKey));
        assert!(matches!(outcome(&db, "delete from shops").await, Error::ForeignKey));
        assert!(matches!(outcome(&db, "update shops set price = -1").await, Error::Check));
        assert!(matches!(outcome(&db, "update shops set slug = null").await, Error::Check));
        let mistake = outcome(&db, "select missing from nowhere").await;
        assert!(matches!(&mistake, Error::Other(_)) && mistake.to_string().contains("nowhere"), "{mistake}");
    }
}

#[tokio::test]
async fn a_text_with_a_nul_is_found_nowhere() {
    for db in with_tables(TABLES).await {
        let mut conn = db.read();
        let query = conn.dynamic("tests::nul", "select id from shops where slug = $1".to_owned());
        assert!(matches!(query.bind("one\0").fetch_one::<(String,)>().await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn no_error_repeats_a_bound_value() {
    for db in with_tables(TABLES).await {
        let mut tx = db.begin().await.unwrap();
        let error = tx
            .dynamic("tests::secret", "insert into shops (id, slug, email) values ($1, $2, $3)".to_owned())
            .bind("s9")
            .bind("one")
            .bind("secret@example.org")
            .execute()
            .await
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"));
        drop(tx);
        let mut conn = db.read();
        let error = conn
            .dynamic("tests::secret", "select id, slug from shops where id = $1".to_owned())
            .bind("s1")
            .fetch_all::<(i64, i64)>()
            .await
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s1"), "{error:?}");
    }
}

#[tokio::test]
async fn readers_of_sqlite_cannot_write() {
    let db = with_tables(super::STOCK).await.remove(0);
    assert!(matches!(add(&mut db.read(), "a", 1).await, Err(Error::Other(_))));
}

#[tokio::test]
async fn a_wrong_address_is_refused_with_words_and_without_its_password() {
    for url in ["mysql://x", "postgres://u:hunter2@127.0.0.1:1/x", "sqlite:///no/such/folder/x.db"] {
        let options =
            crate::Options { patience: std::time::Duration::from_millis(300), ..Default::default() };
        let error = crate::Db::connect(url, options).await.map(drop).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
        assert!(error.to_string().contains("database"), "{error}");
    }
}
