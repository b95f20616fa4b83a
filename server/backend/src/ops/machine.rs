//! What the system tells of this process and of its machine; elsewhere than on Linux little.

use std::fs;
use std::path::Path;

use domain::system::{Disk, Memory};

/// What this process uses.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Process {
    /// Memory in bytes.
    pub resident: u64,
    /// Files and connections that are open.
    pub open_fds: u64,
    /// As many may be open.
    pub max_fds: u64,
    /// Processor time in seconds.
    pub cpu_seconds: f64,
}

/// What this process uses; `None` where the system does not tell.
pub fn process() -> Option<Process> {
    /// Linux counts processor time for programs in hundredths of a second (`USER_HZ`).
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces. Source: proc_pid_stat(5): utime and stime are 14 and 15.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut ticks = rest.split_whitespace().skip(11).map_while(|field| field.parse::<f64>().ok());
    let cpu_seconds = (ticks.next()? + ticks.next()?) / TICKS;
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let open_files = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let max_fds = open_files.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
    Some(Process {
        resident: kilobytes("/proc/self/status", "VmRSS:")?,
        // One of them is the folder that is being read.
        open_fds: (fs::read_dir("/proc/self/fd").ok()?.count() as u64).saturating_sub(1),
        max_fds,
        cpu_seconds,
    })
}

/// Memory of this process and of the machine.
pub(super) fn memory() -> Option<Memory> {
    Some(Memory {
        used: kilobytes("/proc/self/status", "VmRSS:")?,
        available: kilobytes("/proc/meminfo", "MemAvailable:")?,
        total: kilobytes("/proc/meminfo", "MemTotal:")?,
    })
}

/// The disk that a folder is on.
pub fn disk(folder: &Path) -> Option<Disk> {
    Some(Disk { free: fs4::available_space(folder).ok()?, total: fs4::total_space(folder).ok()? })
}

/// `Name:   123 kB` in bytes.
fn kilobytes(file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_knows_what_it_uses() {
        let process = process().unwrap();
        assert!(process.resident > 1_000_000 && process.open_fds >= 3, "{process:?}");
        assert!(process.max_fds >= process.open_fds, "{process:?}");
        let memory = memory().unwrap();
        assert!(memory.used < memory.total && memory.available <= memory.total, "{memory:?}");
        let disk = disk(Path::new("/")).unwrap();
        assert!(disk.free <= disk.total && disk.total > 0, "{disk:?}");
    }
}
