//! A letter as a list of blocks, from which its plain text and its HTML are made.

use domain::Locale;
use domain::mails::MailKind;

use super::html;
use crate::Env;

/// A mail that is ready to be queued.
pub struct Mail {
    /// What it is about, once: `order-placed:ORDERGROUP`.
    pub reference: String,
    /// Why it was written.
    pub kind: MailKind,
    /// Recipient.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// What a mail says, before it has a recipient.
pub struct Letter {
    pub(super) kind: MailKind,
    pub(super) locale: Locale,
    pub(super) subject: String,
    /// The sender's name on top: the site's.
    pub(super) brand: String,
    pub(super) home: String,
    pub(super) blocks: Vec<Block>,
    pub(super) footer: String,
}

/// A part of a letter. Its texts are plain; rendering escapes them.
pub(super) enum Block {
    Title(String),
    Text(String),
    Heading(String),
    Button { label: String, url: String },
    Rows(Vec<Row>),
    Lines(Vec<String>),
    Small(String),
}

/// A line of a list with an amount behind it.
pub(super) struct Row {
    pub label: String,
    pub detail: String,
    pub amount: String,
    pub strong: bool,
}

impl Row {
    pub fn new(label: impl Into<String>, amount: impl Into<String>) -> Self {
        Self { label: label.into(), detail: String::new(), amount: amount.into(), strong: false }
    }
}

impl Letter {
    pub(super) fn new(env: &Env, kind: MailKind, locale: Locale, subject: impl Into<String>) -> Self {
        Self {
            kind,
            locale,
            subject: one_line(&subject.into()),
            brand: env.config.site_name.clone(),
            home: env.config.public_url.clone(),
            blocks: Vec::new(),
            footer: t::footer(locale, &env.config.site_name),
        }
    }

    pub(super) fn title(self, text: impl Into<String>) -> Self {
        self.with(Block::Title(text.into()))
    }

    pub(super) fn text(self, text: impl Into<String>) -> Self {
        self.with(Block::Text(text.into()))
    }

    pub(super) fn heading(self, text: impl Into<String>) -> Self {
        self.with(Block::Heading(text.into()))
    }

    pub(super) fn button(self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.with(Block::Button { label: label.into(), url: url.into() })
    }

    pub(super) fn rows(self, rows: Vec<Row>) -> Self {
        self.with(Block::Rows(rows))
    }

    pub(super) fn lines(self, lines: Vec<String>) -> Self {
        self.with(Block::Lines(lines))
    }

    pub(super) fn small(self, text: impl Into<String>) -> Self {
        self.with(Block::Small(text.into()))
    }

    fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Addresses the letter. A second one with the same reference is never written.
    pub fn to(self, address: &str, reference: String) -> Mail {
        Mail {
            reference,
            kind: self.kind,
            to: address.to_owned(),
            text: self.plain(),
            html: html::render(&self),
            subject: self.subject,
        }
    }

    fn plain(&self) -> String {
        let mut parts: Vec<String> = Vec::with_capacity(self.blocks.len() + 1);
        for block in &self.blocks {
            parts.push(match block {
                Block::Title(text) | Block::Text(text) | Block::Small(text) => text.clone(),
                Block::Heading(text) => format!("{text}\n{}", "-".repeat(text.chars().count())),
                Block::Button { label, url } => format!("{label}:\n{url}"),
                Block::Lines(lines) => lines.join("\n"),
                Block::Rows(rows) => rows.iter().map(plain_row).collect::<Vec<_>>().join("\n"),
            });
        }
        parts.push(format!("--\n{}\n{}", self.footer, self.home));
        parts.join("\n\n") + "\n"
    }
}

fn plain_row(row: &Row) -> String {
    let detail = if row.detail.is_empty() { String::new() } else { format!(" ({})", row.detail) };
    if row.amount.is_empty() {
        format!("{}{detail}", row.label)
    } else {
        format!("{}{detail}: {}", row.label, row.amount)
    }
}

/// A header must not begin another one.
pub(super) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

mod t {
    domain::texts! {
        footer(site): "Sent by {site}. You can answer questions by replying to this mail.", "Gesendet von {site}. Fragen beantworten wir gern auf diese E-Mail.";
    }
}
