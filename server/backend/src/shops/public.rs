//! What everybody may know of shops.

use db::{Run, sql};
use domain::Currency;
use domain::id::{MediaId, ShopId};
use domain::shops::{PublicShop, ShopCard};

use crate::{Env, Error, Result, Slice};

sql!(
    PUBLIC_SHOP,
    "select id, slug, name, tagline, description, logo_media_id, accent, address, email, currency,
            prices_include_tax, shipping_policy, return_policy
     from shops where slug = $1 and status = 'open'"
);
sql!(
    PUBLIC_SHOP_BY_ID,
    "select id, slug, name, tagline, description, logo_media_id, accent, address, email, currency,
            prices_include_tax, shipping_policy, return_policy
     from shops where id = $1 and status = 'open'"
);
sql!(
    PUBLIC_SHOPS,
    "select id, slug, name, tagline, logo_media_id, accent from shops
     where status = 'open' and slug > $1 order by slug limit $2"
);

#[derive(db::FromRow)]
pub(super) struct Face {
    id: ShopId,
    slug: String,
    name: String,
    tagline: String,
    description: String,
    logo_media_id: Option<MediaId>,
    accent: String,
    address: String,
    email: String,
    currency: Currency,
    prices_include_tax: bool,
    shipping_policy: String,
    return_policy: String,
}

impl Face {
    pub(super) fn read(self) -> Result<PublicShop> {
        Ok(PublicShop {
            id: self.id,
            slug: self.slug,
            name: self.name,
            tagline: self.tagline,
            description: self.description,
            logo: self.logo_media_id,
            accent: self.accent,
            address: serde_json::from_str(&self.address)?,
            email: self.email,
            currency: self.currency,
            prices_include_tax: self.prices_include_tax,
            shipping_policy: self.shipping_policy,
            return_policy: self.return_policy,
        })
    }
}

/// An open shop by its slug.
///
/// # Errors
/// NotFound.
pub async fn public_shop(env: &Env, slug: &str) -> Result<PublicShop> {
    let found = env.db.read().query(&PUBLIC_SHOP).bind(slug).fetch_optional::<Face>().await?;
    found.ok_or(Error::NotFound)?.read()
}

/// An open shop by its id.
///
/// # Errors
/// NotFound.
pub async fn public_shop_by_id(env: &Env, id: ShopId) -> Result<PublicShop> {
    let found = env.db.read().query(&PUBLIC_SHOP_BY_ID).bind(id).fetch_optional::<Face>().await?;
    found.ok_or(Error::NotFound)?.read()
}

/// A page of the open shops by slug, and the slug to go on from.
pub async fn public_shops(env: &Env, slice: Slice<'_>) -> Result<(Vec<ShopCard>, Option<String>)> {
    type Row = (ShopId, String, String, String, Option<MediaId>, String);
    let rows = env
        .db
        .read()
        .query(&PUBLIC_SHOPS)
        .bind(slice.cursor.unwrap_or(""))
        .bind(slice.limit)
        .fetch_all::<Row>()
        .await?;
    let shops: Vec<ShopCard> = rows
        .into_iter()
        .map(|(id, slug, name, tagline, logo, accent)| ShopCard { id, slug, name, tagline, logo, accent })
        .collect();
    let next = shops.last().filter(|_| shops.len() == slice.size()).map(|shop| shop.slug.clone());
    Ok((shops, next))
}
