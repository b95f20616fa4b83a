//! The words of the account's pages.

domain::texts! {
    wrong: "This page cannot be shown", "Diese Seite kann nicht gezeigt werden";
    to_account: "To your account", "Zu Ihrem Konto";
    back_to_account: "Your account", "Ihr Konto";
    email: "Mail address", "E-Mail-Adresse";
    password: "Password", "Passwort";
    new_password: "New password", "Neues Passwort";
    password_hint: "At least 10 characters. A few words in a row are easy to remember.", "Mindestens 10 Zeichen. Ein paar Wörter hintereinander merken sich leicht.";
    name: "Name", "Name";
    save: "Save", "Speichern";
    optional: "Optional", "Optional";
    remove: "Remove", "Entfernen";
    edit: "Edit", "Bearbeiten";

    sign_in: "Sign in", "Anmelden";
    sign_in_text: "See your orders, keep your addresses, and run your shop.", "Bestellungen ansehen, Adressen behalten und den eigenen Shop führen.";
    forgot: "Forgot your password?", "Passwort vergessen?";
    no_account: "No account yet?", "Noch kein Konto?";
    register: "Create an account", "Konto anlegen";
    register_text: "You can also buy without one; your orders join it later.", "Sie können auch ohne kaufen; Ihre Bestellungen kommen später dazu.";
    have_account: "Already have an account?", "Schon ein Konto?";

    check_mail: "Look into your mailbox", "Bitte ins Postfach schauen";
    check_mail_verify: "We sent you a link to confirm your mail address. It works for 24 hours.", "Wir haben Ihnen einen Link geschickt, mit dem Sie Ihre E-Mail-Adresse bestätigen. Er gilt 24 Stunden.";
    check_mail_reset: "If this address has an account, a link to choose a new password is on its way. It works for one hour.", "Wenn es zu dieser Adresse ein Konto gibt, ist ein Link für ein neues Passwort unterwegs. Er gilt eine Stunde.";
    check_mail_spam: "Nothing there after a few minutes? Please look among unwanted mails too.", "Nach ein paar Minuten nichts da? Bitte auch bei den unerwünschten Mails nachsehen.";
    to_outbox: "Open the demo's outbox", "Ausgang der Demo öffnen";
    to_shop: "Go on shopping", "Weiter einkaufen";

    verify: "Confirm your mail address", "E-Mail-Adresse bestätigen";
    verify_ready(email): "One click, and {email} is yours.", "Ein Klick, und {email} gehört zu Ihrem Konto.";
    verify_password(email): "Please enter the password that you chose for {email}.", "Bitte das Passwort eingeben, das Sie für {email} gewählt haben.";
    verify_button: "Confirm", "Bestätigen";
    verify_other: "You did not open this account? Then choose a new password, and it is yours alone.", "Sie haben dieses Konto nicht angelegt? Dann wählen Sie ein neues Passwort, und es gehört nur Ihnen.";
    link_expired: "This link does nothing any more", "Dieser Link gilt nicht mehr";
    verify_expired: "It was used, or it is older than 24 hours. Sign in, and we send you a new one.", "Er wurde benutzt oder ist älter als 24 Stunden. Melden Sie sich an, dann schicken wir einen neuen.";

    forgot_title: "Choose a new password", "Neues Passwort wählen";
    forgot_text: "We send you a link to do so.", "Wir schicken Ihnen einen Link dafür.";
    forgot_button: "Send the link", "Link schicken";
    reset_text(email): "For the account of {email}. Every device is signed out.", "Für das Konto von {email}. Alle Geräte werden abgemeldet.";
    reset_button: "Set the password and sign in", "Passwort setzen und anmelden";
    reset_expired: "It was used, or it is older than one hour. Please ask for a new one.", "Er wurde benutzt oder ist älter als eine Stunde. Bitte einen neuen anfordern.";

    account: "Your account", "Ihr Konto";
    hello(name): "Hello {name}", "Hallo {name}";
    done_verified: "Your mail address is confirmed.", "Ihre E-Mail-Adresse ist bestätigt.";
    done_password: "Your password is changed; other devices are signed out.", "Ihr Passwort ist geändert; andere Geräte sind abgemeldet.";
    done_session: "That device is signed out.", "Das Gerät ist abgemeldet.";
    done_profile: "Saved.", "Gespeichert.";
    unverified: "Your mail address is not confirmed yet", "Ihre E-Mail-Adresse ist noch nicht bestätigt";
    unverified_text(email): "We sent a link to {email}. Once you clicked it, your orders show up here and you can open a shop.", "Wir haben einen Link an {email} geschickt. Sobald Sie ihn geklickt haben, erscheinen hier Ihre Bestellungen, und Sie können einen Shop eröffnen.";
    resend: "Send it again", "Noch einmal schicken";
    orders: "Orders", "Bestellungen";
    orders_text: "Where they are and what was in them", "Wo sie sind und was darin war";
    shops: "Your shops", "Ihre Shops";
    owner: "Owner", "Inhaber";
    staff: "Staff", "Team";
    open_shop: "Open a shop", "Shop eröffnen";
    open_shop_lead: "Sell your own things here.", "Verkaufen Sie hier Ihre eigenen Sachen.";
    profile: "About you", "Über Sie";
    language: "Language of pages and mails", "Sprache von Seiten und Mails";
    english: "English", "English";
    german: "Deutsch", "Deutsch";
    addresses: "Addresses", "Adressen";
    no_address: "No address kept yet. One kept here is filled in at your next purchase.", "Noch keine Adresse gemerkt. Eine gemerkte wird beim nächsten Kauf eingesetzt.";
    add_address: "Add an address", "Adresse hinzufügen";
    edit_address: "Edit the address", "Adresse bearbeiten";
    change_password: "Change the password", "Passwort ändern";
    current_password: "Current password", "Bisheriges Passwort";
    sessions: "Where you are signed in", "Wo Sie angemeldet sind";
    this_device: "This device", "Dieses Gerät";
    since(date): "since {date}", "seit {date}";
    end_session: "Sign out there", "Dort abmelden";
    sign_out: "Sign out", "Abmelden";
    sign_out_everywhere: "Sign out everywhere", "Überall abmelden";

    open_shop_text: "Its name and address can be seen by everybody. Nothing is on sale before you say so.", "Name und Adresse sieht jeder. Nichts steht zum Verkauf, bevor Sie es sagen.";
    shop_name: "Name of the shop", "Name des Shops";
    shop_slug: "Its address here", "Seine Adresse hier";
    shop_slug_hint: "Small letters, digits and hyphens; it stays as it is", "Kleine Buchstaben, Ziffern und Bindestriche; sie bleibt, wie sie ist";
    shop_country: "Country that you sell from", "Land, aus dem Sie verkaufen";
    shop_zone: "Time zone", "Zeitzone";
    choose: "Please choose", "Bitte wählen";
    open_button: "Open the shop", "Shop eröffnen";
    open_unverified: "Please confirm your mail address first", "Bitte zuerst die E-Mail-Adresse bestätigen";
    open_unverified_text: "Customers and we must be able to reach you. The link is in your mailbox.", "Kunden und wir müssen Sie erreichen können. Der Link ist in Ihrem Postfach.";

    outbox: "Outbox of the demo", "Ausgang der Demo";
    outbox_text: "Every mail that the site would have sent, newest first.", "Jede E-Mail, die die Seite verschickt hätte, neueste zuerst.";
    outbox_empty: "No mail yet", "Noch keine E-Mail";
    outbox_empty_text: "Create an account or buy something, and it shows up here.", "Legen Sie ein Konto an oder kaufen Sie etwas, dann erscheint sie hier.";
    as_html: "As a mail program shows it", "So zeigt es ein Mailprogramm";
    older: "Older", "Ältere";
    newest: "Newest", "Neueste";
    mail_to(to): "To {to}", "An {to}";
    queued: "Waiting", "Wartet";
    sent: "Sent", "Gesendet";
    failed: "Failed", "Fehlgeschlagen";
}
