//! The grid: a row for each variant.

use domain::products::{PictureEdit, ProductEdit};
use kit::use_locale;
use leptos::prelude::*;
use ui::{
    Card, Cell, Checkbox, Choice, Column, Fold, Glyph, IconButton, InputKind, Row, Select, Table, TextInput,
    Toast, toasts,
};

use super::super::stock::count_error;
use super::super::texts as t;
use super::state::{Editor, RowState};

/// Price and stock of the product, or of each variant.
#[component]
pub fn VariantsCard(
    editor: Editor,
    #[prop(optional_no_strip)] product: Option<ProductEdit>,
) -> impl IntoView {
    let locale = use_locale();
    let pictures = StoredValue::new(product.map(|p| p.pictures).unwrap_or_default());
    let has_options =
        Memo::new(move |_| editor.options.with(|options| options.iter().any(|o| !o.values.is_empty())));
    let content = move || {
        let rows = editor.rows.get();
        let hidden: Vec<AnyView> = rows.iter().enumerate().map(|(at, row)| hidden(editor, at, row)).collect();
        let body =
            if has_options.get() { grid(editor, rows, pictures) } else { single(editor, rows, pictures) };
        view! {
            {hidden}
            {body}
        }
        .into_any()
    };
    let title =
        move || if has_options.get() { t::variants_title(locale) } else { t::price_and_stock(locale) };
    view! {
        <Card>
            <div class="flex flex-col gap-4" id="f-variants">
                <h2 class="card-title">{title}</h2>
                {content}
            </div>
        </Card>
    }
    .into_any()
}

fn name(at: usize, field: &str) -> String {
    format!("product[variants][{at}][{field}]")
}

fn id(at: usize, field: &str) -> String {
    format!("f-variants-{at}-{field}")
}

/// What a row sends besides what is typed into it.
fn hidden(editor: Editor, at: usize, row: &RowState) -> AnyView {
    let values = editor
        .values(row)
        .into_iter()
        .enumerate()
        .map(|(n, text)| {
            view! { <input type="hidden" name=format!("product[variants][{at}][values][{n}]") value=move || text.get() /> }
        })
        .collect_view();
    let was = (!row.id.is_empty()).then(|| row.levels.on_hand.to_string());
    view! {
        <input type="hidden" name=name(at, "id") value=row.id.clone() />
        <input type="hidden" name=name(at, "stock_was") value=was.unwrap_or_default() />
        {values}
    }
    .into_any()
}

/// "Red / M", as it is typed now.
fn label(editor: Editor, row: &RowState) -> Signal<String> {
    let (values, locale) = (editor.values(row), use_locale());
    Signal::derive(move || {
        let words: Vec<String> = values.iter().map(|text| text.get()).collect();
        if words.is_empty() { t::default_variant(locale).to_owned() } else { words.join(" / ") }
    })
}

fn money_field(
    editor: Editor,
    at: usize,
    field: &'static str,
    label: &'static str,
    bind: RwSignal<String>,
    bare: bool,
) -> AnyView {
    view! {
        <TextInput
            label
            name=name(at, field)
            id=id(at, field)
            kind=InputKind::Decimal
            bind
            suffix=editor.currency.to_string()
            error=editor.error(format!("variants.{at}.{field}"))
            hide_label=bare
            autocomplete="off"
        />
    }
    .into_any()
}

fn text_field(
    editor: Editor,
    at: usize,
    field: &'static str,
    label: &'static str,
    bind: RwSignal<String>,
    kind: InputKind,
    bare: bool,
) -> AnyView {
    view! {
        <TextInput
            label
            name=name(at, field)
            id=id(at, field)
            kind
            bind
            error=editor.error(format!("variants.{at}.{field}"))
            hide_label=bare
            autocomplete="off"
        />
    }
    .into_any()
}

/// A product without a choice.
fn single(editor: Editor, rows: Vec<RowState>, pictures: StoredValue<Vec<PictureEdit>>) -> AnyView {
    let locale = use_locale();
    let Some(row) = rows.into_iter().next() else { return ().into_any() };
    let fields = row.fields;
    view! {
        <div class="grid gap-4 sm:grid-cols-2">
            {money_field(editor, 0, "price", t::price(locale), fields.price, false)}
            {money_field(editor, 0, "compare_at", t::compare_at(locale), fields.compare_at, false)}
            {text_field(editor, 0, "sku", t::sku(locale), fields.sku, InputKind::Text, false)}
            {stock_field(editor, 0, &row, false)}
        </div>
        {more(editor, 0, &row, pictures)}
    }
    .into_any()
}

fn stock_field(editor: Editor, at: usize, row: &RowState, bare: bool) -> AnyView {
    let locale = use_locale();
    let (sold, held) = (row.levels.allocated, row.levels.reserved);
    let hint =
        if sold + held > 0 { t::held(locale, &sold.to_string(), &held.to_string()) } else { String::new() };
    view! {
        <TextInput
            label=t::on_hand(locale)
            name=name(at, "stock")
            id=id(at, "stock")
            kind=InputKind::Whole
            bind=row.fields.stock
            hint
            error=count_error(editor.refusal, format!("variants.{at}.stock"))
            hide_label=bare
            autocomplete="off"
        />
    }
    .into_any()
}

fn grid(editor: Editor, rows: Vec<RowState>, pictures: StoredValue<Vec<PictureEdit>>) -> AnyView {
    let locale = use_locale();
    let columns = vec![
        Column::new(t::variants_title(locale)),
        Column::new(t::price(locale)),
        Column::new(t::compare_at(locale)),
        Column::new(t::sku(locale)),
        Column::new(t::on_hand(locale)),
        Column::new(t::more(locale)).hidden(),
    ];
    let lines: Vec<AnyView> = rows.iter().enumerate().map(|(at, row)| line(editor, at, row)).collect();
    let rest: Vec<AnyView> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let label = label(editor, row);
            view! {
                <fieldset class="flex flex-col gap-3 border-t border-line py-4">
                    <legend class="font-semibold">{label}</legend>
                    {more(editor, at, row, pictures)}
                </fieldset>
            }
            .into_any()
        })
        .collect();
    view! {
        <Table label=t::variants_title(locale) columns>
            {lines}
        </Table>
        <Fold title=t::more(locale)>{rest}</Fold>
    }
    .into_any()
}

/// On phones the name of a column stands above its field, two fields side by side.
const FIELD_CELL: &str = "max-sm:min-w-0 max-sm:flex-col! max-sm:items-stretch! max-sm:justify-start! max-sm:gap-1! max-sm:text-start!";

fn line(editor: Editor, at: usize, row: &RowState) -> AnyView {
    let row = row.clone();
    let locale = use_locale();
    let (words, key, fields) = (label(editor, &row), row.key, row.fields);
    let toasts = toasts();
    let remove = move |_| {
        let gone = words.try_get_untracked().unwrap_or_default();
        if let Some((place, row)) = editor.remove_row(key) {
            let undo = t::keep_variant(locale, &gone);
            let back = move || editor.restore_row(place, row.clone());
            toasts.show(Toast::new(t::taken_off(locale)).undo(undo, back));
        }
    };
    view! {
        <Row class="max-sm:grid-cols-2! max-sm:gap-3!">
            <Cell lead=true class="max-sm:col-span-2">{words}</Cell>
            <Cell label=t::price(locale) class=FIELD_CELL>
                {money_field(editor, at, "price", t::price(locale), fields.price, true)}
            </Cell>
            <Cell label=t::compare_at(locale) class=FIELD_CELL>
                {money_field(editor, at, "compare_at", t::compare_at(locale), fields.compare_at, true)}
            </Cell>
            <Cell label=t::sku(locale) class=FIELD_CELL>
                {text_field(editor, at, "sku", t::sku(locale), fields.sku, InputKind::Text, true)}
            </Cell>
            <Cell label=t::on_hand(locale) class=FIELD_CELL>{stock_field(editor, at, &row, true)}</Cell>
            <Cell class="max-sm:col-span-2">
                <IconButton
                    glyph=Glyph::TRASH_2
                    label=t::remove_variant(locale, &words.get_untracked())
                    class="scripted"
                    on:click=remove
                />
            </Cell>
        </Row>
    }
    .into_any()
}

/// What is needed more rarely.
fn more(editor: Editor, at: usize, row: &RowState, pictures: StoredValue<Vec<PictureEdit>>) -> AnyView {
    let (locale, fields) = (use_locale(), row.fields);
    let choices = pictures.with_value(|pictures| {
        let label = |place: usize, picture: &PictureEdit| match picture.alt.as_str() {
            "" => t::picture_number(locale, &(place + 1).to_string()),
            alt => format!("{}: {alt}", place + 1),
        };
        let choice = |(place, picture): (usize, &PictureEdit)| {
            Choice::new(picture.media.to_string(), label(place, picture))
        };
        pictures.iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let picture = (!choices.is_empty()).then(|| {
        view! {
            <Select
                label=t::variant_picture(locale)
                name=name(at, "picture")
                id=id(at, "picture")
                choices
                bind=fields.picture
                prompt=t::no_picture(locale)
            />
        }
        .into_any()
    });
    let boxes = [
        ("tracked", t::tracked(locale), fields.tracked),
        ("oversell", t::oversell(locale), fields.oversell),
        ("digital", t::digital(locale), fields.digital),
        ("untaxed", t::untaxed(locale), fields.untaxed),
    ]
    .map(|(field, label, bind)| {
        view! { <Checkbox label name=name(at, field) id=id(at, field) bind /> }.into_any()
    })
    .collect_view();
    view! {
        <div class="grid gap-4 sm:grid-cols-3">
            {text_field(editor, at, "barcode", t::barcode(locale), fields.barcode, InputKind::Code, false)}
            <TextInput
                label=t::weight(locale)
                name=name(at, "weight_g")
                id=id(at, "weight_g")
                kind=InputKind::Whole
                bind=fields.weight
                suffix="g"
                error=editor.error(format!("variants.{at}.weight_g"))
                autocomplete="off"
            />
            {picture}
        </div>
        <div class="grid gap-x-4 gap-y-1 sm:grid-cols-2">{boxes}</div>
    }
    .into_any()
}
