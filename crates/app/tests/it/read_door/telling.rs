//! The same property for what people are told: between telling and showing, and between packing and leaving, rights
//! change, and nobody hears more than the reference lets them see at that moment, or less.

use std::collections::{BTreeMap, BTreeSet};

use app::outbox::{self, Channel, Load, Webhook};
use app::telling::{self, Subject};
use domain::ids::{DisclosureId, PersonId};
use domain::time::Timestamp;
use domain::words::{Crowd, Followed, Language, Occasion, Pace, Style, Topic};
use testkit::{On, TestApp, outgoing};

use super::evaluator::{is_newest, reads};
use super::model::{Model, Released, Whom};

/// Worlds on each database; each has nine listeners, a dozen disclosures and four changes of rights.
const WORLDS: u64 = 12;

#[tokio::test(flavor = "multi_thread")]
async fn people_hear_exactly_of_what_they_may_see_at_that_moment_on_sqlite() {
    explore(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_hear_exactly_of_what_they_may_see_at_that_moment_on_postgres() {
    explore(On::Postgres).await;
}

async fn explore(on: On) {
    let mut lost = 0;
    for seed in 1..=WORLDS {
        let t = TestApp::new(on).await;
        let mut model = Model::build(&t, seed).await;
        let listeners = listen(&t, &model).await;
        let mut told: BTreeMap<PersonId, BTreeSet<DisclosureId>> = BTreeMap::new();
        let mut announced = BTreeMap::new();
        let mut asked = None;
        for round in 0..4 {
            let case = format!("seed {seed}, round {round}");
            t.tell().await;
            let mut fresh = BTreeSet::new();
            for (person, released) in pairs(&model, &listeners) {
                let hears = opens(released, asked, t.app.now())
                    && model.persons[&person].active
                    && may(&t, &model, person, released);
                if hears && told.entry(person).or_default().insert(released.id) {
                    fresh.insert((person, released.id));
                }
            }
            asked = Some(t.app.now());
            model.something_changes(&t).await;
            for (person, released) in pairs(&model, &listeners) {
                let was_told = told.get(&person).is_some_and(|told| told.contains(&released.id));
                let expected = was_told && may(&t, &model, person, released);
                let shown = shown(&t, person).await.contains(&released.id);
                assert_eq!(shown, expected, "page: {case}, {person}, {released:?}");
            }
            let expected: BTreeSet<_> = pairs(&model, &listeners)
                .filter(|(person, released)| fresh.contains(&(*person, released.id)))
                .filter(|(person, released)| {
                    model.persons[person].active && may(&t, &model, *person, released)
                })
                .map(|(person, released)| (person, released.id))
                .collect();
            lost += fresh.len() - expected.len();
            assert_eq!(mailed(&t, &model, &listeners).await, expected, "mails: {case}");
            announce(&t, &model, &mut announced).await;
        }
        t.tell().await;
        announce(&t, &model, &mut announced).await;
        for released in model
            .released
            .iter()
            .filter(|it| crowd_sees(&t, &model, Crowd::Everybody, it))
        {
            let heard = announced.get(&Crowd::Everybody);
            assert!(
                heard.is_some_and(|heard: &BTreeSet<_>| heard.contains(&released.id)),
                "seed {seed}: {released:?}"
            );
        }
    }
    assert!(
        0 < lost,
        "no right was lost between telling and sending, so nothing was proved"
    );
}

/// Whether people are asked about a disclosure: at its release, and whenever others begin to see it.
fn opens(released: &Released, asked: Option<Timestamp>, now: Timestamp) -> bool {
    let since = |asked| {
        released
            .audience
            .iter()
            .any(|(_, from)| asked < *from && *from <= now)
    };
    asked.is_none_or(since)
}

fn may(t: &TestApp, model: &Model, person: PersonId, released: &Released) -> bool {
    finds(model, Some(person), released, t.app.now())
}

fn finds(model: &Model, viewer: Option<PersonId>, released: &Released, now: Timestamp) -> bool {
    reads(model, viewer, released, now) && is_newest(model, viewer, released, now)
}

fn crowd_sees(t: &TestApp, model: &Model, crowd: Crowd, released: &Released) -> bool {
    let whole = |whom: Whom| matches!(whom, Whom::Everybody | Whom::Members);
    let lines = &released.audience;
    match crowd {
        Crowd::Everybody => finds(model, None, released, t.app.now()),
        Crowd::Members => {
            released.withdrawn.is_none()
                && lines
                    .iter()
                    .any(|(whom, from)| whole(*whom) && *from <= t.app.now())
        }
    }
}

fn pairs<'m>(
    model: &'m Model,
    listeners: &'m BTreeMap<PersonId, String>,
) -> impl Iterator<Item = (PersonId, &'m Released)> {
    let all = |person: &'m PersonId| model.released.iter().map(move |released| (*person, released));
    listeners.keys().flat_map(all)
}

/// Everybody without a post follows every unit and wants a mail at once; two webhooks listen to the whole tree.
async fn listen(t: &TestApp, model: &Model) -> BTreeMap<PersonId, String> {
    outbox::set_outgoing(&t.app, None, outgoing(25)).await.unwrap();
    let mut listeners = BTreeMap::new();
    for (number, person) in model.strangers().into_iter().enumerate() {
        let address = format!("p{number}@neiwang.example");
        outbox::set_address(&t.app, person, &address, Language::Zh)
            .await
            .unwrap();
        let code = t
            .letter()
            .await
            .unwrap()
            .subject
            .rsplit(' ')
            .next()
            .unwrap()
            .to_owned();
        outbox::confirm(&t.app, person, &code).await.unwrap();
        outbox::set_pace(&t.app, person, Topic::Disclosures, Pace::AtOnce)
            .await
            .unwrap();
        for unit in model.units.keys() {
            let about = unit.to_string();
            telling::follow(&t.app, person, (Followed::Unit, &about))
                .await
                .unwrap();
        }
        listeners.insert(person, address);
    }
    let root = model
        .units
        .values()
        .find(|unit| unit.superior.is_none())
        .unwrap()
        .id;
    for crowd in [Crowd::Everybody, Crowd::Members] {
        let webhook = Webhook {
            id: t.app.new_id(),
            unit: root,
            label: crowd.code().into(),
            style: Style::Program,
            address: format!("http://{}.example", crowd.code()),
            secret: String::new(),
            crowd,
        };
        outbox::add_webhook(&t.app, None, webhook).await.unwrap();
    }
    listeners
}

async fn shown(t: &TestApp, person: PersonId) -> BTreeSet<DisclosureId> {
    let messages = telling::messages(&t.app, person).await.unwrap();
    let disclosed = messages
        .into_iter()
        .filter(|it| it.occasion == Occasion::Disclosed);
    let id = |subject| match subject {
        Subject::Disclosure(id) => Some(id),
        _ => None,
    };
    disclosed.filter_map(|message| id(message.subject)).collect()
}

/// Every mail that leaves now: to whom, about what. None may leave twice.
async fn mailed(
    t: &TestApp,
    model: &Model,
    listeners: &BTreeMap<PersonId, String>,
) -> BTreeSet<(PersonId, DisclosureId)> {
    let mut mailed = BTreeSet::new();
    while let Some(letter) = t.letter().await {
        let person = listeners
            .iter()
            .find(|(_, address)| **address == letter.to)
            .unwrap()
            .0;
        let about = model
            .released
            .iter()
            .filter(|it| letter.text.contains(&it.id.to_string()));
        for released in about {
            assert!(letter.subject.contains(&released.word), "{}", letter.subject);
            assert!(
                mailed.insert((*person, released.id)),
                "twice: {person}, {released:?}"
            );
        }
    }
    mailed
}

/// What the webhooks hear now; each must be visible to all of their readers now, and none is told twice.
async fn announce(t: &TestApp, model: &Model, announced: &mut BTreeMap<Crowd, BTreeSet<DisclosureId>>) {
    while let Some(parcel) = outbox::next(&t.app, Channel::Webhook).await.unwrap() {
        outbox::sent(&t.app, parcel.id).await.unwrap();
        let Load::Announcement(sent) = parcel.load else {
            panic!("no announcement")
        };
        let crowd = Crowd::ALL
            .iter()
            .find(|crowd| sent.address.contains(crowd.code()))
            .unwrap();
        let released = model
            .released
            .iter()
            .find(|it| sent.body.contains(&it.id.to_string()))
            .unwrap();
        assert!(crowd_sees(t, model, *crowd, released), "{crowd:?}: {released:?}");
        assert!(
            announced.entry(*crowd).or_default().insert(released.id),
            "twice: {released:?}"
        );
    }
}
