//! Texts out of HTML, and texts with the words that were typed marked in them.

use domain::catalog::Part;
use tantivy::tokenizer::TextAnalyzer;

/// The text of a piece of HTML, its tags left out and its white space made single.
pub fn plain_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push_words(&mut out, &rest[..open]);
        let Some(close) = rest[open..].find('>') else { return unescape(out.trim()) };
        // Blocks part words, `<b>` inside of a word does not.
        let tag = rest[open + 1..open + close].trim_start_matches('/');
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if !matches!(name, "b" | "i" | "em" | "strong" | "u" | "span" | "a" | "sub" | "sup" | "small")
            && !out.ends_with(' ')
        {
            out.push(' ');
        }
        rest = &rest[open + close + 1..];
    }
    push_words(&mut out, rest);
    unescape(out.trim())
}

fn push_words(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let known =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    known.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

/// A text cut where its words begin with what was typed (folded words, as the analyzer gives
/// them).
pub(super) fn highlight(analyzer: &TextAnalyzer, text: &str, typed: &[String]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut done = 0;
    let mut analyzer = analyzer.clone();
    analyzer.token_stream(text).process(&mut |token| {
        let longest =
            typed.iter().filter(|word| token.text.starts_with(*word)).map(|w| w.chars().count()).max();
        let Some(length) = longest else { return };
        let word = &text[token.offset_from..token.offset_to];
        let end = token.offset_from + word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
        if done < token.offset_from {
            parts.push(Part { text: text[done..token.offset_from].to_owned(), hit: false });
        }
        parts.push(Part { text: text[token.offset_from..end].to_owned(), hit: true });
        done = end;
    });
    if done < text.len() {
        parts.push(Part { text: text[done..].to_owned(), hit: false });
    }
    parts
}
