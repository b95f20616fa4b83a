//! How a cart will look after a change, before the server says so.

use domain::checkout::{CartView, LOW_STOCK, StockNote};
use domain::id::VariantId;

/// The cart with another quantity of a variant; 0 takes the line out.
pub fn set_quantity(cart: &mut CartView, variant: VariantId, quantity: i64) {
    for shop in &mut cart.shops {
        shop.lines.retain(|line| line.variant != variant || quantity > 0);
        for line in shop.lines.iter_mut().filter(|line| line.variant == variant) {
            line.quantity = quantity;
            line.total.amount = line.unit_price.amount.saturating_mul(quantity);
            line.stock = match line.stock {
                StockNote::Low { left } | StockNote::TooMany { left } if quantity > left => {
                    StockNote::TooMany { left }
                }
                StockNote::TooMany { left } if left > LOW_STOCK => StockNote::InStock,
                StockNote::TooMany { left } => StockNote::Low { left },
                other => other,
            };
        }
        let bought = shop.lines.iter().filter(|line| line.stock.can_buy());
        shop.subtotal.amount = bought.map(|line| line.total.amount).sum();
    }
    cart.shops.retain(|shop| !shop.lines.is_empty());
    cart.subtotal.amount = cart.shops.iter().map(|shop| shop.subtotal.amount).sum();
    let lines = || cart.shops.iter().flat_map(|shop| &shop.lines);
    cart.pieces = lines().map(|line| line.quantity).sum();
    cart.ready = !cart.shops.is_empty() && !cart.paying && lines().all(|line| line.stock.can_buy());
}

/// Whether two carts want different quantities of something.
pub fn differs(shown: &CartView, real: &CartView) -> bool {
    let quantities = |cart: &CartView| -> Vec<(VariantId, i64)> {
        cart.shops.iter().flat_map(|shop| &shop.lines).map(|line| (line.variant, line.quantity)).collect()
    };
    quantities(shown) != quantities(real)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::checkout::{CartLineView, CartShop};
    use domain::id::{ProductId, ShopId};
    use domain::{Currency, Money};

    fn variant(n: u128) -> VariantId {
        VariantId::from_parts(0, n)
    }

    fn line(n: u128, price: i64, quantity: i64, stock: StockNote) -> CartLineView {
        CartLineView {
            variant: variant(n),
            product: ProductId::from_parts(0, n),
            product_slug: String::new(),
            title: String::new(),
            variant_title: String::new(),
            sku: String::new(),
            picture: None,
            unit_price: Money::new(price, Currency::EUR),
            compare_at: None,
            quantity,
            total: Money::new(price * quantity, Currency::EUR),
            stock,
            max_quantity: 9,
        }
    }

    fn cart(shops: Vec<Vec<CartLineView>>) -> CartView {
        let nothing = Money::new(0, Currency::EUR);
        let shop = |(n, lines)| CartShop {
            shop: ShopId::from_parts(0, n),
            slug: String::new(),
            name: String::new(),
            prices_include_tax: true,
            lines,
            subtotal: nothing,
        };
        CartView {
            cart: None,
            version: 1,
            currency: Currency::EUR,
            shops: (1..).zip(shops).map(shop).collect(),
            pieces: 0,
            subtotal: nothing,
            ready: false,
            paying: false,
            held_until: None,
        }
    }

    #[test]
    fn a_new_quantity_reaches_every_sum() {
        let mut cart = cart(vec![
            vec![line(1, 500, 1, StockNote::InStock)],
            vec![line(2, 300, 2, StockNote::Backorder), line(3, 100, 1, StockNote::InStock)],
        ]);
        set_quantity(&mut cart, variant(2), 4);
        assert_eq!((cart.pieces, cart.subtotal.amount, cart.ready), (6, 500 + 1200 + 100, true));
        assert_eq!(cart.shops[1].subtotal.amount, 1300);
    }

    #[test]
    fn the_last_line_of_a_shop_takes_the_shop_with_it() {
        let mut cart =
            cart(vec![vec![line(1, 500, 1, StockNote::InStock)], vec![line(2, 300, 2, StockNote::InStock)]]);
        set_quantity(&mut cart, variant(1), 0);
        assert_eq!((cart.shops.len(), cart.pieces, cart.ready), (1, 2, true));
        set_quantity(&mut cart, variant(2), 0);
        assert!(cart.shops.is_empty() && !cart.ready);
    }

    #[test]
    fn a_line_stays_out_of_the_sum_while_more_is_wanted_than_there_is() {
        let mut cart = cart(vec![vec![line(1, 500, 5, StockNote::TooMany { left: 3 })]]);
        set_quantity(&mut cart, variant(1), 3);
        assert_eq!(cart.shops[0].lines[0].stock, StockNote::Low { left: 3 });
        assert_eq!((cart.subtotal.amount, cart.ready), (1500, true));
        set_quantity(&mut cart, variant(1), 4);
        assert_eq!((cart.subtotal.amount, cart.ready), (0, false));
    }

    #[test]
    fn carts_differ_by_what_is_wanted_and_not_by_prices() {
        let shown = cart(vec![vec![line(1, 500, 1, StockNote::InStock)]]);
        let dearer = cart(vec![vec![line(1, 600, 1, StockNote::Low { left: 1 })]]);
        let more = cart(vec![vec![line(1, 500, 2, StockNote::InStock)]]);
        assert!(!differs(&shown, &dearer) && differs(&shown, &more));
    }
}
