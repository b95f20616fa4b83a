use bytes::Bytes;
use image::{DynamicImage, ImageFormat, RgbImage};

use super::*;
use crate::Error;
use crate::catalog::{lists, pictures, products};
use crate::media;
use crate::testing::on_each_engine;

/// A small picture of one colour.
fn png(red: u8) -> Bytes {
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(40, 50, image::Rgb([red, 80, 90])));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner().into()
}

#[tokio::test]
async fn pictures_are_added_put_in_order_described_and_taken_away() {
    on_each_engine(async |app| {
        let (env, shop) = (&app.env, shop(app, "wool").await);
        let id = products::create(env, &shop, &jumper()).await.unwrap();
        let red = pictures::add(env, &shop, id, png(200), "Red").await.unwrap();
        let dark = pictures::add(env, &shop, id, png(10), "").await.unwrap();
        assert_eq!(
            pictures::add(env, &shop, id, png(200), "").await.unwrap(),
            red,
            "the same content is the same picture"
        );
        pictures::reorder(env, &shop, id, &[dark]).await.unwrap();
        pictures::describe(env, &shop, id, dark, "Dark").await.unwrap();
        let mut draft = lists::product(env, &shop, id).await.unwrap().draft;
        draft.variants[0].picture = Some(red);
        products::edit(env, &shop, id, 1, &draft).await.unwrap();
        let list = pictures::list(env, &shop, id).await.unwrap();
        let shown: Vec<_> = list.iter().map(|p| (p.media, p.alt.as_str(), p.width, p.height)).collect();
        assert_eq!(shown, [(dark, "Dark", 40, 50), (red, "Red", 40, 50)]);
        assert_eq!(derived(app, id).await.4, 2);
        pictures::detach(env, &shop, id, red).await.unwrap();
        let after = lists::product(env, &shop, id).await.unwrap();
        assert_eq!((after.draft.variants[0].picture, after.pictures.len()), (None, 1));
        let served = media::public_picture(env, dark, 160).await.unwrap();
        assert_eq!((&served.bytes[..4], served.content_type), (&b"RIFF"[..], "image/webp"));
        assert!(matches!(media::public_picture(env, dark, 161).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_and_what_is_another_shop_s_is_refused() {
    on_each_engine(async |app| {
        let (env, mine, other) = (&app.env, shop(app, "wool").await, shop(app, "silk").await);
        let id = products::create(env, &mine, &jumper()).await.unwrap();
        let svg = Bytes::from_static(b"<svg xmlns='http://www.w3.org/2000/svg'/>");
        let refused = pictures::add(env, &mine, id, svg, "").await;
        assert!(
            matches!(&refused, Err(Error::Conflict { code: "picture_refused", details }) if details["reason"] == "not_a_picture"),
            "{refused:?}"
        );
        let theirs = media::upload(env, &other, png(1)).await.unwrap().media;
        assert!(matches!(pictures::attach(env, &mine, id, theirs, "").await, Err(Error::NotFound)));
        assert!(matches!(pictures::add(env, &other, id, png(1), "").await, Err(Error::NotFound)));
        let mut draft = lists::product(env, &mine, id).await.unwrap().draft;
        draft.variants[0].picture = Some(theirs);
        let edit = products::edit(env, &mine, id, 1, &draft).await;
        assert!(matches!(&edit, Err(Error::Invalid(e)) if e[0].field == "variants.0.picture"), "{edit:?}");
    })
    .await;
}

#[tokio::test]
async fn only_an_owner_changes_the_shop_s_logo() {
    on_each_engine(async |app| {
        let (env, owner) = (&app.env, shop(app, "wool").await);
        let logo = media::set_logo(env, &owner, Some(png(7))).await.unwrap().unwrap();
        assert!(media::public_picture(env, logo, 160).await.is_ok());
        assert_eq!(media::set_logo(env, &owner, None).await.unwrap(), None);
        assert_eq!(events(app, "shop_changed").await, 2);
        let staff = ShopScope { role: domain::accounts::MemberRole::Staff, ..owner };
        assert!(matches!(media::set_logo(env, &staff, None).await, Err(Error::Forbidden)));
    })
    .await;
}
