//! Two files as merchants exported them. They are not ours to copy, so this looks for
//! them in a folder that `SOUK_IMPORT_SAMPLES` names.

use super::*;
use std::path::PathBuf;

fn sample(name: &str) -> Option<Found> {
    let Some(folder) = std::env::var_os("SOUK_IMPORT_SAMPLES") else {
        eprintln!("SOUK_IMPORT_SAMPLES is not set: {name} was not read");
        return None;
    };
    let bytes = std::fs::read(PathBuf::from(folder).join(name)).unwrap();
    Some(read_bytes(&bytes, OPTIONS))
}

fn check_all(found: &Found) {
    assert_eq!(found.refused, []);
    for product in &found.products {
        assert!(product.variants.iter().all(|v| v.values.len() == product.options.len()));
        let pictures: Vec<_> = product.pictures.iter().map(|p| &p.url).collect();
        assert!(
            product.variants.iter().filter_map(|v| v.picture.as_ref()).all(|url| pictures.contains(&url))
        );
        for bad in ["<script", "<style", "style=", "<div", "<span", "<img", "<iframe", "<p></p>"] {
            assert!(!product.description_html.contains(bad), "{bad} in {}", product.handle);
        }
    }
    let codes = found.products.iter().flat_map(|p| &p.variants).flat_map(|v| [&v.sku, &v.barcode]);
    assert!(codes.flatten().all(|code| !code.starts_with('\'')));
}

#[test]
fn the_clothes_shop_is_read_as_a_spreadsheet_shows_it() {
    let Some(found) = sample("shopify-apparel.csv") else { return };
    check_all(&found);
    let wanted =
        Totals { products: 25, variants: 96, pictures: 55, untracked: 1, free: 1, ..Totals::default() };
    assert_eq!(found.totals, wanted);
}

#[test]
fn the_bicycle_shop_is_read_as_a_spreadsheet_shows_it() {
    let Some(found) = sample("shopify-bicycles.csv") else { return };
    check_all(&found);
    let wanted = Totals {
        products: 284,
        variants: 1121,
        pictures: 1034,
        // One for each row that repeats one of the 30 SKUs.
        warnings: 41,
        drafts: 58,
        untracked: 30,
        backorder: 17,
        free: 2,
        negative: 23,
        duplicate_skus: 30,
        ..Totals::default()
    };
    assert_eq!(found.totals, wanted);
}
