//! The file on a thread of its own, handed over in batches.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;

use domain::products::FindingLevel;
use serde_json::Value;
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::catalog::import::{Continuation, Entry, Options, ParsedProduct, ReadError, Reader};

/// Products of one batch.
const PRODUCTS: usize = 100;
/// Variants of one batch; the last product may go beyond.
const VARIANTS: usize = 1_000;
/// Characters of descriptions in one batch, likewise.
const TEXT: usize = 2 * 1024 * 1024;

/// Something found in the file, ready to be stored.
#[derive(Debug)]
pub(super) struct Found {
    pub row: i64,
    pub level: FindingLevel,
    pub column: &'static str,
    pub reason: Value,
}

/// Whole products, what was found in their rows, and where they end.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub products: Vec<ParsedProduct>,
    pub more: Vec<Continuation>,
    pub found: Vec<Found>,
    /// The last row that these settle.
    pub last_row: i64,
}

/// Reads a file behind a row, in batches. The channel holds one, so the reader waits for the
/// writer and memory stays small.
pub(super) fn batches(path: PathBuf, options: Options, done: i64) -> Receiver<Result<Batch, ReadError>> {
    let (send, receive) = mpsc::channel(1);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = read(path, options, done, &send) {
            // Nobody listens any more when this fails.
            let _ = send.blocking_send(Err(error));
        }
    });
    receive
}

fn read(
    path: PathBuf,
    options: Options,
    done: i64,
    send: &Sender<Result<Batch, ReadError>>,
) -> Result<(), ReadError> {
    let reader = Reader::new(BufReader::new(File::open(path)?), options)?;
    let (mut batch, mut size) = (Batch::default(), Size::default());
    for entry in reader {
        let is_whole = batch.take(entry?, done, &mut size);
        if is_whole && size.is_full() {
            let later = batch.split_off();
            if send.blocking_send(Ok(std::mem::replace(&mut batch, later))).is_err() {
                return Ok(());
            }
            size = Size::default();
        }
    }
    // The last one settles all the rest, also when only findings are left.
    batch.last_row = i64::MAX;
    let _ = send.blocking_send(Ok(batch));
    Ok(())
}

#[derive(Default)]
struct Size {
    products: usize,
    variants: usize,
    text: usize,
}

impl Size {
    const fn is_full(&self) -> bool {
        self.products >= PRODUCTS || self.variants >= VARIANTS || self.text >= TEXT
    }
}

impl Batch {
    /// Takes an entry; whether a product ended with it. What was settled before is left out.
    fn take(&mut self, entry: Entry, done: i64, size: &mut Size) -> bool {
        let row = |row: u64| i64::try_from(row).unwrap_or(i64::MAX);
        match entry {
            Entry::Product(product) if row(product.last_row) > done => {
                size.products += 1;
                size.variants += product.variants.len();
                size.text += product.description_html.len();
                self.last_row = row(product.last_row);
                self.products.push(*product);
                true
            }
            Entry::Continuation(more) if row(more.last_row) > done => {
                size.products += 1;
                size.variants += more.variants.len();
                self.last_row = row(more.last_row);
                self.more.push(*more);
                true
            }
            Entry::Product(_) | Entry::Continuation(_) => false,
            Entry::Refusal(refusal) => {
                let reason = serde_json::to_value(&refusal.reason).unwrap_or_default();
                self.note(row(refusal.row), done, FindingLevel::Refused, refusal.column, reason);
                false
            }
            Entry::Warning(warning) => {
                let reason = serde_json::to_value(&warning.notice).unwrap_or_default();
                self.note(row(warning.row), done, FindingLevel::Warning, warning.column, reason);
                false
            }
        }
    }

    fn note(&mut self, row: i64, done: i64, level: FindingLevel, column: &'static str, reason: Value) {
        if row > done {
            self.found.push(Found { row, level, column, reason });
        }
    }

    /// What was found behind the rows that this batch settles; it belongs to the next.
    fn split_off(&mut self) -> Self {
        let last_row = self.last_row;
        let later = self.found.extract_if(.., |found| found.row > last_row).collect();
        Self { found: later, ..Self::default() }
    }
}

/// Rows of a file as a spreadsheet counts them: line ends outside of quotation marks.
pub(super) fn count_rows(path: &std::path::Path) -> std::io::Result<i64> {
    let mut input = BufReader::with_capacity(256 * 1024, File::open(path)?);
    let (mut rows, mut quoted, mut open) = (0, false, false);
    let mut piece = vec![0u8; 256 * 1024];
    loop {
        let read = input.read(&mut piece)?;
        if read == 0 {
            return Ok(rows + i64::from(open));
        }
        for byte in &piece[..read] {
            match byte {
                b'"' => {
                    quoted = !quoted;
                    open = true;
                }
                b'\n' if !quoted => {
                    rows += 1;
                    open = false;
                }
                b'\r' | 0 => {}
                _ => open = true,
            }
        }
    }
}
