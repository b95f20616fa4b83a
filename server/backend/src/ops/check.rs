//! Does everything add up? Read-only, from one consistent view.

use db::{Run, Tx};

use crate::{Env, Result};

/// Something that does not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub rule: &'static str,
    /// The row that breaks it, and how.
    pub what: String,
}

/// Findings shown for one rule; more of a kind say nothing new.
const MOST: usize = 50;

macro_rules! rules {
    ($($name:ident: $rule:literal, $text:literal;)+) => {
        $(db::sql!($name, $text);)+
        const RULES: &[(&str, &db::Sql)] = &[$(($rule, &$name)),+];
    };
}

// Each statement gives the broken rows only: their id and what is wrong, at most fifty.
rules! {
    CHECK_LEDGER: "a variant's stock is the sum of its ledger",
    "select v.id, 'on hand ' || v.on_hand || ' / ' || cast(coalesce(sum(l.on_hand), 0) as bigint)
        || ', allocated ' || v.allocated || ' / ' || cast(coalesce(sum(l.allocated), 0) as bigint)
        || ', reserved ' || v.reserved || ' / ' || cast(coalesce(sum(l.reserved), 0) as bigint)
     from variants v left join stock_ledger l on l.variant_id = v.id
     group by v.id, v.on_hand, v.allocated, v.reserved
     having v.on_hand <> coalesce(sum(l.on_hand), 0) or v.allocated <> coalesce(sum(l.allocated), 0)
        or v.reserved <> coalesce(sum(l.reserved), 0)
     limit 50";
    CHECK_OVERSOLD: "what may not be oversold is not",
    "select id, 'available ' || (on_hand - allocated - reserved) from variants
     where tracked and stock_policy = 'deny' and allocated + reserved > 0 and on_hand - allocated - reserved < 0
       and on_hand >= 0 limit 50";
    CHECK_RESERVED: "reserved stock is held by reservations",
    "select v.id, 'reserved ' || v.reserved || ' / ' || cast(coalesce(sum(r.quantity), 0) as bigint)
     from variants v left join reservations r on r.variant_id = v.id
     where v.tracked group by v.id, v.reserved having v.reserved <> coalesce(sum(r.quantity), 0) limit 50";
    CHECK_ALLOCATED: "allocated stock is sold and not yet sent",
    "select v.id, 'allocated ' || v.allocated || ' / ' || cast(coalesce(sum(l.quantity - l.cancelled - l.fulfilled), 0) as bigint)
     from variants v left join
          (select ol.* from order_lines ol join orders o on o.id = ol.order_id where o.status <> 'pending' and ol.tracked) l
          on l.variant_id = v.id
     where v.tracked group by v.id, v.allocated
     having v.allocated <> coalesce(sum(l.quantity - l.cancelled - l.fulfilled), 0) limit 50";
    CHECK_LINES: "an order's total is its lines and its shipping",
    "select o.id, o.number || ': total ' || o.total || ' / ' || cast(coalesce(sum(l.total), 0) + o.shipping_total as bigint)
     from orders o left join order_lines l on l.order_id = o.id
     group by o.id, o.number, o.total, o.shipping_total
     having o.total <> coalesce(sum(l.total), 0) + o.shipping_total limit 50";
    CHECK_GROUPS: "a purchase's total is its orders' totals",
    "select g.id, 'S-' || g.number || ': total ' || g.total || ' / ' || cast(coalesce(sum(o.total), 0) as bigint)
     from order_groups g left join orders o on o.group_id = g.id
     group by g.id, g.number, g.total having g.total <> coalesce(sum(o.total), 0) limit 50";
    CHECK_PAID: "a placed purchase is paid for, once",
    "select g.id, 'S-' || g.number || ': total ' || g.total || ', captured ' || cast(coalesce(sum(p.captured), 0) as bigint)
     from order_groups g left join payments p on p.group_id = g.id
     where g.state = 'placed' and g.total > 0
     group by g.id, g.number, g.total having coalesce(sum(p.captured), 0) <> g.total limit 50";
    CHECK_UNORDERED: "no money was taken without an order",
    "select p.id, 'captured ' || p.captured || ', refunded ' || p.refunded || ', group ' || g.state
     from payments p join order_groups g on g.id = p.group_id
     where g.state = 'failed' and p.captured > p.refunded limit 50";
    CHECK_VOIDED: "what was given up was not taken",
    "select p.id, 'captured ' || l.captured || ', refunded ' || l.refunded
     from payments p join local_payments l on l.idempotency_key = p.id
     where p.state in ('declined', 'voided') and l.captured > l.refunded limit 50";
    CHECK_SPLITS: "a payment's splits sum to it",
    "select p.id, 'captured ' || p.captured || ' / ' || cast(coalesce(sum(s.captured), 0) as bigint)
        || ', refunded ' || p.refunded || ' / ' || cast(coalesce(sum(s.refunded), 0) as bigint)
     from payments p left join payment_splits s on s.payment_id = p.id
     group by p.id, p.captured, p.refunded
     having p.captured <> coalesce(sum(s.captured), 0) or p.refunded <> coalesce(sum(s.refunded), 0) limit 50";
    CHECK_REFUNDS: "nothing is refunded beyond what was paid",
    "select payment_id, 'captured ' || captured || ', refunded ' || refunded from payment_splits
     where refunded > captured limit 50";
    CHECK_SENT: "nothing is sent beyond what was ordered",
    "select id, 'ordered ' || quantity || ', cancelled ' || cancelled || ', sent ' || fulfilled from order_lines
     where fulfilled + cancelled > quantity or refunded > quantity or refunded_amount > total limit 50";
}

/// Checks stock, money and orders; empty means that everything adds up.
pub async fn check(env: &Env) -> Result<Vec<Finding>> {
    let mut view = env.db.snapshot().await?;
    let mut findings = Vec::new();
    for (rule, sql) in RULES {
        findings.extend(broken(&mut view, rule, sql).await?);
    }
    view.rollback().await?;
    Ok(findings)
}

async fn broken(view: &mut Tx, rule: &'static str, sql: &'static db::Sql) -> Result<Vec<Finding>> {
    let rows: Vec<(String, String)> = view.query(sql).fetch_all().await?;
    Ok(rows
        .into_iter()
        .take(MOST)
        .map(|(id, detail)| Finding { rule, what: format!("{id}: {detail}") })
        .collect())
}
