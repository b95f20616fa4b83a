//! Options and variants: the grid of a product, and what the picker shows for a selection.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// Most options of a product.
pub const MAX_OPTIONS: usize = 3;
/// Most variants of a product.
pub const MAX_VARIANTS: usize = 2_048;
/// Most characters in the name of an option or in a value.
pub const MAX_TEXT: usize = 255;

/// One choice that a product offers, such as a size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductOption {
    /// Its name: "Size".
    pub name: String,
    /// Its values in the order in which they are shown: "S", "M", "L".
    pub values: Vec<String>,
}

impl ProductOption {
    /// A value as this option spells it; one that it does not know stays as it is.
    pub fn spelling(&self, value: &str) -> String {
        let wanted = fold(value);
        let known = self.values.iter().find(|known| fold(known) == wanted);
        known.map_or(value, String::as_str).to_owned()
    }
}

/// One combination that exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combination {
    /// One value for each option, in the order of the options.
    pub values: Vec<String>,
    /// Whether it can be bought now.
    pub can_buy: bool,
}

/// What is wrong with a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GridError {
    /// More than [`MAX_OPTIONS`].
    TooManyOptions,
    /// More than [`MAX_VARIANTS`].
    TooManyVariants,
    /// A product needs at least one variant.
    NoVariant,
    /// The name of this option, or one of its values, is blank or longer than [`MAX_TEXT`].
    BadText {
        /// Index of the option.
        option: usize,
    },
    /// Two options have this name.
    DuplicateOption {
        /// The name.
        name: String,
    },
    /// An option has this value twice.
    DuplicateValue {
        /// Index of the option.
        option: usize,
        /// The value.
        value: String,
    },
    /// A variant does not have exactly one value for each option.
    WrongLength {
        /// Index of the variant.
        variant: usize,
    },
    /// A variant has a value that its option does not list.
    UnknownValue {
        /// Index of the variant.
        variant: usize,
        /// Index of the option.
        option: usize,
    },
    /// Two variants have the same values.
    DuplicateVariant {
        /// Index of the first.
        first: usize,
        /// Index of the second.
        second: usize,
    },
}

/// Checks the options of a product against the values of its variants. A product without
/// options has exactly one variant, without values. Texts that differ only in case are the same.
///
/// # Errors
/// Every problem found, options first.
pub fn check_grid(options: &[ProductOption], variants: &[Vec<String>]) -> Result<(), Vec<GridError>> {
    let mut found = Vec::new();
    if options.len() > MAX_OPTIONS {
        return Err(vec![GridError::TooManyOptions]);
    }
    if variants.len() > MAX_VARIANTS || options.iter().any(|o| o.values.len() > MAX_VARIANTS) {
        return Err(vec![GridError::TooManyVariants]);
    }
    if variants.is_empty() {
        found.push(GridError::NoVariant);
    }
    let bad = |text: &String| text.trim().is_empty() || text.chars().count() > MAX_TEXT;
    let mut known: Vec<HashSet<String>> = Vec::with_capacity(options.len());
    let mut names = HashSet::new();
    for (index, option) in options.iter().enumerate() {
        if bad(&option.name) || option.values.iter().any(bad) {
            found.push(GridError::BadText { option: index });
        }
        if !names.insert(fold(&option.name)) {
            found.push(GridError::DuplicateOption { name: option.name.clone() });
        }
        let mut values = HashSet::new();
        for value in &option.values {
            if !values.insert(fold(value)) {
                found.push(GridError::DuplicateValue { option: index, value: value.clone() });
            }
        }
        known.push(values);
    }
    let mut seen = std::collections::HashMap::new();
    for (index, values) in variants.iter().enumerate() {
        if values.len() != options.len() {
            found.push(GridError::WrongLength { variant: index });
            continue;
        }
        let folded: Vec<String> = values.iter().map(|v| fold(v)).collect();
        if let Some(option) = (0..options.len()).find(|at| !known[*at].contains(&folded[*at])) {
            found.push(GridError::UnknownValue { variant: index, option });
        }
        if let Some(first) = seen.insert(folded, index) {
            found.push(GridError::DuplicateVariant { first, second: index });
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The title of a variant: "Red / M"; empty for a product without options.
pub fn variant_title(values: &[String]) -> String {
    values.join(" / ")
}

/// What the picker shows for one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionChoices {
    /// Name of the option.
    pub name: String,
    /// Its values, in order.
    pub choices: Vec<Choice>,
}

/// What the picker shows for one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether it can be had with the rest of the selection.
    pub state: ChoiceState,
}

/// Whether a value can be had with what is selected in the other options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ChoiceState {
    /// Yes.
    Available,
    /// It exists, but every such variant is out of stock.
    SoldOut,
    /// No such variant exists.
    Missing {
        /// The selected values that it does not go with ("not made in Red"); empty when no
        /// variant has this value at all.
        conflicts: Vec<String>,
    },
}

/// The state of the picker. `selection` has one entry for each option, `None` where nothing
/// is chosen yet; missing entries count as none.
pub fn choices(
    options: &[ProductOption],
    variants: &[Combination],
    selection: &[Option<String>],
) -> Vec<OptionChoices> {
    let picked = |at: usize| selection.get(at).and_then(Option::as_deref);
    let describe = |at: usize, value: &String| {
        let mut wanted: Vec<Option<&str>> = (0..options.len()).map(picked).collect();
        wanted[at] = Some(value);
        Choice {
            value: value.clone(),
            selected: picked(at) == Some(value.as_str()),
            state: state(variants, &wanted, at),
        }
    };
    options
        .iter()
        .enumerate()
        .map(|(at, option)| OptionChoices {
            name: option.name.clone(),
            choices: option.values.iter().map(|value| describe(at, value)).collect(),
        })
        .collect()
}

fn state(variants: &[Combination], wanted: &[Option<&str>], at: usize) -> ChoiceState {
    let mut exists = false;
    for variant in variants.iter().filter(|v| fits(v, wanted)) {
        if variant.can_buy {
            return ChoiceState::Available;
        }
        exists = true;
    }
    if exists {
        return ChoiceState::SoldOut;
    }
    let others: Vec<usize> = (0..wanted.len()).filter(|i| *i != at && wanted[*i].is_some()).collect();
    let without = |dropped: &[usize]| {
        let mut relaxed = wanted.to_vec();
        dropped.iter().for_each(|i| relaxed[*i] = None);
        variants.iter().any(|v| fits(v, &relaxed))
    };
    let alone: Vec<usize> = others.iter().copied().filter(|i| without(&[*i])).collect();
    let blamed = match (alone.is_empty(), without(&others)) {
        (false, _) => alone,
        (true, true) => others,
        (true, false) => Vec::new(),
    };
    let conflicts = blamed.into_iter().filter_map(|i| wanted[i].map(str::to_string)).collect();
    ChoiceState::Missing { conflicts }
}

fn fits(variant: &Combination, wanted: &[Option<&str>]) -> bool {
    variant.values.len() == wanted.len()
        && variant.values.iter().zip(wanted).all(|(value, want)| want.is_none_or(|want| want == value))
}

/// Index of the variant that a complete selection means.
pub fn selected_variant(variants: &[Combination], selection: &[Option<String>]) -> Option<usize> {
    let wanted: Vec<Option<&str>> = selection.iter().map(Option::as_deref).collect();
    if wanted.iter().any(Option::is_none) {
        return None;
    }
    variants.iter().position(|variant| fits(variant, &wanted))
}

/// The selection to open a product with: its first variant that can be bought, else its first.
pub fn first_selection(variants: &[Combination]) -> Vec<Option<String>> {
    let first = variants.iter().find(|v| v.can_buy).or(variants.first());
    first.map(|v| v.values.iter().cloned().map(Some).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
