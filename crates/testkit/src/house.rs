use app::matter::Opening;
use app::organisation::{self, Changes};
use app::plan::{self, Drafting};
use app::{App, matter, rulebook};
use domain::audience::{Share, Token};
use domain::ids::{DisclosureId, HoldingId, PersonId, PlanId, PostId, UnitId};
use domain::organisation::{Holding, Person, Post, Unit};
use domain::proposal::Proposal;
use domain::rulebook::Entry;
use domain::words::{Duty, Track, UnitKind};

use crate::TestApp;

const RULES: &str = r#"
code = "house"
title = "示例公开目录"
track = "party"
version = 1
in_force_from = 2026-01-01
issued_by = "示例党委"
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
stages = [{ stage = "result" }]
rhythm = "per_event"
review = ["secrecy", "check"]
authority = "unit"
ways = ["platform"]
responsible = "经办岗"
"#;

const REVIEWS: [Duty; 4] = [Duty::Secrecy, Duty::Check, Duty::Legal, Duty::Discipline];

/// The words that made-up texts are made of, chosen so that none is a figure.
const SIGNS: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎羌遐迩体率宾归王鸣凤在竹白驹食场化被草木赖及方";

/// An organisation of a root and many units, each with its own hands: whoever works in one sees no other's desk.
pub struct House<'t> {
    /// The platform.
    pub t: &'t TestApp,
    /// The root.
    pub root: UnitId,
    /// Supervises, in the root.
    pub supervisor: PersonId,
    /// The units below it.
    pub units: Vec<UnitId>,
    /// Whoever drafts, reviews and approves in each of them.
    pub hands: Vec<[PersonId; 3]>,
    track: Track,
    entry: Entry,
}

/// Sentences that nobody else has written, for each number others.
#[must_use]
pub fn prose(number: u64, sentences: usize) -> String {
    let signs: Vec<char> = SIGNS.chars().collect();
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 16).unwrap() % signs.len()
    };
    let mut text = String::new();
    for _ in 0..sentences {
        text.extend((0..24).map(|_| signs.get(next()).copied().unwrap()));
        text.push('。');
    }
    text
}

/// The name of a unit by its number.
#[must_use]
pub fn unit_name(number: usize) -> String {
    let of = |signs: &str, place: usize| signs.chars().nth(place).unwrap();
    let (stem, branch) = (
        of("甲乙丙丁戊己庚辛壬癸", number % 10),
        of("子丑寅卯辰巳午未申酉", number / 10),
    );
    format!("示例{stem}{branch}支部")
}

impl<'t> House<'t> {
    /// The organisation with so many units, and its rules.
    pub async fn new(t: &'t TestApp, count: usize) -> Self {
        let root = UnitId(t.app.new_id());
        let changes = Changes {
            units: vec![unit(root, "000", "示例党委", None)],
            ..Changes::default()
        };
        organisation::settle(&t.app, None, &changes).await.unwrap();
        rulebook::enact(&t.app, root, ("house.toml", RULES))
            .await
            .unwrap();
        let rules = rulebook::in_force(&t.app, root, Track::Party)
            .await
            .unwrap()
            .unwrap();
        Self::under(
            t,
            root,
            (Track::Party, rules.rules.entries.first().unwrap()),
            count,
        )
        .await
    }

    /// So many units below one that is there, which disclose what an entry of its rules asks for.
    pub async fn under(t: &'t TestApp, root: UnitId, (track, entry): (Track, &Entry), count: usize) -> Self {
        let mut changes = Changes::default();
        let supervisor = seated(t, &mut changes, root, ("督示导", &[Duty::Supervise]));
        let (mut units, mut hands) = (Vec::new(), Vec::new());
        for number in 0..count {
            let id = UnitId(t.app.new_id());
            let code = format!("H{number:03}");
            changes
                .units
                .push(unit(id, &code, &unit_name(number), Some(root)));
            units.push(id);
            hands.push([
                seated(t, &mut changes, id, ("起示草", &[Duty::Draft])),
                seated(t, &mut changes, id, ("审示查", &REVIEWS)),
                seated(t, &mut changes, id, ("批示准", &[Duty::Approve])),
            ]);
        }
        organisation::settle(&t.app, None, &changes).await.unwrap();
        Self {
            t,
            root,
            supervisor,
            units,
            hands,
            track,
            entry: entry.clone(),
        }
    }

    /// Whoever drafts in a unit.
    #[must_use]
    pub fn drafter(&self, unit: usize) -> PersonId {
        let [drafter, ..] = self.hands.get(unit).copied().unwrap();
        drafter
    }

    /// A proposal to these.
    #[must_use]
    pub fn proposal(&self, (title, body): (&str, &str), audience: &[Token]) -> Proposal {
        let share = |token: &Token| Share {
            token: *token,
            from: None,
        };
        Proposal {
            title: title.into(),
            body: body.into(),
            basis: "《测试办法》".into(),
            audience: audience.iter().map(share).collect(),
            elements: self.entry.elements.clone(),
            ..Proposal::default()
        }
    }

    /// A draft of a unit.
    pub async fn drafted(&self, unit: usize, proposal: Proposal) -> PlanId {
        let drafter = self.drafter(unit);
        let opening = Opening {
            unit: self.units.get(unit).copied().unwrap(),
            track: self.track,
            entry: self.entry.key.clone(),
            title: proposal.title.clone(),
            amount: None,
            once: None,
        };
        let matter = matter::open(&self.t.app, drafter, opening).await.unwrap();
        let drafting = Drafting {
            matter,
            stage: self.entry.stages.first().unwrap().stage,
            proposal,
            once: None,
        };
        plan::draft(&self.t.app, drafter, drafting).await.unwrap()
    }

    /// The draft in the hands of its unit, all the way to its release.
    pub async fn releases(&self, unit: usize, plan: PlanId) -> DisclosureId {
        let (app, [drafter, reviewer, approver]) = (&self.t.app, self.hands.get(unit).copied().unwrap());
        let edition = plan::show(app, drafter, plan).await.unwrap().edition;
        plan::submit(app, drafter, plan, edition).await.unwrap();
        for kind in &self.entry.review {
            plan::review(app, reviewer, (plan, edition), *kind, (true, ""))
                .await
                .unwrap();
        }
        plan::approve(app, approver, (plan, edition), "")
            .await
            .unwrap()
            .expect("released at once")
    }

    /// What a unit releases to these.
    pub async fn released(&self, unit: usize, text: (&str, &str), audience: &[Token]) -> DisclosureId {
        let plan = self.drafted(unit, self.proposal(text, audience)).await;
        self.releases(unit, plan).await
    }

    /// The platform with an index of texts that has come as far as the database.
    pub async fn compared(&self) -> App {
        let app = self.t.comparing();
        while app::likeness::follow(&app).await.unwrap() {}
        app
    }
}

fn unit(id: UnitId, code: &str, name: &str, superior: Option<UnitId>) -> Unit {
    Unit {
        id,
        code: code.into(),
        name: name.into(),
        kind: UnitKind::Branch,
        superior,
    }
}

/// Somebody of a unit with a post there.
fn seated(t: &TestApp, changes: &mut Changes, unit: UnitId, (name, duties): (&str, &[Duty])) -> PersonId {
    let (person, post) = (PersonId(t.app.new_id()), PostId(t.app.new_id()));
    changes.persons.push(Person {
        id: person,
        code: person.0.simple().to_string(),
        name: name.into(),
        unit,
        member: true,
        active: true,
    });
    changes.posts.push(Post {
        id: post,
        code: post.0.simple().to_string(),
        unit,
        title: format!("{name}岗"),
        duties: duties.to_vec(),
    });
    changes.holdings.push(Holding {
        id: HoldingId(t.app.new_id()),
        post,
        person,
        from: "2026-01-01".parse().unwrap(),
        until: None,
    });
    person
}
