//! The table: each figure with its goal, and with the run before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Options;
use super::load::Outcome;
use crate::{Result, print};

/// One figure.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    name: String,
    value: f64,
    unit: String,
    goal: Option<f64>,
    /// Whether more is better.
    more: bool,
}

impl Row {
    fn is_met(&self) -> Option<bool> {
        self.goal.map(|goal| if self.more { self.value >= goal } else { self.value <= goal })
    }
}

/// The figures of a run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Report {
    rows: Vec<Row>,
    /// What stands above the table.
    about: Vec<String>,
    #[serde(skip)]
    folder: PathBuf,
}

impl Report {
    /// An empty table whose results are kept in a folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), ..Self::default() }
    }

    /// Notes on what is measured.
    pub fn world(&mut self, options: &Options) {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        self.say(format!("{} products, {} orders; {cores} cores", options.products, options.orders));
    }

    /// Notes what the machine does with a request that costs nothing.
    pub fn yardstick(&mut self, flat: &Outcome) {
        self.add("yardstick: axum's hello, a second", flat.per_second, "/s", None, true);
        self.add("yardstick: axum's hello", flat.cpu_ms, "CPU-ms", None, false);
    }

    /// CPU a request.
    pub fn cpu(&mut self, name: &str, outcome: Outcome, goal: Option<f64>) {
        self.add(name, outcome.cpu_ms, "CPU-ms", goal, false);
    }

    /// CPU a request that no cache helps.
    pub fn cold(&mut self, name: &str, cpu_ms: f64, goal: Option<f64>) {
        self.add(name, cpu_ms, "CPU-ms", goal, false);
    }

    /// How many a second.
    pub fn rate(&mut self, name: &str, per_second: f64, goal: Option<f64>) {
        self.add(name, per_second, "/s", goal, true);
    }

    /// The 99th percentile of latency.
    pub fn p99(&mut self, name: &str, outcome: Outcome, goal: Option<f64>) {
        self.add(&format!("{name}, p99"), outcome.p99_ms, "ms", goal, false);
    }

    /// A size.
    pub fn bytes(&mut self, name: &str, bytes: u64, goal: Option<u64>) {
        self.add(name, bytes as f64, "bytes", goal.map(|bytes| bytes as f64), false);
    }

    /// Memory that no file stands behind.
    pub fn memory(&mut self, name: &str, bytes: u64) {
        self.add(name, bytes as f64 / 1e6, "MB", Some(200.0), false);
    }

    /// A figure of another kind.
    pub fn add(&mut self, name: &str, value: f64, unit: &str, goal: Option<f64>, more: bool) {
        print(&format!("{name}: {value:.3} {unit}"));
        self.rows.push(Row { name: name.into(), value, unit: unit.into(), goal, more });
    }

    fn say(&mut self, line: String) {
        print(&line);
        self.about.push(line);
    }

    /// Prints the table, keeps it for the next run, and says whether each goal is met.
    pub fn finish(self) -> Result<bool> {
        let file = self.folder.join("last.json");
        let before: Report =
            std::fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        let earlier: BTreeMap<&str, f64> =
            before.rows.iter().map(|row| (row.name.as_str(), row.value)).collect();
        print(&format!(
            "\n{:<44} {:>12} {:>8}  {:>9} {:>8}  {:>8}",
            "what", "figure", "", "goal", "", "before"
        ));
        for row in &self.rows {
            let met = match row.is_met() {
                Some(true) => "met",
                Some(false) => "MISSED",
                None => "",
            };
            let goal = row.goal.map_or(String::new(), |goal| {
                format!("{}{}", if row.more { "≥ " } else { "≤ " }, short(goal))
            });
            let change = earlier.get(row.name.as_str()).filter(|was| **was > 0.0);
            let change =
                change.map_or(String::new(), |was| format!("{:+.0} %", (row.value / was - 1.0) * 100.0));
            print(&format!(
                "{:<44} {:>12} {:<8}  {:>9} {:<8}  {:>8}",
                row.name,
                short(row.value),
                row.unit,
                goal,
                met,
                change
            ));
        }
        let mut kept = before.rows;
        kept.retain(|row| !self.rows.iter().any(|new| new.name == row.name));
        let all_met = self.rows.iter().all(|row| row.is_met() != Some(false));
        kept.extend(self.rows);
        std::fs::write(&file, serde_json::to_vec_pretty(&Report { rows: kept, ..Report::default() })?)?;
        print(&format!("\nkept in {}", file.display()));
        Ok(all_met)
    }
}

/// A figure with three digits that count.
fn short(value: f64) -> String {
    match value {
        v if v >= 1_000.0 => format!("{v:.0}"),
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v if v >= 1.0 => format!("{v:.2}"),
        v => format!("{v:.3}"),
    }
}
