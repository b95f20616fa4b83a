//! Shoppers who buy without end while something happens to the server, and remember what they
//! were told.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use reqwest::Client;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::verdict::Verdict;
use super::world::World;
use crate::Result;
use crate::buyer::{Answer, Buyer, Purchase, Step, Stopped};

/// Between two tries of a shopper whose server does not answer.
const PAUSE: Duration = Duration::from_millis(20);

/// How shoppers take it when they are not answered.
#[derive(Debug, Clone, Copy)]
pub struct Mood {
    /// How often a payment is sent again under its key.
    pub retries: usize,
    /// How long an answer is waited for.
    pub patience: Duration,
    /// Whether being told to try again is as good as no answer.
    pub forgives: bool,
}

/// A purchase, and what its shopper knows of it.
#[derive(Debug)]
pub struct Bought {
    /// Who bought.
    pub buyer: Buyer,
    /// What was to be paid.
    pub purchase: Purchase,
    /// Number and token, once it was said to be placed.
    pub placed: Option<(String, String)>,
}

/// What the shoppers have to tell.
#[derive(Debug, Default)]
pub struct Tale {
    /// Every payment that was sent, answered or not.
    pub bought: Vec<Bought>,
    /// Answers that nobody should get.
    pub complaints: Vec<String>,
}

impl Tale {
    /// Adds another one.
    pub fn add(&mut self, mut other: Self) {
        self.bought.append(&mut other.bought);
        self.complaints.append(&mut other.complaints);
    }

    /// How many were told that their purchase is placed.
    pub fn placed(&self) -> i64 {
        self.bought.iter().filter(|bought| bought.placed.is_some()).count() as i64
    }
}

/// Shoppers on their way.
pub struct Shoppers {
    stop: Arc<AtomicBool>,
    done: Arc<std::sync::atomic::AtomicUsize>,
    tasks: JoinSet<Tale>,
}

impl Shoppers {
    /// Sends shoppers who buy one piece again and again. `word` tells their keys from others'.
    pub fn send(world: &World, base: &str, variant: &str, word: &str, count: usize, mood: Mood) -> Self {
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::default());
        let mut tasks = JoinSet::new();
        for number in 0..count {
            let shopper = Shopper {
                client: world.client.clone(),
                base: base.to_owned(),
                variant: variant.to_owned(),
                word: format!("{word}-{number}"),
                mood,
                stop: stop.clone(),
                done: Arc::clone(&done),
            };
            tasks.spawn(shopper.shop());
        }
        Self { stop, done, tasks }
    }

    /// Purchases that are placed so far.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Lets them end, and gives what they have to tell.
    pub async fn end(self) -> Tale {
        self.stop.store(true, Ordering::Relaxed);
        let mut whole = Tale::default();
        for tale in self.tasks.join_all().await {
            whole.add(tale);
        }
        whole
    }
}

struct Shopper {
    client: Client,
    base: String,
    variant: String,
    word: String,
    mood: Mood,
    stop: Arc<AtomicBool>,
    done: Arc<std::sync::atomic::AtomicUsize>,
}

impl Shopper {
    async fn shop(self) -> Tale {
        let (mut tale, mut turn) = (Tale::default(), 0);
        while !self.stop.load(Ordering::Relaxed) {
            turn += 1;
            match self.prepare(&format!("{}-{turn}", self.word)).await {
                Ok((buyer, purchase)) => self.pay(&mut tale, buyer, purchase).await,
                Err(stopped) => {
                    if let Stopped::Refused(step, answer) = stopped
                        && !(self.mood.forgives && answer.is_unavailable())
                    {
                        tale.complaints.push(format!("{step}: {answer}"));
                    }
                    sleep(PAUSE).await;
                }
            }
        }
        tale
    }

    async fn prepare(&self, key: &str) -> Step<(Buyer, Purchase)> {
        let buyer = Buyer::begin(&self.client, &self.base).await?;
        buyer.add(&self.variant, 1).await?;
        let purchase = buyer.check_out(key).await?;
        Ok((buyer, purchase))
    }

    async fn pay(&self, tale: &mut Tale, buyer: Buyer, purchase: Purchase) {
        let mut bought = Bought { buyer, purchase, placed: None };
        for _ in 0..=self.mood.retries {
            match timeout(self.mood.patience, bought.buyer.pay(&bought.purchase)).await {
                Ok(Ok(answer)) if self.mood.forgives && answer.is_unavailable() => {}
                Ok(Ok(answer)) => {
                    bought.listen(&answer, &mut tale.complaints);
                    break;
                }
                Ok(Err(_)) | Err(_) => {}
            }
            sleep(PAUSE).await;
        }
        if bought.placed.is_some() {
            self.done.fetch_add(1, Ordering::Relaxed);
        }
        tale.bought.push(bought);
    }
}

impl Bought {
    /// Takes note of an answer to the payment.
    pub fn listen(&mut self, answer: &Answer, complaints: &mut Vec<String>) {
        match answer.status {
            201 => {
                let told = (answer.text("number").to_owned(), answer.text("token").to_owned());
                if self.placed.as_ref().is_some_and(|before| *before != told) {
                    complaints
                        .push(format!("{}: placed twice: {:?}, {told:?}", self.purchase.key, self.placed));
                }
                self.placed = Some(told);
            }
            // Not decided yet; or it was given up, and nothing was charged.
            202 => {}
            402 if answer.body["details"]["reason"] == "interrupted" => {}
            _ => complaints.push(format!("pay: {answer}")),
        }
    }
}

/// Puts the clock of what hangs three minutes ahead, so that the jobs that look after it need
/// not be waited for: the server gives a request two minutes before it takes over.
const AHEAD: &[&str] = &[
    "update payments set created_at = created_at - 180000, updated_at = updated_at - 180000
     where state in ('created', 'pending', 'challenge', 'authorized')",
    "update jobs set run_at = run_at - 180000 where state = 'queued' and kind in ('finish_checkout', 'void_payment', 'settle_payment')",
    "update jobs set lease_until = lease_until - 180000 where state = 'running'",
];

/// Payments that are not at their end.
const OPEN: &str =
    "select count(*) from payments where state in ('created', 'pending', 'challenge', 'authorized')";

/// Waits until nothing hangs, asks again for every purchase that was not answered, and compares
/// what the shoppers were told with what is in the books, the only purchases there are.
pub async fn settle(world: &World, mut tale: Tale, verdict: &mut Verdict) -> Result<()> {
    for statement in AHEAD {
        world.books.change(statement).await?;
    }
    let begun = Instant::now();
    while world.books.count(OPEN).await? > 0 {
        if begun.elapsed() > Duration::from_secs(60) {
            verdict.find(format!("after a minute {} payments hang", world.books.count(OPEN).await?));
            break;
        }
        sleep(Duration::from_millis(200)).await;
    }
    for bought in &mut tale.bought {
        match &bought.placed {
            Some((number, token)) => {
                let seen = bought.buyer.order_group(number, token).await?;
                verdict.expect(seen.status == 200, || format!("{number} was acknowledged, and then: {seen}"));
            }
            None => {
                let answer = bought.buyer.pay(&bought.purchase).await?;
                // A payment that never arrived is made now, which is as good.
                bought.listen(&answer, &mut tale.complaints);
            }
        }
    }
    for complaint in &tale.complaints {
        verdict.find(complaint);
    }
    let placed = tale.placed();
    let numbers: HashSet<&str> = tale
        .bought
        .iter()
        .filter_map(|bought| bought.placed.as_ref())
        .map(|(number, _)| number.as_str())
        .collect();
    verdict.equal("different numbers among the acknowledged purchases", numbers.len() as i64, placed);
    let books = world.books.count("select count(*) from order_groups where state = 'placed'").await?;
    verdict.equal("purchases in the books", books, placed);
    let charges = world.books.count("select count(*) from local_payments where captured > 0").await?;
    verdict.equal("charges", charges, placed);
    verdict.equal("refunds", world.books.count("select count(*) from refunds").await?, 0);
    let given_up = tale.bought.len() as i64 - placed;
    verdict.add(&format!(" ({placed} purchases, {given_up} given up without a charge)"));
    Ok(())
}
