//! Tags in any order become elements in order.

use super::tokens::attribute;
use super::{escape_into, is_inline};

/// Deepest nesting that is kept.
const MAX_DEPTH: usize = 24;

/// The element that a tag becomes, or none.
fn kept(name: &str) -> Option<&'static str> {
    Some(match name {
        "p" => "p",
        "ul" | "menu" | "dir" => "ul",
        "ol" => "ol",
        "li" => "li",
        "strong" | "b" => "strong",
        "em" | "i" => "em",
        "h1" | "h2" => "h2",
        "h3" => "h3",
        "h4" | "h5" | "h6" => "h4",
        "a" => "a",
        "table" => "table",
        "caption" => "caption",
        "thead" => "thead",
        "tbody" | "tfoot" => "tbody",
        "tr" => "tr",
        "th" => "th",
        "td" => "td",
        "blockquote" => "blockquote",
        _ => return None,
    })
}

struct Element {
    name: &'static str,
    /// Where its tag starts in the output, to take it back when nothing follows.
    start: usize,
    filled: bool,
}

/// Writes elements so that inline ones never hold blocks and every tag is closed.
#[derive(Default)]
pub(super) struct Tidy {
    pub(super) out: String,
    stack: Vec<Element>,
}

impl Tidy {
    fn top(&self) -> &'static str {
        self.stack.last().map_or("", |element| element.name)
    }

    /// Whether the innermost block has no text yet, so that a gap would lead it.
    fn at_start(&self) -> bool {
        let block = self.stack.iter().rfind(|element| !is_inline(element.name));
        block.is_none_or(|element| !element.filled)
    }

    fn gap(&mut self) {
        let holds_text =
            !matches!(self.top(), "" | "blockquote" | "ul" | "ol" | "table" | "thead" | "tbody" | "tr");
        if holds_text && !self.at_start() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let text = text.replace("&nbsp;", "\u{a0}").replace("&#160;", "\u{a0}");
        let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
        if text.chars().all(invisible) {
            return self.gap();
        }
        self.make_room_for_text();
        let text = if self.at_start() { text.trim_start() } else { &text };
        for element in &mut self.stack {
            element.filled = true;
        }
        escape_into(text, &mut self.out);
    }

    fn make_room_for_text(&mut self) {
        match self.top() {
            "" | "blockquote" => self.enter("p", ""),
            "ul" | "ol" => self.enter("li", ""),
            "table" | "thead" | "tbody" => {
                self.enter("tr", "");
                self.enter("td", "");
            }
            "tr" => self.enter("td", ""),
            _ => {}
        }
    }

    pub(super) fn open(&mut self, name: &str, rest: &str) {
        match (name, kept(name)) {
            ("br", _) => self.line_break(),
            ("a", _) => self.link(rest),
            (_, Some(name @ ("strong" | "em"))) => {
                // Within itself it adds nothing.
                if self.stack.iter().all(|element| element.name != name) {
                    self.make_room_for_text();
                    self.enter(name, "");
                }
            }
            (_, Some(name)) => self.block(name),
            (name, None) if !is_inline(name) => self.leave_paragraph(),
            _ => {}
        }
    }

    fn line_break(&mut self) {
        // Between cells and between entries there is no line to break; a parser would move it out.
        let nowhere = |e: &Element| matches!(e.name, "table" | "thead" | "tbody" | "tr" | "ul" | "ol");
        if self.stack.last().is_some_and(|e| !nowhere(e)) && !self.at_start() {
            self.out.push_str("<br>");
        }
    }

    fn link(&mut self, rest: &str) {
        if let Some(at) = self.stack.iter().rposition(|element| element.name == "a") {
            self.leave(at);
        }
        let is_web = |url: &&str| {
            let url = url.trim_start().to_ascii_lowercase();
            url.starts_with("http://") || url.starts_with("https://")
        };
        if let Some(url) = attribute(rest, "href").filter(is_web) {
            self.make_room_for_text();
            let url = url.trim().replace('"', "&quot;");
            self.enter("a", &format!(" href=\"{url}\""));
        }
    }

    fn block(&mut self, name: &'static str) {
        self.leave_paragraph();
        match name {
            "li" => {
                self.leave_within("li", &["ul", "ol"]);
                if !matches!(self.top(), "ul" | "ol") {
                    self.make_room_for_block();
                    self.enter("ul", "");
                }
            }
            "ul" | "ol" if matches!(self.top(), "ul" | "ol") => self.enter("li", ""),
            "caption" | "thead" | "tbody" | "tr" | "td" | "th" => {
                if !self.make_room_in_table(name) {
                    return;
                }
            }
            _ if self.top() != "blockquote" => self.make_room_for_block(),
            _ => {}
        }
        self.enter(name, "");
    }

    fn make_room_for_block(&mut self) {
        if matches!(self.top(), "ul" | "ol" | "table" | "thead" | "tbody" | "tr") {
            self.make_room_for_text();
        }
    }

    /// Closes what a part of a table ends. A part without a table only parts paragraphs.
    fn make_room_in_table(&mut self, name: &str) -> bool {
        let Some(table) = self.stack.iter().rposition(|element| element.name == "table") else {
            return false;
        };
        let is_cell = matches!(name, "td" | "th");
        let stays: &[&str] = match name {
            "td" | "th" => &["tr"],
            "tr" => &["thead", "tbody"],
            _ => &[],
        };
        let kept = self.stack[table + 1..].iter().position(|e| stays.contains(&e.name));
        self.leave(table + 1 + kept.map_or(0, |at| at + 1));
        if is_cell && self.top() != "tr" {
            self.enter("tr", "");
        }
        true
    }

    pub(super) fn close(&mut self, name: &str) {
        let scope: &[&str] = match kept(name) {
            Some("li") => &["ul", "ol"],
            Some("table") => &[],
            Some("ul" | "ol" | "blockquote") => &["td", "th"],
            Some("caption" | "thead" | "tbody" | "tr" | "td" | "th") => &["table"],
            _ => &["li", "td", "th", "caption", "blockquote"],
        };
        match kept(name) {
            Some(name) => {
                let blocks: &[&str] = &["p", "h2", "h3", "h4"];
                let inline = matches!(name, "a" | "strong" | "em");
                self.leave_within(name, if inline { blocks } else { scope });
            }
            None if !is_inline(name) && name != "br" => self.leave_paragraph(),
            None => {}
        }
    }

    /// Leaves the innermost element of that name, unless one of `scope` is nearer.
    fn leave_within(&mut self, name: &str, scope: &[&str]) {
        let at = self.stack.iter().rposition(|e| e.name == name || scope.contains(&e.name));
        if let Some(at) = at.filter(|at| self.stack[*at].name == name) {
            self.leave(at);
        }
    }

    fn leave_paragraph(&mut self) {
        let is_flow = |e: &Element| matches!(e.name, "p" | "h2" | "h3" | "h4" | "a" | "strong" | "em");
        let keep = self.stack.iter().rposition(|e| !is_flow(e)).map_or(0, |at| at + 1);
        self.leave(keep);
        // Two blocks in one cell must not become one word.
        self.gap();
    }

    fn enter(&mut self, name: &'static str, attributes: &str) {
        if self.stack.len() >= MAX_DEPTH {
            return;
        }
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(attributes);
        self.out.push('>');
        self.stack.push(Element { name, start, filled: false });
    }

    /// Closes elements until `depth` are open; takes back those that stayed empty.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some(element) = self.stack.pop() else {
                return;
            };
            let inline = is_inline(element.name);
            // A table's columns need their empty cells.
            if !element.filled && !matches!(element.name, "td" | "th") {
                let content = self.out.split_off(element.start);
                if inline && content.contains("<br>") {
                    self.out.push_str("<br>");
                } else if inline && content.ends_with(' ') && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                continue;
            }
            while !inline && (self.out.ends_with("<br>") || self.out.ends_with(' ')) {
                let gap = if self.out.ends_with(' ') { 1 } else { 4 };
                self.out.truncate(self.out.len() - gap);
            }
            self.out.push_str("</");
            self.out.push_str(element.name);
            self.out.push('>');
        }
    }
}
