//! Percent-encoding for the query part of our own addresses.

/// A text as it stands in a query: everything but letters, digits and `-._~/` is escaped.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// The text of a piece of a query; what is not UTF-8 is replaced.
pub fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let rest = bytes.clone();
                let digits: Vec<u8> =
                    rest.take(2).filter_map(|b| char::from(b).to_digit(16)).map(|d| d as u8).collect();
                if let [high, low] = digits[..] {
                    out.push(high << 4 | low);
                    bytes.nth(1);
                } else {
                    out.push(b'%');
                }
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
