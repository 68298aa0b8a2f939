//! No sequence of requests reaches a release without what its route demands. Judged from the journal's lines and
//! the rulebooks' text alone, with none of the platform's own types or rules.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use jiff::civil::{Date, Weekday};
use serde_json::Value;
use testkit::{On, TestApp};
use uuid::Uuid;

use super::deeds::play;

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
        let wrote = |person: &Value| {
            self.of_plan("draft")
                .any(|line| line.by.map(|by| by.to_string()).as_deref() == person.as_str())
        };
        let last_return = self.of_plan("return").map(|line| line.seq).max().unwrap_or(0);
        let approval = self.of_plan("approval").last();
        demand(approval.is_some(), "no approval");
        let Some(approval) = approval else { return faults };
        let approver = &approval.what["by"];
        demand(
            approval.what["commitment"] == *commitment,
            "an approval of other bytes",
        );
        demand(
            self.draft.seq < approval.seq && last_return < approval.seq,
            "an approval that was overtaken",
        );
        demand(!wrote(approver), "somebody who wrote it approved");
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
        for opinion in &opinions {
            let by = &opinion.what["given"]["by"];
            demand(!wrote(by), "somebody who wrote it reviewed");
            demand(by != approver, "a reviewer approved");
        }
        faults.extend(self.stage_faults());
        faults
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

fn no_release_without_its_route(on: On, cases: u32) {
    let rules = Rules::read();
    let (releases, late) = (Cell::new(0), Cell::new(0));
    play(on, cases, 80, async |play, _| {
        let lines = lines(play.world.t).await;
        let mut faults = Vec::new();
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
    no_release_without_its_route(On::Postgres, 8);
}
