//! An operator stops the server while people buy.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rand::RngExt;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::Trial;
use super::shoppers::{Mood, Shoppers};
use super::verdict::Verdict;
use super::world::{GRACE, Goods, PLENTY, SHOP, World};
use crate::Result;
use crate::buyer::ask;
use crate::server::Server;

/// Tells the server to stop under load. A request that it began, to judge by its books and its
/// log, must be answered.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let mut verdict =
        Verdict::on("SIGTERM under load: every request that was begun is answered, it ends within 15 s");
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let mut dice = trial.dice(0);
    let (mut slowest, mut answered, mut refused) = (Duration::ZERO, 0, 0);
    for round in 0..trial.rounds {
        let server = world.serve().await?;
        let mug = world.variant(&server, "mug").await?;
        let mood = Mood { retries: 0, patience: GRACE * 2, forgives: false };
        let shoppers = Shoppers::send(&world, &server.base, &mug, &format!("term-{round}"), 16, mood);
        let readers = Readers::send(&world, &server, round);
        sleep(Duration::from_millis(dice.random_range(300..1_500))).await;
        match server.stop(GRACE + Duration::from_secs(1)).await {
            Ok((_, took)) => slowest = slowest.max(took),
            Err(failure) => verdict.find(format!("round {round}: {failure}")),
        }
        let tale = shoppers.end().await;
        for complaint in &tale.complaints {
            verdict.find(format!("round {round}: {complaint}"));
        }
        answered += tale.placed();
        for bought in tale.bought.iter().filter(|bought| bought.placed.is_none()) {
            refused += 1;
            let begun = "select count(*) from idempotency_keys where key = $1";
            let begun = world.books.count_with(begun, &bought.purchase.key).await?;
            verdict.equal(&format!("round {round}, payments without an answer that were begun"), begun, 0);
        }
        let log = std::fs::read_to_string(world.setup.data.join("serve.log"))?;
        verdict.expect(!log.contains("panicked"), || format!("round {round}: a panic in the server's log"));
        for path in readers.end().await {
            refused += 1;
            verdict.expect(!log.contains(&path), || {
                format!("round {round}: {path} was handled and not answered")
            });
        }
    }
    let placed = "select count(*) from order_groups where state = 'placed'";
    verdict.equal("purchases in the books", world.books.count(placed).await?, answered);
    verdict.add(&format!(
        " ({answered} purchases, {refused} requests met a closed door, slowest end {:.1} s)",
        slowest.as_secs_f64()
    ));
    world.check(&mut verdict).await;
    world.end().await?;
    Ok(verdict)
}

/// Programs that look at products that are not there; each path is asked for once, so that the
/// server's log tells which ones it handled.
struct Readers {
    stop: Arc<AtomicBool>,
    tasks: JoinSet<Vec<String>>,
}

impl Readers {
    fn send(world: &World, server: &Server, round: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for number in 0..8 {
            let (client, base, stop) = (world.client.clone(), server.base.clone(), stop.clone());
            tasks.spawn(async move {
                let (mut unanswered, mut turn) = (Vec::new(), 0);
                while !stop.load(Ordering::Relaxed) {
                    turn += 1;
                    let path = format!("/api/v1/products/{SHOP}/nothing-{round}-{number}-{turn}-");
                    if ask("read", client.get(format!("{base}{path}"))).await.is_err() {
                        unanswered.push(path);
                        sleep(Duration::from_millis(20)).await;
                    }
                }
                unanswered
            });
        }
        Self { stop, tasks }
    }

    /// The paths that were not answered.
    async fn end(self) -> Vec<String> {
        self.stop.store(true, Ordering::Relaxed);
        self.tasks.join_all().await.concat()
    }
}
