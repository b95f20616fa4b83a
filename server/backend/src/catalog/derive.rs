//! What a product knows of its variants, derived by one writer.

use db::{Run, Tx, sql};
use domain::id::ProductId;

use crate::Result;

sql!(
    /// The compare-at price is that of a cheapest variant, so that it belongs to the price
    /// beside it.
    DERIVE_PRODUCT,
    "update products set
        min_price = coalesce((select min(v.price) from variants v where v.product_id = products.id and v.archived_at is null), 0),
        max_price = coalesce((select max(v.price) from variants v where v.product_id = products.id and v.archived_at is null), 0),
        compare_at = (select max(v.compare_at) from variants v
            where v.product_id = products.id and v.archived_at is null and v.compare_at > v.price
              and v.price = (select min(w.price) from variants w where w.product_id = products.id and w.archived_at is null)),
        available = exists (select 1 from variants v
            where v.product_id = products.id and v.archived_at is null
              and (not v.tracked or v.stock_policy = 'continue' or v.on_hand - v.allocated - v.reserved > 0))
     where id = $1"
);

/// Stores a product's lowest and highest price, its compare-at price and whether anything of it
/// can be bought, from its variants. Call it in every transaction that changes one of these;
/// when it changes several products, in the order of their ids.
pub async fn refresh_product(tx: &mut Tx, product: ProductId) -> Result<()> {
    tx.query(&DERIVE_PRODUCT).bind(product).execute().await?;
    Ok(())
}
