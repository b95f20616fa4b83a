//! A shop of a trial's own: its folder, its database, its goods.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rand::RngExt;
use reqwest::Client;
use tempfile::TempDir;

use super::books::{Books, database_url, tell_postgres};
use super::verdict::Verdict;
use super::{Engine, Trial};
use crate::buyer;
use crate::server::{Server, Setup};
use crate::{Failure, Result};

/// The shop of the demonstration that sells the goods.
pub const SHOP: &str = "waypoint";
/// As many pieces as nobody buys.
pub const PLENTY: i64 = 1_000_000;
/// How long a server may take to end.
pub const GRACE: Duration = Duration::from_secs(15);

/// A product with one variant.
#[derive(Debug, Clone)]
pub struct Goods {
    /// Its slug.
    pub slug: String,
    /// How many there are; `None` where nobody counts.
    pub pieces: Option<i64>,
}

impl Goods {
    /// Goods that are counted.
    pub fn counted(slug: impl Into<String>, pieces: i64) -> Self {
        Self { slug: slug.into(), pieces: Some(pieces) }
    }
}

/// Everything that belongs to a trial.
pub struct World {
    /// How its server is started.
    pub setup: Setup,
    /// Its rows.
    pub books: Books,
    /// Connections to its server.
    pub client: Client,
    folder: TempDir,
    database: Option<(String, String)>,
}

impl World {
    /// A shop with goods.
    pub async fn new(trial: &Trial, goods: &[Goods]) -> Result<Self> {
        let world = Self::empty(trial, None, "").await?;
        world.fill(goods).await?;
        Ok(world)
    }

    /// Without a schema. The data are in `data` instead of a folder of its own, and `options`
    /// are added to the words that make a database.
    pub async fn empty(trial: &Trial, data: Option<&Path>, options: &str) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("souk-chaos-").tempdir()?;
        let database = match (trial.engine, &trial.postgres) {
            (Engine::Sqlite, _) => None,
            (Engine::Postgres, None) => return Err(Failure("there is no PostgreSQL".into())),
            (Engine::Postgres, Some(address)) => {
                let name = format!("chaos_{:x}", rand::make_rng::<rand::rngs::StdRng>().random::<u64>());
                tell_postgres(address, &format!("create database {name} {options}")).await?;
                Some((address.clone(), name))
            }
        };
        let data = data.map_or_else(|| folder.path().join("data"), PathBuf::from);
        std::fs::create_dir_all(&data)?;
        let setup = Setup {
            binary: trial.binary.clone(),
            data,
            database: database.as_ref().map(|(address, name)| database_url(address, name)),
            settings: Vec::new(),
        };
        Ok(Self { books: Books::of(&setup), setup, client: buyer::client()?, folder, database })
    }

    /// The schema, the demonstration's shops and people, and the goods.
    pub async fn fill(&self, goods: &[Goods]) -> Result<()> {
        self.setup.run(&["demo", "--products", "0", "--orders", "0"]).await?;
        self.import(goods).await
    }

    /// Brings goods into the shop as a merchant does; those that are there get these pieces.
    pub async fn import(&self, goods: &[Goods]) -> Result<()> {
        let mut file = String::from(
            "Handle,Title,Vendor,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,\
             Variant Inventory Policy,Variant Price,Variant Requires Shipping,Status\n",
        );
        for Goods { slug, pieces } in goods {
            let stock = pieces.map_or_else(|| ",".to_owned(), |pieces| format!("shopify,{pieces}"));
            file.push_str(&format!("{slug},{slug},Trial,{slug},{stock},deny,10.00,true,active\n"));
        }
        let path = self.path("goods.csv");
        std::fs::write(&path, file)?;
        let path = path.display().to_string();
        self.setup.run(&["import", "products", "--shop", SHOP, "--strict", &path]).await?;
        Ok(())
    }

    /// A path beside the data.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts its server.
    pub async fn serve(&self) -> Result<Server> {
        Server::start(&self.setup).await
    }

    /// The id of the variant of some goods.
    pub async fn variant(&self, server: &Server, slug: &str) -> Result<String> {
        let found = buyer::variants(&self.client, &server.base, SHOP, slug).await?;
        found.into_iter().next().ok_or_else(|| Failure(format!("{slug} has no variant")))
    }

    /// Lets the program judge its own database.
    pub async fn check(&self, verdict: &mut Verdict) {
        if let Err(failure) = self.setup.run(&["check"]).await {
            verdict.find(failure);
        }
    }

    /// Stops the server, and judges what it leaves.
    pub async fn close(self, server: Server, verdict: &mut Verdict) -> Result<()> {
        verdict.equal("panics in the server's log", server.logged("panicked")? as i64, 0);
        if let Err(failure) = server.stop(GRACE + Duration::from_secs(5)).await {
            verdict.find(failure);
        }
        self.check(verdict).await;
        self.end().await
    }

    /// Takes away what does not go by itself.
    pub async fn end(self) -> Result<()> {
        if let Some((address, name)) = &self.database {
            tell_postgres(address, &format!("drop database if exists {name} with (force)")).await?;
        }
        Ok(())
    }
}
