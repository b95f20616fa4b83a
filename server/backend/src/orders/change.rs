//! What every change of an order begins and ends with: the order held in the version that the
//! person saw, and its stock moved.

use std::collections::BTreeMap;

use db::{Builder, Run, Tx, sql};
use domain::Currency;
use domain::id::{OrderId, OrderLineId, UserId, VariantId};
use domain::invalid::{FieldError, Problem};
use domain::orders::actions::{ActionError, Pieces};
use domain::orders::refunds::{RefundableLine, RefundableOrder};
use domain::orders::views::TypedPieces;
use domain::orders::{LineQuantities, OrderStatus, PaymentStatus};
use domain::stock::StockMove;

use crate::inventory::{self, Cause, Touched};
use crate::scope::ShopScope;
use crate::{Env, Error, Result};

sql!(
    /// Held until the commit; of two changes of one version the second finds another.
    HOLD_ORDER,
    "update orders set version = version + 1, updated_at = $1 where id = $2 and shop_id = $3 and status <> 'pending'
     returning id, version, status, payment_status, currency, shipping_total, shipping_tax, shipping_refunded,
               shipping_refunded_tax"
);
sql!(
    HELD_LINES,
    "select id, variant_id, tracked, quantity, cancelled, fulfilled, delivered, returned, refunded, total, tax,
            discount, refunded_amount, refunded_tax
     from order_lines where order_id = $1 order by position"
);
sql!(ACTOR_NAME, "select name from users where id = $1");

/// The columns of an order that changes weigh.
#[derive(db::FromRow)]
pub(super) struct OrderFacts {
    pub id: OrderId,
    pub version: i64,
    pub status: OrderStatus,
    pub payment_status: PaymentStatus,
    pub currency: Currency,
    pub shipping_total: i64,
    pub shipping_tax: i64,
    pub shipping_refunded: i64,
    pub shipping_refunded_tax: i64,
}

#[derive(db::FromRow)]
struct LineRow {
    id: OrderLineId,
    variant_id: VariantId,
    tracked: bool,
    quantity: i64,
    cancelled: i64,
    fulfilled: i64,
    delivered: i64,
    returned: i64,
    refunded: i64,
    total: i64,
    tax: i64,
    discount: i64,
    refunded_amount: i64,
    refunded_tax: i64,
}

/// A line of an order that is changed.
pub(super) struct Line {
    pub id: OrderLineId,
    pub variant: VariantId,
    pub tracked: bool,
    pub money: RefundableLine,
}

impl Line {
    pub fn quantities(&self) -> LineQuantities {
        self.money.quantities
    }
}

impl From<LineRow> for Line {
    fn from(row: LineRow) -> Self {
        Self {
            id: row.id,
            variant: row.variant_id,
            tracked: row.tracked,
            money: RefundableLine {
                quantities: LineQuantities {
                    ordered: row.quantity,
                    cancelled: row.cancelled,
                    fulfilled: row.fulfilled,
                    delivered: row.delivered,
                    returned: row.returned,
                    refunded: row.refunded,
                },
                total: row.total,
                tax: row.tax,
                discount: row.discount,
                refunded_amount: row.refunded_amount,
                refunded_tax: row.refunded_tax,
            },
        }
    }
}

/// An order with its lines.
pub(super) struct Weighed {
    pub facts: OrderFacts,
    pub lines: Vec<Line>,
}

/// Holds an order of the shop for a change that was made for `version`.
///
/// # Errors
/// NotFound for another shop's order; Conflict `stale` for another version.
pub(super) async fn hold(
    tx: &mut Tx,
    env: &Env,
    shop: &ShopScope,
    order: OrderId,
    version: i64,
) -> Result<Weighed> {
    let query = tx.query(&HOLD_ORDER).bind(env.now()).bind(order).bind(shop.shop());
    let facts: OrderFacts = query.fetch_optional().await?.ok_or(Error::NotFound)?;
    if facts.version != version.saturating_add(1) {
        return Err(Error::conflict("stale"));
    }
    weigh(tx, facts).await
}

/// Reads the lines of an order.
pub(super) async fn weigh(conn: &mut dyn Run, facts: OrderFacts) -> Result<Weighed> {
    let rows: Vec<LineRow> = conn.query(&HELD_LINES).bind(facts.id).fetch_all().await?;
    Ok(Weighed { facts, lines: rows.into_iter().map(Line::from).collect() })
}

/// The name of who acts, for the timeline; empty for the system.
pub(super) async fn actor(tx: &mut Tx, shop: &ShopScope) -> Result<String> {
    let Some(user) = shop.user() else { return Ok(String::new()) };
    let row = tx.query(&ACTOR_NAME).bind(user).fetch_optional::<(String,)>().await?;
    Ok(row.map(|(name,)| name).unwrap_or_default())
}

impl Weighed {
    pub fn quantities(&self) -> Vec<LineQuantities> {
        self.lines.iter().map(Line::quantities).collect()
    }

    /// The order as refunds are computed.
    pub fn refundable(&self, captured: i64, refunded: i64) -> RefundableOrder {
        RefundableOrder {
            lines: self.lines.iter().map(|line| line.money).collect(),
            shipping: self.facts.shipping_total,
            shipping_tax: self.facts.shipping_tax,
            shipping_refunded: self.facts.shipping_refunded,
            shipping_refunded_tax: self.facts.shipping_refunded_tax,
            captured,
            refunded,
        }
    }

    /// Reads what was typed for the lines; lines without a number, or with 0, are not meant.
    ///
    /// # Errors
    /// Invalid `pieces.{line}`.
    pub fn pieces(&self, typed: &TypedPieces) -> Result<Vec<Pieces>> {
        let mut pieces = Vec::new();
        let mut errors = Vec::new();
        for (id, text) in typed {
            let text = text.trim();
            if text.is_empty() || text == "0" {
                continue;
            }
            // Forms put a letter before the id: a digit there would be read as a place in a list.
            let id = id.strip_prefix('L').unwrap_or(id);
            let field = format!("pieces.{id}");
            let line = self.lines.iter().position(|line| line.id.as_str() == id);
            match (line, text.parse::<i64>()) {
                (Some(line), Ok(quantity)) => pieces.push(Pieces { line, quantity }),
                (None, _) => errors.push(FieldError::new(field, Problem::UnknownChoice)),
                (_, Err(_)) => errors.push(FieldError::new(field, Problem::NotANumber)),
            }
        }
        pieces.sort_by_key(|pieces| pieces.line);
        if errors.is_empty() { Ok(pieces) } else { Err(Error::Invalid(errors)) }
    }

    /// The answer to a broken rule, at the field that broke it.
    pub fn refuse(&self, error: ActionError) -> Error {
        match error {
            ActionError::NotOpen(_) => Error::conflict("not_open"),
            ActionError::NotPaid(_) => Error::conflict("not_paid"),
            ActionError::Nothing => Error::invalid("pieces", Problem::Required),
            ActionError::TooMany { line, left } => {
                Error::invalid(self.field(line), Problem::OutOfRange { min: 0, max: left })
            }
            ActionError::BadQuantity(line) => {
                let max = self.lines.get(line).map_or(0, |line| line.quantities().to_fulfil());
                Error::invalid(self.field(line), Problem::OutOfRange { min: 0, max })
            }
            ActionError::UnknownLine(_) | ActionError::NamedTwice(_) => {
                Error::invalid("pieces", Problem::UnknownChoice)
            }
        }
    }

    /// The name of a line's field in forms.
    pub fn field(&self, line: usize) -> String {
        self.lines.get(line).map_or_else(|| "pieces".to_owned(), |line| format!("pieces.{}", line.id))
    }
}

/// Moves of stock, done together in the order of the variants' ids.
#[derive(Default)]
pub(super) struct StockMoves(BTreeMap<(VariantId, StockMove), i64>);

impl StockMoves {
    /// Notes a move of a line's pieces; nothing is counted for untracked ones.
    pub fn add(&mut self, line: &Line, kind: StockMove, quantity: i64) {
        if line.tracked && quantity > 0 {
            *self.0.entry((line.variant, kind)).or_default() += quantity;
        }
    }

    /// Does them. Variants that were deleted since the sale have no stock to move.
    pub async fn apply(self, tx: &mut Tx, env: &Env, order: OrderId, user: Option<UserId>) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let wanted =
            Builder::new("orders::change::existing_variants", "select id from variants where id in ")
                .bind_list(self.0.keys().map(|(variant, _)| *variant));
        let existing: Vec<(VariantId,)> = wanted.query(tx).fetch_all().await?;
        let cause = Cause { reference: order.as_str(), user, note: "" };
        let mut touched = Touched::default();
        for ((variant, kind), quantity) in self.0 {
            if !existing.contains(&(variant,)) {
                continue;
            }
            match kind {
                StockMove::Fulfil => {
                    inventory::fulfil(tx, env, &mut touched, variant, quantity, cause).await?
                }
                StockMove::Cancel => {
                    inventory::cancel(tx, env, &mut touched, variant, quantity, cause).await?
                }
                _ => inventory::restock(tx, env, &mut touched, variant, quantity, cause).await?,
            }
        }
        touched.settle(tx, env).await
    }
}
