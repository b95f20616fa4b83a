use super::*;
use crate::Currency;

#[test]
fn a_list_s_address_says_what_it_was_narrowed_to() {
    let filters = Filters {
        text: "köln & co".into(),
        category: Some("home/lamps".into()),
        brands: vec!["aurora".into(), "mono-form".into()],
        shop: Some("demo".into()),
        min: Some(1_050),
        max: Some(20_000),
        available: true,
        sort: Some(Sort::PriceUp),
    };
    let href = Place::Search.href(&filters, Currency::EUR, Some("abc"));
    let (read, cursor) = Filters::parse(href.split_once('?').unwrap().1, Currency::EUR);
    assert_eq!((read, cursor.as_deref()), (filters.clone(), Some("abc")));
    let href = Place::Catalog.href(&filters, Currency::EUR, None);
    assert!(
        href.starts_with("/categories/home/lamps?q=k%C3%B6ln%20%26%20co&brand=aurora&brand=mono-form"),
        "{href}"
    );
    let href =
        Place::Shop("demo".into()).href(&Filters { text: String::new(), ..filters }, Currency::EUR, None);
    assert!(href.starts_with("/shops/demo?category=home/lamps&") && !href.contains("shop=demo"), "{href}");
}

#[test]
fn what_cannot_be_read_in_an_address_is_left_out() {
    let (filters, cursor) =
        Filters::parse("?min=abc&max=-3&sort=best&brand=&brand=a&brand=a&x&q=%ZZ+%E4", Currency::EUR);
    assert_eq!(filters.brands, ["a"]);
    assert_eq!(filters.text, "%ZZ \u{fffd}");
    assert_eq!((filters.min, filters.max, filters.sort, cursor), (None, None, None, None));
    let (long, _) = Filters::parse(&format!("q={}", "a".repeat(3_000)), Currency::EUR);
    assert_eq!(long.text.len(), MAX_TEXT);
    let (swapped, _) = Filters::parse("min=20&max=10", Currency::EUR);
    assert_eq!((swapped.min, swapped.max), (Some(1_000), Some(2_000)));
}

#[test]
fn a_picture_is_addressed_by_its_content_and_keeps_its_place() {
    let upload = Picture::new("01X", Some("abcdef0123456789"), String::new(), 300, 200);
    assert_eq!(upload.src(320), "/media/01X-abcdef01/320.webp");
    assert!(upload.srcset().ends_with("/media/01X-abcdef01/1600.webp 1600w"));
    let drawn = Picture::new("01X", None, String::new(), 0, 0);
    assert_eq!((drawn.base.as_str(), drawn.width, drawn.height), ("/media/01X-d", 1200, 1500));
}

#[test]
fn stars_are_rounded_to_the_tenth() {
    assert_eq!(Rating::of(0, 0), None);
    assert_eq!(Rating::of(14, 3), Some(Rating { tenths: 47, count: 3 }));
}
