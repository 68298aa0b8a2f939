//! The read door of likenesses, as a property: whatever is asked, a world without a text and one with it answer alike, byte
//! for byte, to everybody who may not read it.

use std::fmt::Write as _;
use std::ops::Range;

use app::likeness::{self, Filter};
use app::{App, organisation};
use domain::audience::{Share, Token};
use domain::ids::{DisclosureId, PersonId, PlanId};
use domain::time::Timestamp;
use testkit::{House, On, TestApp, prose};

const UNITS: usize = 4;
const TEXTS: usize = 12;

/// Pairs of worlds that are looked at, by the seeds of their chance. In the third several people may not read the text.
const SEEDS: Range<u64> = 1..6;
const SEEDS_ON_POSTGRES: Range<u64> = 3..4;

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_somebody_may_not_read_changes_no_answer_on_sqlite() {
    explore(On::Sqlite, SEEDS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_somebody_may_not_read_changes_no_answer_on_postgres() {
    explore(On::Postgres, SEEDS_ON_POSTGRES).await;
}

/// Chance that is the same in both worlds.
struct Dice(u64);

impl Dice {
    fn below(&mut self, many: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % many
    }
}

/// A text as it will be disclosed.
#[derive(Clone)]
struct Planned {
    unit: usize,
    body: String,
    audience: Vec<Share>,
}

/// A world, and what stands in it.
struct World<'t> {
    house: House<'t>,
    app: App,
    texts: Vec<(DisclosureId, PlanId, String)>,
    drafts: Vec<(usize, PlanId)>,
    hidden: String,
}

async fn explore(on: On, seeds: Range<u64>) {
    let (mut compared, mut told, mut differ, mut informed) = (0, 0, 0, 0);
    for seed in seeds {
        let (without, with) = (TestApp::new(on).await, TestApp::new(on).await);
        let mut dice = Dice(seed);
        let hidden_at = 1 + dice.below(TEXTS - 1);
        let (start, houses) = (without.app.now(), (house(&without).await, house(&with).await));
        let planned: Vec<_> = (0..=TEXTS)
            .map(|number| planned(&mut dice, &houses.0, (start, number)))
            .collect();
        let hidden = planned[hidden_at].clone();
        let without = World::build(houses.0, &planned, (hidden_at, false), &mut Dice(seed)).await;
        let with = World::build(houses.1, &planned, (hidden_at, true), &mut Dice(seed)).await;
        let people = with.people();
        for person in people.into_iter().step_by(2) {
            let answers = [without.answers(person).await, with.answers(person).await];
            if reads(&with.house, person, &hidden) {
                informed += 1;
                differ += usize::from(answers[0] != answers[1]);
                continue;
            }
            compared += 1;
            told += answers[0].matches("share: ").count();
            assert_eq!(
                answers[0], answers[1],
                "seed {seed}, person {person:?}, hidden {:?}",
                hidden.audience
            );
        }
    }
    // a property that is never true, or of nothing, would prove nothing
    assert!(
        0 < compared && 20 * compared < told,
        "{told} findings told to {compared}"
    );
    assert!(
        informed < 3 * differ,
        "of {informed} who may read the text {differ} were told of it"
    );
    println!(
        "{compared} compared on {on:?}, {told} findings told; {differ} of {informed} others saw the difference"
    );
}

fn title(number: usize) -> String {
    format!("示例公示{number:02}")
}

/// The same people and units in each world; one of them is no member.
async fn house(t: &TestApp) -> House<'_> {
    let house = House::new(t, UNITS).await;
    let person = organisation::person(&t.app, house.hands[1][1])
        .await
        .unwrap()
        .unwrap();
    let changes = organisation::Changes {
        persons: vec![domain::organisation::Person {
            member: false,
            ..person
        }],
        ..Default::default()
    };
    organisation::settle(&t.app, None, &changes).await.unwrap();
    house
}

/// One of three texts with something of its own, for somebody, perhaps later for others.
fn planned(dice: &mut Dice, house: &House<'_>, (start, number): (Timestamp, usize)) -> Planned {
    let base = prose(u64::try_from(dice.below(3)).unwrap(), 9);
    let own = prose(100 + u64::try_from(number).unwrap(), dice.below(4));
    let person = house.hands[dice.below(UNITS)][dice.below(3)];
    let token = |dice: &mut Dice| match dice.below(7) {
        0 | 1 => Token::Public,
        2 => Token::Members,
        3 => Token::Unit(house.units[dice.below(UNITS)]),
        4 => Token::Subtree(house.root),
        _ => Token::Person(person),
    };
    let mut audience = vec![Share {
        token: token(dice),
        from: None,
    }];
    if dice.below(3) == 0 {
        let later = Share {
            token: token(dice),
            from: Some(start.plus_days(i64::try_from(1 + dice.below(4)).unwrap())),
        };
        audience.extend((later.token != audience[0].token).then_some(later));
    }
    Planned {
        unit: dice.below(UNITS),
        body: base + &own,
        audience,
    }
}

/// The reference: naively, from what was planned alone. Four days have passed, so everything is open.
fn reads(house: &House<'_>, person: PersonId, text: &Planned) -> bool {
    let unit = house.hands.iter().position(|hands| hands.contains(&person));
    let by_audience = text.audience.iter().any(|share| match share.token {
        Token::Public => true,
        Token::Members => person != house.hands[1][1],
        Token::NonMembers => person == house.hands[1][1],
        Token::Unit(id) => unit.map_or(id == house.root, |unit| house.units[unit] == id),
        Token::Subtree(id) => id == house.root || unit.is_some_and(|unit| house.units[unit] == id),
        Token::Group(_) => false,
        Token::Person(only) => only == person,
    });
    by_audience || unit == Some(text.unit)
}

impl<'t> World<'t> {
    async fn build(
        house: House<'t>,
        planned: &[Planned],
        (hidden_at, has_it): (usize, bool),
        dice: &mut Dice,
    ) -> Self {
        let t = house.t;
        let app = t.comparing();
        let mut texts = Vec::new();
        for (number, text) in planned.iter().enumerate() {
            let looks = dice.below(3) == 0;
            if number != hidden_at || has_it {
                let title = title(number);
                let mut proposal = house.proposal((&title, &text.body), &[]);
                proposal.audience.clone_from(&text.audience);
                let plan = house.drafted(text.unit, proposal).await;
                let id = house.releases(text.unit, plan).await;
                texts.push((id, plan, title));
            }
            t.wait_seconds(3600);
            if looks {
                while likeness::follow(&app).await.unwrap() {}
            }
        }
        t.wait_days(5);
        let mut drafts = Vec::new();
        for unit in 0..UNITS {
            let body = prose(u64::try_from(unit % 3).unwrap(), 9);
            let audience = if unit == 3 {
                Token::Person(house.hands[0][0])
            } else {
                Token::Public
            };
            let proposal = house.proposal(("示例草稿", &body), &[audience]);
            drafts.push((unit, house.drafted(unit, proposal).await));
        }
        while likeness::follow(&app).await.unwrap() {}
        Self {
            house,
            app,
            texts,
            drafts,
            hidden: title(hidden_at),
        }
    }

    fn people(&self) -> Vec<PersonId> {
        let hands = self.house.hands.iter().flatten().copied();
        hands.chain([self.house.supervisor]).collect()
    }

    /// Everything that somebody is told, with names in the place of what chance has made.
    async fn answers(&self, person: PersonId) -> String {
        let mut told = String::new();
        for (unit, draft) in &self.drafts {
            let outlook = likeness::of_plan(&self.app, person, *draft).await;
            writeln!(told, "draft {unit}: {outlook:?}").unwrap();
            for (source, ..) in self.common() {
                let beside = likeness::of_draft(&self.app, person, (*draft, *source)).await;
                writeln!(told, "draft {unit} beside {source}: {beside:?}").unwrap();
            }
        }
        for (number, (text, ..)) in self.common().enumerate() {
            for (source, ..) in self.common().take(number) {
                let pair = likeness::of_pair(&self.app, person, (*text, *source)).await;
                writeln!(told, "{text} beside {source}: {pair:?}").unwrap();
            }
            let cluster = likeness::cluster(&self.app, person, *text).await;
            writeln!(told, "cluster of {text}: {cluster:?}").unwrap();
        }
        for unit in self.house.units.iter().copied().map(Some).chain([None]) {
            let filter = Filter {
                unit,
                ..Filter::default()
            };
            let mut after = None;
            loop {
                let page = likeness::list(&self.app, person, &filter, (after, 2)).await;
                writeln!(told, "list of {unit:?} after {after:?}: {page:?}").unwrap();
                after = page.ok().and_then(|page| page.next);
                if after.is_none() {
                    break;
                }
            }
        }
        self.named(told)
    }

    /// Every text but the hidden one, of which nobody asks by name.
    fn common(&self) -> impl Iterator<Item = &(DisclosureId, PlanId, String)> {
        self.texts.iter().filter(|(.., title)| *title != self.hidden)
    }

    fn named(&self, mut told: String) -> String {
        for (id, plan, title) in &self.texts {
            told = told.replace(&id.to_string(), title);
            told = told.replace(&plan.to_string(), &format!("方案{title}"));
        }
        for (unit, plan) in &self.drafts {
            told = told.replace(&plan.to_string(), &format!("草稿{unit}"));
        }
        let mut kept = String::new();
        for part in told.split("number: \"") {
            // numbers are chance
            let rest = part
                .split_once('"')
                .filter(|(number, _)| number.starts_with("DW-"))
                .map_or(part, |(_, rest)| rest);
            kept.push_str(rest);
        }
        kept
    }
}
