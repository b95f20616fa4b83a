//! What can go wrong in a verb, as its caller must know it.

use domain::invalid::{FieldError, Problem};

/// The result of a verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist for this caller.
    #[error("not found")]
    NotFound,
    /// The caller is known and may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The caller must sign in.
    #[error("sign-in needed")]
    Unauthenticated,
    /// Values that a person gave are wrong.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// What was asked does not fit the state of things.
    #[error("conflict: {code}")]
    Conflict {
        /// What kind: `out_of_stock`, `totals_changed`, `stale`, …
        code: &'static str,
        /// What a client needs to go on.
        details: serde_json::Value,
    },
    /// Too many attempts.
    #[error("rate limited")]
    RateLimited {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Something that is needed does not answer; trying again may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours. The cause is for the log only.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A single wrong field.
    pub fn invalid(field: impl Into<String>, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError::new(field, problem)])
    }

    /// A conflict without details.
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict { code, details: serde_json::Value::Null }
    }

    /// A fault of ours, in words for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<Vec<FieldError>> for Error {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Invalid(errors)
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            db::Error::Busy | db::Error::Unavailable | db::Error::Full => {
                Self::Unavailable(error.to_string())
            }
            other => Self::Internal(Box::new(other)),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}
