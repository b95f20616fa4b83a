//! What every request and every answer has: an id, the client's address, a line in the log,
//! and the security headers.

use std::any::Any;
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::Env;
use domain::id::RowEntity;
use kit::request::ClientAddr;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs a request with its id and its client's address, logs it, and completes its answer.
pub async fn around(State(env): State<Env>, mut request: Request<Body>, next: Next) -> Response {
    let started = Instant::now();
    let id = env.id::<RowEntity>().to_string();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let client = client_addr(peer, request.headers(), &env.config.trusted_proxies);
    request.extensions_mut().insert(ClientAddr(client));
    let (method, path) = (request.method().clone(), without_secret(request.uri().path()).to_owned());

    let mut response = backend::env::with_request_id(id.clone(), next.run(request)).await;

    let status = response.status();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(request = id, %method, path, status = status.as_u16(), millis, "answered");
    } else if !path.starts_with("/pkg/") && !path.starts_with("/media/") && !path.starts_with("/health/") {
        tracing::info!(request = id, %method, path, status = status.as_u16(), millis, "answered");
    }
    secure(response.headers_mut(), env.config.is_https());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// A path as it may stand in the log: links that open an account lose their secret.
fn without_secret(path: &str) -> &str {
    let secret = ["/account/verify/", "/account/reset/"];
    secret.into_iter().find(|start| path.starts_with(start)).unwrap_or(path)
}

/// The client's address: the peer, or what trusted proxies say of it. Entries are believed
/// from the right, as far as trusted proxies wrote them. A listener for both families sees an
/// IPv4 peer as `::ffff:10.0.0.1`; it is the same as `10.0.0.1`.
fn client_addr(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == address);
    let mut client = peer.unwrap_or(IpAddr::from([0, 0, 0, 0])).to_canonical();
    if !is_trusted(client) {
        return client;
    }
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    for hop in forwarded.iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !is_trusted(client) {
            break;
        }
    }
    client
}

fn secure(headers: &mut HeaderMap, https: bool) {
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Forms without scripts are answered by a redirect to their page, which the Referer names.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in always {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    if https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    // What belongs to one person must not be kept by anything between.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
}

/// The answer after a panic; its cause is in the log under the request's id.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(request = backend::env::request_id(), cause, "a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side. Please try again.").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_a_link_does_not_reach_the_log() {
        assert_eq!(without_secret("/account/reset/abc"), "/account/reset/");
        assert_eq!(without_secret("/account/verify/abc"), "/account/verify/");
        assert_eq!(without_secret("/products/abc"), "/products/abc");
    }

    fn address(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_str(forwarded).unwrap());
        let trusted: Vec<IpAddr> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        client_addr(Some(peer.parse().unwrap()), &headers, &trusted).to_string()
    }

    #[test]
    fn what_a_client_claims_of_its_address_is_believed_only_through_trusted_proxies() {
        assert_eq!(address("9.9.9.9", "1.1.1.1", &[]), "9.9.9.9");
        assert_eq!(address("10.0.0.1", "6.6.6.6, 1.1.1.1", &["10.0.0.1"]), "1.1.1.1");
        assert_eq!(address("10.0.0.1", "1.1.1.1, 10.0.0.2", &["10.0.0.1", "10.0.0.2"]), "1.1.1.1");
        assert_eq!(address("10.0.0.1", "nonsense", &["10.0.0.1"]), "10.0.0.1");
    }

    #[test]
    fn an_ipv4_address_is_the_same_in_the_words_of_ipv6() {
        assert_eq!(address("::ffff:10.0.0.1", "1.1.1.1", &["10.0.0.1"]), "1.1.1.1");
        assert_eq!(
            address("10.0.0.1", "1.1.1.1, ::ffff:10.0.0.2", &["::ffff:10.0.0.1", "10.0.0.2"]),
            "1.1.1.1"
        );
        assert_eq!(address("10.0.0.1", "::ffff:1.1.1.1", &["10.0.0.1"]), "1.1.1.1");
        assert_eq!(address("::ffff:9.9.9.9", "1.1.1.1", &[]), "9.9.9.9");
        assert_eq!(address("2001:db8::1", "1.1.1.1", &["10.0.0.1"]), "2001:db8::1");
    }
}
