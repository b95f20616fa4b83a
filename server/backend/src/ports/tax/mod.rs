//! Tax rates for what is sold, by who sells it and where it goes.

pub mod local;

use async_trait::async_trait;
use domain::id::ShopId;
use domain::tax::{AppliedTax, TaxClass};

use crate::{Env, Result};

/// Something to tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxItem {
    /// Who sells it.
    pub shop: ShopId,
    /// How it is taxed.
    pub class: TaxClass,
}

/// Items on their way to one place.
#[derive(Debug, Clone, Copy)]
pub struct TaxQuestion<'a> {
    /// ISO code of the country.
    pub country: &'a str,
    /// Code of the region; may be empty.
    pub region: &'a str,
    /// What is sold.
    pub items: &'a [TaxItem],
}

/// Knows tax rates.
#[async_trait]
pub trait TaxRates: Send + Sync {
    /// The rate of each item, in their order.
    async fn rates(&self, env: &Env, question: TaxQuestion<'_>) -> Result<Vec<AppliedTax>>;

    /// `local` or the name of the service.
    fn name(&self) -> &'static str;
}
