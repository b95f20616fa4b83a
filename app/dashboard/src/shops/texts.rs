//! The words of the settings.

domain::texts! {
    settings: "Settings", "Einstellungen";
    general: "General", "Allgemein";
    look: "Look", "Aussehen";
    policies: "Policies", "Bedingungen";
    shipping: "Shipping", "Versand";
    taxes: "Taxes", "Steuern";
    members: "Members", "Mitglieder";
    saved: "Saved.", "Gespeichert.";
    save: "Save", "Speichern";
    remove: "Remove", "Entfernen";
    read_only: "Only an owner of the shop can change the settings.", "Nur wer den Shop besitzt, kann die Einstellungen ändern.";
    cannot_show: "The settings cannot be shown", "Die Einstellungen können nicht gezeigt werden";
    to_shops: "To your shops", "Zu Ihren Shops";
    last_owner: "A shop always has an owner. Make somebody else an owner first.", "Ein Shop hat immer eine Inhaberin oder einen Inhaber. Bitte zuerst jemand anderen dazu machen.";
    too_many: "There are as many as there can be. Please remove one first.", "Mehr gehen nicht. Bitte zuerst etwas entfernen.";

    name: "Name", "Name";
    tagline: "One line about it", "Ein Satz dazu";
    tagline_hint: "Stands below the name in lists", "Steht in Listen unter dem Namen";
    description: "About the shop", "Über den Shop";
    description_hint: "On the shop's page. An empty line begins a new paragraph.", "Auf der Seite des Shops. Eine leere Zeile beginnt einen neuen Absatz.";
    email: "Mail address for customers", "E-Mail-Adresse für Kunden";
    place: "Place", "Ort";
    place_text: "Stands on packing slips and on the shop's page.", "Steht auf Packzetteln und auf der Seite des Shops.";
    time_zone: "Time zone", "Zeitzone";
    time_zone_hint: "Decides what a day is in lists and reports", "Bestimmt, was in Listen und Berichten ein Tag ist";
    prices: "Prices", "Preise";
    include_tax: "Prices include tax", "Preise enthalten die Steuer";
    include_tax_hint: "Orders that were placed keep the rule of their day.", "Bestellungen, die es schon gibt, behalten die Regel ihres Tages.";

    logo: "Logo", "Logo";
    logo_text: "Stands beside the shop's name on its page and in lists.", "Steht auf der Seite des Shops und in Listen neben seinem Namen.";
    no_logo: "No logo yet: shoppers see the initials.", "Noch kein Logo: Kunden sehen die Initialen.";
    new_logo: "New logo", "Neues Logo";
    logo_prompt: "Drop a picture here, or choose one", "Bild hierher ziehen oder auswählen";
    logo_hint: "JPEG, PNG or WebP, at most 20 MB; square ones fit best. It replaces the current one at once.", "JPEG, PNG oder WebP, höchstens 20 MB; am besten quadratisch. Es ersetzt das jetzige sofort.";
    logo_sending: "Sending the picture…", "Bild wird gesendet …";
    use_logo: "Use as the logo", "Als Logo verwenden";
    remove_logo: "Remove the logo", "Logo entfernen";

    accent: "Accent colour", "Akzentfarbe";
    accent_hint: "Six digits, such as #1f6f5c. The words on it become light or dark by themselves.", "Sechs Zeichen, etwa #1f6f5c. Die Schrift darauf wird von selbst hell oder dunkel.";
    accent_sample: "This is how a button looks", "So sieht ein Knopf aus";

    shipping_policy: "Shipping", "Versand";
    shipping_policy_hint: "How fast you send, with whom, and what it costs", "Wie schnell Sie versenden, womit, und was es kostet";
    return_policy: "Returns", "Rückgabe";
    return_policy_hint: "How long customers can send something back, and who pays for it", "Wie lange Kunden etwas zurückschicken können, und wer das zahlt";

    shipping_text: "Zones are parts of the world; each has its own rates. The zone that names a country most narrowly decides.", "Zonen sind Teile der Welt mit eigenen Tarifen. Es gilt die Zone, die ein Land am engsten nennt.";
    no_zones: "You do not ship anywhere yet", "Sie versenden noch nirgendwohin";
    no_zones_text: "Nobody can buy from you before there is a zone with a rate.", "Niemand kann bei Ihnen kaufen, bevor es eine Zone mit einem Tarif gibt.";
    add_zone: "Add a zone", "Zone hinzufügen";
    zone: "Zone", "Zone";
    zone_name: "Name for yourself", "Name für Sie selbst";
    zone_countries: "Countries", "Länder";
    zone_countries_hint: "None ticked stands for the rest of the world.", "Ohne Häkchen gilt die Zone für den Rest der Welt.";
    europe: "European Union", "Europäische Union";
    elsewhere: "Other countries", "Andere Länder";
    rest_of_world: "Rest of the world", "Rest der Welt";
    countries[n]: "1 country", "{n} countries" | "1 Land", "{n} Länder";
    rates_count[n]: "1 rate", "{n} rates" | "1 Tarif", "{n} Tarife";
    remove_zone: "Remove the zone and its rates", "Zone mit ihren Tarifen entfernen";
    rates: "Rates", "Tarife";
    no_rates: "No rate yet: nothing is sent to this zone.", "Noch kein Tarif: In diese Zone wird nichts versandt.";
    add_rate: "Add a rate", "Tarif hinzufügen";
    rate: "Rate", "Tarif";
    rate_name: "Name that shoppers see", "Name, den Kunden sehen";
    rate_name_hint: "Such as Standard or Express", "Etwa Standard oder Express";
    price: "Price", "Preis";
    price_hint: "0 is free", "0 ist kostenlos";
    min_days: "Working days at best", "Werktage im besten Fall";
    max_days: "Working days at worst", "Werktage im schlechtesten Fall";
    bounds: "Bounds", "Grenzen";
    free_from: "Free from a basket of", "Kostenlos ab einem Warenkorb von";
    min_subtotal: "Offered from a basket of", "Angeboten ab einem Warenkorb von";
    max_subtotal: "Offered up to a basket of", "Angeboten bis zu einem Warenkorb von";
    max_weight: "Heaviest parcel", "Schwerstes Paket";
    optional: "Optional", "Optional";
    free: "Free", "Kostenlos";
    days[n]: "1 working day", "{n} working days" | "1 Werktag", "{n} Werktage";
    day_range(least, most): "{least} to {most} working days", "{least} bis {most} Werktage";
    free_above(amount): "free from {amount}", "kostenlos ab {amount}";

    taxes_text: "The most specific place decides: region, country, every other country. Without a rate no tax is charged.", "Der genaueste Ort entscheidet: Region, Land, alle anderen Länder. Ohne Satz wird keine Steuer berechnet.";
    no_taxes: "No tax rate yet", "Noch kein Steuersatz";
    no_taxes_text: "Prices are charged without tax until you add one.", "Es wird keine Steuer berechnet, bis Sie einen anlegen.";
    add_tax: "Add a tax rate", "Steuersatz hinzufügen";
    tax: "Tax rate", "Steuersatz";
    tax_name: "Name on the invoice", "Name auf der Rechnung";
    tax_name_hint: "Such as VAT 19 %", "Etwa USt 19 %";
    percentage: "Percentage", "Prozentsatz";
    country: "Country", "Land";
    every_country: "Every country without a rate of its own", "Alle Länder ohne eigenen Satz";
    region: "Region", "Region";
    region_hint: "Code such as CA; empty for the whole country", "Kürzel wie CA; leer für das ganze Land";
    goods: "Goods", "Waren";
    standard: "Standard", "Regelsatz";
    reduced: "Reduced", "Ermäßigt";
    choose: "Please choose", "Bitte wählen";

    members_text: "Owners may do everything; staff works with products, stock and orders.", "Wer den Shop besitzt, darf alles; das Team arbeitet mit Produkten, Bestand und Bestellungen.";
    owner: "Owner", "Inhaber";
    staff: "Staff", "Team";
    add_member: "Add somebody", "Jemanden hinzufügen";
    member_email: "Mail address of their account", "E-Mail-Adresse ihres Kontos";
    may: "They may", "Darf";
    owner_may: "Everything, members and settings included", "Alles, auch Mitglieder und Einstellungen";
    staff_may: "Products, stock and orders", "Produkte, Bestand und Bestellungen";
    make_owner: "Make owner", "Zum Inhaber machen";
    make_staff: "Make staff", "Ins Team stufen";
    add: "Add", "Hinzufügen";
    since(date): "since {date}", "seit {date}";
}
