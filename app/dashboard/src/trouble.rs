//! What a person reads when something was refused, and where.

use domain::Locale;
use domain::catalog::encode;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use ui::{ErrorState, LinkButton, Notice, Tone};

mod t {
    domain::texts! {
        stale: "Somebody changed this since you opened it. Copy what you need and load the page again", "Jemand hat dies geändert, seit Sie es geöffnet haben. Bitte Wichtiges kopieren und die Seite neu laden";
        no_variant: "It has no variant to sell yet; add one with its price first", "Es gibt noch keine Variante zum Verkaufen; bitte zuerst eine mit Preis anlegen";
        no_title: "It needs a title before it can be sold", "Zum Verkaufen braucht es einen Titel";
        not_a_picture: "This is not a JPEG, PNG or WebP picture; please choose another file", "Das ist kein JPEG-, PNG- oder WebP-Bild; bitte eine andere Datei wählen";
        too_large: "The picture is larger than 20 MB; please save it smaller", "Das Bild ist größer als 20 MB; bitte kleiner speichern";
        too_many_pixels: "The picture has too many pixels; 50 megapixels are the most", "Das Bild hat zu viele Pixel; höchstens 50 Megapixel";
        damaged: "The picture is cut off or damaged; please choose another copy", "Das Bild ist abgeschnitten oder beschädigt; bitte eine andere Kopie wählen";
        file_too_large: "The file is too large; please split it", "Die Datei ist zu groß; bitte aufteilen";
        in_use: "Products or categories are still in it; move them first", "Es liegen noch Produkte oder Kategorien darin; bitte zuerst verschieben";
        sign_in: "Sign in", "Anmelden";
        wrong: "This cannot be shown", "Das lässt sich nicht zeigen";
    }
}

/// Why the last try of an action was refused, if it was.
pub fn refusal<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || value.get().and_then(Result::err))
}

/// Why a plain form was refused whose function takes files: no `ServerAction` holds such an input.
pub fn came_back<S>() -> Option<AppError>
where
    S: ServerFn<Error = AppError>,
{
    let error = use_context::<ServerActionError>()?;
    (error.path() == S::PATH).then(|| ServerFnUrlError::<AppError>::decode_err(error.err()))
}

/// Counts the tries that changed something, or found that something had changed: what is shown
/// must then be read again. A form whose fields were wrong stays as it was typed.
pub fn settled<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let (version, value) = (action.version(), action.value());
    Memo::new(move |before: Option<&usize>| {
        let now = version.get();
        let refused = value.with_untracked(|value| matches!(value, Some(Err(_))));
        if refused { before.copied().unwrap_or(0) } else { now }
    })
}

/// The sentence for a refusal.
pub fn sentence(error: &AppError, locale: Locale) -> String {
    let text = match error {
        AppError::Conflict { code, details } => match code.as_str() {
            "stale" => t::stale(locale),
            "no_variant" => t::no_variant(locale),
            "no_title" => t::no_title(locale),
            "file_too_large" => t::file_too_large(locale),
            "in_use" => t::in_use(locale),
            "picture_refused" => match details["reason"].as_str() {
                Some("too_large") => t::too_large(locale),
                Some("too_many_pixels") => t::too_many_pixels(locale),
                Some("damaged") => t::damaged(locale),
                _ => t::not_a_picture(locale),
            },
            _ => return error.text(locale),
        },
        _ => return error.text(locale),
    };
    text.to_owned()
}

/// What is wrong with a field of the form.
pub fn at_field(refusal: Signal<Option<AppError>>, field: impl Into<String>) -> Signal<Option<String>> {
    let (field, locale) = (field.into(), use_locale());
    Signal::derive(move || refusal.with(|error| Some(error.as_ref()?.field(&field)?.text(locale))))
}

/// Stands at the head of a form that was refused for another reason than its fields.
#[component]
pub fn Refused(refusal: Signal<Option<AppError>>) -> impl IntoView {
    let locale = use_locale();
    move || {
        refusal.get().map(|error| {
            let problem = error.field("").map(|problem| problem.text(locale));
            let text = problem.unwrap_or_else(|| sentence(&error, locale));
            view! { <Notice tone=Tone::Bad>{text}</Notice> }.into_any()
        })
    }
}

/// Stands where a page cannot be shown.
#[component]
pub fn Failure(
    error: AppError,
    /// Where to go instead.
    #[prop(into)]
    back: String,
    #[prop(into)] back_label: String,
) -> impl IntoView {
    let locale = use_locale();
    #[cfg(feature = "ssr")]
    if error != AppError::Unauthenticated {
        kit::request::set_status(error.status());
    }
    let (href, label) = match error {
        AppError::Unauthenticated => {
            (format!("/account/sign-in?next={}", encode(&back)), t::sign_in(locale).to_owned())
        }
        _ => (back, back_label),
    };
    let reference = match &error {
        AppError::Internal { reference } => reference.clone(),
        _ => String::new(),
    };
    view! {
        <ErrorState title=t::wrong(locale) text=sentence(&error, locale) reference>
            <LinkButton href>{label}</LinkButton>
        </ErrorState>
    }
    .into_any()
}
