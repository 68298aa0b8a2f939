//! The read door over HTTP, as a property: over audiences, times and changes of rights, every page, list, search,
//! count, feed and answer of the API shows a viewer exactly what a reference evaluator says they may see.

mod evaluator;
mod model;

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DisclosureId, PersonId};
use serde_json::Value;
use testkit::{On, TestApp};

use crate::api::client::Client;
use crate::browser::Browser;
use evaluator::sees;
use model::Model;

/// (viewer, disclosure, surface) cases a run has to look at.
const CASES: usize = 20_000;

/// Somebody with a browser and a program.
struct Viewer {
    person: Option<PersonId>,
    browser: Browser,
    client: Client,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_shows_exactly_what_the_reference_says() {
    let first: u64 = std::env::var("READ_DOOR_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let (mut cases, mut visible) = (0, 0);
    for seed in first.. {
        if CASES <= cases {
            break;
        }
        let t = TestApp::new(On::Sqlite).await;
        let mut model = Model::build(&t, seed).await;
        let viewers = viewers(&t, &model).await;
        for round in 0..4 {
            for viewer in &viewers {
                let case = format!("seed {seed}, round {round}, {:?}", viewer.person);
                let (looked_at, seen) = look(&t, &model, viewer, &case).await;
                (cases, visible) = (cases + looked_at, visible + seen);
            }
            model.something_changes(&t).await;
        }
    }
    // a property that is never true, or always, would prove nothing
    assert!(
        cases / 20 < visible && visible < cases * 19 / 20,
        "{visible} of {cases} cases were visible"
    );
    println!("{cases} cases, {visible} visible");
}

async fn viewers(t: &TestApp, model: &Model) -> Vec<Viewer> {
    let mut viewers = vec![Viewer {
        person: None,
        browser: Browser::visitor(t),
        client: Client::visitor(t),
    }];
    for person in model.persons.keys() {
        let (browser, client) = (Browser::of(t, *person).await, Client::of(t, *person).await);
        viewers.push(Viewer {
            person: Some(*person),
            browser,
            client,
        });
    }
    viewers
}

/// Looks through every address as somebody; says how many cases that was, and how many were visible.
async fn look(t: &TestApp, model: &Model, viewer: &Viewer, case: &str) -> (usize, usize) {
    let now = t.app.now();
    let visible_to = |person| -> BTreeSet<_> {
        let seen = model
            .released
            .iter()
            .filter(|released| sees(model, person, released, now));
        seen.map(|released| released.id).collect()
    };
    let (may, public) = (visible_to(viewer.person), visible_to(None));
    let mut told = pages(model, &viewer.browser).await;
    let left = viewer.person.is_some_and(|person| !model.persons[&person].active);
    if left {
        // who left has no token any more
        viewer
            .client
            .get("/v1/disclosures")
            .await
            .is_problem(401, "unknown-caller");
    } else {
        told.extend(api(model, &viewer.client).await);
    }
    for surface in ["feed", "card"] {
        assert_eq!(told.remove(surface).unwrap(), public, "{surface}: {case}");
    }
    on_paper(model, viewer, &may, case).await;
    for (surface, shown) in &told {
        assert_eq!(*shown, may, "{surface}: {case}");
    }
    counts(model, viewer, &may, case).await;
    let surfaces = told.len() + 2;
    (
        model.released.len() * surfaces,
        may.len() * told.len() + 2 * public.len(),
    )
}

/// Which disclosures each page shows.
async fn pages(model: &Model, browser: &Browser) -> BTreeMap<&'static str, BTreeSet<DisclosureId>> {
    let list = browser.get("/disclosures").await;
    let feed = browser.get("/feed.atom").await;
    let mut told = BTreeMap::from([
        ("list", linked(model, &list.is(200).text)),
        ("feed", linked(model, &feed.is(200).text)),
    ]);
    let mut note = |surface, shown: BTreeSet<_>| told.entry(surface).or_default().extend(shown);
    for surface in ["page", "card", "search", "matter", "unit"] {
        note(surface, BTreeSet::new());
    }
    for released in &model.released {
        let page = browser.get(&format!("/disclosures/{}", released.id)).await;
        let shown = page.status == 200;
        assert!(shown || page.status == 404, "{}", page.text);
        assert_eq!(shown, page.text.contains(&released.word), "the page and its text");
        note("page", shown.then_some(released.id).into_iter().collect());
        let card = browser.get(&web::paths::card(&released.id)).await;
        note("card", linked(model, &card.text));
        let found = browser
            .get(&format!("/search?q={}", web::paths::escaped(&released.word)))
            .await;
        note("search", linked(model, &found.is(200).text));
        let matter = browser.get(&format!("/matters/{}", released.matter)).await;
        note("matter", linked(model, &matter.text));
    }
    for unit in model.units.keys() {
        note(
            "unit",
            linked(model, &browser.get(&format!("/units/{unit}")).await.is(200).text),
        );
    }
    told
}

/// A PDF takes its time, so each look asks for one only: the last one released.
async fn on_paper(model: &Model, viewer: &Viewer, may: &BTreeSet<DisclosureId>, case: &str) {
    let Some(last) = model.released.last() else { return };
    let answer = viewer.browser.get(&web::paths::notice(&last.id)).await;
    let expected = if may.contains(&last.id) { 200 } else { 404 };
    assert_eq!(answer.status, expected, "on paper: {case}");
}

/// Which disclosures each address of the API shows.
async fn api(model: &Model, client: &Client) -> BTreeMap<&'static str, BTreeSet<DisclosureId>> {
    let mut told = BTreeMap::from([("API list", walk(client).await)]);
    let mut note = |surface, shown: BTreeSet<_>| told.entry(surface).or_default().extend(shown);
    for surface in ["API page", "API search", "API matter"] {
        note(surface, BTreeSet::new());
    }
    for released in &model.released {
        let page = client.get(&format!("/v1/disclosures/{}", released.id)).await;
        let shown = page.status == 200;
        if !shown {
            page.is_problem(404, "not-found");
        }
        note("API page", shown.then_some(released.id).into_iter().collect());
        let query = web::paths::escaped(&released.word);
        let found = client.get(&format!("/v1/search?q={query}")).await.is(200).json();
        let found = found["items"].as_array().unwrap();
        note(
            "API search",
            found.iter().map(|found| id(&found["disclosure"]["id"])).collect(),
        );
        let matter = client
            .get(&format!("/v1/matters/{}", released.matter))
            .await
            .json();
        let stages = matter["stages"].as_array().cloned().unwrap_or_default();
        let shown = stages
            .iter()
            .map(|stage| &stage["disclosure"])
            .filter(|shown| !shown.is_null());
        note("API matter", shown.map(|shown| id(&shown["id"])).collect());
    }
    told
}

/// Every page of the API's list, each five long.
async fn walk(client: &Client) -> BTreeSet<DisclosureId> {
    let mut found = BTreeSet::new();
    let mut after = String::new();
    loop {
        let page = client
            .get(&format!("/v1/disclosures?limit=5{after}"))
            .await
            .is(200)
            .json();
        for item in page["items"].as_array().unwrap() {
            assert!(found.insert(id(&item["id"])), "the list shows {item} twice");
        }
        let Some(next) = page["next"].as_str() else {
            return found;
        };
        after = format!("&after={next}");
    }
}

/// Each unit's page says how many disclosures of it the viewer may see.
async fn counts(model: &Model, viewer: &Viewer, may: &BTreeSet<DisclosureId>, case: &str) {
    for unit in model.units.keys() {
        let of_unit = |released: &&model::Released| released.unit == *unit && may.contains(&released.id);
        let expected = model.released.iter().filter(of_unit).count();
        let page = viewer.browser.get(&format!("/units/{unit}")).await;
        assert!(
            page.text.contains(&format!("<dd>{expected} 件</dd>")),
            "count of {unit}, {case}: {}",
            page.text
        );
    }
}

fn linked(model: &Model, text: &str) -> BTreeSet<DisclosureId> {
    let links = model.released.iter().map(|released| released.id);
    links
        .filter(|id| text.contains(&web::paths::disclosure(id)))
        .collect()
}

fn id(text: &Value) -> DisclosureId {
    text.as_str().unwrap().parse().unwrap()
}
