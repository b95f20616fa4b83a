use domain::accounts::MemberRole;

use super::*;

fn conflict(outcome: crate::Result<()>) -> &'static str {
    match outcome {
        Err(Error::Conflict { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_owner_adds_changes_and_removes_members() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, _) = shop(env, "north-lights").await;
        let bob = signed_in(env, "bob@example.com").await;
        let unknown =
            fields(add_member(env, &owner, "nobody@example.com", MemberRole::Staff).await.unwrap_err());
        assert_eq!(unknown, [FieldError::new("email", Problem::NoSuchAccount)]);
        app.clock.advance(1);
        add_member(env, &owner, "BOB@example.com", MemberRole::Staff).await.unwrap();
        let again = fields(add_member(env, &owner, "bob@example.com", MemberRole::Staff).await.unwrap_err());
        assert_eq!(again, [FieldError::new("email", Problem::Taken)]);

        let staff = shop_scope(env, &bob, owner.shop()).await.unwrap();
        assert_eq!(staff.role(), MemberRole::Staff);
        // Entries of one millisecond have no order.
        app.clock.advance(1);
        set_member_role(env, &owner, bob.user(), MemberRole::Owner).await.unwrap();
        assert_eq!(shop_scope(env, &bob, owner.shop()).await.unwrap().role(), MemberRole::Owner);
        app.clock.advance(1);
        remove_member(env, &owner, bob.user()).await.unwrap();
        assert!(matches!(shop_scope(env, &bob, owner.shop()).await, Err(Error::NotFound)));
        assert!(matches!(remove_member(env, &owner, bob.user()).await, Err(Error::NotFound)));

        let (record, _) = crate::accounts::shop_audit(env, &owner, crate::Slice::first(50)).await.unwrap();
        let deeds: Vec<&str> = record.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(deeds, ["member.removed", "member.role_changed", "member.added", "shop.opened"]);
        assert!(record.iter().all(|entry| entry.actor == "Ada"));
    })
    .await;
}

#[tokio::test]
async fn an_owner_always_remains() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, ada) = shop(env, "north-lights").await;
        let step_down = set_member_role(env, &owner, ada.user(), MemberRole::Staff).await;
        assert_eq!(conflict(step_down), "last_owner");
        assert_eq!(conflict(remove_member(env, &owner, ada.user()).await), "last_owner");
        assert_eq!(shop_scope(env, &ada, owner.shop()).await.unwrap().role(), MemberRole::Owner);

        let bob = signed_in(env, "bob@example.com").await;
        add_member(env, &owner, "bob@example.com", MemberRole::Owner).await.unwrap();
        let both =
            [(owner.clone(), bob.user()), (shop_scope(env, &bob, owner.shop()).await.unwrap(), ada.user())];
        let races: Vec<_> = both
            .into_iter()
            .map(|(actor, target)| {
                let env = env.clone();
                tokio::spawn(async move { remove_member(&env, &actor, target).await.is_ok() })
            })
            .collect();
        let mut won = 0;
        for race in races {
            won += usize::from(race.await.unwrap());
        }
        assert_eq!(won, 1, "two owners cannot remove each other");
    })
    .await;
}

#[tokio::test]
async fn staff_reads_the_settings_and_changes_none() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, _) = shop(env, "north-lights").await;
        let bob = signed_in(env, "bob@example.com").await;
        add_member(env, &owner, "bob@example.com", MemberRole::Staff).await.unwrap();
        let staff = shop_scope(env, &bob, owner.shop()).await.unwrap();
        assert_eq!(settings(env, &staff).await.unwrap().role, MemberRole::Staff);
        let policies = domain::shops::PoliciesForm::default();
        assert!(matches!(update_policies(env, &staff, &policies).await, Err(Error::Forbidden)));
        assert!(matches!(remove_member(env, &staff, owner.user().unwrap()).await, Err(Error::Forbidden)));
        assert!(matches!(
            add_member(env, &staff, "x@example.com", MemberRole::Owner).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            crate::accounts::shop_audit(env, &staff, crate::Slice::first(50)).await,
            Err(Error::Forbidden)
        ));
    })
    .await;
}
