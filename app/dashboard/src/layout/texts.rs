//! The words of the frame.

domain::texts! {
    skip: "Skip to content", "Zum Inhalt springen";
    menu: "Menu", "Menü";
    close: "Close", "Schließen";
    ways: "Dashboard", "Verwaltung";
    home: "Home", "Start";
    orders: "Orders", "Bestellungen";
    products: "Products", "Produkte";
    stock: "Stock", "Bestand";
    import: "Import", "Import";
    settings: "Settings", "Einstellungen";
    shop: "Shop", "Shop";
    view_shop: "View shop", "Shop ansehen";
    platform: "Platform", "Plattform";
    categories: "Categories", "Kategorien";
    system: "System", "System";
    account: "Account", "Konto";
    choose_shop: "Choose a shop", "Shop wählen";
    open_shop: "Open a shop", "Einen Shop eröffnen";
    your_shops: "Your shops", "Ihre Shops";
    no_shops: "You have no shop yet", "Sie haben noch keinen Shop";
    no_shops_text: "Open one in two minutes, or ask an owner to add you to theirs.", "Eröffnen Sie einen in zwei Minuten, oder lassen Sie sich in einen anderen aufnehmen.";
    to_store: "Go to the store", "Zum Laden";
}
