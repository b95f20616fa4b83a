//! Letters as HTML that mail programs of any age show alike: one table, styles on the elements,
//! nothing from elsewhere.

use std::fmt::Write as _;

use super::letter::{Block, Letter, Row};

const INK: &str = "#1c2522";
const MUTED: &str = "#5c6864";
const LINE: &str = "#dfe4e1";
const ACCENT: &str = "#1f6f5c";
const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/// The letter as a whole page.
pub(super) fn render(letter: &Letter) -> String {
    let mut body = String::with_capacity(4_096);
    for block in &letter.blocks {
        write_block(&mut body, block);
    }
    let (language, subject, brand) = (letter.locale.as_str(), escape(&letter.subject), escape(&letter.brand));
    let (home, footer) = (escape(&letter.home), escape(&letter.footer));
    format!(
        "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light\"><title>{subject}</title></head>\
         <body style=\"margin:0;padding:0;background:#f3f5f4;color:{INK}\">\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr><td align=\"center\" style=\"padding:24px 12px\">\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:560px;background:#ffffff;border-radius:10px\">\
         <tr><td style=\"padding:24px 32px 0;{FONT};font-size:18px;font-weight:700\">\
         <a href=\"{home}\" style=\"color:{ACCENT};text-decoration:none\">{brand}</a></td></tr>\
         <tr><td style=\"padding:16px 32px 32px;{FONT};font-size:16px;line-height:1.5\">\n{body}</td></tr></table>\
         <p style=\"max-width:560px;margin:16px auto 0;{FONT};font-size:12px;line-height:1.5;color:{MUTED}\">{footer}</p>\
         </td></tr></table></body></html>\n"
    )
}

fn write_block(out: &mut String, block: &Block) {
    // Writing into a String cannot fail.
    let _ = match block {
        Block::Title(text) => {
            writeln!(
                out,
                "<h1 style=\"margin:8px 0 16px;font-size:22px;line-height:1.25\">{}</h1>",
                escape(text)
            )
        }
        Block::Heading(text) => {
            writeln!(
                out,
                "<h2 style=\"margin:24px 0 8px;font-size:16px;line-height:1.25\">{}</h2>",
                escape(text)
            )
        }
        Block::Text(text) => writeln!(out, "<p style=\"margin:0 0 16px\">{}</p>", paragraphs(text)),
        Block::Small(text) => {
            writeln!(
                out,
                "<p style=\"margin:16px 0 0;font-size:14px;color:{MUTED}\">{}</p>",
                paragraphs(text)
            )
        }
        Block::Button { label, url } => writeln!(
            out,
            "<p style=\"margin:24px 0\"><a href=\"{}\" style=\"display:inline-block;padding:12px 24px;border-radius:6px;\
             background:{ACCENT};color:#ffffff;font-weight:600;text-decoration:none\">{}</a></p>",
            escape(url),
            escape(label)
        ),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
            writeln!(out, "<p style=\"margin:0 0 16px\">{}</p>", lines.join("<br>"))
        }
        Block::Rows(rows) => {
            out.push_str("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse\">\n");
            rows.iter().for_each(|row| write_row(out, row));
            writeln!(out, "</table>")
        }
    };
}

fn write_row(out: &mut String, row: &Row) {
    let weight = if row.strong { ";font-weight:700" } else { "" };
    let detail = if row.detail.is_empty() {
        String::new()
    } else {
        format!("<br><span style=\"font-size:14px;color:{MUTED}\">{}</span>", escape(&row.detail))
    };
    let _ = writeln!(
        out,
        "<tr><td style=\"padding:8px 16px 8px 0;border-bottom:1px solid {LINE};vertical-align:top{weight}\">{}{detail}</td>\
         <td align=\"right\" style=\"padding:8px 0;border-bottom:1px solid {LINE};vertical-align:top;white-space:nowrap{weight}\">{}</td></tr>",
        escape(&row.label),
        escape(&row.amount)
    );
}

fn paragraphs(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Text as it stands in an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
