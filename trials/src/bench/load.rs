//! HTTP load, by `oha`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use tokio::process::Command;

use crate::server::cpu_of;
use crate::{Failure, Result};

/// How load is made.
pub struct Load {
    /// The generator.
    pub oha: PathBuf,
    /// Seconds of a run.
    pub seconds: u32,
    /// Where lists of addresses are written.
    pub folder: PathBuf,
}

/// What a run gave.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// Requests answered a second.
    pub per_second: f64,
    /// CPU of the process a request, in milliseconds.
    pub cpu_ms: f64,
    /// 99th percentile in milliseconds.
    pub p99_ms: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    summary: Summary,
    latency_percentiles: Percentiles,
    status_code_distribution: std::collections::BTreeMap<String, u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    requests_per_sec: f64,
}

#[derive(Deserialize)]
struct Percentiles {
    p99: Option<f64>,
}

impl Load {
    /// As many requests as eight connections carry: CPU a request and the most a second.
    pub async fn closed(&self, address: &str, pid: u32, headers: &[&str]) -> Result<Outcome> {
        self.run(pid, &["-c", "8"], address, headers).await
    }

    /// The same over a list of addresses, each as likely.
    pub async fn closed_over(&self, addresses: &[String], pid: u32, headers: &[&str]) -> Result<Outcome> {
        let list = self.list(addresses)?;
        self.run(pid, &["-c", "8", "--urls-from-file"], &list, headers).await
    }

    /// Requests at a fixed rate, measured from when each was due.
    pub async fn open_over(&self, addresses: &[String], pid: u32, rate: u32) -> Result<Outcome> {
        let (list, rate) = (self.list(addresses)?, rate.to_string());
        let how = ["-c", "64", "-q", &rate, "--latency-correction", "--urls-from-file"];
        self.run(pid, &how, &list, &[]).await
    }

    fn list(&self, addresses: &[String]) -> Result<String> {
        let file = self.folder.join("addresses.txt");
        std::fs::write(&file, addresses.join("\n"))?;
        Ok(file.to_string_lossy().into_owned())
    }

    async fn run(&self, pid: u32, how: &[&str], target: &str, headers: &[&str]) -> Result<Outcome> {
        let before = cpu_of(pid)?;
        let mut command = Command::new(&self.oha);
        command.args(["--no-tui", "--output-format", "json", "-z", &format!("{}s", self.seconds)]);
        for header in headers {
            command.args(["-H", header]);
        }
        let output = command.args(how).arg(target).kill_on_drop(true).output().await.map_err(|e| {
            Failure(format!("{} cannot be run ({e}); bin/setup --bench installs it", self.oha.display()))
        })?;
        let cpu = cpu_of(pid)? - before;
        if !output.status.success() {
            return Err(Failure(format!("oha: {}", String::from_utf8_lossy(&output.stderr))));
        }
        let said: Said = serde_json::from_slice(&output.stdout)?;
        let answered: u64 = said.status_code_distribution.values().sum();
        let wrong: Vec<_> = said.status_code_distribution.iter().filter(|(code, _)| *code != "200").collect();
        if answered == 0 || !wrong.is_empty() {
            return Err(Failure(format!("{target}: {answered} answers, among them {wrong:?}")));
        }
        let millis = |seconds: Option<f64>| seconds.unwrap_or_default() * 1_000.0;
        Ok(Outcome {
            per_second: said.summary.requests_per_sec,
            cpu_ms: cpu_ms(cpu) / answered as f64,
            p99_ms: millis(said.latency_percentiles.p99),
        })
    }
}

/// CPU time in milliseconds.
pub fn cpu_ms(cpu: Duration) -> f64 {
    cpu.as_secs_f64() * 1_000.0
}
