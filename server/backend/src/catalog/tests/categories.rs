use domain::products::CategoryForm;
use domain::{Locale, invalid::Problem};

use super::*;
use crate::Error;
use crate::catalog::{categories, products};
use crate::testing::on_each_engine;

fn form(name: &str, parent: Option<domain::id::CategoryId>) -> CategoryForm {
    CategoryForm {
        name: name.into(),
        parent: parent.map(|id| id.to_string()).unwrap_or_default(),
        ..Default::default()
    }
}

#[tokio::test]
async fn paths_follow_when_a_category_is_renamed_or_moved() {
    on_each_engine(async |app| {
        let (env, staff) = (&app.env, manager(app));
        let home = categories::create(env, &staff, &form("Home", None)).await.unwrap();
        let lamps = categories::create(env, &staff, &form("Lamps", Some(home))).await.unwrap();
        categories::create(env, &staff, &form("Desk Lamps", Some(lamps))).await.unwrap();
        let garden = categories::create(env, &staff, &form("Garden", None)).await.unwrap();
        let paths = async || {
            let all = categories::list(env, &staff).await.unwrap();
            all.into_iter().map(|row| row.path).collect::<Vec<_>>()
        };
        assert_eq!(paths().await, ["home", "home/lamps", "home/lamps/desk-lamps", "garden"]);
        categories::edit(env, &staff, lamps, &form("Lights", Some(garden))).await.unwrap();
        assert_eq!(paths().await, ["home", "garden", "garden/lights", "garden/lights/desk-lamps"]);
        categories::shift(env, &staff, garden, -1).await.unwrap();
        assert_eq!(paths().await, ["garden", "garden/lights", "garden/lights/desk-lamps", "home"]);
        let below_itself = categories::edit(env, &staff, garden, &form("Garden", Some(lamps))).await;
        assert!(matches!(below_itself, Err(Error::Invalid(_))), "{below_itself:?}");
        let taken = categories::create(env, &staff, &form("home", None)).await;
        assert!(matches!(&taken, Err(Error::Invalid(e)) if e[0].problem == Problem::Taken), "{taken:?}");
        let choices = categories::public_choices(env, Locale::En).await.unwrap();
        assert_eq!(choices[2].1, "Garden › Lights › Desk Lamps");
        assert_eq!(events(app, "categories_changed").await, 6);
    })
    .await;
}

#[tokio::test]
async fn a_category_without_a_picture_is_drawn() {
    on_each_engine(async |app| {
        let (env, staff) = (&app.env, manager(app));
        let mugs = CategoryForm { drawing: "mug".into(), ..form("Mugs", None) };
        let id = categories::create(env, &staff, &mugs).await.unwrap();
        categories::edit(env, &staff, id, &form("Cups", None)).await.unwrap();
        assert_eq!(
            categories::list(env, &staff).await.unwrap()[0].drawing,
            "mug",
            "it stays when none is chosen"
        );
        let drawn = crate::media::public_picture(env, id.cast(), 160).await.unwrap();
        assert_eq!(&drawn.bytes[..4], b"RIFF");
        assert_eq!(crate::media::draw_all(env, |_| {}).await.unwrap(), 1);
        let unknown = CategoryForm { drawing: "unicorn".into(), ..form("Unicorns", None) };
        assert!(matches!(categories::create(env, &staff, &unknown).await, Err(Error::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn a_category_that_something_is_in_stays() {
    on_each_engine(async |app| {
        let (env, staff) = (&app.env, manager(app));
        let shop = shop(app, "wool").await;
        let knit = categories::create(env, &staff, &form("Knitwear", None)).await.unwrap();
        let mut draft = jumper();
        draft.category = Some(knit);
        products::create(env, &shop, &draft).await.unwrap();
        let refused = categories::remove(env, &staff, knit).await;
        assert!(matches!(refused, Err(Error::Conflict { code: "in_use", .. })), "{refused:?}");
        let empty = categories::create(env, &staff, &form("Empty", None)).await.unwrap();
        categories::remove(env, &staff, empty).await.unwrap();
        assert_eq!(categories::list(env, &staff).await.unwrap()[0].products, 1);
        draft.category = Some(empty);
        let gone = products::create(env, &shop, &draft).await;
        assert!(matches!(&gone, Err(Error::Invalid(e)) if e[0].field == "category"), "{gone:?}");
    })
    .await;
}
