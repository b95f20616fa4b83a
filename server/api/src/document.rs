//! The OpenAPI document: what the routes do not say of themselves.

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use backend::Env;
use http::header;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, InfoBuilder, OpenApi, Ref, RefOr, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use crate::PREFIX;
use crate::problem::ProblemBody;

const ABOUT: &str = include_str!("about.md");

/// The whole document of the routes' descriptions.
pub fn complete(mut document: OpenApi) -> OpenApi {
    document.info =
        InfoBuilder::new().title("Souk").version(env!("CARGO_PKG_VERSION")).description(Some(ABOUT)).build();
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let cart = SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
        "X-Cart-Token",
        "The `token` of `POST /api/v1/cart`: whoever holds it buys from that cart.",
    )));
    components.add_security_scheme("session", bearer);
    components.add_security_scheme("cart", cart);
    components.schemas.insert(ProblemBody::name().into(), ProblemBody::schema());
    let mut schemas = Vec::new();
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
    document.paths.paths.values_mut().flat_map(operations).for_each(may_fail);
    document
}

/// Any request may be refused with a problem.
fn may_fail(operation: &mut Operation) {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemBody::name()))).build();
    let problem = ResponseBuilder::new()
        .description("What was wrong and what to do")
        .content("application/problem+json", body)
        .build();
    operation.responses.responses.insert("default".into(), RefOr::T(problem.clone()));
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.starts_with('4'), response) {
            response.content.clone_from(&problem.content);
        }
    }
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut path.get, &mut path.post, &mut path.put, &mut path.patch, &mut path.delete].into_iter().flatten()
}

/// `/api/v1/openapi.json`
pub fn routes(document: &OpenApi) -> Router<Env> {
    let text: &'static str = document.to_json().unwrap_or_default().leak();
    let answer = move || async move {
        ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")], text)
            .into_response()
    };
    Router::new().route(&format!("{PREFIX}/openapi.json"), get(answer))
}
