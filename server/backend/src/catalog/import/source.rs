//! Bytes of any usual encoding as a stream that a CSV reader understands.
//!
//! UTF-16 is turned into UTF-8 here. UTF-8 and Windows-1252 agree on every byte that CSV
//! cares for, so those pass unchanged and are told apart record by record.

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

const CHUNK: usize = 64 * 1024;
/// Most bytes one record may take: twice what its longest cells are allowed together.
pub(super) const MAX_RECORD: u64 = 4 * 1024 * 1024;

/// Marks the error of a record over [`MAX_RECORD`].
#[derive(Debug, thiserror::Error)]
#[error("record too long")]
pub(super) struct RecordTooLong;

pub(super) struct Source<R> {
    input: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
    bytes: u64,
    left: u64,
}

impl<R: Read> Source<R> {
    /// Reads the beginning and recognises the encoding by BOM, else by the zeros that
    /// UTF-16 has beside every ASCII letter of a header.
    pub(super) fn open(input: R) -> io::Result<Self> {
        let mut source = Self {
            input,
            decoder: None,
            raw: Vec::new(),
            ready: Vec::new(),
            taken: 0,
            ended: false,
            bytes: 0,
            left: MAX_RECORD,
        };
        source.read_chunk()?;
        let encoding = match Encoding::for_bom(&source.raw) {
            Some((encoding, length)) => {
                source.raw.drain(..length);
                Some(encoding)
            }
            None => match source.raw.get(..4) {
                Some([a, 0, b, 0]) if *a != 0 && *b != 0 => Some(UTF_16LE),
                Some([0, a, 0, b]) if *a != 0 && *b != 0 => Some(UTF_16BE),
                _ => None,
            },
        };
        source.decoder = encoding
            .filter(|e| *e == UTF_16LE || *e == UTF_16BE)
            .map(Encoding::new_decoder_without_bom_handling);
        source.convert();
        Ok(source)
    }

    /// The beginning of the text, up to 64 kB.
    pub(super) fn head(&self) -> &[u8] {
        &self.ready[self.taken..]
    }

    /// Leaves out the next `count` bytes of the text's beginning.
    pub(super) fn skip(&mut self, count: usize) {
        self.taken = (self.taken + count).min(self.ready.len());
    }

    /// Grants the next record its full length.
    pub(super) fn next_record(&mut self) {
        self.left = MAX_RECORD;
    }

    /// Bytes taken from the input.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    fn read_chunk(&mut self) -> io::Result<()> {
        self.raw.clear();
        let read = (&mut self.input).take(CHUNK as u64).read_to_end(&mut self.raw)?;
        self.bytes += read as u64;
        self.ended = read < CHUNK;
        Ok(())
    }

    fn convert(&mut self) {
        self.ready.clear();
        self.taken = 0;
        match &mut self.decoder {
            None => std::mem::swap(&mut self.ready, &mut self.raw),
            Some(decoder) => {
                let room = decoder.max_utf8_buffer_length(self.raw.len());
                self.ready.resize(room.unwrap_or(CHUNK * 4), 0);
                let (_, _, written, _) = decoder.decode_to_utf8(&self.raw, &mut self.ready, self.ended);
                self.ready.truncate(written);
            }
        }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.read_chunk()?;
            self.convert();
        }
        if self.left == 0 {
            return Err(io::Error::other(RecordTooLong));
        }
        let ready = &self.ready[self.taken..];
        let room = usize::try_from(self.left).unwrap_or(usize::MAX);
        let count = ready.len().min(buffer.len()).min(room);
        buffer[..count].copy_from_slice(&ready[..count]);
        self.taken += count;
        self.left -= count as u64;
        Ok(count)
    }
}
