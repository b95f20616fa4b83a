//! Spreads an amount over parts so that the parts sum to exactly the amount.
//!
//! Method: largest remainder (Hamilton). Every part first gets its exact share rounded down;
//! the units left over go one each to the largest remainders. Source: M. L. Balinski and
//! H. P. Young, "Fair Representation", 1982, the method of Alexander Hamilton (1792).
//! Equal remainders go to the lower index, so the same input always gives the same parts.

use serde::{Deserialize, Serialize};

/// Why an amount cannot be spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocateError {
    /// The amount is below zero.
    NegativeAmount,
    /// The weight at this index is below zero.
    NegativeWeight(usize),
    /// There is an amount, but nothing to spread it over.
    NoWeights,
}

/// Spreads `amount` (minor units) in proportion to `weights`; the parts sum to `amount`.
///
/// A weight of zero gets nothing, unless all weights are zero: then the parts are equal.
///
/// # Errors
/// A negative amount or weight, or an amount above zero without any weight.
pub fn allocate(amount: i64, weights: &[i64]) -> Result<Vec<i64>, AllocateError> {
    if amount < 0 {
        return Err(AllocateError::NegativeAmount);
    }
    if let Some(at) = weights.iter().position(|w| *w < 0) {
        return Err(AllocateError::NegativeWeight(at));
    }
    if weights.is_empty() {
        return if amount == 0 { Ok(Vec::new()) } else { Err(AllocateError::NoWeights) };
    }
    if weights.iter().all(|w| *w == 0) {
        return Ok(spread(amount, &vec![1; weights.len()]));
    }
    Ok(spread(amount, weights))
}

/// Spreads a reduction over `amounts`: no part is above its amount, so nothing turns negative.
///
/// A reduction above the sum of the amounts is clamped to that sum.
///
/// # Errors
/// A negative reduction or amount.
pub fn allocate_within(reduction: i64, amounts: &[i64]) -> Result<Vec<i64>, AllocateError> {
    if reduction < 0 {
        return Err(AllocateError::NegativeAmount);
    }
    let sum: i128 = amounts.iter().map(|a| i128::from(*a).max(0)).sum();
    let clamped = i64::try_from(sum).map_or(reduction, |sum| reduction.min(sum));
    allocate(clamped, amounts)
}

/// At least one weight is positive and none is negative.
fn spread(amount: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    let mut left = amount;
    let mut order: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
    let mut parts: Vec<i64> = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let product = i128::from(amount) * i128::from(*weight);
        // A share is at most the amount, so it fits.
        let share = (product / sum) as i64;
        left -= share;
        parts.push(share);
        order.push((product % sum, index));
    }
    order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    // Fewer units are left than there are remainders above zero.
    for (_, index) in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leftover_units_go_to_the_largest_remainders_and_ties_to_the_first() {
        assert_eq!(allocate(100, &[1, 1, 1]), Ok(vec![34, 33, 33]));
        assert_eq!(allocate(10, &[5, 3, 1]), Ok(vec![6, 3, 1]));
        assert_eq!(allocate(2, &[1, 1, 1, 1]), Ok(vec![1, 1, 0, 0]));
    }

    #[test]
    fn a_weight_of_zero_gets_nothing_unless_all_are_zero() {
        assert_eq!(allocate(5, &[0, 2, 0]), Ok(vec![0, 5, 0]));
        assert_eq!(allocate(5, &[0, 0, 0]), Ok(vec![2, 2, 1]));
    }

    #[test]
    fn what_is_negative_or_has_nowhere_to_go_is_refused() {
        assert_eq!(allocate(-1, &[1]), Err(AllocateError::NegativeAmount));
        assert_eq!(allocate(1, &[1, -2]), Err(AllocateError::NegativeWeight(1)));
        assert_eq!(allocate(1, &[]), Err(AllocateError::NoWeights));
        assert_eq!(allocate(0, &[]), Ok(vec![]));
    }

    #[test]
    fn a_discount_larger_than_the_goods_stops_at_the_goods() {
        assert_eq!(allocate_within(500, &[100, 0, 50]), Ok(vec![100, 0, 50]));
        assert_eq!(allocate_within(500, &[0, 0]), Ok(vec![0, 0]));
    }

    #[test]
    fn the_largest_amounts_do_not_overflow() {
        let parts = allocate(i64::MAX, &[i64::MAX, i64::MAX, 1]).unwrap();
        assert_eq!(parts.iter().map(|p| i128::from(*p)).sum::<i128>(), i128::from(i64::MAX));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_amount_and_stay_within_one_unit_of_their_exact_share(
            amount in 0i64..1_000_000_000,
            weights in prop::collection::vec(0i64..1_000_000, 1..40),
        ) {
            let parts = allocate(amount, &weights).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*part >= 0);
                if sum > 0 {
                    let floor = i128::from(amount) * i128::from(*weight) / sum;
                    prop_assert!((floor..=floor + 1).contains(&i128::from(*part)));
                    prop_assert!(*weight > 0 || *part == 0);
                }
            }
        }

        #[test]
        fn a_reduction_never_exceeds_what_it_reduces(
            reduction in 0i64..3_000_000,
            amounts in prop::collection::vec(0i64..100_000, 0..40),
        ) {
            let parts = allocate_within(reduction, &amounts).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), reduction.min(amounts.iter().sum()));
            for (part, amount) in parts.iter().zip(&amounts) {
                prop_assert!((0..=*amount).contains(part));
            }
        }
    }
}
