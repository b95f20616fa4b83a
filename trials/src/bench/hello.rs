//! The machine's yardstick: axum, and nothing else.

use std::net::SocketAddr;

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

use crate::server::free_port;
use crate::{Failure, Result};

/// Answers every request with a few bytes until the process is ended.
pub async fn serve(address: SocketAddr) -> Result<()> {
    let listener = TcpListener::bind(address).await?.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let router = Router::new().fallback(get(async || "hello"));
    axum::serve(listener, router).await?;
    Ok(())
}

/// Starts this program as the yardstick, in a process of its own.
pub async fn start() -> Result<(SocketAddr, Child)> {
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let child = Command::new(std::env::current_exe()?)
        .args(["hello", "--address", &address.to_string()])
        .kill_on_drop(true)
        .spawn()?;
    for _ in 0..500 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            return Ok((address, child));
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    Err(Failure("the yardstick did not start".into()))
}
