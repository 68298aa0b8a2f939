//! Requests that nobody in their senses would send.

use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use domain::audience::Token;
use domain::words::Track;
use serde_json::{Value, json};
use testkit::{World, on_both_engines, proposal};

use super::client::Client;
use super::way::plain_entry;

/// A sequence that is the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, many: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % many
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn text(&mut self) -> String {
        let strange = [
            "",
            "公示",
            "\u{0}",
            "\u{202e}",
            "'; drop table plan; --",
            "public",
            "before",
            "check",
            "👩‍👩‍👧",
            "9999-12-31T23:59:59Z",
            "-009999-01-01T00:00:00Z",
            "2026-02-30",
            "null",
            "subtree:x",
            "\u{ffff}",
            "%00",
        ];
        (*self.one(&strange)).to_owned()
    }

    /// A value that may or may not look like what was asked for.
    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => (*self.one(&[
                json!(0),
                json!(1),
                json!(-1),
                json!(i64::MAX),
                json!(1.5),
                json!(u64::MAX),
            ]))
            .clone(),
            3 | 4 => json!(self.text()),
            5 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => Value::Object(
                (0..self.below(7))
                    .map(|_| (self.key(), self.value(depth - 1)))
                    .collect(),
            ),
        }
    }

    fn key(&mut self) -> String {
        let keys = [
            "edition",
            "proposal",
            "title",
            "audience",
            "stage",
            "words",
            "kind",
            "agrees",
            "unit",
            "track",
            "entry",
            "reason",
            "token",
            "from",
            "release_at",
            "document_day",
            "ways",
            "x",
        ];
        (*self.one(&keys)).to_owned()
    }

    fn body(&mut self) -> Vec<u8> {
        match self.below(4) {
            0 => (0..self.below(40))
                .map(|_| u8::try_from(self.below(256)).unwrap())
                .collect(),
            1 => {
                let mut bytes = self.value(3).to_string().into_bytes();
                bytes.truncate(self.below(bytes.len() + 1));
                bytes
            }
            _ => self.value(4).to_string().into_bytes(),
        }
    }
}

on_both_engines! {
    async fn a_visitor_is_never_told_more_than_yes_unknown_or_not_there(t: TestApp) {
        World::new(t).await;
        let visitor = Client::visitor(t);
        let mut chance = Chance(1);
        let document = visitor.get("/v1/openapi.json").await.json();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                for _ in 0..10 {
                    let id = *chance.one(&["x", "%00", "%FF", "..", "00000000-0000-0000-0000-000000000000"]);
                    let query = match path.as_str() {
                        "/search" => "?q=%E5%85%AC%E7%A4%BA".to_owned(),
                        "/entries" => "?track=party".to_owned(),
                        _ => String::new(),
                    };
                    let path = format!("/v1{}{query}", path.replace("{id}", id));
                    let method = method.to_uppercase().parse().unwrap();
                    let answer = visitor.write(method, &path, chance.body()).await;
                    assert!([200, 401, 404].contains(&answer.status.as_u16()), "{path}: {answer:?}");
                }
            }
        }
    }

    async fn no_request_breaks_anything(t: TestApp) {
        let world = World::new(t).await;
        let entry = plain_entry(&world).await;
        let matter = world.matter(Track::Party, &entry, "示例事项").await;
        let plan = world.submitted(matter, entry.stages[0].stage, proposal(&entry, "示例公示", &[Token::Public])).await;
        let ids = [matter.to_string(), plan.to_string(), world.cast.first.to_string(), "x".into()];
        let mut clients = Vec::new();
        for person in [world.cast.mara, world.cast.shen, world.cast.pi, world.cast.er] {
            clients.push(Client::of(t, person).await);
        }
        let mut chance = Chance(2);
        let document = clients[0].get("/v1/openapi.json").await.json();
        let paths: Vec<_> = document["paths"].as_object().unwrap().keys().collect();
        for _ in 0..1500 {
            let id: &String = chance.one(&ids);
            let mut path = format!("/v1{}", chance.one(&paths).replace("{id}", id));
            if chance.below(2) == 0 {
                let name = *chance.one(&["q", "track", "unit", "entry", "stage", "limit", "after", "before"]);
                path = format!("{path}?{name}={}", web::paths::escaped(&chance.text()));
            }
            let method = chance.one(&[Method::GET, Method::POST, Method::PUT, Method::DELETE]).clone();
            let body = chance.body();
            let said = format!("{method} {path} {}", String::from_utf8_lossy(&body));
            let answer = chance.one(&clients).write(method, &path, body).await;
            assert!(answer.status.as_u16() < 500, "{said}: {answer:?}");
            if !answer.status.is_success() {
                assert_eq!(answer.headers[CONTENT_TYPE], "application/problem+json", "{said}");
            }
        }
    }
}
