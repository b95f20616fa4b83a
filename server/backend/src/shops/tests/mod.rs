//! Shops, through their verbs.

mod members;
mod settings;

use domain::address::Address;
use domain::id::ShopId;
use domain::invalid::{FieldError, Problem};
use domain::shops::OpenShopForm;

use super::*;
use crate::accounts::tests::{signed_in, someone};
use crate::accounts::{shop_scope, shop_scope_by_slug};
use crate::scope::{ShopScope, UserScope};
use crate::testing::on_each_engine;
use crate::{Env, Error, Slice};

fn form(slug: &str) -> OpenShopForm {
    OpenShopForm {
        name: "North Lights".into(),
        slug: slug.into(),
        country: "de".into(),
        time_zone: "Europe/Berlin".into(),
    }
}

/// A shop and its owner.
async fn shop(env: &Env, slug: &str) -> (ShopScope, UserScope) {
    let owner = signed_in(env, &format!("owner-of-{slug}@example.com")).await;
    let opened = open(env, &owner, &form(slug)).await.unwrap();
    (shop_scope(env, &owner, opened.shop).await.unwrap(), owner)
}

async fn changes(env: &Env, shop: ShopId) -> i64 {
    use db::Run;
    // Straight from the table: readers of the log wait for older transactions of the whole server.
    db::sql!(SHOP_CHANGES, "select count(*) from events where kind = 'shop_changed' and shop_id = $1");
    env.db.read().query(&SHOP_CHANGES).bind(shop).scalar().await.unwrap()
}

fn fields(error: Error) -> Vec<FieldError> {
    match error {
        Error::Invalid(fields) => fields,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn who_opens_a_shop_owns_it_and_everybody_sees_it() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (scope, owner) = shop(env, "north-lights").await;
        let face = public_shop(env, "north-lights").await.unwrap();
        assert_eq!(
            (face.id, face.name.as_str(), face.address.country.as_str()),
            (scope.shop(), "North Lights", "DE")
        );
        assert_eq!(public_shop_by_id(env, scope.shop()).await.unwrap(), face);
        let (all, next) = public_shops(env, Slice::first(48)).await.unwrap();
        assert_eq!((all.len(), all[0].slug.as_str(), next), (1, "north-lights", None));
        assert!(public_shops(env, Slice::new(Some("north-lights"), 48)).await.unwrap().0.is_empty());
        assert!(matches!(public_shop(env, "elsewhere").await, Err(Error::NotFound)));
        assert_eq!(shop_scope_by_slug(env, &owner, "north-lights").await.unwrap().shop(), scope.shop());

        let taken = fields(open(env, &owner, &form("north-lights")).await.unwrap_err());
        assert_eq!(taken, [FieldError::new("slug", Problem::Taken)]);
        let reserved = fields(open(env, &owner, &form("dashboard")).await.unwrap_err());
        assert_eq!(reserved, [FieldError::new("slug", Problem::Taken)]);
        let nowhere = OpenShopForm { time_zone: "Europe/Atlantis".into(), ..form("atlantis") };
        let unknown = fields(open(env, &owner, &nowhere).await.unwrap_err());
        assert_eq!(unknown, [FieldError::new("time_zone", Problem::UnknownChoice)]);
    })
    .await;
}

#[tokio::test]
async fn a_shop_is_opened_only_with_a_confirmed_mail_address() {
    on_each_engine(async |app| {
        use db::Run;
        db::sql!(UNCONFIRM, "update users set verified_at = null where id = $1");
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        let mut tx = env.db.begin().await.unwrap();
        tx.query(&UNCONFIRM).bind(ada.user()).execute().await.unwrap();
        tx.commit().await.unwrap();
        let refused = open(env, &ada, &form("north-lights")).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict { code: "unverified", .. }));
    })
    .await;
}

#[tokio::test]
async fn an_operator_adds_a_shop_for_somebody() {
    on_each_engine(async |app| {
        let env = &app.env;
        let owner = someone(env, "ada@example.com").await;
        let new = |slug| NewShop {
            slug,
            name: "Demo",
            owner,
            address: Address::default(),
            email: "shop@example.com",
            time_zone: "Asia/Tokyo",
            prices_include_tax: false,
        };
        let id = create(env, new("demo")).await.unwrap();
        let shown = settings(env, &ShopScope::system(id)).await.unwrap();
        assert_eq!((shown.time_zone.as_str(), shown.face.prices_include_tax), ("Asia/Tokyo", false));
        assert_eq!(shown.members.iter().map(|member| member.user).collect::<Vec<_>>(), [owner]);
        assert!(create(env, new("demo")).await.is_err());
        let nobody = NewShop { owner: env.id(), ..new("other") };
        assert!(matches!(create(env, nobody).await, Err(Error::NotFound)));
    })
    .await;
}

#[test]
fn time_zones_to_choose_from_are_places_that_exist() {
    let zones = time_zones();
    assert!(zones.len() > 300);
    for zone in ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"] {
        assert!(zones.iter().any(|name| name == zone), "{zone}");
    }
    assert!(zones.iter().all(|zone| check_time_zone(zone).is_ok()));
}
