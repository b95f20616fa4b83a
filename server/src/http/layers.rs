//! What every request and every answer has: an id, the client's address, a span, a line in the
//! log, its figures, and the security headers.

use std::any::Any;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::Env;
use domain::id::RowEntity;
use kit::request::ClientAddr;
use telemetry::SharedString;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const RESPONSE_TIME: HeaderName = HeaderName::from_static("x-response-time");
/// From here on a request is worth a line in the log by itself.
pub const SLOW: Duration = Duration::from_secs(1);

/// Runs a request with its id and its client's address, logs and counts it, and completes its
/// answer.
pub async fn around(State(env): State<Env>, mut request: Request<Body>, next: Next) -> Response {
    let started = Instant::now();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let trusted = &env.config.trusted_proxies;
    let id = given_id(peer, request.headers(), trusted).unwrap_or_else(|| env.id::<RowEntity>().to_string());
    let client = client_addr(peer, request.headers(), trusted);
    request.extensions_mut().insert(ClientAddr(client));
    let (method, path) = (request.method().clone(), without_secret(request.uri().path()).to_owned());

    let route = route(&request);
    // Of the highest level, so that no filter takes the id from the lines inside of it.
    let span = tracing::error_span!("request", %method, route = &*route, id);

    let work = backend::env::with_request_id(id.clone(), next.run(request));
    let mut response = work.instrument(span).await;

    let status = response.status();
    let took = started.elapsed();
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if took >= SLOW {
        let (route, status) = (&*route, status.as_u16());
        tracing::warn!(request = id, %method, route, status, millis, "slow request");
    }
    count(&method, route, status, took);
    if status.is_server_error() {
        tracing::error!(request = id, %method, path, status = status.as_u16(), millis, "answered");
    } else if !is_routine(&path) {
        tracing::info!(request = id, %method, path, status = status.as_u16(), millis, "answered");
    }
    secure(response.headers_mut(), env.config.is_https());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let millis = took.as_secs_f64() * 1e3;
    if let Ok(value) = HeaderValue::try_from(format!("{millis:.1}ms")) {
        response.headers_mut().insert(RESPONSE_TIME, value);
    }
    response
}

/// Counts an answer. Every label is of a small set: patterns of ours, known methods, statuses.
fn count(method: &Method, route: SharedString, status: StatusCode, took: Duration) {
    let method = match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    };
    let status = match status.as_u16() {
        200 => SharedString::const_str("200"),
        _ => SharedString::from_owned(status.as_str().to_owned()),
    };
    let labels = [("route", route), ("method", SharedString::const_str(method)), ("status", status)];
    telemetry::counter!(telemetry::HTTP_REQUESTS, &labels).increment(1);
    telemetry::histogram!(telemetry::HTTP_SECONDS, &labels).record(took);
}

/// The pattern that a request's path matched, never the path itself, which a stranger chooses.
fn route(request: &Request) -> SharedString {
    if let Some(pattern) = request.extensions().get::<MatchedPath>() {
        return SharedString::from_owned(pattern.as_str().to_owned());
    }
    // Folders of files are services without a pattern.
    let folders = [("/pkg/", "/pkg/{file}"), ("/fonts/", "/fonts/{file}")];
    let folder = folders.into_iter().find(|(start, _)| request.uri().path().starts_with(start));
    SharedString::const_str(folder.map_or("other", |(_, pattern)| pattern))
}

/// The id that a trusted proxy gave a request, if it is one.
fn given_id(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<String> {
    let peer = peer?.to_canonical();
    trusted.iter().find(|proxy| proxy.to_canonical() == peer)?;
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    ((1..=64).contains(&id.len()) && plain).then(|| id.to_owned())
}

/// What is asked for all the time and by machines: a line for each would hide the others.
fn is_routine(path: &str) -> bool {
    let folders = ["/pkg/", "/fonts/", "/media/", "/health/"];
    path == "/metrics" || folders.into_iter().any(|folder| path.starts_with(folder))
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
    // What belongs to one person must not be kept by anything between. And a page that a browser
    // goes back to is asked for again: it shows the cart and the look of now.
    let is_page =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let keep = if is_page { "private, no-store" } else { "private, no-cache" };
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(keep));
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

    #[test]
    fn only_a_trusted_proxy_gives_a_request_its_id() {
        let given = |peer: &str, id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, HeaderValue::from_str(id).unwrap());
            given_id(Some(peer.parse().unwrap()), &headers, &["10.0.0.1".parse().unwrap()])
        };
        assert_eq!(given("10.0.0.1", "Trace_1-a"), Some("Trace_1-a".to_owned()));
        assert_eq!(given("::ffff:10.0.0.1", "a"), Some("a".to_owned()));
        assert_eq!(given("10.0.0.2", "Trace_1-a"), None);
        for bad in ["", "a b", "a\"b", "a;b", &"x".repeat(65)] {
            assert_eq!(given("10.0.0.1", bad), None, "{bad}");
        }
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
