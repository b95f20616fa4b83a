//! What a shop taxes, where.

use db::{Run, sql};
use domain::id::{ShopId, TaxRateEntity, TaxRateId};
use domain::invalid::Problem;
use domain::shops::{TaxForm, TaxRate};
use domain::tax::{Ppm, TaxClass, TaxRule};

use super::{change, finish};
use crate::accounts::Audit;
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

/// As many tax rates a shop may have.
const MOST: i64 = 500;

sql!(
    LIST_TAXES,
    "select id, country, region, tax_class, name, rate_ppm from tax_rates
     where shop_id = $1 order by country, region, tax_class limit 500"
);
sql!(COUNT_TAXES, "select count(*) from tax_rates where shop_id = $1");
sql!(
    SAME_TAX,
    "select id from tax_rates where shop_id = $1 and country = $2 and region = $3 and tax_class = $4"
);
sql!(
    ADD_TAX,
    "insert into tax_rates (id, shop_id, country, region, tax_class, name, rate_ppm) values ($1, $2, $3, $4, $5, $6, $7)"
);
sql!(
    SAVE_TAX,
    "update tax_rates set country = $1, region = $2, tax_class = $3, name = $4, rate_ppm = $5
     where id = $6 and shop_id = $7"
);
sql!(DELETE_TAX, "delete from tax_rates where id = $1 and shop_id = $2");

/// A shop's tax rates with their ids.
pub async fn tax_rates(conn: &mut dyn Run, shop: ShopId) -> Result<Vec<TaxRate>> {
    type Row = (TaxRateId, String, String, TaxClass, String, Ppm);
    let rows = conn.query(&LIST_TAXES).bind(shop).fetch_all::<Row>().await?;
    Ok(rows
        .into_iter()
        .map(|(id, country, region, class, name, rate)| TaxRate {
            id,
            rule: TaxRule { country, region, class, name, rate },
        })
        .collect())
}

/// A shop's tax rates, as prices need them.
pub async fn tax_rules(conn: &mut dyn Run, shop: ShopId) -> Result<Vec<TaxRule>> {
    Ok(tax_rates(conn, shop).await?.into_iter().map(|rate| rate.rule).collect())
}

/// Changes a tax rate, or adds one.
///
/// # Errors
/// Forbidden for staff, Invalid fields (`country`: Taken for a second rate of one place and
/// class), NotFound for another shop's, Conflict `too_many`.
pub async fn save_tax(
    env: &Env,
    shop: &ShopScope,
    id: Option<TaxRateId>,
    form: &TaxForm,
) -> Result<TaxRateId> {
    let rule = form.read()?;
    let mut tx = change(env, shop).await?;
    let same: Option<(TaxRateId,)> = tx
        .query(&SAME_TAX)
        .bind(shop.shop())
        .bind(&rule.country)
        .bind(&rule.region)
        .bind(rule.class.as_str())
        .fetch_optional()
        .await?;
    if same.is_some_and(|(same,)| Some(same) != id) {
        return Err(Error::invalid("country", Problem::Taken));
    }
    let id = match id {
        Some(id) => {
            let changed = tx
                .query(&SAVE_TAX)
                .bind(&rule.country)
                .bind(&rule.region)
                .bind(rule.class.as_str())
                .bind(&rule.name)
                .bind(rule.rate.0)
                .bind(id)
                .bind(shop.shop())
                .execute()
                .await?;
            if changed == 0 {
                return Err(Error::NotFound);
            }
            id
        }
        None => {
            let count: i64 = tx.query(&COUNT_TAXES).bind(shop.shop()).scalar().await?;
            if count >= MOST {
                return Err(Error::conflict("too_many"));
            }
            let id = env.id::<TaxRateEntity>();
            tx.query(&ADD_TAX)
                .bind(id)
                .bind(shop.shop())
                .bind(&rule.country)
                .bind(&rule.region)
                .bind(rule.class.as_str())
                .bind(&rule.name)
                .bind(rule.rate.0)
                .execute()
                .await?;
            id
        }
    };
    let entry = Audit::in_shop(shop, "tax_rate.saved", format!("{} {}", rule.country, rule.name));
    finish(tx, env, shop, entry).await?;
    Ok(id)
}

/// Removes a tax rate.
///
/// # Errors
/// Forbidden for staff, NotFound.
pub async fn delete_tax(env: &Env, shop: &ShopScope, id: TaxRateId) -> Result<()> {
    let mut tx = change(env, shop).await?;
    if tx.query(&DELETE_TAX).bind(id).bind(shop.shop()).execute().await? == 0 {
        return Err(Error::NotFound);
    }
    finish(tx, env, shop, Audit::in_shop(shop, "tax_rate.deleted", id.to_string())).await
}
