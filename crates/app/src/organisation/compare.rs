//! A roster against what is stored: what is new, what is different, and what cannot be.

use std::collections::{HashMap, HashSet};

use documents::roster::{GroupRow, HoldingRow, Line, PersonRow, PostRow, Roster, Table, UnitRow};
use domain::decision::Membership;
use domain::ids::{GroupId, HoldingId, PersonId, PostId, UnitId};
use domain::organisation::{Group, Holding, Person, Post, Unit};
use domain::words::{Duty, UnitKind};
use jiff::civil::Date;

use super::Changes;
use super::report::{Count, Problem};
use super::separation::separation_problems;
use super::stored::Stored;
use super::tree_problems::tree_problems;
use crate::App;

/// What a roster brings.
pub(super) struct Comparison {
    pub(super) changes: Changes,
    pub(super) counts: Vec<Count>,
    pub(super) problems: Vec<Problem>,
}

/// Which code is which thing: what is stored, and what the file adds.
type Ids<'r, T> = HashMap<&'r str, T>;

struct Comparing<'r> {
    app: &'r App,
    changes: Changes,
    problems: Vec<Problem>,
}

/// Compares a roster with what is stored. Also the sound rows of an unsound roster are compared, so that all that
/// is wrong is told at once.
pub(super) fn compare(app: &App, roster: &Roster, stored: &Stored) -> Comparison {
    let problems = roster.problems.iter().map(Problem::from).collect();
    let mut comparing = Comparing {
        app,
        changes: Changes::default(),
        problems,
    };
    let unit_ids = ids(
        stored.units.iter().map(|unit| (unit.code.as_str(), unit.id)),
        roster.units.iter().map(|line| line.value.code.as_str()),
        || UnitId(app.new_id()),
    );
    let person_ids = ids(
        stored
            .persons
            .iter()
            .map(|person| (person.code.as_str(), person.id)),
        roster.persons.iter().map(|line| line.value.code.as_str()),
        || PersonId(app.new_id()),
    );
    let post_ids = ids(
        stored.posts.iter().map(|post| (post.code.as_str(), post.id)),
        roster.posts.iter().map(|line| line.value.code.as_str()),
        || PostId(app.new_id()),
    );
    let counts = vec![
        comparing.units(&roster.units, &stored.units, &unit_ids),
        comparing.persons(&roster.persons, &stored.persons, (&unit_ids, &person_ids)),
        comparing.posts(&roster.posts, &stored.posts, (&unit_ids, &post_ids)),
        comparing.holdings(&roster.holdings, &stored.holdings, (&post_ids, &person_ids)),
        comparing.groups(&roster.groups, stored, (&unit_ids, &person_ids)),
    ];
    let Comparing {
        changes,
        mut problems,
        ..
    } = comparing;
    problems.extend(tree_problems(&roster.units, &stored.units, &changes.units));
    problems.extend(separation_problems(roster, stored, &changes));
    problems.sort_by_key(Problem::place);
    Comparison {
        changes,
        counts,
        problems,
    }
}

fn ids<'r, T>(
    stored: impl Iterator<Item = (&'r str, T)>,
    brought: impl Iterator<Item = &'r str>,
    new: impl Fn() -> T,
) -> Ids<'r, T> {
    let mut ids: Ids<'r, T> = stored.collect();
    for code in brought {
        ids.entry(code).or_insert_with(&new);
    }
    ids
}

impl<'r> Comparing<'r> {
    /// A name as whoever reads it sees it; one that shows nothing is none.
    fn named<R>(&mut self, line: &Line<R>, text: &str) -> Option<String> {
        let name = domain::text::name(text);
        if name.is_empty() {
            self.complain(line, "名称里只有看不见的字符".to_owned(), "请重新填写。");
            return None;
        }
        Some(name)
    }

    fn units(&mut self, lines: &[Line<UnitRow>], stored: &[Unit], ids: &Ids<'r, UnitId>) -> Count {
        let known: HashMap<_, _> = stored.iter().map(|unit| (unit.id, unit)).collect();
        let mut count = Count::of(Table::Units);
        for line in lines {
            let row = &line.value;
            let Some(id) = ids.get(row.code.as_str()).copied() else {
                continue;
            };
            let Some(kind) = UnitKind::from_code(&row.kind) else {
                self.complain(
                    line,
                    format!("单位类别“{}”无法识别", row.kind),
                    "请对照模板填写。",
                );
                continue;
            };
            // an id that nothing has: the tree's judge finds it
            let superior = |code: &str| {
                ids.get(code)
                    .copied()
                    .unwrap_or_else(|| UnitId(self.app.new_id()))
            };
            let superior = row.superior_code.as_deref().map(superior);
            let Some(name) = self.named(line, &row.name) else {
                continue;
            };
            let unit = Unit {
                id,
                code: row.code.clone(),
                name,
                kind,
                superior,
            };
            keep_if_news(known.get(&id).copied(), unit, &mut count, &mut self.changes.units);
        }
        count
    }

    fn persons(
        &mut self,
        lines: &[Line<PersonRow>],
        stored: &[Person],
        (units, ids): (&Ids<'r, UnitId>, &Ids<'r, PersonId>),
    ) -> Count {
        let known: HashMap<_, _> = stored.iter().map(|person| (person.id, person)).collect();
        let mut count = Count::of(Table::Persons);
        for line in lines {
            let row = &line.value;
            let unit = self.find(units, &row.unit_code, Table::Units, line);
            let (Some(unit), Some(id)) = (unit, ids.get(row.code.as_str()).copied()) else {
                continue;
            };
            let before = known.get(&id).copied();
            // a roster does not let anybody in again who was shut out
            let active = before.is_none_or(|person| person.active);
            let Some(name) = self.named(line, &row.name) else {
                continue;
            };
            let code = row.code.clone();
            let person = Person {
                id,
                code,
                name,
                unit,
                member: row.member,
                active,
            };
            keep_if_news(before, person, &mut count, &mut self.changes.persons);
        }
        count
    }

    fn posts(
        &mut self,
        lines: &[Line<PostRow>],
        stored: &[Post],
        (units, ids): (&Ids<'r, UnitId>, &Ids<'r, PostId>),
    ) -> Count {
        let known: HashMap<_, _> = stored.iter().map(|post| (post.id, post)).collect();
        let mut count = Count::of(Table::Posts);
        for line in lines {
            let row = &line.value;
            let unit = self.find(units, &row.unit_code, Table::Units, line);
            let (Some(unit), Some(id)) = (unit, ids.get(row.code.as_str()).copied()) else {
                continue;
            };
            let duties = row
                .duties
                .iter()
                .map(|code| Duty::from_code(code))
                .collect::<Option<Vec<_>>>();
            let Some(duties) = duties else {
                self.complain(
                    line,
                    format!("职责“{}”无法识别", row.duties.join("、")),
                    "请对照模板填写。",
                );
                continue;
            };
            let before = known.get(&id).copied();
            let duties = in_known_order(duties, before);
            let Some(title) = self.named(line, &row.title) else {
                continue;
            };
            let post = Post {
                id,
                code: row.code.clone(),
                unit,
                title,
                duties,
            };
            keep_if_news(before, post, &mut count, &mut self.changes.posts);
        }
        count
    }

    fn holdings(
        &mut self,
        lines: &[Line<HoldingRow>],
        stored: &[Holding],
        (posts, persons): (&Ids<'r, PostId>, &Ids<'r, PersonId>),
    ) -> Count {
        let known: HashMap<_, _> = stored
            .iter()
            .map(|held| ((held.post, held.person, held.from), held))
            .collect();
        let mut count = Count::of(Table::Holdings);
        for line in lines {
            let row = &line.value;
            let post = self.find(posts, &row.post_code, Table::Posts, line);
            let person = self.find(persons, &row.person_code, Table::Persons, line);
            let from = self.day(&row.from_day, line);
            let until = row.until_day.as_deref().map(|day| self.day(day, line));
            let (Some(post), Some(person), Some(from)) = (post, person, from) else {
                continue;
            };
            let until = match until {
                Some(None) => continue,
                Some(Some(day)) => Some(day),
                None => None,
            };
            if until.is_some_and(|until| until < from) {
                self.complain(line, "离任日期早于任职日期".into(), "请核对。");
                continue;
            }
            let before = known.get(&(post, person, from)).copied();
            let id = before.map_or_else(|| HoldingId(self.app.new_id()), |held| held.id);
            let holding = Holding {
                id,
                post,
                person,
                from,
                until,
            };
            keep_if_news(before, holding, &mut count, &mut self.changes.holdings);
        }
        count
    }

    fn groups(
        &mut self,
        lines: &[Line<GroupRow>],
        stored: &'r Stored,
        (units, persons): (&Ids<'r, UnitId>, &Ids<'r, PersonId>),
    ) -> Count {
        let mut groups: HashMap<(UnitId, String), GroupId> = stored
            .groups
            .iter()
            .map(|group| ((group.unit, group.name.clone()), group.id))
            .collect();
        let members: HashSet<_> = stored
            .memberships
            .iter()
            .map(|joined| (joined.group, joined.person))
            .collect();
        let mut count = Count::of(Table::Groups);
        for line in lines {
            let row = &line.value;
            let unit = self.find(units, &row.unit_code, Table::Units, line);
            let person = self.find(persons, &row.person_code, Table::Persons, line);
            let (Some(unit), Some(person)) = (unit, person) else {
                continue;
            };
            let group = *groups.entry((unit, row.group.clone())).or_insert_with(|| {
                let id = GroupId(self.app.new_id());
                self.changes.groups.push(Group {
                    id,
                    unit,
                    name: row.group.clone(),
                });
                id
            });
            if members.contains(&(group, person)) {
                count.unchanged += 1;
            } else {
                count.new += 1;
                self.changes.joined.push(Membership { group, person });
            }
        }
        count
    }

    fn find<I: Copy, T>(&mut self, ids: &Ids<'r, I>, code: &str, table: Table, line: &Line<T>) -> Option<I> {
        let found = ids.get(code).copied();
        if found.is_none() {
            let table = table.name();
            let remedy = format!("请核对编码，或在“{table}”表中补上。");
            self.complain(line, format!("{table}编码“{code}”不存在"), &remedy);
        }
        found
    }

    fn day<T>(&mut self, text: &str, line: &Line<T>) -> Option<Date> {
        let day = text.parse().ok();
        if day.is_none() {
            self.complain(
                line,
                format!("“{text}”不是可识别的日期"),
                "请写成 2026-03-01 的形式。",
            );
        }
        day
    }

    fn complain<T>(&mut self, line: &Line<T>, what: String, remedy: &str) {
        let (sheet, row, remedy) = (line.sheet.clone(), line.row, remedy.to_owned());
        self.problems.push(Problem {
            sheet,
            row,
            what,
            remedy,
        });
    }
}

/// Counts a thing, and keeps it when it is not stored just so.
fn keep_if_news<T: PartialEq>(before: Option<&T>, now: T, count: &mut Count, news: &mut Vec<T>) {
    match before {
        Some(before) if *before == now => count.unchanged += 1,
        before => {
            *(if before.is_some() {
                &mut count.changed
            } else {
                &mut count.new
            }) += 1;
            news.push(now);
        }
    }
}

/// The same duties in another order are no news.
fn in_known_order(mut duties: Vec<Duty>, before: Option<&Post>) -> Vec<Duty> {
    duties.sort_unstable();
    let same = before.filter(|post| {
        let mut known = post.duties.clone();
        known.sort_unstable();
        known == duties
    });
    same.map_or(duties, |post| post.duties.clone())
}
