//! Figures, and what they are compared with.
//!
//! Owns a world of demo data that is made once and kept, servers over copies of it, and the table.
//! Latencies are open-loop: `oha` sends at a fixed rate and counts from when a request was due, so
//! a slow answer cannot hide those behind it. CPU is that of the server's process, from `/proc`,
//! divided by the requests. Beside each run stands a yardstick of the same minute: an axum that
//! answers "hello".

pub mod hello;
mod import;
mod load;
mod orders;
mod pages;
mod report;
mod world;

use std::path::PathBuf;

use clap::Args;

use crate::server::Server;
use crate::{Failure, Result};
use load::Load;
use report::Report;
use world::World;

/// What to measure, and on what.
#[derive(Args)]
pub struct Options {
    /// The program.
    #[arg(long, default_value = "target/release/souk")]
    souk: PathBuf,
    /// The load generator.
    #[arg(long, default_value = "oha")]
    oha: PathBuf,
    /// Where worlds and results are kept from run to run.
    #[arg(long, default_value = "target/bench")]
    folder: PathBuf,
    /// Products of the world.
    #[arg(long, default_value_t = 100_000)]
    products: usize,
    /// Orders of the world.
    #[arg(long, default_value_t = 200_000)]
    orders: usize,
    /// Seconds of each load.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Orders that buyers place.
    #[arg(long, default_value_t = 3_000)]
    purchases: usize,
    /// Rows of the product file that is imported.
    #[arg(long, default_value_t = 100_000)]
    import_rows: usize,
    /// An empty PostgreSQL server, to place orders on as well.
    #[arg(long)]
    postgres: Option<String>,
    /// The process of that server, to measure its CPU as well.
    #[arg(long)]
    postmaster: Option<u32>,
    /// Only rows whose name begins with one of these.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// Measures everything and prints the table; true when each goal is met.
pub async fn run(options: Options) -> Result<bool> {
    std::fs::create_dir_all(&options.folder)?;
    let wants =
        |name: &str| options.only.is_empty() || options.only.iter().any(|o| name.starts_with(o.as_str()));
    let mut report = Report::new(&options.folder);
    let world = World::prepare(&options).await?;
    report.world(&options);

    let load = Load { oha: options.oha.clone(), seconds: options.seconds, folder: options.folder.clone() };
    if wants("yardstick") {
        let (address, mut hello) = hello::start().await?;
        let pid = hello.id().ok_or_else(|| Failure("the yardstick ended".into()))?;
        let flat = load.closed(&format!("http://{address}/"), pid, &[]).await?;
        report.yardstick(&flat);
        hello.kill().await?;
    }
    if wants("product") || wants("home") {
        let mut setup = world.copy().await?;
        setup.settings.push(("SOUK_PAGE_CACHE".to_owned(), "0".to_owned()));
        let server = Server::start(&setup).await?;
        pages::measure_rendered(&server, &load, &mut report, &wants).await?;
        server.stop(std::time::Duration::from_secs(20)).await?;
    }
    if pages::NAMES.iter().any(|name| wants(name)) {
        let server = Server::start(&world.copy().await?).await?;
        pages::measure(&server, &load, &mut report, &wants).await?;
        report.memory("memory after pages", server.memory()?);
        server.stop(std::time::Duration::from_secs(20)).await?;
    }
    if wants("orders") {
        orders::measure(&options, &world, &mut report).await?;
    }
    if wants("import") {
        import::measure(&options, &mut report).await?;
    }
    report.finish()
}
