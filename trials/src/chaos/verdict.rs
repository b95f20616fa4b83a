//! What a trial asserted and what it found.

use std::fmt::Display;
use std::time::Duration;

use super::Engine;
use crate::Failure;

/// Findings shown of one trial; more of a kind say nothing new.
const MOST: usize = 12;

/// The outcome of a trial.
#[derive(Debug, Default)]
pub struct Verdict {
    asserted: String,
    findings: Vec<String>,
    /// Why it was not held.
    left_out: Option<String>,
}

impl Verdict {
    /// Begins a trial, with what it asserts in words.
    pub fn on(asserted: impl Into<String>) -> Self {
        Self { asserted: asserted.into(), ..Self::default() }
    }

    /// A trial that cannot be held here.
    pub fn left_out(why: impl Into<String>) -> Self {
        Self { left_out: Some(why.into()), ..Self::default() }
    }

    /// A trial that came to no end.
    pub fn broken(failure: Failure) -> Self {
        Self { findings: vec![failure.0], ..Self::on("it comes to an end") }
    }

    /// Notes something that must not be.
    pub fn find(&mut self, what: impl Display) {
        self.findings.push(what.to_string());
    }

    /// Notes what is not as it must be.
    pub fn expect(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.findings.push(what());
        }
    }

    /// Notes a number that is not as it must be.
    pub fn equal(&mut self, what: &str, got: i64, want: i64) {
        self.expect(got == want, || format!("{what}: {got}, and should be {want}"));
    }

    /// Adds to the words of what was asserted.
    pub fn add(&mut self, words: &str) {
        self.asserted.push_str(words);
    }

    /// Whether nothing was found.
    pub fn is_well(&self) -> bool {
        self.findings.is_empty()
    }
}

/// The table's head.
pub fn head() -> String {
    format!("{:<17} {:<9} {:>6} {:>7}  asserted", "trial", "engine", "rounds", "time")
}

/// A trial's line of the table, with its findings below.
pub fn line(name: &str, engine: Engine, rounds: usize, took: Duration, verdict: &Verdict) -> String {
    let (asserted, word) = match (&verdict.left_out, verdict.is_well()) {
        (Some(why), _) => (why.as_str(), "left out"),
        (None, true) => (verdict.asserted.as_str(), "ok"),
        (None, false) => (verdict.asserted.as_str(), "FAILED"),
    };
    let seconds = format!("{:.1} s", took.as_secs_f64());
    let mut text = format!("{name:<17} {:<9} {rounds:>6} {seconds:>7}  {asserted}: {word}", engine.as_str());
    for finding in verdict.findings.iter().take(MOST) {
        text.push_str(&format!("\n    {}", finding.replace('\n', "\n    ")));
    }
    if verdict.findings.len() > MOST {
        text.push_str(&format!("\n    and {} more", verdict.findings.len() - MOST));
    }
    text
}
