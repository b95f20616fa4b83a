//! HTML as text and tags, in one pass.

pub(super) enum Token<'a> {
    Text(&'a str),
    /// Lower-case name and the rest of the tag.
    Open(String, &'a str),
    Close(String),
}

/// Cuts HTML into text and tags. Comments and what is not text are passed over.
pub(super) struct Tokens<'a>(pub(super) &'a str);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.0;
            if rest.is_empty() {
                return None;
            }
            let Some(inner) = rest.strip_prefix('<') else {
                return Some(self.text_from(0));
            };
            match inner.bytes().next() {
                Some(b'a'..=b'z' | b'A'..=b'Z') => {
                    let (name, attributes) = self.tag(1);
                    let ends_itself = attributes.ends_with('/') && name != "script";
                    if is_not_text(&name) && !ends_itself {
                        self.skip_to_end_of(&name);
                        continue;
                    }
                    return Some(Token::Open(name, attributes));
                }
                Some(b'/') if inner[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    let (name, _) = self.tag(2);
                    // Its start was passed over, so it parts nothing either.
                    if is_not_text(&name) {
                        continue;
                    }
                    return Some(Token::Close(name));
                }
                Some(b'!' | b'?' | b'/') => self.skip_markup(inner),
                // A "<" that opens nothing is text.
                _ => return Some(self.text_from(1)),
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn text_from(&mut self, start: usize) -> Token<'a> {
        let end = self.0[start..].find('<').map_or(self.0.len(), |at| at + start);
        let (text, rest) = self.0.split_at(end);
        self.0 = rest;
        Token::Text(text)
    }

    /// Takes a tag whose name starts at `start`; a ">" within quotes does not end it.
    fn tag(&mut self, start: usize) -> (String, &'a str) {
        let inner = &self.0[start..];
        let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        let name_end = inner.find(ends_name).unwrap_or(inner.len());
        let mut quote = None;
        let mut after_equals = false;
        let mut end = inner.len();
        for (at, byte) in inner.bytes().enumerate().skip(name_end) {
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => continue,
                (None, b'"' | b'\'') if after_equals => quote = Some(byte),
                (None, b'>') => {
                    end = at;
                    break;
                }
                (None, _) => {}
            }
            after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
        }
        self.0 = inner.get(end + 1..).unwrap_or_default();
        (inner[..name_end].to_ascii_lowercase(), &inner[name_end..end])
    }

    fn skip_markup(&mut self, inner: &'a str) {
        let end = match inner.strip_prefix("!--") {
            Some(comment) => comment.find("-->").map(|at| at + 3 + 3),
            None => inner.find('>').map(|at| at + 1),
        };
        self.0 = end.and_then(|end| inner.get(end..)).unwrap_or_default();
    }

    fn skip_to_end_of(&mut self, name: &str) {
        let bytes = self.0.as_bytes();
        let closes = |at: &usize| {
            bytes[*at..].starts_with(b"</")
                && bytes
                    .get(at + 2..at + 2 + name.len())
                    .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = (0..bytes.len()).find(closes).unwrap_or(bytes.len());
        self.0 = &self.0[end..];
    }
}

/// Elements whose content is not meant to be read.
fn is_not_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "noscript"
            | "template"
            | "object"
            | "svg"
            | "math"
            | "textarea"
            | "select"
            | "title"
            | "audio"
            | "video"
            | "canvas"
            | "xmp"
    )
}

/// The raw value of an attribute.
pub(super) fn attribute<'a>(mut rest: &'a str, wanted: &str) -> Option<&'a str> {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))?;
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            rest = if end == 0 { rest.get(1..)? } else { after };
            continue;
        };
        let value = value.trim_ascii_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => {
                let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                value.split_at(end)
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}
