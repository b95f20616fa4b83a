//! Pictures that an import names by their address: fetched later, tried again, never in the way.
//!
//! One chain of jobs a shop goes through its waiting pictures, a slice at a time, so that a
//! host that does not answer holds up neither mail nor other shops. A round that ends with
//! pictures still waiting is followed by another after a growing pause.

use db::{Run, Tx, sql};
use domain::id::{MediaId, ProductId, ShopId};
use domain::time::{HOUR, MINUTE};
use futures::StreamExt;
use serde::{Deserialize, Serialize};

use super::fetch::FetchError;
use super::store::{Store, StoreError, Stored};
use crate::catalog::derive;
use crate::events::{self, Event};
use crate::jobs::{self, Job};
use crate::scope::ShopScope;
use crate::{Env, Result};

/// Pictures that one job looks at.
const SLICE: i64 = 24;
/// Fetched at once within a job.
const AT_ONCE: usize = 4;
/// Attempts before a picture counts as failed.
const MAX_ATTEMPTS: i64 = 6;

sql!(
    PENDING_PICTURES,
    "select id, source_url, attempts from media
     where shop_id = $1 and status = 'pending' and id > $2 order by id limit $3"
);
sql!(
    PICTURE_FETCHED,
    "update media set status = 'ready', hash = $1, width = $2, height = $3, attempts = attempts + 1, error = null
     where id = $4 and status = 'pending'"
);
sql!(
    PICTURE_NOT_FETCHED,
    "update media set status = $1, error = $2, attempts = attempts + 1 where id = $3 and status = 'pending'"
);
sql!(
    PRODUCTS_OF_PICTURE,
    "select product_id from product_media where media_id = $1 order by product_id limit 1000"
);
sql!(
    RETRY_FAILED_PICTURES,
    "update media set status = 'pending', attempts = 0 where shop_id = $1 and status = 'failed'"
);

/// Fetches a slice of a shop's waiting pictures and hands on to the next.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FetchPictures {
    /// Whose pictures.
    pub shop: ShopId,
    /// The last picture that was looked at in this round.
    pub after: Option<MediaId>,
    /// Rounds before this one.
    pub round: u32,
}

impl Job for FetchPictures {
    const KIND: &'static str = "fetch_pictures";

    fn unique_key(&self) -> Option<String> {
        let after = self.after.map(|id| id.to_string()).unwrap_or_default();
        Some(format!("fetch-pictures:{}:{}:{after}", self.shop, self.round))
    }

    async fn run(self, env: &Env) -> Result<()> {
        fetch_slice(env, self).await
    }
}

#[derive(db::FromRow)]
struct Waiting {
    id: MediaId,
    source_url: Option<String>,
    attempts: i64,
}

/// Lets a shop's waiting pictures be fetched, unless fetching is switched off: then they stay
/// listed as waiting.
pub(crate) async fn fetch_soon(tx: &mut Tx, env: &Env, shop: ShopId) -> Result<()> {
    if env.config.fetch_pictures {
        jobs::enqueue(tx, env, &FetchPictures { shop, after: None, round: 0 }).await?;
    }
    Ok(())
}

/// Tries a shop's failed pictures again, from the first attempt.
pub async fn retry_failed(env: &Env, shop: &ShopScope) -> Result<u64> {
    let mut tx = env.db.begin().await?;
    let count = tx.query(&RETRY_FAILED_PICTURES).bind(shop.shop()).execute().await?;
    fetch_soon(&mut tx, env, shop.shop()).await?;
    tx.commit().await?;
    env.bus.wake();
    Ok(count)
}

async fn fetch_slice(env: &Env, job: FetchPictures) -> Result<()> {
    if !env.config.fetch_pictures {
        return Ok(());
    }
    let after = job.after.map(|id| id.to_string()).unwrap_or_default();
    let mut conn = env.db.read();
    let waiting: Vec<Waiting> =
        conn.query(&PENDING_PICTURES).bind(job.shop).bind(after).bind(SLICE).fetch_all().await?;
    let store = super::store(env)?;
    let last = waiting.last().map(|picture| picture.id);
    let is_full = waiting.len() as i64 == SLICE;
    let mut outcomes = futures::stream::iter(waiting)
        .map(|picture| async {
            let outcome = fetch_one(env, &store, picture.source_url.as_deref().unwrap_or_default()).await;
            (picture, outcome)
        })
        .buffer_unordered(AT_ONCE);
    let (mut unreachable, mut others) = (0, 0);
    while let Some((picture, outcome)) = outcomes.next().await {
        match &outcome {
            Err(FetchError::Unreachable | FetchError::Timeout | FetchError::Offline) => unreachable += 1,
            _ => others += 1,
        }
        settle(env, job.shop, &picture, outcome).await?;
    }
    // Where nobody answers, the rest of the round would only wait for the same silence.
    let gave_up = unreachable > 0 && others == 0;
    let mut tx = env.db.begin().await?;
    if is_full && !gave_up {
        jobs::enqueue(&mut tx, env, &FetchPictures { after: last, ..job }).await?;
    } else if still_waiting(&mut tx, job.shop).await? {
        let next = FetchPictures { shop: job.shop, after: None, round: job.round + 1 };
        let at = env.now().plus(pause(job.round));
        jobs::enqueue_at(&mut tx, env, &next, at).await?;
    }
    Ok(tx.commit().await?)
}

async fn still_waiting(tx: &mut Tx, shop: ShopId) -> Result<bool> {
    let next: Vec<Waiting> = tx.query(&PENDING_PICTURES).bind(shop).bind("").bind(1i64).fetch_all().await?;
    Ok(!next.is_empty())
}

/// Milliseconds between rounds: five minutes, doubling up to six hours.
fn pause(round: u32) -> i64 {
    ((5 * MINUTE) << round.min(7)).min(6 * HOUR)
}

async fn fetch_one(env: &Env, store: &Store, url: &str) -> Result<Stored, FetchError> {
    let bytes = env.ports.pictures.fetch(url).await?;
    store.put_picture(bytes).await.map_err(|error| match error {
        StoreError::Refused(reason) => FetchError::Refused(reason),
        other => {
            tracing::warn!(%other, "a fetched picture could not be stored");
            FetchError::Broken
        }
    })
}

async fn settle(
    env: &Env,
    shop: ShopId,
    picture: &Waiting,
    outcome: Result<Stored, FetchError>,
) -> Result<()> {
    let mut tx = env.db.begin().await?;
    match outcome {
        Ok(stored) => {
            tx.query(&PICTURE_FETCHED)
                .bind(stored.hash.as_str())
                .bind(i64::from(stored.info.width))
                .bind(i64::from(stored.info.height))
                .bind(picture.id)
                .execute()
                .await?;
            let products: Vec<(ProductId,)> =
                tx.query(&PRODUCTS_OF_PICTURE).bind(picture.id).fetch_all().await?;
            for (product,) in products {
                derive::refresh_product(&mut tx, product).await?;
                events::record(&mut tx, env, Some(shop), Event::ProductChanged { product }).await?;
            }
        }
        Err(error) => {
            let again = error.is_temporary() && picture.attempts + 1 < MAX_ATTEMPTS;
            let status = if again { "pending" } else { "failed" };
            let query = tx.query(&PICTURE_NOT_FETCHED).bind(status).bind(error.to_string());
            query.bind(picture.id).execute().await?;
        }
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}
