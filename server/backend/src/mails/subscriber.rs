//! Which events are told by mail.

use db::Tx;

use super::orders;
use crate::events::{Entry, Event};
use crate::{Env, Result};

/// Writes the mails that an event asks for, in the transaction that settles it.
pub async fn on_event(tx: &mut Tx, env: &Env, entry: &Entry) -> Result<()> {
    match &entry.event {
        Event::OrderGroupPlaced { group } => orders::placed(tx, env, *group).await,
        Event::OrderShipped { order, parcel } => orders::shipped(tx, env, *order, *parcel).await,
        Event::OrderRefunded { order, refund } => orders::refunded(tx, env, *order, *refund).await,
        _ => Ok(()),
    }
}
