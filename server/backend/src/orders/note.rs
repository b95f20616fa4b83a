//! Notes of a shop's people, for each other.

use domain::id::OrderId;
use domain::invalid::Checks;
use serde_json::json;

use super::{change, timeline};
use crate::events::{self, Event};
use crate::scope::ShopScope;
use crate::{Env, Result};

/// Adds a note to an order's timeline. The customer never sees it.
///
/// # Errors
/// NotFound for another shop's order; Conflict `stale`; Invalid `text`.
pub async fn note(env: &Env, shop: &ShopScope, order: OrderId, version: i64, text: &str) -> Result<()> {
    let mut checks = Checks::default();
    let text = checks.text("text", text, 1, 2000);
    checks.finish()?;
    let mut tx = env.db.begin().await?;
    change::hold(&mut tx, env, shop, order, version).await?;
    let actor = change::actor(&mut tx, shop).await?;
    timeline::record(&mut tx, env, order, "note", shop.user(), &actor, &json!({ "text": text })).await?;
    events::record(&mut tx, env, Some(shop.shop()), Event::OrderChanged { order }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}
