//! How an engine would run a statement.

use crate::{Db, Engine, Result, Run, Tx, Value};

/// The lines of a statement's plan, whatever its parameters will be. PostgreSQL is asked to
/// avoid what only pays on small tables, so that a scan in its plan means a missing index.
pub async fn plan(db: &Db, text: &str) -> Result<Vec<String>> {
    let mut tx = db.snapshot().await?;
    let lines = match db.engine() {
        Engine::Sqlite => {
            let nulls = vec![Value::Text(None); placeholders(text)];
            let explain = tx.dynamic("db::plan", format!("explain query plan {text}")).with_values(nulls);
            let rows: Vec<(i64, i64, i64, String)> = explain.fetch_all().await?;
            rows.into_iter().map(|row| row.3).collect()
        }
        Engine::Postgres => {
            // EXPLAIN of a text with placeholders wants values and folds them into the plan; a
            // generic plan of a prepared statement keeps them unknown.
            let count = placeholders(text);
            let nulls =
                if count == 0 { String::new() } else { format!("({})", vec!["null"; count].join(", ")) };
            tx.script(&format!(
                "set local enable_seqscan = off; set local enable_mergejoin = off; set local enable_hashjoin = off;
                 set local plan_cache_mode = force_generic_plan; prepare souk_plan as {text}"
            ))
            .await?;
            let rows: Result<Vec<(String,)>> = tx
                .dynamic("db::plan", format!("explain (costs off) execute souk_plan{nulls}"))
                .fetch_all()
                .await;
            tx.script("deallocate souk_plan").await?;
            let mut lines = Vec::new();
            for (line,) in rows? {
                lines.push(name_leading_column(&mut tx, line).await?);
            }
            lines
        }
    };
    tx.rollback().await?;
    Ok(lines)
}

/// An index serves by its first column. PostgreSQL also reads a whole index to compare a later
/// one, and its plan does not tell, so the line is told which column that is.
async fn name_leading_column(tx: &mut Tx, line: String) -> Result<String> {
    let Some(index) = index_of(&line) else { return Ok(line) };
    let text =
        "select pg_get_indexdef(c.oid, 1, true) from pg_class c where c.relname = $1 and c.relkind = 'i'";
    let column: String = tx.dynamic("db::plan::leading", text.to_owned()).bind(index).scalar().await?;
    Ok(format!("{line}{LEADS}{column}"))
}

const LEADS: &str = ", led by ";

fn index_of(line: &str) -> Option<&str> {
    let rest = match line.split_once("Bitmap Index Scan on ") {
        Some((_, rest)) => rest,
        None if line.contains("Index Scan") || line.contains("Index Only Scan") => {
            line.split_once(" using ")?.1
        }
        None => return None,
    };
    rest.split(' ').next()
}

/// The lines that read a whole table or a whole index.
pub fn full_scans(plan: &[String]) -> Vec<String> {
    let scans = plan.iter().enumerate().filter(|(place, line)| {
        let line = line.trim_start_matches([' ', '-', '>']);
        if let Some(what) = line.strip_prefix("SCAN ") {
            return !is_made_here(what, plan);
        }
        line.contains("AUTOMATIC")
            || line.starts_with("Seq Scan")
            || line.starts_with("Parallel Seq Scan")
            || line.split_once(LEADS).is_some_and(|(_, column)| !has_condition(&plan[place + 1..], column))
    });
    scans.map(|(_, line)| line.trim().to_owned()).collect()
}

/// Whether what SQLite scans are the rows of a constant, a subquery or a common table
/// expression, which were found by lines of their own.
fn is_made_here(what: &str, plan: &[String]) -> bool {
    what.starts_with("CONSTANT ROW")
        || what.ends_with("-ROW VALUES CLAUSE")
        || what.starts_with('(')
        || plan.iter().any(|line| line.strip_prefix("MATERIALIZE ") == Some(what))
        || plan.iter().any(|line| line.strip_prefix("CO-ROUTINE ") == Some(what))
}

/// Whether the properties that follow a node, up to the next one, bound its index's column.
fn has_condition(following: &[String], column: &str) -> bool {
    following
        .iter()
        .map(|line| line.trim_start())
        .take_while(|line| !line.starts_with("->"))
        .filter(|line| line.starts_with("Index Cond:"))
        .any(|line| [' ', ',', ')'].iter().any(|end| line.contains(&format!("({column}{end}"))))
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
