use proptest::prelude::*;

use super::*;

fn address(country: &str, postcode: &str, region: &str) -> Address {
    Address {
        name: "Ada Lovelace".into(),
        line1: "1 Main Street".into(),
        city: "Town".into(),
        region: region.into(),
        postcode: postcode.into(),
        country: country.into(),
        ..Address::default()
    }
}

fn problems(address: &Address) -> Vec<(AddressField, Problem)> {
    validate(address)
        .into_iter()
        .map(|found| (AddressField::parse(&found.field).unwrap(), found.problem))
        .collect()
}

#[test]
fn the_table_is_sorted_and_every_example_fits_its_own_rule() {
    assert!(countries::ALL.len() >= 40);
    assert!(countries::ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
    assert_eq!(countries::ALL.iter().filter(|c| c.eu).count(), 27);
    for country in countries::ALL {
        let region = regions(country.code).first().map_or("Somewhere", |(code, _)| code);
        let sample = normalise(&address(country.code, country.example, region));
        assert_eq!(sample.postcode, country.example, "{}", country.code);
        assert_eq!(validate(&sample), vec![], "{}", country.code);
        assert_eq!(country.patterns.is_empty(), country.postcode == Need::Absent, "{}", country.code);
    }
}

#[test]
fn a_postcode_is_written_as_its_country_writes_it() {
    for (country, typed, written) in [
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("GB", " m1  1ae ", "M1 1AE"),
        ("NL", "1012ab", "1012 AB"),
        ("CA", "k1a-0b1", "K1A 0B1"),
        ("SE", "S-11122", "111 22"),
        ("DE", "D-10115", "10115"),
        ("CH", "CH 8001", "8001"),
        ("LU", "L-1111", "1111"),
        ("LV", "lv1010", "LV-1010"),
        ("PL", "00001", "00-001"),
        ("JP", "1000001", "100-0001"),
        ("US", "972011234", "97201-1234"),
        ("IE", "d6wxy00", "D6W XY00"),
    ] {
        assert_eq!(normalise(&address(country, typed, "")).postcode, written, "{country} {typed}");
    }
}

#[test]
fn a_wrong_postcode_is_kept_and_answered_with_an_example() {
    for (country, typed) in [
        ("DE", "1234"),
        ("DE", "1234A"),
        ("GB", "12345"),
        ("CA", "K1A 0BB"),
        ("NL", "1012"),
        ("DE", "DD10115"),
        ("US", "９７２０１"),
    ] {
        let wrong = address(country, typed, if country == "CA" { "ON" } else { "OR" });
        assert_eq!(normalise(&wrong).postcode, typed);
        let example = super::country(country).unwrap().example.to_string();
        assert_eq!(problems(&wrong), [(AddressField::Postcode, Problem::BadPostcode { example })]);
    }
}

#[test]
fn a_region_is_chosen_from_the_list_by_code_or_name() {
    assert_eq!(normalise(&address("US", "97201", "oregon")).region, "OR");
    assert_eq!(normalise(&address("AU", "2000", "nsw")).region, "NSW");
    assert_eq!(
        problems(&address("US", "97201", "Bavaria")),
        [(AddressField::Region, Problem::UnknownRegion)]
    );
    assert_eq!(problems(&address("CA", "K1A 0B1", "")), [(AddressField::Region, Problem::Required)]);
    assert_eq!(normalise(&address("DE", "10115", "Berlin")).region, "");
}

#[test]
fn an_empty_address_names_what_is_missing_in_the_order_of_the_form() {
    let empty = Address { country: "US".into(), ..Address::default() };
    let fields: Vec<AddressField> = problems(&empty).into_iter().map(|(field, _)| field).collect();
    use AddressField::*;
    assert_eq!(fields, [Name, Line1, City, Region, Postcode]);
    assert_eq!(problems(&Address::default())[0], (Country, Problem::Required));
    let unknown = address("XX", "1", "");
    assert_eq!(problems(&unknown), [(Country, Problem::UnknownCountry)]);
    let long = Address { city: "x".repeat(10_000), ..address("DE", "10115", "") };
    assert_eq!(problems(&long), [(City, Problem::TooLong { max: 100 })]);
    assert!(normalise(&long).city.len() <= 300);
}

#[test]
fn the_form_follows_the_country() {
    use AddressField::*;
    let fields = |code| form(code).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(fields("DE"), [Country, Name, Company, Line1, Line2, Postcode, City, Phone]);
    assert_eq!(fields("US"), [Country, Name, Company, Line1, Line2, City, Region, Postcode, Phone]);
    assert_eq!(fields("JP"), [Country, Name, Company, Postcode, Region, City, Line1, Line2, Phone]);
    assert_eq!(fields("HK"), [Country, Name, Company, Line1, Line2, City, Phone]);
    assert!(form("IE").contains(&(Postcode, Need::Optional)));
}

#[test]
fn a_label_is_printed_as_the_post_expects_it() {
    let german = address("DE", "10115", "");
    assert_eq!(german.lines(Locale::De), ["Ada Lovelace", "1 Main Street", "10115 Town", "Deutschland"]);
    let american = address("US", "97201", "OR");
    assert_eq!(american.lines(Locale::En)[2..], ["Town OR 97201", "United States"]);
    let british = address("GB", "SW1A 1AA", "");
    assert_eq!(british.lines(Locale::En)[2..], ["Town", "SW1A 1AA", "United Kingdom"]);
}

#[test]
fn countries_are_sorted_by_their_name_in_the_language() {
    let german: Vec<&str> = countries(Locale::De).iter().map(|c| c.de).collect();
    let place = |name| german.iter().position(|n| *n == name).unwrap();
    assert!(place("Norwegen") < place("Österreich") && place("Österreich") < place("Polen"));
    assert_eq!(country_name("AT", Locale::En), "Austria");
    assert_eq!(country_name("ZZ", Locale::En), "ZZ");
}

proptest! {
    #[test]
    fn normalising_twice_is_normalising_once(
        code in prop::sample::select(countries::ALL.iter().map(|c| c.code).collect::<Vec<_>>()),
        postcode in "\\PC{0,14}|[A-Za-z0-9 -]{3,10}",
        region in "\\PC{0,10}|[A-Za-z]{2,3}",
        name in "\\PC{0,40}|\\s{0,5}",
    ) {
        let typed = Address { name, ..address(code, &postcode, &region) };
        let once = normalise(&typed);
        prop_assert_eq!(normalise(&once), once.clone());
        prop_assert_eq!(validate(&once), validate(&typed));
    }
}
