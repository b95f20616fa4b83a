//! A hundred buyers, ten pieces.

use std::collections::HashSet;
use std::sync::Arc;

use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::Trial;
use super::verdict::Verdict;
use super::world::{Goods, World};
use crate::Result;
use crate::buyer::{Answer, Buyer, Step, Stopped};

const BUYERS: usize = 100;
const PIECES: i64 = 10;

/// How the buyers get in each other's way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bait {
    /// Each wants one piece.
    Plain,
    /// Each adds the same variant twice, so that the cart must sum.
    Sum,
    /// All stand before paying with nothing reserved, and pay at the same instant: the pieces
    /// are counted only once everybody is there.
    Pay,
    /// Each wants two variants, every other one in the opposite order.
    Pair,
}

/// What became of a buyer.
enum Fate {
    Bought(String),
    ToldSoldOut,
    Other(String),
}

/// Holds the race, each round with goods of its own.
pub async fn run(trial: &Trial, bait: Bait) -> Result<Verdict> {
    let bought = if bait == Bait::Sum { PIECES / 2 } else { PIECES };
    let mut verdict = Verdict::on(format!(
        "of {BUYERS} buyers and {PIECES} pieces {bought} buy and {} are told so, no charge without an order",
        BUYERS as i64 - bought
    ));
    let slugs = |round: usize| match bait {
        Bait::Pair => vec![format!("race-{round}-a"), format!("race-{round}-b")],
        _ => vec![format!("race-{round}")],
    };
    let pieces = (bait != Bait::Pay).then_some(PIECES);
    let goods: Vec<Goods> = (0..trial.rounds).flat_map(slugs).map(|slug| Goods { slug, pieces }).collect();
    let world = World::new(trial, &goods).await?;
    let server = world.serve().await?;
    for round in 0..trial.rounds {
        let mut variants = Vec::new();
        for slug in slugs(round) {
            variants.push(world.variant(&server, &slug).await?);
        }
        let everybody = Arc::new(Barrier::new(BUYERS + 1));
        let counted = Arc::new(Barrier::new(BUYERS + 1));
        let mut buyers = JoinSet::new();
        for number in 0..BUYERS {
            let (client, base, variants) = (world.client.clone(), server.base.clone(), variants.clone());
            let (everybody, counted) = (everybody.clone(), counted.clone());
            buyers.spawn(async move {
                let key = format!("race-{round}-{number}");
                everybody.wait().await;
                let prepared = async {
                    let buyer = Buyer::begin(&client, &base).await?;
                    fill(&buyer, bait, number, &variants).await?;
                    let purchase = buyer.check_out(&key).await?;
                    Ok((buyer, purchase))
                };
                let prepared: Step<_> = prepared.await;
                if bait == Bait::Pay {
                    counted.wait().await;
                    counted.wait().await;
                }
                match prepared {
                    Ok((buyer, purchase)) => fate(buyer.pay(&purchase).await),
                    Err(Stopped::Refused(_, answer)) => fate(Ok(answer)),
                    Err(lost) => fate(Err(lost)),
                }
            });
        }
        everybody.wait().await;
        if bait == Bait::Pay {
            counted.wait().await;
            let goods: Vec<Goods> = slugs(round).into_iter().map(|s| Goods::counted(s, PIECES)).collect();
            world.import(&goods).await?;
            counted.wait().await;
        }
        let (mut numbers, mut told) = (Vec::new(), 0);
        for fate in buyers.join_all().await {
            match fate {
                Fate::Bought(number) => numbers.push(number),
                Fate::ToldSoldOut => told += 1,
                Fate::Other(what) => verdict.find(format!("round {round}: {what}")),
            }
        }
        let different: HashSet<&String> = numbers.iter().collect();
        verdict.equal(&format!("round {round}, buyers with an order"), numbers.len() as i64, bought);
        verdict.equal(&format!("round {round}, orders"), different.len() as i64, bought);
        verdict.equal(&format!("round {round}, told so"), told, BUYERS as i64 - bought);
        for variant in &variants {
            let sold = "select allocated from variants where id = $1";
            let sold = world.books.count_with(sold, variant).await?;
            verdict.equal(&format!("round {round}, pieces sold"), sold, PIECES);
        }
    }
    let all = bought * trial.rounds as i64;
    let placed = "select count(*) from order_groups where state = 'placed'";
    verdict.equal("purchases", world.books.count(placed).await?, all);
    let charged = "select count(*) from local_payments where captured > 0";
    verdict.equal("charges", world.books.count(charged).await?, all);
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}

async fn fill(buyer: &Buyer, bait: Bait, number: usize, variants: &[String]) -> Step<()> {
    let mut wanted = variants.to_vec();
    match bait {
        Bait::Plain | Bait::Pay => {}
        Bait::Sum => wanted.extend_from_slice(variants),
        Bait::Pair if number.is_multiple_of(2) => {}
        Bait::Pair => wanted.reverse(),
    }
    for variant in wanted {
        buyer.add(&variant, 1).await?;
    }
    Ok(())
}

fn fate(answer: Step<Answer>) -> Fate {
    match answer {
        Ok(answer) if answer.status == 201 => Fate::Bought(answer.text("number").to_owned()),
        Ok(answer) if answer.status == 409 && answer.code() == "out_of_stock" => Fate::ToldSoldOut,
        Ok(answer) => Fate::Other(answer.to_string()),
        Err(stopped) => Fate::Other(stopped.to_string()),
    }
}
