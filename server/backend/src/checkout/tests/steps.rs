use domain::checkout::CheckoutStep;
use domain::invalid::{FieldError, Problem};
use domain::stock::StockLevels;
use domain::time::MINUTE;

use super::*;
use crate::testing::on_each_engine;

#[tokio::test]
async fn a_wrong_postcode_keeps_what_was_typed() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let buyer = filled(env, &[(mug, 1)]).await;
        enter(env, &buyer).await.unwrap();
        let mut typed = home();
        typed.address.postcode = "ABC".into();
        typed.email = "nobody".into();
        save_address(env, &buyer, typed.clone()).await.unwrap();
        // A reload shows the same.
        let shown = super::view(env, &buyer).await.unwrap();
        assert_eq!(shown.step, CheckoutStep::Address);
        assert_eq!((shown.email.as_str(), &shown.address), ("nobody", &typed.address));
        let example = Problem::BadPostcode { example: "10115".into() };
        assert_eq!(shown.errors[0], FieldError::new("email", Problem::NotAnEmail));
        assert_eq!(shown.errors[1].field, "postcode");
        assert!(matches!(&shown.errors[1].problem, Problem::BadPostcode { .. }), "{example:?}");
        // The right one replaces it, and the next step is open.
        let shown = save_address(env, &buyer, home()).await.unwrap();
        assert!(shown.errors.is_empty());
        assert_eq!((shown.step, shown.shops[0].choices.len()), (CheckoutStep::Shipping, 1));
    })
    .await;
}

#[tokio::test]
async fn a_shop_that_does_not_send_to_a_country_says_so() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods::default()).await;
        let buyer = filled(env, &[(mug, 1)]).await;
        enter(env, &buyer).await.unwrap();
        let mut abroad = home();
        abroad.address =
            Address { postcode: "1010".into(), city: "Wien".into(), country: "AT".into(), ..abroad.address };
        let view = save_address(env, &buyer, abroad.clone()).await.unwrap();
        let (choice, rate) = (&view.shops[0].choices[0], view.shops[0].choices[0].rate);
        assert_eq!(choice.price.amount, 990);
        let view = save_shipping(env, &buyer, &[(shop, rate)]).await.unwrap();
        assert_eq!((view.step, view.totals.tax_included.amount), (CheckoutStep::Review, 333 + 165));
        // In another country the choice is gone, and so is the step.
        let view = save_address(env, &buyer, home()).await.unwrap();
        assert_eq!(view.step, CheckoutStep::Shipping);
        let view = save_shipping(env, &buyer, &[(shop, rate)]).await.unwrap();
        let field = format!("shipping.{shop}");
        assert_eq!(view.errors, [FieldError::new(&field, Problem::UnknownChoice)]);
        let view = save_shipping(env, &buyer, &[]).await.unwrap();
        assert_eq!(view.errors, [FieldError::new(&field, Problem::Required)]);
        abroad.address.country = "CH".into();
        abroad.address.postcode = "8001".into();
        let view = save_address(env, &buyer, abroad).await.unwrap();
        assert!(view.shops[0].unreachable && view.totals.shipping.is_none());
        assert_eq!(view.step, CheckoutStep::Shipping);
    })
    .await;
}

#[tokio::test]
async fn a_hold_lives_ten_minutes_is_prolonged_by_steps_up_to_thirty_and_is_swept() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 3, ..Goods::default() }).await;
        let buyer = filled(env, &[(mug, 3)]).await;
        let held = StockLevels { on_hand: 3, allocated: 0, reserved: 3 };
        let start = env.now();
        let view = enter(env, &buyer).await.unwrap();
        assert_eq!((view.held_until, view.shortages.len()), (Some(start.plus(10 * MINUTE)), 0));
        for minute in [8, 16, 24] {
            app.clock.advance(8 * MINUTE);
            let view = enter(env, &buyer).await.unwrap();
            let until = (minute + 10).min(30);
            assert_eq!(view.held_until, Some(start.plus(until * MINUTE)), "at minute {minute}");
            assert_eq!(sweep_reservations(env).await.unwrap(), 0);
            assert_eq!(store::stock(env, mug).await, held);
        }
        assert_eq!(store::count(env, "select count(*) from products where available").await, 0);
        app.clock.advance(6 * MINUTE);
        assert_eq!(sweep_reservations(env).await.unwrap(), 1);
        assert_eq!(store::stock(env, mug).await.available(), 3);
        assert_eq!(store::count(env, "select count(*) from products where available").await, 1);
        // Told when it ran out and when it came back.
        let told = "select count(*) from events where kind = 'stock_changed'";
        assert_eq!(store::count(env, told).await, 3);
        assert_eq!(super::view(env, &buyer).await.unwrap().held_until, None);
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_hold_that_ran_out_unswept_keeps_its_start_and_ends_after_thirty_minutes() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 3, ..Goods::default() }).await;
        let (buyer, other) = (filled(env, &[(mug, 3)]).await, filled(env, &[(mug, 3)]).await);
        let start = env.now();
        enter(env, &buyer).await.unwrap();
        for (pause, until) in [(12, 22), (11, 30)] {
            app.clock.advance(pause * MINUTE);
            let view = enter(env, &buyer).await.unwrap();
            assert_eq!(view.held_until, Some(start.plus(until * MINUTE)));
        }
        app.clock.advance(8 * MINUTE);
        let view = enter(env, &buyer).await.unwrap();
        assert_eq!((view.held_until, view.shortages.len()), (None, 0));
        assert_eq!(store::stock(env, mug).await.available(), 3);
        // Whoever comes first has them now.
        let view = enter(env, &other).await.unwrap();
        assert_eq!(view.held_until, Some(env.now().plus(10 * MINUTE)));
        assert_eq!(enter(env, &buyer).await.unwrap().shortages.len(), 1);
        store::assert_stock_is_sound(env).await;
    })
    .await;
}

#[tokio::test]
async fn a_hold_follows_the_cart_and_too_little_is_told_by_line() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let mug = store::variant(env, shop, Goods { on_hand: 5, ..Goods::default() }).await;
        let lamp = store::variant(env, shop, Goods::default()).await;
        let (buyer, other) = (filled(env, &[(mug, 4), (lamp, 1)]).await, filled(env, &[(mug, 3)]).await);
        enter(env, &buyer).await.unwrap();
        let view = enter(env, &other).await.unwrap();
        assert_eq!((view.shortages[0].wanted, view.shortages[0].available), (3, 1));
        assert_eq!(store::stock(env, mug).await.reserved, 4);
        cart::set_quantity(env, &buyer, mug, 2, None).await.unwrap();
        assert_eq!(store::stock(env, mug).await.reserved, 2);
        assert!(enter(env, &other).await.unwrap().shortages.is_empty());
        cart::remove(env, &buyer, lamp, None).await.unwrap();
        assert_eq!(store::stock(env, lamp).await.reserved, 0);
        // What is held counts for its holder.
        let refused = cart::set_quantity(env, &buyer, mug, 3, None).await.unwrap_err();
        assert_eq!(conflict_code(&refused), "out_of_stock");
        store::assert_stock_is_sound(env).await;
    })
    .await;
}
