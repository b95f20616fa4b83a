use std::collections::BTreeSet;

use serde_json::Value;

fn document() -> Value {
    serde_json::to_value(crate::routes().1).unwrap()
}

fn operations(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    document["paths"].as_object().unwrap().iter().flat_map(|(path, item)| {
        item.as_object()
            .unwrap()
            .iter()
            .map(move |(method, operation)| (format!("{method} {path}"), operation))
    })
}

#[test]
fn every_operation_says_what_it_is_for_and_has_a_name_of_its_own() {
    let document = document();
    let mut names = BTreeSet::new();
    for (which, operation) in operations(&document) {
        assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{which}");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{which}");
        assert!(operation["responses"]["default"].is_object(), "{which}");
        assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{which}");
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[test]
fn every_part_of_a_path_is_described() {
    let document = document();
    for (which, operation) in operations(&document) {
        let named = which.split('{').skip(1).map(|part| part.split('}').next().unwrap());
        let described: Vec<&str> = operation["parameters"]
            .as_array()
            .map(|all| {
                all.iter().filter(|p| p["in"] == "path").map(|p| p["name"].as_str().unwrap()).collect()
            })
            .unwrap_or_default();
        assert_eq!(described, named.collect::<Vec<_>>(), "{which}");
    }
}
