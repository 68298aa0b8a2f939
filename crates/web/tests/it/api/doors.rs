//! Who is let in, and what the others are told.

use app::account;
use app::organisation::{self, Changes};
use axum::body::Body;
use axum::http::Method;
use axum::http::header::{ALLOW, AUTHORIZATION, COOKIE, ORIGIN, WWW_AUTHENTICATE};
use domain::audience::Token;
use domain::ids::{DisclosureId, MatterId};
use serde_json::{Value, json};
use testkit::{World, on_both_engines, proposal};
use uuid::Uuid;

use super::client::{Answer, Client};
use super::way::{new_matter, plain_entry};

/// A disclosure of a new matter, shown to these.
async fn released(world: &World<'_>, title: &str, audience: &[Token]) -> (MatterId, DisclosureId) {
    let entry = plain_entry(world).await;
    let matter = world
        .matter(domain::words::Track::Party, &entry, "示例事项")
        .await;
    let proposal = proposal(&entry, title, audience);
    (
        matter,
        world.released(matter, entry.stages[0].stage, proposal).await,
    )
}

fn ids(page: &Value) -> Vec<&str> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[track_caller]
fn same(one: &Answer, other: &Answer) {
    assert_eq!(one.all(), other.all());
}

on_both_engines! {
    async fn a_visitor_sees_what_is_public_and_nothing_else(t: TestApp) {
        let world = World::new(t).await;
        let (open_matter, open) = released(&world, "人人可见的公示", &[Token::Public]).await;
        t.wait_seconds(1);
        let (closed_matter, closed) = released(&world, "本支部的公示", &[Token::Unit(world.cast.first)]).await;
        let visitor = Client::visitor(t);
        let yi = Client::of(t, world.cast.yi).await;
        assert_eq!(ids(&visitor.get("/v1/disclosures").await.is(200).json()), [open.to_string()]);
        assert_eq!(ids(&yi.get("/v1/disclosures").await.json()), [closed.to_string(), open.to_string()]);
        let found = visitor.get("/v1/search?q=%E5%85%AC%E7%A4%BA").await.is(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        assert_eq!(found["items"][0]["disclosure"]["id"], open.to_string());
        visitor.get(&format!("/v1/disclosures/{open}")).await.is(200);
        visitor.get(&format!("/v1/matters/{open_matter}")).await.is(200);
        visitor.get(&format!("/v1/disclosures/{closed}")).await.is_problem(404, "not-found");
        visitor.get(&format!("/v1/matters/{closed_matter}")).await.is_problem(404, "not-found");
    }

    async fn what_is_hidden_answers_byte_for_byte_like_what_is_not_there(t: TestApp) {
        let world = World::new(t).await;
        let (matter, closed) = released(&world, "本支部的公示", &[Token::Unit(world.cast.first)]).await;
        let entry = plain_entry(&world).await;
        let draft = world.matter(domain::words::Track::Party, &entry, "未公开事项").await;
        let plan = world.drafted(draft, entry.stages[0].stage, proposal(&entry, "草稿", &[Token::Public])).await;
        let hidden = [matter.to_string(), closed.to_string(), plan.to_string(), draft.to_string()];
        let paths = [
            "/v1/disclosures/ID", "/v1/matters/ID", "/v1/matters/ID/overview", "/v1/plans/ID",
            "/v1/plans/ID/submission", "/v1/plans/ID/opinions", "/v1/plans/ID/approval", "/v1/plans/ID/return",
            "/v1/matters/ID/skips", "/v1/matters/ID/plans",
        ];
        let bodies = [
            json!({ "edition": 1 }), json!({ "edition": 7, "words": "词" }), json!({ "stage": "before", "reason": "因" }),
            json!({ "edition": 1, "kind": "check", "agrees": false }), json!({ "edition": "一" }), json!([]),
            json!({ "edition": 1, "proposal": { "title": "", "audience": [] } }),
            json!({ "stage": "before", "proposal": { "title": "长".repeat(10_000), "audience": [] } }),
        ];
        for client in [Client::visitor(t), Client::of(t, world.cast.er).await, Client::of(t, world.cast.guan).await] {
            for path in paths {
                let nowhere = path.replace("ID", &Uuid::from_u128(77).to_string());
                for id in &hidden {
                    let path = path.replace("ID", id);
                    same(&client.get(&path).await, &client.get(&nowhere).await);
                    for body in &bodies {
                        same(&client.post(&path, body).await, &client.post(&nowhere, body).await);
                        same(&client.put(&path, body).await, &client.put(&nowhere, body).await);
                    }
                    let broken = b"{\"edition\": ".to_vec();
                    let one = client.write(Method::POST, &path, broken.clone()).await;
                    same(&one, &client.write(Method::POST, &nowhere, broken).await);
                }
            }
        }
        same(
            &Client::visitor(t).get("/v1/disclosures/no-id").await,
            &Client::visitor(t).get(&format!("/v1/disclosures/{}", DisclosureId(Uuid::nil()))).await,
        );
    }

    async fn a_token_holds_until_it_is_taken_back_or_its_person_leaves(t: TestApp) {
        let world = World::new(t).await;
        let (yi, mara) = (world.cast.yi, world.cast.mara);
        let client = Client::of(t, yi).await;
        let other = Client::of(t, mara).await;
        assert_eq!(client.get("/v1/me").await.is(200).json()["id"], yi.to_string());
        let token = account::tokens(&t.app, mara).await.unwrap().remove(0);
        account::revoke_token(&t.app, mara, token.id).await.unwrap();
        other.get("/v1/disclosures").await.is_problem(401, "unknown-caller");
        let mut person = organisation::person(&t.app, yi).await.unwrap().unwrap();
        person.active = false;
        let changes = Changes { persons: vec![person], ..Changes::default() };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let refused = client.get("/v1/disclosures").await;
        assert_eq!(refused.is_problem(401, "unknown-caller").headers[WWW_AUTHENTICATE], "Bearer");
        same(&refused, &Client::with(t, "gk_nothing").get("/v1/disclosures").await);
    }

    async fn cookies_are_not_looked_at_and_half_a_token_is_none(t: TestApp) {
        let world = World::new(t).await;
        let session = testkit::session_of(t, world.cast.yi, "这是一句足够长的测试用口令").await;
        let visitor = Client::visitor(t);
        let with_cookie = |path| visitor.begin(Method::GET, path).header(COOKIE, format!("gongkai_session={session}"));
        visitor.send(with_cookie("/v1/me"), Body::empty()).await.is_problem(401, "unknown-caller");
        visitor.send(with_cookie("/v1/disclosures"), Body::empty()).await.is(200);
        for header in ["Bearer", "Bearer ", "Basic abc", "gk_x"] {
            let request = visitor.begin(Method::GET, "/v1/disclosures").header(AUTHORIZATION, header);
            visitor.send(request, Body::empty()).await.is_problem(401, "unknown-caller");
        }
        let token = account::issue_token(&t.app, None, world.cast.yi, "测试").await.unwrap();
        let twice = Client::with(t, &token).begin(Method::GET, "/v1/me").header(AUTHORIZATION, "Bearer gk_x");
        visitor.send(twice, Body::empty()).await.is_problem(401, "unknown-caller");
        // whatever page a request comes from, a token is what counts
        let mara = Client::of(t, world.cast.mara).await;
        let elsewhere = mara.begin(Method::POST, "/v1/matters").header(ORIGIN, "https://elsewhere.example");
        mara.send(elsewhere, Body::empty()).await.is_problem(415, "not-json");
    }

    async fn whatever_cannot_be_used_is_a_problem_of_its_own_type(t: TestApp) {
        let world = World::new(t).await;
        let mara = Client::of(t, world.cast.mara).await;
        for path in ["", "/", "/v1", "/v1/", "/v2/units", "/v1/units/x/y/z", "/v1/nothing", "/v1/units/"] {
            mara.get(path).await.is_problem(404, "not-found");
            mara.post(path, &json!({})).await.is_problem(404, "not-found");
        }
        let wrong = mara.put("/v1/disclosures", &json!({})).await;
        assert_eq!(wrong.is_problem(405, "wrong-method").headers[ALLOW], "GET,HEAD");
        for query in ["limit=0", "limit=101", "limit=x", "after=x", "stage=x", "more=1", "entry=%00", "unit=x"] {
            mara.get(&format!("/v1/disclosures?{query}")).await.is_problem(422, "invalid");
        }
        mara.get("/v1/search").await.is_problem(422, "invalid");
        mara.get(&format!("/v1/search?q={}", "x".repeat(201))).await.is_problem(422, "invalid");
        let new = new_matter(&world, "示例").await;
        for (field, value) in [
            ("title", json!("长".repeat(10_000))), ("title", json!("")), ("title", json!("空\u{0}字")),
            ("title", json!(7)), ("unit", json!("x")), ("track", json!("x")), ("more", json!(1)),
        ] {
            let mut body = new.clone();
            body[field] = value;
            mara.post("/v1/matters", &body).await.is_problem(422, "invalid");
        }
        mara.write(Method::POST, "/v1/matters", b"{\"unit".to_vec()).await.is_problem(400, "malformed");
        mara.write(Method::POST, "/v1/matters", vec![b' '; 2 << 20]).await.is_problem(413, "too-large");
        mara.write(Method::POST, "/v1/matters", vec![b'['; 100_000]).await.is_problem(422, "invalid");
        let deep = [b"{\"title\": ".as_slice(), &vec![b'['; 100_000]].concat();
        mara.write(Method::POST, "/v1/matters", deep).await.is_problem(422, "invalid");
        mara.send(mara.begin(Method::POST, "/v1/matters"), Body::empty()).await.is_problem(415, "not-json");
        mara.post_once(&"k".repeat(101), "/v1/matters", &new).await.is_problem(422, "invalid");
        mara.post("/v1/matters", &new).await.is(201);
    }

    async fn pages_of_a_list_show_everything_once_and_end(t: TestApp) {
        let world = World::new(t).await;
        let mut released_ids = Vec::new();
        for number in 0..5 {
            released_ids.insert(0, released(&world, &format!("公示 {number}"), &[Token::Public]).await.1.to_string());
            t.wait_seconds(1);
        }
        let visitor = Client::visitor(t);
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = visitor.get(&format!("/v1/disclosures?limit=2{after}")).await.is(200).json();
            seen.extend(ids(&page).into_iter().map(ToOwned::to_owned));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, released_ids);
        let units = visitor.get("/v1/units?limit=2").await.is(200).json();
        let rest = visitor.get(&format!("/v1/units?after={}", units["next"].as_str().unwrap())).await.json();
        assert_eq!((ids(&units).len(), ids(&rest), &rest["next"]), (2, vec![&*world.cast.second.to_string()], &json!(null)));
    }
}
