//! Believable demo data, the same for the same seed and day: six shops with a character, their
//! products and drawn pictures, customers of several countries, and two years of orders with
//! seasons, weekdays, repeat buyers and lapsed ones.
//!
//! Rows are written in bulk, past the verbs, because a verb each would take minutes; `check`
//! finds nothing to say about them, and a test holds it to that.

mod catalog;
mod history;
mod ledger;
mod people;
mod random;
mod rows;
mod shops;
#[cfg(test)]
mod tests;
mod words;

use db::{Run, sql};
use domain::time::DAY;

use crate::{Env, Error, Result};
use random::Random;

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Products over all shops; 0 makes just shops and people.
    pub products: usize,
    /// Orders over all shops.
    pub orders: usize,
    /// The same seed makes the same shops, products and customers.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { products: 500, orders: 3_000, seed: 1 }
    }
}

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Shops.
    pub shops: usize,
    /// Products.
    pub products: usize,
    /// Variants of them.
    pub variants: usize,
    /// Customers.
    pub customers: usize,
    /// Orders.
    pub orders: usize,
}

/// The people that a demonstration signs in with: what they may do, and their mail address.
pub const SIGN_INS: &[(&str, &str)] = &[
    ("admin", "admin@souk.example"),
    ("manager", "manager@souk.example"),
    ("merchant of every demo shop", "merchant@souk.example"),
    ("customer", "customer@souk.example"),
];

/// Their password. Demo mode only ever listens on this machine unless someone says otherwise.
pub const PASSWORD: &str = "souk-demo-2026";

sql!(ANY_SHOP, "select count(*) from shops");

/// Whether the database holds no shop yet.
pub async fn is_empty(env: &Env) -> Result<bool> {
    Ok(env.db.read().query(&ANY_SHOP).scalar::<i64>().await? == 0)
}

/// Fills a database; `tell` is called with a sentence for each step.
///
/// # Errors
/// When there are shops already: demo data goes into an empty database only.
pub async fn fill(env: &Env, options: Options, mut tell: impl FnMut(&str)) -> Result<Report> {
    if !is_empty(env).await? {
        return Err(Error::internal("there are shops already; demo data goes into an empty database"));
    }
    let mut random = Random::new(options.seed);
    // Everything hangs on midnight, so that two runs on one day agree.
    let today = env.now().0.div_euclid(DAY) * DAY;
    tell("people and shops");
    let staff = people::staff(env).await?;
    let shops = shops::write(env, &mut random, &staff, today).await?;
    let mut report = Report { shops: shops.len(), ..Report::default() };
    if options.products == 0 {
        return Ok(report);
    }
    tell("products");
    let stock = catalog::write(env, &mut random, &shops, options.products, today).await?;
    report.products = options.products;
    report.variants = stock.variants;
    if options.orders > 0 {
        tell("customers and their orders");
        let customers = people::customers(env, &mut random, options.orders, today).await?;
        report.customers = customers.len();
        report.orders = history::write(env, &mut random, &shops, stock, &customers, options.orders).await?;
    }
    crate::settings::put(env, "demo", "true").await?;
    env.refresh_statistics().await;
    env.bus.wake();
    Ok(report)
}
