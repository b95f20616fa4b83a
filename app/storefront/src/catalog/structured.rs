//! A product as data for search engines (schema.org, JSON-LD). Made on the server only.

use domain::Money;
use domain::catalog::ProductPage;
use domain::stock::Availability;
use serde_json::{Value, json};

/// The product with its offers, and the way to it.
pub(super) fn product(page: &ProductPage) -> String {
    let site = page.canonical.strip_suffix(path(&page.canonical)).unwrap_or_default();
    let offers: Vec<Value> = page
        .variants
        .iter()
        .take(100)
        .map(|variant| {
            let availability = match variant.availability {
                Availability::InStock(_) | Availability::Untracked => "InStock",
                Availability::Low(_) => "LimitedAvailability",
                Availability::OutOfStock => "OutOfStock",
                Availability::Backorder => "BackOrder",
            };
            json!({
                "@type": "Offer",
                "url": page.canonical,
                "price": Money::new(variant.price, page.currency).plain(),
                "priceCurrency": page.currency,
                "availability": format!("https://schema.org/{availability}"),
                "seller": { "@type": "Organization", "name": page.shop.name },
            })
        })
        .collect();
    let images: Vec<String> =
        page.pictures.iter().take(6).map(|p| format!("{site}{}", p.src(1200))).collect();
    let mut product = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": page.canonical,
        "name": page.title,
        "description": page.seo_description,
        "image": images,
        "offers": offers,
    });
    if let Some(sku) = page.variants.first().map(|v| &v.sku).filter(|sku| !sku.is_empty()) {
        product["sku"] = json!(sku);
    }
    if let Some(brand) = &page.brand {
        product["brand"] = json!({ "@type": "Brand", "name": brand.name });
    }
    if let Some(rating) = page.rating {
        product["aggregateRating"] = json!({
            "@type": "AggregateRating",
            "ratingValue": format!("{}.{}", rating.tenths / 10, rating.tenths % 10),
            "reviewCount": rating.count,
        });
    }
    let mut steps: Vec<(&str, String)> =
        page.crumbs.iter().map(|crumb| (crumb.name.as_str(), format!("{site}{}", crumb.href))).collect();
    steps.push((&page.title, page.canonical.clone()));
    let steps: Vec<Value> = steps
        .into_iter()
        .enumerate()
        .map(|(at, (name, address))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": address }))
        .collect();
    let trail = json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": steps,
    });
    Value::Array(vec![product, trail]).to_string()
}

fn path(address: &str) -> &str {
    let start = address.find("://").map_or(0, |at| at + 3);
    address[start..].find('/').map_or("", |at| &address[start + at..])
}
