//! `souk`: the one binary that serves, migrates, imports and keeps a shop.

// Views are deeply nested types.
#![recursion_limit = "512"]

mod cli;
mod config;
mod http;
mod logs;
mod metrics;
#[cfg(feature = "otlp")]
mod otlp;
mod people;
mod start;

use std::process::ExitCode;

/// Pages are made of thousands of small allocations, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Several of our libraries could bring a TLS provider; this process uses one.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        eprintln!("error: TLS was set up twice");
        return ExitCode::FAILURE;
    }
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(cli::run()),
        Err(error) => {
            eprintln!("error: the runtime does not start: {error}");
            ExitCode::FAILURE
        }
    }
}
