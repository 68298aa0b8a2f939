//! A random world, kept beside the platform in plain collections.

use std::collections::{BTreeMap, BTreeSet};

use app::matter::Opening;
use app::organisation::{self, Changes};
use app::plan::Drafting;
use app::{matter, plan, practice, rulebook};
use domain::audience::{Share, Token};
use domain::decision::Membership;
use domain::ids::{DisclosureId, GroupId, HoldingId, MatterId, PersonId, PlanId, PostId, UnitId};
use domain::organisation::{Group, Holding, Person, Post, Unit};
use domain::proposal::Proposal;
use domain::time::Timestamp;
use domain::words::{Duty, Ground, Stage, Track, UnitKind};
use testkit::TestApp;

/// The entries of the random worlds' rulebook.
pub(super) const ENTRIES: [&str; 2] = ["DW-01-01", "DW-01-02"];

const RULES: &str = r#"
code = "random"
title = "随机世界"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "测试"
note = "只用于测试"

[[category]]
key = "01"
name = "测试"
"#;

const ENTRY: &str = r#"
[[entry]]
key = "KEY"
category = "01"
name = "测试条目"
elements = ["内容"]
basis = [{ document = "《测试办法》", article = "第一条" }]
widest = "public"
narrowest = "person"
stages = [{ stage = "result" }]
rhythm = "per_event"
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "经办岗"
"#;

/// Whom the reference lets see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    Everybody,
    Members,
    PeopleOf(UnitId),
    PeopleUnder(UnitId),
    Group(GroupId),
    Only(PersonId),
}

#[derive(Clone, Debug)]
pub(super) struct Released {
    pub(super) id: DisclosureId,
    pub(super) matter: MatterId,
    pub(super) unit: UnitId,
    pub(super) audience: Vec<(Whom, Timestamp)>,
    /// A word that stands in this one alone.
    pub(super) word: String,
    pub(super) plan: PlanId,
    /// When its display ends.
    pub(super) until: Option<Timestamp>,
    pub(super) withdrawn: Option<Ground>,
    /// Whether this version was put on the shelf of practices.
    pub(super) offered: bool,
    /// The file that goes with it.
    pub(super) file: Option<Vec<u8>>,
}

pub(super) struct Model {
    pub(super) units: BTreeMap<UnitId, Unit>,
    pub(super) persons: BTreeMap<PersonId, Person>,
    pub(super) groups: BTreeMap<GroupId, BTreeSet<PersonId>>,
    pub(super) released: Vec<Released>,
    pub(super) staff: [PersonId; 3],
    /// People who hold a post for some time, and the units of those posts.
    pub(super) clerks: Vec<Holding>,
    pub(super) desks: Vec<UnitId>,
    chance: u64,
}

impl Model {
    /// Everybody without a post.
    pub(super) fn strangers(&self) -> Vec<PersonId> {
        let all = self.persons.keys().copied();
        all.filter(|person| !self.staff.contains(person)).collect()
    }

    /// A tree, a roster, some groups, and a dozen disclosures released through the whole procedure.
    pub(super) async fn build(t: &TestApp, seed: u64) -> Self {
        let mut model = Self {
            units: BTreeMap::new(),
            persons: BTreeMap::new(),
            groups: BTreeMap::new(),
            released: Vec::new(),
            clerks: Vec::new(),
            desks: Vec::new(),
            staff: [(); 3].map(|()| PersonId(t.app.new_id())),
            chance: seed,
        };
        model.invent(t);
        model.settle(t).await;
        for _ in 0..12 {
            model.release(t).await;
            t.wait_seconds(60);
        }
        model
    }

    pub(super) fn below(&mut self, many: usize) -> usize {
        self.chance = self
            .chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.chance >> 33).unwrap() % many
    }

    pub(super) fn unit(&mut self) -> UnitId {
        let place = self.below(self.units.len());
        *self.units.keys().nth(place).unwrap()
    }

    pub(super) fn person(&mut self) -> PersonId {
        let place = self.below(self.persons.len());
        *self.persons.keys().nth(place).unwrap()
    }

    fn group(&mut self) -> GroupId {
        let place = self.below(self.groups.len());
        *self.groups.keys().nth(place).unwrap()
    }

    fn invent(&mut self, t: &TestApp) {
        for number in 0..3 + self.below(6) {
            let superior = if number == 0 { None } else { Some(self.unit()) };
            let id = UnitId(t.app.new_id());
            let code = format!("U{number}");
            self.units.insert(
                id,
                Unit {
                    id,
                    name: code.clone(),
                    code,
                    kind: UnitKind::Branch,
                    superior,
                },
            );
        }
        let strangers: Vec<_> = (0..9).map(|_| PersonId(t.app.new_id())).collect();
        for (number, id) in self.staff.into_iter().chain(strangers).enumerate() {
            let (unit, member) = (self.unit(), self.below(3) != 0);
            let code = format!("P{number}");
            self.persons.insert(
                id,
                Person {
                    id,
                    name: code.clone(),
                    code,
                    unit,
                    member,
                    active: true,
                },
            );
        }
        for _ in 0..2 {
            let members = (0..4).map(|_| self.person()).collect();
            self.groups.insert(GroupId(t.app.new_id()), members);
        }
    }

    /// Three people hold the posts of every unit, so that every unit can disclose.
    async fn settle(&mut self, t: &TestApp) {
        let root = self
            .units
            .values()
            .find(|unit| unit.superior.is_none())
            .unwrap()
            .id;
        let mut changes = Changes {
            units: self.units.values().cloned().collect(),
            persons: self.persons.values().cloned().collect(),
            ..Changes::default()
        };
        let duties = [
            vec![Duty::Draft],
            vec![Duty::Secrecy, Duty::Check],
            vec![Duty::Approve],
        ];
        for (number, unit) in self.units.keys().enumerate() {
            for (person, duties) in self.staff.iter().zip(&duties) {
                let id = PostId(t.app.new_id());
                let code = format!("{number}-{}", duties[0].code());
                changes.posts.push(Post {
                    id,
                    code: code.clone(),
                    unit: *unit,
                    title: code,
                    duties: duties.clone(),
                });
                let from = "2026-01-01".parse().unwrap();
                let id = HoldingId(t.app.new_id());
                let post = changes.posts.last().unwrap().id;
                changes.holdings.push(Holding {
                    id,
                    post,
                    person: *person,
                    from,
                    until: None,
                });
            }
        }
        self.clerks_begin(t, &mut changes);
        for (id, members) in &self.groups {
            changes.groups.push(Group {
                id: *id,
                unit: root,
                name: id.to_string()[30..].into(),
            });
            changes.joined.extend(members.iter().map(|person| Membership {
                group: *id,
                person: *person,
            }));
        }
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let rules = ENTRIES
            .iter()
            .fold(RULES.to_owned(), |rules, key| rules + &ENTRY.replace("KEY", key));
        rulebook::enact(&t.app, root, ("random.toml", &rules))
            .await
            .unwrap();
    }

    async fn release(&mut self, t: &TestApp) {
        let drafter = self.staff[0];
        let unit = self.unit();
        let entry = ENTRIES[self.below(2)];
        let word = format!("词{}", self.released.len()).replace(|c: char| c.is_ascii_digit(), "")
            + &self.rare_word();
        let audience = self.audience(t.app.now());
        let shares = audience
            .iter()
            .map(|(whom, from)| Share {
                token: token(*whom),
                from: *from,
            })
            .collect();
        let matter = opened(t, drafter, (unit, entry)).await;
        let proposal = Proposal {
            title: format!("公示{word}"),
            body: format!("正文中有{word}，还有所有文本都有的话。"),
            basis: "《测试办法》".into(),
            audience: shares,
            elements: vec!["内容".into()],
            ..Proposal::default()
        };
        let days = i64::try_from(self.below(5)).unwrap();
        let last = (self.below(4) == 0).then(|| t.app.now().plus_days(days).day(t.app.zone()));
        let proposal = Proposal {
            display_until: last,
            ..proposal
        };
        let drafting = Drafting {
            matter,
            stage: Stage::Result,
            proposal,
            once: None,
        };
        let plan = plan::draft(&t.app, drafter, drafting).await.unwrap();
        let (file, edition) = self.attach(t, plan, &word).await;
        let id = self.goes_its_way(t, plan, edition).await;
        // who may not read it cannot recommend it either
        let offered = self.below(3) != 0 && practice::offer(&t.app, drafter, id, &word).await.is_ok();
        let now = t.app.now();
        let audience = audience
            .into_iter()
            .map(|(whom, from)| (whom, from.unwrap_or(now)))
            .collect();
        self.released.push(Released {
            offered,
            id,
            matter,
            unit,
            audience,
            word,
            plan,
            until: last.map(|day| Timestamp::start_of(day.tomorrow().unwrap(), t.app.zone())),
            withdrawn: None,
            file,
        });
    }

    /// Two characters that stand in no other text.
    pub(super) fn rare_word(&self) -> String {
        let number = u32::try_from(self.released.len()).unwrap();
        ['\u{4e00}', '\u{5e00}']
            .map(|start| char::from_u32(u32::from(start) + number).unwrap())
            .iter()
            .collect()
    }

    /// One to three lines; some begin later.
    pub(super) fn audience(&mut self, now: Timestamp) -> Vec<(Whom, Option<Timestamp>)> {
        (0..1 + self.below(3))
            .map(|number| {
                let whom = match self.below(9) {
                    0 => Whom::Everybody,
                    1 => Whom::Members,
                    2 | 3 => Whom::PeopleOf(self.unit()),
                    4 | 5 => Whom::PeopleUnder(self.unit()),
                    6 => Whom::Group(self.group()),
                    _ => Whom::Only(self.person()),
                };
                let days = i64::try_from(self.below(12)).unwrap();
                (whom, (number != 0 && days % 2 == 1).then(|| now.plus_days(days)))
            })
            .collect()
    }

    /// Time passes, and somebody's rights change: moved, left, deactivated, grouped, a unit moved.
    pub(super) async fn something_changes(&mut self, t: &TestApp) {
        t.wait_days(i64::try_from(self.below(6)).unwrap());
        let mut changes = Changes::default();
        let moved = self.person();
        let unit = self.unit();
        let (member, active) = (self.below(2) == 0, self.below(4) != 0);
        let person = self.persons.get_mut(&moved).unwrap();
        (person.unit, person.member, person.active) = (unit, member, active);
        changes.persons.push(person.clone());
        let (group, person) = (self.group(), self.person());
        let membership = Membership { group, person };
        if self.groups.get_mut(&group).unwrap().insert(person) {
            changes.joined.push(membership);
        } else {
            self.groups.get_mut(&group).unwrap().remove(&person);
            changes.left.push(membership);
        }
        let (low, high) = (self.unit(), self.unit());
        if self.units[&low].superior.is_some() && !self.is_under(high, low) {
            let unit = self.units.get_mut(&low).unwrap();
            unit.superior = Some(high);
            changes.units.push(unit.clone());
        }
        organisation::settle(&t.app, None, &changes).await.unwrap();
    }

    fn is_under(&self, unit: UnitId, top: UnitId) -> bool {
        unit == top
            || self.units[&unit]
                .superior
                .is_some_and(|superior| self.is_under(superior, top))
    }
}

pub(super) fn token(whom: Whom) -> Token {
    match whom {
        Whom::Everybody => Token::Public,
        Whom::Members => Token::Members,
        Whom::PeopleOf(unit) => Token::Unit(unit),
        Whom::PeopleUnder(unit) => Token::Subtree(unit),
        Whom::Group(group) => Token::Group(group),
        Whom::Only(person) => Token::Person(person),
    }
}

async fn opened(t: &TestApp, drafter: PersonId, (unit, entry): (UnitId, &str)) -> MatterId {
    let opening = Opening {
        unit,
        track: Track::Party,
        entry: entry.into(),
        title: "随机事项".into(),
        amount: None,
        once: None,
    };
    matter::open(&t.app, drafter, opening).await.unwrap()
}
