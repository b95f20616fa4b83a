//! Pictures: checked, stored by content, rendered in fixed widths.
//!
//! Owns the rows of `media` and the picture store. Refuses what is no JPEG, PNG or WebP, and
//! never serves SVG. What always holds: the content of a picture that is ready never changes
//! (another picture is another id), so its address may be kept for ever; whoever knows the id of
//! a picture may see it, whatever it belongs to. Ids hold 80 random bits, drafts are no secret
//! of state, and so no picture needs a session.

pub mod codec;
pub mod draw;
pub mod fetch;
pub mod store;

mod drawing;
mod remote;
mod serve;
#[cfg(test)]
mod tests;
mod upload;

pub use drawing::Drawing;
pub(crate) use remote::fetch_soon;
pub use remote::{FetchPictures, retry_failed};
pub use serve::{PublicPicture, draw_all, public_picture};
pub use upload::{Uploaded, set_logo, upload};

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{MediaEntity, MediaId, ShopId};

use crate::{Env, Error, Result};

/// Pictures that are decoded at once; each may take some 400 MB.
const WORKERS: usize = 2;

/// The picture store of this process.
pub fn store(env: &Env) -> Result<store::Store> {
    if let Some(store) = env.pictures.get() {
        return Ok(store.clone());
    }
    let opened = store::Store::open(env.config.data_dir.join("media"), WORKERS).map_err(Error::internal)?;
    // Of two that opened it at once, one wins, so that both bound their work together.
    Ok(env.pictures.get_or_init(|| opened).clone())
}

sql!(
    INSERT_MEDIA,
    "insert into media (id, shop_id, kind, status, hash, width, height, source_url, drawing, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
);

/// A new row of `media`.
struct NewMedia<'a> {
    kind: &'static str,
    status: &'static str,
    hash: Option<&'a str>,
    size: (u32, u32),
    source_url: Option<&'a str>,
    drawing: Option<String>,
}

async fn insert(tx: &mut Tx, env: &Env, shop: ShopId, new: NewMedia<'_>) -> Result<MediaId> {
    let (id, now): (MediaId, UtcMillis) = (env.id::<MediaEntity>(), env.now());
    tx.query(&INSERT_MEDIA)
        .bind(id)
        .bind(shop)
        .bind(new.kind)
        .bind(new.status)
        .bind(new.hash)
        .bind(i64::from(new.size.0))
        .bind(i64::from(new.size.1))
        .bind(new.source_url)
        .bind(new.drawing)
        .bind(now)
        .execute()
        .await?;
    Ok(id)
}

/// Adds a picture that is drawn when it is first asked for.
pub async fn add_drawing(tx: &mut Tx, env: &Env, shop: ShopId, drawing: &Drawing) -> Result<MediaId> {
    let drawing_json = serde_json::to_string(drawing)?;
    let new = NewMedia {
        kind: "drawing",
        status: "ready",
        hash: None,
        size: drawing.size(),
        source_url: None,
        drawing: Some(drawing_json),
    };
    insert(tx, env, shop, new).await
}
