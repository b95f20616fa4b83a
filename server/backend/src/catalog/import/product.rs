//! The cells that a product has once, whichever of its rows holds them.

use super::assemble::Block;
use super::columns::{Column, Columns, Row};
use super::model::*;
use super::sink::Sink;
use super::variant::short;
use super::{MAX_DESCRIPTION, MAX_TAGS, MAX_TEXT, values};
use crate::catalog::html;

/// Shopify fills these in the first row; other tools repeat them in every row.
const ONCE: [Column; 11] = [
    Column::Title,
    Column::Body,
    Column::Vendor,
    Column::Category,
    Column::Type,
    Column::Tags,
    Column::Published,
    Column::Status,
    Column::GiftCard,
    Column::SeoTitle,
    Column::SeoDescription,
];

const MAX_ATTRIBUTES: usize = 100;
const MAX_ATTRIBUTE: usize = 1_000;
const MAX_SEO_DESCRIPTION: usize = 1_000;

/// First filled cell of each column, with its row.
#[derive(Default)]
pub(super) struct Fields {
    cells: [Option<(u64, String)>; ONCE.len()],
    attributes: Vec<Attribute>,
}

impl Fields {
    /// Takes over what a row adds; says where a row contradicts an earlier one.
    pub(super) fn take(&mut self, row: &Row<'_>, sink: &mut Sink) {
        for (column, place) in ONCE.into_iter().zip(&mut self.cells) {
            let text = match column {
                Column::Body => limited_body(row, sink),
                _ => row.line(column),
            };
            match place {
                _ if text.is_empty() => {}
                None => *place = Some((row.number, text)),
                Some((first_row, first)) if *first != text => {
                    let first_row = *first_row;
                    sink.warn(row, column, Notice::Differs { first_row });
                }
                Some(_) => {}
            }
        }
        for (name, mut value) in row.attributes() {
            let is_new = self.attributes.iter().all(|a| a.name != name);
            if is_new && self.attributes.len() < MAX_ATTRIBUTES {
                let mut name = name.to_owned();
                values::cut(&mut name, MAX_TEXT);
                values::cut(&mut value, MAX_ATTRIBUTE);
                self.attributes.push(Attribute { name, value });
            }
        }
    }

    pub(super) fn has_title(&self) -> bool {
        self.cells[0].is_some()
    }

    fn get(&self, column: Column) -> Option<(u64, &str)> {
        let place = ONCE.iter().position(|c| *c == column)?;
        self.cells[place].as_ref().map(|(row, text)| (*row, text.as_str()))
    }
}

/// A description over the limit is cut before anything parses it.
fn limited_body(row: &Row<'_>, sink: &mut Sink) -> String {
    let mut body = row.text(Column::Body);
    if body.len() > MAX_DESCRIPTION {
        let end = (0..=MAX_DESCRIPTION).rev().find(|end| body.is_char_boundary(*end));
        body.truncate(end.unwrap_or(0));
        sink.warn(row, Column::Body, Notice::Trimmed { limit: MAX_DESCRIPTION });
    }
    body
}

/// Settles a product from its collected cells.
pub(super) fn build(
    block: Block,
    options: Vec<String>,
    pictures: Vec<ParsedPicture>,
    columns: &Columns,
    sink: &mut Sink,
) -> ParsedProduct {
    let fields = &block.fields;
    let mut text = |column, limit| {
        let (row, text) = fields.get(column)?;
        let mut text = text.to_owned();
        if values::cut(&mut text, limit) {
            sink.warn_at(row, columns.name(column), Notice::Trimmed { limit });
        }
        Some(text)
    };
    let title = text(Column::Title, MAX_TEXT).unwrap_or_default();
    let brand = text(Column::Vendor, MAX_TEXT);
    let kind = text(Column::Type, MAX_TEXT);
    let seo_title = text(Column::SeoTitle, MAX_TEXT);
    let seo_description = text(Column::SeoDescription, MAX_SEO_DESCRIPTION);
    let google = |a: &&Attribute| a.name.eq_ignore_ascii_case("Google Product Category");
    let path = text(Column::Category, MAX_ATTRIBUTE);
    let path = path.or_else(|| fields.attributes.iter().find(google).map(|a| a.value.clone()));
    let body = fields.get(Column::Body).map_or("", |(_, body)| body);
    let mut status = status(fields, columns, sink);
    if block.variants.is_empty() {
        let price = columns.name(Column::Price);
        sink.warn_at(block.row, price, Notice::NoVariant);
        if status == Status::Active {
            status = Status::Draft;
        }
    }
    ParsedProduct {
        row: block.row,
        last_row: block.last_row,
        title,
        description_html: html::sanitise(body),
        brand,
        category: kind.or_else(|| path.as_deref().and_then(values::last_of_path)),
        // A taxonomy's bare number says nothing without its list.
        taxonomy: path.filter(|path| path.parse::<u64>().is_err()),
        tags: tags(fields, columns, sink),
        status,
        gift_card: flag(fields, Column::GiftCard, false, columns, sink),
        seo_title,
        seo_description,
        options,
        pictures,
        handle: block.handle,
        variants: block.variants,
        attributes: block.fields.attributes,
    }
}

fn tags(fields: &Fields, columns: &Columns, sink: &mut Sink) -> Vec<String> {
    let Some((row, text)) = fields.get(Column::Tags) else {
        return Vec::new();
    };
    let mut tags = values::tags(text);
    let mut trim = tags.len() > MAX_TAGS;
    tags.truncate(MAX_TAGS);
    for tag in &mut tags {
        trim |= values::cut(tag, MAX_TEXT);
    }
    if trim {
        let column = columns.name(Column::Tags);
        sink.warn_at(row, column, Notice::Trimmed { limit: MAX_TAGS });
    }
    tags
}

/// Archived before draft before active; what is not understood is not put on sale.
fn status(fields: &Fields, columns: &Columns, sink: &mut Sink) -> Status {
    let status = match fields.get(Column::Status) {
        None => Status::Active,
        Some((row, text)) => match text.to_ascii_lowercase().as_str() {
            "active" => Status::Active,
            "draft" => Status::Draft,
            "archived" => Status::Archived,
            _ => {
                let value = short(text.to_owned());
                let notice = Notice::Unknown { value, taken: "draft".into() };
                sink.warn_at(row, columns.name(Column::Status), notice);
                Status::Draft
            }
        },
    };
    let published = match fields.get(Column::Published) {
        None => true,
        Some(_) => flag(fields, Column::Published, false, columns, sink),
    };
    match status {
        Status::Active if !published => Status::Draft,
        status => status,
    }
}

fn flag(fields: &Fields, column: Column, default: bool, columns: &Columns, sink: &mut Sink) -> bool {
    let Some((row, text)) = fields.get(column) else {
        return default;
    };
    values::flag(text).unwrap_or_else(|| {
        let taken = if default { "true" } else { "false" }.into();
        let value = short(text.to_owned());
        sink.warn_at(row, columns.name(column), Notice::Unknown { value, taken });
        default
    })
}
