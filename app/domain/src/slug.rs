//! Slugs: the readable part of a page's address.

/// Most characters in a slug.
pub const MAX_LENGTH: usize = 80;

/// Makes a slug of a title: lower-case ASCII letters and digits, joined by single hyphens.
///
/// Latin letters with marks lose them; German umlauts become ae, oe, ue and ss. A title
/// without any Latin letter or digit becomes `fallback`, which must itself be a slug. A long
/// title is cut between words where it can be.
pub fn slugify(title: &str, fallback: &str) -> String {
    let mut slug = String::with_capacity(title.len().min(MAX_LENGTH * 2));
    let mut gap = false;
    let mut chars = title.chars().peekable();
    while let Some(c) = chars.next() {
        if slug.len() > MAX_LENGTH {
            break;
        }
        let mut ascii = [0; 4];
        let letters = if c.is_ascii_alphanumeric() {
            Some(&*c.to_ascii_lowercase().encode_utf8(&mut ascii))
        } else {
            transliterate(c)
        };
        match letters {
            Some(letters) => {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                gap = false;
                slug.push_str(letters);
                // A decomposed umlaut is the letter and a combining diaeresis.
                if chars.peek() == Some(&'\u{308}') && matches!(c, 'a' | 'o' | 'u' | 'A' | 'O' | 'U') {
                    slug.push('e');
                }
            }
            None => gap |= !is_silent(c),
        }
    }
    match cut(&slug, MAX_LENGTH) {
        "" => fallback.to_string(),
        slug => slug.to_string(),
    }
}

/// Whether a text is a slug as [`slugify`] makes them.
pub fn is_slug(text: &str) -> bool {
    text.len() <= MAX_LENGTH
        && text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The slug with a number behind it, cut so that it stays a slug: `shirt-2`.
pub fn with_suffix(slug: &str, number: u64) -> String {
    let suffix = format!("-{number}");
    format!("{}{suffix}", cut(slug, MAX_LENGTH - suffix.len()))
}

/// The slug itself, else the first of `slug-2`, `slug-3`, … that is not taken.
pub fn unique(slug: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut candidate = slug.to_string();
    let mut number = 2;
    while taken(&candidate) {
        candidate = with_suffix(slug, number);
        number += 1;
    }
    candidate
}

/// The beginning of an ASCII slug, up to a whole word when that keeps at least half of it.
fn cut(slug: &str, most: usize) -> &str {
    if slug.len() <= most {
        return slug;
    }
    let head = &slug[..most];
    if slug.as_bytes()[most] == b'-' {
        return head.trim_end_matches('-');
    }
    match head.rfind('-') {
        Some(at) if at >= most / 2 => &head[..at],
        _ => head.trim_end_matches('-'),
    }
}

/// Marks that belong to the word around them and make no gap: apostrophes, combining marks,
/// soft hyphens, joiners.
fn is_silent(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// ASCII letters for a Latin letter with marks.
fn transliterate(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'Ä' | 'æ' | 'Æ' | 'ǽ' | 'Ǽ' => "ae",
        'ö' | 'Ö' | 'œ' | 'Œ' => "oe",
        'ü' | 'Ü' => "ue",
        'ß' | 'ẞ' => "ss",
        'þ' | 'Þ' => "th",
        'à'..='ã' | 'å' | 'À'..='Ã' | 'Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ª' | 'ǎ' | 'Ǎ' => {
            "a"
        }
        'ạ' | 'Ạ' | 'ả' | 'Ả' | 'ấ' | 'Ấ' | 'ầ' | 'Ầ' | 'ậ' | 'Ậ' | 'ắ' | 'Ắ' | 'ặ' | 'Ặ' => {
            "a"
        }
        'ç' | 'Ç' | 'ć' | 'Ć' | 'ĉ' | 'Ĉ' | 'ċ' | 'Ċ' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ĕ' | 'Ĕ' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => {
            "e"
        }
        'ẹ' | 'Ẹ' | 'ế' | 'Ế' | 'ề' | 'Ề' | 'ệ' | 'Ệ' | 'ə' | 'Ə' => "e",
        'ĝ' | 'Ĝ' | 'ğ' | 'Ğ' | 'ġ' | 'Ġ' | 'ģ' | 'Ģ' => "g",
        'ĥ' | 'Ĥ' | 'ħ' | 'Ħ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ĩ' | 'Ĩ' | 'ī' | 'Ī' | 'ĭ' | 'Ĭ' | 'į' | 'Į' | 'ı' | 'İ' | 'ị' | 'Ị' => {
            "i"
        }
        'ĵ' | 'Ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'Ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' | 'ŋ' | 'Ŋ' => "n",
        'ò'..='õ' | 'ø' | 'Ò'..='Õ' | 'Ø' | 'ō' | 'Ō' | 'ŏ' | 'Ŏ' | 'ő' | 'Ő' | 'º' | 'ơ' | 'Ơ' => {
            "o"
        }
        'ọ' | 'Ọ' | 'ố' | 'Ố' | 'ồ' | 'Ồ' | 'ộ' | 'Ộ' | 'ớ' | 'Ớ' | 'ờ' | 'Ờ' | 'ợ' | 'Ợ' => {
            "o"
        }
        'ŕ' | 'Ŕ' | 'ŗ' | 'Ŗ' | 'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ŝ' | 'Ŝ' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' => "s",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ŧ' | 'Ŧ' | 'ț' | 'Ț' => "t",
        'ù'..='û' | 'Ù'..='Û' | 'ũ' | 'Ũ' | 'ū' | 'Ū' | 'ŭ' | 'Ŭ' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' => {
            "u"
        }
        'ư' | 'Ư' | 'ụ' | 'Ụ' | 'ứ' | 'Ứ' | 'ừ' | 'Ừ' | 'ự' | 'Ự' => "u",
        'ŵ' | 'Ŵ' => "w",
        'ý' | 'Ý' | 'ÿ' | 'Ÿ' | 'ŷ' | 'Ŷ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_of_any_latin_language_becomes_readable() {
        for (title, slug) in [
            ("Größe & Äpfel: Übergang", "groesse-aepfel-uebergang"),
            ("  Crème brûlée -- Déjà vu! ", "creme-brulee-deja-vu"),
            ("Łódź, Žižkov, Ålesund, Şişli", "lodz-zizkov-alesund-sisli"),
            ("Men's T-Shirt (XL)", "mens-t-shirt-xl"),
            ("U\u{308}bung cafe\u{301}", "uebung-cafe"),
            ("100% Cotton", "100-cotton"),
        ] {
            assert_eq!(slugify(title, "item"), slug);
        }
    }

    #[test]
    fn a_title_without_latin_letters_takes_the_fallback() {
        assert_eq!(slugify("日本語", "product"), "product");
        assert_eq!(slugify(" -- ", "product"), "product");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let slug = slugify(&"organic cotton ".repeat(20), "item");
        assert!(slug.len() <= MAX_LENGTH && slug.ends_with("-cotton"), "{slug}");
        assert_eq!(slugify(&"x".repeat(500), "item").len(), MAX_LENGTH);
    }

    #[test]
    fn a_taken_slug_gets_the_next_free_number() {
        let taken = ["shirt", "shirt-2", "shirt-3"];
        assert_eq!(unique("shirt", |s| taken.contains(&s)), "shirt-4");
        assert_eq!(unique("hat", |s| taken.contains(&s)), "hat");
        assert!(with_suffix(&"x".repeat(MAX_LENGTH), 12).ends_with("x-12"));
    }

    proptest! {
        #[test]
        fn every_title_gives_a_slug_that_stays_the_same(title in "\\PC{0,200}", number in 2u64..100_000) {
            let slug = slugify(&title, "item");
            prop_assert!(is_slug(&slug), "{}", slug);
            prop_assert_eq!(slugify(&slug, "item"), slug.clone());
            prop_assert!(is_slug(&with_suffix(&slug, number)));
        }
    }
}
