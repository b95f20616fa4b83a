//! Payment providers who speak too early, twice, never, or are not who they say.
//!
//! What needs a clock or a provider's own key (a notice after the hold ran out, another order of
//! two notices, another amount) is asked of the business itself, in its tests.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::Trial;
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, World};
use crate::Result;
use crate::buyer::{Answer, Buyer, Purchase, ask};
use crate::server::Server;

/// A slow payment is decided after five seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// Buys with every card of the simulated provider, and forges its notices.
pub async fn run(trial: &Trial) -> Result<Verdict> {
    let mut verdict = Verdict::on(
        "webhooks first, twice, slow, never, forged: each purchase once, nothing of a forged one",
    );
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let server = world.serve().await?;
    let shop = Shop { mug: world.variant(&server, "mug").await?, world: &world, server: &server };
    let mut bought = 0;
    for round in 0..trial.rounds {
        let word = |card: &str| format!("hook-{round}-{card}");
        let (first, twice, lost, slow, never, yes, no, unreachable) = tokio::join!(
            shop.buy("tok_webhook_first", word("first")),
            shop.buy("tok_webhook_twice", word("twice")),
            shop.buy("tok_lost_answer", word("lost")),
            shop.buy("tok_slow", word("slow")),
            shop.buy("tok_webhook_never", word("never")),
            shop.confirm(true, word("yes")),
            shop.confirm(false, word("no")),
            shop.buy("tok_unreachable", word("unreachable")),
        );
        let placed = [
            ("first", first),
            ("twice", twice),
            ("lost", lost),
            ("slow", slow),
            ("never", never),
            ("yes", yes),
        ];
        for (name, answer) in placed {
            let answer = answer?;
            bought += 1;
            verdict.expect(answer.text("outcome") == "placed", || format!("round {round}, {name}: {answer}"));
        }
        for (name, answer) in [("refused", no), ("unreachable", unreachable)] {
            let answer = answer?;
            let declined = answer.status == 402 || answer.text("outcome") == "declined";
            verdict.expect(declined, || format!("round {round}, {name}: {answer}"));
        }
        shop.forge(&mut verdict).await?;
    }
    let told =
        "select count(*) from jobs where kind = 'send_local_webhook' and state in ('queued', 'running')";
    let begun = Instant::now();
    while world.books.count(told).await? > 0 && begun.elapsed() < PATIENCE {
        sleep(Duration::from_millis(100)).await;
    }
    let placed = "select count(*) from order_groups where state = 'placed'";
    verdict.equal("purchases", world.books.count(placed).await?, bought);
    let charged = "select count(*) from local_payments where captured > 0";
    verdict.equal("charges", world.books.count(charged).await?, bought);
    let events = "select count(*) from events where kind = 'order_group_placed'";
    verdict.equal("events that a purchase is placed", world.books.count(events).await?, bought);
    // Each round: first, twice, slow, and the two answers of the bank.
    let notices = world.books.count("select count(*) from payment_events").await?;
    verdict.equal("notices that count", notices, 5 * trial.rounds as i64);
    world.close(server, &mut verdict).await?;
    Ok(verdict)
}

struct Shop<'a> {
    world: &'a World,
    server: &'a Server,
    mug: String,
}

impl Shop<'_> {
    async fn ready(&self, card: &str, key: String) -> Result<(Buyer, Purchase)> {
        let buyer = Buyer::begin(&self.world.client, &self.server.base).await?;
        buyer.add(&self.mug, 1).await?;
        let purchase = Purchase { card: card.to_owned(), ..buyer.check_out(&key).await? };
        Ok((buyer, purchase))
    }

    /// Pays, and asks again with the same key while it is pending.
    async fn buy(&self, card: &str, key: String) -> Result<Answer> {
        let (buyer, purchase) = self.ready(card, key).await?;
        let begun = Instant::now();
        loop {
            let answer = buyer.pay(&purchase).await?;
            if answer.status != 202 || begun.elapsed() > PATIENCE {
                return Ok(answer);
            }
            sleep(Duration::from_millis(500)).await;
        }
    }

    /// Pays with a card whose bank asks, and answers it, and answers it again otherwise.
    async fn confirm(&self, approve: bool, key: String) -> Result<Answer> {
        let (buyer, purchase) = self.ready("tok_challenge", key).await?;
        let asked = buyer.pay(&purchase).await?;
        let (Some(reference), payment) = (asked.text("url").rsplit('/').next(), asked.text("payment_id"))
        else {
            return Ok(asked);
        };
        buyer.answer_bank(reference, approve).await?;
        buyer.answer_bank(reference, !approve).await?;
        Ok(buyer.payment(payment).await?)
    }

    /// Notices that nobody who holds the key has signed.
    async fn forge(&self, verdict: &mut Verdict) -> Result<()> {
        let (buyer, purchase) = self.ready("tok_challenge", "forge".to_owned()).await?;
        let asked = buyer.pay(&purchase).await?;
        let payment = asked.text("payment_id").to_owned();
        let body = serde_json::json!({ "id": "levt_forged", "kind": "payment.captured", "payment": payment })
            .to_string();
        for (provider, signature, want) in [("local", "x", 403), ("local", "", 403), ("stripe", "x", 404)] {
            let address = format!("{}/webhooks/payment/{provider}", self.server.base);
            let notice =
                self.world.client.post(address).header("webhook-signature", signature).body(body.clone());
            let answer = ask("forge", notice).await?;
            verdict.expect(answer.status == want, || format!("a forged notice for {provider}: {answer}"));
        }
        let still = buyer.payment(&payment).await?;
        verdict.expect(still.text("outcome") == "challenge", || format!("after forged notices: {still}"));
        Ok(())
    }
}
