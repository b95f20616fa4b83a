//! The command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::Settings;
use crate::{http, start};

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
}

/// Runs what the person asked for; the exit code is the answer.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
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
    start_logs(settings.json_logs(), matches!(command, Command::Serve));
    match command {
        Command::Config => {}
        Command::Migrate => {
            let env = start::env(&settings, config).await?;
            let steps = start::migrate(&env).await?;
            print(&format!("migrated: {steps} new steps\n"));
        }
        Command::Serve => {
            settings.check_production(&config)?;
            let env = start::env(&settings, config).await?;
            start::migrate(&env).await?;
            http::serve(env).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The answer of a command, on standard output.
#[expect(clippy::print_stdout, reason = "a command's answer is its output")]
fn print(text: &str) {
    print!("{text}");
}

fn start_logs(json: bool, serving: bool) {
    let fallback = if serving { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(fallback));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json { logs.json().init() } else { logs.init() }
}
