//! The ordered log of what happened, written in the transaction of the write itself.
//!
//! A subscriber never misses an entry: it resumes after the last one it settled, and reads
//! only what nothing older can still join.

pub mod subscribers;
#[cfg(test)]
mod tests;

use db::{Engine, Run, Tx, sql};
use domain::id::{
    EventEntity, FulfillmentId, ImportId, OrderGroupId, OrderId, ProductId, RefundId, ShopId, UserId,
};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::{Env, Result};

/// Something that happened and that others may need to know. Holds ids, not copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A product, its variants or its pictures changed in a way that shoppers see.
    ProductChanged { product: ProductId },
    /// The stock of a product's variants changed.
    StockChanged { product: ProductId },
    /// A shop's public face changed.
    ShopChanged { shop: ShopId },
    /// The category tree changed.
    CategoriesChanged,
    /// A person registered.
    UserRegistered { user: UserId },
    /// A person confirmed their mail address.
    UserVerified { user: UserId },
    /// A purchase is paid and final.
    OrderGroupPlaced { group: OrderGroupId },
    /// A purchase was paid for and could not be placed, because its stock was gone: all of the
    /// money goes back.
    OrderGroupRefunded { group: OrderGroupId },
    /// A parcel of a shop's order was sent, and its customer is to hear of it. Entries of older
    /// versions name no parcel.
    OrderShipped {
        order: OrderId,
        #[serde(default)]
        parcel: Option<FulfillmentId>,
    },
    /// A shop's order changed in a way that nobody is written about.
    OrderChanged { order: OrderId },
    /// A shop's order was cancelled.
    OrderCancelled { order: OrderId },
    /// Money was given back. Entries of older versions name no refund.
    OrderRefunded {
        order: OrderId,
        #[serde(default)]
        refund: Option<RefundId>,
    },
    /// An import ended.
    ImportFinished { import: ImportId },
    /// An entry that this version cannot read; never recorded.
    #[serde(skip)]
    Unreadable,
}

impl Event {
    /// The word under which the log stores it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ProductChanged { .. } => "product_changed",
            Self::StockChanged { .. } => "stock_changed",
            Self::ShopChanged { .. } => "shop_changed",
            Self::CategoriesChanged => "categories_changed",
            Self::UserRegistered { .. } => "user_registered",
            Self::UserVerified { .. } => "user_verified",
            Self::OrderGroupPlaced { .. } => "order_group_placed",
            Self::OrderGroupRefunded { .. } => "order_group_refunded",
            Self::OrderShipped { .. } => "order_shipped",
            Self::OrderChanged { .. } => "order_changed",
            Self::OrderCancelled { .. } => "order_cancelled",
            Self::OrderRefunded { .. } => "order_refunded",
            Self::ImportFinished { .. } => "import_finished",
            Self::Unreadable => "unreadable",
        }
    }

    /// The id of what it is about.
    pub fn subject(&self) -> String {
        match self {
            Self::ProductChanged { product } | Self::StockChanged { product } => product.to_string(),
            Self::ShopChanged { shop } => shop.to_string(),
            Self::CategoriesChanged | Self::Unreadable => String::new(),
            Self::UserRegistered { user } | Self::UserVerified { user } => user.to_string(),
            Self::OrderGroupPlaced { group } | Self::OrderGroupRefunded { group } => group.to_string(),
            Self::OrderShipped { order, .. }
            | Self::OrderChanged { order }
            | Self::OrderCancelled { order }
            | Self::OrderRefunded { order, .. } => order.to_string(),
            Self::ImportFinished { import } => import.to_string(),
        }
    }
}

/// A place in the log. On SQLite the epoch is 0 and the single writer gives the order; on
/// PostgreSQL the epoch is the transaction's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Position {
    /// Transaction id on PostgreSQL, 0 on SQLite.
    pub epoch: i64,
    /// Number within the log.
    pub seq: i64,
}

/// An entry of the log.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it stands.
    pub position: Position,
    /// What happened.
    pub event: Event,
    /// In which shop, if in one.
    pub shop: Option<ShopId>,
    /// When, UTC milliseconds.
    pub at: i64,
}

sql!(
    RECORD_EVENT,
    "insert into events (id, kind, shop_id, subject, payload, request_id, at) values ($1, $2, $3, $4, $5, $6, $7)"
);
sql!(
    READ_EVENTS_SQLITE,
    "select cast(0 as bigint) as epoch, seq, shop_id, payload, at from events where seq > $1 order by seq limit $2"
);
sql!(
    READ_EVENTS_POSTGRES,
    "select xid as epoch, seq, shop_id, payload, at from events
     where (xid, seq) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     order by xid, seq limit $3"
);
sql!(LAST_EVENT_SQLITE, "select cast(0 as bigint), coalesce(max(seq), 0) from events");
sql!(
    LAST_EVENT_POSTGRES,
    "select xid, seq from events where xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     order by xid desc, seq desc limit 1"
);
sql!(FIND_CURSOR, "select epoch, position from event_cursors where subscriber = $1");

/// Writes an event into the log, to be seen when the transaction commits.
///
/// Wake subscribers with [`Bus::wake`] after the commit; they also look by themselves.
pub async fn record(tx: &mut Tx, env: &Env, shop: Option<ShopId>, event: Event) -> Result<()> {
    tx.query(&RECORD_EVENT)
        .bind(env.id::<EventEntity>())
        .bind(event.kind())
        .bind(shop)
        .bind(event.subject())
        .bind(serde_json::to_string(&event)?)
        .bind(crate::env::request_id())
        .bind(env.now())
        .execute()
        .await?;
    Ok(())
}

/// The entries after a place, oldest first, at most `limit`. One that cannot be read is among
/// them as [`Event::Unreadable`], so that it hides no other.
pub async fn read_after(conn: &mut dyn Run, after: Position, limit: i64) -> Result<Vec<Entry>> {
    type Row = (i64, i64, Option<ShopId>, String, i64);
    let rows: Vec<Row> = match conn.engine() {
        Engine::Sqlite => conn.query(&READ_EVENTS_SQLITE).bind(after.seq).bind(limit).fetch_all().await?,
        Engine::Postgres => {
            conn.query(&READ_EVENTS_POSTGRES)
                .bind(after.epoch)
                .bind(after.seq)
                .bind(limit)
                .fetch_all()
                .await?
        }
    };
    let entries = rows.into_iter().map(|(epoch, seq, shop, payload, at)| {
        let event = serde_json::from_str(&payload).unwrap_or(Event::Unreadable);
        Entry { position: Position { epoch, seq }, event, shop, at }
    });
    Ok(entries.collect())
}

/// The end of the log, as far as it can be read now.
pub async fn last(conn: &mut dyn Run) -> Result<Position> {
    let statement = match conn.engine() {
        Engine::Sqlite => &LAST_EVENT_SQLITE,
        Engine::Postgres => &LAST_EVENT_POSTGRES,
    };
    let row: Option<(i64, i64)> = conn.query(statement).fetch_optional().await?;
    Ok(row.map(|(epoch, seq)| Position { epoch, seq }).unwrap_or_default())
}

/// Where a subscriber goes on; the beginning for a new one.
pub async fn cursor(conn: &mut dyn Run, subscriber: &str) -> Result<Position> {
    let row = conn.query(&FIND_CURSOR).bind(subscriber).fetch_optional::<(i64, i64)>().await?;
    Ok(row.map(|(epoch, seq)| Position { epoch, seq }).unwrap_or_default())
}

/// Wakes the subscribers and workers of this process. A wake-up may be lost or doubled; the
/// tables are the truth.
#[derive(Clone)]
pub struct Bus {
    wake: watch::Sender<u64>,
}

impl Default for Bus {
    fn default() -> Self {
        Self { wake: watch::Sender::new(0) }
    }
}

impl Bus {
    /// Tells everyone who waits that there may be something new.
    pub fn wake(&self) {
        self.wake.send_modify(|n| *n = n.wrapping_add(1));
    }

    /// Waits for wake-ups.
    pub fn listen(&self) -> watch::Receiver<u64> {
        self.wake.subscribe()
    }
}
