use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;

use super::problem::named;
use super::{DOCUMENT, operations};

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

#[test]
fn the_document_tells_exactly_the_operations_that_there_are() {
    let built: BTreeSet<_> = operations()
        .iter()
        .map(|operation| format!("{} {}", operation.method, operation.path))
        .collect();
    let document = document();
    let told: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods
                .as_object()
                .unwrap()
                .keys()
                .map(move |method| format!("{method} {path}"))
        })
        .collect();
    assert_eq!(built, told);
}

#[test]
fn every_reference_in_the_document_leads_somewhere_and_every_schema_is_used() {
    let document = document();
    let mut referred = BTreeSet::new();
    references(&document, &mut referred);
    let defined = document["components"]["schemas"].as_object().unwrap();
    let defined: BTreeSet<_> = defined
        .keys()
        .map(|name| format!("#/components/schemas/{name}"))
        .collect();
    assert_eq!(referred, defined);
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(
                members
                    .get("$ref")
                    .map(|reference| reference.as_str().unwrap().to_owned()),
            );
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn the_document_explains_every_type_of_problem() {
    let document = document();
    let explained: BTreeSet<_> = document["x-problems"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let by_status = (400..=599)
        .filter_map(|code| StatusCode::from_u16(code).ok())
        .map(|status| named(status).0);
    assert_eq!(by_status.chain(["stale"]).collect::<BTreeSet<_>>(), explained);
}

#[test]
fn a_panic_is_a_problem_that_does_not_tell_its_cause() {
    let answer = super::broken(Box::new("示例故障"));
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}
