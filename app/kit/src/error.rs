//! The error that crosses the wire, typed, so that a page can say what to do next.

use domain::Locale;
use domain::invalid::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// Why a server function did not do what it was asked. The cause of an internal one stays in
/// the log, under the same reference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum AppError {
    /// It does not exist for this caller.
    #[error("not found")]
    NotFound,
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The caller must sign in.
    #[error("sign-in needed")]
    Unauthenticated,
    /// Values are wrong; every wrong field at once.
    #[error("invalid")]
    Invalid {
        /// What is wrong and where.
        fields: Vec<FieldError>,
    },
    /// What was asked does not fit the state of things.
    #[error("conflict: {code}")]
    Conflict {
        /// What kind of conflict.
        code: String,
        /// What a client needs to go on.
        details: serde_json::Value,
    },
    /// Too many attempts.
    #[error("rate limited")]
    RateLimited {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Trying again may help.
    #[error("unavailable")]
    Unavailable,
    /// A fault of ours.
    #[error("internal, reference {reference}")]
    Internal {
        /// Where the log has its cause.
        reference: String,
    },
}

mod t {
    domain::texts! {
        not_found: "This does not exist, or not any more", "Das gibt es nicht oder nicht mehr";
        forbidden: "You may not do this; ask the owner of the shop", "Das dürfen Sie nicht; bitte die Inhaberin oder den Inhaber des Shops fragen";
        unauthenticated: "Please sign in and try again", "Bitte anmelden und noch einmal versuchen";
        invalid: "Please check what is marked", "Bitte die markierten Angaben prüfen";
        conflict: "This changed in the meantime; please look again", "Das hat sich inzwischen geändert; bitte noch einmal ansehen";
        rate_limited(seconds): "Too many attempts; please wait {seconds} seconds", "Zu viele Versuche; bitte {seconds} Sekunden warten";
        unavailable: "This cannot be reached at the moment; please try again", "Das ist im Moment nicht erreichbar; bitte noch einmal versuchen";
        internal(reference): "Something went wrong on our side. Please try again; if it stays, tell us {reference}", "Bei uns ist etwas schiefgegangen. Bitte noch einmal versuchen; wenn es bleibt, nennen Sie uns {reference}";
    }
}

impl AppError {
    /// What a person is told.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::NotFound => t::not_found(locale).into(),
            Self::Forbidden => t::forbidden(locale).into(),
            Self::Unauthenticated => t::unauthenticated(locale).into(),
            Self::Invalid { .. } => t::invalid(locale).into(),
            Self::Conflict { .. } => t::conflict(locale).into(),
            Self::RateLimited { retry_after } => t::rate_limited(locale, &retry_after.to_string()),
            Self::Unavailable => t::unavailable(locale).into(),
            Self::Internal { reference } => t::internal(locale, reference),
        }
    }

    /// What is wrong with a field, if anything is.
    pub fn field(&self, name: &str) -> Option<&Problem> {
        match self {
            Self::Invalid { fields } => fields.iter().find(|f| f.field == name).map(|f| &f.problem),
            _ => None,
        }
    }

    /// The kind of conflict, if it is one.
    pub fn conflict(&self) -> Option<&str> {
        match self {
            Self::Conflict { code, .. } => Some(code),
            _ => None,
        }
    }

    /// The status of an HTTP answer that carries this error.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::Unauthenticated => 401,
            Self::Invalid { .. } => 422,
            // As the IETF's draft of the header Idempotency-Key has it.
            Self::Conflict { code, .. } if code == "key_reused" => 422,
            Self::Conflict { .. } => 409,
            Self::RateLimited { .. } => 429,
            Self::Unavailable => 503,
            Self::Internal { .. } => 500,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => {
                Self::Invalid { fields: vec![FieldError::new("", Problem::Malformed)] }
            }
            // The browser could not reach the server.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unavailable,
            _ => Self::Internal { reference: String::new() },
        }
    }
}

impl From<Vec<FieldError>> for AppError {
    fn from(fields: Vec<FieldError>) -> Self {
        Self::Invalid { fields }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::Error> for AppError {
    fn from(error: backend::Error) -> Self {
        match error {
            backend::Error::NotFound => Self::NotFound,
            backend::Error::Forbidden => Self::Forbidden,
            backend::Error::Unauthenticated => Self::Unauthenticated,
            backend::Error::Invalid(fields) => Self::Invalid { fields },
            backend::Error::Conflict { code, details } => Self::Conflict { code: code.into(), details },
            backend::Error::RateLimited { retry_after } => Self::RateLimited { retry_after },
            backend::Error::Unavailable(cause) => {
                tracing::warn!(request = backend::env::request_id(), cause, "not available");
                Self::Unavailable
            }
            backend::Error::Internal(cause) => {
                let reference = backend::env::request_id();
                tracing::error!(request = reference, %cause, "a fault of ours");
                Self::Internal { reference }
            }
        }
    }
}
