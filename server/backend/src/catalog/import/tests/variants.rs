use super::*;

const SIZES: &str =
    "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price\n";

#[test]
fn a_variant_is_a_row_with_a_price() {
    let found =
        read(&format!("{SIZES}tee,Tee,Color,Red,Size,S,A,10.00\ntee,,,Red,,M,B,11.00\ntee,,,Blue,,S,C,0\n"));
    assert_eq!(found.refused, []);
    let tee = &found.products[0];
    assert_eq!(tee.options, ["Color", "Size"]);
    let prices: Vec<_> = tee.variants.iter().map(|v| (v.values.join("/"), v.price)).collect();
    assert_eq!(prices, [("Red/S".into(), 1000), ("Red/M".into(), 1100), ("Blue/S".into(), 0)]);
    assert_eq!((found.totals.variants, found.totals.free), (3, 1));
}

#[test]
fn what_only_a_variant_has_is_refused_without_a_price() {
    let found = read(&format!("{SIZES}tee,Tee,Size,S,,,A,10.00\ntee,,,M,,,B,\n"));
    assert_eq!(found.refused, [(3, "Variant Price", Reason::BlankPrice)]);
    assert_eq!(found.products[0].variants.len(), 1);
}

#[test]
fn default_title_means_a_product_without_a_choice() {
    let mug = only(&one(&[("Option1 Name", "Title"), ("Option1 Value", "Default Title")]));
    assert_eq!(mug.options, [""; 0]);
    assert_eq!(mug.variants[0].values, [""; 0]);
    assert_eq!(only(&one(&[])).variants.len(), 1);
}

#[test]
fn an_option_called_title_with_its_own_value_is_kept() {
    let mug = only(&one(&[("Option1 Name", "Title"), ("Option1 Value", "Y-Wrench")]));
    assert_eq!(
        (mug.options, mug.variants[0].values.clone()),
        (vec!["Title".into()], vec!["Y-Wrench".into()])
    );
    let found =
        read("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Title,Default Title,1\na,,,Big,2\n");
    let values: Vec<_> = found.products[0].variants.iter().map(|v| v.values[0].as_str()).collect();
    assert_eq!(values, ["Default Title", "Big"]);
}

#[test]
fn the_same_options_again_are_refused_whatever_their_case() {
    let found = read(&format!("{SIZES}tee,Tee,Size,S,,,A,10.00\ntee,,,s,,,B,11.00\n"));
    assert_eq!(found.refused, [(3, "Option1 Value", Reason::DuplicateCombination { first_row: 2 })]);
    let found = read("Handle,Title,Variant Price\na,A,1\na,,2\n");
    assert_eq!(found.refused, [(3, "Option1 Value", Reason::DuplicateCombination { first_row: 2 })]);
}

#[test]
fn one_value_has_one_spelling() {
    let found = read(&format!("{SIZES}tee,Tee,Color,Red,Size,S,A,1\ntee,,,red,,M,B,1\n"));
    assert_eq!(found.products[0].variants[1].values, ["Red", "M"]);
}

#[test]
fn options_must_be_named_once_and_have_values() {
    let found = read(&format!("{SIZES}tee,Tee,Color,Red,,S,A,1\n"));
    assert_eq!(found.refused, [(2, "Option2 Name", Reason::UnnamedOption)]);
    let found = read(&format!("{SIZES}tee,Tee,Color,Red,Size,,A,1\n"));
    assert_eq!(found.refused, [(2, "Option2 Value", Reason::MissingOptionValue)]);
    let found = read(&format!("{SIZES}tee,Tee,Size,S,size,M,A,1\n"));
    assert_eq!(found.refused, [(2, "Option2 Name", Reason::DuplicateOption)]);
}

#[test]
fn a_blank_tracker_means_that_stock_is_not_counted_but_kept() {
    let columns = |tracker| one(&[("Variant Inventory Tracker", tracker), ("Variant Inventory Qty", "-3")]);
    let variant = &only(&columns("")).variants[0];
    assert_eq!((variant.tracked, variant.quantity), (false, -3));
    assert!(only(&columns("shopify")).variants[0].tracked);
    assert!(only(&one(&[("Variant Inventory Qty", "4")])).variants[0].tracked);
    assert!(!only(&one(&[])).variants[0].tracked);
}

#[test]
fn the_stock_policy_is_deny_unless_the_file_clearly_says_continue() {
    let policy = |cell| read(&one(&[("Variant Inventory Policy", cell)])).products[0].variants[0].policy;
    assert_eq!(policy("continue"), StockPolicy::Continue);
    assert_eq!(policy("Deny"), StockPolicy::Deny);
    assert_eq!(policy(""), StockPolicy::Deny);
    let found = read(&one(&[("Variant Inventory Policy", "maybe")]));
    let notice = Notice::Unknown { value: "maybe".into(), taken: "deny".into() };
    assert_eq!(found.warned, [(2, "Variant Inventory Policy", notice)]);
    assert_eq!(found.products[0].variants[0].policy, StockPolicy::Deny);
}

#[test]
fn a_wrong_price_or_stock_refuses_the_variant() {
    let found = read("Handle,Title,Variant Price,Variant Inventory Qty\na,A,abc,1\nb,B,-1,1\nc,C,1,lots\n");
    assert_eq!(
        found.refused,
        [
            (2, "Variant Price", Reason::NotAnAmount),
            (3, "Variant Price", Reason::Negative),
            (4, "Variant Inventory Qty", Reason::NotWhole),
        ]
    );
}

#[test]
fn a_wrong_compare_at_price_cost_or_weight_is_left_out() {
    let file =
        one(&[("Variant Compare At Price", "1,234"), ("Cost per item", "x"), ("Variant Grams", "heavy")]);
    let found = read(&file);
    let left_out = |value: &str, reason| Notice::LeftOut { value: value.into(), reason };
    assert_eq!(
        found.warned,
        [
            (2, "Variant Compare At Price", left_out("1,234", Reason::Ambiguous)),
            (2, "Cost per item", left_out("x", Reason::NotAnAmount)),
            (2, "Variant Grams", left_out("heavy", Reason::NotAnAmount)),
        ]
    );
    let variant = &found.products[0].variants[0];
    assert_eq!((variant.compare_at, variant.cost, variant.grams), (None, None, None));
}

#[test]
fn every_other_cell_of_a_variant_is_read() {
    let mug = only(&one(&[
        ("Variant Compare At Price", "12.00"),
        ("Cost per item", "3.10"),
        ("Variant Grams", "454"),
        ("Variant Weight Unit", "lb"),
        ("Variant Requires Shipping", "FALSE"),
        ("Variant Taxable", "FALSCH"),
        ("Variant Image", "https://cdn.example/red.jpg"),
    ]));
    let variant = &mug.variants[0];
    assert_eq!((variant.compare_at, variant.cost, variant.grams), (Some(1200), Some(310), Some(454)));
    assert_eq!(variant.weight_unit, Some(WeightUnit::Pound));
    assert!(!variant.requires_shipping && !variant.taxable);
    assert_eq!(variant.picture.as_deref(), Some("https://cdn.example/red.jpg"));
    assert_eq!(mug.pictures.len(), 1);
}

#[test]
fn leading_apostrophes_of_sku_and_barcode_go() {
    let mug = only(&one(&[("Variant SKU", "'0042"), ("Variant Barcode", "'741360637481")]));
    assert_eq!(mug.variants[0].sku.as_deref(), Some("0042"));
    assert_eq!(mug.variants[0].barcode.as_deref(), Some("741360637481"));
}

#[test]
fn a_barcode_that_a_spreadsheet_damaged_is_left_out() {
    let found = read(&one(&[("Variant Barcode", "7.41361E+11")]));
    assert_eq!(found.warned, [(2, "Variant Barcode", Notice::Damaged { value: "7.41361E+11".into() })]);
    assert_eq!(found.products[0].variants[0].barcode, None);
}

#[test]
fn a_duplicate_sku_is_a_warning_with_both_rows() {
    let found = read(
        "Handle,Title,Variant SKU,Variant Price\na,A,X1,1\nb,B,x1,1\nc,C,'X1,1\nd,D,Y,1\ne,E,,1\nf,F,,1\n",
    );
    let notice = |sku: &str| Notice::DuplicateSku { sku: sku.into(), first_row: 2 };
    assert_eq!(found.warned, [(3, "Variant SKU", notice("x1")), (4, "Variant SKU", notice("X1"))]);
    assert_eq!((found.totals.duplicate_skus, found.totals.variants), (1, 6));
}

#[test]
fn variants_above_the_limit_are_refused() {
    let mut file = SIZES.to_owned();
    for n in 0..=MAX_VARIANTS {
        let (title, name) = if n == 0 { ("Tee", "Size") } else { ("", "") };
        writeln!(file, "tee,{title},{name},{n},,,,1").unwrap();
    }
    let found = read(&file);
    assert_eq!(found.products[0].variants.len(), MAX_VARIANTS);
    let row = MAX_VARIANTS as u64 + 2;
    assert_eq!(found.refused, [(row, "Variant Price", Reason::TooManyVariants { limit: MAX_VARIANTS })]);
}
