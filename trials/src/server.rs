//! A `souk serve` of the trial's own: its process, its figures, its ends.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::{Failure, Result};

/// Where a server runs and on what.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The program.
    pub binary: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    /// Its database when it is not the SQLite file of the data folder.
    pub database: Option<String>,
    /// Further settings.
    pub settings: Vec<(String, String)>,
}

impl Setup {
    /// A command of the program, with its settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).env("SOUK_MODE", "demo").env("SOUK_DATA_DIR", &self.data);
        if let Some(url) = &self.database {
            command.env("SOUK_DATABASE_URL", url);
        }
        command.envs(self.settings.iter().map(|(name, value)| (name, value))).kill_on_drop(true);
        command
    }

    /// Runs a command to its end and gives what it printed.
    ///
    /// # Errors
    /// When it ends with another code than 0; with its last words.
    pub async fn run(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command(arguments).output().await?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(said);
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        let last: Vec<&str> = complaint.lines().chain(said.lines()).rev().take(12).collect();
        Err(Failure(format!("souk {}: {}\n{}", arguments.join(" "), output.status, last.join("\n"))))
    }
}

/// A server under trial.
pub struct Server {
    /// Where it listens: `http://127.0.0.1:…`.
    pub base: String,
    /// What it runs on.
    pub setup: Setup,
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts a server and waits until it is ready.
    pub async fn start(setup: &Setup) -> Result<Self> {
        Self::start_on(setup, free_port()?).await
    }

    /// Starts a server on a port and waits until it is ready.
    ///
    /// # Errors
    /// When it ends, or is not ready after a minute; with the last lines of its log.
    pub async fn start_on(setup: &Setup, port: u16) -> Result<Self> {
        let address = format!("127.0.0.1:{port}");
        let base = format!("http://{address}");
        let log = setup.data.join("serve.log");
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&log)?;
        let mut child = setup
            .command(&["serve"])
            .env("SOUK_SITE_ADDR", &address)
            .env("SOUK_PUBLIC_URL", &base)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::from(file))
            .spawn()?;
        let asked = Instant::now();
        loop {
            let ready = reqwest::get(format!("{base}/health/ready")).await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(Self { base, setup: setup.clone(), child, log });
            }
            if child.try_wait()?.is_some() || asked.elapsed() > Duration::from_secs(60) {
                return Err(Failure(format!("the server did not become ready:\n{}", tail(&log))));
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// The process.
    ///
    /// # Errors
    /// When it has ended.
    pub fn pid(&self) -> Result<u32> {
        self.child.id().ok_or_else(|| Failure(format!("the server has ended:\n{}", tail(&self.log))))
    }

    /// CPU time that the process has taken so far.
    pub fn cpu(&self) -> Result<Duration> {
        cpu_of(self.pid()?)
    }

    /// Memory of the process that no file stands behind, in bytes: RssAnon of `/proc`.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()?))?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.map(|kb| kb * 1024).ok_or_else(|| Failure("no RssAnon in /proc".into()))
    }

    /// Ends the process as a crash of the machine would, without a word to it.
    pub async fn kill(mut self) -> Result<Setup> {
        self.child.kill().await?;
        Ok(self.setup)
    }

    /// Tells the process to stop, as an operator does; gives how long it took.
    ///
    /// # Errors
    /// When it has not ended after `patience`, or ended with another code than 0.
    pub async fn stop(mut self, patience: Duration) -> Result<(Setup, Duration)> {
        let told = Instant::now();
        self.signal("TERM").await?;
        let ended = tokio::time::timeout(patience, self.child.wait()).await;
        let status = ended.map_err(|_| Failure(format!("the server did not end within {patience:?}")))??;
        if status.success() {
            return Ok((self.setup, told.elapsed()));
        }
        Err(Failure(format!("the server ended with {status}:\n{}", tail(&self.log))))
    }

    /// Sends a signal by its name.
    pub async fn signal(&self, name: &str) -> Result<()> {
        let pid = self.pid()?.to_string();
        Command::new("kill").args([&format!("-{name}"), &pid]).status().await?;
        Ok(())
    }

    /// Lines of the log that hold a text.
    pub fn logged(&self, text: &str) -> Result<usize> {
        Ok(std::fs::read_to_string(&self.log)?.lines().filter(|line| line.contains(text)).count())
    }
}

/// CPU time of a process and those of its threads that ended. The kernel counts in hundredths of
/// a second on every machine that Linux runs on (`USER_HZ`).
pub fn cpu_of(pid: u32) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name stands in brackets and may hold anything.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = |at: usize| fields.split_whitespace().nth(at).and_then(|t| t.parse::<u64>().ok());
    match (ticks(11), ticks(12)) {
        (Some(user), Some(system)) => Ok(Duration::from_millis((user + system) * 10)),
        _ => Err(Failure(format!("/proc/{pid}/stat is not as expected"))),
    }
}

/// A port that nothing listens on at the moment.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(15)..].join("\n")
}
