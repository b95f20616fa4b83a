//! How a cart is shown.

use domain::Money;
use domain::checkout::{CartLineView, CartView, StockNote};
use domain::id::{CartId, ProductId, ShopId, VariantId};
use domain::{Currency, checkout};
use serde::Serialize;
use utoipa::ToSchema;

use crate::types::{Image, Time};

/// A cart.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cart {
    /// The cart; `null` for who has none yet.
    id: Option<CartId>,
    /// Grows with every change; 0 without a cart.
    version: i64,
    /// The currency of everything in it.
    currency: Currency,
    /// Shops in the order of their first line.
    shops: Vec<CartShop>,
    /// Pieces in all.
    pieces: i64,
    /// Sum of the lines that can be bought.
    subtotal: Money,
    /// Whether checkout can begin: something is in it, and every line can be bought as it is.
    ready: bool,
    /// Whether a payment for it is under way.
    paying: bool,
    /// Until when checkout holds the pieces.
    held_until: Option<Time>,
}

/// One shop's lines in a cart.
#[derive(Debug, Serialize, ToSchema)]
struct CartShop {
    /// The shop.
    id: ShopId,
    /// It names the shop in paths.
    slug: String,
    /// Its name.
    name: String,
    /// Whether its prices include the tax.
    prices_include_tax: bool,
    /// In the order in which they were added.
    lines: Vec<CartLine>,
    /// Sum of the lines that can be bought.
    subtotal: Money,
}

/// A line of a cart.
#[derive(Debug, Serialize, ToSchema)]
struct CartLine {
    /// What is bought; it names the line in paths.
    variant_id: VariantId,
    /// Its product.
    product_id: ProductId,
    /// The product's slug; with the shop's it names the product in paths.
    product_slug: String,
    /// The product's name.
    title: String,
    /// The chosen options; empty for a product without any.
    variant_title: String,
    /// Stock keeping unit; may be empty.
    sku: String,
    /// The variant's picture, else the product's first.
    image: Option<Image>,
    /// What a piece costs now.
    unit_price: Money,
    /// The price that is struck through.
    compare_at_price: Option<Money>,
    /// Pieces wanted.
    quantity: i64,
    /// What they cost.
    total: Money,
    /// Whether there is enough of it.
    stock: LineStock,
    /// Most pieces that can be chosen; 0 when it cannot be bought.
    max_quantity: i64,
}

/// Whether there is enough for a line.
#[derive(Debug, Serialize, ToSchema)]
struct LineStock {
    /// In a word.
    state: LineStockState,
    /// Pieces that can be bought, where that is said.
    left: Option<i64>,
}

/// The stock for a line in a word.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LineStockState {
    /// Enough of it.
    InStock,
    /// Enough, and few are left.
    Low,
    /// Sold on, sent when it is there again.
    Backorder,
    /// More is wanted than there is.
    TooMany,
    /// Nothing left.
    SoldOut,
    /// Not on sale any more.
    Gone,
}

impl From<CartView> for Cart {
    fn from(view: CartView) -> Self {
        Self {
            id: view.cart,
            version: view.version,
            currency: view.currency,
            shops: view.shops.into_iter().map(Into::into).collect(),
            pieces: view.pieces,
            subtotal: view.subtotal,
            ready: view.ready,
            paying: view.paying,
            held_until: view.held_until.map(Into::into),
        }
    }
}

impl From<checkout::CartShop> for CartShop {
    fn from(shop: checkout::CartShop) -> Self {
        Self {
            id: shop.shop,
            slug: shop.slug,
            name: shop.name,
            prices_include_tax: shop.prices_include_tax,
            lines: shop.lines.into_iter().map(Into::into).collect(),
            subtotal: shop.subtotal,
        }
    }
}

impl From<CartLineView> for CartLine {
    fn from(line: CartLineView) -> Self {
        Self {
            variant_id: line.variant,
            product_id: line.product,
            product_slug: line.product_slug,
            image: line.picture.map(|id| Image::of(id, &line.title)),
            title: line.title,
            variant_title: line.variant_title,
            sku: line.sku,
            unit_price: line.unit_price,
            compare_at_price: line.compare_at,
            quantity: line.quantity,
            total: line.total,
            stock: line.stock.into(),
            max_quantity: line.max_quantity,
        }
    }
}

impl From<StockNote> for LineStock {
    fn from(note: StockNote) -> Self {
        let (state, left) = match note {
            StockNote::InStock => (LineStockState::InStock, None),
            StockNote::Low { left } => (LineStockState::Low, Some(left)),
            StockNote::Backorder => (LineStockState::Backorder, None),
            StockNote::TooMany { left } => (LineStockState::TooMany, Some(left)),
            StockNote::SoldOut => (LineStockState::SoldOut, Some(0)),
            StockNote::Gone => (LineStockState::Gone, Some(0)),
        };
        Self { state, left }
    }
}
