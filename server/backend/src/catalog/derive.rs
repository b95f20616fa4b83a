//! The one writer of what products hold about their variants and pictures: lowest and highest
//! price, the price struck through, whether anything can be bought, how many pictures there are.
//!
//! Whoever changes a variant, its stock or a product's pictures calls this in the same
//! transaction.

use db::{Builder, Run, Tx, sql};
use domain::id::ProductId;

use crate::Result;

/// Values of a product from its variants on sale. The struck price is that of a cheapest one.
macro_rules! refresh {
    ($where:literal) => {
        concat!(
            "update products set
               min_price = coalesce((select min(v.price) from variants v
                 where v.product_id = products.id and v.archived_at is null), 0),
               max_price = coalesce((select max(v.price) from variants v
                 where v.product_id = products.id and v.archived_at is null), 0),
               compare_at = (select max(v.compare_at) from variants v
                 where v.product_id = products.id and v.archived_at is null and v.compare_at > v.price
                 and v.price = (select min(c.price) from variants c
                   where c.product_id = products.id and c.archived_at is null)),
               available = exists (select 1 from variants v
                 where v.product_id = products.id and v.archived_at is null
                 and (not v.tracked or v.stock_policy = 'continue' or v.on_hand - v.allocated - v.reserved > 0)),
               picture_count = (select count(*) from product_media p join media m on m.id = p.media_id
                 where p.product_id = products.id and m.status = 'ready')
             where ",
            $where
        )
    };
}

sql!(REFRESH_PRODUCT, refresh!("id = $1"));

/// Derives one product's values anew. Call it in every transaction that changes one of its sources;
/// when it changes several products, in the order of their ids.
pub async fn refresh_product(tx: &mut Tx, product: ProductId) -> Result<()> {
    tx.query(&REFRESH_PRODUCT).bind(product).execute().await?;
    Ok(())
}

/// The same for many products, in one statement.
pub async fn refresh_products(tx: &mut Tx, products: &[ProductId]) -> Result<()> {
    if !products.is_empty() {
        let statement = Builder::new("catalog::derive::refresh_products", refresh!("id in "));
        statement.bind_list(products).query(tx).execute().await?;
    }
    Ok(())
}
