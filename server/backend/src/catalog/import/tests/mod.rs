mod amounts;
mod blocks;
mod formats;
mod products;
mod samples;
mod variants;

use super::*;
use std::fmt::Write as _;

const OPTIONS: Options = Options { exponent: 2, private_hosts: false };

/// Everything that a file gave, sorted by kind.
#[derive(Debug, Default)]
struct Found {
    products: Vec<ParsedProduct>,
    more: Vec<Continuation>,
    refused: Vec<(u64, &'static str, Reason)>,
    warned: Vec<(u64, &'static str, Notice)>,
    totals: Totals,
}

fn read_bytes(bytes: &[u8], options: Options) -> Found {
    let mut reader = Reader::new(bytes, options).unwrap();
    let mut found = Found::default();
    for entry in &mut reader {
        match entry.unwrap() {
            Entry::Product(product) => found.products.push(*product),
            Entry::Continuation(more) => found.more.push(*more),
            Entry::Refusal(r) => found.refused.push((r.row, r.column, r.reason)),
            Entry::Warning(w) => found.warned.push((w.row, w.column, w.notice)),
        }
    }
    found.totals = reader.totals();
    found
}

fn read(text: &str) -> Found {
    read_bytes(text.as_bytes(), OPTIONS)
}

/// The one product of a file that has nothing to complain about.
fn only(text: &str) -> ParsedProduct {
    let mut found = read(text);
    assert_eq!(found.refused, []);
    assert_eq!(found.warned, []);
    assert_eq!(found.products.len(), 1);
    found.products.remove(0)
}

/// A file with one product of one variant and these further columns.
fn one(cells: &[(&str, &str)]) -> String {
    let mut header = "Handle,Title,Variant Price".to_owned();
    let mut row = "mug,Mug,9.50".to_owned();
    for (name, cell) in cells {
        write!(header, ",{name}").unwrap();
        write!(row, ",\"{}\"", cell.replace('"', "\"\"")).unwrap();
    }
    format!("{header}\n{row}\n")
}
