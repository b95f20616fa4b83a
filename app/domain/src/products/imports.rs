//! Imports of products as their page shows them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::id::ImportId;
use crate::{Locale, UtcMillis, text_enum};

text_enum! {
    /// How far an import is.
    pub enum ImportState {
        /// It waits for its turn.
        Queued => "queued",
        /// It is at work.
        Running => "running",
        /// The whole file is settled.
        Done => "done",
        /// The file cannot be read, or something of ours failed.
        Failed => "failed",
    }
}

text_enum! {
    /// How bad a finding is.
    pub enum FindingLevel {
        /// It is not imported.
        Refused => "refused",
        /// It is imported, but not quite as the file has it.
        Warning => "warning",
    }
}

/// An import and its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The import.
    pub id: ImportId,
    /// As the merchant calls the file.
    pub file_name: String,
    /// Whether it only says what would happen.
    pub dry_run: bool,
    /// How far it is.
    pub state: ImportState,
    /// Rows of the file that are settled.
    pub rows_done: i64,
    /// Rows of the file.
    pub rows_total: i64,
    /// Products in the file.
    pub products: i64,
    /// Variants in the file.
    pub variants: i64,
    /// Pictures in the file.
    pub pictures: i64,
    /// Products that are new.
    pub created: i64,
    /// Products that differ from what is stored.
    pub changed: i64,
    /// Products that are stored just so.
    pub unchanged: i64,
    /// Rows and cells that are not imported.
    pub refused: i64,
    /// Doubts.
    pub warnings: i64,
    /// Why it failed.
    pub error: Option<String>,
    /// When it was started.
    pub created_at: UtcMillis,
    /// When it ended.
    pub finished_at: Option<UtcMillis>,
}

impl ImportReport {
    /// Whether nothing more will happen.
    pub const fn is_over(&self) -> bool {
        matches!(self.state, ImportState::Done | ImportState::Failed)
    }

    /// Whether a look ahead can still be followed by its import: its file is tidied away after 30
    /// days, and the last day is left for reading.
    pub const fn may_confirm(&self, now: UtcMillis) -> bool {
        const KEPT: i64 = 29 * 24 * 60 * 60 * 1000;
        self.dry_run && matches!(self.state, ImportState::Done) && now.0 - self.created_at.0 < KEPT
    }

    /// The line that a command's output ends with.
    pub fn summary(&self) -> String {
        format!(
            "products {}, variants {}, pictures {}, refused {}",
            self.products, self.variants, self.pictures, self.refused
        )
    }
}

/// Something that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// As a spreadsheet counts: the header is row 1.
    pub row: i64,
    /// Whether it is left out.
    pub level: FindingLevel,
    /// Header of the cell; empty when it concerns the whole row.
    pub column: String,
    /// Code and values, for [`finding_text`].
    pub reason: Value,
}

mod t {
    crate::texts! {
        blank_handle: "The handle is blank", "Der Handle ist leer";
        too_long(limit): "Longer than {limit} characters", "Länger als {limit} Zeichen";
        missing_title: "The product has no title", "Das Produkt hat keinen Titel";
        product_refused: "Its product was refused", "Das Produkt dazu wurde abgelehnt";
        blank_price: "A variant without a price", "Eine Variante ohne Preis";
        not_an_amount: "Not an amount", "Kein Betrag";
        negative: "A negative amount", "Ein negativer Betrag";
        ambiguous: "It is unclear whether this is a decimal mark or a thousands separator", "Unklar, ob das ein Dezimal- oder ein Tausendertrennzeichen ist";
        too_precise(exponent): "More than {exponent} decimals", "Mehr als {exponent} Nachkommastellen";
        too_large: "Too large", "Zu groß";
        not_whole: "Not a whole number", "Keine ganze Zahl";
        unnamed_option: "An option value without the option's name", "Ein Optionswert ohne den Namen der Option";
        duplicate_option: "Two options have the same name", "Zwei Optionen heißen gleich";
        missing_option_value: "The option has no value", "Die Option hat keinen Wert";
        duplicate_combination(row): "The same options as row {row}", "Dieselben Optionen wie Zeile {row}";
        too_many_variants(limit): "More than {limit} variants", "Mehr als {limit} Varianten";
        too_many_pictures(limit): "More than {limit} pictures", "Mehr als {limit} Bilder";
        bad_address: "Not a web address", "Keine Webadresse";
        private_address: "An address in a private network", "Eine Adresse in einem privaten Netz";
        duplicate_sku(sku, row): "SKU {sku} is also in row {row}", "Die Artikelnummer {sku} steht auch in Zeile {row}";
        trimmed(limit): "Cut to {limit}", "Auf {limit} gekürzt";
        left_out(value, reason): "“{value}” left out: {reason}", "„{value}“ weggelassen: {reason}";
        unknown(value, taken): "“{value}” is not known; taken as {taken}", "„{value}“ ist unbekannt; als {taken} gelesen";
        damaged(value): "“{value}” was damaged by a spreadsheet and left out", "„{value}“ wurde von einer Tabellenkalkulation beschädigt und weggelassen";
        differs(row): "Differs from row {row}, which holds", "Weicht von Zeile {row} ab, die gilt";
        reappears(row): "The product started in row {row}; this is added to it", "Das Produkt begann in Zeile {row}; dies kommt dazu";
        no_variant: "No variant could be read, so the product stays a draft", "Keine Variante war lesbar, darum bleibt das Produkt ein Entwurf";
        not_utf8: "Not UTF-8; read as Windows-1252", "Kein UTF-8; als Windows-1252 gelesen";
        extra_cells: "More cells than the header has", "Mehr Zellen als die Kopfzeile";
    }
}

/// What a finding says to a person. A code that is not known is given as it is.
pub fn finding_text(locale: Locale, reason: &Value) -> String {
    let value = |name: &str| match reason.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let code = value("code");
    match code.as_str() {
        "blank_handle" => t::blank_handle(locale).into(),
        "too_long" => t::too_long(locale, &value("limit")),
        "missing_title" => t::missing_title(locale).into(),
        "product_refused" => t::product_refused(locale).into(),
        "blank_price" => t::blank_price(locale).into(),
        "not_an_amount" => t::not_an_amount(locale).into(),
        "negative" => t::negative(locale).into(),
        "ambiguous" => t::ambiguous(locale).into(),
        "too_precise" => t::too_precise(locale, &value("exponent")),
        "too_large" => t::too_large(locale).into(),
        "not_whole" => t::not_whole(locale).into(),
        "unnamed_option" => t::unnamed_option(locale).into(),
        "duplicate_option" => t::duplicate_option(locale).into(),
        "missing_option_value" => t::missing_option_value(locale).into(),
        "duplicate_combination" => t::duplicate_combination(locale, &value("first_row")),
        "too_many_variants" => t::too_many_variants(locale, &value("limit")),
        "too_many_pictures" => t::too_many_pictures(locale, &value("limit")),
        "bad_address" => t::bad_address(locale).into(),
        "private_address" => t::private_address(locale).into(),
        "duplicate_sku" => t::duplicate_sku(locale, &value("sku"), &value("first_row")),
        "trimmed" => t::trimmed(locale, &value("limit")),
        "left_out" => {
            let why = reason.get("reason").map(|inner| finding_text(locale, inner)).unwrap_or_default();
            t::left_out(locale, &value("value"), &why)
        }
        "unknown" => t::unknown(locale, &value("value"), &value("taken")),
        "damaged" => t::damaged(locale, &value("value")),
        "differs" => t::differs(locale, &value("first_row")),
        "reappears" => t::reappears(locale, &value("first_row")),
        "no_variant" => t::no_variant(locale).into(),
        "not_utf8" => t::not_utf8(locale).into(),
        "extra_cells" => t::extra_cells(locale).into(),
        _ => code,
    }
}
