//! What the editor holds while it is open: the options, and the rows of the grid.

use domain::products::{ProductEdit, VariantDraft};
use domain::stock::StockLevels;
use domain::{Currency, Money};
use kit::{AppError, Kept};
use leptos::prelude::*;

use super::grid::{self, Choice};
use crate::trouble::at_field;

/// A value of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueState {
    pub key: u32,
    pub text: RwSignal<String>,
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionState {
    pub key: u32,
    pub name: RwSignal<String>,
    pub values: Vec<ValueState>,
}

/// What is typed into a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fields {
    pub price: RwSignal<String>,
    pub compare_at: RwSignal<String>,
    pub sku: RwSignal<String>,
    pub stock: RwSignal<String>,
    pub barcode: RwSignal<String>,
    pub weight: RwSignal<String>,
    pub picture: RwSignal<String>,
    pub tracked: RwSignal<bool>,
    pub oversell: RwSignal<bool>,
    pub digital: RwSignal<bool>,
    pub untaxed: RwSignal<bool>,
}

/// A row of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowState {
    pub key: u32,
    /// Id of a present variant; empty for a new one.
    pub id: String,
    pub choice: Choice,
    pub levels: StockLevels,
    pub fields: Fields,
}

/// The open editor. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Editor {
    pub currency: Currency,
    pub options: RwSignal<Vec<OptionState>>,
    pub rows: RwSignal<Vec<RowState>>,
    /// Why the last save was refused.
    pub refusal: Signal<Option<AppError>>,
    /// What was typed before the form came back, if it was typed into this product's.
    pub kept: Option<Kept>,
    next: StoredValue<u32>,
    /// Signals that events make belong to the page, not to the event.
    owner: StoredValue<Option<Owner>>,
}

impl Editor {
    /// The editor of a product, or of one to be made.
    pub fn new(
        product: Option<&ProductEdit>,
        currency: Currency,
        refusal: Signal<Option<AppError>>,
        kept: Kept,
    ) -> Self {
        let own = product.map(|product| product.id.to_string()).unwrap_or_default();
        let editor = Self {
            currency,
            options: RwSignal::new(Vec::new()),
            rows: RwSignal::new(Vec::new()),
            refusal,
            kept: (kept.get("id") == Some(own)).then_some(kept),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::current()),
        };
        match product {
            _ if editor.fill_typed(product) => {}
            Some(product) => editor.fill(product),
            None => {
                let row = editor.row(String::new(), Vec::new(), StockLevels::default(), None);
                editor.rows.set(vec![row]);
            }
        }
        editor
    }

    fn fill(self, product: &ProductEdit) {
        let options: Vec<OptionState> = product
            .draft
            .options
            .iter()
            .map(|option| OptionState {
                key: self.key(),
                name: RwSignal::new(option.name.clone()),
                values: option.values.iter().map(|value| self.value(value)).collect(),
            })
            .collect();
        let choice = |variant: &VariantDraft| {
            let pairs = options.iter().zip(&variant.values).filter_map(|(option, text)| {
                let same = |value: &&ValueState| value.text.with_untracked(|known| known == text);
                option.values.iter().find(same).map(|value| (option.key, value.key))
            });
            pairs.collect::<Choice>()
        };
        let rows = product
            .draft
            .variants
            .iter()
            .zip(&product.levels)
            .map(|(variant, levels)| {
                let id = variant.id.map(|id| id.to_string()).unwrap_or_default();
                self.row(id, choice(variant), *levels, Some(variant))
            })
            .collect();
        self.options.set(options);
        self.rows.set(rows);
    }

    /// A key that no other part of this editor has.
    pub fn key(self) -> u32 {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        key
    }

    /// A value of an option.
    pub fn value(self, text: &str) -> ValueState {
        ValueState { key: self.key(), text: RwSignal::new(text.to_owned()) }
    }

    fn row(
        self,
        id: String,
        choice: Choice,
        levels: StockLevels,
        variant: Option<&VariantDraft>,
    ) -> RowState {
        let money = |amount: i64| Money::new(amount, self.currency).plain();
        let text = |of: fn(&VariantDraft) -> String| RwSignal::new(variant.map(of).unwrap_or_default());
        let flag = |of: fn(&VariantDraft) -> bool, new: bool| RwSignal::new(variant.map_or(new, of));
        let fields = Fields {
            price: RwSignal::new(variant.map(|v| money(v.price)).unwrap_or_default()),
            compare_at: RwSignal::new(variant.and_then(|v| v.compare_at).map(money).unwrap_or_default()),
            sku: text(|v| v.sku.clone()),
            stock: RwSignal::new(if id.is_empty() { String::new() } else { levels.on_hand.to_string() }),
            barcode: text(|v| v.barcode.clone()),
            weight: text(|v| if v.weight_g == 0 { String::new() } else { v.weight_g.to_string() }),
            picture: text(|v| v.picture.map(|id| id.to_string()).unwrap_or_default()),
            tracked: flag(|v| v.tracked, true),
            oversell: flag(|v| v.oversell, false),
            digital: flag(|v| !v.requires_shipping, false),
            untaxed: flag(|v| !v.taxable, false),
        };
        RowState { key: self.key(), id, choice, levels, fields }
    }

    /// A new row like another, without what is its own: number, barcode, stock.
    fn like(self, other: &RowState, choice: Choice) -> RowState {
        let row = self.row(String::new(), choice, StockLevels::default(), None);
        let (new, old) = (row.fields, other.fields);
        for (to, from) in [
            (new.price, old.price),
            (new.compare_at, old.compare_at),
            (new.weight, old.weight),
            (new.picture, old.picture),
        ] {
            to.set(from.get_untracked());
        }
        for (to, from) in [
            (new.tracked, old.tracked),
            (new.oversell, old.oversell),
            (new.digital, old.digital),
            (new.untaxed, old.untaxed),
        ] {
            to.set(from.get_untracked());
        }
        row
    }

    fn owned<T>(self, work: impl FnOnce() -> T) -> T {
        match self.owner.get_value() {
            Some(owner) => owner.with(work),
            None => work(),
        }
    }

    /// Adds an option without a value yet.
    pub fn add_option(self) {
        self.owned(|| {
            let option =
                OptionState { key: self.key(), name: RwSignal::new(String::new()), values: Vec::new() };
            self.options.update(|options| options.push(option));
        });
    }

    /// Takes an option away; rows that become the same are one.
    pub fn remove_option(self, option: u32) {
        self.options.update(|options| options.retain(|known| known.key != option));
        self.rows.update(|rows| {
            let choices: Vec<Choice> = rows.iter().map(|row| row.choice.clone()).collect();
            let kept = grid::without_option(&choices, option);
            *rows = kept.into_iter().map(|(at, choice)| RowState { choice, ..rows[at].clone() }).collect();
        });
        self.sort();
    }

    /// Adds values, of a text that may hold several with commas between them.
    pub fn add_values(self, option: u32, typed: &str) {
        let texts: Vec<&str> =
            typed.split([',', ';']).map(str::trim).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return;
        }
        for text in texts {
            self.owned(|| self.add_value(option, text));
        }
        self.sort();
    }

    fn add_value(self, option: u32, text: &str) {
        let folded = domain::products::fold(text);
        let found = self.options.with_untracked(|options| options.iter().find(|o| o.key == option).cloned());
        let Some(found) = found else { return };
        let same =
            |value: &ValueState| value.text.with_untracked(|known| domain::products::fold(known) == folded);
        if found.values.iter().any(same) {
            return;
        }
        let value = self.value(text);
        self.options.update(|options| {
            if let Some(known) = options.iter_mut().find(|known| known.key == option) {
                known.values.push(value);
            }
        });
        let is_first = found.values.is_empty();
        let choices: Vec<Choice> =
            self.rows.with_untracked(|rows| rows.iter().map(|row| row.choice.clone()).collect());
        if is_first {
            self.rows.update(|rows| {
                for row in rows {
                    row.choice = grid::extended(&row.choice, option, value.key);
                }
            });
        } else {
            let new: Vec<RowState> = self.rows.with_untracked(|rows| {
                let added = grid::added(&choices, option, value.key);
                added.into_iter().map(|(at, choice)| self.like(&rows[at], choice)).collect()
            });
            self.rows.update(|rows| rows.extend(new));
        }
    }

    /// The values of an option; none once it is taken away.
    pub fn values_of(self, option: u32) -> Vec<ValueState> {
        self.options.with(|options| {
            options
                .iter()
                .find(|known| known.key == option)
                .map(|known| known.values.clone())
                .unwrap_or_default()
        })
    }

    /// Takes a value away with its rows; the last value of an option only leaves the rows.
    pub fn remove_value(self, option: u32, value: u32) {
        let mut is_last = false;
        self.options.update(|options| {
            if let Some(known) = options.iter_mut().find(|known| known.key == option) {
                known.values.retain(|known| known.key != value);
                is_last = known.values.is_empty();
            }
        });
        self.rows.update(|rows| {
            if is_last {
                rows.iter_mut().for_each(|row| row.choice.retain(|(key, _)| *key != option));
            } else {
                rows.retain(|row| !row.choice.contains(&(option, value)));
            }
        });
    }

    /// Takes a row away; gives it back, with the place where it stood.
    pub fn remove_row(self, key: u32) -> Option<(usize, RowState)> {
        let at = self.rows.with_untracked(|rows| rows.iter().position(|row| row.key == key))?;
        self.rows.try_update(|rows| (at, rows.remove(at)))
    }

    /// Puts a row back.
    pub fn restore_row(self, at: usize, row: RowState) {
        self.rows.update(|rows| rows.insert(at.min(rows.len()), row));
    }

    fn sort(self) {
        let order: Vec<(u32, Vec<u32>)> = self.options.with_untracked(|options| {
            options.iter().map(|option| (option.key, option.values.iter().map(|v| v.key).collect())).collect()
        });
        self.rows.update(|rows| rows.sort_by_key(|row| grid::place(&row.choice, &order)));
    }

    /// The values of a row in the options' order; an option without a value gives an empty text.
    pub fn values(self, row: &RowState) -> Vec<RwSignal<String>> {
        self.options.with(|options| {
            options
                .iter()
                .filter_map(|option| {
                    let (_, value) = row.choice.iter().find(|(key, _)| *key == option.key)?;
                    option.values.iter().find(|known| known.key == *value).map(|known| known.text)
                })
                .collect()
        })
    }

    /// What is wrong with a field.
    pub fn error(self, field: impl Into<String>) -> Signal<Option<String>> {
        at_field(self.refusal, field)
    }
}
