//! What a page of the list costs when much was found and nearly all of it was answered: to be run by hand, and told as
//! ratios, since it is a debug build on whatever machine this is.
//!
//! `cargo nextest run -p app --run-ignored only --no-capture -E 'test(page_of_the_list)'`

use std::time::{Duration, Instant};

use app::App;
use app::likeness::{self, Cursor, Filter};
use db::Engine;
use domain::audience::Token;
use domain::ids::PersonId;
use domain::likeness::{Kind, Standing};
use testkit::{House, On, TestApp, prose};

use super::listing::inspector;
use super::standing::standings_as_said;

const UNITS: usize = 20;
const TEXTS: usize = 20_000;
/// Of so many texts each, one is not answered and one is closed.
const RARE: usize = 1_000;
const ROUNDS: usize = 3;

/// The numbers of the texts, and the ids of what is made of each.
struct Numbers {
    engine: Engine,
    all: String,
}

impl Numbers {
    fn of(engine: Engine) -> Self {
        let next = format!("select nth + 1 from numbers where nth < {TEXTS}");
        let all = format!("with recursive numbers (nth) as (select 1 union all {next})");
        Self { engine, all }
    }

    /// An id of a kind, for a number.
    fn id(&self, kind: u8, number: &str) -> String {
        match self.engine {
            Engine::Sqlite => format!("unhex(printf('%032x', {kind} * 1000000 + {number}))"),
            Engine::Postgres => format!("cast(lpad(to_hex({kind} * 1000000 + {number}), 32, '0') as uuid)"),
        }
    }
}

/// Texts of as many matters.
fn texts(of_all: &Numbers) -> String {
    let numbers = &of_all.all;
    let [matter, plan, text] = [1, 2, 3].map(|kind| of_all.id(kind, "nth"));
    let of = |table: &str| {
        format!(
            "from numbers join (select {table}.*, row_number() over (order by id) as place from {table}) made
             on made.place = nth % {UNITS} + 1"
        )
    };
    [
        format!(
            "{numbers} insert into matter (id, unit, track, rulebook, entry, title, by_person, at, amount)
             select {matter}, unit, track, rulebook, entry, title, by_person, at, amount {};",
            of("matter")
        ),
        format!(
            "{numbers} insert into plan (id, matter, unit, stage, drafter, state, edition, content, commitment, title,
                 release_at, approver, words, changed_at, corrects, goes_up, approver_for)
             select {plan}, {matter}, unit, stage, drafter, state, edition, content, commitment, title, release_at,
                 approver, words, changed_at, corrects, goes_up, approver_for {};",
            of("plan")
        ),
        format!(
            "{numbers} insert into disclosure (id, seq, number, plan, matter, stage, unit, track, entry, title, content,
                 commitment, released_at, released_by, version, drafter, shown_until, corrected_at, withdrawal)
             select {text}, 1000000 + made.seq + 100 * nth, cast(nth as text), {plan}, {matter}, stage, unit, track,
                 entry, title, content, commitment, released_at, released_by, version, drafter, shown_until, corrected_at,
                 withdrawal {};",
            of("disclosure")
        ),
        format!(
            "{numbers} insert into audience (disclosure, token, visible_from, track, unit, entry, stage, alone,
                 listed_until, corrected, kept)
             select {text}, made.token, made.visible_from, made.track, made.unit, made.entry, made.stage, made.alone,
                 made.listed_until, made.corrected, made.kept
             from numbers cross join (select * from audience where token = 'public' limit 1) made;"
        ),
    ]
    .join("\n")
}

/// That each of them is alike to the two before it, and what was said of that.
fn said(of_all: &Numbers) -> String {
    let numbers = &of_all.all;
    let [text, one, other] = ["nth", "nth - 1", "nth - 2"].map(|number| of_all.id(3, number));
    let said = |table: &str, (from, more, which): (i64, &str, &str)| {
        format!(
            "{numbers} insert into {table} select {from} + nth, {text}, {one}, {more}'示例', pen.drafter, cast(null as uuid), 1
             from numbers, (select drafter from plan limit 1) pen where 2 < nth and {which};
             {numbers} insert into {table} select {from} + 100000 + nth, {text}, {other}, {more}'示例', pen.drafter, cast(null as uuid), 1
             from numbers, (select drafter from plan limit 1) pen where 2 < nth and {which};"
        )
    };
    let found = |source: &str| {
        format!(
            "{numbers} insert into likeness (view, disclosure, source, kind, share, characters, foreign_name, found_at)
             select 'public', {text}, {source}, 'copy', 300, 99, false, nth from numbers where 2 < nth;"
        )
    };
    [
        found(&one),
        found(&other),
        said("likeness_answer", (10_000_000, "", &format!("nth % {RARE} <> 0"))),
        said(
            "likeness_closing",
            (20_000_000, "'reasonable', ", &format!("nth % {RARE} = 1")),
        ),
    ]
    .join("\n")
}

/// How long a page of thirty takes, the median of some.
#[expect(clippy::disallowed_methods, reason = "it measures")]
async fn page(app: &App, by: PersonId, (filter, after): (&Filter, Option<Cursor>)) -> (usize, Duration) {
    let (mut many, mut took) = (0, Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        many = likeness::list(app, by, filter, (after, 30))
            .await
            .unwrap()
            .items
            .len();
        took.push(start.elapsed());
    }
    took.sort();
    (many, took[ROUNDS / 2])
}

async fn world(t: &TestApp) -> (App, House<'_>) {
    let house = House::new(t, UNITS).await;
    for unit in 0..UNITS {
        let body = prose(100 + u64::try_from(unit).unwrap(), 4);
        house.released(unit, ("示例公示", &body), &[Token::Public]).await;
    }
    let numbers = Numbers::of(t.app.db().engine());
    t.behind_the_back(&texts(&numbers)).await;
    t.behind_the_back(&said(&numbers)).await;
    t.behind_the_back(&standings_as_said()).await;
    if t.app.db().engine() == Engine::Postgres {
        t.behind_the_back("analyze").await;
    }
    (t.comparing(), house)
}

async fn tell(on: On) {
    let t = TestApp::new(on).await;
    let (app, house) = world(&t).await;
    let everybody = inspector(&t, &[house.root]).await;
    let first: Cursor = format!("{}.ffffffffffffffffffffffffffffffff", i64::MAX)
        .parse()
        .unwrap();
    for (who, person) in [
        ("supervisor", house.supervisor),
        ("discipline body", everybody),
        ("unit", house.drafter(3)),
    ] {
        for (kind, standing) in [
            (None, None),
            (None, Some(Standing::Open)),
            (None, Some(Standing::Answered)),
            (None, Some(Standing::Closed)),
            (Some(Kind::Reply), None),
            (Some(Kind::Copy), Some(Standing::Closed)),
        ] {
            let filter = Filter {
                unit: None,
                kind,
                standing,
            };
            let (many, around) = page(&app, person, (&filter, None)).await;
            let (_, alone) = page(&app, person, (&filter, Some(first))).await;
            println!(
                "{who:16} {kind:?} {standing:?}: {many} texts, {around:.1?}, the list alone {alone:.1?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures"]
async fn what_a_page_of_the_list_costs_on_sqlite() {
    tell(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures"]
async fn what_a_page_of_the_list_costs_on_postgres() {
    tell(On::Postgres).await;
}
