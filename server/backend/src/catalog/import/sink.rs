//! Entries on their way out.

use super::columns::{Column, Row};
use super::model::*;
use std::collections::VecDeque;

/// Entries on their way out, and their count.
#[derive(Default)]
pub(super) struct Sink {
    pub(super) out: VecDeque<Entry>,
    pub(super) totals: Totals,
}

impl Sink {
    pub(super) fn refuse(&mut self, row: &Row<'_>, column: Column, reason: Reason) {
        self.refuse_at(row.number, row.columns.name(column), reason);
    }

    pub(super) fn refuse_at(&mut self, row: u64, column: &'static str, reason: Reason) {
        self.totals.refused += 1;
        self.out.push_back(Entry::Refusal(Refusal { row, column, reason }));
    }

    pub(super) fn warn(&mut self, row: &Row<'_>, column: Column, notice: Notice) {
        self.warn_at(row.number, row.columns.name(column), notice);
    }

    pub(super) fn warn_at(&mut self, row: u64, column: &'static str, notice: Notice) {
        self.totals.warnings += 1;
        self.out.push_back(Entry::Warning(Warning { row, column, notice }));
    }

    pub(super) fn hand_out(&mut self, product: ParsedProduct) {
        self.totals.products += 1;
        self.totals.drafts += u64::from(product.status == Status::Draft);
        self.totals.archived += u64::from(product.status == Status::Archived);
        self.count(&product.variants, &product.pictures);
        self.out.push_back(Entry::Product(Box::new(product)));
    }

    pub(super) fn hand_out_more(&mut self, more: Continuation) {
        self.count(&more.variants, &more.pictures);
        self.out.push_back(Entry::Continuation(Box::new(more)));
    }

    fn count(&mut self, variants: &[ParsedVariant], pictures: &[ParsedPicture]) {
        let count =
            |test: fn(&ParsedVariant) -> bool| variants.iter().filter(|variant| test(variant)).count() as u64;
        self.totals.variants += variants.len() as u64;
        self.totals.pictures += pictures.len() as u64;
        self.totals.untracked += count(|v| !v.tracked);
        self.totals.backorder += count(|v| v.policy == StockPolicy::Continue);
        self.totals.free += count(|v| v.price == 0);
        self.totals.negative += count(|v| v.quantity < 0);
    }
}
