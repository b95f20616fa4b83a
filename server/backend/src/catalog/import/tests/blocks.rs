use super::*;

#[test]
fn a_product_is_handed_out_when_its_rows_end() {
    let file = "Handle,Title,Variant Price\na,A,1\nb,B,1\n";
    let mut reader = Reader::new(file.as_bytes(), OPTIONS).unwrap();
    let Some(Ok(Entry::Product(first))) = reader.next() else { panic!("no product") };
    assert_eq!((first.row, first.last_row, first.handle.as_str()), (2, 2, "a"));
    assert_eq!(reader.progress().row, 3);
}

#[test]
fn a_handle_that_comes_back_continues_its_product() {
    let found = read(
        "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\n\
         a,A,Size,S,1,https://x.example/1.jpg\n\
         b,B,,,1,\n\
         a,,,M,1,https://x.example/1.jpg\n\
         A,,,S,1,https://x.example/2.jpg\n",
    );
    assert_eq!(found.products.len(), 2);
    let more = &found.more[0];
    assert_eq!((more.row, more.last_row, more.first_row, more.handle.as_str()), (4, 5, 2, "a"));
    assert_eq!(more.options, [""; 0]);
    assert_eq!(more.variants.iter().map(|v| v.values[0].as_str()).collect::<Vec<_>>(), ["M"]);
    assert_eq!(more.pictures.len(), 1);
    assert_eq!(found.warned, [(4, "Handle", Notice::Reappears { first_row: 2 })]);
    assert_eq!(found.refused, [(5, "Option1 Value", Reason::DuplicateCombination { first_row: 2 })]);
    assert_eq!((found.totals.products, found.totals.variants, found.totals.pictures), (2, 3, 2));
}

#[test]
fn a_continuation_cannot_add_a_choice_to_a_product_without_one() {
    let found =
        read("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,,,1\nb,B,,,1\na,,Size,M,1\n");
    assert_eq!(found.refused, [(4, "Option1 Name", Reason::UnnamedOption)]);
    assert_eq!(found.more, []);
}

#[test]
fn a_continuation_brings_the_options_when_it_brings_the_first_variant() {
    let found = read("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,,,\nb,B,,,1\na,,Size,M,1\n");
    assert_eq!(found.refused, []);
    assert_eq!(found.more[0].options, ["Size"]);
    assert_eq!(found.more[0].variants[0].values, ["M"]);
}

#[test]
fn blank_rows_are_passed_over_and_rows_without_a_handle_refused() {
    let found = read("Handle,Title,Variant Price\na,A,1\n,,\n , ,\n,Ghost,5\na,,\n");
    assert_eq!(found.refused, [(5, "Handle", Reason::BlankHandle)]);
    assert_eq!(found.products.len(), 1);
    assert_eq!((found.more.len(), found.warned.len()), (0, 0));
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    for newline in ["\n", "\r\n"] {
        let file = ["Handle,Title,Variant Price", "a,\"A\nB\",1", "", "", "b,B,x", "", ",,", "c,C,y"];
        let found = read(&file.join(newline));
        let rows: Vec<_> = found.refused.iter().map(|(row, ..)| *row).collect();
        assert_eq!(rows, [5, 8]);
    }
}

#[test]
fn an_overlong_handle_is_refused() {
    let found = read(&format!("Handle,Title,Variant Price\n{},A,1\n", "x".repeat(256)));
    assert_eq!(found.refused, [(2, "Handle", Reason::TooLong { limit: MAX_TEXT })]);
}

#[test]
fn findings_can_be_kept_and_told_later() {
    let reason = Reason::DuplicateCombination { first_row: 7 };
    let notice = Notice::LeftOut { value: "x".into(), reason: reason.clone() };
    let kept = serde_json::to_string(&notice).unwrap();
    assert_eq!(serde_json::from_str::<Notice>(&kept).unwrap(), notice);
    assert_eq!(serde_json::to_string(&reason).unwrap(), r#"{"code":"duplicate_combination","first_row":7}"#);
    assert_eq!(reason.to_string(), "the same options as row 7");
}
