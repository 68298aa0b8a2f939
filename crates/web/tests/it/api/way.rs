use axum::http::header::LOCATION;
use domain::words::{Authority, Scope, Track};
use serde_json::{Value, json};
use testkit::{PROPOSAL_BODY, World, on_both_engines};

use super::client::Client;

/// An entry that may be public at once and that the unit decides itself.
pub(super) async fn plain_entry(world: &World<'_>) -> domain::rulebook::Entry {
    let plain = |entry: &domain::rulebook::Entry| {
        entry.widest == Scope::Public
            && entry.narrowest <= Scope::Unit
            && entry.members_first_days.is_none()
            && entry.authority == Authority::Unit
            && entry.after.is_empty()
    };
    world.entry(Track::Party, plain).await
}

pub(super) async fn proposal(world: &World<'_>, title: &str) -> Value {
    let entry = plain_entry(world).await;
    json!({
        "title": title, "body": PROPOSAL_BODY, "basis": "示例机关党务公开实施细则第三条",
        "document_day": "2026-02-27", "audience": [{ "token": "public" }], "ways": ["board"],
        "elements": entry.elements,
    })
}

pub(super) async fn new_matter(world: &World<'_>, title: &str) -> Value {
    let entry = plain_entry(world).await;
    json!({ "unit": world.cast.first, "track": "party", "entry": entry.key, "title": title })
}

/// A draft of Mara's: the client, the plan's address, and the plan.
async fn drafted(world: &World<'_>) -> (Client, String, Value) {
    let mara = Client::of(world.t, world.cast.mara).await;
    let matter = mara
        .post("/v1/matters", &new_matter(world, "示例事项").await)
        .await
        .is(201)
        .json();
    let (id, stage) = (&matter["matter"]["id"], &matter["stages"][0]["stage"]);
    let new = json!({ "stage": stage, "proposal": proposal(world, "示例公示").await });
    let path = format!("/v1/matters/{}/plans", id.as_str().unwrap());
    let plan = mara.post(&path, &new).await.is(201).json();
    (mara, format!("/v1/plans/{}", plan["id"].as_str().unwrap()), plan)
}

async fn count_matters(client: &Client) -> usize {
    client.get("/v1/desk").await.is(200).json()["matters"]
        .as_array()
        .unwrap()
        .len()
}

on_both_engines! {
    async fn five_persons_take_a_disclosure_from_the_matter_to_the_public(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (mara, path, plan) = drafted(&world).await;
        assert_eq!((&plan["edition"], &plan["state"]), (&json!(1), &json!("draft")));
        let edit = json!({ "edition": 1, "proposal": proposal(&world, "示例公示（改）").await });
        assert_eq!(mara.put(&path, &edit).await.is(200).json()["edition"], 2);
        let edition = json!({ "edition": 2 });
        mara.post(&format!("{path}/submission"), &edition).await.is(200);
        let opinions = format!("{path}/opinions");
        for kind in plain_entry(&world).await.review {
            let reviewer = Client::of(t, world.reviewer(kind)).await;
            let desk = reviewer.get("/v1/desk").await.is(200).json();
            assert_eq!(desk["reviewing"][0]["plan"], plan["id"], "{kind:?}");
            let mut opinion = json!({ "edition": 1, "kind": kind.code(), "agrees": true });
            reviewer.post(&opinions, &opinion).await.is_problem(409, "stale");
            opinion["edition"] = json!(2);
            reviewer.post(&opinions, &opinion).await.is(200);
        }
        let pi = Client::of(t, cast.pi).await;
        assert_eq!(pi.get("/v1/desk").await.json()["approving"][0]["plan"], plan["id"]);
        let approved = pi.post(&format!("{path}/approval"), &edition).await.is(200).json();
        assert_eq!(approved["state"], "released");
        let released = format!("/v1/disclosures/{}", approved["disclosure"].as_str().unwrap());
        let read = Client::visitor(t).get(&released).await.is(200).json();
        assert_eq!(read["title"], "示例公示（改）");
        assert_eq!(read["document_day"], "2026-02-27");
        assert_eq!(read["because"][0]["token"], "public");
        let moment: jiff::Timestamp = read["released_at"].as_str().unwrap().parse().unwrap();
        assert_eq!(moment, t.app.now().instant());
    }

    async fn a_second_sending_of_the_same_key_makes_nothing_new(t: TestApp) {
        let world = World::new(t).await;
        let mara = Client::of(t, world.cast.mara).await;
        let new = new_matter(&world, "示例事项").await;
        let first = mara.post_once("k-1", "/v1/matters", &new).await;
        let second = mara.post_once("k-1", "/v1/matters", &new).await;
        assert_eq!(first.is(201).all(), second.all());
        assert_eq!(count_matters(&mara).await, 1);
        // the same key for another address is another sending, and so is another key
        let stage = &first.json()["stages"][0]["stage"];
        let plans = first.headers[LOCATION].to_str().unwrap().replace("overview", "plans").replace("/api", "");
        let plan = json!({ "stage": stage, "proposal": proposal(&world, "示例公示").await });
        let drafts = [mara.post_once("k-1", &plans, &plan).await, mara.post_once("k-1", &plans, &plan).await];
        assert_eq!(drafts[0].is(201).json(), drafts[1].is(201).json());
        mara.post_once("k-2", &plans, &plan).await.is_problem(409, "refused");
        mara.post_once("k-2", "/v1/matters", &new).await.is(201);
        assert_eq!(count_matters(&mara).await, 2);
    }

    async fn an_edit_over_an_edition_that_is_no_longer_the_last_is_refused(t: TestApp) {
        let world = World::new(t).await;
        let (mara, path, _) = drafted(&world).await;
        let edit = json!({ "edition": 1, "proposal": proposal(&world, "第二稿").await });
        mara.put(&path, &edit).await.is(200);
        let other = json!({ "edition": 1, "proposal": proposal(&world, "另一个第二稿").await });
        mara.put(&path, &other).await.is_problem(409, "stale");
        assert_eq!(mara.get(&path).await.json()["proposal"]["title"], "第二稿");
    }

    async fn nobody_edits_submits_or_approves_what_is_not_theirs(t: TestApp) {
        let world = World::new(t).await;
        let cast = world.cast;
        let (mara, path, plan) = drafted(&world).await;
        let edit = json!({ "edition": 1, "proposal": proposal(&world, "别人的一稿").await });
        for person in [cast.shen, cast.pi] {
            let other = Client::of(t, person).await;
            other.put(&path, &edit).await.is_problem(403, "forbidden");
            other.post(&format!("{path}/submission"), &json!({ "edition": 1 })).await.is_problem(403, "forbidden");
        }
        for person in [cast.er, cast.yi, cast.guan] {
            Client::of(t, person).await.put(&path, &edit).await.is_problem(404, "not-found");
        }
        mara.post(&format!("{path}/submission"), &json!({ "edition": 1 })).await.is(200);
        mara.post(&format!("{path}/approval"), &json!({ "edition": 1 })).await.is_problem(403, "forbidden");
        assert_eq!(mara.get(&path).await.json()["proposal"], plan["proposal"]);
    }

    async fn a_plan_goes_back_with_a_reason_and_a_stage_is_left_out_with_one(t: TestApp) {
        let world = World::new(t).await;
        let pi = Client::of(t, world.cast.pi).await;
        let (mara, path, plan) = drafted(&world).await;
        mara.post(&format!("{path}/submission"), &json!({ "edition": 1 })).await.is(200);
        let back = format!("{path}/return");
        pi.post(&back, &json!({ "edition": 1 })).await.is_problem(422, "invalid");
        let returned = pi.post(&back, &json!({ "edition": 1, "words": "请补充依据" })).await.is(200).json();
        assert_eq!((&returned["state"], &returned["words"]), (&json!("returned"), &json!("请补充依据")));
        let skips = format!("/v1/matters/{}/skips", plan["matter"]["id"].as_str().unwrap());
        let skip = json!({ "stage": plan["stage"], "reason": "此阶段不适用" });
        mara.post(&skips, &skip).await.is_problem(403, "forbidden");
        assert_eq!(pi.post(&skips, &skip).await.is(200).json()["stages"][0]["skipped"], "此阶段不适用");
    }

    async fn the_last_gate_tells_everything_that_is_wrong(t: TestApp) {
        let world = World::new(t).await;
        let (mara, path, _) = drafted(&world).await;
        let bare = json!({ "title": "示例公示", "audience": [{ "token": "public" }] });
        mara.put(&path, &json!({ "edition": 1, "proposal": bare })).await.is(200);
        mara.post(&format!("{path}/submission"), &json!({ "edition": 2 })).await.is(200);
        for kind in plain_entry(&world).await.review {
            let opinion = json!({ "edition": 2, "kind": kind.code(), "agrees": true });
            let reviewer = Client::of(t, world.reviewer(kind)).await;
            reviewer.post(&format!("{path}/opinions"), &opinion).await.is(200);
        }
        let pi = Client::of(t, world.cast.pi).await;
        let refused = pi.post(&format!("{path}/approval"), &json!({ "edition": 2 })).await;
        let problem = refused.is_problem(409, "refused").json();
        let told = pi.get(&path).await.json()["obstacles"].clone();
        assert_eq!(problem["errors"], told);
        assert!(2 <= told.as_array().unwrap().len(), "{problem}");
    }
}
