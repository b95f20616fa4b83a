//! Orders a second: whole checkouts by many buyers at once.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use futures::future::join_all;

use super::Options;
use super::import;
use super::load::cpu_ms;
use super::report::Report;
use super::world::World;
use crate::buyer::{self, Buyer};
use crate::server::{Server, Setup, cpu_of};
use crate::{Failure, Result};

/// Buyers at once.
const BUYERS: usize = 50;
/// What they buy: one of these, a piece at a time.
const PRODUCTS: usize = 200;
const SHOP: &str = "demo";

/// Buyers place orders, on each engine.
pub async fn measure(options: &Options, world: &World, report: &mut Report) -> Result<()> {
    let setup = world.copy().await?;
    let (server, variants) = open(&setup).await?;
    let begun = place(&server, &variants, options.purchases, None).await?;
    report.rate("orders on SQLite", begun.per_second, Some(300.0));
    report.add("order on SQLite", begun.cpu_ms, "CPU-ms", Some(3.0), false);
    report.memory("memory after orders", server.memory()?);
    server.stop(Duration::from_secs(20)).await?;
    sound(&setup).await?;

    let Some(postgres) = &options.postgres else { return Ok(()) };
    let data = options.folder.join("run-postgres");
    let _ = std::fs::remove_dir_all(&data);
    std::fs::create_dir_all(&data)?;
    let setup = Setup { data, database: Some(postgres.clone()), ..setup };
    setup.run(&["migrate"]).await?;
    setup.run(&["demo", "--products", "500", "--orders", "0"]).await?;
    let (server, variants) = open(&setup).await?;
    let begun = place(&server, &variants, options.purchases, options.postmaster).await?;
    report.rate("orders on PostgreSQL", begun.per_second, Some(150.0));
    report.add("order on PostgreSQL, souk", begun.cpu_ms, "CPU-ms", None, false);
    if options.postmaster.is_some() {
        report.add("order on PostgreSQL, its own", begun.database_ms, "CPU-ms", None, false);
    }
    server.stop(Duration::from_secs(20)).await?;
    sound(&setup).await
}

struct Placed {
    per_second: f64,
    cpu_ms: f64,
    database_ms: f64,
}

/// A server with goods that do not run out, and what can be bought there.
async fn open(setup: &Setup) -> Result<(Server, Vec<String>)> {
    let file = setup.data.join("goods.csv");
    import::write(&file, PRODUCTS, 1_000_000)?;
    setup.run(&["import", "products", "--shop", SHOP, &file.to_string_lossy()]).await?;
    let server = Server::start(setup).await?;
    let client = buyer::client()?;
    let mut variants = Vec::new();
    for product in 0..PRODUCTS / import::VARIANTS {
        let found = buyer::variants(&client, &server.base, SHOP, &format!("trial-{product}")).await;
        variants.extend(found.map_err(|stopped| Failure(stopped.to_string()))?);
    }
    Ok((server, variants))
}

/// Places so many orders.
async fn place(
    server: &Server,
    variants: &[String],
    purchases: usize,
    postmaster: Option<u32>,
) -> Result<Placed> {
    let next = Arc::new(AtomicUsize::new(0));
    let (cpu, database) = (server.cpu()?, family(postmaster)?);
    let begun = Instant::now();
    let buyers = (0..BUYERS).map(async |_| {
        let client = buyer::client()?;
        loop {
            let number = next.fetch_add(1, Relaxed);
            if number >= purchases {
                return Ok::<_, Failure>(());
            }
            let variant = &variants[number % variants.len()];
            let placed = async {
                let buyer = Buyer::begin(&client, &server.base).await?;
                buyer.add(variant, 1).await?;
                let purchase = buyer.check_out(&format!("bench-{number}")).await?;
                buyer.pay(&purchase).await
            };
            let answer = placed.await.map_err(|stopped| Failure(stopped.to_string()))?;
            if answer.status != 201 {
                return Err(Failure(format!("a payment was answered {}: {}", answer.status, answer.body)));
            }
        }
    });
    join_all(buyers).await.into_iter().collect::<Result<()>>()?;
    let took = begun.elapsed();
    let each = |cpu: Duration| cpu_ms(cpu) / purchases as f64;
    Ok(Placed {
        per_second: purchases as f64 / took.as_secs_f64(),
        cpu_ms: each(server.cpu()? - cpu),
        database_ms: each(family(postmaster)?.saturating_sub(database)),
    })
}

/// CPU of a process, of its children, and of those that ended.
fn family(parent: Option<u32>) -> Result<Duration> {
    let Some(parent) = parent else { return Ok(Duration::ZERO) };
    let mut sum = cpu_of(parent)? + ended_children(parent);
    for entry in std::fs::read_dir("/proc")?.filter_map(std::result::Result::ok) {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        if stat(Path::new("/proc").join(pid.to_string()).as_path(), 1) == Some(u64::from(parent)) {
            sum += cpu_of(pid).unwrap_or_default();
        }
    }
    Ok(sum)
}

fn ended_children(pid: u32) -> Duration {
    let ticks = |at| stat(&Path::new("/proc").join(pid.to_string()), at).unwrap_or_default();
    Duration::from_millis((ticks(13) + ticks(14)) * 10)
}

/// A number of `/proc/PID/stat`, counted from the state behind the name.
fn stat(process: &Path, at: usize) -> Option<u64> {
    let text = std::fs::read_to_string(process.join("stat")).ok()?;
    text.rsplit_once(')')?.1.split_whitespace().nth(at)?.parse().ok()
}

/// Stock, money and orders add up after it.
async fn sound(setup: &Setup) -> Result<()> {
    setup.run(&["check"]).await.map(drop)
}
