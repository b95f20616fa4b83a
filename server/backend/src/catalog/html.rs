//! Descriptions that merchants bring along.
//!
//! Owns: what HTML may be shown on a page. Refuses: everything else; text survives, and
//! blocks that are not known still part paragraphs. Always holds: the outcome went through
//! ammonia last, so nothing here has to be trusted for safety. The pass before it makes
//! the input tidy and shallow, in one run, because a full HTML parser takes quadratic time
//! on input made for that.

mod tidy;
mod tokens;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use tidy::Tidy;
use tokens::{Token, Tokens};

static STRICT: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "ul",
            "ol",
            "li",
            "strong",
            "em",
            "h2",
            "h3",
            "h4",
            "a",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "blockquote",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

static NONE: LazyLock<ammonia::Builder<'static>> = LazyLock::new(ammonia::Builder::empty);

/// Returns HTML that is safe to show and tidy: only paragraphs, headings below the page's
/// own, lists, tables, quotes, emphasis and links to the web; no empty elements.
pub fn sanitise(html: &str) -> String {
    let mut tidy = Tidy::default();
    for token in Tokens(html) {
        match token {
            Token::Text(text) => tidy.text(text),
            Token::Open(name, rest) => tidy.open(&name, rest),
            Token::Close(name) => tidy.close(&name),
        }
    }
    tidy.leave(0);
    STRICT.clean(&tidy.out).to_string()
}

/// Returns the text of an HTML fragment as one line, for search and descriptions.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for token in Tokens(html) {
        match token {
            Token::Text(part) => escape_into(part, &mut text),
            Token::Open(name, _) | Token::Close(name) if !is_inline(&name) => text.push(' '),
            Token::Open(..) | Token::Close(_) => {}
        }
    }
    // Ammonia resolves the entities and escapes four again.
    let text = NONE.clean(&text).to_string();
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "meta"
            | "o:p"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

fn escape_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() && c != '\u{a0}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
