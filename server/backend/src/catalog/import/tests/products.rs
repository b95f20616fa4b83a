use super::*;

#[test]
fn published_and_status_decide_where_a_product_stands() {
    let status = |cells: &[(&str, &str)]| only(&one(cells)).status;
    assert_eq!(status(&[]), Status::Active);
    assert_eq!(status(&[("Published", "true")]), Status::Active);
    assert_eq!(status(&[("Published", "false")]), Status::Draft);
    assert_eq!(status(&[("Published", "FALSCH")]), Status::Draft);
    assert_eq!(status(&[("Published", "")]), Status::Active);
    assert_eq!(status(&[("Status", "draft"), ("Published", "true")]), Status::Draft);
    assert_eq!(status(&[("Status", "Archived"), ("Published", "false")]), Status::Archived);
    assert_eq!(status(&[("Status", "active"), ("Published", "false")]), Status::Draft);
}

#[test]
fn a_status_that_is_not_known_is_not_put_on_sale() {
    let found = read(&one(&[("Status", "unlisted")]));
    assert_eq!(found.products[0].status, Status::Draft);
    let notice = Notice::Unknown { value: "unlisted".into(), taken: "draft".into() };
    assert_eq!(found.warned, [(2, "Status", notice)]);
}

#[test]
fn a_product_without_a_title_is_refused_with_its_rows() {
    let found = read(
        "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,,Size,S,1\na,,,M,1\nb,B,,,1\na,,,L,1\n",
    );
    assert_eq!(
        found.refused,
        [
            (2, "Title", Reason::MissingTitle),
            (3, "Handle", Reason::ProductRefused),
            (5, "Handle", Reason::ProductRefused),
        ]
    );
    assert_eq!((found.products.len(), found.totals.variants), (1, 1));
}

#[test]
fn the_title_may_stand_in_a_later_row_or_in_all() {
    let found = read(
        "Handle,Title,Image Src,Variant Price\na,,https://a.example/1.png,\na,A,,1\nb,B,,1\nb,B,https://a.example/2.png,\n",
    );
    assert_eq!(found.warned, []);
    assert_eq!((found.products[0].title.as_str(), found.products[1].title.as_str()), ("A", "B"));
    let found = read("Handle,Title,Variant Price\na,A,1\na,Other,\n");
    assert_eq!(found.warned, [(3, "Title", Notice::Differs { first_row: 2 })]);
    assert_eq!(found.products[0].title, "A");
}

#[test]
fn a_product_without_any_variant_stays_a_draft() {
    let found = read("Handle,Title,Variant Price\na,A,\n");
    assert_eq!(found.products[0].status, Status::Draft);
    assert_eq!(found.warned, [(2, "Variant Price", Notice::NoVariant)]);
}

#[test]
fn brand_category_tags_and_search_texts_are_read() {
    let mug = only(&one(&[
        ("Vendor", "Stonehill"),
        ("Type", "Mugs"),
        ("Product Category", "Home > Kitchen > Drinkware"),
        ("Tags", "blue, Blue , ,stone ware"),
        ("SEO Title", "A mug"),
        ("SEO Description", "For\ntea"),
        ("Gift Card", "true"),
    ]));
    assert_eq!(mug.brand.as_deref(), Some("Stonehill"));
    assert_eq!(mug.category.as_deref(), Some("Mugs"));
    assert_eq!(mug.taxonomy.as_deref(), Some("Home > Kitchen > Drinkware"));
    assert_eq!(mug.tags, ["blue", "stone ware"]);
    assert_eq!(mug.seo_title.as_deref(), Some("A mug"));
    assert_eq!(mug.seo_description.as_deref(), Some("For tea"));
    assert!(mug.gift_card);
}

#[test]
fn without_a_type_the_category_is_the_end_of_its_path() {
    let mug = only(&one(&[("Product Category", "Home > Drinkware")]));
    assert_eq!(mug.category.as_deref(), Some("Drinkware"));
    let mug = only(&one(&[("Google Shopping / Google Product Category", "home > mugs")]));
    assert_eq!((mug.category.as_deref(), mug.taxonomy.as_deref()), (Some("mugs"), Some("home > mugs")));
    let mug = only(&one(&[("Google Shopping / Google Product Category", "2169")]));
    assert_eq!((mug.category, mug.taxonomy), (None, None));
}

#[test]
fn googles_fields_and_the_merchants_own_become_attributes() {
    let mug = only(&one(&[
        ("Google Shopping / Condition", "new"),
        ("Google Shopping / MPN", ""),
        ("Glaze (product.metafields.custom.glaze)", "Matt"),
        ("Something Else", "x"),
    ]));
    let facts: Vec<_> = mug.attributes.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
    assert_eq!(facts, [("Condition", "new"), ("Glaze", "Matt")]);
}

#[test]
fn a_description_is_sanitised_and_may_have_many_lines() {
    let mug = only(&one(&[("Body (HTML)", "<p>Hot\n\"tea\",\r\n<script>x</script>now</p>")]));
    assert_eq!(mug.description_html, "<p>Hot \"tea\", now</p>");
}

#[test]
fn long_texts_are_cut_with_a_warning() {
    let mut file = one(&[("Vendor", &"v".repeat(300)), ("Body (HTML)", &"é".repeat(MAX_DESCRIPTION))]);
    file = file.replace("Mug", &"ü".repeat(256));
    let found = read(&file);
    let mug = &found.products[0];
    assert_eq!(mug.title.chars().count(), MAX_TEXT);
    assert_eq!(mug.brand.as_ref().unwrap().len(), MAX_TEXT);
    assert_eq!(mug.description_html.len(), MAX_DESCRIPTION + "<p></p>".len());
    let trimmed = |limit| Notice::Trimmed { limit };
    assert_eq!(
        found.warned,
        [
            (2, "Body (HTML)", trimmed(MAX_DESCRIPTION)),
            (2, "Title", trimmed(MAX_TEXT)),
            (2, "Vendor", trimmed(MAX_TEXT)),
        ]
    );
}

#[test]
fn zero_bytes_and_control_characters_reach_no_field() {
    let mug = only("Handle,Title,Body (HTML),Variant SKU,Variant Price\nmug,M\0u\u{7}g,a\0b,\0x,1\n");
    assert_eq!((mug.title.as_str(), mug.description_html.as_str()), ("Mug", "<p>ab</p>"));
    assert_eq!(mug.variants[0].sku.as_deref(), Some("x"));
}

#[test]
fn pictures_come_once_each_in_their_order() {
    let found = read(
        "Handle,Title,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image\n\
         a,A,1,https://x.example/2.jpg,2,,//x.example/1.jpg\n\
         a,,,https://x.example/1.jpg,1,First,\n\
         a,,,https://x.example/2.jpg,,Second,\n\
         a,,,https://x.example/3.jpg,,,\n",
    );
    assert_eq!((&found.refused[..], &found.warned[..]), (&[][..], &[][..]));
    let pictures: Vec<_> =
        found.products[0].pictures.iter().map(|p| (&p.url[18..], p.alt.as_deref())).collect();
    assert_eq!(pictures, [("1.jpg", Some("First")), ("2.jpg", Some("Second")), ("3.jpg", None)]);
    assert_eq!(found.totals.pictures, 3);
}

#[test]
fn addresses_of_pictures_are_checked() {
    let file = |url: &str| one(&[("Image Src", url)]);
    for url in [
        "ftp://x.example/a.jpg",
        "a.jpg",
        "https://u:p@x.example/a.jpg",
        "data:image/png;base64,x",
        "http://",
    ] {
        assert_eq!(read(&file(url)).refused, [(2, "Image Src", Reason::BadAddress)], "{url}");
    }
    for url in [
        "http://127.0.0.1/a.jpg",
        "http://2130706433/",
        "http://[::1]/",
        "https://localhost/x",
        "http://10.1/x",
    ] {
        let found = read(&file(url));
        assert_eq!(found.refused, [(2, "Image Src", Reason::PrivateAddress)], "{url}");
        assert_eq!((found.products[0].variants.len(), found.products[0].pictures.len()), (1, 0));
    }
    let options = Options { exponent: 2, private_hosts: true };
    let found = read_bytes(file("http://127.0.0.1:9/a.jpg").as_bytes(), options);
    assert_eq!(found.products[0].pictures.len(), 1);
}

#[test]
fn pictures_above_the_limit_are_refused() {
    let mut file = "Handle,Title,Variant Price,Image Src\n".to_owned();
    for n in 0..=MAX_PICTURES {
        let (title, price) = if n == 0 { ("A", "1") } else { ("", "") };
        writeln!(file, "a,{title},{price},https://x.example/{n}.jpg").unwrap();
    }
    let found = read(&file);
    assert_eq!(found.products[0].pictures.len(), MAX_PICTURES);
    let row = MAX_PICTURES as u64 + 2;
    assert_eq!(found.refused, [(row, "Image Src", Reason::TooManyPictures { limit: MAX_PICTURES })]);
}
