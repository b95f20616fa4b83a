//! Mails about accounts.

use domain::Locale;
use domain::mails::MailKind;

use super::letter::Letter;
use crate::Env;

/// Confirm this address.
pub fn verify(env: &Env, locale: Locale, name: &str, token: &str) -> Letter {
    let site = env.config.site_name.as_str();
    Letter::new(env, MailKind::Verify, locale, t::verify_subject(locale, site))
        .title(t::hello(locale, name))
        .text(t::verify_text(locale, site))
        .button(t::verify_button(locale), format!("{}/account/verify/{token}", env.config.public_url))
        .small(t::verify_small(locale))
}

/// Somebody registered with an address that has an account.
pub fn known_address(env: &Env, locale: Locale, name: &str) -> Letter {
    let (site, url) = (env.config.site_name.as_str(), env.config.public_url.as_str());
    Letter::new(env, MailKind::KnownAddress, locale, t::known_subject(locale, site))
        .title(t::hello(locale, name))
        .text(t::known_text(locale, site))
        .button(t::known_button(locale), format!("{url}/account/sign-in"))
        .small(t::known_small(locale, &format!("{url}/account/forgot")))
}

/// Choose a new password.
pub fn reset(env: &Env, locale: Locale, name: &str, token: &str) -> Letter {
    let site = env.config.site_name.as_str();
    Letter::new(env, MailKind::Reset, locale, t::reset_subject(locale, site))
        .title(t::hello(locale, name))
        .text(t::reset_text(locale, site))
        .button(t::reset_button(locale), reset_url(env, token))
        .small(t::reset_small(locale))
}

/// The password was changed.
pub fn password_changed(env: &Env, locale: Locale, name: &str) -> Letter {
    let (site, url) = (env.config.site_name.as_str(), env.config.public_url.as_str());
    Letter::new(env, MailKind::PasswordChanged, locale, t::changed_subject(locale, site))
        .title(t::hello(locale, name))
        .text(t::changed_text(locale, site))
        .button(t::changed_button(locale), format!("{url}/account/forgot"))
}

/// Where a reset link leads.
pub fn reset_url(env: &Env, token: &str) -> String {
    format!("{}/account/reset/{token}", env.config.public_url)
}

mod t {
    domain::texts! {
        hello(name): "Hello {name},", "Hallo {name},";
        verify_subject(site): "Please confirm your mail address for {site}", "Bitte bestätigen Sie Ihre E-Mail-Adresse für {site}";
        verify_text(site): "Thank you for opening an account at {site}. Please confirm that this address is yours; then your orders show up in your account, the ones that you placed as a guest too.", "Danke, dass Sie ein Konto bei {site} eröffnet haben. Bitte bestätigen Sie, dass diese Adresse Ihnen gehört; dann erscheinen Ihre Bestellungen in Ihrem Konto, auch die, die Sie als Gast aufgegeben haben.";
        verify_button: "Confirm this address", "Adresse bestätigen";
        verify_small: "The link works for 24 hours. If you did not open an account, just ignore this mail.", "Der Link gilt 24 Stunden. Wenn Sie kein Konto eröffnet haben, können Sie diese E-Mail ignorieren.";
        known_subject(site): "You already have an account at {site}", "Sie haben schon ein Konto bei {site}";
        known_text(site): "Somebody, probably you, wanted to open an account at {site} with this address. It has one already, and nothing was changed.", "Jemand, wahrscheinlich Sie, wollte mit dieser Adresse ein Konto bei {site} eröffnen. Es gibt schon eines, und nichts wurde geändert.";
        known_button: "Sign in", "Anmelden";
        known_small(url): "Forgot your password? Choose a new one here: {url}", "Passwort vergessen? Hier wählen Sie ein neues: {url}";
        reset_subject(site): "Choose a new password for {site}", "Neues Passwort für {site} wählen";
        reset_text(site): "Here is the link to choose a new password for your account at {site}. Every device that is signed in will be signed out.", "Hier ist der Link, um ein neues Passwort für Ihr Konto bei {site} zu wählen. Alle angemeldeten Geräte werden dabei abgemeldet.";
        reset_button: "Choose a new password", "Neues Passwort wählen";
        reset_small: "The link works once and for one hour. If you did not ask for it, just ignore this mail; your password stays as it is.", "Der Link gilt einmal und eine Stunde lang. Wenn Sie ihn nicht angefordert haben, können Sie diese E-Mail ignorieren; Ihr Passwort bleibt, wie es ist.";
        changed_subject(site): "Your password for {site} was changed", "Ihr Passwort für {site} wurde geändert";
        changed_text(site): "The password of your account at {site} was just changed, and other devices were signed out. If that was you, there is nothing to do. If not, please choose a new one now.", "Das Passwort Ihres Kontos bei {site} wurde gerade geändert, und andere Geräte wurden abgemeldet. Wenn Sie das waren, ist nichts zu tun. Wenn nicht, wählen Sie bitte gleich ein neues.";
        changed_button: "Choose a new password", "Neues Passwort wählen";
    }
}
