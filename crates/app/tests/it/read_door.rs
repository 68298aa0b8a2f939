//! The read door, as a property: over random trees, rosters, audiences, times and changes of rights, every surface
//! shows a viewer exactly what a reference evaluator, written separately and naively, says they may see.

mod after;
mod evaluator;
mod files;
mod model;
mod telling;

use std::collections::{BTreeMap, BTreeSet};

use app::plan;
use app::reader::{Cursor, Filter, Reader};
use domain::ids::{DisclosureId, PersonId, UnitId};
use testkit::{On, TestApp};

use evaluator::{is_newest, reads, sees};
use files::Archives;
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
            model.something_happens_after(&t).await;
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
            let case = format!("seed {seed}, round {round}, viewer {viewer:?}, {released:?}");
            visible += told.agrees((t, model), (viewer, released), &case);
            cases += 16;
        }
        let expected = |unit: Option<UnitId>| {
            let of_unit = |released: &&Released| unit.is_none_or(|unit| unit == released.unit);
            let now = t.app.now();
            let mine = |released: &&Released| {
                reads(model, viewer, released, now) && is_newest(model, viewer, released, now)
            };
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
#[derive(Default)]
struct Told {
    pages: BTreeSet<DisclosureId>,
    /// Those that stand in the history of some version.
    versions: BTreeSet<DisclosureId>,
    /// What stays of others, and whether it has a title.
    stones: BTreeMap<DisclosureId, bool>,
    stones_of_matters: BTreeSet<DisclosureId>,
    /// Those whose plans are open to the viewer.
    desks: BTreeSet<DisclosureId>,
    list: BTreeSet<DisclosureId>,
    of_unit: BTreeSet<DisclosureId>,
    of_entry: BTreeSet<DisclosureId>,
    found: BTreeSet<DisclosureId>,
    matters: BTreeSet<DisclosureId>,
    /// Those that stand on the shelf of practices.
    shelf: BTreeSet<DisclosureId>,
    shelves: BTreeSet<DisclosureId>,
    /// Those that a text which credits everything shows as its sources.
    sources: BTreeSet<DisclosureId>,
    /// Those whose file they get.
    files: BTreeSet<DisclosureId>,
    archives: Archives,
    count: usize,
    counts: Vec<(UnitId, usize)>,
}

impl Told {
    /// Compares one disclosure on every surface with what the reference says; tells on how many it was visible.
    fn agrees(
        &self,
        (t, model): (&TestApp, &Model),
        (viewer, released): (Option<PersonId>, &Released),
        case: &str,
    ) -> usize {
        let (id, now) = (&released.id, t.app.now());
        let (sees, reads) = (
            sees(model, viewer, released, now),
            reads(model, viewer, released, now),
        );
        let newest = is_newest(model, viewer, released, now);
        let (listed, stone) = (reads && newest, sees && !reads);
        assert_eq!(self.pages.contains(id), reads, "page: {case}");
        assert_eq!(self.versions.contains(id), reads, "versions: {case}");
        assert_eq!(self.list.contains(id), listed, "list: {case}");
        assert_eq!(self.of_unit.contains(id), listed, "list of its unit: {case}");
        assert_eq!(self.of_entry.contains(id), listed, "list of its entry: {case}");
        assert_eq!(self.found.contains(id), listed, "search: {case}");
        assert_eq!(self.matters.contains(id), listed, "matter: {case}");
        assert_eq!(self.sources.contains(id), reads, "source: {case}");
        let offered = |one: &&Released| one.matter == released.matter && one.offered;
        let mut offered = model.released.iter().filter(offered);
        let shelved = listed && offered.any(|one| evaluator::reads(model, viewer, one, now));
        assert_eq!(self.shelf.contains(id), shelved, "shelf: {case}");
        assert_eq!(self.shelves.contains(id), shelved, "shelf of its unit: {case}");
        assert_eq!(self.stones.contains_key(id), stone, "tombstone: {case}");
        let hidden = released.hides_title();
        let titled = self.stones.get(id).is_none_or(|titled| *titled != hidden);
        assert!(titled, "title of the tombstone: {case}");
        let of_matter = self.stones_of_matters.contains(id);
        assert_eq!(of_matter, stone && newest, "tombstone of the matter: {case}");
        let works = viewer.is_some_and(|person| model.works_on(person, released));
        assert_eq!(self.desks.contains(id), works, "plan: {case}");
        let has_file = reads && released.file.is_some();
        assert_eq!(self.files.contains(id), has_file, "attachment: {case}");
        self.archives.agree(model, (viewer, released), case);
        usize::from(listed) * 5 + usize::from(reads) * 2 + usize::from(stone)
    }

    async fn by(t: &TestApp, viewer: Option<PersonId>, model: &Model) -> Self {
        let mut reader = Reader::open(&t.app, viewer).await.unwrap();
        let everything = Filter::default();
        let mut told = Self {
            list: walk(&mut reader, &everything).await,
            count: reader.count(&everything).await.unwrap(),
            desks: desks(t, viewer, model).await,
            files: files::had(t, &mut reader, model).await,
            shelf: walk_the_shelf(&mut reader).await,
            archives: Archives::opened(t, viewer, model).await,
            ..Self::default()
        };
        for unit in model.units.keys() {
            let filter = Filter {
                unit: Some(*unit),
                ..Filter::default()
            };
            told.counts.push((*unit, reader.count(&filter).await.unwrap()));
            told.of_unit.extend(walk(&mut reader, &filter).await);
            let shelf = reader.practices_of(*unit, 100).await.unwrap();
            told.shelves.extend(shelf.iter().map(|one| one.listed.id));
        }
        for entry in model::ENTRIES {
            let filter = Filter {
                entry: Some(entry.into()),
                ..Filter::default()
            };
            told.of_entry.extend(walk(&mut reader, &filter).await);
        }
        let all: Vec<_> = model.released.iter().map(|released| released.id).collect();
        let sources = reader.credits(&all).await.unwrap();
        told.sources = sources.iter().map(|source| source.id).collect();
        for released in &model.released {
            let page = reader.disclosure(released.id).await.unwrap();
            if let Some(disclosure) = &page {
                let versions = reader.versions(disclosure).await.unwrap();
                told.versions.extend(versions.iter().map(|version| version.id));
            }
            told.pages.extend(page.map(|disclosure| disclosure.id));
            let stone = reader.tombstone(released.id).await.unwrap();
            told.stones
                .extend(stone.map(|stone| (stone.id, stone.title.is_some())));
            let hits = reader
                .search(&released.word, &everything, None, 20)
                .await
                .unwrap();
            told.found.extend(hits.items.iter().map(|found| found.listed.id));
            let matter = reader.matter(released.matter).await.unwrap();
            let stages: Vec<_> = matter.into_iter().flat_map(|matter| matter.stages).collect();
            let stones = stages.iter().filter_map(|stage| stage.tombstone.as_ref());
            told.stones_of_matters.extend(stones.map(|stone| stone.id));
            told.matters.extend(
                stages
                    .into_iter()
                    .filter_map(|stage| stage.disclosure)
                    .map(|listed| listed.id),
            );
        }
        told
    }
}

/// The disclosures whose plans are open to somebody.
async fn desks(t: &TestApp, viewer: Option<PersonId>, model: &Model) -> BTreeSet<DisclosureId> {
    let mut open = BTreeSet::new();
    let Some(viewer) = viewer else { return open };
    for released in &model.released {
        let shown = plan::show(&t.app, viewer, released.plan).await;
        open.extend(shown.is_ok().then_some(released.id));
    }
    open
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

/// The same of the shelf of practices.
async fn walk_the_shelf(reader: &mut Reader) -> BTreeSet<DisclosureId> {
    let mut found = BTreeSet::new();
    let mut after: Option<Cursor> = None;
    loop {
        let shelf = reader.practices(None, after, 3).await.unwrap();
        for item in shelf.items {
            assert!(
                found.insert(item.listed.id),
                "the shelf shows {} twice",
                item.listed.id
            );
        }
        match shelf.next {
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => return found,
        }
    }
}
