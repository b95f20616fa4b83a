//! What a cart costs now: its lines, the typed address, shipping, tax.

use std::collections::BTreeMap;

use db::{Run, sql};
use domain::address::{self, Address};
use domain::cart::by_shop;
use domain::checkout::{CheckoutStep, CheckoutTotals};
use domain::email;
use domain::id::{CartId, OrderGroupId, RateId, ShopId};
use domain::invalid::FieldError;
use domain::pricing::{
    LineInput, OrderInput, PricedGroup, PricingError, ShippingInput, ShippingTaxRule, price_group,
};
use domain::shipping::{Parcel, ShippingOffer};
use domain::tax::{AppliedTax, Ppm, TaxClass, TaxReason};
use domain::{Currency, Money};

use crate::cart::{CartRow, Line, load_lines};
use crate::ports::tax::{TaxItem, TaxQuestion};
use crate::{Env, Error, Result};

sql!(
    FIND_FORM,
    "select f.email, f.address, f.shipping, f.errors, f.step, g.id as group_id, g.number,
            (select max(p.attempt) from payments p where p.group_id = g.id) as attempts
     from carts c left join checkouts f on f.cart_id = c.id left join order_groups g on g.cart_id = c.id
     where c.id = $1"
);

#[derive(db::FromRow)]
struct FormRow {
    email: Option<String>,
    address: Option<String>,
    shipping: Option<String>,
    errors: Option<String>,
    step: Option<CheckoutStep>,
    group_id: Option<OrderGroupId>,
    number: Option<i64>,
    attempts: Option<i64>,
}

/// What was typed in checkout so far.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Whether checkout was entered at all.
    pub(super) entered: bool,
    pub(super) email: String,
    pub(super) address: Address,
    pub(super) shipping: BTreeMap<ShopId, RateId>,
    pub(super) errors: Vec<FieldError>,
    pub(super) step: CheckoutStep,
}

/// The purchase that an earlier attempt to pay left behind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earlier {
    pub(super) group: OrderGroupId,
    pub(super) number: i64,
    pub(super) attempts: i64,
}

/// One shop's part.
pub(super) struct ShopQuote {
    pub(super) shop: ShopId,
    /// The lines of the shop that can be bought.
    pub(super) lines: Vec<Line>,
    pub(super) offers: Vec<ShippingOffer>,
    /// The stored choice, else the cheapest offer.
    pub(super) chosen: Option<ShippingOffer>,
    /// Whether the choice is the buyer's own.
    pub(super) is_own_choice: bool,
    pub(super) needs_shipping: bool,
}

/// A cart with everything that it costs.
pub(super) struct Quote {
    pub(super) cart: CartRow,
    pub(super) form: Form,
    pub(super) earlier: Option<Earlier>,
    pub(super) lines: Vec<Line>,
    pub(super) shops: Vec<ShopQuote>,
    pub(super) priced: PricedGroup,
    /// Whether the country is known.
    pub(super) placed: bool,
}

/// Reads what was typed for a cart.
pub(super) async fn load_form(conn: &mut dyn Run, cart: CartId) -> Result<(Form, Option<Earlier>)> {
    let row: FormRow = conn.query(&FIND_FORM).bind(cart).fetch_one().await?;
    let earlier = row.group_id.zip(row.number).map(|(group, number)| Earlier {
        group,
        number,
        attempts: row.attempts.unwrap_or(0),
    });
    let form = Form {
        entered: row.email.is_some(),
        email: row.email.unwrap_or_default(),
        address: read(row.address.as_deref())?,
        shipping: read(row.shipping.as_deref())?,
        errors: read(row.errors.as_deref())?,
        step: row.step.unwrap_or(CheckoutStep::Address),
    };
    Ok((form, earlier))
}

fn read<T: serde::de::DeserializeOwned + Default>(text: Option<&str>) -> Result<T> {
    Ok(text.map(serde_json::from_str).transpose()?.unwrap_or_default())
}

/// What is wrong with the first step.
pub(super) fn address_errors(email: &str, address: &Address) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Err(problem) = email::check(email) {
        errors.push(FieldError::new("email", problem));
    }
    errors.extend(address::validate(address));
    errors
}

/// Prices a cart as it is now.
pub(super) async fn load(env: &Env, cart: CartRow) -> Result<Quote> {
    let mut conn = env.db.read();
    let (form, earlier) = load_form(&mut conn, cart.id).await?;
    let lines = load_lines(&mut conn, cart.id).await?;
    let buyable: Vec<&Line> = lines.iter().filter(|line| line.can_buy()).collect();
    let mut shops: Vec<ShopQuote> = by_shop(&buyable, |line| line.shop_id)
        .into_iter()
        .map(|(shop, lines)| ShopQuote {
            shop,
            needs_shipping: lines.iter().any(|line| line.requires_shipping),
            lines: lines.into_iter().cloned().collect(),
            offers: Vec::new(),
            chosen: None,
            is_own_choice: false,
        })
        .collect();
    let placed = address::country(&form.address.country).is_some();
    if placed {
        find_offers(env, &mut shops, &form).await?;
    }
    let rates = tax_rates(env, &shops, placed.then_some(&form.address)).await?;
    let inputs: Vec<OrderInput> = shops.iter().zip(rates).map(|(shop, rates)| shop.input(rates)).collect();
    let priced = price_group(&inputs).map_err(unpriced)?;
    Ok(Quote { cart, form, earlier, lines, shops, priced, placed })
}

async fn find_offers(env: &Env, shops: &mut [ShopQuote], form: &Form) -> Result<()> {
    let sending: Vec<usize> = (0..shops.len()).filter(|at| shops[*at].needs_shipping).collect();
    if sending.is_empty() {
        return Ok(());
    }
    let parcels: Vec<(ShopId, Parcel)> =
        sending.iter().map(|at| (shops[*at].shop, shops[*at].parcel())).collect();
    let offers = env.ports.carrier.offers(env, &form.address.country, &parcels).await?;
    for (at, offers) in sending.into_iter().zip(offers) {
        let shop = &mut shops[at];
        let stored = form.shipping.get(&shop.shop);
        let own = offers.iter().find(|offer| Some(&offer.rate_id) == stored);
        shop.is_own_choice = own.is_some();
        shop.chosen = own.or(offers.first()).cloned();
        shop.offers = offers;
    }
    Ok(())
}

/// The rates of each shop's lines, and its ordinary rate for shipping.
type Rates = (Vec<AppliedTax>, AppliedTax);

async fn tax_rates(env: &Env, shops: &[ShopQuote], to: Option<&Address>) -> Result<Vec<Rates>> {
    let mut items = Vec::new();
    for shop in shops {
        items.push(TaxItem { shop: shop.shop, class: TaxClass::Standard });
        let class = |line: &Line| if line.taxable { line.tax_class } else { TaxClass::Zero };
        items.extend(shop.lines.iter().map(|line| TaxItem { shop: shop.shop, class: class(line) }));
    }
    let mut rates = match to {
        Some(to) if !items.is_empty() => {
            let question = TaxQuestion { country: &to.country, region: &to.region, items: &items };
            env.ports.tax.rates(env, question).await?
        }
        _ => {
            let untaxed = AppliedTax { rate: Ppm::ZERO, name: String::new(), reason: TaxReason::NoRate };
            vec![untaxed; items.len()]
        }
    };
    if rates.len() != items.len() {
        return Err(Error::internal("the tax service answered for other items than asked"));
    }
    let mut rates = rates.drain(..);
    let mut of_shops = Vec::with_capacity(shops.len());
    for shop in shops {
        let missing = || Error::internal("a tax rate is missing");
        let standard = rates.next().ok_or_else(missing)?;
        of_shops.push((rates.by_ref().take(shop.lines.len()).collect(), standard));
    }
    Ok(of_shops)
}

fn unpriced((shop, error): (usize, PricingError)) -> Error {
    Error::Conflict { code: "cart_not_priced", details: serde_json::json!({ "shop": shop, "error": error }) }
}

impl ShopQuote {
    fn parcel(&self) -> Parcel {
        let sum = |amount: fn(&Line) -> i64| {
            self.lines
                .iter()
                .map(|line| amount(line).saturating_mul(line.quantity))
                .fold(0, i64::saturating_add)
        };
        Parcel {
            subtotal: sum(|line| line.price),
            weight_g: sum(|line| if line.requires_shipping { line.weight_g } else { 0 }),
        }
    }

    fn input(&self, (rates, standard): Rates) -> OrderInput {
        let lines = self.lines.iter().zip(rates).map(|(line, tax)| LineInput {
            variant: line.variant_id,
            unit_price: line.price,
            quantity: line.quantity,
            discount: 0,
            tax,
        });
        OrderInput {
            shop: self.shop,
            prices_include_tax: self.prices_include_tax(),
            lines: lines.collect(),
            discount: 0,
            shipping: self.chosen.as_ref().map(|offer| ShippingInput {
                price: offer.price,
                discount: 0,
                rule: ShippingTaxRule::Proportional,
                standard,
            }),
        }
    }

    pub(super) fn prices_include_tax(&self) -> bool {
        self.lines.first().is_some_and(|line| line.prices_include_tax)
    }
}

impl Quote {
    pub(super) const fn currency(&self) -> Currency {
        self.cart.currency
    }

    pub(super) const fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.cart.currency)
    }

    /// The first step that is not done.
    pub(super) fn step(&self) -> CheckoutStep {
        let form = &self.form;
        if form.step == CheckoutStep::Address || !address_errors(&form.email, &form.address).is_empty() {
            return CheckoutStep::Address;
        }
        let sends = self.shops.iter().any(|shop| shop.needs_shipping);
        let chosen = self.shops.iter().all(|shop| !shop.needs_shipping || shop.is_own_choice);
        if sends && (form.step == CheckoutStep::Shipping || !chosen) {
            CheckoutStep::Shipping
        } else {
            CheckoutStep::Review
        }
    }

    /// The sums as pages show them.
    pub(super) fn totals(&self) -> CheckoutTotals {
        let known =
            self.placed && self.shops.iter().all(|shop| !shop.needs_shipping || shop.chosen.is_some());
        totals(&self.priced, self.currency(), self.placed, known)
    }
}

pub(super) fn totals(
    priced: &PricedGroup,
    currency: Currency,
    tax_known: bool,
    shipping_known: bool,
) -> CheckoutTotals {
    let money = |amount| Money::new(amount, currency);
    let sum = |included: bool, amount: fn(&domain::pricing::PricedOrder) -> i64| -> i64 {
        priced.orders.iter().filter(|order| order.prices_include_tax == included).map(amount).sum()
    };
    // Where tax comes on top, every figure above it is without.
    let shipping = sum(true, |order| order.shipping.total) + sum(false, |order| order.shipping.net);
    CheckoutTotals {
        items: money(priced.totals.items),
        discount: money(priced.totals.discount),
        shipping: shipping_known.then(|| money(shipping)),
        tax_added: money(sum(false, |order| order.totals.tax)),
        tax_included: money(sum(true, |order| order.totals.tax)),
        tax_known,
        total: money(priced.totals.total),
    }
}
