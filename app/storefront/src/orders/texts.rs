//! What the pages of a customer's orders say.

domain::texts! {
    track: "Track an order", "Bestellung verfolgen";
    track_text: "The number is in the mail that confirmed your order.", "Die Nummer steht in der E-Mail, die Ihre Bestellung bestätigt hat.";
    number: "Order number", "Bestellnummer";
    number_hint: "It looks like S-100042", "Sie sieht aus wie S-100042";
    email: "Mail address of the order", "E-Mail-Adresse der Bestellung";
    show: "Show the order", "Bestellung zeigen";
    no_match: "No order has this number and mail address. Please check both; the mail that confirmed your order has them", "Keine Bestellung passt zu dieser Nummer und E-Mail-Adresse. Bitte beide prüfen; sie stehen in der E-Mail, die Ihre Bestellung bestätigt hat";
    track_another: "Track another order", "Eine andere Bestellung verfolgen";
    purchase(number): "Order {number}", "Bestellung {number}";
    from_shop(shop): "From {shop}", "Von {shop}";
    placed(date): "Ordered {date}", "Bestellt am {date}";
    expected(from, until): "Expected {from} to {until}", "Voraussichtlich {from} bis {until}";
    steps: "Where it is", "Wo sie ist";
    step_placed: "Ordered", "Bestellt";
    step_sent: "Sent", "Versandt";
    step_partly: "Partly sent", "Teilweise versandt";
    step_delivered: "Delivered", "Zugestellt";
    cancelled: "This order was cancelled", "Diese Bestellung wurde storniert";
    refunded(amount): "{amount} was given back to you", "{amount} wurden Ihnen erstattet";
    parcels: "Parcels", "Pakete";
    parcel(n): "Parcel {n}", "Paket {n}";
    sent_at(date): "Sent {date}", "Versandt am {date}";
    arrived_at(date): "Delivered {date}", "Zugestellt am {date}";
    follow: "Follow the parcel", "Paket verfolgen";
    on_the_way: "On the way", "Unterwegs";
    delivered: "Delivered", "Zugestellt";
    items: "Items", "Artikel";
    pieces[n]: "1 piece", "{n} pieces" | "1 Stück", "{n} Stück";
    line_cancelled[n]: "1 cancelled", "{n} cancelled" | "1 storniert", "{n} storniert";
    line_refunded[n]: "1 refunded", "{n} refunded" | "1 erstattet", "{n} erstattet";
    shipping: "Shipping", "Versand";
    total: "Total", "Summe";
    address: "Delivery address", "Lieferadresse";
    orders: "Your orders", "Ihre Bestellungen";
    account: "Account", "Konto";
    none: "No orders yet", "Noch keine Bestellungen";
    none_text: "What you buy appears here. Orders that you made as a guest join your account once you confirmed their mail address.", "Was Sie kaufen, erscheint hier. Bestellungen als Gast kommen dazu, sobald deren E-Mail-Adresse bestätigt ist.";
    to_shop: "Start shopping", "Einkaufen";
    by_number: "Track an order by its number", "Bestellung mit Nummer verfolgen";
    pages: "Pages of orders", "Seiten der Bestellungen";
    newer: "Newest", "Neueste";
    older: "Older", "Ältere";
    wrong: "This cannot be shown", "Das kann nicht gezeigt werden";
    sign_in: "Sign in", "Anmelden";
}
