use bytes::Bytes;
use domain::shops::{GeneralForm, LookForm, PoliciesForm, RateForm, TaxForm, ZoneForm};
use image::{DynamicImage, ImageFormat, RgbImage};

use super::*;
use crate::accounts::shop_audit;
use crate::{Slice, media};

fn general() -> GeneralForm {
    GeneralForm {
        name: " Nordlicht ".into(),
        tagline: "Lamps".into(),
        email: "hello@nordlicht.example".into(),
        time_zone: "Europe/Vienna".into(),
        address: Address {
            name: "Nordlicht".into(),
            line1: "Ring 1".into(),
            postcode: "1010".into(),
            city: "Wien".into(),
            country: "AT".into(),
            ..Address::default()
        },
        prices_include_tax: false,
        ..GeneralForm::default()
    }
}

fn parcel() -> RateForm {
    RateForm {
        name: "Parcel".into(),
        price: "4,90".into(),
        min_days: "1".into(),
        max_days: "3".into(),
        ..RateForm::default()
    }
}

fn vat() -> TaxForm {
    TaxForm {
        country: "DE".into(),
        class: "standard".into(),
        name: "USt".into(),
        rate: "19".into(),
        ..TaxForm::default()
    }
}

fn home_zone() -> ZoneForm {
    ZoneForm { name: "Home".into(), countries: vec!["DE".into()] }
}

#[tokio::test]
async fn what_an_owner_changes_is_seen_and_told_to_those_who_follow() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, _) = shop(env, "north-lights").await;
        let before = changes(env, owner.shop()).await;
        update_general(env, &owner, &general()).await.unwrap();
        update_look(env, &owner, &LookForm { accent: "#AA3300".into() }).await.unwrap();
        let policies = PoliciesForm { shipping_policy: "Fast".into(), return_policy: "30 days".into() };
        update_policies(env, &owner, &policies).await.unwrap();
        let face = public_shop(env, "north-lights").await.unwrap();
        assert_eq!(
            (face.name.as_str(), face.accent.as_str(), face.return_policy.as_str()),
            ("Nordlicht", "#aa3300", "30 days")
        );
        assert_eq!((face.address.city.as_str(), face.prices_include_tax), ("Wien", false));
        assert_eq!(changes(env, owner.shop()).await, before + 3);

        let nowhere = GeneralForm { time_zone: "Mars/Base".into(), ..general() };
        assert_eq!(fields(update_general(env, &owner, &nowhere).await.unwrap_err())[0].field, "time_zone");
        let colour = LookForm { accent: "red".into() };
        assert_eq!(fields(update_look(env, &owner, &colour).await.unwrap_err())[0].field, "accent");
    })
    .await;
}

/// A small picture of one colour.
fn png(red: u8) -> Bytes {
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(20, 20, image::Rgb([red, 80, 90])));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner().into()
}

#[tokio::test]
async fn logo_and_colour_are_changed_apart_and_stand_in_the_record() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, _) = shop(env, "north-lights").await;
        let look = async || {
            let face = settings(env, &owner).await.unwrap().face;
            (face.logo, face.accent)
        };
        let first = media::set_logo(env, &owner, Some(png(1))).await.unwrap();
        update_look(env, &owner, &LookForm { accent: "#AA3300".into() }).await.unwrap();
        assert!(first.is_some());
        assert_eq!(look().await, (first, "#aa3300".into()));
        let second = media::set_logo(env, &owner, Some(png(2))).await.unwrap();
        assert_ne!(second, first);
        assert_eq!(look().await, (second, "#aa3300".into()));
        assert_eq!(public_shop(env, "north-lights").await.unwrap().logo, second);
        media::set_logo(env, &owner, None).await.unwrap();
        assert_eq!(look().await, (None, "#aa3300".into()));

        let no_picture = Bytes::from_static(b"GIF89a");
        media::set_logo(env, &owner, Some(no_picture)).await.unwrap_err();
        let (record, _) = shop_audit(env, &owner, Slice::first(50)).await.unwrap();
        let deeds: Vec<_> = record.iter().rev().map(|entry| entry.action.as_str()).collect();
        let changed = "shop.logo_changed";
        assert_eq!(deeds, ["shop.opened", changed, "shop.look_changed", changed, changed]);

        let (first, next) = shop_audit(env, &owner, Slice::first(3)).await.unwrap();
        let (rest, end) = shop_audit(env, &owner, Slice::new(next.as_deref(), 3)).await.unwrap();
        assert_eq!(([first, rest].concat(), end), (record, None));
    })
    .await;
}

#[tokio::test]
async fn zones_and_rates_are_kept_in_order_and_are_one_shop_s_alone() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, _) = shop(env, "north-lights").await;
        let (other, _) = shop(env, "south-seas").await;
        let home = save_zone(env, &owner, None, &home_zone()).await.unwrap();
        let world = save_zone(env, &owner, None, &ZoneForm { name: "World".into(), countries: vec![] })
            .await
            .unwrap();
        let rate = save_rate(env, &owner, home, None, &parcel()).await.unwrap();
        let express =
            RateForm { name: "Express".into(), price: "9".into(), free_from: "100".into(), ..parcel() };
        save_rate(env, &owner, home, None, &express).await.unwrap();
        save_rate(env, &owner, home, Some(rate), &RateForm { price: "5".into(), ..parcel() }).await.unwrap();

        let shown = settings(env, &owner).await.unwrap().zones;
        assert_eq!(shown.iter().map(|zone| zone.id).collect::<Vec<_>>(), [home, world]);
        let rates: Vec<_> =
            shown[0].rates.iter().map(|rate| (rate.name.as_str(), rate.price, rate.free_from)).collect();
        assert_eq!(rates, [("Parcel", 500, None), ("Express", 900, Some(10_000))]);

        let not_yours = [
            save_zone(env, &other, Some(home), &home_zone()).await.map(drop),
            save_rate(env, &other, home, None, &parcel()).await.map(drop),
            save_rate(env, &other, home, Some(rate), &parcel()).await.map(drop),
            save_rate(env, &owner, world, Some(rate), &parcel()).await.map(drop),
            delete_rate(env, &other, home, rate).await,
            delete_rate(env, &owner, world, rate).await,
            delete_zone(env, &other, home).await,
        ];
        assert!(not_yours.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))), "{not_yours:?}");

        save_zone(env, &owner, Some(home), &ZoneForm { name: "Near".into(), countries: vec!["AT".into()] })
            .await
            .unwrap();
        delete_rate(env, &owner, home, rate).await.unwrap();
        let left = zones(&mut env.db.read(), owner.shop()).await.unwrap();
        assert_eq!((left[0].name.as_str(), left[0].rates.len()), ("Near", 1));
        delete_zone(env, &owner, home).await.unwrap();
        assert_eq!(zones(&mut env.db.read(), owner.shop()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_place_and_class_has_one_tax_rate_and_it_is_one_shop_s_alone() {
    on_each_engine(async |app| {
        let env = &app.env;
        let (owner, _) = shop(env, "north-lights").await;
        let (other, _) = shop(env, "south-seas").await;
        let rate = save_tax(env, &owner, None, &vat()).await.unwrap();
        let twice = fields(save_tax(env, &owner, None, &vat()).await.unwrap_err());
        assert_eq!(twice, [FieldError::new("country", Problem::Taken)]);
        save_tax(env, &owner, Some(rate), &TaxForm { rate: "20".into(), ..vat() }).await.unwrap();
        let reduced = TaxForm { class: "reduced".into(), rate: "7".into(), ..vat() };
        let second = save_tax(env, &owner, None, &reduced).await.unwrap();
        let clash = fields(save_tax(env, &owner, Some(second), &vat()).await.unwrap_err());
        assert_eq!(clash, [FieldError::new("country", Problem::Taken)]);

        assert!(matches!(save_tax(env, &other, Some(rate), &vat()).await, Err(Error::NotFound)));
        assert!(matches!(delete_tax(env, &other, rate).await, Err(Error::NotFound)));
        assert!(settings(env, &other).await.unwrap().taxes.is_empty());
        let rules = tax_rules(&mut env.db.read(), owner.shop()).await.unwrap();
        assert_eq!(rules.iter().map(|rule| rule.rate.0).collect::<Vec<_>>(), [70_000, 200_000]);
        delete_tax(env, &owner, rate).await.unwrap();
        assert_eq!(tax_rules(&mut env.db.read(), owner.shop()).await.unwrap().len(), 1);
    })
    .await;
}
