//! What an order costs: lines, discount, shipping and tax, exact to the minor unit.
//!
//! Steps, each on the result of the one before: unit price × quantity; the line's own discount;
//! the order's discount, spread over the lines by largest remainder; tax per line, rounded once;
//! shipping less its discount, split over the tax rates and taxed part by part.
//! Always holds: `net + tax == total`, the lines and the shipping sum to the order, the orders
//! to the group, and nothing is negative. Where prices include tax the price is the same for
//! every destination and the tax inside it differs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::allocate::{AllocateError, allocate, allocate_within};
use crate::id::{ShopId, VariantId};
use crate::tax::{AmountError, AppliedTax, MAX_AMOUNT, Ppm, TaxedLine, line_amount};
use crate::text_enum;

/// Most lines of one order.
pub const MAX_LINES: usize = 500;

text_enum! {
    /// How a shop taxes shipping.
    pub enum ShippingTaxRule {
        /// As the goods are, in proportion to their amounts.
        Proportional => "proportional",
        /// At the ordinary rate of the destination.
        Standard => "standard",
        /// Not at all.
        Untaxed => "untaxed",
    }
}

/// A line to price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineInput {
    /// What is bought.
    pub variant: VariantId,
    /// Frozen price of one piece in minor units, with or without tax as the shop's prices are.
    pub unit_price: i64,
    /// Pieces, at least 1.
    pub quantity: i64,
    /// The line's own discount in minor units, for all its pieces.
    pub discount: i64,
    /// The rate for the destination.
    pub tax: AppliedTax,
}

/// Shipping to price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingInput {
    /// Minor units, with or without tax as the shop's prices are.
    pub price: i64,
    /// Reduction of it; clamped to it.
    pub discount: i64,
    /// How it is taxed.
    pub rule: ShippingTaxRule,
    /// The ordinary rate of the destination, for [`ShippingTaxRule::Standard`].
    pub standard: AppliedTax,
}

/// One shop's part of a purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderInput {
    /// The shop.
    pub shop: ShopId,
    /// Whether its prices hold their tax.
    pub prices_include_tax: bool,
    /// Its lines.
    pub lines: Vec<LineInput>,
    /// Discount on the whole order in minor units; clamped to the goods.
    pub discount: i64,
    /// Shipping; `None` until a rate is chosen, or where nothing is sent.
    pub shipping: Option<ShippingInput>,
}

/// Why an order has no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PricingError {
    /// No lines, or more than [`MAX_LINES`].
    BadLineCount,
    /// The line at this index has a quantity below 1.
    BadQuantity(usize),
    /// The line at this index has an impossible amount.
    Line(usize, AmountError),
    /// The discount of the order, the shipping or a sum is impossible.
    Order(AmountError),
}

/// A priced line: what is frozen at the moment of sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricedLine {
    /// What is bought.
    pub variant: VariantId,
    /// Minor units a piece.
    pub unit_price: i64,
    /// Pieces.
    pub quantity: i64,
    /// `unit_price × quantity`.
    pub subtotal: i64,
    /// The line's own discount and its share of the order's.
    pub discount: i64,
    /// The rate, its name and reason.
    pub tax_rate: AppliedTax,
    /// Minor units without tax, after discount.
    pub net: i64,
    /// Minor units of tax.
    pub tax: i64,
    /// What the customer pays for the line: `net + tax`.
    pub total: i64,
}

/// Priced shipping.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PricedShipping {
    /// The price before its discount.
    pub subtotal: i64,
    /// The discount that was given.
    pub discount: i64,
    /// Its parts by tax rate, lowest rate first; a part of zero is kept.
    pub parts: Vec<TaxedLine>,
    /// Minor units without tax.
    pub net: i64,
    /// Minor units of tax.
    pub tax: i64,
    /// What the customer pays for shipping: `net + tax`.
    pub total: i64,
}

/// A priced order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricedOrder {
    /// The shop.
    pub shop: ShopId,
    /// Whether its prices hold their tax.
    pub prices_include_tax: bool,
    /// Its lines, in the order of the input.
    pub lines: Vec<PricedLine>,
    /// Its shipping; all zero where none is chosen.
    pub shipping: PricedShipping,
    /// Its sums.
    pub totals: Totals,
}

/// The sums of an order or of a group of orders, in minor units. `net + tax == total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Goods at list price, before discounts, with or without tax as the prices are.
    pub items: i64,
    /// All discounts on the goods.
    pub discount: i64,
    /// What the customer pays for shipping, with its tax.
    pub shipping: i64,
    /// Without tax: goods and shipping.
    pub net: i64,
    /// Tax on goods and shipping.
    pub tax: i64,
    /// What the customer pays.
    pub total: i64,
}

/// All orders of one purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricedGroup {
    /// One order a shop, in the order of the input.
    pub orders: Vec<PricedOrder>,
    /// Their sums.
    pub totals: Totals,
}

/// Prices the orders of a purchase.
///
/// # Errors
/// The index of the first order that has no price, and why.
pub fn price_group(inputs: &[OrderInput]) -> Result<PricedGroup, (usize, PricingError)> {
    let mut group = PricedGroup { orders: Vec::with_capacity(inputs.len()), totals: Totals::default() };
    for (index, input) in inputs.iter().enumerate() {
        let order = price_order(input).map_err(|error| (index, error))?;
        group.totals =
            group.totals.plus(order.totals).ok_or((index, PricingError::Order(AmountError::TooLarge)))?;
        group.orders.push(order);
    }
    Ok(group)
}

/// Prices one shop's order.
///
/// # Errors
/// No or too many lines, a negative or too large amount, a discount above its line.
pub fn price_order(input: &OrderInput) -> Result<PricedOrder, PricingError> {
    if input.lines.is_empty() || input.lines.len() > MAX_LINES {
        return Err(PricingError::BadLineCount);
    }
    let mut subtotals = Vec::with_capacity(input.lines.len());
    let mut remaining = Vec::with_capacity(input.lines.len());
    for (index, line) in input.lines.iter().enumerate() {
        if line.quantity < 1 {
            return Err(PricingError::BadQuantity(index));
        }
        let refuse = |error| PricingError::Line(index, error);
        let subtotal = line_amount(line.unit_price, line.quantity).map_err(refuse)?;
        if line.discount < 0 {
            return Err(refuse(AmountError::Negative));
        }
        if line.discount > subtotal {
            return Err(refuse(AmountError::DiscountTooLarge));
        }
        subtotals.push(subtotal);
        remaining.push(subtotal - line.discount);
    }
    let shares = allocate_within(input.discount, &remaining).map_err(order_error)?;
    let mut lines = Vec::with_capacity(input.lines.len());
    let mut totals = Totals::default();
    let mut by_rate: BTreeMap<Ppm, i64> = BTreeMap::new();
    for (index, line) in input.lines.iter().enumerate() {
        let amount = remaining[index] - shares[index];
        let taxed = TaxedLine::new(amount, line.tax.rate, input.prices_include_tax)
            .map_err(|error| PricingError::Line(index, error))?;
        *by_rate.entry(line.tax.rate).or_default() += amount;
        let priced = PricedLine {
            variant: line.variant,
            unit_price: line.unit_price,
            quantity: line.quantity,
            subtotal: subtotals[index],
            discount: line.discount + shares[index],
            tax_rate: line.tax.clone(),
            net: taxed.net,
            tax: taxed.tax,
            total: taxed.gross,
        };
        totals.items += priced.subtotal;
        totals.discount += priced.discount;
        totals.net += priced.net;
        totals.tax += priced.tax;
        totals.total += priced.total;
        lines.push(priced);
    }
    let shipping = match &input.shipping {
        Some(shipping) => price_shipping(shipping, &by_rate, input.prices_include_tax)?,
        None => PricedShipping::default(),
    };
    totals.shipping = shipping.total;
    totals.net += shipping.net;
    totals.tax += shipping.tax;
    totals.total += shipping.total;
    Ok(PricedOrder {
        shop: input.shop,
        prices_include_tax: input.prices_include_tax,
        lines,
        shipping,
        totals,
    })
}

fn price_shipping(
    input: &ShippingInput,
    by_rate: &BTreeMap<Ppm, i64>,
    included: bool,
) -> Result<PricedShipping, PricingError> {
    if input.price < 0 || input.discount < 0 {
        return Err(PricingError::Order(AmountError::Negative));
    }
    if input.price > MAX_AMOUNT {
        return Err(PricingError::Order(AmountError::TooLarge));
    }
    let discount = input.discount.min(input.price);
    let amount = input.price - discount;
    let split: Vec<(Ppm, i64)> = match input.rule {
        ShippingTaxRule::Proportional => {
            let weights: Vec<i64> = by_rate.values().copied().collect();
            let parts = allocate(amount, &weights).map_err(order_error)?;
            by_rate.keys().copied().zip(parts).collect()
        }
        ShippingTaxRule::Standard => vec![(input.standard.rate, amount)],
        ShippingTaxRule::Untaxed => vec![(Ppm::ZERO, amount)],
    };
    let mut shipping = PricedShipping { subtotal: input.price, discount, ..PricedShipping::default() };
    for (rate, part) in split {
        let taxed = TaxedLine::new(part, rate, included).map_err(PricingError::Order)?;
        shipping.net += taxed.net;
        shipping.tax += taxed.tax;
        shipping.total += taxed.gross;
        shipping.parts.push(taxed);
    }
    Ok(shipping)
}

fn order_error(error: AllocateError) -> PricingError {
    PricingError::Order(match error {
        AllocateError::NegativeAmount | AllocateError::NegativeWeight(_) => AmountError::Negative,
        // An order has lines, so its amounts have somewhere to go.
        AllocateError::NoWeights => AmountError::DiscountTooLarge,
    })
}

impl Totals {
    /// The sums of two orders; `None` when they do not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            items: self.items.checked_add(other.items)?,
            discount: self.discount.checked_add(other.discount)?,
            shipping: self.shipping.checked_add(other.shipping)?,
            net: self.net.checked_add(other.net)?,
            tax: self.tax.checked_add(other.tax)?,
            total: self.total.checked_add(other.total)?,
        })
    }
}

impl PricedOrder {
    /// Net, tax and gross by rate over goods and shipping, lowest rate first, for the invoice.
    pub fn by_rate(&self) -> Vec<TaxedLine> {
        let mut sums: BTreeMap<Ppm, TaxedLine> = BTreeMap::new();
        let goods = self.lines.iter().map(|line| (line.tax_rate.rate, line.net, line.tax));
        let shipping = self.shipping.parts.iter().map(|part| (part.rate, part.net, part.tax));
        for (rate, net, tax) in goods.chain(shipping) {
            let sum = sums.entry(rate).or_insert(TaxedLine { rate, ..TaxedLine::default() });
            sum.net += net;
            sum.tax += tax;
            sum.gross += net + tax;
        }
        sums.into_values().collect()
    }
}

/// The total is not the one that the buyer agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalChanged {
    /// What the buyer saw, in minor units.
    pub expected: i64,
    /// What it is now.
    pub actual: i64,
}

/// Compares the total that the buyer agreed to with the one of now.
///
/// # Errors
/// [`TotalChanged`] on any difference, in either direction.
pub fn check_expected(expected: i64, actual: i64) -> Result<(), TotalChanged> {
    if expected == actual { Ok(()) } else { Err(TotalChanged { expected, actual }) }
}

#[cfg(test)]
mod tests;
