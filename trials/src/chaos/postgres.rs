//! The database is restarted under the server.

use std::time::{Duration, Instant};

use rand::RngExt;
use tokio::process::Command;
use tokio::time::sleep;

use super::Trial;
use super::shoppers::{Mood, Shoppers, settle};
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, World};
use crate::{Failure, Result};

/// So long a server may take to sell again after its database came back.
const RECOVERY: Duration = Duration::from_secs(10);

/// Restarts PostgreSQL, in turn as an operator does and as a crash does, while eight buy.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let Some(restart) = trial.restart_postgres.as_deref() else {
        return Ok(Verdict::left_out("no command that restarts PostgreSQL was given"));
    };
    let mut verdict = Verdict::on(
        "PostgreSQL restarts while 8 buy: 503 at most, sells again by itself, nothing twice, check clean",
    );
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let server = world.serve().await?;
    let mug = world.variant(&server, "mug").await?;
    let mood = Mood { retries: 2, patience: Duration::from_secs(5), forgives: true };
    let shoppers = Shoppers::send(&world, &server.base, &mug, "pg", 8, mood);
    let (mut dice, mut slowest) = (trial.dice(0), Duration::ZERO);
    for round in 0..trial.rounds {
        sleep(Duration::from_millis(dice.random_range(200..1_000))).await;
        let mode = if round % 2 == 0 { "fast" } else { "immediate" };
        let status = Command::new("sh").args(["-c", &format!("{restart} {mode}")]).status().await?;
        if !status.success() {
            return Err(Failure(format!("{restart} {mode}: {status}")));
        }
        let (back, before) = (Instant::now(), shoppers.done());
        while shoppers.done() == before {
            if back.elapsed() > RECOVERY {
                verdict.find(format!(
                    "round {round}: nothing was sold for {RECOVERY:?} after the restart ({mode})"
                ));
                break;
            }
            sleep(Duration::from_millis(20)).await;
        }
        slowest = slowest.max(back.elapsed());
    }
    let tale = shoppers.end().await;
    verdict.add(&format!(" (sold again after {:.1} s at most)", slowest.as_secs_f64()));
    settle(&world, tale, &mut verdict).await?;
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}
