//! What the document promises is what is answered.

use std::collections::BTreeSet;

use domain::audience::Token;
use domain::words::Track;
use serde_json::Value;
use testkit::{World, on_both_engines, proposal};

use super::client::Client;
use super::way::plain_entry;

/// Everything in which a value is not what a schema says, for the part of JSON Schema that the document uses.
fn faults(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#')).unwrap();
        return faults(document, target, value, place);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices
            .iter()
            .filter(|choice| faults(document, choice, value, place).is_empty())
            .count();
        return if fits == 1 {
            Vec::new()
        } else {
            vec![format!("{place}: {fits} choices fit {value}")]
        };
    }
    let mut found = Vec::new();
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = schema["type"]
        .as_array()
        .cloned()
        .unwrap_or_else(|| vec![schema["type"].clone()]);
    if !kinds.iter().any(|allowed| allowed == kind) {
        found.push(format!("{place}: {kind} instead of {kinds:?}"));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|words| !words.contains(value))
    {
        found.push(format!("{place}: {value} is none of the words"));
    }
    if let (Value::Array(items), Some(inner)) = (value, schema.get("items")) {
        found.extend(
            items
                .iter()
                .flat_map(|item| faults(document, inner, item, &format!("{place}[]"))),
        );
    }
    if let (Value::Object(members), Some(properties)) = (value, schema["properties"].as_object()) {
        let required = schema["required"].as_array().unwrap();
        let missing = required
            .iter()
            .filter(|name| !members.contains_key(name.as_str().unwrap()));
        found.extend(missing.map(|name| format!("{place}: {name} is missing")));
        for (name, member) in members {
            match properties.get(name) {
                Some(inner) => found.extend(faults(document, inner, member, &format!("{place}.{name}"))),
                None => found.push(format!("{place}: {name} is not in the document")),
            }
        }
    }
    found
}

on_both_engines! {
    async fn every_answer_to_a_get_is_what_the_document_says(t: TestApp) {
        let world = World::new(t).await;
        let entry = plain_entry(&world).await;
        let stage = entry.stages[0].stage;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let plan = world.reviewed(matter, stage, proposal(&entry, "示例公示", &[Token::Public])).await;
        let approver = world.approver(plan).await;
        let id = app::plan::approve(&t.app, approver, (plan, 1), "同意").await.unwrap().unwrap();
        let waiting = world.matter(Track::Party, &entry, "另一事项").await;
        world.drafted(waiting, stage, proposal(&entry, "另一公示", &[Token::Unit(world.cast.first)])).await;
        let mara = Client::of(t, world.cast.mara).await;
        let document = Client::visitor(t).get("/v1/openapi.json").await.is(200).json();
        let rulebook = mara.get("/v1/entries?track=party").await.is(200).json()["id"].clone();
        let mut looked_at = BTreeSet::new();
        for (path, query, id) in [
            ("/openapi.json", "", String::new()),
            ("/disclosures", "?limit=1", String::new()),
            ("/disclosures/{id}", "", id.to_string()),
            ("/matters/{id}", "", matter.to_string()),
            ("/matters/{id}/overview", "", waiting.to_string()),
            ("/matters/{id}/overview", "", matter.to_string()),
            ("/units", "?limit=1", String::new()),
            ("/units/{id}", "", world.cast.organ.to_string()),
            ("/units/{id}", "", world.cast.first.to_string()),
            ("/search", "?q=%E5%85%AC%E7%A4%BA", String::new()),
            ("/entries", "?track=government", String::new()),
            ("/rulebooks/{id}", "", rulebook.as_str().unwrap().to_owned()),
            ("/me", "", String::new()),
            ("/desk", "", String::new()),
            ("/plans/{id}", "", plan.to_string()),
        ] {
            let answer = mara.get(&format!("/v1{}{query}", path.replace("{id}", &id))).await.is(200).json();
            let content = "/get/responses/200/content/application~1json/schema";
            let schema = document["paths"][path].pointer(content).unwrap();
            assert_eq!(faults(&document, schema, &answer, path), Vec::<String>::new());
            looked_at.insert(path);
        }
        let gets = document["paths"].as_object().unwrap().iter().filter(|(_, methods)| methods.get("get").is_some());
        assert_eq!(gets.map(|(path, _)| path.as_str()).collect::<BTreeSet<_>>(), looked_at);
        let problem = mara.get("/v1/nothing").await.json();
        assert_eq!(faults(&document, &document["components"]["schemas"]["Problem"], &problem, "problem"), [""; 0]);
    }
}
