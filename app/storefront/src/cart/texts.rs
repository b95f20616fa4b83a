//! What the cart says.

use domain::Locale;
use domain::checkout::{PayOutcome, StockNote};
use kit::AppError;

domain::texts! {
    add: "Add to cart", "In den Warenkorb";
    title: "Your cart", "Ihr Warenkorb";
    button(n): "Cart, {n}", "Warenkorb, {n}";
    pieces[n]: "one item", "{n} items" | "ein Artikel", "{n} Artikel";
    close: "Close", "Schließen";
    quantity(title): "Quantity of {title}", "Menge von {title}";
    less: "One less", "Eins weniger";
    more: "One more", "Eins mehr";
    update: "Update", "Aktualisieren";
    remove: "Remove", "Entfernen";
    remove_title(title): "Remove {title}", "{title} entfernen";
    removed(title): "{title} was removed", "{title} wurde entfernt";
    undo: "Undo", "Rückgängig";
    each(price): "{price} each", "je {price}";
    before: "Before", "Vorher";
    now: "Now", "Jetzt";
    subtotal: "Subtotal", "Zwischensumme";
    later: "Shipping and taxes are worked out at checkout.", "Versand und Steuern werden an der Kasse berechnet.";
    checkout: "Check out", "Zur Kasse";
    open_page: "View cart", "Warenkorb ansehen";
    keep_looking: "Continue shopping", "Weiter einkaufen";
    empty: "Your cart is empty", "Ihr Warenkorb ist leer";
    empty_text: "What you add is kept here for 90 days.", "Was Sie hineinlegen, bleibt 90 Tage hier.";
    sold_by: "Sold by", "Verkauf durch";
    left[n]: "Only one left", "Only {n} left" | "Nur noch eins da", "Nur noch {n} da";
    too_many[n]: "Only one left: please lower the quantity", "Only {n} left: please lower the quantity" | "Nur noch eins da: bitte die Menge verringern", "Nur noch {n} da: bitte die Menge verringern";
    only[n]: "Only 1 available", "Only {n} available" | "Nur 1 verfügbar", "Nur {n} verfügbar";
    backorder: "On backorder: sent as soon as it is there", "Nachbestellt: wird verschickt, sobald es da ist";
    sold_out: "Sold out: please remove it to go on", "Ausverkauft: bitte entfernen, um fortzufahren";
    gone: "Not sold any more: please remove it to go on", "Nicht mehr im Verkauf: bitte entfernen, um fortzufahren";
    not_ready: "Please change what is marked, then you can check out.", "Bitte ändern, was markiert ist; dann geht es zur Kasse.";
    paying: "A payment for this cart is under way. It can be changed as soon as that is settled.", "Für diesen Warenkorb läuft eine Zahlung. Er lässt sich ändern, sobald sie abgeschlossen ist.";
    short: "Some of it was sold in the meantime, and nothing was charged. Please change what is marked.", "Einiges davon wurde inzwischen verkauft, und es wurde nichts abgebucht. Bitte ändern, was markiert ist.";
    held(time): "We hold your items until {time}.", "Wir halten Ihre Artikel bis {time} zurück.";
    stale: "The cart was changed in another window; this is how it is now.", "Der Warenkorb wurde in einem anderen Fenster geändert; so sieht er jetzt aus.";
    full: "The cart holds 100 different items at most; please remove one first.", "Der Warenkorb fasst höchstens 100 verschiedene Artikel; bitte zuerst einen entfernen.";
    bad_quantity: "Please choose a quantity from 1 to 999.", "Bitte eine Menge von 1 bis 999 wählen.";
    not_for_sale: "This is not for sale any more.", "Das ist nicht mehr im Verkauf.";
    not_in_cart: "This is no longer in the cart.", "Das ist nicht mehr im Warenkorb.";
    now_sold_out: "This is sold out.", "Das ist ausverkauft.";
    failed: "Something went wrong", "Etwas ist schiefgegangen";
}

/// What a change of the cart that failed says, with what to do next.
pub fn problem(locale: Locale, error: &AppError) -> String {
    match error {
        AppError::Invalid { .. } => bad_quantity(locale).into(),
        AppError::NotFound => not_for_sale(locale).into(),
        AppError::Conflict { code, details } => match code.as_str() {
            "stale" => stale(locale).into(),
            "cart_full" => full(locale).into(),
            "payment_in_progress" => paying(locale).into(),
            "out_of_stock" => match left_of(details) {
                Some(0) => now_sold_out(locale).into(),
                Some(n) => only(locale, n),
                None => error.text(locale),
            },
            _ => error.text(locale),
        },
        _ => error.text(locale),
    }
}

/// The same for a line that was in the cart when the page was drawn.
pub fn line_problem(locale: Locale, error: &AppError) -> String {
    match error {
        AppError::NotFound => not_in_cart(locale).into(),
        other => problem(locale, other),
    }
}

/// Pieces that can be had, as the conflict `out_of_stock` tells.
fn left_of(details: &serde_json::Value) -> Option<i64> {
    match PayOutcome::of_conflict(details)? {
        PayOutcome::OutOfStock { lines } => lines.first().map(|line| line.available),
        _ => None,
    }
}

/// What a line says about its stock; nothing when there is enough.
pub fn stock(locale: Locale, note: StockNote) -> String {
    match note {
        StockNote::InStock => String::new(),
        StockNote::Low { left: n } => left(locale, n),
        StockNote::TooMany { left: n } => too_many(locale, n),
        StockNote::Backorder => backorder(locale).into(),
        StockNote::SoldOut => sold_out(locale).into(),
        StockNote::Gone => gone(locale).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::checkout::Shortage;
    use domain::id::VariantId;

    #[test]
    fn a_shortage_says_how_many_there_are_and_a_lost_line_that_it_is_gone() {
        let short = |available| {
            let line = Shortage {
                variant: VariantId::from_parts(0, 1),
                title: String::new(),
                variant_title: String::new(),
                wanted: 99,
                available,
            };
            let details = serde_json::to_value(PayOutcome::OutOfStock { lines: vec![line] }).unwrap();
            problem(Locale::En, &AppError::Conflict { code: "out_of_stock".into(), details })
        };
        assert_eq!((short(32).as_str(), short(0).as_str()), ("Only 32 available", "This is sold out."));
        assert_eq!(line_problem(Locale::En, &AppError::NotFound), "This is no longer in the cart.");
        assert_eq!(problem(Locale::En, &AppError::NotFound), "This is not for sale any more.");
    }
}
