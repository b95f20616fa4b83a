//! A form that came back without being saved, as a plain one does: it shows what was typed.

use domain::products::{ProductEdit, TypedLists, VariantDraft, VariantForm};
use leptos::prelude::*;

use super::grid::Choice;
use super::state::{Editor, Fields, OptionState, RowState, ValueState};

impl Editor {
    /// Fills options and rows as they were typed before the form came back. False where nothing
    /// is kept, or where the rows' values are not among the options'.
    pub fn fill_typed(self, product: Option<&ProductEdit>) -> bool {
        let Some(typed) = self.lists() else { return false };
        let options: Vec<OptionState> = typed
            .options
            .iter()
            .map(|option| OptionState {
                key: self.key(),
                name: RwSignal::new(option.name.clone()),
                values: option.values.iter().map(|value| self.value(value)).collect(),
            })
            .collect();
        let valued: Vec<&OptionState> = options.iter().filter(|option| !option.values.is_empty()).collect();
        let choice = |row: &VariantForm| {
            let pairs = valued.iter().zip(&row.values).filter_map(|(option, text)| {
                let same = |value: &&ValueState| value.text.with_untracked(|known| known == text);
                option.values.iter().find(same).map(|value| (option.key, value.key))
            });
            let choice: Choice = pairs.collect();
            (choice.len() == valued.len()).then_some(choice)
        };
        let rows: Option<Vec<RowState>> = typed
            .variants
            .iter()
            .map(|row| choice(row).map(|choice| self.typed_row(row, choice, product)))
            .collect();
        let Some(rows) = rows.filter(|rows| !rows.is_empty()) else { return false };
        self.options.set(options);
        self.rows.set(rows);
        true
    }

    fn typed_row(self, row: &VariantForm, choice: Choice, product: Option<&ProductEdit>) -> RowState {
        let levels = product.and_then(|product| {
            let is = |variant: &VariantDraft| variant.id.is_some_and(|id| id.as_str() == row.id);
            product.levels.get(product.draft.variants.iter().position(is)?).copied()
        });
        let mut levels = levels.unwrap_or_default();
        // What was counted was counted against what was shown then.
        levels.on_hand = row.stock_was.parse().unwrap_or(levels.on_hand);
        let fields = Fields {
            price: RwSignal::new(row.price.clone()),
            compare_at: RwSignal::new(row.compare_at.clone()),
            sku: RwSignal::new(row.sku.clone()),
            stock: RwSignal::new(row.stock.clone()),
            barcode: RwSignal::new(row.barcode.clone()),
            weight: RwSignal::new(row.weight_g.clone()),
            picture: RwSignal::new(row.picture.clone()),
            tracked: RwSignal::new(row.tracked),
            oversell: RwSignal::new(row.oversell),
            digital: RwSignal::new(row.digital),
            untaxed: RwSignal::new(row.untaxed),
        };
        RowState { key: self.key(), id: row.id.clone(), choice, levels, fields }
    }

    /// The lists that were typed before the form came back.
    pub fn lists(self) -> Option<TypedLists> {
        TypedLists::read(&self.kept?.get("lists")?)
    }

    /// What a field shows: what was typed before the form came back, else what is stored.
    pub fn shown(self, field: &str, stored: String) -> String {
        self.kept.and_then(|kept| kept.get(field)).unwrap_or(stored)
    }

    /// Whether a box is ticked, as [`Self::shown`].
    pub fn ticked(self, field: &str, stored: bool) -> bool {
        self.kept.map_or(stored, |kept| kept.ticked(field, stored))
    }

    /// Whether the form came back with what was typed, so that it is not saved yet.
    pub fn came_back(self) -> bool {
        self.kept.is_some()
    }
}
