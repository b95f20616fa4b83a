//! The addresses of these pages.

use domain::id::{ImportId, ProductId, VariantId};
use domain::products::{ProductTab, StockFilter};

/// The list of products.
pub fn products(shop: &str) -> String {
    format!("/dashboard/{shop}/products")
}

/// A list of products, searched and paged.
pub fn list(shop: &str, tab: ProductTab, search: &str, after: &str) -> String {
    with(format!("{}?tab={tab}", products(shop)), search, after)
}

/// The editor of a product.
pub fn product(shop: &str, id: ProductId) -> String {
    format!("{}/{id}", products(shop))
}

/// The editor of a new one.
pub fn new_product(shop: &str) -> String {
    format!("{}/new", products(shop))
}

/// The stock of a shop, searched and paged.
pub fn stock(shop: &str, filter: StockFilter, search: &str, after: &str) -> String {
    with(format!("/dashboard/{shop}/stock?filter={filter}"), search, after)
}

/// The moves of a variant's stock.
pub fn history(shop: &str, variant: VariantId) -> String {
    format!("/dashboard/{shop}/stock/{variant}")
}

/// The imports of a shop.
pub fn imports(shop: &str) -> String {
    format!("/dashboard/{shop}/import")
}

/// One import.
pub fn import(shop: &str, id: ImportId) -> String {
    format!("{}/{id}", imports(shop))
}

fn with(mut address: String, search: &str, after: &str) -> String {
    for (name, value) in [("q", search), ("after", after)] {
        if !value.is_empty() {
            address.push_str(&format!("&{name}={}", encode(value)));
        }
    }
    address
}

fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
