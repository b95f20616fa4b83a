//! The cells of a variant.

use super::columns::{Column, Row};
use super::model::{Notice, Options, ParsedVariant, Reason, StockPolicy};
use super::sink::Sink;
use super::{MAX_TEXT, values};

pub(super) const OPTION_NAMES: [Column; 3] = [Column::Option1Name, Column::Option2Name, Column::Option3Name];
pub(super) const OPTION_VALUES: [Column; 3] =
    [Column::Option1Value, Column::Option2Value, Column::Option3Value];

/// What Shopify writes for a product without a choice.
pub(super) const ONLY_NAME: &str = "Title";
pub(super) const ONLY_VALUE: &str = "Default Title";

/// Cells that only a variant has, so that they must not be without a price. Cells that
/// exports fill by default (policy, unit, taxable, …) say nothing.
const TELLING: [Column; 7] = [
    Column::Sku,
    Column::Barcode,
    Column::Quantity,
    Column::CompareAt,
    Column::Option1Value,
    Column::Option2Value,
    Column::Option3Value,
];

/// Whether a row without a price still means a variant.
pub(super) fn lacks_price(row: &Row<'_>) -> bool {
    TELLING.iter().any(|column| row.filled(*column).is_some())
}

/// Reads the variant of a row. `names` are the product's options by position.
pub(super) fn read(
    row: &Row<'_>,
    names: &[Option<String>; 3],
    options: Options,
    sink: &mut Sink,
) -> Result<ParsedVariant, (Column, Reason)> {
    let exponent = options.exponent;
    let price =
        values::money(&row.line(Column::Price), exponent).map_err(|reason| (Column::Price, reason))?;
    let quantity = row
        .filled(Column::Quantity)
        .map_or(Ok(0), |text| values::whole(&text))
        .map_err(|reason| (Column::Quantity, reason))?;
    let chosen = chosen(row, names)?;
    let has_stock = row.filled(Column::Quantity).is_some();
    let tracked = match row.columns.has(Column::Tracker) {
        true => row.filled(Column::Tracker).is_some(),
        false => has_stock,
    };
    Ok(ParsedVariant {
        row: row.number,
        values: chosen,
        sku: code(row, Column::Sku, sink),
        barcode: code(row, Column::Barcode, sink),
        price,
        compare_at: optional(row, Column::CompareAt, sink, |t| values::money(t, exponent)),
        cost: optional(row, Column::Cost, sink, |t| values::money(t, exponent)),
        tracked,
        quantity,
        policy: policy(row, sink),
        grams: optional(row, Column::Grams, sink, values::grams),
        weight_unit: row.filled(Column::WeightUnit).and_then(|t| values::weight_unit(&t)),
        requires_shipping: flag(row, Column::RequiresShipping, true, sink),
        taxable: flag(row, Column::Taxable, true, sink),
        picture: None,
    })
}

/// The values of the named options. A product without a choice has none.
fn chosen(row: &Row<'_>, names: &[Option<String>; 3]) -> Result<Vec<String>, (Column, Reason)> {
    let cells = OPTION_VALUES.map(|column| row.filled(column));
    let is_default = |text: &String| text.eq_ignore_ascii_case(ONLY_VALUE);
    let only = names[0].as_ref().is_none_or(|n| n.eq_ignore_ascii_case(ONLY_NAME));
    let others = names[1..].iter().any(Option::is_some) || cells[1..].iter().any(Option::is_some);
    if only && !others && cells[0].as_ref().is_none_or(is_default) {
        return Ok(Vec::new());
    }
    for (index, name) in names.iter().enumerate() {
        let name = name.as_ref().filter(|name| !name.is_empty()).map(|name| name.to_lowercase());
        let before = names[..index].iter().flatten();
        if name.is_some_and(|name| before.into_iter().any(|other| other.to_lowercase() == name)) {
            return Err((OPTION_NAMES[index], Reason::DuplicateOption));
        }
    }
    let mut chosen = Vec::new();
    for (index, (name, value)) in names.iter().zip(cells).enumerate() {
        match (name, value) {
            (None, None) => {}
            (None, Some(_)) => return Err((OPTION_NAMES[index], Reason::UnnamedOption)),
            (Some(_), None) => return Err((OPTION_VALUES[index], Reason::MissingOptionValue)),
            (Some(_), Some(mut value)) => {
                if values::cut(&mut value, MAX_TEXT) {
                    let reason = Reason::TooLong { limit: MAX_TEXT };
                    return Err((OPTION_VALUES[index], reason));
                }
                chosen.push(value);
            }
        }
    }
    Ok(chosen)
}

fn code(row: &Row<'_>, column: Column, sink: &mut Sink) -> Option<String> {
    let text = row.line(column);
    let code = values::code(&text);
    if values::is_scientific(code) {
        sink.warn(row, column, Notice::Damaged { value: code.to_owned() });
        return None;
    }
    let mut code = Some(code.to_owned()).filter(|code| !code.is_empty())?;
    if values::cut(&mut code, MAX_TEXT) {
        sink.warn(row, column, Notice::Trimmed { limit: MAX_TEXT });
    }
    Some(code)
}

fn optional(
    row: &Row<'_>,
    column: Column,
    sink: &mut Sink,
    read: impl Fn(&str) -> Result<i64, Reason>,
) -> Option<i64> {
    let text = row.filled(column)?;
    match read(&text) {
        Ok(number) => Some(number),
        Err(reason) => {
            let value = short(text);
            sink.warn(row, column, Notice::LeftOut { value, reason });
            None
        }
    }
}

fn policy(row: &Row<'_>, sink: &mut Sink) -> StockPolicy {
    let Some(text) = row.filled(Column::Policy) else {
        return StockPolicy::Deny;
    };
    match text.to_ascii_lowercase().as_str() {
        "continue" => StockPolicy::Continue,
        "deny" => StockPolicy::Deny,
        other => match values::flag(other) {
            Some(true) => StockPolicy::Continue,
            Some(false) => StockPolicy::Deny,
            // What is not understood must not oversell.
            None => {
                let value = short(text);
                sink.warn(row, Column::Policy, Notice::Unknown { value, taken: "deny".into() });
                StockPolicy::Deny
            }
        },
    }
}

pub(super) fn flag(row: &Row<'_>, column: Column, default: bool, sink: &mut Sink) -> bool {
    let Some(text) = row.filled(column) else {
        return default;
    };
    values::flag(&text).unwrap_or_else(|| {
        let taken = if default { "true" } else { "false" }.into();
        let value = short(text);
        sink.warn(row, column, Notice::Unknown { value, taken });
        default
    })
}

/// Enough of a cell to recognise it in a message.
pub(super) fn short(mut text: String) -> String {
    values::cut(&mut text, 60);
    text
}
