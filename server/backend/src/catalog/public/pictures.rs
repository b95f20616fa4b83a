//! Pictures of products.

use std::collections::HashMap;

use db::{Builder, Run};
use domain::catalog::Picture;
use domain::id::ProductId;

use crate::Result;

/// What is stored of a picture.
#[derive(Debug, db::FromRow)]
pub(super) struct Media {
    pub media_id: String,
    pub kind: String,
    pub hash: Option<String>,
    pub width: i64,
    pub height: i64,
}

/// A picture as pages show it.
pub(super) fn picture(media: Media, alt: String) -> Picture {
    // A drawing has no content yet when its address is written.
    let hash = media.hash.as_deref().filter(|_| media.kind != "drawing");
    Picture::new(&media.media_id, hash, alt, media.width, media.height)
}

#[derive(db::FromRow)]
struct Row {
    product_id: ProductId,
    alt: String,
    #[row(flatten)]
    media: Media,
}

/// The first two pictures of each product, in order; an empty alt is left for the title.
pub(super) async fn first_two(
    conn: &mut dyn Run,
    products: &[ProductId],
) -> Result<HashMap<ProductId, Vec<Picture>>> {
    let mut found: HashMap<ProductId, Vec<Picture>> = HashMap::new();
    if products.is_empty() {
        return Ok(found);
    }
    let rows: Vec<Row> = Builder::new(
        "catalog::first_two_pictures",
        "select x.product_id, x.alt, x.media_id, x.kind, x.hash, x.width, x.height from (
           select pm.product_id, pm.alt, pm.media_id, m.kind, m.hash, m.width, m.height,
             row_number() over (partition by pm.product_id order by pm.position, pm.media_id) as place
           from product_media pm join media m on m.id = pm.media_id
           where m.status not in ('pending', 'failed') and pm.product_id in ",
    )
    .bind_list(products)
    .push(") as x where x.place <= 2 order by x.product_id, x.place")
    .query(conn)
    .fetch_all()
    .await?;
    for row in rows {
        found.entry(row.product_id).or_default().push(picture(row.media, row.alt));
    }
    Ok(found)
}
