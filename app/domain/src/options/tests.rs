use super::*;

fn option(name: &str, values: &[&str]) -> ProductOption {
    ProductOption { name: name.into(), values: values.iter().map(|v| v.to_string()).collect() }
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|v| v.to_string()).collect()
}

fn variant(values: &[&str], can_buy: bool) -> Combination {
    Combination { values: texts(values), can_buy }
}

fn shirt() -> (Vec<ProductOption>, Vec<Combination>) {
    let options = vec![option("Size", &["S", "M", "L"]), option("Colour", &["Red", "Blue"])];
    let variants = vec![
        variant(&["S", "Red"], true),
        variant(&["M", "Red"], false),
        variant(&["M", "Blue"], true),
        variant(&["S", "Blue"], false),
    ];
    (options, variants)
}

fn pick(values: &[Option<&str>]) -> Vec<Option<String>> {
    values.iter().map(|v| v.map(str::to_string)).collect()
}

#[test]
fn the_picker_says_what_is_sold_out_and_what_is_not_made() {
    let (options, variants) = shirt();
    let shown = choices(&options, &variants, &pick(&[None, Some("Red")]));
    let sizes: Vec<&ChoiceState> = shown[0].choices.iter().map(|c| &c.state).collect();
    assert_eq!(
        sizes,
        [&ChoiceState::Available, &ChoiceState::SoldOut, &ChoiceState::Missing { conflicts: vec![] }]
    );
    assert!(shown[1].choices[0].selected && !shown[1].choices[1].selected);
}

#[test]
fn a_missing_combination_names_the_value_it_does_not_go_with() {
    let (options, mut variants) = shirt();
    variants.push(variant(&["L", "Blue"], true));
    let shown = choices(&options, &variants, &pick(&[None, Some("Red")]));
    assert_eq!(shown[0].choices[2].state, ChoiceState::Missing { conflicts: texts(&["Red"]) });
}

#[test]
fn with_three_options_only_the_guilty_one_is_named() {
    let options = vec![
        option("Size", &["S", "L"]),
        option("Colour", &["Red", "Blue"]),
        option("Fit", &["Slim", "Wide"]),
    ];
    let variants = vec![variant(&["S", "Red", "Slim"], true), variant(&["L", "Red", "Wide"], true)];
    let shown = choices(&options, &variants, &pick(&[None, Some("Red"), Some("Slim")]));
    assert_eq!(shown[0].choices[1].state, ChoiceState::Missing { conflicts: texts(&["Slim"]) });
    let neither = choices(&options, &variants, &pick(&[None, Some("Blue"), Some("Slim")]));
    assert_eq!(neither[0].choices[1].state, ChoiceState::Missing { conflicts: texts(&["Blue", "Slim"]) });
}

#[test]
fn nothing_selected_shows_what_can_be_had_at_all() {
    let (options, variants) = shirt();
    let shown = choices(&options, &variants, &[]);
    assert_eq!(shown[0].choices[1].state, ChoiceState::Available);
    assert_eq!(shown[1].choices[0].state, ChoiceState::Available);
}

#[test]
fn a_complete_selection_means_one_variant() {
    let (_, variants) = shirt();
    assert_eq!(selected_variant(&variants, &pick(&[Some("M"), Some("Blue")])), Some(2));
    assert_eq!(selected_variant(&variants, &pick(&[Some("M"), None])), None);
    assert_eq!(selected_variant(&variants, &pick(&[Some("L"), Some("Red")])), None);
    assert_eq!(selected_variant(&[variant(&[], true)], &[]), Some(0));
    assert_eq!(first_selection(&variants), pick(&[Some("S"), Some("Red")]));
}

#[test]
fn a_title_joins_the_values() {
    assert_eq!(variant_title(&texts(&["Red", "M"])), "Red / M");
    assert_eq!(variant_title(&[]), "");
}

#[test]
fn a_sound_grid_passes_and_each_fault_is_named() {
    let (options, _) = shirt();
    assert_eq!(check_grid(&options, &[texts(&["S", "Red"]), texts(&["M", "Red"])]), Ok(()));
    assert_eq!(check_grid(&[], &[vec![]]), Ok(()));
    let faults = check_grid(
        &options,
        &[texts(&["S", "Red"]), texts(&["s", "red"]), texts(&["S"]), texts(&["XL", "Red"])],
    );
    assert_eq!(
        faults,
        Err(vec![
            GridError::DuplicateVariant { first: 0, second: 1 },
            GridError::WrongLength { variant: 2 },
            GridError::UnknownValue { variant: 3, option: 0 },
        ])
    );
    assert_eq!(
        check_grid(&[], &[vec![], vec![]]),
        Err(vec![GridError::DuplicateVariant { first: 0, second: 1 }])
    );
    assert_eq!(
        check_grid(&[option("Size", &["S", "s"]), option(" size", &[""])], &[]),
        Err(vec![
            GridError::NoVariant,
            GridError::DuplicateValue { option: 0, value: "s".into() },
            GridError::BadText { option: 1 },
            GridError::DuplicateOption { name: " size".into() },
        ])
    );
    let four: Vec<_> = ["a", "b", "c", "d"].iter().map(|n| option(n, &["x"])).collect();
    assert_eq!(check_grid(&four, &[texts(&["x"; 4])]), Err(vec![GridError::TooManyOptions]));
}
