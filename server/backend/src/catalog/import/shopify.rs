//! Shopify's product CSV, one row at a time.

use super::assemble::Assembler;
use super::columns::{self, Columns, Row};
use super::model::{Entry, Notice, Options, Progress, ReadError, Totals};
use super::source::{RecordTooLong, Source};
use csv::ByteRecord;
use std::io::Read;

/// Streams a product file. Iterating hands out entries until the file ends or fails; an
/// error is the last thing handed out.
pub struct Reader<R> {
    csv: csv::Reader<Source<R>>,
    columns: Columns,
    record: ByteRecord,
    row: u64,
    said_not_utf8: bool,
    done: bool,
    assembler: Assembler,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Recognises encoding, delimiter and columns from it.
    ///
    /// Blocks; so does iterating. Fails on a file that is empty or has no column of handles.
    pub fn new(input: R, options: Options) -> Result<Self, ReadError> {
        let mut source = Source::open(input)?;
        let hint = delimiter_hint(source.head());
        let delimiter = match hint {
            Some((delimiter, length)) => {
                source.skip(length);
                delimiter
            }
            None => likely_delimiter(source.head()),
        };
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(64 * 1024)
            .from_reader(source);
        let mut reader = Self {
            csv,
            columns: Columns::read(&ByteRecord::new()),
            record: ByteRecord::new(),
            row: u64::from(hint.is_some()),
            said_not_utf8: false,
            done: false,
            assembler: Assembler::new(options),
        };
        if !reader.advance()? {
            return Err(ReadError::Empty);
        }
        reader.columns = Columns::read(&reader.record);
        if !reader.columns.has(columns::Column::Handle) {
            let cells = reader.record.iter().take(8);
            let found: Vec<_> = cells.map(|cell| shown(&columns::decode(cell))).collect();
            return Err(ReadError::NoHandle { found: found.join(", ") });
        }
        Ok(reader)
    }

    /// How far the file is read.
    pub fn progress(&self) -> Progress {
        Progress { row: self.row, bytes: self.csv.get_ref().bytes() }
    }

    /// What was handed out so far, or is about to be.
    pub fn totals(&self) -> Totals {
        self.assembler.sink.totals
    }

    /// Reads the next record. Counts rows as a spreadsheet does, so also the empty lines
    /// that a CSV reader passes over.
    fn advance(&mut self) -> Result<bool, ReadError> {
        self.csv.get_mut().next_record();
        let line = self.csv.position().line();
        let more = self.csv.read_byte_record(&mut self.record).map_err(|error| {
            let row = self.row;
            match error.into_kind() {
                csv::ErrorKind::Io(error) => match error.get_ref() {
                    Some(inner) if inner.is::<RecordTooLong>() => ReadError::RecordTooLong { row },
                    _ => ReadError::Io(error),
                },
                other => ReadError::Io(std::io::Error::other(format!("{other:?}"))),
            }
        })?;
        if more {
            let within = self.record.as_slice().iter().filter(|b| **b == b'\n').count() as u64;
            let lines = self.csv.position().line() - line;
            self.row += 1 + lines.saturating_sub(within + 1);
        }
        Ok(more)
    }

    fn step(&mut self) -> Result<bool, ReadError> {
        if !self.advance()? {
            self.assembler.finish(&self.columns);
            return Ok(false);
        }
        let row = Row { number: self.row, columns: &self.columns, record: &self.record };
        if row.is_blank() {
            return Ok(true);
        }
        let sink = &mut self.assembler.sink;
        if !self.said_not_utf8 && !row.is_utf8() {
            self.said_not_utf8 = true;
            sink.warn_at(row.number, "", Notice::NotUtf8);
        }
        if row.overflows() {
            sink.warn_at(row.number, "", Notice::ExtraCells);
        }
        self.assembler.take(&row);
        Ok(true)
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Entry, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.assembler.sink.out.pop_front() {
                return Some(Ok(entry));
            }
            if self.done {
                return None;
            }
            match self.step() {
                Ok(more) => self.done = !more,
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// The line "sep=;" that spreadsheets obey, with its length.
fn delimiter_hint(head: &[u8]) -> Option<(u8, usize)> {
    let end = head.iter().take(16).position(|b| *b == b'\n')?;
    let line = head[..end].trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    let (name, mark) = line.split_at_checked(4)?;
    match mark {
        [mark @ (b',' | b';' | b'|')] if name.eq_ignore_ascii_case(b"sep=") => Some((*mark, end + 1)),
        _ => None,
    }
}

/// The delimiter that makes the most known headers out of the first line.
fn likely_delimiter(head: &[u8]) -> u8 {
    let filled = head.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(0);
    let line = &head[filled..];
    let end = line.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(line.len());
    let line = columns::decode(&line[..end]);
    let score =
        |mark: u8| columns::known(line.split(char::from(mark)).map(|cell| cell.trim().trim_matches('"')));
    // Of equals the last wins, so the comma stands last.
    let marks = [b'|', b'\t', b';', b','];
    marks.into_iter().max_by_key(|mark| score(*mark)).unwrap_or(b',')
}

fn shown(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_control()).take(40).collect()
}
