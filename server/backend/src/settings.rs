//! Few values of the whole site that live in the database: none is a secret.

use db::{Run, sql};

use crate::{Env, Result};

sql!(FIND_SETTING, "select value from settings where name = $1");
sql!(
    SAVE_SETTING,
    "insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value"
);

/// A setting's value.
pub async fn get(conn: &mut dyn Run, name: &str) -> Result<Option<String>> {
    let row = conn.query(&FIND_SETTING).bind(name).fetch_optional::<(String,)>().await?;
    Ok(row.map(|(value,)| value))
}

/// Stores a setting.
pub async fn put(env: &Env, name: &str, value: &str) -> Result<()> {
    let mut tx = env.db.begin().await?;
    tx.query(&SAVE_SETTING).bind(name).bind(value).execute().await?;
    Ok(tx.commit().await?)
}
