//! No sequence of requests reaches a release without what its route demands. Judged from the journal's lines and
//! the rulebooks' text alone, with none of the platform's own types or rules.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::{organisation, plan};
use domain::plan::{State, Step};
use jiff::civil::{Date, Weekday};
use serde_json::Value;
use testkit::{On, TestApp};
use uuid::Uuid;

use super::deeds::{Play, play};

struct Line {
    seq: i64,
    at: i64,
    kind: String,
    /// Whoever did it, as the journal's own column has it.
    by: Option<Uuid>,
    what: Value,
}

async fn lines(t: &TestApp) -> Vec<Line> {
    let mut tx = t.app.db().read().await.unwrap();
    let rows = tx
        .query("select seq, at, kind, body, actor from journal order by seq")
        .all::<(i64, i64, String, String, Option<Uuid>)>()
        .await
        .unwrap();
    let line = |(seq, at, kind, body, by): (i64, i64, String, String, Option<Uuid>)| {
        let body: Value = serde_json::from_str(&body).unwrap();
        Line {
            seq,
            at,
            kind,
            by,
            what: body["what"].clone(),
        }
    };
    rows.into_iter().map(line).collect()
}

/// What the rulebooks say, by the key of the entry.
struct Rules {
    entries: HashMap<String, toml::Table>,
    holidays: BTreeSet<Date>,
    made_up: BTreeSet<Date>,
}

impl Rules {
    fn read() -> Self {
        let mut entries = HashMap::new();
        for text in [
            include_str!("../../../../rulebooks/party-grassroots.toml"),
            include_str!("../../../../rulebooks/government-standard.toml"),
        ] {
            let book: toml::Table = text.parse().unwrap();
            for entry in book["entry"].as_array().unwrap() {
                entries.insert(
                    entry["key"].as_str().unwrap().to_owned(),
                    entry.as_table().unwrap().clone(),
                );
            }
        }
        let mut rules = Self {
            entries,
            holidays: BTreeSet::new(),
            made_up: BTreeSet::new(),
        };
        let calendar: toml::Table = include_str!("../../../../rulebooks/calendar-cn.toml")
            .parse()
            .unwrap();
        let day = |value: &toml::Value| value.as_datetime().unwrap().to_string().parse::<Date>().unwrap();
        for year in calendar["year"].as_array().unwrap() {
            for holiday in year["holidays"].as_array().unwrap() {
                let (mut date, to) = (day(&holiday["from"]), day(&holiday["to"]));
                while date <= to {
                    rules.holidays.insert(date);
                    date = date.tomorrow().unwrap();
                }
                let work = holiday.get("work").and_then(toml::Value::as_array);
                rules.made_up.extend(work.into_iter().flatten().map(day));
            }
        }
        rules
    }

    fn working_days_strictly_between(&self, from: Date, to: Date) -> i64 {
        let (mut day, mut count) = (from.tomorrow().unwrap(), 0);
        while day < to {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            let works = if weekend {
                self.made_up.contains(&day)
            } else {
                !self.holidays.contains(&day)
            };
            count += i64::from(works);
            day = day.tomorrow().unwrap();
        }
        count
    }
}

fn day(at: i64) -> Date {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    zone.to_datetime(jiff::Timestamp::from_microsecond(at).unwrap())
        .date()
}

/// A release with the lines before it.
struct Case<'l> {
    rules: &'l Rules,
    before: &'l [Line],
    release: &'l Line,
    entry: &'l toml::Table,
    matter: &'l Value,
    draft: &'l Line,
}

impl<'l> Case<'l> {
    fn new(rules: &'l Rules, lines: &'l [Line], number: usize) -> Self {
        let (before, release) = (&lines[..number], &lines[number]);
        let plan = &release.what["plan"];
        let draft = before
            .iter()
            .rfind(|line| line.kind == "draft" && line.what["plan"] == *plan)
            .unwrap();
        let matter = &draft.what["matter"];
        let opened = before
            .iter()
            .find(|line| line.kind == "matter" && line.what["id"] == *matter)
            .unwrap();
        let entry = &rules.entries[opened.what["entry"].as_str().unwrap()];
        Self {
            rules,
            before,
            release,
            entry,
            matter,
            draft,
        }
    }

    fn of_plan(&self, kind: &str) -> impl Iterator<Item = &'l Line> {
        let (plan, kind) = (&self.release.what["plan"], kind.to_owned());
        self.before
            .iter()
            .filter(move |line| line.kind == kind && line.what["plan"] == *plan)
    }

    /// Every way in which this release is unlawful.
    fn faults(&self) -> Vec<String> {
        let commitment = &self.release.what["sealed"]["commitment"];
        let mut faults = Vec::new();
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("line {}: {what}", self.release.seq));
            }
        };
        demand(
            self.draft.what["sealed"]["commitment"] == *commitment,
            "other bytes than the last draft's",
        );
        let drafters = self.drafters();
        let last_return = self.of_plan("return").map(|line| line.seq).max().unwrap_or(0);
        let approval = self.of_plan("approval").last();
        demand(approval.is_some(), "no approval");
        let Some(approval) = approval else { return faults };
        demand(
            approval.what["commitment"] == *commitment,
            "an approval of other bytes",
        );
        demand(
            self.draft.seq < approval.seq && last_return < approval.seq,
            "an approval that was overtaken",
        );
        demand(
            approval.what["release_at"].as_i64().unwrap() <= self.release.at,
            "released before its time",
        );
        let opinions: Vec<_> = self
            .of_plan("opinion")
            .filter(|line| {
                line.what["given"]["commitment"] == *commitment && line.what["given"]["agrees"] == true
            })
            .collect();
        for kind in self.entry["review"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(toml::Value::as_str)
        {
            let given = opinions.iter().find(|line| line.what["given"]["kind"] == kind);
            demand(given.is_some(), &format!("no {kind} review"));
            let Some(given) = given else { continue };
            demand(
                self.draft.seq < given.seq && given.seq < approval.seq,
                &format!("a {kind} review at the wrong time"),
            );
        }
        faults.extend(self.joined_hands(approval, &drafters));
        faults.extend(self.stage_faults());
        faults
    }

    /// Steps on the released bytes that needed different people and had the same one, or one who stood in for them.
    fn joined_hands(&self, approval: &Line, drafters: &BTreeSet<String>) -> Vec<String> {
        let commitment = &self.release.what["sealed"]["commitment"];
        let approvers = hands(&approval.what);
        let judged = self.of_plan("opinion").chain(self.of_plan("endorsement"));
        let judges = judged
            .map(|line| &line.what["given"])
            .filter(|given| {
                given["commitment"] == *commitment && given.get("agrees") != Some(&Value::Bool(false))
            })
            .flat_map(hands);
        let fault = |hand: &String, what: &str| format!("line {}: {hand} {what}", self.release.seq);
        let mut faults: Vec<_> = approvers
            .iter()
            .filter(|hand| drafters.contains(*hand))
            .map(|hand| fault(hand, "drafted and approved"))
            .collect();
        for hand in judges {
            if drafters.contains(&hand) {
                faults.push(fault(&hand, "drafted and judged"));
            }
            if approvers.contains(&hand) {
                faults.push(fault(&hand, "judged and approved"));
            }
        }
        faults
    }

    /// Everybody who wrote any edition, and everybody who ever had the plan to write it.
    fn drafters(&self) -> BTreeSet<String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let wrote = self.of_plan("draft").filter_map(|line| line.by);
        let had = self.of_plan("reassignment").map(|line| text(&line.what["to"]));
        let wrote = wrote.map(|person| person.to_string());
        had.chain(wrote)
            .chain([text(&self.draft.what["drafter"])])
            .collect()
    }

    fn stage_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let stages = self.entry["stages"].as_array().unwrap();
        for stage in stages
            .iter()
            .take_while(|stage| stage["stage"].as_str() != self.draft.what["stage"].as_str())
        {
            let name = stage["stage"].as_str().unwrap();
            let skipped = self.before.iter().any(|line| {
                line.kind == "skip" && line.what["matter"] == *self.matter && line.what["stage"] == name
            });
            let Some(released) = self.released(name) else {
                if !skipped {
                    faults.push(format!(
                        "line {}: stage {name} was neither released nor skipped",
                        self.release.seq
                    ));
                }
                continue;
            };
            let demanded = stage
                .get("notice_days")
                .and_then(toml::Value::as_integer)
                .unwrap_or(0);
            let kept = self
                .rules
                .working_days_strictly_between(day(released.at), day(self.release.at));
            if kept < demanded {
                faults.push(format!(
                    "line {}: {kept} of {demanded} days of notice",
                    self.release.seq
                ));
            }
        }
        faults
    }

    fn released(&self, stage: &str) -> Option<&'l Line> {
        self.before
            .iter()
            .filter(|line| line.kind == "release")
            .find(|line| {
                self.before.iter().any(|draft| {
                    draft.kind == "draft"
                        && draft.what["plan"] == line.what["plan"]
                        && draft.what["matter"] == *self.matter
                        && draft.what["stage"] == stage
                })
            })
    }
}

/// Who signed something, and in whose place.
fn hands(signed: &Value) -> Vec<String> {
    let hand = |name: &str| signed.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    ["by", "for_whom"].into_iter().filter_map(hand).collect()
}

/// No plan is orphaned: those whom its page names can act, nobody else can, and where there is nobody the page says so.
async fn orphans(play: &Play<'_>) -> Vec<String> {
    let app = &play.world.t.app;
    let mut faults = Vec::new();
    for id in play.plans() {
        let (mut able, mut named) = (BTreeMap::new(), BTreeMap::new());
        for person in play.everybody() {
            let Ok(view) = plan::show(app, person, id).await else {
                continue;
            };
            let name = organisation::person(app, person).await.unwrap().unwrap().name;
            for next in &view.way.next {
                let can = match next.step {
                    Step::Draft => continue,
                    Step::Review(kind) => view.may.review.contains(&kind),
                    Step::Endorse => view.may.endorse,
                    Step::Approve => view.may.approve.is_ok(),
                };
                let step = format!("{:?}", next.step);
                let who = next.who.iter().map(|hand| hand.name.clone());
                named
                    .entry(step.clone())
                    .or_insert_with(|| who.collect::<BTreeSet<_>>());
                let able: &mut BTreeSet<_> = able.entry(step).or_default();
                able.extend(can.then(|| name.clone()));
            }
            if view.state == State::InReview && view.way.next.is_empty() {
                faults.push(format!("{id} waits for nothing that {name} could see"));
            }
        }
        if able != named {
            faults.push(format!("{id}: {named:?} are named, {able:?} can act"));
        }
    }
    faults
}

fn no_release_without_its_route(on: On, cases: u32) {
    let rules = Rules::read();
    let (releases, late) = (Cell::new(0), Cell::new(0));
    play(on, cases, 80, async |play, _| {
        let lines = lines(play.world.t).await;
        let mut faults = Vec::new();
        faults.extend(orphans(play).await);
        let mut tokens = BTreeSet::new();
        for number in (0..lines.len()).filter(|number| lines[*number].kind == "release") {
            let case = Case::new(&rules, &lines, number);
            faults.extend(case.faults());
            releases.set(releases.get() + 1);
            let first = case.entry["stages"][0]["stage"].as_str() == case.draft.what["stage"].as_str();
            late.set(late.get() + i32::from(!first));
            tokens.insert(case.release.what["disclosure"].as_str().unwrap().to_owned());
        }
        let mut tx = play.world.t.app.db().read().await.unwrap();
        let rows = tx
            .query("select id from disclosure")
            .all::<(uuid::Uuid,)>()
            .await
            .unwrap();
        let rows: BTreeSet<_> = rows.into_iter().map(|(id,)| id.to_string()).collect();
        if rows != tokens {
            faults.push(format!(
                "the disclosures are {rows:?}, the released ones {tokens:?}"
            ));
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults.join("\n"))
        }
    });
    let enough = i32::try_from(cases).unwrap();
    assert!(
        enough < releases.get() && 0 < late.get(),
        "too few releases: {releases:?}, {late:?} of later stages"
    );
}

#[test]
fn no_sequence_of_deeds_reaches_a_release_without_its_route_on_sqlite() {
    no_release_without_its_route(On::Sqlite, 60);
}

#[test]
fn no_sequence_of_deeds_reaches_a_release_without_its_route_on_postgres() {
    no_release_without_its_route(On::Postgres, 12);
}
