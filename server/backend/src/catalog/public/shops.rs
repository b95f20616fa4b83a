//! Shops as anyone may see them.

use db::{Run, sql};
use domain::address::{Address, country_name};
use domain::catalog::{Picture, ShopCard, ShopPage};
use domain::id::ShopId;
use domain::{Currency, Locale};

use super::pictures::{Media, picture};
use crate::{Env, Result};

sql!(
    FIND_PUBLIC_SHOP,
    "select s.id, s.slug, s.name, s.tagline, s.description, s.accent, s.address, s.currency, s.shipping_policy,
       s.return_policy, m.id as media, m.kind, m.hash, m.width, m.height
     from shops s left join media m on m.id = s.logo_media_id and m.status = 'ready'
     where s.slug = $1 and s.status = 'open'"
);
sql!(
    OPEN_SHOPS,
    "select s.slug, s.name, s.tagline, m.id as media, m.kind, m.hash, m.width, m.height
     from shops s left join media m on m.id = s.logo_media_id and m.status = 'ready'
     where s.status = 'open' order by s.slug limit $1"
);

#[derive(db::FromRow)]
struct Logo {
    media: Option<String>,
    kind: Option<String>,
    hash: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
}

impl Logo {
    fn picture(self, name: &str) -> Option<Picture> {
        let media = Media {
            media_id: self.media?,
            kind: self.kind?,
            hash: self.hash,
            width: self.width.unwrap_or_default(),
            height: self.height.unwrap_or_default(),
        };
        Some(picture(media, name.to_owned()))
    }
}

#[derive(db::FromRow)]
struct Row {
    id: ShopId,
    slug: String,
    name: String,
    tagline: String,
    description: String,
    accent: String,
    address: String,
    currency: Currency,
    shipping_policy: String,
    return_policy: String,
    #[row(flatten)]
    logo: Logo,
}

#[derive(db::FromRow)]
struct CardRow {
    slug: String,
    name: String,
    tagline: String,
    #[row(flatten)]
    logo: Logo,
}

/// A shop's page, without its products.
///
/// # Errors
/// NotFound for a shop that does not exist or is closed.
pub async fn public_shop(env: &Env, locale: Locale, slug: &str) -> Result<ShopPage> {
    let row: Row = env.db.read().query(&FIND_PUBLIC_SHOP).bind(slug).fetch_one().await?;
    let address: Address = serde_json::from_str(&row.address)?;
    Ok(ShopPage {
        id: row.id,
        canonical: format!("{}/shops/{}", env.config.public_url, row.slug),
        logo: row.logo.picture(&row.name),
        slug: row.slug,
        name: row.name,
        tagline: row.tagline,
        description: row.description,
        accent: row.accent,
        seat: seat(&address, locale),
        shipping_policy: row.shipping_policy,
        return_policy: row.return_policy,
        currency: row.currency,
    })
}

fn seat(address: &Address, locale: Locale) -> String {
    let country = country_name(&address.country, locale);
    [address.city.as_str(), country]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Open shops by their slugs, at most so many.
pub(super) async fn open_shops(env: &Env, most: i64) -> Result<Vec<ShopCard>> {
    let rows: Vec<CardRow> = env.db.read().query(&OPEN_SHOPS).bind(most).fetch_all().await?;
    let card = |row: CardRow| ShopCard {
        logo: row.logo.picture(&row.name),
        slug: row.slug,
        name: row.name,
        tagline: row.tagline,
    };
    Ok(rows.into_iter().map(card).collect())
}
