//! A small organisation with random disclosures, kept beside the platform in plain collections.

use std::collections::{BTreeMap, BTreeSet};

use app::matter::Opening;
use app::organisation::{self, Changes};
use app::plan::Drafting;
use app::{matter, plan, rulebook};
use domain::audience::{Share, Token};
use domain::decision::Membership;
use domain::ids::{DisclosureId, HoldingId, MatterId, PersonId, PlanId, PostId, UnitId};
use domain::organisation::{Holding, Person, Post};
use domain::proposal::Proposal;
use domain::time::Timestamp;
use domain::words::{Duty, Ground, Stage, Track};
use testkit::{Cast, TestApp, cast};

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

[[entry]]
key = "DW-01-01"
category = "01"
name = "测试条目"
elements = ["内容"]
basis = [{ document = "《测试办法》", article = "第一条" }]
widest = "public"
narrowest = "person"
stages = [{ stage = "before", notice_days = 5 }, { stage = "result", deadline_days = 10 }]
rhythm = "per_event"
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "经办岗"
"#;

/// Fewer than the pages of any list show at once.
const RELEASED: usize = 16;

/// Whom the reference lets see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    Everybody,
    Members,
    PeopleOf(UnitId),
    PeopleUnder(UnitId),
    Group,
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
    /// What its matter is about.
    pub(super) about: String,
    /// Whether the public was asked for opinions, for some days.
    pub(super) noticed: bool,
    pub(super) plan: PlanId,
    pub(super) withdrawn: Option<Ground>,
    /// The file that goes with it.
    pub(super) file: Option<Vec<u8>>,
}

pub(super) struct Model {
    pub(super) cast: Cast,
    /// Each unit's superior.
    pub(super) units: BTreeMap<UnitId, Option<UnitId>>,
    pub(super) persons: BTreeMap<PersonId, Person>,
    pub(super) group: BTreeSet<PersonId>,
    pub(super) released: Vec<Released>,
    /// People who hold a post of a unit for some time.
    pub(super) clerks: Vec<(Holding, UnitId)>,
    /// Whose token, and whose address for calendar programs, still holds.
    pub(super) tokens: BTreeSet<PersonId>,
    pub(super) addresses: BTreeSet<PersonId>,
    chance: u64,
}

impl Model {
    pub(super) async fn build(t: &TestApp, seed: u64) -> Self {
        let cast = cast(t).await;
        let units = [
            (cast.organ, None),
            (cast.first, Some(cast.organ)),
            (cast.second, Some(cast.organ)),
        ];
        let mut persons = BTreeMap::new();
        for id in [
            cast.mara, cast.bao, cast.pi, cast.shu, cast.guan, cast.yi, cast.er, cast.qun,
        ] {
            persons.insert(id, organisation::person(&t.app, id).await.unwrap().unwrap());
        }
        let mut model = Self {
            cast,
            units: BTreeMap::from(units),
            persons,
            group: BTreeSet::from([cast.yi, cast.er]),
            released: Vec::new(),
            clerks: Vec::new(),
            tokens: BTreeSet::new(),
            addresses: BTreeSet::new(),
            chance: seed,
        };
        model.appoint(t).await;
        rulebook::enact(&t.app, cast.organ, ("random.toml", RULES))
            .await
            .unwrap();
        for _ in 0..RELEASED {
            model.release(t).await;
            t.wait_seconds(1);
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

    /// Three people hold the posts of every unit, so that every unit can disclose.
    async fn appoint(&mut self, t: &TestApp) {
        let mut changes = Changes::default();
        let staff = [
            (self.cast.mara, vec![Duty::Draft]),
            (self.cast.bao, vec![Duty::Secrecy, Duty::Check]),
            (self.cast.pi, vec![Duty::Approve]),
        ];
        for unit in self.units.keys() {
            for (person, duties) in &staff {
                let post = PostId(t.app.new_id());
                let code = post.to_string();
                changes.posts.push(Post {
                    id: post,
                    code,
                    unit: *unit,
                    title: "测试岗".into(),
                    duties: duties.clone(),
                });
                let (id, from) = (HoldingId(t.app.new_id()), "2026-01-01".parse().unwrap());
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
        organisation::settle(&t.app, None, &changes).await.unwrap();
    }

    async fn release(&mut self, t: &TestApp) {
        let mara = self.cast.mara;
        let unit = self.unit();
        let word = self.rare_word();
        let audience = self.audience(t.app.now());
        let share = |(whom, from): &(_, Option<Timestamp>)| Share {
            token: self.token(*whom),
            from: *from,
        };
        let shares = audience.iter().map(share).collect();
        let (about, noticed) = (format!("随机事项{}号", self.released.len()), self.below(2) == 0);
        let opening = Opening {
            unit,
            track: Track::Party,
            entry: "DW-01-01".into(),
            title: about.clone(),
            amount: None,
            once: None,
        };
        let matter = matter::open(&t.app, mara, opening).await.unwrap();
        if !noticed {
            let outcome = matter::skip(&t.app, self.cast.pi, matter, Stage::Before, "随机的理由。").await;
            outcome.unwrap();
        }
        let proposal = Proposal {
            title: format!("公示{word}"),
            body: format!("正文中有{word}，还有所有文本都有的话。"),
            basis: "《测试办法》".into(),
            audience: shares,
            elements: vec!["内容".into()],
            ..Proposal::default()
        };
        let drafting = Drafting {
            matter,
            stage: if noticed { Stage::Before } else { Stage::Result },
            proposal,
            once: None,
        };
        let plan = plan::draft(&t.app, mara, drafting).await.unwrap();
        let (file, edition) = self.attach(t, plan, &word).await;
        let id = self.goes_its_way(t, plan, edition).await;
        let now = t.app.now();
        let audience = audience
            .into_iter()
            .map(|(whom, from)| (whom, from.unwrap_or(now)))
            .collect();
        self.released.push(Released {
            id,
            matter,
            unit,
            audience,
            word,
            about,
            noticed,
            plan,
            withdrawn: None,
            file,
        });
    }

    /// Two characters that stand in no other text.
    pub(super) fn rare_word(&self) -> String {
        let number = u32::try_from(self.released.len()).unwrap();
        ['\u{4e10}', '\u{5e10}']
            .map(|start| char::from_u32(u32::from(start) + number).unwrap())
            .iter()
            .collect()
    }

    /// One to three lines; some begin some minutes later.
    pub(super) fn audience(&mut self, now: Timestamp) -> Vec<(Whom, Option<Timestamp>)> {
        (0..1 + self.below(3))
            .map(|number| {
                let whom = match self.below(9) {
                    0 => Whom::Everybody,
                    1 => Whom::Members,
                    2 | 3 => Whom::PeopleOf(self.unit()),
                    4 => Whom::PeopleUnder(self.unit()),
                    5 | 6 => Whom::Group,
                    _ => Whom::Only(self.person()),
                };
                let minutes = i64::try_from(self.below(40)).unwrap();
                (
                    whom,
                    (number != 0 && minutes % 2 == 1).then(|| now.plus_seconds(minutes * 60)),
                )
            })
            .collect()
    }

    pub(super) fn token(&self, whom: Whom) -> Token {
        match whom {
            Whom::Everybody => Token::Public,
            Whom::Members => Token::Members,
            Whom::PeopleOf(unit) => Token::Unit(unit),
            Whom::PeopleUnder(unit) => Token::Subtree(unit),
            Whom::Group => Token::Group(self.cast.group),
            Whom::Only(person) => Token::Person(person),
        }
    }

    /// Minutes pass, not long enough to end a session, and rights change: somebody is moved, leaves or comes back,
    /// joins the group or quits it; a unit is moved.
    pub(super) async fn something_changes(&mut self, t: &TestApp) {
        t.wait_seconds(60 * i64::try_from(self.below(12)).unwrap());
        let mut changes = Changes::default();
        let moved = self.person();
        let (unit, member, active) = (self.unit(), self.below(2) == 0, self.below(4) != 0);
        let person = self.persons.get_mut(&moved).unwrap();
        (person.unit, person.member, person.active) = (unit, member, active);
        changes.persons.push(person.clone());
        let membership = Membership {
            group: self.cast.group,
            person: self.person(),
        };
        if self.group.insert(membership.person) {
            changes.joined.push(membership);
        } else {
            self.group.remove(&membership.person);
            changes.left.push(membership);
        }
        organisation::settle(&t.app, None, &changes).await.unwrap();
        let second = self.cast.second;
        let superior = [self.cast.organ, self.cast.first][self.below(2)];
        organisation::move_unit(&t.app, self.cast.guan, second, superior)
            .await
            .ok();
        // who administers may have left meanwhile, and then nothing moved
        if self.persons[&self.cast.guan].active {
            self.units.insert(second, Some(superior));
        }
    }
}
