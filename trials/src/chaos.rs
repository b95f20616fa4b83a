//! Faults: what must hold whatever crashes, retries or races.
//!
//! Each trial makes a shop of its own, torments its server, and says what it asserted and what
//! it found. Everything that is left to chance comes from one seed, which is printed. The tool
//! looks into the shop's database from beside, and lets `souk check` judge the whole of it.

mod backup;
mod books;
mod disk;
mod kill;
mod matter;
mod postgres;
mod race;
mod retries;
mod same_key;
mod shoppers;
mod sigterm;
mod verdict;
mod webhooks;
mod world;

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::{Failure, Result, print};
use race::Bait;
use verdict::{Verdict, line};

/// What to torment and how long.
#[derive(Args)]
pub struct Options {
    /// The program under trial
    #[arg(long, default_value = "target/release/souk")]
    binary: PathBuf,
    /// A PostgreSQL server to torment too: the address of a database whose user may make others
    #[arg(long)]
    postgres: Option<String>,
    /// A command that restarts that server; its last argument will be `fast` or `immediate`
    #[arg(long, requires = "postgres")]
    restart_postgres: Option<String>,
    /// A minute instead of hours
    #[arg(long)]
    short: bool,
    /// Only the trials of this name, such as `kill`
    #[arg(long)]
    only: Option<String>,
    /// How often, instead of each trial's own number
    #[arg(long)]
    rounds: Option<usize>,
    /// Another seed makes other moments
    #[arg(long)]
    seed: Option<u64>,
}

/// Where the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// In a file.
    Sqlite,
    /// In a server.
    Postgres,
}

#[derive(Clone, Copy)]
enum Kind {
    Race(Bait),
    SameKey,
    Retries,
    Kill,
    Webhooks,
    Sigterm,
    DiskFull,
    ReadOnly,
    PostgresRestart,
    Backup,
}

/// Name, kind, rounds, rounds when it shall be short.
const TRIALS: &[(&str, Kind, usize, usize)] = &[
    ("race-one", Kind::Race(Bait::Plain), 50, 3),
    ("race-sum", Kind::Race(Bait::Sum), 50, 2),
    ("race-pay", Kind::Race(Bait::Pay), 50, 2),
    ("race-pair", Kind::Race(Bait::Pair), 50, 2),
    ("same-key", Kind::SameKey, 50, 3),
    ("retries", Kind::Retries, 10_000, 300),
    ("kill", Kind::Kill, 200, 5),
    ("webhooks", Kind::Webhooks, 10, 1),
    ("sigterm", Kind::Sigterm, 20, 2),
    ("disk-full", Kind::DiskFull, 5, 1),
    ("read-only", Kind::ReadOnly, 5, 1),
    ("postgres-restart", Kind::PostgresRestart, 50, 2),
    ("backup", Kind::Backup, 10, 1),
];

/// One trial on one engine.
#[derive(Clone)]
pub struct Trial {
    name: &'static str,
    binary: PathBuf,
    engine: Engine,
    rounds: usize,
    seed: u64,
    postgres: Option<String>,
    restart_postgres: Option<String>,
}

impl Trial {
    /// A source of chance; another `salt` makes another one.
    fn dice(&self, salt: usize) -> StdRng {
        let name = self.name.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        StdRng::seed_from_u64(self.seed ^ name.rotate_left(32) ^ ((salt as u64) << 8) ^ self.engine as u64)
    }
}

/// Runs every fault; false when one of them found something.
pub async fn run(options: Options) -> Result<bool> {
    let seed = options.seed.unwrap_or_else(|| rand::make_rng::<StdRng>().random_range(1..1_000_000));
    let binary = std::path::absolute(&options.binary)?;
    if !binary.is_file() {
        return Err(Failure(format!(
            "{} is not there: build it, or name it with --binary",
            binary.display()
        )));
    }
    let chosen = |name: &str| match options.only.as_deref() {
        Some(only) => name == only || name.strip_prefix(only).is_some_and(|rest| rest.starts_with('-')),
        None => true,
    };
    if !TRIALS.iter().any(|(name, ..)| chosen(name)) {
        let names: Vec<&str> = TRIALS.iter().map(|(name, ..)| *name).collect();
        return Err(Failure(format!("there is no such trial; there are: {}", names.join(", "))));
    }
    print(&format!("seed {seed}"));
    print(&verdict::head());
    let mut all_well = true;
    for (name, kind, long, short) in TRIALS.iter().copied().filter(|(name, ..)| chosen(name)) {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            if engine == Engine::Postgres && options.postgres.is_none()
                || engine == Engine::Sqlite && matches!(kind, Kind::PostgresRestart)
            {
                continue;
            }
            let trial = Trial {
                name,
                binary: binary.clone(),
                engine,
                rounds: options.rounds.unwrap_or(if options.short { short } else { long }).max(1),
                seed,
                postgres: options.postgres.clone(),
                restart_postgres: options.restart_postgres.clone(),
            };
            let begun = Instant::now();
            let verdict = match hold(&trial, kind).await {
                Ok(verdict) => verdict,
                Err(failure) => Verdict::broken(failure),
            };
            all_well &= verdict.is_well();
            print(&line(name, engine, trial.rounds, begun.elapsed(), &verdict));
        }
    }
    Ok(all_well)
}

async fn hold(trial: &Trial, kind: Kind) -> Result<Verdict> {
    match kind {
        Kind::Race(bait) => race::run(trial, bait).await,
        Kind::SameKey => same_key::run(trial).await,
        Kind::Retries => retries::run(trial).await,
        Kind::Kill => kill::run(trial).await,
        Kind::Webhooks => webhooks::run(trial).await,
        Kind::Sigterm => sigterm::run(trial).await,
        Kind::DiskFull => disk::full(trial).await,
        Kind::ReadOnly => disk::read_only(trial).await,
        Kind::PostgresRestart => postgres::run(trial).await,
        Kind::Backup => backup::run(trial).await,
    }
}
