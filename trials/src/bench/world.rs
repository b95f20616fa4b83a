//! Demo data to measure on, made once for each size.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Options;
use crate::server::Setup;
use crate::{Result, print};

/// A data folder that no server writes to.
pub struct World {
    folder: PathBuf,
    copies: PathBuf,
    binary: PathBuf,
}

impl World {
    /// Takes the world of these sizes, or makes it.
    pub async fn prepare(options: &Options) -> Result<Self> {
        let folder = options.folder.join(format!("world-{}-{}", options.products, options.orders));
        let copies = options.folder.join("run");
        let world = Self { folder, copies, binary: options.souk.clone() };
        let setup = world.setup(&world.folder);
        if !world.folder.join("complete").exists() {
            let _ = std::fs::remove_dir_all(&world.folder);
            std::fs::create_dir_all(&world.folder)?;
            print(&format!("making {} products and {} orders, once…", options.products, options.orders));
            let begun = Instant::now();
            setup.run(&["migrate"]).await?;
            let (products, orders) = (options.products.to_string(), options.orders.to_string());
            setup.run(&["demo", "--products", &products, "--orders", &orders]).await?;
            std::fs::write(world.folder.join("complete"), "")?;
            print(&format!("made in {:.0} s", begun.elapsed().as_secs_f64()));
        }
        // A newer program may have newer tables.
        setup.run(&["migrate"]).await?;
        Ok(world)
    }

    /// A copy that a server may write to; the one before is dropped.
    pub async fn copy(&self) -> Result<Setup> {
        let _ = std::fs::remove_dir_all(&self.copies);
        let status = tokio::process::Command::new("cp")
            .args(["-r", "--reflink=auto"])
            .args([&self.folder, &self.copies])
            .status()
            .await?;
        if !status.success() {
            return Err(crate::Failure(format!("{} cannot be copied", self.folder.display())));
        }
        Ok(self.setup(&self.copies))
    }

    fn setup(&self, data: &Path) -> Setup {
        Setup { binary: self.binary.clone(), data: data.into(), database: None, settings: quiet() }
    }
}

/// A log of warnings, as under real load.
pub fn quiet() -> Vec<(String, String)> {
    vec![("SOUK_LOG".into(), "text".into()), ("RUST_LOG".into(), "warn".into())]
}
