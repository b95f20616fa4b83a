use super::*;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use proptest::prelude::*;
use std::io::Read;

const FILE: &str = "Handle,Title,Variant Price\ncafe,Café „Löwe“ — 5 €,10.99\n";

fn title(bytes: &[u8]) -> String {
    read_bytes(bytes, OPTIONS).products[0].title.clone()
}

/// `encoding_rs` writes no UTF-16, so by hand.
fn utf16(text: &str, little: bool, bom: bool) -> Vec<u8> {
    let text = if bom { format!("\u{feff}{text}") } else { text.to_owned() };
    let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_usual_encoding_gives_the_same_texts() {
    let wanted = "Café „Löwe“ — 5 €";
    assert_eq!(title(FILE.as_bytes()), wanted);
    assert_eq!(title(format!("\u{feff}{FILE}").as_bytes()), wanted);
    assert_eq!(title(&utf16(FILE, true, true)), wanted);
    assert_eq!(title(&utf16(FILE, false, true)), wanted);
    assert_eq!(title(&utf16(FILE, true, false)), wanted);
    assert_eq!(title(&utf16(FILE, false, false)), wanted);
    assert_eq!(UTF_16LE.decode(&utf16(FILE, true, true)).0, UTF_16BE.decode(&utf16(FILE, false, true)).0);
    assert_eq!(title(&WINDOWS_1252.encode(FILE).0), wanted);
}

#[test]
fn windows_1252_is_told_once_and_row_by_row() {
    let mut bytes = FILE.as_bytes().to_vec();
    bytes.extend_from_slice(&WINDOWS_1252.encode("b,Ärmel,1\nc,Öse,1\n").0);
    bytes.extend_from_slice("d,Übergröße,1\n".as_bytes());
    let found = read_bytes(&bytes, OPTIONS);
    let titles: Vec<_> = found.products[1..].iter().map(|p| p.title.as_str()).collect();
    assert_eq!(titles, ["Ärmel", "Öse", "Übergröße"]);
    assert_eq!(found.warned, [(3, "", Notice::NotUtf8)]);
}

#[test]
fn utf_16_is_read_across_the_borders_of_chunks() {
    let mut file = "Handle,Title,Variant Price\n".to_owned();
    for n in 0..20_000 {
        writeln!(file, "h{n},Größe 👟 {n},1").unwrap();
    }
    let found = read_bytes(&utf16(&file, true, true), OPTIONS);
    assert_eq!((found.totals.products, found.totals.refused), (20_000, 0));
    assert!(found.products.iter().all(|p| p.title.starts_with("Größe 👟 ")));
}

#[test]
fn the_delimiter_is_recognised_by_the_header() {
    for (mark, hint) in [(";", ""), ("\t", ""), ("|", ""), (";", "sep=;\r\n")] {
        let file =
            format!("{hint}{}", "Handle,Title,Tags,Variant Price\nmug,Mug,x,9.50\n".replace(',', mark));
        let found = read(&file);
        assert_eq!(found.products[0].variants[0].price, 950, "{mark}");
        assert_eq!(found.products[0].row, if hint.is_empty() { 2 } else { 3 });
    }
    let found = read("Handle;Title;\"Variant Price\"\nmug;\"Mug; blue, big\";\"1.234,50\"\n");
    assert_eq!(found.products[0].title, "Mug; blue, big");
    assert_eq!(found.products[0].variants[0].price, 123_450);
}

#[test]
fn columns_come_in_any_order_and_case_and_may_be_missing() {
    let mug = only("variant price, TITLE ,Something,\"handle\"\n9.50,Mug,x,mug\n");
    assert_eq!((mug.title.as_str(), mug.variants[0].price), ("Mug", 950));
    let mug = only("\n\nHandle,Title,Variant Price\nmug,Mug\nmug,,1,\n");
    assert_eq!((mug.row, mug.variants[0].row), (4, 5));
}

#[test]
fn the_newer_template_of_shopify_is_read_too() {
    let found = read(
        "Title,URL handle,Description,Vendor,Product category,Published on online store,Status,SKU,\
         Option1 name,Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,\
         Continue selling when out of stock,Weight value (grams),Product image URL,Variant image URL\n\
         Mug,mug,<b>Hot</b>,Stonehill,Home > Mugs,TRUE,Active,M-1,Size,Big,9.5,,shopify,4,TRUE,300,\
         https://x.example/1.jpg,\n,mug,,,,,,M-2,,Small,nine,,shopify,,FALSE,,,\n",
    );
    let mug = &found.products[0];
    assert_eq!(mug.description_html, "<p><strong>Hot</strong></p>");
    assert_eq!((mug.category.as_deref(), mug.pictures.len()), (Some("Mugs"), 1));
    let variant = &mug.variants[0];
    assert_eq!((variant.price, variant.quantity, variant.grams), (950, 4, Some(300)));
    assert_eq!(variant.policy, StockPolicy::Continue);
    assert_eq!(found.refused, [(3, "Price", Reason::NotAnAmount)]);
}

#[test]
fn cells_beside_the_table_are_told() {
    let found = read("Handle,Title,Variant Price\nmug,Mug,1,,\ncup,Cup,1,,stray\n");
    assert_eq!(found.warned, [(3, "", Notice::ExtraCells)]);
}

#[test]
fn a_file_without_handles_is_not_shopifys() {
    assert!(matches!(Reader::new(&b""[..], OPTIONS), Err(ReadError::Empty)));
    assert!(matches!(Reader::new(&b"\n\n"[..], OPTIONS), Err(ReadError::Empty)));
    let error = Reader::new(&b"sku,name\n1,2\n"[..], OPTIONS).err().unwrap();
    assert!(error.to_string().contains("sku, name"), "{error}");
}

#[test]
fn a_record_without_an_end_stops_the_reading_and_not_the_machine() {
    let start = &b"Handle,Title,Variant Price\na,A,1\nb,\"B"[..];
    let endless = start.chain(std::io::repeat(b'x'));
    let entries: Vec<_> = Reader::new(endless, OPTIONS).unwrap().collect();
    assert!(matches!(entries[..], [Err(ReadError::RecordTooLong { row: 2 })]), "{entries:?}");
}

#[test]
fn a_broken_input_ends_with_its_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let mut file = "Handle,Title,Variant Price\n".to_owned();
    for n in 0..9000 {
        writeln!(file, "h{n},A,1").unwrap();
    }
    let mut reader = Reader::new(file.as_bytes().chain(Broken), OPTIONS).unwrap();
    let failed = reader.by_ref().find(Result::is_err);
    assert!(matches!(failed, Some(Err(ReadError::Io(_)))));
    assert!(reader.next().is_none());
}

#[test]
fn it_reads_no_further_ahead_than_a_few_buffers() {
    // Makes its rows as it is read: nothing of the file is in memory.
    struct Rows(u64, Vec<u8>);
    impl Read for Rows {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.1.is_empty() && self.0 < 20_000 {
                self.0 += 1;
                self.1 = row(self.0).into_bytes();
            }
            let count = self.1.len().min(buffer.len());
            buffer[..count].copy_from_slice(&self.1[..count]);
            self.1.drain(..count);
            Ok(count)
        }
    }
    fn row(n: u64) -> String {
        format!("h{n},Title {n},Text,S{n},1.00,https://x.example/{n}.jpg\n")
    }
    let header = &b"Handle,Title,Body (HTML),Variant SKU,Variant Price,Image Src\n"[..];
    let mut reader = Reader::new(header.chain(Rows(0, Vec::new())), OPTIONS).unwrap();
    let mut handed_out = header.len() as u64;
    while let Some(entry) = reader.next() {
        let Ok(Entry::Product(product)) = entry else { panic!("{entry:?}") };
        handed_out += row(product.row - 1).len() as u64;
        assert!(reader.progress().bytes < handed_out + 300_000);
    }
    assert_eq!((reader.totals().products, reader.progress().row), (20_000, 20_001));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(reader) = Reader::new(&bytes[..], OPTIONS) {
            reader.for_each(drop);
        }
    }

    #[test]
    fn no_bytes_after_a_header_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let header = &b"Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant Price,Image Src\n"[..];
        Reader::new(header.chain(&bytes[..]), OPTIONS).unwrap().for_each(drop);
    }

    #[test]
    fn cells_in_any_order_keep_the_promises(rows in prop::collection::vec(
        (0_u8..4, prop::option::of("[ABC]"), prop::option::of("[sS mM]{1}"), prop::option::of("[0-9,.-]{1,4}"), prop::option::of(0_u8..5)),
        0..30,
    )) {
        let mut file = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\n".to_owned();
        for (handle, title, value, price, picture) in rows {
            let cell = |text: Option<String>| text.unwrap_or_default();
            let picture = cell(picture.map(|n| format!("https://x.example/{n}.jpg")));
            let (title, value, price) = (cell(title), cell(value), cell(price));
            writeln!(file, "h{handle},{title},Size,{value},\"{price}\",{picture}").unwrap();
        }
        let found = read(&file);
        let mut combinations = std::collections::HashSet::new();
        let mut handles = std::collections::HashSet::new();
        for product in &found.products {
            prop_assert!(handles.insert(product.handle.clone()));
            prop_assert!(!product.title.is_empty());
            prop_assert!(!product.variants.is_empty() || product.status == Status::Draft);
            for variant in &product.variants {
                prop_assert_eq!(variant.values.len(), product.options.len());
            }
        }
        let blocks = found.products.iter().map(|p| (&p.handle, &p.variants));
        let blocks = blocks.chain(found.more.iter().map(|m| (&m.handle, &m.variants)));
        for (handle, variants) in blocks {
            prop_assert!(handles.contains(handle));
            for variant in variants {
                prop_assert!(variant.price >= 0);
                let values: Vec<_> = variant.values.iter().map(|v| v.to_lowercase()).collect();
                prop_assert!(combinations.insert((handle.clone(), values)));
            }
        }
        prop_assert_eq!(found.totals.refused as usize, found.refused.len());
    }
}
