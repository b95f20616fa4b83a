//! Trials of the whole program from outside: its figures (`bench`) and its faults (`chaos`).
//!
//! Owns servers, databases and folders of its own, and touches nothing else. Talks to the server
//! as any client does, over HTTP. `bin/bench` and `bin/chaos` are what a person types.

mod bench;
mod buyer;
mod chaos;
mod failure;
mod server;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::{Failure, Result};

#[derive(Parser)]
#[command(name = "souk-trial", about = "Measures and torments a souk of its own")]
struct Arguments {
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
    /// Measure: latencies, CPU, memory, orders a second.
    Bench(bench::Options),
    /// Torment: races, retries, crashes, full disks.
    Chaos(chaos::Options),
    /// Answer every request with a few bytes: the machine's yardstick.
    Hello {
        /// Where to listen.
        #[arg(long)]
        address: std::net::SocketAddr,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    // reqwest has no TLS of its own choosing; nothing here is encrypted, but it asks.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let outcome = match Arguments::parse().trial {
        Trial::Bench(options) => bench::run(options).await,
        Trial::Chaos(options) => chaos::run(options).await,
        Trial::Hello { address } => bench::hello::serve(address).await.map(|()| true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// A line for the person who runs the trial, on standard output.
#[expect(clippy::print_stdout, reason = "a command's answer is its output")]
fn print(line: &str) {
    println!("{line}");
}
