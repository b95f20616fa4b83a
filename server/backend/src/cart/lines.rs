//! The lines of a cart with everything that decides whether, and for how much, they are sold.

use db::{Run, sql};
use domain::checkout::{LOW_STOCK, Shortage, StockNote, max_quantity};
use domain::id::{CartId, MediaId, ProductId, ShopId, VariantId};
use domain::stock::{Availability, StockLevels, StockPolicy, availability, backordered, buyable};
use domain::tax::TaxClass;

use crate::Result;

sql!(
    CART_LINES,
    "select l.variant_id, l.quantity, v.product_id, v.shop_id, p.slug as product_slug, p.title, v.title as variant_title,
            v.sku, v.price, v.compare_at, v.weight_g, v.requires_shipping, v.taxable, p.tax_class,
            v.tracked, v.stock_policy, v.on_hand, v.allocated, v.reserved,
            case when p.status = 'active' and v.archived_at is null and s.status = 'open' then 1 = 1 else 1 = 0 end as for_sale,
            coalesce(
                (select m.id from media m where m.id = v.media_id and m.status = 'ready'),
                (select m.id from product_media pm join media m on m.id = pm.media_id
                 where pm.product_id = p.id and m.status = 'ready' order by pm.position limit 1)) as picture,
            s.slug as shop_slug, s.name as shop_name, s.prices_include_tax, s.time_zone,
            coalesce(r.quantity, 0) as held, r.started_at as held_since, r.expires_at as held_until
     from cart_lines l
     join variants v on v.id = l.variant_id
     join products p on p.id = v.product_id
     join shops s on s.id = v.shop_id
     left join reservations r on r.cart_id = l.cart_id and r.variant_id = l.variant_id
     where l.cart_id = $1 order by l.added_at, l.variant_id limit 200"
);

/// A line of a cart, as the catalogue and the stock are now.
#[derive(Debug, Clone, db::FromRow)]
pub(crate) struct Line {
    pub(crate) variant_id: VariantId,
    pub(crate) quantity: i64,
    pub(crate) product_id: ProductId,
    pub(crate) shop_id: ShopId,
    pub(crate) product_slug: String,
    pub(crate) title: String,
    pub(crate) variant_title: String,
    pub(crate) sku: String,
    pub(crate) price: i64,
    pub(crate) compare_at: Option<i64>,
    pub(crate) weight_g: i64,
    pub(crate) requires_shipping: bool,
    pub(crate) taxable: bool,
    pub(crate) tax_class: TaxClass,
    pub(crate) tracked: bool,
    pub(crate) stock_policy: StockPolicy,
    pub(crate) on_hand: i64,
    pub(crate) allocated: i64,
    pub(crate) reserved: i64,
    pub(crate) for_sale: bool,
    pub(crate) picture: Option<MediaId>,
    pub(crate) shop_slug: String,
    pub(crate) shop_name: String,
    pub(crate) prices_include_tax: bool,
    pub(crate) time_zone: String,
    pub(crate) held: i64,
    pub(crate) held_since: Option<i64>,
    pub(crate) held_until: Option<i64>,
}

/// The lines in the order in which they were added.
pub(crate) async fn load(conn: &mut dyn Run, cart: CartId) -> Result<Vec<Line>> {
    Ok(conn.query(&CART_LINES).bind(cart).fetch_all().await?)
}

impl Line {
    pub(crate) const fn policy(&self) -> StockPolicy {
        self.stock_policy.when_tracked(self.tracked)
    }

    /// The levels as this cart sees them: what it holds itself is free for it.
    pub(crate) const fn levels(&self) -> StockLevels {
        StockLevels { on_hand: self.on_hand, allocated: self.allocated, reserved: self.reserved - self.held }
    }

    /// Pieces that this cart can buy at most; `None` has no limit.
    pub(crate) fn left(&self) -> Option<i64> {
        if !self.for_sale {
            return Some(0);
        }
        (self.policy() == StockPolicy::Deny).then(|| self.levels().available().max(0))
    }

    pub(crate) fn max_quantity(&self) -> i64 {
        max_quantity(self.left())
    }

    pub(crate) fn note(&self) -> StockNote {
        let (policy, levels) = (self.policy(), self.levels());
        if !self.for_sale {
            return StockNote::Gone;
        }
        let left = buyable(policy, levels, self.quantity);
        match availability(policy, levels, LOW_STOCK) {
            Availability::OutOfStock => StockNote::SoldOut,
            _ if left < self.quantity => StockNote::TooMany { left },
            _ if backordered(policy, levels, self.quantity) > 0 => StockNote::Backorder,
            Availability::Low(left) => StockNote::Low { left },
            _ => StockNote::InStock,
        }
    }

    pub(crate) fn can_buy(&self) -> bool {
        self.note().can_buy()
    }

    /// What is missing of the line, if it is.
    pub(crate) fn shortage(&self) -> Option<Shortage> {
        (!self.can_buy()).then(|| self.short_of(self.left().unwrap_or(0)))
    }

    pub(crate) fn short_of(&self, available: i64) -> Shortage {
        Shortage {
            variant: self.variant_id,
            title: self.title.clone(),
            variant_title: self.variant_title.clone(),
            wanted: self.quantity,
            available,
        }
    }
}
