//! The addresses of these pages.

use domain::orders::views::OrderFilter;

/// The lists.
pub fn orders(shop: &str) -> String {
    format!("/dashboard/{shop}/orders")
}

/// A list, searched and paged.
pub fn list(shop: &str, filter: OrderFilter, search: &str, after: &str) -> String {
    let mut address = format!("{}?list={filter}", orders(shop));
    for (name, value) in [("q", search), ("after", after)] {
        if !value.is_empty() {
            address.push_str(&format!("&{name}={}", encode(value)));
        }
    }
    address
}

/// One order.
pub fn order(shop: &str, number: &str) -> String {
    format!("{}/{number}", orders(shop))
}

/// Its packing slip.
pub fn slip(shop: &str, number: &str) -> String {
    format!("{}/packing-slip", order(shop, number))
}

fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
