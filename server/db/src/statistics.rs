//! What the planner knows of the rows.

use crate::{Db, Engine, Result};

impl Db {
    /// Lets the engine count its rows where that helps its planner: after many were written at
    /// once, and from time to time. PostgreSQL does the latter by itself.
    pub async fn refresh_statistics(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        // A bounded sample of each index whose table changed much.
        tx.script(match self.engine() {
            Engine::Sqlite => "pragma optimize = 0x10002",
            Engine::Postgres => "analyze",
        })
        .await?;
        tx.commit().await
    }
}
