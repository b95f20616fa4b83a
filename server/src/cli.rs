//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use backend::{demo, media};
use clap::{Parser, Subcommand};
use domain::accounts::Role;

use crate::config::Settings;
use crate::{http, logs, metrics, people, start};

/// A multi-vendor shop in one binary.
///
/// Settings come from Leptos.toml (or the file that SOUK_CONFIG names) and from the
/// environment; `souk config` shows what holds. Without SOUK_DATABASE_URL everything is in
/// one SQLite file in the data folder.
#[derive(Parser)]
#[command(name = "souk", version, after_help = "To look around: SOUK_MODE=demo souk serve")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the shop until it is told to stop (SIGTERM or Ctrl-C)
    Serve,
    /// Bring the database to this version of the program
    Migrate,
    /// Show the effective settings, secrets hidden
    Config,
    /// Fill an empty database with demo shops, products, customers and orders
    ///
    /// The same seed makes the same shops. 0 products and 0 orders make just shops and people.
    Demo {
        /// Products over all six shops
        #[arg(long, default_value_t = 500)]
        products: usize,
        /// Orders over the last two years
        #[arg(long, default_value_t = 3_000)]
        orders: usize,
        /// Another seed makes other products and customers
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Do nothing when there are shops already
        #[arg(long)]
        if_empty: bool,
        /// Draw every picture now, which takes minutes; else each is drawn when it is first asked for
        #[arg(long)]
        pictures: bool,
    },
    /// People
    #[command(subcommand)]
    User(UserCommand),
    /// Shops
    #[command(subcommand)]
    Shop(ShopCommand),
    /// Reads files of other systems
    #[command(subcommand)]
    Import(ImportCommand),
    /// Write all rows and pictures into one archive, while the shop goes on
    ///
    /// The archive is the same for both engines and does not hold the secret key. Keep that
    /// apart: SOUK_SECRET_KEY, or secret.key in the data folder.
    Backup {
        /// Where to write it, such as souk-2026-11-20.backup
        file: PathBuf,
    },
    /// Read an archive into an empty database of either engine
    Restore {
        /// The archive
        file: PathBuf,
    },
    /// Check that stock, money and orders add up; exit code 1 when something does not
    Check,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Add a person; prints a link by which they choose their password
    Create {
        /// Their mail address
        email: String,
        /// customer, manager or admin
        #[arg(long, default_value_t = Role::Customer)]
        role: Role,
        /// What to call them
        #[arg(long)]
        name: Option<String>,
    },
}

#[derive(Subcommand)]
enum ShopCommand {
    /// Open a shop for a person who is there already
    Create {
        /// Its place in addresses: /shops/SLUG
        slug: String,
        /// The owner's mail address
        #[arg(long)]
        owner: String,
        /// What it is called
        #[arg(long)]
        name: Option<String>,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// Read products from a CSV file as Shopify exports it
    ///
    /// Run it again with a newer file and only what changed is written. The last line is
    /// `products N, variants N, pictures N, refused N`.
    Products {
        /// The shop's slug
        #[arg(long)]
        shop: String,
        /// The file
        file: PathBuf,
        /// Only say what would be created, changed and refused
        #[arg(long)]
        dry_run: bool,
        /// Exit with 1 when anything was refused
        #[arg(long)]
        strict: bool,
    },
}

/// The command line; `cargo leptos watch` starts the program without a word, and means to serve.
fn words(mut words: Vec<OsString>, is_watched: bool) -> Vec<OsString> {
    if words.len() == 1 && is_watched {
        words.push("serve".into());
    }
    words
}

/// Runs what the person asked for; the exit code is the answer.
pub async fn run() -> ExitCode {
    let is_watched = std::env::var_os("LEPTOS_WATCH").is_some_and(|it| it == "true");
    let cli = Cli::parse_from(words(std::env::args_os().collect(), is_watched));
    match settle(cli.command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn settle(command: Command) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let settings = Settings::load()?;
    let config = settings.config()?;
    if matches!(command, Command::Config) {
        print(&settings.describe());
        return Ok(ExitCode::SUCCESS);
    }
    let serving = matches!(command, Command::Serve);
    let logs = logs::start(settings.json_logs(), serving, settings.otlp_endpoint()?.filter(|_| serving))?;
    match command {
        Command::Config => {}
        Command::Migrate => {
            let env = start::env(&settings, config).await?;
            let steps = start::migrate(&env).await?;
            print(&format!("migrated: {steps} new steps\n"));
        }
        Command::Demo { products, orders, seed, if_empty, pictures } => {
            let env = open(&settings, config).await?;
            if if_empty && !demo::is_empty(&env).await? {
                print("there are shops already; no demo data\n");
                return Ok(ExitCode::SUCCESS);
            }
            let tell = |step: &str| eprintln!("demo data: {step}");
            let made = demo::fill(&env, demo::Options { products, orders, seed }, tell).await?;
            print(&format!(
                "shops {}, products {}, variants {}, customers {}, orders {}\n",
                made.shops, made.products, made.variants, made.customers, made.orders
            ));
            if pictures {
                let drawn = media::draw_all(&env, |done| eprintln!("pictures: {done}")).await?;
                print(&format!("pictures {drawn}\n"));
            }
        }
        Command::User(UserCommand::Create { email, role, name }) => {
            let env = open(&settings, config).await?;
            let link = people::create_user(&env, &email, name.as_deref(), role).await?;
            print(&format!("{email} is a {role}; to choose a password, within a day:\n{link}\n"));
        }
        Command::Shop(ShopCommand::Create { slug, owner, name }) => {
            let env = open(&settings, config).await?;
            people::create_shop(&env, &slug, name.as_deref(), &owner).await?;
            print(&format!("{}/shops/{slug}\n", env.config.public_url));
        }
        Command::Import(ImportCommand::Products { shop, file, dry_run, strict }) => {
            let env = open(&settings, config).await?;
            let tell = |line: &str| print(&format!("{line}\n"));
            let report = people::import_products(&env, &shop, &file, dry_run, tell).await?;
            print(&format!(
                "created {}, changed {}, unchanged {}, warnings {}\nproducts {}, variants {}, pictures {}, refused {}\n",
                report.created,
                report.changed,
                report.unchanged,
                report.warnings,
                report.products,
                report.variants,
                report.pictures,
                report.refused
            ));
            if strict && report.refused > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Backup { file } => {
            let env = open(&settings, config).await?;
            let report = backend::ops::backup(&env, &file).await?;
            print(&format!(
                "{}: {} rows, {} picture files, rows {}\n",
                file.display(),
                report.rows,
                report.files,
                report.rows_hash
            ));
        }
        Command::Restore { file } => {
            let env = open(&settings, config).await?;
            let report = backend::ops::restore(&env, &file).await?;
            print(&format!("restored {} rows and {} picture files\n", report.rows, report.files));
        }
        Command::Check => {
            let env = open(&settings, config).await?;
            let findings = backend::ops::check(&env).await?;
            for finding in &findings {
                print(&format!("{}: {}\n", finding.rule, finding.what));
            }
            print(&format!("findings {}\n", findings.len()));
            return Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Serve => {
            settings.check_production(&config)?;
            // Before the first statement, so that it is counted as well.
            metrics::install();
            let env = open(&settings, config).await?;
            let served = http::serve(env).await;
            logs.flush().await;
            served?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The surroundings over a database of this version.
async fn open(settings: &Settings, config: backend::config::Config) -> backend::Result<backend::Env> {
    let env = start::env(settings, config).await?;
    start::migrate(&env).await?;
    Ok(env)
}

/// The answer of a command, on standard output.
#[expect(clippy::print_stdout, reason = "a command's answer is its output")]
fn print(text: &str) {
    print!("{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watched_program_serves_when_it_is_told_nothing() {
        let command = |words_of: &[&str], is_watched| {
            let given = words_of.iter().map(OsString::from).collect();
            Cli::try_parse_from(words(given, is_watched)).map(|cli| cli.command)
        };
        assert!(matches!(command(&["souk"], true), Ok(Command::Serve)));
        assert!(matches!(command(&["souk", "migrate"], true), Ok(Command::Migrate)));
        assert!(command(&["souk"], false).is_err());
    }
}
