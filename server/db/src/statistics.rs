//! What the planner knows of the rows.

use crate::pool::Pools;
use crate::{Db, Result, Run as _};

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
        // 0x10000 looks at every table, 2 counts those that grew tenfold since, 1 only says how. A
        // sample will not do: after some thousand rows SQLite takes the state that all of them
        // have for a rare one, and reads half the shop for a page.
        let plan = "pragma optimize = 0x10003".to_owned();
        // It only says so, and wants to be able to write all the same.
        let mut tx = self.begin().await?;
        let grown: Vec<(String,)> = tx.dynamic("db::statistics::grown", plan).fetch_all().await?;
        tx.rollback().await?;
        for (analyze,) in grown {
            // One by one, so that others write in between.
            let mut tx = self.begin().await?;
            // With samples of its rows SQLite plans a statement anew for each value that it is asked
            // with, which costs more than most statements; the second line forgets them here as well.
            tx.script(&format!("{analyze}; delete from sqlite_stat4; analyze sqlite_schema")).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
