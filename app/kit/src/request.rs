//! Who is asking, from the request itself: never from what a form or a client says.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use backend::scope::{BuyerScope, ShopScope, StaffScope, UserScope};
use backend::{Env, accounts};
use domain::accounts::Me;
use domain::time::SECOND;
use domain::{Locale, id::ShopId};
use http::request::Parts;
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::AppError;

/// The address of the client, put into the request by the server after it weighed its proxies.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddr(pub IpAddr);

/// What is known of the caller of a server function.
pub struct Request {
    /// The surroundings of every verb.
    pub env: Env,
    /// The signed-in person.
    pub me: Option<Me>,
    /// Language of the answer.
    pub locale: Locale,
    /// The client's address, for throttles.
    pub ip: IpAddr,
    /// The browser's own description.
    pub user_agent: String,
    user: Option<UserScope>,
    cart_token: Option<String>,
    session_token: Option<String>,
    device: Option<String>,
    plain_form: bool,
}

type Signed = Option<(UserScope, Me)>;

/// Names what a page shows to the store of pages, which takes it out of the answer.
pub const DEPENDS_ON: &str = "x-depends-on";
/// Whose cart a request by REST is about.
const CART_TOKEN: &str = "x-cart-token";

/// Remembers whose session a request has, however many server functions a page calls. Those that
/// ask at the same time each look it up: parts of a page are polled one after another, so one that
/// waited for another's answer could wait for ever.
#[derive(Clone, Default)]
pub struct SessionCell(Arc<OnceLock<Signed>>);

/// Names of the cookies; with `__Host-` exactly when browsers reach the site over TLS.
pub struct Cookies {
    /// The signed-in session.
    pub session: &'static str,
    /// The cart's secret.
    pub cart: &'static str,
    /// The mark of a browser that signed in before; it opens nothing.
    pub device: &'static str,
    /// What was typed into a form that came back, sealed.
    pub typed: &'static str,
    /// The chosen language, readable by scripts.
    pub locale: &'static str,
    secure: bool,
}

impl Cookies {
    /// The names for a site.
    pub fn of(env: &Env) -> Self {
        if env.config.is_https() {
            Self {
                session: "__Host-souk_session",
                cart: "__Host-souk_cart",
                device: "__Host-souk_device",
                typed: "__Host-souk_typed",
                locale: "souk_locale",
                secure: true,
            }
        } else {
            Self {
                session: "souk_session",
                cart: "souk_cart",
                device: "souk_device",
                typed: "souk_typed",
                locale: "souk_locale",
                secure: false,
            }
        }
    }

    /// The `Set-Cookie` line for a secret; an empty value with age 0 removes it.
    pub fn line(&self, name: &str, value: &str, max_age: i64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}")
    }
}

/// Who is asking, in a server function or while a page is rendered.
///
/// # Errors
/// Internal, when it is called outside of a request.
pub async fn request() -> Result<Request, AppError> {
    let missing = || AppError::Internal { reference: backend::env::request_id() };
    let env = use_context::<Env>().ok_or_else(missing)?;
    let parts = use_context::<Parts>().ok_or_else(missing)?;
    let cell = use_context::<SessionCell>().unwrap_or_default();
    from_parts(env, &parts, cell).await
}

async fn from_parts(env: Env, parts: &Parts, cell: SessionCell) -> Result<Request, AppError> {
    let cookies = Cookies::of(&env);
    let session = cookie(parts, cookies.session).map(str::to_owned);
    let cart = cookie(parts, cookies.cart).map(str::to_owned);
    known(env, parts, cell, session, cart).await
}

/// Who is asking by REST: a Bearer token goes before the session's cookie, and `X-Cart-Token`
/// before the cart's.
///
/// # Errors
/// Unauthenticated for a Bearer token that is not or no longer good.
pub async fn from_api(env: Env, parts: &Parts) -> Result<Request, AppError> {
    let cookies = Cookies::of(&env);
    let bearer = header_text(parts, header::AUTHORIZATION).split_once(' ');
    let bearer =
        bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
    let cart = parts.headers.get(CART_TOKEN).and_then(|v| v.to_str().ok());
    let session = bearer.or(cookie(parts, cookies.session)).map(str::to_owned);
    let cart = cart.or(cookie(parts, cookies.cart)).map(str::to_owned);
    let request = known(env, parts, SessionCell::default(), session, cart).await?;
    if bearer.is_some() && request.user.is_none() {
        return Err(AppError::Unauthenticated);
    }
    Ok(request)
}

async fn known(
    env: Env,
    parts: &Parts,
    cell: SessionCell,
    session_token: Option<String>,
    cart_token: Option<String>,
) -> Result<Request, AppError> {
    let signed = match (cell.0.get(), &session_token) {
        (Some(known), _) => known.clone(),
        (None, Some(token)) => {
            let found = accounts::authenticate(&env, token).await?;
            cell.0.get_or_init(|| found).clone()
        }
        (None, None) => None,
    };
    let (user, me) = signed.unzip();
    Ok(Request {
        me,
        user,
        locale: locale_of(parts),
        ip: parts.extensions.get::<ClientAddr>().map_or(IpAddr::from([0, 0, 0, 0]), |a| a.0),
        user_agent: header_text(parts, header::USER_AGENT).chars().take(300).collect(),
        cart_token,
        session_token,
        device: cookie(parts, Cookies::of(&env).device).map(str::to_owned),
        plain_form: header_text(parts, header::ACCEPT).contains("text/html"),
        env,
    })
}

impl Request {
    /// The signed-in person.
    ///
    /// # Errors
    /// Unauthenticated for a guest.
    pub fn user(&self) -> Result<&UserScope, AppError> {
        self.user.as_ref().ok_or(AppError::Unauthenticated)
    }

    /// The signed-in person, if there is one.
    pub fn maybe_user(&self) -> Option<&UserScope> {
        self.user.as_ref()
    }

    /// Whoever buys: a guest by the secret in their cookie, or a signed-in person.
    pub fn buyer(&self) -> BuyerScope {
        BuyerScope::new(self.user.as_ref(), self.cart_token.as_deref())
    }

    /// The proof of working in a shop.
    ///
    /// # Errors
    /// Unauthenticated for a guest, NotFound for a shop that is not the person's.
    pub async fn shop(&self, shop: ShopId) -> Result<ShopScope, AppError> {
        Ok(accounts::shop_scope(&self.env, self.user()?, shop).await?)
    }

    /// The same by the slug in the address bar.
    ///
    /// # Errors
    /// As [`Request::shop`].
    pub async fn shop_by_slug(&self, slug: &str) -> Result<ShopScope, AppError> {
        Ok(accounts::shop_scope_by_slug(&self.env, self.user()?, slug).await?)
    }

    /// The proof of being a manager or an admin.
    ///
    /// # Errors
    /// Unauthenticated for a guest, NotFound for others.
    pub fn staff(&self) -> Result<StaffScope, AppError> {
        Ok(self.user()?.staff()?)
    }

    /// The secret of the session, to end it.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    /// The secret of the cart in the cookie.
    pub fn cart_token(&self) -> Option<&str> {
        self.cart_token.as_deref()
    }

    /// Stores the session's secret in the browser.
    pub fn set_session_cookie(&self, token: &str, max_age_seconds: i64) {
        let cookies = Cookies::of(&self.env);
        append_cookie(&cookies.line(cookies.session, token, max_age_seconds));
    }

    /// Whence the request comes, and the secrets that its browser holds.
    pub fn client(&self) -> accounts::Client {
        accounts::Client {
            ip: self.ip,
            user_agent: self.user_agent.clone(),
            session: self.session_token.clone(),
            device: self.device.clone(),
            cart: self.cart_token.clone(),
        }
    }

    /// Stores a new session and the browser's mark.
    pub fn signed_in(&self, signed: &accounts::SignedIn) {
        let cookies = Cookies::of(&self.env);
        self.set_session_cookie(&signed.session, signed.max_age);
        append_cookie(&cookies.line(cookies.device, &signed.device, 365 * 24 * 3600));
    }

    /// Stores the language of pages, for a year.
    pub fn set_locale_cookie(&self, locale: Locale) {
        let secure = if self.env.config.is_https() { "; Secure" } else { "" };
        let (name, value) = (Cookies::of(&self.env).locale, locale.as_str());
        append_cookie(&format!("{name}={value}; Path=/; SameSite=Lax; Max-Age=31536000{secure}"));
    }

    /// Passes a verb's outcome on; when it failed and the form was a plain one, what was typed is
    /// kept for the page that shows it again. Passwords do not belong here.
    pub fn keep<T, E: Into<AppError>>(
        &self,
        typed: &[(impl AsRef<str>, &str)],
        outcome: Result<T, E>,
    ) -> Result<T, AppError> {
        outcome.map_err(|error| {
            if self.plain_form {
                self.keep_typed(typed);
            }
            error.into()
        })
    }

    /// Sends a plain form on to a path of this site; a script is told the path and goes itself.
    pub fn go(&self, path: &str) -> String {
        let path = if domain::accounts::is_local_path(path) { path } else { "/" };
        forward_plain_form(path);
        path.to_owned()
    }

    /// The signed-in person; a guest is sent to sign in and comes back to `path`.
    ///
    /// # Errors
    /// Unauthenticated for a guest.
    pub fn user_or_sign_in(&self, path: &str) -> Result<&UserScope, AppError> {
        if self.user.is_none() {
            leptos_axum::redirect(&sign_in_path(path));
        }
        self.user()
    }

    fn keep_typed(&self, typed: &[(impl AsRef<str>, &str)]) {
        let Some(text) = fitting(typed) else { return };
        let cookies = Cookies::of(&self.env);
        if let Ok(sealed) = self.env.key.seal(&self.env, "typed", &text) {
            append_cookie(&cookies.line(cookies.typed, &sealed, 60));
        }
    }

    /// Removes the session's secret from the browser.
    pub fn clear_session_cookie(&self) {
        self.set_session_cookie("", 0);
    }

    /// Stores the cart's secret in the browser, for as long as a guest's cart is kept.
    pub fn set_cart_cookie(&self, token: &str) {
        let cookies = Cookies::of(&self.env);
        append_cookie(&cookies.line(cookies.cart, token, domain::cart::KEPT / SECOND));
    }

    /// Removes the cart's secret from the browser.
    pub fn clear_cart_cookie(&self) {
        let cookies = Cookies::of(&self.env);
        append_cookie(&cookies.line(cookies.cart, "", 0));
    }
}

/// Browsers keep about 4,000 characters of a cookie; sealed, a text grows by a third.
const MOST_KEPT: usize = 2_800;

/// What was typed, as it is kept; of what is too much in sum, the longest texts are left out.
fn fitting(typed: &[(impl AsRef<str>, &str)]) -> Option<String> {
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(field, text)| (field.as_ref(), *text)).collect();
    fields.sort_by_key(|(_, text)| text.len());
    while !fields.is_empty() {
        let kept: BTreeMap<&str, &str> = fields.iter().copied().collect();
        match serde_json::to_string(&kept) {
            Ok(text) if text.len() <= MOST_KEPT => return Some(text),
            _ => fields.pop(),
        };
    }
    None
}

/// Sends the answer to a form that was posted without scripts to another page than its own. A
/// call by script is left alone: it gets its answer and goes on by itself.
pub fn forward_plain_form(path: &str) {
    let plain = use_context::<Parts>().is_some_and(|p| header_text(&p, header::ACCEPT).contains("text/html"));
    if plain {
        leptos_axum::redirect(&header_safe(path));
    }
}

/// Where a guest signs in, to come back to a path.
fn sign_in_path(path: &str) -> String {
    let next = encode(path, |byte| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte));
    format!("/account/sign-in?next={next}")
}

/// An address as the header `Location` can hold it.
fn header_safe(address: &str) -> String {
    encode(address, |byte| byte.is_ascii_graphic())
}

/// Percent-encodes every byte but the plain ones.
fn encode(text: &str, plain: impl Fn(u8) -> bool) -> String {
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// What was typed into the form that came back with this request.
pub fn typed() -> Option<BTreeMap<String, String>> {
    let (env, parts) = (use_context::<Env>()?, use_context::<Parts>()?);
    let sealed = cookie(&parts, Cookies::of(&env).typed)?;
    serde_json::from_str(&env.key.open("typed", sealed).ok()?).ok()
}

/// Says what the page that is being rendered shows, so that it is made anew when that changes.
pub fn depends_on(id: impl std::fmt::Display) {
    if let (Some(options), Ok(value)) =
        (use_context::<ResponseOptions>(), HeaderValue::try_from(id.to_string()))
    {
        options.insert_header(header::HeaderName::from_static(DEPENDS_ON), value);
    }
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) =
        (use_context::<ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        options.set_status(status);
    }
}

fn append_cookie(line: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(line)) {
        options.append_header(header::SET_COOKIE, value);
    }
}

/// The language that a request asks for: the chosen one, else the browser's.
pub fn locale_of(parts: &Parts) -> Locale {
    cookie(parts, "souk_locale")
        .and_then(Locale::parse)
        .unwrap_or_else(|| Locale::negotiate(header_text(parts, header::ACCEPT_LANGUAGE)))
}

fn header_text(parts: &Parts, name: header::HeaderName) -> &str {
    parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("")
}

/// A cookie's value.
pub fn cookie<'p>(parts: &'p Parts, name: &str) -> Option<&'p str> {
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_much_that_was_typed_the_longest_is_left_out() {
        let long = "x".repeat(MOST_KEPT);
        assert_eq!(
            fitting(&[("text", long.as_str()), ("name", "Oak")]).as_deref(),
            Some(r#"{"name":"Oak"}"#)
        );
        assert_eq!(fitting(&[("text", long.as_str())]), None);
    }

    #[test]
    fn a_path_that_no_header_can_hold_is_encoded() {
        assert_eq!(
            sign_in_path("/dashboard/demo/settings"),
            "/account/sign-in?next=/dashboard/demo/settings"
        );
        assert_eq!(sign_in_path("/dashboard/\n&x=ä"), "/account/sign-in?next=/dashboard/%0A%26x%3D%C3%A4");
        assert_eq!(header_safe("/orders?page=2&q=%20#a"), "/orders?page=2&q=%20#a");
        assert_eq!(header_safe("/ä\r\nSet-Cookie: a"), "/%C3%A4%0D%0ASet-Cookie:%20a");
        assert!(HeaderValue::from_str(&sign_in_path("/\u{0}\u{7f}")).is_ok());
    }
}
