//! Disks that can be broken and mended again.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::Result;

/// Writes until nothing fits any more.
pub fn fill(ballast: &Path) -> Result<()> {
    let mut file = File::create(ballast)?;
    for size in [1 << 20, 1 << 14, 1 << 12, 1] {
        let zeros = vec![0; size];
        while file.write(&zeros).is_ok() {}
    }
    Ok(())
}

/// A disk in memory, taken away with its folder.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    /// `None` where that is not possible.
    pub fn mount(folder: TempDir) -> Result<Option<Self>> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64m,mode=755", "souk-trial"]).arg(folder.path());
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        Ok(mounted.then(|| Self(folder)))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

/// Files that can be made immutable, also for who has them open.
pub struct Files(pub Vec<PathBuf>);

impl Files {
    /// False where that is not possible.
    pub fn freeze(&self) -> bool {
        self.change("+i")
    }

    /// Makes them files as others.
    pub fn thaw(&self) {
        self.change("-i");
    }

    fn change(&self, word: &str) -> bool {
        let mut chattr = Command::new("chattr");
        chattr.arg(word).args(&self.0).stderr(Stdio::null());
        chattr.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.thaw();
    }
}
