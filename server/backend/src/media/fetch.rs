//! Fetching a picture from an address that a stranger wrote down.
//!
//! Refuses: everything but http and https, and every address that is not on the public
//! Internet, on each redirect again. Always holds: the connection goes to exactly the
//! address that was checked, because the check is the client's resolver; no proxy, cookie
//! or credential takes part; no more than the allowed bytes and time are spent.

use super::codec::{self, CodecError};
use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{ACCEPT, LOCATION};
use reqwest::{Client, Response, StatusCode, redirect};
use std::error::Error as StdError;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use url::{Host, Url};

/// Redirects that are followed.
pub const MAX_REDIRECTS: usize = 3;
/// Time for one picture, redirects and all.
pub const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest address, in bytes.
pub const MAX_URL: usize = 2048;

/// Why a picture was not fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("not a web address")]
    BadAddress,
    #[error("an address in a private network")]
    Private,
    #[error("more than {MAX_REDIRECTS} redirects")]
    TooManyRedirects,
    #[error("the host answered {0}")]
    Status(u16),
    #[error(transparent)]
    Refused(#[from] CodecError),
    #[error("the host cannot be reached")]
    Unreachable,
    #[error("the host took too long")]
    Timeout,
    #[error("the picture arrived incomplete")]
    Broken,
    #[error("fetching is switched off")]
    Offline,
}

impl FetchError {
    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Unreachable | Self::Timeout | Self::Broken | Self::Offline => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
            Self::BadAddress | Self::Private | Self::TooManyRedirects | Self::Refused(_) => false,
        }
    }
}

/// Where pictures come from. Tests and a mode without network replace it.
#[async_trait]
pub trait Fetcher: Send + Sync {
    /// Fetches a picture whose first bytes are those of a known format.
    async fn fetch(&self, url: &str) -> Result<Bytes, FetchError>;
}

/// Fetches nothing, for a machine without network: everything is to be retried.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offline;

#[async_trait]
impl Fetcher for Offline {
    async fn fetch(&self, url: &str) -> Result<Bytes, FetchError> {
        check_url(url)?;
        Err(FetchError::Offline)
    }
}

/// Reads an http or https address. Credentials in it are refused.
pub fn parse_url(text: &str) -> Result<Url, FetchError> {
    let url = Url::parse(text.trim()).map_err(|_| FetchError::BadAddress)?;
    let plain = url.username().is_empty() && url.password().is_none();
    let sound = matches!(url.scheme(), "http" | "https") && url.has_host() && plain;
    match sound && url.as_str().len() <= MAX_URL {
        true => Ok(url),
        false => Err(FetchError::BadAddress),
    }
}

/// Reads an address and refuses one whose host is private by its very spelling. A name
/// may still lead to a private address; that is refused when it is fetched.
pub fn check_url(text: &str) -> Result<Url, FetchError> {
    let url = parse_url(text)?;
    match is_private_host(&url) {
        true => Err(FetchError::Private),
        false => Ok(url),
    }
}

/// Whether the host is a private address, or a name that only a private network knows.
pub fn is_private_host(url: &Url) -> bool {
    is_refused_host(url, is_public)
}

fn is_refused_host(url: &Url, allowed: fn(IpAddr) -> bool) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => !allowed(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => !allowed(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let last = name.rsplit('.').next().unwrap_or_default();
            matches!(last, "localhost" | "local" | "internal" | "lan" | "home" | "localdomain" | "")
                || name.ends_with(".home.arpa")
        }
        None => true,
    }
}

/// Whether an address is on the public Internet: none of the special-purpose blocks, and
/// none that carries another address inside (mapped, NAT64, 6to4, Teredo).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = match (a, b, c) {
        // This network, private, loopback; multicast, reserved, broadcast.
        (0 | 10 | 127 | 224.., _, _) => true,
        // Carrier-grade NAT, link-local, private.
        (100, 64..=127, _) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _) => true,
        // Protocol assignments, documentation, 6to4 relays, benchmarks.
        (192, 0, 0 | 2) | (192, 88, 99) | (198, 18..=19, _) => true,
        (198, 51, 100) | (203, 0, 113) => true,
        _ => false,
    };
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let special = match (a, b) {
        // Protocol assignments with Teredo and ORCHID, documentation, 6to4.
        (0x2001, 0..=0x01ff) | (0x2001, 0x0db8) | (0x2002, _) | (0x3fff, 0..=0x0fff) => true,
        _ => false,
    };
    // Only 2000::/3 is given out; all else is local, mapped, translated or multicast.
    (0x2000..=0x3fff).contains(&a) && !special
}

/// Fetches over the network.
pub struct HttpFetcher {
    client: Client,
    allowed: fn(IpAddr) -> bool,
    timeout: Duration,
}

impl HttpFetcher {
    /// A fetcher for the public Internet. `agent` names the product to the hosts asked.
    pub fn new(agent: &str) -> Result<Self, FetchError> {
        Self::with_guard(agent, is_public, TIMEOUT)
    }

    /// A fetcher with its own idea of which addresses may be asked.
    pub fn with_guard(
        agent: &str,
        allowed: fn(IpAddr) -> bool,
        timeout: Duration,
    ) -> Result<Self, FetchError> {
        // An error says that a provider is installed, which is all that is needed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(agent)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(timeout / 2)
            .pool_max_idle_per_host(2)
            .dns_resolver(Arc::new(Guard { allowed }))
            .build()
            .map_err(|_| FetchError::Unreachable)?;
        Ok(Self { client, allowed, timeout })
    }

    async fn follow(&self, url: &str) -> Result<Bytes, FetchError> {
        let mut url = parse_url(url)?;
        for _ in 0..=MAX_REDIRECTS {
            // The client connects to a literal address without asking its resolver.
            if is_refused_host(&url, self.allowed) {
                return Err(FetchError::Private);
            }
            let request = self.client.get(url.clone());
            let request = request.header(ACCEPT, "image/webp,image/jpeg,image/png");
            let response = request.send().await.map_err(|error| reason(&error))?;
            match response.status() {
                StatusCode::OK => return body(response).await,
                status if is_redirect(status) => url = target(&url, &response)?,
                status => return Err(FetchError::Status(status.as_u16())),
            }
        }
        Err(FetchError::TooManyRedirects)
    }
}

#[async_trait]
impl Fetcher for HttpFetcher {
    async fn fetch(&self, url: &str) -> Result<Bytes, FetchError> {
        match tokio::time::timeout(self.timeout, self.follow(url)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(FetchError::Timeout),
        }
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn target(from: &Url, response: &Response) -> Result<Url, FetchError> {
    let location = response.headers().get(LOCATION);
    let location = location.and_then(|value| value.to_str().ok());
    let url = location.and_then(|text| from.join(text).ok());
    parse_url(url.ok_or(FetchError::BadAddress)?.as_str())
}

async fn body(mut response: Response) -> Result<Bytes, FetchError> {
    let announced = response.content_length().unwrap_or(0);
    if announced > codec::MAX_BYTES as u64 {
        return Err(CodecError::TooManyBytes.into());
    }
    let mut bytes = BytesMut::new();
    let mut checked = false;
    while let Some(chunk) = response.chunk().await.map_err(|_| FetchError::Broken)? {
        if bytes.len() + chunk.len() > codec::MAX_BYTES {
            return Err(CodecError::TooManyBytes.into());
        }
        bytes.extend_from_slice(&chunk);
        // What is no picture is not read to its end. Twelve bytes tell every format.
        if !checked && bytes.len() >= 12 {
            codec::sniff(&bytes)?;
            checked = true;
        }
    }
    codec::sniff(&bytes)?;
    Ok(bytes.freeze())
}

fn reason(error: &reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<NotPublic>() {
            return FetchError::Private;
        }
        cause = error.source();
    }
    match error.is_timeout() {
        true => FetchError::Timeout,
        false => FetchError::Unreachable,
    }
}

/// Resolves names and lets through only what may be asked.
struct Guard {
    allowed: fn(IpAddr) -> bool,
}

#[derive(Debug, thiserror::Error)]
#[error("the name leads to a private address")]
struct NotPublic;

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = self.allowed;
        Box::pin(async move {
            // The port is not the resolver's; the client puts in the address's own.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            // One private address among public ones is how a name is made to lead inside.
            if found.iter().any(|address| !allowed(address.ip())) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests;
