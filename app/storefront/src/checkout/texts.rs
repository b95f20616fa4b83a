//! What checkout says.

use domain::Locale;
use domain::checkout::{DeclineReason, TestBehaviour};

domain::texts! {
    title: "Checkout", "Kasse";
    back_to_cart: "Cart", "Warenkorb";
    steps: "Steps", "Schritte";
    step_address: "Address", "Adresse";
    step_shipping: "Shipping", "Versand";
    step_review: "Review and pay", "Prüfen und bezahlen";
    sign_in_question: "Have an account?", "Schon ein Konto?";
    sign_in: "Sign in", "Anmelden";
    problems[n]: "One thing needs your attention", "{n} things need your attention" | "Eine Angabe braucht Ihre Aufmerksamkeit", "{n} Angaben brauchen Ihre Aufmerksamkeit";

    where_to: "Where shall we send it?", "Wohin dürfen wir es schicken?";
    email: "Email", "E-Mail";
    email_hint: "For the confirmation and news of the parcel.", "Für die Bestätigung und Nachrichten zur Sendung.";
    update_country: "Update", "Aktualisieren";
    update_hint: "Shows the fields of the chosen country.", "Zeigt die Felder des gewählten Landes.";
    choose: "Please choose", "Bitte wählen";
    optional: "Optional", "Freiwillig";
    keep_address: "Keep this address in my account", "Diese Adresse in meinem Konto behalten";
    saved_addresses: "Your addresses", "Ihre Adressen";
    use_address: "Use this address", "Diese Adresse verwenden";
    to_shipping: "Continue to shipping", "Weiter zum Versand";

    how: "How shall it come?", "Wie soll es kommen?";
    parcel_of(shop): "From {shop}", "Von {shop}";
    free: "Free", "Kostenlos";
    arrives(from, until): "Arrives {from} to {until}", "Kommt {from} bis {until}";
    arrives_on(day): "Arrives {day}", "Kommt {day}";
    missing_for_free(amount): "Free from {amount} more", "Kostenlos ab {amount} mehr";
    nothing_to_send: "Nothing to send", "Nichts zu verschicken";
    unreachable(shop, country): "{shop} does not send to {country}. Please remove its items, or choose another address.", "{shop} liefert nicht nach {country}. Bitte die Artikel entfernen oder eine andere Adresse wählen.";
    change_cart: "Change cart", "Warenkorb ändern";
    to_review: "Continue to review", "Weiter zur Prüfung";

    look: "Review and pay", "Prüfen und bezahlen";
    send_to: "Send to", "Lieferung an";
    change: "Change", "Ändern";
    change_address: "Change address", "Adresse ändern";
    change_shipping: "Change shipping", "Versand ändern";
    note: "Message to the shops", "Nachricht an die Shops";
    note_open: "Add a message for the shops", "Nachricht an die Shops hinzufügen";
    card: "Card", "Karte";
    card_number: "Card number", "Kartennummer";
    card_expiry: "Valid until", "Gültig bis";
    card_expiry_hint: "MM/YY", "MM/JJ";
    card_name: "Name on the card", "Name auf der Karte";
    demo_title: "This is a demo: no money moves", "Dies ist eine Demo: es fließt kein Geld";
    demo_text: "Use a test card with any date to come, and any name. 4242 4242 4242 4242 pays.", "Nehmen Sie eine Testkarte mit einem beliebigen künftigen Datum und Namen. 4242 4242 4242 4242 zahlt.";
    demo_cards: "All test cards", "Alle Testkarten";
    pay(amount): "Pay {amount}", "{amount} bezahlen";
    place: "Place the order", "Kostenlos bestellen";
    pay_small: "The order is binding, and each shop sends its own part.", "Die Bestellung ist verbindlich; jeder Shop verschickt seinen Teil.";

    summary(pieces, total): "Your order: {pieces}, {total}", "Ihre Bestellung: {pieces}, {total}";
    pieces[n]: "one item", "{n} items" | "ein Artikel", "{n} Artikel";
    items: "Items", "Artikel";
    discount: "Discount", "Rabatt";
    shipping: "Shipping", "Versand";
    not_known: "Next step", "Nächster Schritt";
    tax_added: "Tax", "Steuer";
    tax_included: "Tax included", "Enthaltene Steuer";
    total: "Total", "Summe";
    total_so_far: "Total so far", "Bisherige Summe";
    times(n): "{n} ×", "{n} ×";
    count[n]: "1 piece", "{n} pieces" | "1 Stück", "{n} Stück";

    totals_changed(was, now): "The total changed from {was} to {now}, and nothing was charged. Please look again and pay if you agree.", "Die Summe hat sich von {was} auf {now} geändert, und es wurde nichts abgebucht. Bitte noch einmal prüfen und bezahlen, wenn es passt.";
    shortages: "Some of it is not there any more", "Einiges davon ist nicht mehr da";
    shortage(title, available): "{title}: {available} left", "{title}: noch {available} da";
    incomplete: "Something is missing before you can pay; please complete this step.", "Vor dem Bezahlen fehlt noch etwas; bitte diesen Schritt ausfüllen.";
    in_progress: "A payment is under way already; please wait a moment and look again.", "Eine Zahlung läuft bereits; bitte einen Moment warten und noch einmal nachsehen.";
    key_reused: "This page is too old to pay with; please look at the new one and pay again.", "Diese Seite ist zum Bezahlen zu alt; bitte die neue ansehen und noch einmal bezahlen.";
    failed: "This did not work", "Das hat nicht geklappt";
    empty: "Your cart is empty", "Ihr Warenkorb ist leer";
    empty_text: "Put something into it, then you can check out.", "Legen Sie etwas hinein; dann geht es zur Kasse.";
    to_shops: "Go shopping", "Zum Einkaufen";
    try_again: "Try again", "Noch einmal versuchen";

    waiting_title: "Waiting for the bank", "Wir warten auf die Bank";
    waiting_text: "This takes a few seconds. The page goes on by itself; nothing needs to be paid again.", "Das dauert wenige Sekunden. Die Seite geht von selbst weiter; es muss nichts noch einmal bezahlt werden.";
    look_again: "Look again", "Noch einmal nachsehen";

    bank_title: "Confirm the payment", "Zahlung bestätigen";
    bank_text(amount): "Your bank asks whether you want to pay {amount}.", "Ihre Bank fragt, ob Sie {amount} bezahlen möchten.";
    bank_demo: "In real life this is your bank's own page or app.", "Im Alltag ist das die Seite oder App Ihrer Bank.";
    confirm: "Confirm", "Bestätigen";
    refuse: "Refuse", "Ablehnen";
    answered: "This question was answered already.", "Diese Frage ist schon beantwortet.";
    go_back: "Back to the shop", "Zurück zum Shop";

    thanks: "Thank you, it is ordered", "Danke, es ist bestellt";
    thanks_text(number, email): "Your order {number} is paid. The confirmation goes to {email}.", "Ihre Bestellung {number} ist bezahlt. Die Bestätigung geht an {email}.";
    refunded: "Sold out at the last moment", "Im letzten Moment ausverkauft";
    refunded_text(number): "Order {number} was paid when the last piece had gone. All of the money goes back to you.", "Bestellung {number} war bezahlt, als das letzte Stück schon weg war. Das ganze Geld geht an Sie zurück.";
    next: "What happens next", "Wie es weitergeht";
    next_one: "The shop packs its part and sends it; you get a mail with the tracking number.", "Der Shop packt und verschickt; Sie bekommen eine E-Mail mit der Sendungsnummer.";
    next_many: "Each shop packs and sends its own part; you get a mail with the tracking number of each.", "Jeder Shop packt und verschickt seinen Teil; Sie bekommen zu jedem eine E-Mail mit der Sendungsnummer.";
    order(number): "Order {number}", "Bestellung {number}";
    paid_by(method): "Paid by {method}", "Bezahlt mit {method}";
    card_ending(last): "card ending in {last}", "Karte mit den Endziffern {last}";
    track: "Track the order", "Bestellung verfolgen";
    create_account: "Create an account", "Konto erstellen";
    create_account_text: "Keep this order and the next ones in one place: after you confirm this mail address, they join your account.", "Diese und die nächsten Bestellungen an einem Ort: nach der Bestätigung dieser E-Mail-Adresse gehören sie zu Ihrem Konto.";
    not_found: "This order cannot be shown", "Diese Bestellung kann nicht gezeigt werden";
    not_found_text: "The link is not complete, or it belongs to somebody else. With number and mail address you can track it.", "Der Link ist unvollständig oder gehört jemand anderem. Mit Nummer und E-Mail-Adresse lässt sie sich verfolgen.";

    card_pays: "pays", "zahlt";
    card_declines: "is declined", "wird abgelehnt";
    card_no_funds: "has not enough funds", "ist nicht gedeckt";
    card_expired: "has expired", "ist abgelaufen";
    card_asks: "asks to be confirmed", "will bestätigt werden";
    card_slow: "takes five seconds", "braucht fünf Sekunden";
    card_lost: "pays, and the answer is lost", "zahlt, und die Antwort geht verloren";
    card_unreachable: "cannot be reached", "ist nicht erreichbar";
    card_first: "pays; its webhook comes first", "zahlt; der Webhook kommt zuerst";
    card_twice: "pays; its webhook comes twice", "zahlt; der Webhook kommt zweimal";
    card_never: "takes five seconds; no webhook comes", "braucht fünf Sekunden; kein Webhook kommt";
}

/// What a test card does.
pub fn behaviour(locale: Locale, behaviour: TestBehaviour) -> &'static str {
    match behaviour {
        TestBehaviour::Success => card_pays(locale),
        TestBehaviour::Decline(DeclineReason::InsufficientFunds) => card_no_funds(locale),
        TestBehaviour::Decline(DeclineReason::ExpiredCard) => card_expired(locale),
        TestBehaviour::Decline(_) => card_declines(locale),
        TestBehaviour::Challenge => card_asks(locale),
        TestBehaviour::Slow => card_slow(locale),
        TestBehaviour::LostAnswer => card_lost(locale),
        TestBehaviour::Unreachable => card_unreachable(locale),
        TestBehaviour::WebhookFirst => card_first(locale),
        TestBehaviour::WebhookTwice => card_twice(locale),
        TestBehaviour::WebhookNever => card_never(locale),
    }
}
