use proptest::prelude::*;

use super::*;
use crate::tax::TaxReason;

fn tax(ppm: i64) -> AppliedTax {
    AppliedTax { rate: Ppm(ppm), name: format!("VAT {}", Ppm(ppm).percent()), reason: TaxReason::Rate }
}

fn line(number: u128, unit_price: i64, quantity: i64, ppm: i64) -> LineInput {
    LineInput { variant: VariantId::from_parts(0, number), unit_price, quantity, discount: 0, tax: tax(ppm) }
}

fn shipping(price: i64, rule: ShippingTaxRule) -> Option<ShippingInput> {
    Some(ShippingInput { price, discount: 0, rule, standard: tax(190_000) })
}

fn order(prices_include_tax: bool, lines: Vec<LineInput>) -> OrderInput {
    OrderInput { shop: ShopId::from_parts(0, 1), prices_include_tax, lines, discount: 0, shipping: None }
}

#[test]
fn a_german_order_holds_its_tax_inside() {
    let input = OrderInput {
        shipping: shipping(490, ShippingTaxRule::Proportional),
        ..order(true, vec![line(1, 1999, 2, 190_000), line(2, 500, 3, 70_000)])
    };
    let priced = price_order(&input).unwrap();
    assert_eq!(priced.totals.total, 2 * 1999 + 3 * 500 + 490);
    assert_eq!(priced.lines[0].tax, 638);
    assert_eq!(priced.lines[1].tax, 98);
    // 490 over 1500 at 7 % and 3998 at 19 %.
    let parts: Vec<_> = priced.shipping.parts.iter().map(|p| (p.rate.0, p.gross, p.tax)).collect();
    assert_eq!(parts, [(70_000, 134, 9), (190_000, 356, 57)]);
    assert_eq!(priced.totals.tax, 638 + 98 + 9 + 57);
}

#[test]
fn an_american_order_pays_its_tax_on_top() {
    let input = OrderInput {
        shipping: shipping(1000, ShippingTaxRule::Untaxed),
        ..order(false, vec![line(1, 1999, 3, 72_500)])
    };
    let totals = price_order(&input).unwrap().totals;
    assert_eq!((totals.items, totals.tax, totals.shipping, totals.total), (5997, 435, 1000, 7432));
}

#[test]
fn shipping_at_the_ordinary_rate_ignores_the_goods() {
    let input = OrderInput {
        shipping: shipping(1190, ShippingTaxRule::Standard),
        ..order(true, vec![line(1, 1000, 1, 70_000)])
    };
    assert_eq!(price_order(&input).unwrap().shipping.tax, 190);
}

#[test]
fn a_discount_on_the_order_is_spread_over_its_lines() {
    let input = OrderInput {
        discount: 100,
        ..order(true, vec![line(1, 100, 1, 0), line(2, 100, 1, 0), line(3, 100, 1, 0)])
    };
    let shares: Vec<i64> = price_order(&input).unwrap().lines.iter().map(|l| l.discount).collect();
    assert_eq!(shares, [34, 33, 33]);
}

#[test]
fn free_goods_may_still_be_shipped_for_money() {
    let input = OrderInput {
        discount: 99_999,
        shipping: shipping(500, ShippingTaxRule::Proportional),
        ..order(true, vec![line(1, 1000, 1, 190_000), line(2, 0, 1, 70_000)])
    };
    let priced = price_order(&input).unwrap();
    assert_eq!((priced.totals.discount, priced.totals.total), (1000, 500));
    assert_eq!(priced.shipping.parts.len(), 2);
}

#[test]
fn a_discount_on_shipping_stops_at_its_price() {
    let mut input = order(true, vec![line(1, 1000, 1, 0)]);
    input.shipping = shipping(500, ShippingTaxRule::Proportional);
    if let Some(shipping) = &mut input.shipping {
        shipping.discount = 900;
    }
    let priced = price_order(&input).unwrap();
    assert_eq!((priced.shipping.discount, priced.shipping.total), (500, 0));
}

#[test]
fn impossible_orders_are_refused_with_their_line() {
    assert_eq!(price_order(&order(true, vec![])), Err(PricingError::BadLineCount));
    let none = order(true, vec![line(1, 100, 1, 0), line(2, 100, 0, 0)]);
    assert_eq!(price_order(&none), Err(PricingError::BadQuantity(1)));
    let negative = order(true, vec![line(1, -1, 1, 0)]);
    assert_eq!(price_order(&negative), Err(PricingError::Line(0, AmountError::Negative)));
    let mut discount = order(true, vec![line(1, 100, 1, 0)]);
    discount.lines[0].discount = 101;
    assert_eq!(price_order(&discount), Err(PricingError::Line(0, AmountError::DiscountTooLarge)));
    discount.lines[0].discount = 0;
    discount.discount = -1;
    assert_eq!(price_order(&discount), Err(PricingError::Order(AmountError::Negative)));
    let huge = order(false, vec![line(1, i64::MAX, 1, 0)]);
    assert_eq!(price_group(&[none, huge.clone()]), Err((0, PricingError::BadQuantity(1))));
    assert_eq!(price_order(&huge), Err(PricingError::Line(0, AmountError::TooLarge)));
}

#[test]
fn a_total_that_moved_is_told_with_both_figures() {
    assert_eq!(check_expected(5, 5), Ok(()));
    assert_eq!(check_expected(5, 4), Err(TotalChanged { expected: 5, actual: 4 }));
}

fn any_line() -> impl Strategy<Value = LineInput> {
    let rates = prop::sample::select(vec![0, 25_000, 70_000, 190_000, 200_000, 88_750, 1_000_000]);
    (1u128..9, 0i64..200_000, 1i64..50, 0i64..=100, rates).prop_map(|(number, price, quantity, off, ppm)| {
        LineInput { discount: price * quantity * off / 100, ..line(number, price, quantity, ppm) }
    })
}

fn any_order() -> impl Strategy<Value = OrderInput> {
    let rules = prop::sample::select(ShippingTaxRule::ALL.to_vec());
    let shipping = prop::option::of((0i64..5_000, 0i64..6_000, rules)).prop_map(|some| {
        some.map(|(price, discount, rule)| ShippingInput { price, discount, rule, standard: tax(190_000) })
    });
    (any::<bool>(), prop::collection::vec(any_line(), 1..12), 0i64..3_000_000, shipping).prop_map(
        |(included, lines, discount, shipping)| OrderInput { discount, shipping, ..order(included, lines) },
    )
}

proptest! {
    #[test]
    fn every_sum_of_an_order_and_of_its_group_is_exact(inputs in prop::collection::vec(any_order(), 1..4)) {
        let group = price_group(&inputs).unwrap();
        let mut sum = Totals::default();
        for (priced, input) in group.orders.iter().zip(&inputs) {
            let totals = priced.totals;
            prop_assert_eq!(totals.net + totals.tax, totals.total);
            let lines: i64 = priced.lines.iter().map(|l| l.total).sum();
            prop_assert_eq!(lines + priced.shipping.total, totals.total);
            for line in &priced.lines {
                prop_assert!(line.net >= 0 && line.tax >= 0 && line.discount >= 0);
                prop_assert_eq!(line.net + line.tax, line.total);
                let shown = if input.prices_include_tax { line.total } else { line.net };
                prop_assert_eq!(shown, line.subtotal - line.discount);
            }
            let own: i64 = input.lines.iter().map(|l| l.discount).sum();
            prop_assert_eq!(totals.discount, (own + input.discount).min(totals.items));
            let shown: i64 = priced.shipping.parts.iter().map(|p| if input.prices_include_tax { p.gross } else { p.net }).sum();
            prop_assert_eq!(shown, priced.shipping.subtotal - priced.shipping.discount);
            let rates = priced.by_rate();
            prop_assert_eq!(rates.iter().map(|r| r.gross).sum::<i64>(), totals.total);
            prop_assert_eq!(rates.iter().map(|r| r.tax).sum::<i64>(), totals.tax);
            sum = sum.plus(totals).unwrap();
        }
        prop_assert_eq!(sum, group.totals);
    }

    #[test]
    fn a_larger_discount_never_costs_more(input in any_order(), more in 0i64..10_000) {
        let cheaper = OrderInput { discount: input.discount + more, ..input.clone() };
        let (before, after) = (price_order(&input).unwrap().totals, price_order(&cheaper).unwrap().totals);
        // Where tax comes on top, each line and each part of the shipping may round the other way.
        let slack = if input.prices_include_tax { 0 } else { 2 * input.lines.len() as i64 };
        prop_assert!(after.total <= before.total + slack);
    }
}
