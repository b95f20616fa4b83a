//! A bad line between the buyer and the shop.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rand::RngExt;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::Trial;
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, World};
use crate::buyer::{Answer, Buyer, Purchase, Step, Stopped};
use crate::{Failure, Result};

const BUYERS: usize = 8;
/// After so many lost answers the line holds.
const DROPS: usize = 6;

/// Buys over connections that break before the answer is read, and repeats until it is.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let mut verdict = Verdict::on(
        "payments whose connection breaks at random moments, repeated until answered: one order each",
    );
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let server = world.serve().await?;
    let mug = world.variant(&server, "mug").await?;
    let (next, lost) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut tasks = JoinSet::new();
    for number in 0..BUYERS {
        let (client, base, mug) = (world.client.clone(), server.base.clone(), mug.clone());
        let (next, lost, rounds, mut dice) = (next.clone(), lost.clone(), trial.rounds, trial.dice(number));
        tasks.spawn(async move {
            let (mut numbers, mut findings) = (Vec::new(), Vec::new());
            let mut usual = Duration::from_millis(30);
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= rounds {
                    return (numbers, findings);
                }
                let bought = async {
                    let buyer = Buyer::begin(&client, &base).await?;
                    buyer.add(&mug, 1).await?;
                    let purchase = buyer.check_out(&format!("retry-{turn}")).await?;
                    // Now and then the line holds, which tells how long an answer takes here.
                    if dice.random_ratio(1, 16) {
                        let begun = Instant::now();
                        let answer = buyer.pay(&purchase).await?;
                        usual = begun.elapsed().clamp(Duration::from_millis(2), Duration::from_millis(500));
                        return Ok(answer);
                    }
                    for _ in 0..DROPS {
                        let moment = dice.random_range(Duration::ZERO..usual * 5 / 4);
                        if let Some(answer) = broken(&buyer, &purchase, moment, dice.random_bool(0.5)).await?
                        {
                            return Ok(answer);
                        }
                        lost.fetch_add(1, Ordering::Relaxed);
                    }
                    let answer = buyer.pay(&purchase).await?;
                    Ok::<Answer, Stopped>(answer)
                };
                match bought.await {
                    Ok(answer) if answer.status == 201 => numbers.push(answer.text("number").to_owned()),
                    Ok(answer) => findings.push(format!("purchase {turn}: {answer}")),
                    Err(stopped) => findings.push(format!("purchase {turn}: {stopped}")),
                }
            }
        });
    }
    let mut numbers: Vec<String> = Vec::new();
    for (mut some, findings) in tasks.join_all().await {
        numbers.append(&mut some);
        findings.into_iter().for_each(|finding| verdict.find(finding));
    }
    let want = trial.rounds as i64;
    let different: HashSet<&String> = numbers.iter().collect();
    verdict.equal("purchases that were answered", numbers.len() as i64, want);
    verdict.equal("different orders", different.len() as i64, want);
    let placed = "select count(*) from order_groups where state = 'placed'";
    verdict.equal("orders in the books", world.books.count(placed).await?, want);
    let charged = "select count(*) from local_payments where captured > 0";
    verdict.equal("charges", world.books.count(charged).await?, want);
    let lost = lost.load(Ordering::Relaxed);
    verdict.add(&format!(" ({lost} answers lost)"));
    if lost == 0 {
        return Err(Failure("no connection broke, so nothing was tried".into()));
    }
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}

/// Pays over a connection that breaks after a while: either the request is dropped wherever it
/// is, or it is sent whole on a connection that is then closed.
async fn broken(buyer: &Buyer, purchase: &Purchase, after: Duration, whole: bool) -> Step<Option<Answer>> {
    if whole {
        // What the operating system says of a closed connection is nothing to the buyer.
        let _ = buyer.pay_and_leave(purchase, after).await;
        return Ok(None);
    }
    match timeout(after, buyer.pay(purchase)).await {
        Ok(answer) => answer.map(Some),
        Err(_) => Ok(None),
    }
}
