//! The lines of a cart, before they are priced.

use serde::{Deserialize, Serialize};

use crate::id::{ShopId, VariantId};
use crate::time::DAY;

/// Most lines in a cart.
pub const MAX_LINES: usize = 100;
/// Most pieces of a variant in a cart.
pub const MAX_QUANTITY: i64 = 999;

/// How long a guest's cart is kept after its last change, and its secret in the browser after it
/// was made, in milliseconds.
pub const KEPT: i64 = 90 * DAY;

/// So many pieces of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    /// Who sells it.
    pub shop: ShopId,
    /// What it is.
    pub variant: VariantId,
    /// Pieces, 1 to [`MAX_QUANTITY`].
    pub quantity: i64,
}

/// Why a cart cannot be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CartError {
    /// A quantity below zero.
    BadQuantity,
    /// More than [`MAX_QUANTITY`] pieces.
    TooMany,
    /// More than [`MAX_LINES`] lines.
    Full,
}

/// Sets how many pieces of a variant are in the cart; 0 takes the line out. A new line goes
/// to the end.
///
/// # Errors
/// A quantity out of bounds, or a full cart.
pub fn set(lines: &mut Vec<CartLine>, line: CartLine) -> Result<(), CartError> {
    if line.quantity < 0 {
        return Err(CartError::BadQuantity);
    }
    if line.quantity > MAX_QUANTITY {
        return Err(CartError::TooMany);
    }
    let held = lines.iter().position(|held| held.variant == line.variant);
    match (held, line.quantity) {
        (Some(at), 0) => {
            lines.remove(at);
        }
        (Some(at), quantity) => lines[at].quantity = quantity,
        (None, 0) => {}
        (None, _) if lines.len() >= MAX_LINES => return Err(CartError::Full),
        (None, _) => lines.push(line),
    }
    Ok(())
}

/// Puts more pieces of a variant into the cart.
///
/// # Errors
/// As [`set`], and for an addition of nothing.
pub fn add(lines: &mut Vec<CartLine>, line: CartLine) -> Result<(), CartError> {
    if line.quantity < 1 {
        return Err(CartError::BadQuantity);
    }
    let held = lines.iter().find(|held| held.variant == line.variant).map_or(0, |held| held.quantity);
    set(lines, CartLine { quantity: held.saturating_add(line.quantity), ..line })
}

/// Joins a guest's cart into the one of the account: quantities are summed, up to the bounds.
/// What does not fit is left out. The guest's cart is closed by it, so that nothing counts twice.
pub fn merge(account: &mut Vec<CartLine>, guest: &[CartLine]) {
    for line in guest {
        let held = account.iter().find(|held| held.variant == line.variant).map_or(0, |held| held.quantity);
        let quantity = line.quantity.clamp(0, MAX_QUANTITY).saturating_add(held).min(MAX_QUANTITY);
        // A full cart keeps what it has.
        let _ = set(account, CartLine { quantity, ..*line });
    }
}

/// The lines by shop: shops in the order of their first line, lines in the order of the cart.
pub fn by_shop<T: Clone>(lines: &[T], shop: impl Fn(&T) -> ShopId) -> Vec<(ShopId, Vec<T>)> {
    let mut groups: Vec<(ShopId, Vec<T>)> = Vec::new();
    for line in lines {
        let id = shop(line);
        match groups.iter_mut().find(|(held, _)| *held == id) {
            Some((_, group)) => group.push(line.clone()),
            None => groups.push((id, vec![line.clone()])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(shop: u128, variant: u128, quantity: i64) -> CartLine {
        CartLine { shop: ShopId::from_parts(0, shop), variant: VariantId::from_parts(0, variant), quantity }
    }

    #[test]
    fn adding_sums_and_setting_replaces() {
        let mut lines = Vec::new();
        add(&mut lines, line(1, 1, 2)).unwrap();
        add(&mut lines, line(1, 1, 3)).unwrap();
        assert_eq!(lines, [line(1, 1, 5)]);
        set(&mut lines, line(1, 1, 1)).unwrap();
        set(&mut lines, line(1, 2, 0)).unwrap();
        assert_eq!(lines, [line(1, 1, 1)]);
        set(&mut lines, line(1, 1, 0)).unwrap();
        assert!(lines.is_empty());
    }

    #[test]
    fn bounds_hold() {
        let mut lines = vec![line(1, 1, MAX_QUANTITY)];
        assert_eq!(add(&mut lines, line(1, 1, 1)), Err(CartError::TooMany));
        assert_eq!(add(&mut lines, line(1, 1, i64::MAX)), Err(CartError::TooMany));
        assert_eq!(add(&mut lines, line(1, 2, 0)), Err(CartError::BadQuantity));
        assert_eq!(set(&mut lines, line(1, 2, -1)), Err(CartError::BadQuantity));
        for number in 2..=MAX_LINES as u128 {
            add(&mut lines, line(1, number, 1)).unwrap();
        }
        assert_eq!(add(&mut lines, line(1, 500, 1)), Err(CartError::Full));
        assert!(add(&mut lines, line(1, 7, 1)).is_ok());
    }

    #[test]
    fn joining_carts_sums_them_up_to_the_bounds() {
        let guest = [line(1, 1, 2), line(2, 2, 1), line(1, 4, MAX_QUANTITY)];
        let mut account = vec![line(1, 1, 1), line(1, 3, 1), line(1, 4, 5)];
        merge(&mut account, &guest);
        assert_eq!(account, [line(1, 1, 3), line(1, 3, 1), line(1, 4, MAX_QUANTITY), line(2, 2, 1)]);
    }

    #[test]
    fn lines_are_grouped_by_shop_in_the_order_of_the_cart() {
        let lines = [line(2, 1, 1), line(1, 2, 1), line(2, 3, 1)];
        let groups = by_shop(&lines, |l| l.shop);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0], (ShopId::from_parts(0, 2), vec![lines[0], lines[2]]));
        assert_eq!(groups[1].1, [lines[1]]);
    }
}
