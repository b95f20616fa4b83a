//! Files on their way in: read piece by piece, and nothing of a person who is not known.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{FromRequest, Request};
use futures::StreamExt;
use http::{StatusCode, header};
use kit::AppError;

use crate::Problem;

/// A body that is no JSON. Nothing of it is read yet.
pub struct Upload {
    kind: String,
    body: BodyDataStream,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        let kind = kind.trim().to_ascii_lowercase();
        Ok(Self { kind, body: request.into_body().into_data_stream() })
    }
}

impl Upload {
    /// Refuses a file of another kind than one that begins so.
    pub fn of_kind(self, kind: &str, example: &str) -> Result<Self, Problem> {
        if self.kind.starts_with(kind) {
            return Ok(self);
        }
        let told = format!("Send the bytes of the file with the header Content-Type: {example}");
        Err(Problem::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_kind_of_file", told))
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// Unavailable when the connection ends in the middle.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, AppError> {
        self.body.next().await.transpose().map_err(|_| AppError::Unavailable)
    }

    /// All of it. Of what is too long one byte more than `most` is kept, enough for a verb to
    /// refuse it.
    ///
    /// # Errors
    /// As [`Upload::piece`].
    pub async fn whole(mut self, most: usize) -> Result<Bytes, AppError> {
        let mut bytes: Vec<u8> = Vec::new();
        while let (Some(piece), true) = (self.piece().await?, bytes.len() <= most) {
            let room = (most + 1) - bytes.len();
            bytes.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        Ok(bytes.into())
    }
}
