//! One request, fifty times at once.

use tokio::task::JoinSet;

use super::Trial;
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, World};
use crate::Result;
use crate::buyer::Buyer;

const TIMES: usize = 50;

/// Sends each purchase's payment many times at once.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let mut verdict = Verdict::on(format!(
        "a payment sent {TIMES} times at once under one key is one order, all answers equal"
    ));
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let server = world.serve().await?;
    let mug = world.variant(&server, "mug").await?;
    for round in 0..trial.rounds {
        let buyer = Buyer::begin(&world.client, &server.base).await?;
        buyer.add(&mug, 1).await?;
        let purchase = buyer.check_out(&format!("same-{round}")).await?;
        let mut clicks = JoinSet::new();
        for _ in 0..TIMES {
            let (buyer, purchase) = (buyer.clone(), purchase.clone());
            clicks.spawn(async move { buyer.pay(&purchase).await });
        }
        let mut answers = Vec::new();
        for answer in clicks.join_all().await {
            match answer {
                Ok(answer) => answers.push(answer),
                Err(stopped) => verdict.find(format!("round {round}: {stopped}")),
            }
        }
        for answer in answers.iter().filter(|answer| answer.status != 201 || **answer != answers[0]) {
            verdict.find(format!("round {round}: {answer}, and another answer was {}", answers[0]));
        }
        let orders = world.books.count("select count(*) from orders where status <> 'pending'").await?;
        verdict.equal(&format!("round {round}, orders so far"), orders, round as i64 + 1);
    }
    let charged = "select count(*) from local_payments where captured > 0";
    verdict.equal("charges", world.books.count(charged).await?, trial.rounds as i64);
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}
