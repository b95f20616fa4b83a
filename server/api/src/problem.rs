//! Errors on their way out: RFC 9457.

use axum::response::{IntoResponse, Response};
use domain::Locale;
use domain::checkout::DeclineReason;
use http::{HeaderValue, StatusCode, header};
use kit::AppError;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Why a request was not answered as it was meant.
#[derive(Debug)]
pub enum Problem {
    /// What the business says.
    App(AppError),
    /// The buyer's bank said no; nothing was charged.
    Declined(DeclineReason),
    /// The request itself is not one: its status, the word for it, what to do.
    Request(StatusCode, &'static str, String),
}

/// An error, as RFC 9457 has it.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "describes what `Problem::body` makes")]
pub struct ProblemBody {
    /// `urn:souk:problem:` and a word.
    r#type: String,
    /// The kind of problem in short.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What to do, as a sentence for people.
    detail: String,
    /// The kind of error as a word.
    error: String,
    /// Of a 402 and a 409: what kind of conflict.
    code: Option<String>,
    /// Of a 402 and a 409: what is needed to go on.
    details: Option<Value>,
    /// Of a 422: every wrong field.
    fields: Option<Vec<WrongField>>,
    /// The request's id, as in the header `X-Request-Id`.
    request_id: String,
}

/// A field that is wrong.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what `Problem::body` makes")]
struct WrongField {
    /// Its name; a path such as `variants.2.price` in a list.
    field: String,
    /// What is wrong, as a word.
    problem: String,
    /// What is wrong, as a sentence for people.
    message: String,
}

impl<E: Into<AppError>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::App(error.into())
    }
}

impl Problem {
    fn body(&self) -> (StatusCode, Value) {
        match self {
            Self::App(error) => {
                let status =
                    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                let mut body = serde_json::to_value(error).unwrap_or_default();
                let word = body["code"].as_str().or(body["error"].as_str()).unwrap_or("internal").to_owned();
                if let AppError::Invalid { fields } = error {
                    for (at, field) in fields.iter().enumerate() {
                        body["fields"][at]["message"] = field.problem.text(Locale::En).into();
                    }
                }
                body["type"] = kind(&word);
                body["title"] = error.to_string().into();
                body["detail"] = error.text(Locale::En).into();
                (status, body)
            }
            Self::Declined(reason) => (
                StatusCode::PAYMENT_REQUIRED,
                json!({
                    "type": kind("payment_declined"), "title": "payment declined", "detail": reason.text(Locale::En),
                    "error": "payment_declined", "code": "payment_declined", "details": { "reason": reason },
                }),
            ),
            Self::Request(status, word, detail) => (
                *status,
                json!({ "type": kind(word), "title": word.replace('_', " "), "detail": detail, "error": word }),
            ),
        }
    }
}

fn kind(word: &str) -> Value {
    format!("urn:souk:problem:{word}").into()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, mut body) = self.body();
        body["status"] = status.as_u16().into();
        body["request_id"] = backend::env::request_id().into();
        let mut response = (status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Self::App(AppError::RateLimited { retry_after }) = self {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
