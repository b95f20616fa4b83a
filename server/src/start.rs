//! Puts an [`Env`] together from the configuration.

use std::sync::Arc;

use backend::clock::SystemClock;
use backend::config::Config;
use backend::media::fetch::HttpFetcher;
use backend::ports::Ports;
use backend::ports::mail::smtp::Relay;
use backend::{Env, Error, Result};
use db::{Db, Options};

use crate::config::Settings;

/// Opens the database and the outside services.
pub async fn env(settings: &Settings, config: Config) -> Result<Env> {
    std::fs::create_dir_all(&config.data_dir)
        .map_err(|e| Error::internal(format!("{} cannot be made: {e}", config.data_dir.display())))?;
    let key = settings.secret_key(&config.data_dir).map_err(Error::internal)?;
    let db = Db::connect(&config.database_url, Options::default()).await?;
    let mut ports = Ports::local();
    if let Some(smtp) = &config.smtp {
        ports.mail = Arc::new(Relay::new(smtp, &config.from_email).map_err(Error::internal)?);
    }
    if config.fetch_pictures {
        ports.pictures =
            Arc::new(HttpFetcher::new(concat!("Souk/", env!("CARGO_PKG_VERSION"))).map_err(Error::internal)?);
    }
    Ok(Env::new(db, config, key, ports, Arc::new(SystemClock), None))
}

/// Brings the database to this version of the program; says how many steps that took.
pub async fn migrate(env: &Env) -> Result<usize> {
    Ok(env.db.migrate(&db::migrations(env.db.engine())).await?)
}
