//! How an engine would run a statement.

use crate::{Db, Engine, Result, Run};

/// The lines of a statement's plan, whatever its parameters will be. PostgreSQL is asked to
/// avoid what only pays on small tables, so that a scan in its plan means a missing index.
pub async fn plan(db: &Db, text: &str) -> Result<Vec<String>> {
    let mut tx = db.snapshot().await?;
    let lines = match db.engine() {
        Engine::Sqlite => {
            let rows: Vec<(i64, i64, i64, String)> =
                tx.dynamic("db::plan", format!("explain query plan {text}")).fetch_all().await?;
            rows.into_iter().map(|row| row.3).collect()
        }
        Engine::Postgres => {
            // EXPLAIN of a text with placeholders wants values and folds them into the plan; a
            // generic plan of a prepared statement keeps them unknown.
            let count = placeholders(text);
            let nulls = if count == 0 { String::new() } else { format!("({})", vec!["null"; count].join(", ")) };
            tx.script(&format!(
                "set local enable_seqscan = off; set local enable_mergejoin = off; set local enable_hashjoin = off;
                 set local plan_cache_mode = force_generic_plan; prepare souk_plan as {text}"
            ))
            .await?;
            let rows: Result<Vec<(String,)>> =
                tx.dynamic("db::plan", format!("explain (costs off) execute souk_plan{nulls}")).fetch_all().await;
            tx.script("deallocate souk_plan").await?;
            rows?.into_iter().map(|row| row.0).collect()
        }
    };
    tx.rollback().await?;
    Ok(lines)
}

/// The lines that read a whole table or a whole index.
pub fn full_scans(plan: &[String]) -> Vec<String> {
    let scans = plan.iter().enumerate().filter(|(index, line)| {
        let line = line.trim_start_matches([' ', '-', '>']);
        if let Some(what) = line.strip_prefix("SCAN ") {
            // Rows of a subquery or of a constant were found by a line of their own.
            return !(what.starts_with("CONSTANT ROW") || what.starts_with('('));
        }
        line.starts_with("Seq Scan")
            || line.starts_with("Parallel Seq Scan")
            || (is_index_scan(line) && !has_condition(&plan[index + 1..]))
    });
    scans.map(|(_, line)| line.trim().to_owned()).collect()
}

fn is_index_scan(line: &str) -> bool {
    line.starts_with("Index Scan") || line.starts_with("Index Only Scan") || line.starts_with("Bitmap Index Scan")
}

/// Whether the properties that follow a node, up to the next one, bound its index.
fn has_condition(following: &[String]) -> bool {
    following
        .iter()
        .map(|line| line.trim_start())
        .take_while(|line| !line.starts_with("->"))
        .any(|line| line.starts_with("Index Cond:"))
}

/// The highest `$n` of a text.
fn placeholders(text: &str) -> usize {
    text.split('$')
        .skip(1)
        .filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest[..end].parse().ok()
        })
        .max()
        .unwrap_or(0)
}
