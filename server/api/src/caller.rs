//! Who calls: by session cookie or Bearer token, and which cart is theirs.

use axum::extract::FromRequestParts;
use backend::Env;
use http::request::Parts;
use kit::request::{Request, from_api};

use crate::Problem;

/// Who calls and the surroundings of every verb.
pub struct Caller(Request);

impl FromRequestParts<Env> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, env: &Env) -> Result<Self, Problem> {
        Ok(Self(from_api(env.clone(), parts).await?))
    }
}

impl std::ops::Deref for Caller {
    type Target = Request;

    fn deref(&self) -> &Request {
        &self.0
    }
}
