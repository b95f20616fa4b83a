//! Carts, through their verbs.

use db::Run;
use db::testing::counted;
use domain::cart::{KEPT, MAX_LINES, MAX_QUANTITY};
use domain::checkout::StockNote;
use domain::id::{CartId, VariantId};
use domain::time::DAY;

use super::forget::{DROP_OLD_CARTS, forget};
use super::*;
use crate::accounts::tests::signed_in;
use crate::scope::BuyerScope;
use crate::testing::store::{self, Goods};
use crate::testing::{TestApp, on_each_engine};
use crate::{Env, Error, checkout, jobs};

async fn guest(env: &Env) -> BuyerScope {
    let token = create(env, &BuyerScope::default()).await.unwrap();
    BuyerScope::new(None, Some(&token))
}

async fn mug(env: &Env, slug: &str) -> VariantId {
    let shop = store::shop(env, slug, true).await;
    store::variant(env, shop, Goods::default()).await
}

fn code(error: &Error) -> &str {
    match error {
        Error::Conflict { code, .. } => code,
        other => panic!("not a conflict: {other:?}"),
    }
}

#[tokio::test]
async fn the_first_thing_that_a_stranger_adds_makes_a_cart_and_gives_its_secret() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mug(env, "mugs").await;
        let empty = view(env, &BuyerScope::default()).await.unwrap();
        assert_eq!((empty.cart, empty.version, empty.pieces, empty.ready), (None, 0, 0, false));
        let changed = add(env, &BuyerScope::default(), mug, 2).await.unwrap();
        let token = changed.token.unwrap();
        let buyer = BuyerScope::new(None, Some(&token));
        let shown = view(env, &buyer).await.unwrap();
        assert_eq!(shown, changed.cart);
        assert_eq!((shown.pieces, shown.subtotal.amount, shown.ready), (2, 3998, true));
        assert_eq!(shown.shops[0].lines[0].stock, StockNote::InStock);
        assert_eq!(pieces(env, &buyer).await.unwrap(), 2);
        let again = add(env, &buyer, mug, 1).await.unwrap();
        assert_eq!((again.token, again.cart.pieces), (None, 3));
    })
    .await;
}

#[tokio::test]
async fn a_cart_is_opened_once_and_its_secret_given_once() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mug(env, "mugs").await;
        let opened = open(env, &BuyerScope::default()).await.unwrap();
        let buyer = BuyerScope::new(None, opened.token.as_deref());
        assert_eq!(opened.cart, view(env, &buyer).await.unwrap());
        add(env, &buyer, mug, 2).await.unwrap();
        let again = open(env, &buyer).await.unwrap();
        assert_eq!((again.token, again.cart.cart, again.cart.pieces), (None, opened.cart.cart, 2));
    })
    .await;
}

#[tokio::test]
async fn a_line_shows_only_a_picture_that_is_there() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mug(env, "mugs").await;
        let buyer = guest(env).await;
        add(env, &buyer, mug, 1).await.unwrap();
        let picture = async || view(env, &buyer).await.unwrap().shops[0].lines[0].picture;
        store::change(
            env,
            "insert into media (id, shop_id, kind, status, created_at)
             select '01HZZZZZZZZZZZZZZZZZZZZZZZ', shop_id, 'remote', 'pending', 0 from variants where id = $1",
            mug,
        )
        .await;
        store::change(
            env,
            "insert into product_media (product_id, media_id, position)
             select product_id, '01HZZZZZZZZZZZZZZZZZZZZZZZ', 0 from variants where id = $1",
            mug,
        )
        .await;
        assert_eq!(picture().await, None, "it is still to be fetched");
        store::change(
            env,
            "update media set status = 'ready' where shop_id = (select shop_id from variants where id = $1)",
            mug,
        )
        .await;
        assert!(picture().await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_cart_is_not_another_s() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mug(env, "mugs").await;
        let (ada, eve) = (guest(env).await, guest(env).await);
        add(env, &ada, mug, 1).await.unwrap();
        let signed = signed_in(env, "ada@example.com").await;
        for stranger in [&eve, &BuyerScope::default(), &BuyerScope::new(None, Some("guessed"))] {
            assert_eq!(view(env, stranger).await.unwrap().pieces, 0);
            assert!(matches!(set_quantity(env, stranger, mug, 5, None).await, Err(Error::NotFound)));
            assert!(matches!(remove(env, stranger, mug, None).await, Err(Error::NotFound)));
        }
        assert_eq!(view(env, &BuyerScope::new(Some(&signed), None)).await.unwrap().pieces, 0);
        // A cart that became a person's is not opened by its old secret.
        let token = create(env, &BuyerScope::default()).await.unwrap();
        let both = BuyerScope::new(Some(&signed), Some(&token));
        add(env, &both, mug, 1).await.unwrap();
        merge(env, &both).await.unwrap();
        assert_eq!(view(env, &BuyerScope::new(Some(&signed), None)).await.unwrap().pieces, 1);
        assert_eq!(view(env, &BuyerScope::new(None, Some(&token))).await.unwrap().pieces, 0);
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_guest_s_cart_is_summed_into_the_person_s_once() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let (mug, lamp) = (mug(env, "mugs").await, self::mug(env, "lamps").await);
        let signed = signed_in(env, "ada@example.com").await;
        let person = BuyerScope::new(Some(&signed), None);
        add(env, &person, mug, 2).await.unwrap();
        let token = create(env, &BuyerScope::default()).await.unwrap();
        let stranger = BuyerScope::new(None, Some(&token));
        add(env, &stranger, mug, 3).await.unwrap();
        add(env, &stranger, lamp, 1).await.unwrap();
        checkout::enter(env, &stranger).await.unwrap();
        assert_eq!(store::stock(env, mug).await.reserved, 3);
        let both = BuyerScope::new(Some(&signed), Some(&token));
        for _ in 0..2 {
            merge(env, &both).await.unwrap();
            let joined = view(env, &both).await.unwrap();
            assert_eq!((joined.pieces, joined.shops.len()), (6, 2));
        }
        assert_eq!(view(env, &stranger).await.unwrap().pieces, 0);
        // Checkout holds anew for the cart that it is now.
        assert_eq!(store::stock(env, mug).await.reserved, 0);
        store::assert_stock_is_sound(env).await;
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_cart_has_bounds() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let endless = Goods { tracked: false, on_hand: 0, ..Goods::default() };
        let buyer = guest(env).await;
        let first = store::variant(env, shop, endless).await;
        for quantity in [0, -1, MAX_QUANTITY + 1, i64::MAX] {
            assert!(matches!(add(env, &buyer, first, quantity).await, Err(Error::Invalid(_))), "{quantity}");
        }
        add(env, &buyer, first, MAX_QUANTITY).await.unwrap();
        assert!(matches!(add(env, &buyer, first, 1).await, Err(Error::Invalid(_))));
        for _ in 1..MAX_LINES {
            let variant = store::variant(env, shop, endless).await;
            add(env, &buyer, variant, 1).await.unwrap();
        }
        let one_more = store::variant(env, shop, endless).await;
        assert_eq!(code(&add(env, &buyer, one_more, 1).await.unwrap_err()), "cart_full");
        let shown = view(env, &buyer).await.unwrap();
        assert_eq!(shown.pieces, MAX_QUANTITY + MAX_LINES as i64 - 1);
    })
    .await;
}

#[tokio::test]
async fn only_what_is_on_sale_in_an_open_shop_can_be_added() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let buyer = guest(env).await;
        for (slug, change) in [
            ("a", "update products set status = 'draft' where id = (select product_id from variants where id = $1)"),
            ("b", "update variants set archived_at = 1 where id = $1"),
            ("c", "update shops set status = 'closed' where id = (select shop_id from variants where id = $1)"),
        ] {
            let mug = mug(env, slug).await;
            store::change(env, change, mug).await;
            assert!(matches!(add(env, &buyer, mug, 1).await, Err(Error::NotFound)), "{slug}");
        }
        let unknown = env.id();
        assert!(matches!(add(env, &buyer, unknown, 1).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_change_for_an_outdated_page_is_told_and_lines_say_what_is_left() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let shop = store::shop(env, "mugs", true).await;
        let few = store::variant(env, shop, Goods { on_hand: 4, ..Goods::default() }).await;
        let buyer = guest(env).await;
        let shown = add(env, &buyer, few, 2).await.unwrap().cart;
        let line = &shown.shops[0].lines[0];
        assert_eq!((line.stock, line.max_quantity), (StockNote::Low { left: 4 }, 4));
        let newer = set_quantity(env, &buyer, few, 3, Some(shown.version)).await.unwrap();
        let stale = set_quantity(env, &buyer, few, 1, Some(shown.version)).await.unwrap_err();
        assert_eq!(code(&stale), "stale");
        assert_eq!(view(env, &buyer).await.unwrap(), newer);
        // Others were quicker: the line says so, and fewer pieces are taken without asking.
        store::change(env, "update variants set on_hand = 2 where id = $1", few).await;
        let shown = view(env, &buyer).await.unwrap();
        assert_eq!(shown.shops[0].lines[0].stock, StockNote::TooMany { left: 2 });
        assert!(!shown.ready && shown.subtotal.amount == 0);
        assert!(set_quantity(env, &buyer, few, 2, None).await.unwrap().ready);
        assert!(remove(env, &buyer, few, None).await.unwrap().shops.is_empty());
        assert!(matches!(remove(env, &buyer, few, None).await, Err(Error::NotFound)));
    })
    .await;
}

/// A guest with one line in the cart.
async fn filled(env: &Env, variant: VariantId) -> (BuyerScope, CartId) {
    let buyer = guest(env).await;
    let cart = add(env, &buyer, variant, 1).await.unwrap().cart.cart.unwrap();
    (buyer, cart)
}

#[tokio::test]
async fn a_guest_s_cart_is_dropped_in_the_night_after_ninety_days() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mug(env, "mugs").await;
        let at_night = async || {
            jobs::fire_due(env).await.unwrap();
            app.run_jobs().await.unwrap();
        };
        at_night().await;
        let (old, _) = filled(env, mug).await;
        checkout::enter(env, &old).await.unwrap();
        app.clock.advance(DAY);
        let (young, _) = filled(env, mug).await;
        app.clock.advance(KEPT - DAY);
        at_night().await;
        assert_eq!(pieces(env, &old).await.unwrap(), 1, "not a moment too early");
        app.clock.advance(DAY);
        at_night().await;
        assert_eq!((pieces(env, &old).await.unwrap(), pieces(env, &young).await.unwrap()), (0, 1));
        for (table, left) in [("carts", 1), ("cart_lines", 1), ("checkouts", 0), ("reservations", 0)] {
            let text = format!("select count(*) from {table}");
            let rows: i64 = env.db.read().dynamic("testing::rows", text).scalar().await.unwrap();
            assert_eq!(rows, left, "{table}");
        }
        store::assert_stock_is_sound(env).await;
        // Whoever comes back later begins anew.
        assert!(add(env, &old, mug, 1).await.unwrap().token.is_some());
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_old_cart_of_a_person_or_of_a_purchase_or_that_holds_pieces_is_kept() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mug = mug(env, "mugs").await;
        let signed = signed_in(env, "ada@example.com").await;
        let person = BuyerScope::new(Some(&signed), None);
        let owned = add(env, &person, mug, 1).await.unwrap().cart.cart.unwrap();
        filled(env, mug).await;
        let mut in_state = Vec::new();
        for state in ["merged", "paying", "ordered"] {
            let (_, cart) = filled(env, mug).await;
            let mut tx = env.db.begin().await.unwrap();
            let text = "update carts set state = $1 where id = $2".to_owned();
            tx.dynamic("testing::state", text).bind(state).bind(cart).execute().await.unwrap();
            tx.commit().await.unwrap();
            in_state.push(cart);
        }
        let (holder, holding) = filled(env, mug).await;
        checkout::enter(env, &holder).await.unwrap();
        app.clock.advance(KEPT + 1);

        assert_eq!(forget(env).await.unwrap(), 2);
        let text = "select id from carts order by id".to_owned();
        let left: Vec<(CartId,)> = env.db.read().dynamic("testing::left", text).fetch_all().await.unwrap();
        let mut kept = vec![(owned,), (in_state[1],), (in_state[2],), (holding,)];
        kept.sort_unstable();
        assert_eq!(left, kept);
        store::assert_stock_is_sound(env).await;
        checkout::sweep_reservations(env).await.unwrap();
        assert_eq!(forget(env).await.unwrap(), 1);
        store::assert_stock_is_sound(env).await;
        app.run_jobs().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn old_carts_are_dropped_two_hundred_at_a_time_by_an_index() {
    on_each_engine(async |app: &TestApp| {
        let env = &app.env;
        let mut tx = env.db.begin().await.unwrap();
        for _ in 0..201 {
            find::insert(&mut tx, env, &BuyerScope::default()).await.unwrap();
        }
        tx.commit().await.unwrap();
        app.clock.advance(KEPT + 1);
        let (dropped, ran) = counted(forget(env)).await;
        // Two hundred, one, and the looks that find no open and no merged one.
        assert_eq!((dropped.unwrap(), ran.len()), (201, 4));
        let plan = db::plan(&env.db, DROP_OLD_CARTS.text()).await.unwrap();
        assert!(db::full_scans(&plan).is_empty(), "{}", plan.join("\n"));
        assert!(plan.iter().any(|line| line.contains("carts_by_user")), "{}", plan.join("\n"));
    })
    .await;
}
