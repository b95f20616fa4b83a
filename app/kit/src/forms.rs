//! What a form's page needs to know after it was sent: every error at its field and in sum, and
//! what was typed, also where no script runs.
//!
//! A plain form is answered by a redirect to its page. The error travels in the address; what
//! was typed travels in a sealed cookie of a minute, never a password.

use std::collections::BTreeMap;

use domain::Locale;
use domain::address::{self, AddressField};
use domain::invalid::{FieldError, Problem};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::FromServerFnError;

use crate::{AppError, use_locale};

mod t {
    domain::texts! {
        wrong[n]: "One thing needs your attention", "{n} things need your attention" | "Eine Angabe stimmt noch nicht", "{n} Angaben stimmen noch nicht";
    }
}

/// The state of one form.
#[derive(Clone, Copy)]
pub struct FormState {
    error: Signal<Option<AppError>>,
    typed: StoredValue<BTreeMap<String, String>>,
    labels: StoredValue<BTreeMap<String, &'static str>>,
    locale: Locale,
}

impl FormState {
    /// The state of the form behind an action. Call it while the page is built.
    pub fn of<S>(action: ServerAction<S>) -> Self
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Clone + Send + Sync + 'static,
        S::Error: FromServerFnError,
    {
        let value = action.value();
        let error = Signal::derive(move || value.get().and_then(Result::err));
        let failed = error.get_untracked().is_some();
        let typed = if failed { kept() } else { BTreeMap::new() };
        let labels = StoredValue::new(BTreeMap::new());
        Self { error, typed: StoredValue::new(typed), labels, locale: use_locale() }
    }

    /// What the fields are called, for the sum at the form's top: field and label.
    pub fn labels<const N: usize>(self, labels: [(&str, &'static str); N]) -> Self {
        self.labels.update_value(|known| {
            known.extend(labels.into_iter().map(|(field, label)| (field.to_owned(), label)));
        });
        self
    }

    /// What the fields of an address are called; `path` stands before their names.
    pub fn address_labels(self, path: &str, country: &str) -> Self {
        let country = self.value(&format!("{path}{}", AddressField::Country), country);
        self.labels.update_value(|known| {
            known.extend(
                AddressField::ALL
                    .iter()
                    .map(|field| (format!("{path}{field}"), address::label(*field, &country, self.locale))),
            );
        });
        self
    }

    /// What was typed into a field before the form came back, else what it holds by itself.
    pub fn value(self, field: &str, otherwise: &str) -> String {
        self.typed.with_value(|typed| typed.get(field).cloned()).unwrap_or_else(|| otherwise.to_owned())
    }

    /// What is wrong with a field.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        let (error, locale) = (self.error, self.locale);
        Signal::derive(move || Some(error.get()?.field(field)?.text(locale)))
    }

    /// Every wrong field, for parts of a form such as an address; `path` is cut off their names.
    pub fn errors(self, path: &'static str) -> Signal<Vec<FieldError>> {
        let error = self.error;
        Signal::derive(move || match error.get() {
            Some(AppError::Invalid { fields }) => fields
                .into_iter()
                .filter_map(|f| Some(FieldError::new(f.field.strip_prefix(path)?, f.problem)))
                .collect(),
            _ => Vec::new(),
        })
    }

    /// Id of the control (`f-` and the field's name, with `-` for `.`) and text of each error, with
    /// the field's label before it, for the sum at the form's top.
    pub fn fields(self) -> Signal<Vec<(String, String)>> {
        let (errors, labels, locale) = (self.errors(""), self.labels.get_value(), self.locale);
        Signal::derive(move || {
            let id = |field: &str| format!("f-{}", field.replace('.', "-"));
            let text = |f: &FieldError| match labels.get(&f.field) {
                Some(label) => named(label, &f.problem, locale),
                None => f.problem.text(locale),
            };
            errors.with(|all| all.iter().map(|f| (id(&f.field), text(f))).collect())
        })
    }

    /// The title above the sum of the errors.
    pub fn title(self) -> Signal<String> {
        let (fields, locale) = (self.errors(""), self.locale);
        Signal::derive(move || t::wrong(locale, fields.with(|f| i64::try_from(f.len()).unwrap_or(i64::MAX))))
    }

    /// What went wrong when it was no field.
    pub fn failure(self) -> Signal<Option<AppError>> {
        let error = self.error;
        Signal::derive(move || error.get().filter(|error| !matches!(error, AppError::Invalid { .. })))
    }
}

/// What was typed into a form before it came back, for pages that build their fields out of it: the
/// browser is told as well, so that it wakes up with the same fields.
#[derive(Clone, Copy)]
pub struct Kept {
    typed: StoredValue<BTreeMap<String, String>>,
    tries: RwSignal<usize>,
}

impl Kept {
    /// What the form behind an action held. Call it where the page makes its resources, above any
    /// suspense: server and browser count what they share in the same order there.
    pub fn of<S>(action: ServerAction<S>) -> Self
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Clone + Send + Sync + 'static,
        S::Error: FromServerFnError,
    {
        let failed = action.value().with_untracked(|value| matches!(value, Some(Err(_))));
        let shared = SharedValue::new(|| if failed { kept() } else { BTreeMap::new() });
        Self { typed: StoredValue::new(shared.into_inner()), tries: action.version() }
    }

    /// What was typed into a field. Nothing once the browser itself sent the form: from then on
    /// the fields hold it.
    pub fn get(self, field: &str) -> Option<String> {
        if self.tries.get_untracked() > 0 {
            return None;
        }
        self.typed.with_value(|typed| typed.get(field).cloned())
    }

    /// What was typed into a field, else what it holds by itself.
    pub fn value(self, field: &str, otherwise: &str) -> String {
        self.get(field).unwrap_or_else(|| otherwise.to_owned())
    }

    /// Whether a box was ticked, else whether it is by itself.
    pub fn ticked(self, field: &str, otherwise: bool) -> bool {
        self.get(field).map_or(otherwise, |text| text == "true")
    }
}

/// A problem in a sum of errors: `Name: Please fill this in`.
pub fn named(label: &str, problem: &Problem, locale: Locale) -> String {
    let text = problem.text(locale);
    match problem {
        // These are not about one field.
        Problem::WrongCredentials | Problem::LinkExpired => text,
        _ => format!("{label}: {text}"),
    }
}

#[cfg(feature = "ssr")]
fn kept() -> BTreeMap<String, String> {
    crate::request::typed().unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn kept() -> BTreeMap<String, String> {
    // In the browser the fields already hold what the server put there.
    BTreeMap::new()
}

/// Goes to the path that an action answers with, by loading it anew: who is signed in, and what
/// the frame of the page shows of them, changed. Without scripts the server redirects. The path
/// has no fragment where the page itself may be the goal, or the browser would not load it.
pub fn follow<S>(action: ServerAction<S>)
where
    S: ServerFn<Output = String, Error = AppError> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move || {
        if let Some(Ok(path)) = value.get() {
            // A failure leaves the page as it is, with the link that the person clicked.
            let _ = window().location().set_href(&path);
        }
    });
}
