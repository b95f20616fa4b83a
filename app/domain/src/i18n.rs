//! The catalogue of texts: every text beside its translations, checked by the compiler.
//!
//! A crate declares its texts with [`texts!`](crate::texts); each becomes a function of the
//! locale, so a text that no page uses is not in the browser's download, and a missing
//! translation does not compile.

use crate::text_enum;

text_enum! {
    /// A language that Souk speaks.
    pub enum Locale {
        /// English.
        En => "en",
        /// German.
        De => "de",
    }
}

impl Locale {
    /// The best locale for an `Accept-Language` header; English when none fits.
    pub fn negotiate(accept: &str) -> Self {
        let mut best = (Locale::En, 0u32);
        for part in accept.split(',').take(20) {
            let mut pieces = part.trim().split(';');
            let tag = pieces.next().unwrap_or("").trim();
            let quality = pieces
                .find_map(|p| p.trim().strip_prefix("q="))
                .and_then(|q| q.parse::<f32>().ok())
                .map_or(1000, |q| (q.clamp(0.0, 1.0) * 1000.0) as u32);
            let language = tag.split('-').next().unwrap_or("").to_ascii_lowercase();
            if let Some(locale) = Locale::parse(&language)
                && quality > best.1
            {
                best = (locale, quality);
            }
        }
        best.0
    }

    /// Whether a count takes the singular. English and German agree: exactly one.
    pub const fn is_one(self, count: i64) -> bool {
        count == 1
    }
}

/// Puts values where a text says `{name}`.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        out.push_str(&rest[..open]);
        let name = &rest[open + 1..open + close];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// Declares texts in English and German.
///
/// `name: "English", "Deutsch";` gives `fn name(Locale) -> &'static str`;
/// `name(a, b): "… {a}", "… {b}";` gives `fn name(Locale, a: &str, b: &str) -> String`;
/// `name[n]: "one", "{n} many" | "eins", "{n} viele";` gives `fn name(Locale, n: i64) -> String`.
#[macro_export]
macro_rules! texts {
    () => {};
    ($name:ident : $en:literal, $de:literal; $($rest:tt)*) => {
        #[doc = $en]
        pub const fn $name(locale: $crate::Locale) -> &'static str {
            match locale { $crate::Locale::En => $en, $crate::Locale::De => $de }
        }
        $crate::texts! { $($rest)* }
    };
    ($name:ident ( $($arg:ident),+ ) : $en:literal, $de:literal; $($rest:tt)*) => {
        #[doc = $en]
        pub fn $name(locale: $crate::Locale, $($arg: &str),+) -> String {
            let text = match locale { $crate::Locale::En => $en, $crate::Locale::De => $de };
            $crate::i18n::fill(text, &[$((stringify!($arg), $arg)),+])
        }
        $crate::texts! { $($rest)* }
    };
    ($name:ident [ $n:ident ] : $en_one:literal, $en_other:literal | $de_one:literal, $de_other:literal; $($rest:tt)*) => {
        #[doc = $en_other]
        pub fn $name(locale: $crate::Locale, $n: i64) -> String {
            let text = match (locale, locale.is_one($n)) {
                ($crate::Locale::En, true) => $en_one,
                ($crate::Locale::En, false) => $en_other,
                ($crate::Locale::De, true) => $de_one,
                ($crate::Locale::De, false) => $de_other,
            };
            $crate::i18n::fill(text, &[(stringify!($n), &$n.to_string())])
        }
        $crate::texts! { $($rest)* }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    mod t {
        crate::texts! {
            cart: "Your cart", "Ihr Warenkorb";
            hello(name): "Hello {name}", "Hallo {name}";
            items[n]: "one item", "{n} items" | "ein Artikel", "{n} Artikel";
        }
    }

    #[test]
    fn a_text_is_chosen_by_locale_and_count() {
        assert_eq!(t::cart(Locale::De), "Ihr Warenkorb");
        assert_eq!(t::hello(Locale::En, "{name}"), "Hello {name}");
        assert_eq!(t::items(Locale::En, 1), "one item");
        assert_eq!(t::items(Locale::De, 0), "0 Artikel");
    }

    #[test]
    fn the_browser_s_first_known_language_wins() {
        assert_eq!(Locale::negotiate("fr-FR,de;q=0.8,en;q=0.5"), Locale::De);
        assert_eq!(Locale::negotiate("en-GB,de"), Locale::En);
        assert_eq!(Locale::negotiate("xx"), Locale::En);
    }
}
