//! The read door over HTTP, as a property: over audiences, times and changes of rights, every page, list, search,
//! count, feed, file, difference and answer of the API shows a viewer exactly what a reference evaluator says they may
//! see, and what it hides is not there, byte for byte.

mod after;
mod evaluator;
mod files;
mod model;

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{DisclosureId, PersonId};
use serde_json::Value;
use testkit::{Ledger, On, TestApp};

use crate::api::client::Client;
use crate::browser::Browser;
use evaluator::{is_newest, reads, sees};
use model::{Model, Released};

/// An address of no disclosure.
const NOTHING: &str = "/disclosures/00000000-0000-0000-0000-000000000000";

/// (viewer, disclosure, surface) cases a run has to look at.
const CASES: usize = 20_000;

/// Which disclosures each surface tells somebody of.
type Told = BTreeMap<&'static str, BTreeSet<DisclosureId>>;

/// Somebody with a browser, a program, and an address for calendar programs.
struct Viewer {
    person: Option<PersonId>,
    browser: Browser,
    client: Client,
    address: Option<String>,
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
        let mut t = TestApp::new(On::Sqlite).await;
        let mut ledger = Ledger::begin(&t).await;
        t.app = ledger.app.clone();
        let mut model = Model::build(&t, seed).await;
        let viewers = viewers(&t, &mut model).await;
        for round in 0..4 {
            ledger.step().await.unwrap();
            for viewer in &viewers {
                let case = format!("seed {seed}, round {round}, {:?}", viewer.person);
                let (looked_at, seen) = look(&t, &model, viewer, &case).await;
                (cases, visible) = (cases + looked_at, visible + seen);
            }
            model.something_changes(&t).await;
            model.something_happens_after(&t).await;
        }
    }
    // a property that is never true, or always, would prove nothing
    assert!(
        cases / 20 < visible && visible < cases * 19 / 20,
        "{visible} of {cases} cases were visible"
    );
    println!("{cases} cases, {visible} visible");
}

async fn viewers(t: &TestApp, model: &mut Model) -> Vec<Viewer> {
    let mut viewers = vec![Viewer {
        person: None,
        browser: Browser::visitor(t),
        client: Client::visitor(t),
        address: None,
    }];
    for person in model.persons.keys() {
        let (browser, client) = (Browser::of(t, *person).await, Client::of(t, *person).await);
        let address = app::account::issue_address(&t.app, *person).await.unwrap();
        viewers.push(Viewer {
            person: Some(*person),
            browser,
            client,
            address: Some(web::paths::calendar(&address)),
        });
        model.tokens.insert(*person);
        model.addresses.insert(*person);
    }
    viewers
}

/// Looks through every address as somebody; says how many cases that was, and how many were visible.
async fn look(t: &TestApp, model: &Model, viewer: &Viewer, case: &str) -> (usize, usize) {
    let nothing = viewer.browser.get(NOTHING).await;
    let mut told = pages(model, &viewer.browser, &nothing.is(404).text).await;
    told.extend(files::handed_out(model, &viewer.browser, &nothing.text).await);
    told.extend(files::receipts(model, &viewer.browser, &nothing.text).await);
    told.extend(files::at_the_desk(t, model, &viewer.browser).await);
    let holds = viewer
        .person
        .is_none_or(|person| model.persons[&person].active && model.tokens.contains(&person));
    if holds {
        told.extend(api(model, &viewer.client).await);
    } else {
        // who left has no token any more, nor has who took it back
        let answer = viewer.client.get("/v1/disclosures").await;
        answer.is_problem(401, "unknown-caller");
    }
    let mut visible = 0;
    for (surface, shown) in &told {
        let expected: BTreeSet<_> = model
            .released
            .iter()
            .filter(|released| expected(t, model, (viewer.person, surface), released))
            .map(|released| released.id)
            .collect();
        assert_eq!(*shown, expected, "{surface}: {case}");
        visible += expected.len();
    }
    let may = |released: &Released| reads(model, viewer.person, released, t.app.now());
    on_paper(model, viewer, may, case).await;
    files::differences(model, viewer, may, (&nothing.text, case)).await;
    files::calendar(t, model, viewer, case).await;
    counts(t, model, viewer, case).await;
    (model.released.len() * told.len(), visible)
}

/// What a surface should tell somebody of a disclosure.
fn expected(
    t: &TestApp,
    model: &Model,
    (person, surface): (Option<PersonId>, &str),
    released: &Released,
) -> bool {
    let now = t.app.now();
    let text = |viewer| reads(model, viewer, released, now);
    let newest = |viewer| is_newest(model, viewer, released, now);
    let stone = sees(model, person, released, now) && released.withdrawn.is_some();
    let works = person.is_some_and(|person| model.works_in(person, released.unit));
    match surface {
        // the visitor's view, whoever looks
        "feed" | "card" => text(None) && newest(None),
        "address of the card" => text(None),
        "page" | "API page" | "receipt" | "receipt file" | "receipt page" | "proof" | "document" => {
            text(person)
        }
        "tombstone" => stone,
        "matter" => (text(person) || stone) && newest(person),
        "attachment" => text(person) && released.file.is_some(),
        "notice period" => text(person) && released.noticed,
        "plan" | "API plan" | "archive" => works,
        "attachment of a plan" => works && released.withdrawn.is_none() && released.file.is_some(),
        "register" => works && !released.hides_title(),
        _ => text(person) && newest(person),
    }
}

/// Which disclosures each page shows.
async fn pages(model: &Model, browser: &Browser, nothing: &str) -> Told {
    let list = browser.get("/disclosures").await;
    let feed = browser.get("/feed.atom").await;
    let mut told = BTreeMap::from([
        ("list", linked(model, &list.is(200).text)),
        ("feed", linked(model, &feed.is(200).text)),
    ]);
    let mut note = |surface, shown: BTreeSet<_>| told.entry(surface).or_default().extend(shown);
    for surface in [
        "page",
        "tombstone",
        "card",
        "address of the card",
        "search",
        "matter",
        "unit",
    ] {
        note(surface, BTreeSet::new());
    }
    for released in &model.released {
        let one = || BTreeSet::from([released.id]);
        let page = browser.get(&format!("/disclosures/{}", released.id)).await;
        match page.status.as_u16() {
            200 => note("page", one()),
            410 => note("tombstone", one()),
            _ => assert_eq!(page.is(404).text, nothing, "hidden and not there are the same"),
        }
        let titled = page.status == 200 || page.status == 410 && !released.hides_title();
        assert_eq!(
            titled,
            page.text.contains(&released.word),
            "the page and its words"
        );
        let card = browser.get(&web::paths::card(&released.id)).await;
        if card.status == 200 {
            note("address of the card", one());
        } else {
            assert_eq!(card.is(404).text, nothing, "hidden and not there are the same");
        }
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
async fn on_paper(model: &Model, viewer: &Viewer, may: impl Fn(&Released) -> bool, case: &str) {
    let Some(last) = model.released.last() else { return };
    let answer = viewer.browser.get(&web::paths::notice(&last.id)).await;
    let expected = if may(last) { 200 } else { 404 };
    assert_eq!(answer.status, expected, "on paper: {case}");
}

/// Which disclosures each address of the API shows.
async fn api(model: &Model, client: &Client) -> Told {
    let mut told = BTreeMap::from([("API list", walk(client).await)]);
    let mut note = |surface, shown: BTreeSet<_>| told.entry(surface).or_default().extend(shown);
    for surface in ["API page", "API search", "API matter", "API plan"] {
        note(surface, BTreeSet::new());
    }
    for released in &model.released {
        let page = client.get(&format!("/v1/disclosures/{}", released.id)).await;
        let shown = page.status == 200;
        if !shown {
            page.is_problem(404, "not-found");
        }
        note("API page", shown.then_some(released.id).into_iter().collect());
        let plan = client.get(&format!("/v1/plans/{}", released.plan)).await;
        note(
            "API plan",
            (plan.status == 200).then_some(released.id).into_iter().collect(),
        );
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
async fn counts(t: &TestApp, model: &Model, viewer: &Viewer, case: &str) {
    for unit in model.units.keys() {
        let listed = |one: &&Released| one.unit == *unit && expected(t, model, (viewer.person, "list"), one);
        let count = model.released.iter().filter(listed).count();
        let page = viewer.browser.get(&format!("/units/{unit}")).await;
        assert!(
            page.text.contains(&format!("<dd>{count} 件</dd>")),
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
