//! Reads the configuration: defaults, then `Leptos.toml` (or the file that `SOUK_CONFIG`
//! names), then the environment. A setting that nobody knows is an error that names the
//! nearest known one.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use backend::config::{Config, Mode, Smtp};
use backend::crypto::SecretKey;
use domain::Currency;
use secrecy::SecretString;

/// Why the configuration cannot be used, in words for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

struct Setting {
    /// As in the file; `a.b` is `SOUK_A_B` in the environment.
    key: &'static str,
    aliases: &'static [&'static str],
    default: &'static str,
    secret: bool,
    help: &'static str,
}

const fn setting(key: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting { key, aliases: &[], default, secret: false, help }
}

const SETTINGS: &[Setting] = &[
    setting("mode", "production", "demo or production"),
    setting("public_url", "", "where the world sees the site: links, mail, trusted origin"),
    Setting {
        key: "database_url",
        aliases: &["DATABASE_URL"],
        default: "",
        secret: true,
        help: "sqlite://path or postgres://…; empty: souk.db in the data folder",
    },
    setting("data_dir", "data", "pictures, search index, key file, SQLite's file"),
    setting("site_addr", "127.0.0.1:3000", "address to listen on"),
    setting("site_root", "", "folder of the built site; empty: found beside the binary"),
    Setting {
        key: "secret_key",
        aliases: &[],
        default: "",
        secret: true,
        help: "64 hex digits; empty: a key file in the data folder, made at first start",
    },
    setting("trusted_proxies", "", "addresses whose X-Forwarded-For is believed, by comma"),
    setting("metrics_allow", "", "addresses that may read /metrics, beside this machine's own, by comma"),
    setting("page_cache", "32", "megabytes of pages kept for guests; 0 renders each anew"),
    setting("allow_local", "", "simulated services that production accepts: mail,payment"),
    setting("site_name", "Souk", "name of the whole site"),
    setting("currency", "EUR", "the site's currency, ISO 4217"),
    setting("fetch_pictures", "true", "whether pictures of imports are fetched"),
    setting("log", "text", "text or json"),
    Setting {
        key: "otlp_endpoint",
        aliases: &["OTEL_EXPORTER_OTLP_ENDPOINT"],
        default: "",
        secret: false,
        help: "collector of traces (OTLP over HTTP), such as http://127.0.0.1:4318; empty: none",
    },
    Setting {
        key: "smtp.host",
        aliases: &["SMTP_HOST"],
        default: "",
        secret: false,
        help: "mail relay; empty: the outbox",
    },
    Setting { key: "smtp.port", aliases: &["SMTP_PORT"], default: "587", secret: false, help: "its port" },
    Setting { key: "smtp.user", aliases: &["SMTP_USER"], default: "", secret: false, help: "its user" },
    Setting {
        key: "smtp.password",
        aliases: &["SMTP_PASSWORD"],
        default: "",
        secret: true,
        help: "its password",
    },
    Setting {
        key: "from_email",
        aliases: &["FROM_EMAIL"],
        default: "Souk <shop@localhost>",
        secret: false,
        help: "sender of all mail",
    },
];

/// Variables of the environment that are for other programs of the project.
const NOT_SETTINGS: &[&str] = &["SOUK_CONFIG"];

/// The settings as found, before they are understood.
pub struct Settings {
    values: BTreeMap<&'static str, (String, String)>,
}

impl Settings {
    /// Reads the file and the environment of this process.
    pub fn load() -> Result<Self, ConfigError> {
        let named = std::env::var("SOUK_CONFIG").ok();
        let path = PathBuf::from(named.clone().unwrap_or_else(|| "Leptos.toml".into()));
        let file = match std::fs::read_to_string(&path) {
            Ok(text) => Some((path.display().to_string(), text)),
            Err(_) if named.is_none() => None,
            Err(error) => return Err(ConfigError(format!("{} cannot be read: {error}", path.display()))),
        };
        Self::from_sources(file.as_ref().map(|(name, text)| (name.as_str(), text.as_str())), std::env::vars())
    }

    fn from_sources(
        file: Option<(&str, &str)>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut values = BTreeMap::new();
        for setting in SETTINGS {
            values.insert(setting.key, (setting.default.to_owned(), "default".to_owned()));
        }
        if let Some((name, text)) = file {
            let table: toml::Table =
                text.parse().map_err(|error| ConfigError(format!("{name} is not TOML: {error}")))?;
            let mut flat = Vec::new();
            flatten("", &table, &mut flat);
            for (key, value) in flat {
                let known = find(&key).ok_or_else(|| unknown(&key, name, |s| s.key.to_owned()))?;
                values.insert(known.key, (value, name.to_owned()));
            }
        }
        for (variable, value) in environment {
            let known = SETTINGS
                .iter()
                .find(|s| variable_of(s.key) == variable || s.aliases.contains(&variable.as_str()));
            match known {
                Some(setting) => {
                    values.insert(setting.key, (value, variable));
                }
                None if variable.starts_with("SOUK_") && !NOT_SETTINGS.contains(&variable.as_str()) => {
                    return Err(unknown(&variable, "the environment", |s| variable_of(s.key)));
                }
                None => {}
            }
        }
        Ok(Self { values })
    }

    fn text(&self, key: &str) -> &str {
        self.values.get(key).map_or("", |(value, _)| value.as_str())
    }

    fn wrong(&self, key: &str, want: &str) -> ConfigError {
        let (value, source) = self.values.get(key).cloned().unwrap_or_default();
        let shown = if find(key).is_some_and(|s| s.secret) { "(hidden)" } else { value.as_str() };
        ConfigError(format!("{key} is {shown:?} (from {source}); it must be {want}"))
    }

    /// Whether logs are lines of JSON.
    pub fn json_logs(&self) -> bool {
        self.text("log") == "json"
    }

    /// Where traces go, if anywhere.
    ///
    /// # Errors
    /// Names the setting when it is no address.
    pub fn otlp_endpoint(&self) -> Result<Option<&str>, ConfigError> {
        match self.text("otlp_endpoint").trim_end_matches('/') {
            "" => Ok(None),
            url if url.starts_with("http://") || url.starts_with("https://") => Ok(Some(url)),
            _ => Err(self.wrong("otlp_endpoint", "an address that begins with http:// or https://")),
        }
    }

    /// Understands the settings.
    ///
    /// # Errors
    /// Names the setting, where it came from, and what it must be.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let mode = match self.text("mode") {
            "demo" => Mode::Demo,
            "production" => Mode::Production,
            _ => return Err(self.wrong("mode", "demo or production")),
        };
        let data_dir = PathBuf::from(self.text("data_dir"));
        let site_addr: std::net::SocketAddr = self
            .text("site_addr")
            .parse()
            .map_err(|_| self.wrong("site_addr", "an address and port such as 127.0.0.1:3000"))?;
        let public_url = match self.text("public_url").trim_end_matches('/') {
            "" => format!("http://{site_addr}"),
            url if url.starts_with("http://") || url.starts_with("https://") => url.to_owned(),
            _ => return Err(self.wrong("public_url", "an address that begins with https:// or http://")),
        };
        let database_url = match self.text("database_url") {
            "" => format!("sqlite://{}", data_dir.join("souk.db").display()),
            url => url.to_owned(),
        };
        let list = |key: &str| -> Vec<String> {
            self.text(key).split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
        };
        let addresses = |key: &str| -> Result<Vec<IpAddr>, ConfigError> {
            let all: Result<_, _> = list(key).iter().map(|s| s.parse::<IpAddr>()).collect();
            all.map_err(|_| self.wrong(key, "addresses, separated by commas"))
        };
        let trusted_proxies = addresses("trusted_proxies")?;
        let metrics_allow = addresses("metrics_allow")?;
        let smtp = match self.text("smtp.host") {
            "" => None,
            host => Some(Smtp {
                host: host.to_owned(),
                port: self.text("smtp.port").parse().map_err(|_| self.wrong("smtp.port", "a port"))?,
                user: Some(self.text("smtp.user").to_owned()).filter(|u| !u.is_empty()),
                password: Some(SecretString::from(self.text("smtp.password")))
                    .filter(|_| !self.text("smtp.password").is_empty()),
            }),
        };
        Ok(Config {
            mode,
            public_url,
            database_url,
            site_root: match self.text("site_root") {
                "" => find_site_root(),
                path => PathBuf::from(path),
            },
            data_dir,
            site_addr,
            trusted_proxies,
            metrics_allow,
            page_cache: self.text("page_cache").parse().map_err(|_| self.wrong("page_cache", "megabytes"))?,
            allow_local: list("allow_local"),
            smtp,
            from_email: self.text("from_email").to_owned(),
            site_name: self.text("site_name").to_owned(),
            currency: Currency::parse(self.text("currency"))
                .ok_or_else(|| self.wrong("currency", "three capital letters such as EUR"))?,
            fetch_pictures: match self.text("fetch_pictures") {
                "true" => true,
                "false" => false,
                _ => return Err(self.wrong("fetch_pictures", "true or false")),
            },
        })
    }

    /// What a production site must have before it may serve.
    ///
    /// # Errors
    /// Names what is missing and how to give it.
    pub fn check_production(&self, config: &Config) -> Result<(), ConfigError> {
        if config.is_demo() {
            return Ok(());
        }
        if self.text("public_url").is_empty() {
            return Err(ConfigError(
                "SOUK_PUBLIC_URL is not set: production needs the address under which the world sees the shop. \
                 To look around first, run with SOUK_MODE=demo"
                    .into(),
            ));
        }
        let allowed = |port: &str| config.allow_local.iter().any(|p| p == port);
        if config.smtp.is_none() && !allowed("mail") {
            return Err(ConfigError(
                "SMTP_HOST is not set, so no mail would go out: set it, or name the simulated service \
                 with SOUK_ALLOW_LOCAL=mail"
                    .into(),
            ));
        }
        if !allowed("payment") {
            return Err(ConfigError(
                "payments are simulated: no real provider is connected. Accept that with \
                 SOUK_ALLOW_LOCAL=payment (several by comma: mail,payment)"
                    .into(),
            ));
        }
        Ok(())
    }

    /// The site's secret: from the settings, else from the key file, which is made with mode
    /// 0600 when it is not there.
    pub fn secret_key(&self, data_dir: &Path) -> Result<SecretKey, ConfigError> {
        let given = self.text("secret_key");
        if !given.is_empty() {
            return key_of(given).ok_or_else(|| self.wrong("secret_key", "64 hex digits"));
        }
        let path = data_dir.join("secret.key");
        let failed =
            |what: &str, error: std::io::Error| ConfigError(format!("{} {what}: {error}", path.display()));
        match std::fs::read_to_string(&path) {
            Ok(text) => key_of(text.trim())
                .ok_or_else(|| ConfigError(format!("{} does not hold 64 hex digits", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut key = [0u8; 32];
                rand::TryRng::try_fill_bytes(&mut rand::rngs::SysRng, &mut key)
                    .map_err(|e| ConfigError(format!("the system gives no randomness: {e}")))?;
                std::fs::create_dir_all(data_dir).map_err(|e| failed("has no folder", e))?;
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(&path).map_err(|e| failed("cannot be made", e))?;
                std::io::Write::write_all(&mut file, hex::encode(key).as_bytes())
                    .map_err(|e| failed("cannot be written", e))?;
                Ok(SecretKey(key))
            }
            Err(error) => Err(failed("cannot be read", error)),
        }
    }

    /// The effective settings, a line each, secrets hidden.
    pub fn describe(&self) -> String {
        SETTINGS
            .iter()
            .map(|setting| {
                let (value, source) = self.values.get(setting.key).cloned().unwrap_or_default();
                let shown = match (setting.secret, value.is_empty()) {
                    (true, false) => "(hidden)".to_owned(),
                    _ => format!("{value:?}"),
                };
                format!("{:<16} = {shown:<28} # {source}; {}\n", setting.key, setting.help)
            })
            .collect()
    }
}

fn key_of(text: &str) -> Option<SecretKey> {
    hex::decode(text).ok()?.try_into().ok().map(SecretKey)
}

fn find(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|s| s.key == key)
}

fn variable_of(key: &str) -> String {
    format!("SOUK_{}", key.replace('.', "_").to_uppercase())
}

fn unknown(name: &str, place: &str, spelled: impl Fn(&Setting) -> String) -> ConfigError {
    let nearest = SETTINGS
        .iter()
        .map(&spelled)
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)))
        .unwrap_or_default();
    ConfigError(format!("{name} in {place} is not a setting; the nearest is {nearest}"))
}

fn flatten(prefix: &str, table: &toml::Table, out: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, out),
            toml::Value::String(text) => out.push((key, text.clone())),
            toml::Value::Array(items) => {
                let texts: Vec<String> =
                    items.iter().map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned)).collect();
                out.push((key, texts.join(",")));
            }
            other => out.push((key, other.to_string())),
        }
    }
}

/// The site is built beside the binary's folder, wherever the target folder lives.
fn find_site_root() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    beside
        .iter()
        .flat_map(|folder| [folder.join("site"), folder.join("../site")])
        .find(|path| path.is_dir())
        .unwrap_or_else(|| PathBuf::from("target/site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(file: &str, environment: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        let environment = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        Settings::from_sources(Some(("Leptos.toml", file)), environment)
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_defaults() {
        let found = settings(
            "site_name = \"File\"\n[smtp]\nhost = \"mail.example\"\n",
            &[("SOUK_SITE_NAME", "Environment"), ("SMTP_PORT", "25")],
        )
        .unwrap()
        .config()
        .unwrap();
        assert_eq!(found.site_name, "Environment");
        let smtp = found.smtp.unwrap();
        assert_eq!((smtp.host.as_str(), smtp.port), ("mail.example", 25));
        assert_eq!(found.currency.as_str(), "EUR");
    }

    #[test]
    fn lists_of_addresses_are_understood_or_named() {
        let found = settings("metrics_allow = [\"10.0.0.7\", \"fd00::1\"]", &[]).unwrap();
        assert_eq!(found.config().unwrap().metrics_allow.len(), 2);
        let wrong = settings("", &[("SOUK_METRICS_ALLOW", "10.0.0.0/8")]).unwrap();
        let error = wrong.config().err().unwrap().to_string();
        assert!(error.contains("SOUK_METRICS_ALLOW"), "{error}");
    }

    #[test]
    fn traces_go_where_the_common_variable_says() {
        let found = settings("", &[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318/")]).unwrap();
        assert_eq!(found.otlp_endpoint().unwrap(), Some("http://127.0.0.1:4318"));
        assert_eq!(settings("", &[]).unwrap().otlp_endpoint().unwrap(), None);
        assert!(settings("", &[("SOUK_OTLP_ENDPOINT", "x:1")]).unwrap().otlp_endpoint().is_err());
    }

    #[test]
    fn an_unknown_setting_names_the_nearest_known_one() {
        let error = settings("", &[("SOUK_SITE_ADRR", "x")]).err().unwrap().to_string();
        assert!(error.contains("SOUK_SITE_ADDR"), "{error}");
        let error = settings("databse_url = 'x'", &[]).err().unwrap().to_string();
        assert!(error.contains("database_url"), "{error}");
    }

    #[test]
    fn a_wrong_value_says_where_it_came_from_and_what_it_must_be() {
        let error = settings("", &[("SOUK_MODE", "fast")]).unwrap().config().err().unwrap().to_string();
        assert!(error.contains("SOUK_MODE") && error.contains("demo or production"), "{error}");
    }

    #[test]
    fn secrets_are_not_shown() {
        let found = settings("", &[("SMTP_PASSWORD", "hunter2"), ("SOUK_SECRET_KEY", "abc")]).unwrap();
        assert!(!found.describe().contains("hunter2") && !found.describe().contains("abc"));
        let error = found.secret_key(Path::new("/nowhere")).err().unwrap().to_string();
        assert!(!error.contains("abc"), "{error}");
    }

    #[test]
    fn production_refuses_simulated_services_unless_they_are_named() {
        let bare = settings("", &[("SOUK_PUBLIC_URL", "https://shop.example")]).unwrap();
        assert!(bare.check_production(&bare.config().unwrap()).is_err());
        let named = settings(
            "",
            &[("SOUK_PUBLIC_URL", "https://shop.example"), ("SOUK_ALLOW_LOCAL", "mail,payment")],
        )
        .unwrap();
        assert!(named.check_production(&named.config().unwrap()).is_ok());
    }

    #[test]
    fn the_key_file_is_made_once_and_only_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let found = settings("", &[]).unwrap();
        let first = found.secret_key(folder.path()).unwrap();
        assert_eq!(found.secret_key(folder.path()).unwrap().0, first.0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join("secret.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
