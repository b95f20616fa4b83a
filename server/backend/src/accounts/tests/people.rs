use domain::accounts::{MemberRole, Role};
use domain::address::Address;

use super::*;
use crate::shops;
use crate::testing::on_each_engine;

fn berlin() -> Address {
    Address {
        name: "Ada".into(),
        line1: "Invalidenstr. 1".into(),
        postcode: "10115".into(),
        city: "Berlin".into(),
        country: "de".into(),
        ..Address::default()
    }
}

#[tokio::test]
async fn an_operator_adds_a_person_who_chooses_their_password_by_a_link() {
    on_each_engine(async |app| {
        let env = &app.env;
        let new = || NewUser {
            email: "Boss@Example.com",
            name: "Boss",
            role: Role::Admin,
            locale: Locale::De,
            password: None,
        };
        let id = create_user(env, new()).await.unwrap();
        assert_eq!(fields(create_user(env, new()).await.unwrap_err()), wrong("email", Problem::Taken));
        assert_eq!(find_by_email(env, "boss@example.COM").await.unwrap(), Some(id));
        let found = person(env, id).await.unwrap();
        assert_eq!(
            (found.email.as_str(), found.role, found.locale, found.verified),
            ("Boss@Example.com", Role::Admin, Locale::De, true)
        );
        assert!(try_sign_in(env, "boss@example.com", "", &home()).await.is_err());
        let link = reset_link(env, id).await.unwrap();
        let token = link.strip_prefix("http://127.0.0.1:3000/account/reset/").unwrap();
        reset(env, token, PASSWORD, &home()).await.unwrap();
        assert!(try_sign_in(env, "boss@example.com", PASSWORD, &home()).await.is_ok());
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_person_changes_their_name_and_language() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        update_profile(env, &ada, " Ada Lovelace ", Locale::De).await.unwrap();
        let shown = profile(env, &ada).await.unwrap();
        assert_eq!((shown.name.as_str(), shown.locale), ("Ada Lovelace", Locale::De));
        let refused = update_profile(env, &ada, "", Locale::De).await.unwrap_err();
        assert_eq!(fields(refused), wrong("name", Problem::Required));
    })
    .await;
}

#[tokio::test]
async fn addresses_are_checked_kept_and_not_for_others() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        let bob = signed_in(env, "bob@example.com").await;
        let saved = save_address(env, &ada, None, &berlin()).await.unwrap();
        assert_eq!(saved.address.country, "DE");
        let bad = Address { postcode: "1".into(), ..berlin() };
        assert_eq!(fields(save_address(env, &ada, None, &bad).await.unwrap_err())[0].field, "postcode");

        let moved = Address { city: "Potsdam".into(), postcode: "14467".into(), ..berlin() };
        assert!(matches!(save_address(env, &bob, Some(saved.id), &moved).await, Err(Error::NotFound)));
        assert!(matches!(delete_address(env, &bob, saved.id).await, Err(Error::NotFound)));
        assert!(addresses(env, &bob).await.unwrap().is_empty());
        save_address(env, &ada, Some(saved.id), &moved).await.unwrap();
        let kept = addresses(env, &ada).await.unwrap();
        assert_eq!((kept.len(), kept[0].address.city.as_str()), (1, "Potsdam"));
        delete_address(env, &ada, saved.id).await.unwrap();
        assert!(addresses(env, &ada).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_shop_is_not_there_for_who_does_not_work_in_it() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        let bob = signed_in(env, "bob@example.com").await;
        let shop = new_shop(env, "north-lights", ada.user()).await;
        let scope = shop_scope(env, &ada, shop).await.unwrap();
        assert_eq!((scope.shop(), scope.user(), scope.role()), (shop, Some(ada.user()), MemberRole::Owner));
        assert!(matches!(shop_scope(env, &bob, shop).await, Err(Error::NotFound)));
        assert!(matches!(shop_scope_by_slug(env, &bob, "north-lights").await, Err(Error::NotFound)));
        assert!(matches!(shop_scope_by_slug(env, &ada, "elsewhere").await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn an_admin_enters_a_shop_only_with_a_reason_that_its_record_shows() {
    on_each_engine(async |app| {
        let env = &app.env;
        let ada = signed_in(env, "ada@example.com").await;
        let shop = new_shop(env, "north-lights", ada.user()).await;
        let owner = shop_scope(env, &ada, shop).await.unwrap();
        let staff = |role| {
            let id = ada.user();
            crate::scope::StaffScope { user: id, role }
        };
        let manager = staff(Role::Manager);
        assert!(matches!(enter_shop_as_admin(env, &manager, shop, "curious").await, Err(Error::NotFound)));
        let admin = staff(Role::Admin);
        assert!(matches!(enter_shop_as_admin(env, &admin, shop, " ").await, Err(Error::Invalid(_))));
        let entered = enter_shop_as_admin(env, &admin, shop, "a refund is stuck").await.unwrap();
        assert_eq!((entered.shop(), entered.role()), (shop, MemberRole::Owner));
        let (record, next) = shop_audit(env, &owner, crate::Slice::first(50)).await.unwrap();
        assert_eq!(record[0].action, "shop.entered_by_admin");
        assert!(record[0].details.contains("a refund is stuck") && next.is_none());
    })
    .await;
}

async fn new_shop(env: &Env, slug: &str, owner: UserId) -> domain::id::ShopId {
    let new = shops::NewShop {
        slug,
        name: "North Lights",
        owner,
        address: Address::default(),
        email: "",
        time_zone: "Europe/Berlin",
        prices_include_tax: true,
    };
    shops::create(env, new).await.unwrap()
}
