//! The machine dies under the server.

use std::time::{Duration, Instant};

use rand::RngExt;
use tokio::time::sleep;

use super::Trial;
use super::shoppers::{Mood, Shoppers, settle};
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, World};
use crate::Result;
use crate::server::{Server, free_port};

/// So long it may take until somebody has bought.
const PATIENCE: Duration = Duration::from_secs(30);

/// Kills the server at a random moment of each round, while eight buy.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let mut verdict =
        Verdict::on("kill -9 while 8 buy: what was acknowledged is there, nothing twice, check clean");
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let port = free_port()?;
    let mut server = Server::start_on(&world.setup, port).await?;
    let mug = world.variant(&server, "mug").await?;
    let mood = Mood { retries: 2, patience: Duration::from_secs(2), forgives: false };
    let shoppers = Shoppers::send(&world, &server.base, &mug, "kill", 8, mood);
    let mut dice = trial.dice(0);
    'rounds: for round in 0..trial.rounds {
        let before = shoppers.done();
        sleep(Duration::from_millis(dice.random_range(1..600))).await;
        // A server that was killed before anybody bought proves little; now and then it may be.
        if round % 4 != 0 {
            let begun = Instant::now();
            while shoppers.done() == before {
                if begun.elapsed() > PATIENCE {
                    verdict.find(format!("round {round}: nothing was sold for {PATIENCE:?}"));
                    break 'rounds;
                }
                sleep(Duration::from_millis(dice.random_range(1..20))).await;
            }
        }
        let setup = server.kill().await?;
        if round % 10 == 9 {
            world.check(&mut verdict).await;
        }
        server = Server::start_on(&setup, port).await?;
    }
    sleep(Duration::from_millis(500)).await;
    settle(&world, shoppers.end().await, &mut verdict).await?;
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}
