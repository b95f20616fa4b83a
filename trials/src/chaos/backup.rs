//! A copy is drawn while people buy, and put into empty databases.

use std::time::Duration;

use rand::RngExt;
use tokio::time::sleep;

use super::shoppers::{Mood, Shoppers, settle};
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, World};
use super::{Engine, Trial};
use crate::{Failure, Result};

/// Backs up under load, restores into both engines, and compares.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let mut verdict = Verdict::on("backup while 4 buy; restored");
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let server = world.serve().await?;
    let mug = world.variant(&server, "mug").await?;
    let mood = Mood { retries: 0, patience: Duration::from_secs(30), forgives: false };
    let shoppers = Shoppers::send(&world, &server.base, &mug, "copy", 4, mood);
    let mut dice = trial.dice(0);
    let engines: &[Engine] = match trial.postgres {
        Some(_) => &[Engine::Sqlite, Engine::Postgres],
        None => &[Engine::Sqlite],
    };
    for round in 0..trial.rounds {
        sleep(Duration::from_millis(dice.random_range(200..1_000))).await;
        let file = world.path(&format!("{round}.backup")).display().to_string();
        let hash = rows_hash(&world.setup.run(&["backup", &file]).await?)?;
        for engine in engines {
            let other = Trial { engine: *engine, ..trial.clone() };
            let copy = World::empty(&other, None, "").await?;
            copy.setup.run(&["restore", &file]).await?;
            copy.check(&mut verdict).await;
            let again = copy.path("again.backup").display().to_string();
            let restored = rows_hash(&copy.setup.run(&["backup", &again]).await?)?;
            verdict.expect(restored == hash, || {
                format!("round {round}: rows {hash}, restored into {}: {restored}", engine.as_str())
            });
            copy.end().await?;
        }
    }
    for engine in engines {
        verdict.add(&format!(" into {},", engine.as_str()));
    }
    verdict.add(" check clean, the same hash over all rows");
    settle(&world, shoppers.end().await, &mut verdict).await?;
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}

/// `FILE: 123 rows, 0 picture files, rows HASH`
fn rows_hash(said: &str) -> Result<String> {
    let hash = said.trim().rsplit(' ').next().filter(|hash| hash.len() == 64);
    hash.map(str::to_owned).ok_or_else(|| Failure(format!("backup said no hash: {said}")))
}
