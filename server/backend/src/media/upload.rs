//! Pictures that merchants bring.

use bytes::Bytes;
use db::{Run, sql};
use domain::id::{MediaId, ShopId};
use serde_json::json;

use super::NewMedia;
use super::codec::CodecError;
use super::store::{StoreError, Stored};
use crate::accounts::{Audit, audit};
use crate::events::{self, Event};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

/// A picture that was checked and stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uploaded {
    /// Its id; the same content gives the same one.
    pub media: MediaId,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

sql!(
    FIND_UPLOAD,
    "select id from media where hash = $1 and shop_id = $2 and kind = 'upload' order by id limit 1"
);
sql!(SET_LOGO, "update shops set logo_media_id = $1, updated_at = $2 where id = $3");

/// Checks a picture by decoding it and stores it for a shop.
///
/// # Errors
/// Conflict `picture_refused` with the `reason` `not_a_picture`, `too_large`, `too_many_pixels`
/// or `damaged`.
pub async fn upload(env: &Env, shop: &ShopScope, bytes: Bytes) -> Result<Uploaded> {
    let stored = super::store(env)?.put_picture(bytes).await.map_err(refused)?;
    let mut tx = env.db.begin().await?;
    let media = register(&mut tx, env, shop.shop(), &stored).await?;
    tx.commit().await?;
    Ok(Uploaded { media, width: stored.info.width, height: stored.info.height })
}

async fn register(tx: &mut db::Tx, env: &Env, shop: ShopId, stored: &Stored) -> Result<MediaId> {
    let hash = stored.hash.as_str();
    if let Some((known,)) =
        tx.query(&FIND_UPLOAD).bind(hash).bind(shop).fetch_optional::<(MediaId,)>().await?
    {
        return Ok(known);
    }
    let new = NewMedia {
        kind: "upload",
        status: "ready",
        hash: Some(hash),
        size: (stored.info.width, stored.info.height),
        source_url: None,
        drawing: None,
    };
    super::insert(tx, env, shop, new).await
}

/// Makes a picture the shop's logo; without one, takes the logo away. For owners.
///
/// # Errors
/// As [`upload`]; Forbidden for those who do not own the shop.
pub async fn set_logo(env: &Env, shop: &ShopScope, bytes: Option<Bytes>) -> Result<Option<MediaId>> {
    shop.require_owner()?;
    let stored = match bytes {
        Some(bytes) => Some(super::store(env)?.put_picture(bytes).await.map_err(refused)?),
        None => None,
    };
    let mut tx = env.db.begin().await?;
    let media = match &stored {
        Some(stored) => Some(register(&mut tx, env, shop.shop(), stored).await?),
        None => None,
    };
    tx.query(&SET_LOGO).bind(media).bind(env.now()).bind(shop.shop()).execute().await?;
    let subject = media.map(|id| id.to_string()).unwrap_or_default();
    audit(&mut tx, env, Audit::in_shop(shop, "shop.logo_changed", subject)).await?;
    events::record(&mut tx, env, Some(shop.shop()), Event::ShopChanged { shop: shop.shop() }).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(media)
}

/// Says what is wrong with a picture, so that a person can bring another.
fn refused(error: StoreError) -> Error {
    let reason = match &error {
        StoreError::Refused(CodecError::UnknownFormat) => "not_a_picture",
        StoreError::Refused(CodecError::TooManyBytes) => "too_large",
        StoreError::Refused(CodecError::TooManyPixels { .. }) => "too_many_pixels",
        StoreError::Refused(CodecError::Damaged) => "damaged",
        StoreError::Stopped => return Error::Unavailable(error.to_string()),
        _ => return Error::internal(error),
    };
    Error::Conflict { code: "picture_refused", details: json!({ "reason": reason }) }
}
