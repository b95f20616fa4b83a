//! The rates that the shops keep themselves.

use std::collections::HashMap;

use async_trait::async_trait;
use db::Builder;
use domain::id::ShopId;
use domain::tax::{AppliedTax, Ppm, TaxClass, TaxRule, applied_tax};

use super::{TaxQuestion, TaxRates};
use crate::{Env, Result};

/// The table of each shop's tax rates.
pub struct ShopTable;

#[derive(db::FromRow)]
struct Row {
    shop_id: ShopId,
    country: String,
    region: String,
    tax_class: TaxClass,
    name: String,
    rate_ppm: i64,
}

#[async_trait]
impl TaxRates for ShopTable {
    async fn rates(&self, env: &Env, question: TaxQuestion<'_>) -> Result<Vec<AppliedTax>> {
        let mut shops: Vec<ShopId> = question.items.iter().map(|item| item.shop).collect();
        shops.sort_unstable();
        shops.dedup();
        let rows: Vec<Row> = Builder::new(
            "ports::tax::rates",
            "select shop_id, country, region, tax_class, name, rate_ppm from tax_rates where shop_id in ",
        )
        .bind_list(shops)
        .push(" and country in ")
        .bind_list([question.country, "*"])
        .query(&mut env.db.read())
        .fetch_all()
        .await?;
        let mut rules: HashMap<ShopId, Vec<TaxRule>> = HashMap::new();
        for row in rows {
            rules.entry(row.shop_id).or_default().push(TaxRule {
                country: row.country,
                region: row.region,
                class: row.tax_class,
                name: row.name,
                rate: Ppm(row.rate_ppm),
            });
        }
        let none = Vec::new();
        let rate = |shop, class| {
            applied_tax(rules.get(&shop).unwrap_or(&none), question.country, question.region, class)
        };
        Ok(question.items.iter().map(|item| rate(item.shop, item.class)).collect())
    }

    fn name(&self) -> &'static str {
        "local"
    }
}
