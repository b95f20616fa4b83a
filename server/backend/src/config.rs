//! The effective configuration. How it is read from files and the environment is the
//! binary's business.

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::Currency;
use secrecy::SecretString;

/// How much the site trusts its surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Local ports, demo sign-ins, `/dev` pages.
    Demo,
    /// Refuses simulated services unless they are named.
    Production,
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Host name of the relay.
    pub host: String,
    /// Port; 587 by convention.
    pub port: u16,
    /// User name, if the relay asks for one.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<SecretString>,
}

/// Everything that an operator can set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Demo or production.
    pub mode: Mode,
    /// Where the world sees the site, without a trailing slash: `https://shop.example`.
    pub public_url: String,
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// Pictures, the search index, the key file, and SQLite's file.
    pub data_dir: PathBuf,
    /// Address to listen on.
    pub site_addr: SocketAddr,
    /// Folder of the built site.
    pub site_root: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Addresses that may read `/metrics`, beside this machine's own.
    pub metrics_allow: Vec<std::net::IpAddr>,
    /// Megabytes of rendered pages that are kept for guests.
    pub page_cache: u64,
    /// Simulated services that production accepts, by port name.
    pub allow_local: Vec<String>,
    /// The relay; `None` keeps mail in the outbox.
    pub smtp: Option<Smtp>,
    /// Sender of all mail.
    pub from_email: String,
    /// The name of the whole site.
    pub site_name: String,
    /// The site's one currency.
    pub currency: Currency,
    /// Whether remote pictures are fetched.
    pub fetch_pictures: bool,
}

impl Config {
    /// Whether browsers reach the site over TLS: decides `Secure` and `__Host-` cookies.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether this is a demonstration.
    pub fn is_demo(&self) -> bool {
        self.mode == Mode::Demo
    }
}
