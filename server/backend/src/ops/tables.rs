//! What a backup holds: every table with the business in it, parents before children.

use db::Run;

use crate::Result;

/// How a column is stored, as both engines declare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// TEXT.
    Text,
    /// BIGINT.
    Int,
    /// BOOLEAN.
    Bool,
}

/// A table and the columns that order its rows, so that a backup of the same rows is the same.
pub struct Table {
    pub name: &'static str,
    pub order: &'static str,
    /// Columns that an engine fills by itself.
    pub skip: &'static [&'static str],
}

const fn table(name: &'static str, order: &'static str) -> Table {
    Table { name, order, skip: &[] }
}

/// Parents before children, so that restoring in this order meets every foreign key.
pub const TABLES: &[Table] = &[
    table("settings", "name"),
    table("counters", "name"),
    table("users", "id"),
    table("sessions", "token_hash"),
    table("one_time_tokens", "token_hash"),
    table("addresses", "id"),
    table("audit_log", "id"),
    table("shops", "id"),
    table("shop_members", "shop_id, user_id"),
    table("shipping_zones", "id"),
    table("shipping_rates", "id"),
    table("tax_rates", "id"),
    table("categories", "path"),
    table("brands", "id"),
    table("products", "id"),
    table("product_slugs", "shop_id, slug"),
    table("media", "id"),
    table("product_media", "product_id, media_id"),
    table("variants", "id"),
    table("stock_ledger", "id"),
    table("imports", "id"),
    table("import_findings", "id"),
    table("carts", "id"),
    table("cart_lines", "cart_id, variant_id"),
    table("checkouts", "cart_id"),
    table("reservations", "cart_id, variant_id"),
    table("order_groups", "id"),
    table("orders", "id"),
    table("order_lines", "id"),
    table("order_timeline", "id"),
    table("fulfillments", "id"),
    table("fulfillment_lines", "fulfillment_id, order_line_id"),
    table("payments", "id"),
    table("payment_splits", "payment_id, order_id"),
    table("payment_events", "provider, event_id"),
    table("refunds", "id"),
    table("refund_lines", "refund_id, order_line_id"),
    table("local_payments", "ref"),
    table("local_refunds", "idempotency_key"),
    table("idempotency_keys", "scope, key"),
    table("jobs", "id"),
    table("job_runs", "id"),
    table("schedule_fires", "schedule, fire_time"),
    table("mails", "id"),
    Table { name: "events", order: "seq", skip: &["seq", "xid"] },
];

/// Tables that a backup leaves out: places in the log and attempts belong to one database.
#[cfg(test)]
pub const LEFT_OUT: &[&str] = &["migrations", "event_cursors", "throttles"];

db::sql!(COLUMNS_SQLITE, "select name, lower(type) from pragma_table_info($1) order by name");
db::sql!(
    COLUMNS_POSTGRES,
    "select column_name::text, data_type::text from information_schema.columns
     where table_schema = current_schema() and table_name = $1 order by column_name collate \"C\""
);
db::sql!(
    ALL_TABLES_SQLITE,
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
);
db::sql!(
    ALL_TABLES_POSTGRES,
    "select table_name::text from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'"
);

/// The columns of a table by name, the skipped ones left out.
pub async fn columns(conn: &mut dyn Run, table: &Table) -> Result<Vec<(String, Kind)>> {
    let text = conn.engine().pick(&COLUMNS_SQLITE, &COLUMNS_POSTGRES);
    let rows: Vec<(String, String)> = conn.query(text).bind(table.name).fetch_all().await?;
    Ok(rows
        .into_iter()
        .filter(|(name, _)| !table.skip.contains(&name.as_str()))
        .map(|(name, declared)| {
            let kind = match declared.as_str() {
                "boolean" => Kind::Bool,
                "bigint" | "integer" => Kind::Int,
                _ => Kind::Text,
            };
            (name, kind)
        })
        .collect())
}

/// The names of all tables that exist.
#[cfg(test)]
pub async fn all(conn: &mut dyn Run) -> Result<Vec<String>> {
    let text = conn.engine().pick(&ALL_TABLES_SQLITE, &ALL_TABLES_POSTGRES);
    Ok(conn.query(text).fetch_all::<(String,)>().await?.into_iter().map(|(name,)| name).collect())
}
