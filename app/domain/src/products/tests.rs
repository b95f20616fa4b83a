use super::*;
use crate::{Currency, Locale};

fn form() -> ProductForm {
    ProductForm {
        title: " Oak stool ".into(),
        status: "active".into(),
        options: vec![
            OptionForm { name: "Size".into(), values: vec!["S".into(), " M ".into(), String::new()] },
            OptionForm::default(),
        ],
        tags: "oak, Wood,,oak".into(),
        variants: vec![
            VariantForm {
                values: vec!["S".into()],
                price: "12,50".into(),
                stock: "4".into(),
                ..Default::default()
            },
            VariantForm {
                values: vec!["M".into()],
                price: "15".into(),
                compare_at: "20".into(),
                stock: "7".into(),
                stock_was: "10".into(),
                tracked: true,
                ..Default::default()
            },
        ],
        ..Default::default()
    }
}

fn fields(form: &ProductForm) -> Vec<String> {
    form.check(Currency::EUR).unwrap_err().into_iter().map(|e| e.field).collect()
}

#[test]
fn what_was_typed_into_lists_comes_back_without_the_blank_ones() {
    let mut form = form();
    form.variants[1].id = "01J".into();
    form.attributes =
        vec![AttributeForm::default(), AttributeForm { name: "Wood".into(), value: "Oak".into() }];
    let lists = TypedLists::read(&form.lists()).unwrap();
    assert_eq!(lists.options, [OptionForm { name: "Size".into(), values: vec!["S".into(), "M".into()] }]);
    assert_eq!(lists.attributes, form.attributes[1..]);
    assert_eq!(lists.variants, form.variants);
    assert_eq!(TypedLists::read(""), None);
}

#[test]
fn what_was_typed_becomes_a_product() {
    let draft = form().check(Currency::EUR).unwrap();
    assert_eq!(draft.title, "Oak stool");
    assert_eq!(draft.status, ProductStatus::Active);
    assert_eq!(
        draft.options,
        [crate::options::ProductOption { name: "Size".into(), values: vec!["S".into(), "M".into()] }]
    );
    assert_eq!(draft.tags, ["oak", "Wood"]);
    assert_eq!(draft.variants.iter().map(|v| v.price).collect::<Vec<_>>(), [1250, 1500]);
    assert_eq!(draft.variants[1].compare_at, Some(2000));
    assert_eq!(draft.variants.iter().map(|v| v.stock_change).collect::<Vec<_>>(), [4, -3]);
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let mut form = form();
    form.title = "  ".into();
    form.slug = "Not A Slug".into();
    form.variants[0].price = String::new();
    form.variants[1].compare_at = "1,234".into();
    form.variants[1].stock = "many".into();
    assert_eq!(
        fields(&form),
        ["variants.0.price", "variants.1.compare_at", "variants.1.stock", "title", "slug"]
    );
}

#[test]
fn a_product_is_stored_without_what_nobody_meant() {
    let mut draft = form().check(Currency::EUR).unwrap();
    draft.title = " Oak\u{0} stool\n".into();
    draft.tags = vec![" oak".into(), String::new(), "OAK ".into()];
    draft.variants[0].values = vec![" s ".into()];
    draft.variants[1].values = vec!["XL".into()];
    let tidy = draft.tidied();
    assert_eq!((tidy.title.as_str(), tidy.tags.as_slice()), ("Oak stool", ["oak".to_owned()].as_slice()));
    assert_eq!((&tidy.variants[0].values[0], &tidy.variants[1].values[0]), (&"S".into(), &"XL".into()));
    assert_eq!(tidy.tidied(), tidy);
}

#[test]
fn a_variant_is_named_once() {
    let mut draft = form().check(Currency::EUR).unwrap();
    let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().ok();
    draft.variants.iter_mut().for_each(|variant| variant.id = id);
    assert_eq!(draft.check().unwrap_err(), [FieldError::new("variants.1.id", Problem::Taken)]);
}

#[test]
fn variants_that_do_not_fit_the_options_are_refused() {
    let mut twice = form();
    twice.variants[1].values = vec!["s".into()];
    assert_eq!(fields(&twice), ["variants.1.values"]);
    let mut none = form();
    none.variants.iter_mut().for_each(|v| v.removed = true);
    assert_eq!(fields(&none), ["variants"]);
}

#[test]
fn a_product_without_a_variant_cannot_be_sold() {
    assert_eq!(may_publish("Stool", 0), Err(NotSellable::NoVariant));
    assert_eq!(may_publish(" ", 1), Err(NotSellable::NoTitle));
    assert_eq!(may_publish("Stool", 1), Ok(()));
}

#[test]
fn a_finding_is_told_in_the_person_s_language() {
    let inner = serde_json::json!({"code": "too_precise", "exponent": 2});
    let reason = serde_json::json!({"code": "left_out", "value": "1.234", "reason": inner});
    assert_eq!(finding_text(Locale::En, &reason), "“1.234” left out: More than 2 decimals");
    assert_eq!(
        finding_text(Locale::De, &serde_json::json!({"code": "differs", "first_row": 7})),
        "Weicht von Zeile 7 ab, die gilt"
    );
    assert_eq!(finding_text(Locale::En, &serde_json::json!({"code": "new"})), "new");
}

#[test]
fn folded_texts_compare_whatever_their_case_and_space() {
    assert_eq!(fold("  Größe \t XL "), "größe xl");
}

#[test]
fn a_count_is_a_whole_number_from_zero() {
    let wrong = |text: &str| read_count("on_hand", text).unwrap_err();
    assert_eq!(read_count("on_hand", " 12 "), Ok(12));
    assert_eq!(read_count("on_hand", "0"), Ok(0));
    assert_eq!(wrong(" "), [FieldError::new("on_hand", Problem::Required)]);
    assert_eq!(wrong("abc"), [FieldError::new("on_hand", Problem::NotANumber)]);
    assert_eq!(wrong("1.5"), [FieldError::new("on_hand", Problem::NotANumber)]);
    let range = Problem::OutOfRange { min: 0, max: MAX_STOCK };
    assert_eq!(wrong("-1"), [FieldError::new("on_hand", range)]);
}

#[test]
fn a_count_below_zero_is_kept_but_not_typed() {
    let mut form = form();
    form.variants[1].stock = "-3".into();
    assert_eq!(fields(&form), ["variants.1.stock"]);
    form.variants[1].stock_was = "-3".into();
    assert_eq!(form.check(Currency::EUR).unwrap().variants[1].stock_change, 0);
    form.variants[1].stock = "2".into();
    assert_eq!(form.check(Currency::EUR).unwrap().variants[1].stock_change, 5);
}

#[test]
fn a_look_ahead_can_be_followed_while_its_file_is_kept() {
    let day = 24 * 60 * 60 * 1000;
    let mut report = ImportReport {
        id: "01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
        file_name: "products.csv".into(),
        dry_run: true,
        state: ImportState::Done,
        rows_done: 0,
        rows_total: 0,
        products: 0,
        variants: 0,
        pictures: 0,
        created: 0,
        changed: 0,
        unchanged: 0,
        refused: 0,
        warnings: 0,
        error: None,
        created_at: crate::UtcMillis(0),
        finished_at: None,
    };
    assert!(report.may_confirm(crate::UtcMillis(29 * day - 1)));
    assert!(!report.may_confirm(crate::UtcMillis(29 * day)));
    report.state = ImportState::Failed;
    assert!(!report.may_confirm(crate::UtcMillis(0)));
}
