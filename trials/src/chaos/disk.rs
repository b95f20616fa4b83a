//! The disk is full, or takes nothing any more.

use std::fs::{File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use super::books::{postgres_folder, tell_postgres};
use super::matter::{Files, SmallDisk, fill};
use super::shoppers::{Bought, Mood, Shoppers, Tale, settle};
use super::verdict::Verdict;
use super::world::{Goods, PLENTY, SHOP, World};
use super::{Engine, Trial};
use crate::buyer::{Answer, Buyer, Purchase, Step, Stopped, ask};
use crate::server::Server;
use crate::{Failure, Result};

/// Purchases that are tried until one is refused: the engines fill what they have first.
const TRIES: usize = 400;
/// Refusals that are looked at; more than a server has connections to its database, since each
/// of them may have its own first one.
const REFUSALS: usize = 30;
/// After so long a request hangs.
const PATIENCE: Duration = Duration::from_secs(20);
/// So long it may take until everything goes on.
const RECOVERY: Duration = Duration::from_secs(30);

/// Fills the disk under the shop: its data folder, and PostgreSQL's rows.
pub async fn full(trial: &Trial) -> Result<Verdict> {
    let folder = tempfile::Builder::new().prefix("souk-disk-").tempdir()?;
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
    let Some(disk) = SmallDisk::mount(folder)? else {
        return Ok(Verdict::left_out("needs root and mount, for a disk of its own to fill"));
    };
    let tablespace = format!("souk_{}", std::process::id());
    let world = match (trial.engine, &trial.postgres) {
        (Engine::Postgres, Some(address)) => {
            let owner = std::fs::metadata(postgres_folder(address).await?)?;
            let place = disk.path().join("rows");
            std::fs::create_dir(&place)?;
            std::os::unix::fs::chown(&place, Some(std::os::unix::fs::MetadataExt::uid(&owner)), None)?;
            let make = format!("create tablespace {tablespace} location '{}'", place.display());
            tell_postgres(address, &make).await?;
            World::empty(trial, Some(&disk.path().join("data")), &format!("tablespace {tablespace}")).await?
        }
        _ => World::empty(trial, Some(&disk.path().join("data")), "").await?,
    };
    world.fill(&[Goods::counted("mug", PLENTY)]).await?;
    let ballast = disk.path().join("ballast");
    let mut verdict = Verdict::on(
        "a full disk: 503, never a hang or a crash; reads go on; then it sells again, check clean",
    );
    let held = torment(
        trial,
        &world,
        &mut verdict,
        async || fill(&ballast),
        async || Ok(std::fs::remove_file(&ballast)?),
    );
    let held = held.await;
    world.end().await?;
    if let (Engine::Postgres, Some(address)) = (trial.engine, &trial.postgres) {
        tell_postgres(address, &format!("drop tablespace {tablespace}")).await?;
    }
    held?;
    Ok(verdict)
}

/// Makes SQLite's files immutable; turns PostgreSQL's database read-only.
pub async fn read_only(trial: &Trial) -> Result<Verdict> {
    let mut verdict = Verdict::on(
        "a disk that takes nothing: 503, never a hang or a crash; reads go on; then it sells again, check clean",
    );
    let world = World::new(trial, &[Goods::counted("mug", PLENTY)]).await?;
    let held = match (trial.engine, &trial.postgres, &world.setup.database) {
        (Engine::Postgres, Some(address), Some(url)) => {
            let name = url.rsplit('/').next().unwrap_or_default();
            let turn = async |word: &str| {
                let alter = format!("alter database {name} set default_transaction_read_only = {word}");
                tell_postgres(address, &alter).await?;
                // As when a server falls back to its copy: old connections end.
                let end = format!(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
                );
                tell_postgres(address, &end).await
            };
            torment(trial, &world, &mut verdict, async || turn("on").await, async || turn("off").await).await
        }
        _ => {
            let files = Files(vec![world.setup.data.join("souk.db"), world.setup.data.join("souk.db-wal")]);
            let probe = world.path("probe");
            File::create(&probe)?;
            if !Files(vec![probe]).freeze() {
                return Ok(Verdict::left_out("needs root and chattr +i, to make files immutable"));
            }
            let freeze = async || match files.freeze() {
                true => Ok(()),
                false => Err(Failure("chattr +i does not work".into())),
            };
            let thaw = async || {
                files.thaw();
                Ok(())
            };
            torment(trial, &world, &mut verdict, freeze, thaw).await
        }
    };
    world.end().await?;
    held?;
    Ok(verdict)
}

/// Breaks the disk under a server that sells, looks at what it does, and mends it.
async fn torment(
    trial: &Trial,
    world: &World,
    verdict: &mut Verdict,
    break_it: impl AsyncFn() -> Result<()>,
    mend_it: impl AsyncFn() -> Result<()>,
) -> Result<()> {
    let server = world.serve().await?;
    let mut shop =
        Shop { mug: world.variant(&server, "mug").await?, world, server, tale: Tale::default(), turn: 0 };
    // Others are in the middle of something all the while.
    let mood = Mood { retries: 2, patience: PATIENCE, forgives: true };
    let others = Shoppers::send(world, &shop.server.base, &shop.mug, "other", 3, mood);
    for _ in 0..trial.rounds {
        shop.must_sell(verdict, "before").await?;
        break_it().await?;
        let outcome = shop.must_refuse(verdict).await;
        shop.must_show(verdict).await?;
        // A merchant's change reaches the index of the search, if it comes so far; it may not.
        let _ = timeout(PATIENCE, world.import(&[Goods::counted("vase", shop.turn as i64)])).await;
        mend_it().await?;
        outcome?;
        shop.must_recover(verdict).await?;
    }
    shop.must_do_its_jobs(verdict).await?;
    let Shop { server, mut tale, .. } = shop;
    tale.add(others.end().await);
    settle(world, tale, verdict).await?;
    verdict.equal("panics in the server's log", server.logged("panicked")? as i64, 0);
    if let Err(failure) = server.stop(PATIENCE).await {
        verdict.find(failure);
    }
    world.check(verdict).await;
    Ok(())
}

struct Shop<'a> {
    mug: String,
    world: &'a World,
    server: Server,
    tale: Tale,
    turn: usize,
}

impl Shop<'_> {
    /// A purchase from the beginning. What reached the payment is remembered.
    async fn try_to_buy(&mut self, card: &str) -> Step<Answer> {
        self.turn += 1;
        let buyer = Buyer::begin(&self.world.client, &self.server.base).await?;
        buyer.add(&self.mug, 1).await?;
        let purchase = buyer.check_out(&format!("disk-{}", self.turn)).await?;
        let purchase = Purchase { card: card.to_owned(), ..purchase };
        let answer = buyer.pay(&purchase).await;
        let mut bought = Bought { buyer, purchase, placed: None };
        if let Ok(answer) = &answer
            && !answer.is_unavailable()
        {
            bought.listen(answer, &mut self.tale.complaints);
        }
        self.tale.bought.push(bought);
        answer
    }

    async fn must_sell(&mut self, verdict: &mut Verdict, when: &str) -> Result<()> {
        for _ in 0..3 {
            let answer = self.try_to_buy("tok_success").await?;
            verdict.expect(answer.status == 201, || format!("{when}: {answer}"));
        }
        Ok(())
    }

    /// Every request is either done or refused as it should be, and soon they are refused.
    async fn must_refuse(&mut self, verdict: &mut Verdict) -> Result<()> {
        let mut refusals = 0;
        for _ in 0..TRIES {
            let tried = timeout(PATIENCE, self.try_to_buy("tok_success")).await;
            let (step, answer) = match tried {
                Err(_) => {
                    verdict.find(format!("a request hung for {PATIENCE:?}"));
                    continue;
                }
                Ok(Ok(answer)) => ("pay", answer),
                Ok(Err(Stopped::Refused(step, answer))) => (step, answer),
                Ok(Err(lost)) => {
                    verdict.find(format!("broken: {lost}"));
                    sleep(Duration::from_millis(100)).await;
                    refusals += 1;
                    continue;
                }
            };
            // Bought all the same; or the provider was asked, and its answer found no room.
            if matches!(answer.status, 201 | 202) {
                continue;
            }
            refusals += 1;
            verdict.expect(answer.is_unavailable(), || format!("broken: {step}: {answer}"));
            if refusals >= REFUSALS {
                return Ok(());
            }
        }
        verdict.find(format!("{TRIES} purchases met {refusals} refusals"));
        Ok(())
    }

    async fn must_show(&self, verdict: &mut Verdict) -> Result<()> {
        for path in [&format!("/api/v1/products/{SHOP}/mug"), "/api/v1/home", "/", "/health/live"] {
            let request = self.world.client.get(format!("{}{path}", self.server.base)).timeout(PATIENCE);
            match ask("look", request).await {
                Ok(answer) => verdict.expect(answer.status == 200, || format!("broken: {path}: {answer}")),
                Err(stopped) => verdict.find(format!("broken: {path}: {stopped}")),
            }
        }
        Ok(())
    }

    async fn must_recover(&mut self, verdict: &mut Verdict) -> Result<()> {
        let mended = Instant::now();
        loop {
            match timeout(PATIENCE, self.try_to_buy("tok_success")).await {
                Ok(Ok(answer)) if answer.status == 201 => return self.must_sell(verdict, "after").await,
                outcome if mended.elapsed() > RECOVERY => {
                    verdict
                        .find(format!("{RECOVERY:?} after it was mended nothing can be bought: {outcome:?}"));
                    return Ok(());
                }
                _ => sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// Workers and subscribers are alive as well: they send the notices of a payment, the mails
    /// of every purchase, and find what is new.
    async fn must_do_its_jobs(&mut self, verdict: &mut Verdict) -> Result<()> {
        self.world.import(&[Goods::counted("lamp", PLENTY)]).await?;
        let search = format!("{}/api/v1/products?q=lamp", self.server.base);
        let notices = "select count(*) from jobs where kind = 'send_local_webhook' and state = 'done'";
        let before = self.world.books.count(notices).await?;
        self.try_to_buy("tok_webhook_twice").await?;
        let missing = "select (select count(*) from order_groups where state = 'placed')
            - (select count(*) from mails where reference like 'order-placed:%')";
        let begun = Instant::now();
        loop {
            let sent = self.world.books.count(notices).await? - before;
            let missing = self.world.books.count(missing).await?;
            let found = ask("search", self.world.client.get(&search)).await?;
            let found = found.body["items"].as_array().map_or(0, Vec::len);
            if sent >= 2 && missing <= 0 && found == 1 {
                return Ok(());
            }
            if begun.elapsed() > RECOVERY {
                verdict.find(format!(
                    "{RECOVERY:?} later {sent} of 2 jobs were done, {missing} purchases have no mail, \
                     the search finds {found} of 1 new product"
                ));
                return Ok(());
            }
            sleep(Duration::from_millis(200)).await;
        }
    }
}
