//! Whether the house is in order: what is measured, and the rules that say how it stands.

use serde::{Deserialize, Serialize};

use crate::UtcMillis;
use crate::time::{DAY, MINUTE, SECOND};

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing to do.
    Good,
    /// Somebody should look at it today.
    Look,
    /// Somebody should act now: people notice, or will soon.
    Act,
}

impl Standing {
    /// `Act` from the second limit on, `Look` from the first.
    fn above(value: i64, look: i64, act: i64) -> Self {
        match value {
            value if value >= act => Self::Act,
            value if value >= look => Self::Look,
            _ => Self::Good,
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// When, UTC milliseconds.
    pub at: UtcMillis,
    /// Version of the program.
    pub version: String,
    /// When this process began.
    pub started_at: UtcMillis,
    /// `None` when it does not answer.
    pub database: Option<Database>,
    /// Work that waits; `None` when the database does not answer.
    pub waiting: Option<Waiting>,
    /// Memory, where the system tells it.
    pub memory: Option<Memory>,
    /// The data folder's disk, where the system tells it.
    pub disk: Option<Disk>,
    /// When the last backup was made with this data folder, if it is known.
    pub backup: Option<UtcMillis>,
}

/// How the database answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Database {
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// Statements of the last five minutes.
    pub statements: u64,
    /// Half of them took no longer, in microseconds.
    pub median: u64,
    /// 95 of 100 took no longer, in microseconds.
    pub p95: u64,
}

impl Database {
    /// A statement takes a fraction of a millisecond; pages ask up to five.
    pub fn standing(&self) -> Standing {
        Standing::above(i64::try_from(self.p95).unwrap_or(i64::MAX), 50_000, 500_000)
    }
}

/// Work that waits. Counts end at 10,000.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Jobs that are due.
    pub ready: i64,
    /// Jobs under way.
    pub running: i64,
    /// Jobs that failed for good.
    pub dead: i64,
    /// Milliseconds for which the oldest due job has waited.
    pub oldest: i64,
    /// Mails of the last seven days that were not handed over yet.
    pub mails: i64,
    /// Milliseconds since the oldest of them was written.
    pub oldest_mail: i64,
    /// Mails of the last seven days whose last attempt failed.
    pub failed_mails: i64,
    /// Those who react to the log of events.
    pub subscribers: Vec<Behind>,
}

/// How far a subscriber is behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// Its name.
    pub subscriber: String,
    /// Entries that it has not settled.
    pub entries: i64,
    /// Milliseconds since the oldest of them.
    pub oldest: i64,
}

impl Waiting {
    /// Due jobs are taken within seconds.
    pub fn jobs(&self) -> Standing {
        Standing::above(self.oldest, 2 * MINUTE, 15 * MINUTE)
    }

    /// Each was tried for hours.
    pub fn dead(&self) -> Standing {
        Standing::above(self.dead, 1, 100)
    }

    /// A mail goes out within seconds; people wait for the link in it.
    pub fn mails(&self) -> Standing {
        let waiting = Standing::above(self.oldest_mail, 5 * MINUTE, 30 * MINUTE);
        waiting.max(Standing::above(self.failed_mails, 1, 20))
    }

    /// An entry is settled within seconds.
    pub fn events(&self) -> Standing {
        let oldest = self.subscribers.iter().map(|behind| behind.oldest).max().unwrap_or(0);
        Standing::above(oldest, MINUTE, 15 * MINUTE)
    }
}

/// Memory in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// What this process holds.
    pub used: u64,
    /// What the machine could still give.
    pub available: u64,
    /// What the machine has.
    pub total: u64,
}

impl Memory {
    /// Below a twentieth the system begins to end processes.
    pub fn standing(&self) -> Standing {
        match (self.available, self.total) {
            (available, total) if available < total / 20 => Standing::Act,
            (available, total) if available < total / 10 => Standing::Look,
            _ => Standing::Good,
        }
    }
}

/// A disk in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    /// What may still be written.
    pub free: u64,
    /// What it holds in all.
    pub total: u64,
}

impl Disk {
    /// A full disk ends every write: orders, mails, pictures.
    pub fn standing(&self) -> Standing {
        const GB: u64 = 1_000_000_000;
        match self.free {
            free if free < GB / 2 => Standing::Act,
            free if free < 5 * GB && free < self.total / 10 => Standing::Look,
            _ => Standing::Good,
        }
    }
}

impl Health {
    /// How the backup stands: unknown and old ones want a look.
    pub fn backup(&self) -> Standing {
        let age = self.backup.map(|made| self.at.since(made));
        age.map_or(Standing::Look, |age| Standing::above(age, 2 * DAY, 14 * DAY))
    }

    /// Whole seconds since the process began.
    pub fn uptime(&self) -> i64 {
        self.at.since(self.started_at).max(0) / SECOND
    }

    /// How the whole stands: as its worst part.
    pub fn standing(&self) -> Standing {
        let database = self.database.as_ref().map_or(Standing::Act, Database::standing);
        let waiting = self.waiting.as_ref().map_or(Standing::Act, |waiting| {
            waiting.jobs().max(waiting.dead()).max(waiting.mails()).max(waiting.events())
        });
        let machine = [
            self.memory.as_ref().map_or(Standing::Good, Memory::standing),
            self.disk.as_ref().map_or(Standing::Good, Disk::standing),
            self.backup(),
        ];
        machine.into_iter().fold(database.max(waiting), Standing::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::HOUR;

    fn well() -> Health {
        Health {
            at: UtcMillis(100 * DAY),
            version: "1".into(),
            started_at: UtcMillis(99 * DAY),
            database: Some(Database { engine: "sqlite".into(), statements: 9, median: 100, p95: 900 }),
            waiting: Some(Waiting::default()),
            memory: Some(Memory { used: 100, available: 900, total: 1_000 }),
            disk: Some(Disk { free: 20_000_000_000, total: 500_000_000_000 }),
            backup: Some(UtcMillis(100 * DAY - MINUTE)),
        }
    }

    #[test]
    fn the_whole_stands_as_its_worst_part() {
        assert_eq!((well().standing(), well().uptime()), (Standing::Good, 86_400));
        let no_backup = Health { backup: None, ..well() };
        assert_eq!(no_backup.standing(), Standing::Look);
        let no_database = Health { database: None, waiting: None, ..no_backup };
        assert_eq!(no_database.standing(), Standing::Act);
    }

    #[test]
    fn what_waits_for_long_wants_a_look_and_then_an_act() {
        let waiting = |oldest| Waiting { ready: 3, oldest, ..Waiting::default() }.jobs();
        assert_eq!(waiting(MINUTE), Standing::Good);
        assert_eq!(waiting(2 * MINUTE), Standing::Look);
        assert_eq!(waiting(15 * MINUTE), Standing::Act);
        assert_eq!(Waiting { dead: 1, ..Waiting::default() }.dead(), Standing::Look);
        assert_eq!(Waiting { failed_mails: 1, ..Waiting::default() }.mails(), Standing::Look);
        let behind = Behind { subscriber: "mails".into(), entries: 2, oldest: HOUR };
        assert_eq!(Waiting { subscribers: vec![behind], ..Waiting::default() }.events(), Standing::Act);
    }

    #[test]
    fn a_small_disk_may_be_fuller_than_a_large_one() {
        let disk = |free, total| Disk { free, total }.standing();
        assert_eq!(disk(4_000_000_000, 20_000_000_000), Standing::Good);
        assert_eq!(disk(4_000_000_000, 500_000_000_000), Standing::Look);
        assert_eq!(disk(400_000_000, 500_000_000), Standing::Act);
    }
}
