use app::organisation::{self, Changes};
use domain::decision::Membership;
use domain::ids::{GroupId, HoldingId, PersonId, PostId, UnitId};
use domain::organisation::{Group, Holding, Person, Post, Unit};
use domain::words::{Duty, UnitKind};
use uuid::Uuid;

use crate::TestApp;

/// A small organisation: an organ, two branches below it, and the people of the first branch's procedure.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    /// The root: 示例机关党委.
    pub organ: UnitId,
    /// 示例第一支部, whose matters the tests follow.
    pub first: UnitId,
    /// 示例第二支部.
    pub second: UnitId,
    /// Drafts (起草), in the first branch.
    pub mara: PersonId,
    /// Reviews secrecy (保密审查), in the first branch.
    pub bao: PersonId,
    /// Checks (审核、合法性审查), in the first branch.
    pub shen: PersonId,
    /// Reviews for the discipline body (纪委审核), in the first branch.
    pub ji: PersonId,
    /// Approves (审批), in the first branch.
    pub pi: PersonId,
    /// Approves for the organ.
    pub shu: PersonId,
    /// Administers; a member of the organ.
    pub guan: PersonId,
    /// The security administrator, once [`officers`] has settled them.
    pub an: PersonId,
    /// The security auditor, once [`officers`] has settled them.
    pub sheng: PersonId,
    /// A member of the first branch.
    pub yi: PersonId,
    /// A member of the second branch.
    pub er: PersonId,
    /// On the first branch's roster, but no member.
    pub qun: PersonId,
    /// A group with Yi and Er in it.
    pub group: GroupId,
}

/// Settles the organisation of [`Cast`].
pub async fn cast(t: &TestApp) -> Cast {
    let cast = Cast::known();
    let changes = Changes {
        units: units(&cast),
        persons: persons(&cast),
        posts: posts(&cast).iter().map(|(post, _)| post.clone()).collect(),
        holdings: posts(&cast)
            .iter()
            .map(|(post, person)| holding(post, *person))
            .collect(),
        groups: vec![Group {
            id: cast.group,
            unit: cast.first,
            name: "示例监督员".into(),
        }],
        joined: [cast.yi, cast.er]
            .map(|person| Membership {
                group: cast.group,
                person,
            })
            .to_vec(),
        left: Vec::new(),
    };
    organisation::settle(&t.app, None, &changes).await.unwrap();
    cast
}

/// Settles the two administrators whom few tests need: the security administrator and the security auditor.
pub async fn officers(t: &TestApp) {
    let cast = Cast::known();
    let person = |id, code: &str, name: &str| Person {
        id,
        code: code.into(),
        name: name.into(),
        unit: cast.organ,
        member: true,
        active: true,
    };
    let post = |number: u128, title: &str, duty| Post {
        id: PostId(Uuid::from_u128(
            0x0197_0000_0000_7000_8000_0000_0000_0280 + number,
        )),
        code: format!("SY{number}"),
        unit: cast.organ,
        title: title.into(),
        duties: vec![duty],
    };
    let posts = vec![
        post(1, "安全保密管理岗", Duty::Secure),
        post(2, "安全审计岗", Duty::Audit),
    ];
    let changes = Changes {
        persons: vec![
            person(cast.an, "an", "安示保"),
            person(cast.sheng, "sheng", "盛示计"),
        ],
        holdings: posts
            .iter()
            .zip([cast.an, cast.sheng])
            .map(|(post, who)| holding(post, who))
            .collect(),
        posts,
        ..Changes::default()
    };
    organisation::settle(&t.app, None, &changes).await.unwrap();
}

/// Somebody who drafts for the root, and somebody who checks there: few tests need them.
pub(crate) async fn clerks(t: &TestApp, cast: &Cast) -> [PersonId; 2] {
    let ids = [(); 2].map(|()| PersonId(t.app.new_id()));
    let seats = ids
        .into_iter()
        .zip([("拟示目", Duty::Draft), ("核示目", Duty::Check)]);
    let mut changes = Changes::default();
    for (id, (name, duty)) in seats {
        let post = Post {
            id: PostId(t.app.new_id()),
            code: format!("C-{}", id.0.simple()),
            unit: cast.organ,
            title: "目录岗".into(),
            duties: vec![duty],
        };
        changes.persons.push(Person {
            id,
            code: format!("c-{}", id.0.simple()),
            name: name.into(),
            unit: cast.organ,
            member: true,
            active: true,
        });
        changes.holdings.push(Holding {
            id: HoldingId(t.app.new_id()),
            ..holding(&post, id)
        });
        changes.posts.push(post);
    }
    organisation::settle(&t.app, None, &changes).await.unwrap();
    ids
}

impl Cast {
    /// Everybody's ids, the same in every world.
    #[must_use]
    pub fn known() -> Self {
        let id = |number: u128| Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + number);
        let [organ, first, second] = [1, 2, 3].map(|number| UnitId(id(number)));
        let person = |number: u128| PersonId(id(100 + number));
        Self {
            organ,
            first,
            second,
            mara: person(1),
            bao: person(2),
            shen: person(3),
            ji: person(4),
            pi: person(5),
            shu: person(6),
            guan: person(7),
            yi: person(8),
            er: person(9),
            qun: person(10),
            an: person(11),
            sheng: person(12),
            group: GroupId(id(300)),
        }
    }
}

fn units(cast: &Cast) -> Vec<Unit> {
    let unit = |id, code: &str, name: &str, kind, superior| Unit {
        id,
        code: code.into(),
        name: name.into(),
        kind,
        superior,
    };
    vec![
        unit(cast.organ, "001", "示例机关党委", UnitKind::Committee, None),
        unit(
            cast.first,
            "001-01",
            "示例第一支部",
            UnitKind::Branch,
            Some(cast.organ),
        ),
        unit(
            cast.second,
            "001-02",
            "示例第二支部",
            UnitKind::Branch,
            Some(cast.organ),
        ),
    ]
}

fn persons(cast: &Cast) -> Vec<Person> {
    let person = |id, code: &str, name: &str, unit, member| Person {
        id,
        code: code.into(),
        name: name.into(),
        unit,
        member,
        active: true,
    };
    vec![
        person(cast.mara, "mara", "马示起", cast.first, true),
        person(cast.bao, "bao", "包示密", cast.first, true),
        person(cast.shen, "shen", "沈示核", cast.first, true),
        person(cast.ji, "ji", "纪示检", cast.first, true),
        person(cast.pi, "pi", "皮示批", cast.first, true),
        person(cast.shu, "shu", "舒示记", cast.organ, true),
        person(cast.guan, "guan", "关示理", cast.organ, true),
        person(cast.yi, "yi", "易示员", cast.first, true),
        person(cast.er, "er", "尔示员", cast.second, true),
        person(cast.qun, "qun", "群示众", cast.first, false),
    ]
}

fn posts(cast: &Cast) -> Vec<(Post, PersonId)> {
    let posts = [
        (cast.first, cast.mara, "公开经办岗", vec![Duty::Draft]),
        (cast.first, cast.bao, "保密审查岗", vec![Duty::Secrecy]),
        (cast.first, cast.shen, "审核岗", vec![Duty::Check, Duty::Legal]),
        (cast.first, cast.ji, "纪检委员岗", vec![Duty::Discipline]),
        (cast.first, cast.pi, "支部书记岗", vec![Duty::Approve]),
        (cast.organ, cast.shu, "党委书记岗", vec![Duty::Approve]),
        (cast.organ, cast.guan, "系统管理岗", vec![Duty::Administer]),
    ];
    let posts = posts.into_iter().zip(1_u128..);
    posts
        .map(|((unit, person, title, duties), number)| {
            let id = PostId(Uuid::from_u128(
                0x0197_0000_0000_7000_8000_0000_0000_0200 + number,
            ));
            (
                Post {
                    id,
                    code: format!("G{number:02}"),
                    unit,
                    title: title.into(),
                    duties,
                },
                person,
            )
        })
        .collect()
}

fn holding(post: &Post, person: PersonId) -> Holding {
    let from = "2026-01-01".parse().unwrap();
    Holding {
        id: HoldingId(Uuid::from_u128(post.id.0.as_u128() + 0x100)),
        post: post.id,
        person,
        from,
        until: None,
    }
}

/// Gives somebody of the cast a post in the first branch, besides what they do already.
pub async fn appoint(t: &TestApp, cast: &Cast, person: PersonId, duty: Duty) {
    let id = PostId(t.app.new_id());
    let post = Post {
        id,
        code: format!("X-{}", id.0.simple()),
        unit: cast.first,
        title: "增设岗".into(),
        duties: vec![duty],
    };
    let held = Holding {
        id: HoldingId(t.app.new_id()),
        ..holding(&post, person)
    };
    let changes = Changes {
        posts: vec![post],
        holdings: vec![held],
        ..Changes::default()
    };
    organisation::settle(&t.app, None, &changes).await.unwrap();
}

/// The post that somebody of the cast holds.
#[must_use]
pub fn post_of(cast: &Cast, person: PersonId) -> PostId {
    let held = posts(cast).into_iter().find(|(_, holder)| *holder == person);
    held.expect("they hold no post").0.id
}
