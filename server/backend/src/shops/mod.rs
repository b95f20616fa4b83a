//! Shops: opening one, its public face, its settings and the people who work there.
//!
//! Owns the tables of shops, members, shipping zones and rates, and tax rates. Refuses to know
//! products and orders. What always holds: a shop has an owner, its slug is nobody else's and no
//! page of the site, and every change stands in the record of who changed what.

mod members;
mod open;
mod public;
mod settings;
mod shipping;
mod taxes;

#[cfg(test)]
mod tests;

pub use members::{add_member, remove_member, set_member_role};
pub use open::{NewShop, create, open};
pub use public::{public_shop, public_shop_by_id, public_shops};
pub use settings::{settings, time_zones, update_general, update_look, update_policies};
pub use shipping::{delete_rate, delete_zone, save_rate, save_zone, zones};
pub use taxes::{delete_tax, save_tax, tax_rates, tax_rules};

use db::{Run, Tx, sql};
use domain::invalid::Problem;
use jiff::tz::TimeZone;

use crate::accounts::{Audit, audit};
use crate::events::{self, Event};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

sql!(TOUCH_SHOP, "update shops set updated_at = $1 where id = $2");

/// Begins a change of a shop's settings, which only its owner may make. Locks the shop's row, so
/// that what is checked of a shop still holds when the change is made.
async fn change(env: &Env, shop: &ShopScope) -> Result<Tx> {
    shop.require_owner()?;
    let mut tx = env.db.begin().await?;
    tx.query(&TOUCH_SHOP).bind(env.now()).bind(shop.shop()).execute().await?;
    Ok(tx)
}

/// Ends a change: its entry in the record, its event, the commit.
async fn finish(mut tx: Tx, env: &Env, shop: &ShopScope, entry: Audit<'_>) -> Result<()> {
    audit(&mut tx, env, entry).await?;
    events::record(&mut tx, env, Some(shop.shop()), Event::ShopChanged { shop: shop.shop() }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

/// # Errors
/// Invalid `time_zone`.
fn check_time_zone(name: &str) -> Result<()> {
    match TimeZone::get(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::invalid("time_zone", Problem::UnknownChoice)),
    }
}
