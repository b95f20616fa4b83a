//! Rows become products: what belongs together, what may be there only once.

use super::columns::{Column, Columns, Row};
use super::model::*;
use super::sink::Sink;
use super::variant::{self, ONLY_VALUE, OPTION_NAMES};
use super::{MAX_PICTURES, MAX_TEXT, MAX_VARIANTS, product, values};
use crate::media::fetch;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// What stands for a text that must be unique, in 16 bytes whatever its length.
type Key = [u8; 16];

/// Takes rows, hands out entries.
pub(super) struct Assembler {
    pub(super) sink: Sink,
    options: Options,
    block: Option<Block>,
    handles: HashMap<Key, Known>,
    skus: HashMap<Key, (u64, bool)>,
    combinations: HashMap<Key, u64>,
    pictures: HashSet<Key>,
}

/// What must be remembered of a product after it was handed out.
#[derive(Clone, Default)]
struct Known {
    first_row: u64,
    refused: bool,
    variants: usize,
    pictures: usize,
    /// Which options are named; the names themselves only matter for being there.
    named: [bool; 3],
}

/// The consecutive rows of one handle.
pub(super) struct Block {
    pub(super) row: u64,
    pub(super) last_row: u64,
    pub(super) handle: String,
    known: Known,
    continues: bool,
    pub(super) fields: product::Fields,
    pub(super) names: [Option<String>; 3],
    pub(super) variants: Vec<ParsedVariant>,
    pictures: Vec<(u64, ParsedPicture)>,
}

impl Assembler {
    pub(super) fn new(options: Options) -> Self {
        Self {
            sink: Sink::default(),
            options,
            block: None,
            handles: HashMap::new(),
            skus: HashMap::new(),
            combinations: HashMap::new(),
            pictures: HashSet::new(),
        }
    }

    /// Takes the next row of the file.
    pub(super) fn take(&mut self, row: &Row<'_>) {
        let handle = row.line(Column::Handle).to_lowercase();
        if handle.is_empty() {
            return self.sink.refuse(row, Column::Handle, Reason::BlankHandle);
        }
        if handle.chars().count() > MAX_TEXT {
            let reason = Reason::TooLong { limit: MAX_TEXT };
            return self.sink.refuse(row, Column::Handle, reason);
        }
        if self.block.as_ref().is_some_and(|block| block.handle != handle) {
            self.finish(row.columns);
        }
        let mut block = match self.block.take() {
            Some(block) => block,
            None => self.open(row, handle),
        };
        block.last_row = row.number;
        if block.known.refused {
            self.sink.refuse(row, Column::Handle, Reason::ProductRefused);
        } else {
            if !block.continues {
                block.fields.take(row, &mut self.sink);
            }
            self.variant(row, &mut block);
            self.picture(row, &mut block);
        }
        self.block = Some(block);
    }

    fn open(&mut self, row: &Row<'_>, handle: String) -> Block {
        let known = self.handles.get(&key(&[&handle])).cloned();
        let continues = known.is_some();
        if let Some(known) = known.as_ref().filter(|known| !known.refused) {
            let first_row = known.first_row;
            self.sink.warn(row, Column::Handle, Notice::Reappears { first_row });
        }
        let known = known.unwrap_or(Known { first_row: row.number, ..Known::default() });
        // The names went out with the product; here it only counts that there were some.
        let names = known.named.map(|named| named.then(String::new));
        Block {
            row: row.number,
            last_row: row.number,
            handle,
            known,
            continues,
            fields: product::Fields::default(),
            names,
            variants: Vec::new(),
            pictures: Vec::new(),
        }
    }

    fn variant(&mut self, row: &Row<'_>, block: &mut Block) {
        // Once a variant has its values, a further option would have none for it.
        if block.variants.is_empty() && block.known.variants == 0 {
            for (name, column) in block.names.iter_mut().zip(OPTION_NAMES) {
                if name.is_none() {
                    *name = row.filled(column);
                    if name.as_mut().is_some_and(|name| values::cut(name, MAX_TEXT)) {
                        self.sink.warn(row, column, Notice::Trimmed { limit: MAX_TEXT });
                    }
                }
            }
        }
        if row.filled(Column::Price).is_none() {
            if variant::lacks_price(row) {
                self.sink.refuse(row, Column::Price, Reason::BlankPrice);
            }
            return;
        }
        if block.variants.len() + block.known.variants >= MAX_VARIANTS {
            let reason = Reason::TooManyVariants { limit: MAX_VARIANTS };
            return self.sink.refuse(row, Column::Price, reason);
        }
        let mut variant = match variant::read(row, &block.names, self.options, &mut self.sink) {
            Ok(variant) => variant,
            Err((column, reason)) => return self.sink.refuse(row, column, reason),
        };
        let mut parts = vec![block.handle.clone()];
        parts.extend(variant.values.iter().map(|value| value.to_lowercase()));
        let combination = key(&parts);
        if let Some(first_row) = self.combinations.get(&combination) {
            let reason = Reason::DuplicateCombination { first_row: *first_row };
            return self.sink.refuse(row, Column::Option1Value, reason);
        }
        self.combinations.insert(combination, row.number);
        self.sku(row, variant.sku.as_deref());
        variant.picture = self.address(row, Column::VariantImage);
        block.variants.push(variant);
    }

    fn sku(&mut self, row: &Row<'_>, sku: Option<&str>) {
        let Some(sku) = sku else { return };
        let folded = key(&[sku.to_lowercase()]);
        let (first_row, repeated) = self.skus.entry(folded).or_insert((row.number, false));
        if *first_row == row.number {
            return;
        }
        if !std::mem::replace(repeated, true) {
            self.sink.totals.duplicate_skus += 1;
        }
        let (sku, first_row) = (sku.to_owned(), *first_row);
        self.sink.warn(row, Column::Sku, Notice::DuplicateSku { sku, first_row });
    }

    fn picture(&mut self, row: &Row<'_>, block: &mut Block) {
        let Some(url) = self.address(row, Column::ImageSrc) else {
            return;
        };
        let mut alt = row.filled(Column::ImageAlt);
        if alt.as_mut().is_some_and(|alt| values::cut(alt, 512)) {
            self.sink.warn(row, Column::ImageAlt, Notice::Trimmed { limit: 512 });
        }
        if self.pictures.contains(&key(&[&block.handle, &url])) {
            if let Some((_, picture)) = block.pictures.iter_mut().find(|(_, p)| p.url == url) {
                picture.alt = picture.alt.take().or(alt);
            }
            return;
        }
        let position = row.filled(Column::ImagePosition);
        let position = position.and_then(|text| values::whole(&text).ok());
        let position = position.and_then(|p| u64::try_from(p).ok()).unwrap_or(u64::MAX);
        self.add_picture(block, position, ParsedPicture { row: row.number, url, alt }, row.columns);
    }

    fn add_picture(&mut self, block: &mut Block, position: u64, picture: ParsedPicture, columns: &Columns) {
        if block.pictures.len() + block.known.pictures >= MAX_PICTURES {
            let reason = Reason::TooManyPictures { limit: MAX_PICTURES };
            let column = columns.name(Column::ImageSrc);
            return self.sink.refuse_at(picture.row, column, reason);
        }
        self.pictures.insert(key(&[&block.handle, &picture.url]));
        block.pictures.push((position, picture));
    }

    /// The address of a picture; refuses what will never be fetched.
    fn address(&mut self, row: &Row<'_>, column: Column) -> Option<String> {
        let text = row.filled(column)?;
        let text = match text.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => text,
        };
        let reason = match fetch::parse_url(&text) {
            Err(_) => Reason::BadAddress,
            Ok(url) if self.options.private_hosts || !fetch::is_private_host(&url) => {
                return Some(url.into());
            }
            Ok(_) => Reason::PrivateAddress,
        };
        self.sink.refuse(row, column, reason);
        None
    }

    /// Hands out the product whose rows have ended.
    pub(super) fn finish(&mut self, columns: &Columns) {
        let Some(mut block) = self.block.take() else {
            return;
        };
        if !block.continues && !block.fields.has_title() {
            self.refuse_untitled(&block, columns);
            block.known.refused = true;
            block.variants.clear();
            block.pictures.clear();
        }
        self.add_variant_pictures(&mut block, columns);
        block.pictures.sort_by_key(|(position, _)| *position);
        let variants_before = block.known.variants;
        block.known.variants += block.variants.len();
        block.known.pictures += block.pictures.len();
        let pictures = std::mem::take(&mut block.pictures);
        let pictures = pictures.into_iter().map(|(_, picture)| picture).collect();
        let options = settle_options(&mut block, variants_before);
        if block.known.variants > 0 && variants_before == 0 {
            let positions = block.names.each_ref().map(Option::is_some);
            block.known.named = if options.is_empty() { [false; 3] } else { positions };
        }
        let known = block.known.clone();
        self.handles.insert(key(&[&block.handle]), known.clone());
        if known.refused {
            return;
        }
        if block.continues {
            let entry = Continuation {
                row: block.row,
                last_row: block.last_row,
                handle: block.handle,
                first_row: known.first_row,
                options,
                variants: block.variants,
                pictures,
            };
            if !entry.variants.is_empty() || !entry.pictures.is_empty() {
                self.sink.hand_out_more(entry);
            }
        } else {
            let product = product::build(block, options, pictures, columns, &mut self.sink);
            self.sink.hand_out(product);
        }
    }

    fn refuse_untitled(&mut self, block: &Block, columns: &Columns) {
        let title = columns.name(Column::Title);
        self.sink.refuse_at(block.row, title, Reason::MissingTitle);
        let variants = block.variants.iter().map(|v| v.row);
        let pictures = block.pictures.iter().map(|(_, picture)| picture.row);
        let rows: std::collections::BTreeSet<u64> = variants.chain(pictures).collect();
        for row in rows.into_iter().filter(|row| *row != block.row) {
            let handle = columns.name(Column::Handle);
            self.sink.refuse_at(row, handle, Reason::ProductRefused);
        }
    }

    /// A variant's picture belongs to the product's too; usually it is there already.
    fn add_variant_pictures(&mut self, block: &mut Block, columns: &Columns) {
        for index in 0..block.variants.len() {
            let variant = &block.variants[index];
            let (Some(url), row) = (variant.picture.clone(), variant.row) else {
                continue;
            };
            if !self.pictures.contains(&key(&[&block.handle, &url])) {
                let picture = ParsedPicture { row, url, alt: None };
                self.add_picture(block, u64::MAX, picture, columns);
            }
        }
    }
}

/// The names of the options, when this block decides them.
fn settle_options(block: &mut Block, variants_before: usize) -> Vec<String> {
    let names: Vec<String> = block.names.iter().flatten().cloned().collect();
    let without_choice = block.variants.iter().all(|variant| variant.values.is_empty());
    if variants_before > 0 || without_choice {
        return Vec::new();
    }
    for option in 0..names.len() {
        one_spelling(&mut block.variants, option);
    }
    // "Default Title" beside real values is a value like them.
    for variant in block.variants.iter_mut().filter(|v| v.values.is_empty()) {
        variant.values.push(ONLY_VALUE.to_owned());
    }
    names
}

/// "red" beside "Red" is the same value; the first spelling holds.
fn one_spelling(variants: &mut [ParsedVariant], option: usize) {
    let mut spellings: HashMap<String, String> = HashMap::new();
    for value in variants.iter_mut().filter_map(|variant| variant.values.get_mut(option)) {
        let spelling = spellings.entry(value.to_lowercase()).or_insert_with(|| value.clone());
        value.clone_from(spelling);
    }
}

fn key(parts: &[impl AsRef<str>]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_ref().as_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize();
    let mut key = Key::default();
    key.copy_from_slice(&hash[..16]);
    key
}
