//! The read door, as a property: over random trees, rosters, audiences, times and changes of rights, every surface
//! shows a viewer exactly what a reference evaluator, written separately and naively, says they may see.

mod evaluator;
mod model;

use std::collections::BTreeSet;

use app::reader::{Cursor, Filter, Reader};
use domain::ids::{DisclosureId, PersonId, UnitId};
use testkit::{On, TestApp};

use evaluator::sees;
use model::{Model, Released};

/// (viewer, disclosure, surface) cases a run has to look at on SQLite.
const CASES: usize = 100_000;
/// The same on PostgreSQL, where a world takes longer to build.
const CASES_ON_POSTGRES: usize = 10_000;

#[tokio::test(flavor = "multi_thread")]
async fn every_surface_shows_exactly_what_the_reference_says_on_sqlite() {
    explore(On::Sqlite, CASES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_surface_shows_exactly_what_the_reference_says_on_postgres() {
    explore(On::Postgres, CASES_ON_POSTGRES).await;
}

async fn explore(on: On, wanted: usize) {
    let first: u64 = std::env::var("READ_DOOR_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let mut cases = 0;
    let mut seen = 0;
    for seed in first.. {
        if wanted <= cases {
            break;
        }
        let t = TestApp::new(on).await;
        let mut model = Model::build(&t, seed).await;
        for round in 0..4 {
            let (looked_at, visible) = look(&t, &model, seed, round).await;
            cases += looked_at;
            seen += visible;
            model.something_changes(&t).await;
        }
    }
    // a property that is never true, or always, would prove nothing
    assert!(
        cases / 20 < seen && seen < cases * 19 / 20,
        "{seen} of {cases} cases were visible"
    );
    println!("{cases} cases on {on:?}, {seen} visible");
}

/// Looks through every surface as everybody; says how many cases that was, and how many were visible.
async fn look(t: &TestApp, model: &Model, seed: u64, round: u32) -> (usize, usize) {
    let viewers = std::iter::once(None).chain(model.persons.keys().copied().map(Some));
    let (mut cases, mut visible) = (0, 0);
    for viewer in viewers {
        let told = Told::by(t, viewer, model).await;
        for released in &model.released {
            let expected = sees(model, viewer, released, t.app.now());
            let case = format!("seed {seed}, round {round}, viewer {viewer:?}, {released:?}");
            assert_eq!(told.pages.contains(&released.id), expected, "page: {case}");
            assert_eq!(told.list.contains(&released.id), expected, "list: {case}");
            assert_eq!(
                told.of_unit.contains(&released.id),
                expected,
                "list of its unit: {case}"
            );
            assert_eq!(
                told.of_entry.contains(&released.id),
                expected,
                "list of its entry: {case}"
            );
            assert_eq!(told.found.contains(&released.id), expected, "search: {case}");
            assert_eq!(told.matters.contains(&released.id), expected, "matter: {case}");
            cases += 6;
            visible += usize::from(expected) * 6;
        }
        let expected = |unit: Option<UnitId>| {
            let of_unit = |released: &&Released| unit.is_none_or(|unit| unit == released.unit);
            let mine = |released: &&Released| sees(model, viewer, released, t.app.now());
            model.released.iter().filter(of_unit).filter(mine).count()
        };
        assert_eq!(
            told.count,
            expected(None),
            "count: seed {seed}, round {round}, viewer {viewer:?}"
        );
        for (unit, count) in &told.counts {
            assert_eq!(
                *count,
                expected(Some(*unit)),
                "count of a unit: seed {seed}, viewer {viewer:?}"
            );
        }
    }
    (cases, visible)
}

/// What one viewer is told on each surface.
struct Told {
    pages: BTreeSet<DisclosureId>,
    list: BTreeSet<DisclosureId>,
    of_unit: BTreeSet<DisclosureId>,
    of_entry: BTreeSet<DisclosureId>,
    found: BTreeSet<DisclosureId>,
    matters: BTreeSet<DisclosureId>,
    count: usize,
    counts: Vec<(UnitId, usize)>,
}

impl Told {
    async fn by(t: &TestApp, viewer: Option<PersonId>, model: &Model) -> Self {
        let mut reader = Reader::open(&t.app, viewer).await.unwrap();
        let everything = Filter::default();
        let mut told = Self {
            pages: BTreeSet::new(),
            list: walk(&mut reader, &everything).await,
            of_unit: BTreeSet::new(),
            of_entry: BTreeSet::new(),
            found: BTreeSet::new(),
            matters: BTreeSet::new(),
            count: reader.count(&everything).await.unwrap(),
            counts: Vec::new(),
        };
        for unit in model.units.keys() {
            let filter = Filter {
                unit: Some(*unit),
                ..Filter::default()
            };
            told.counts.push((*unit, reader.count(&filter).await.unwrap()));
            told.of_unit.extend(walk(&mut reader, &filter).await);
        }
        for entry in model::ENTRIES {
            let filter = Filter {
                entry: Some(entry.into()),
                ..Filter::default()
            };
            told.of_entry.extend(walk(&mut reader, &filter).await);
        }
        for released in &model.released {
            let page = reader.disclosure(released.id).await.unwrap();
            told.pages.extend(page.map(|disclosure| disclosure.id));
            let hits = reader
                .search(&released.word, &everything, None, 20)
                .await
                .unwrap();
            told.found.extend(hits.items.iter().map(|found| found.listed.id));
            let matter = reader.matter(released.matter).await.unwrap();
            let stages = matter.into_iter().flat_map(|matter| matter.stages);
            told.matters.extend(
                stages
                    .filter_map(|stage| stage.disclosure)
                    .map(|listed| listed.id),
            );
        }
        told
    }
}

/// Every page of a list, each page three long, so that there are several; no page may repeat or disorder anything.
async fn walk(reader: &mut Reader, filter: &Filter) -> BTreeSet<DisclosureId> {
    let mut found = BTreeSet::new();
    let mut after: Option<Cursor> = None;
    let mut newest = None;
    loop {
        let page = reader.list(filter, after, 3).await.unwrap();
        for item in page.items {
            assert!(
                newest.is_none_or(|newest| item.seen_from <= newest),
                "the list is not in order"
            );
            newest = Some(item.seen_from);
            assert!(found.insert(item.id), "the list shows {} twice", item.id);
        }
        match page.next {
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => return found,
        }
    }
}
