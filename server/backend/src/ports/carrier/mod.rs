//! Ways to send a parcel, and what they cost.

pub mod local;

use async_trait::async_trait;
use domain::id::ShopId;
use domain::shipping::{Parcel, ShippingOffer};

use crate::{Env, Result};

/// What carriers offer.
#[async_trait]
pub trait Carriers: Send + Sync {
    /// Each shop's offers to a country for its parcel, in the order of the question, cheapest
    /// first; empty where a shop does not send there.
    async fn offers(
        &self,
        env: &Env,
        country: &str,
        parcels: &[(ShopId, Parcel)],
    ) -> Result<Vec<Vec<ShippingOffer>>>;

    /// `local` or the name of the service.
    fn name(&self) -> &'static str;
}
