//! What a request carries, with problems where axum would answer plain text.

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use domain::invalid::{FieldError, Problem as Fault};
use http::request::Parts;
use http::{StatusCode, header};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::Problem;

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        let kind = kind.split(';').next().unwrap_or("").trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            let told = "Send a JSON body with the header Content-Type: application/json".to_owned();
            return Err(Problem::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", told));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|e| Problem::Request(e.status(), "unreadable_body", e.body_text()))?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let read = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let path = dotted(error.path());
            let inner = error.into_inner();
            if inner.is_data() {
                wrong(path, &inner)
            } else {
                Problem::Request(StatusCode::BAD_REQUEST, "malformed_json", inner.to_string())
            }
        })?;
        json.end().map_err(|e| Problem::Request(StatusCode::BAD_REQUEST, "malformed_json", e.to_string()))?;
        Ok(Self(read))
    }
}

/// The parameters after the `?`.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        read.map(|query| Self(query.0)).map_err(|e: QueryRejection| {
            Problem::Request(StatusCode::BAD_REQUEST, "malformed_query", e.body_text())
        })
    }
}

/// The parts of the path. What cannot be read names nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        read.map(|path| Self(path.0)).map_err(|_| backend::Error::NotFound.into())
    }
}

/// A field as the verbs name it: `variants.2.price`.
fn dotted(path: &serde_path_to_error::Path) -> String {
    let parts = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { variant } => Some(variant.clone()),
        Segment::Unknown => None,
    });
    parts.collect::<Vec<_>>().join(".")
}

/// A field of the wrong kind, or one that is missing or unknown.
fn wrong(field: String, error: &serde_json::Error) -> Problem {
    let told = error.to_string();
    let named = |start: &str| told.strip_prefix(start)?.split('`').nth(1).map(str::to_owned);
    let (name, fault) = match (named("missing field "), named("unknown field ")) {
        (Some(name), _) => (Some(name), Fault::Required),
        (_, name) => (name, Fault::Malformed),
    };
    let field = match name {
        Some(name) if !field.is_empty() && field != name && !field.ends_with(&format!(".{name}")) => {
            format!("{field}.{name}")
        }
        Some(name) if field.is_empty() => name,
        _ => field,
    };
    vec![FieldError::new(field, fault)].into()
}
