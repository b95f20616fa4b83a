//! What the planner knows of the rows.

use crate::pool::Pools;
use crate::{Db, Result};

impl Db {
    /// Lets the engine count its rows where that helps its planner: after many were written at
    /// once, and from time to time.
    pub async fn refresh_statistics(&self) -> Result<()> {
        if let Pools::Postgres(pool) = &self.0.pools {
            // Outside of a transaction: one for each table, none of which waits for another's work.
            // Within one, nobody could read the log of events until the last table is done.
            sqlx::raw_sql("analyze (skip_locked)").execute(pool).await?;
            return Ok(());
        }
        let mut tx = self.begin().await?;
        // 0x10 bounds the sample of each index: the one writer is held meanwhile.
        tx.script("pragma optimize = 0x10012").await?;
        tx.commit().await
    }
}
