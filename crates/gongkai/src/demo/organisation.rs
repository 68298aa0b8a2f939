use std::collections::HashMap;

use anyhow::{Context, Result};
use app::organisation::{self, Changes};
use app::{App, rulebook};
use demo::organisation::Organisation;
use domain::decision::Membership;
use domain::ids::{GroupId, HoldingId, PersonId, PostId, RulebookId, UnitId};
use domain::organisation::{Group, Holding, Person, Post, Unit};
use domain::rulebook::Rulebook;
use domain::words::{Duty, Track, UnitKind};

use crate::init::RULEBOOKS;

/// What the play needs to know of the organisation it takes place in.
pub(crate) struct Stage {
    pub(crate) units: Vec<Unit>,
    pub(crate) persons: Vec<Person>,
    /// Who has which duty in which unit.
    pub(crate) holders: HashMap<(UnitId, Duty), PersonId>,
    pub(crate) groups: HashMap<UnitId, GroupId>,
    pub(crate) publishing: u32,
    pub(crate) rules: HashMap<Track, (RulebookId, std::sync::Arc<Rulebook>)>,
    pub(crate) calendar: std::sync::Arc<domain::calendar::Calendar>,
}

impl Stage {
    /// The first branch, or the only unit there is.
    pub(crate) fn branch(&self) -> Result<&Unit> {
        let branch = self.units.iter().find(|unit| unit.kind == UnitKind::Branch);
        branch.or(self.units.first()).context("no unit")
    }
}

/// Members of a group.
const GROUP: usize = 7;

pub(crate) async fn settle(app: &App, made_up: &Organisation) -> Result<Stage> {
    let units = units(app, made_up);
    let persons = persons(app, made_up, &units)?;
    let (posts, holdings, holders) = posts(app, made_up, &units, &persons)?;
    let (groups, joined) = groups(app, &units, &persons);
    let changes = Changes {
        units: units.clone(),
        persons: persons.clone(),
        posts,
        holdings,
        groups: groups.clone(),
        joined,
        left: Vec::new(),
    };
    organisation::settle(app, None, &changes).await?;
    let root = units.first().context("no unit")?.id;
    for rules in RULEBOOKS {
        rulebook::enact(app, root, rules).await?;
    }
    let mut rules = HashMap::new();
    for track in Track::ALL {
        let in_force = rulebook::in_force(app, root, *track)
            .await?
            .context("no rulebook")?;
        rules.insert(*track, (in_force.id, in_force.rules));
    }
    let groups = groups.into_iter().map(|group| (group.unit, group.id)).collect();
    Ok(Stage {
        calendar: rulebook::calendar(app).await?,
        units,
        persons,
        holders,
        groups,
        publishing: made_up.publishing(),
        rules,
    })
}

fn units(app: &App, made_up: &Organisation) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for unit in made_up.units() {
        let superior = unit
            .superior
            .and_then(|place| units.get(place))
            .map(|unit| unit.id);
        let id = UnitId(app.new_id());
        units.push(Unit {
            id,
            code: unit.code,
            name: unit.name,
            kind: unit.kind,
            superior,
        });
    }
    units
}

fn persons(app: &App, made_up: &Organisation, units: &[Unit]) -> Result<Vec<Person>> {
    (0..made_up.persons())
        .map(|number| {
            let person = made_up.person(number);
            let unit = units.get(person.unit).context("a person without a unit")?.id;
            let id = PersonId(app.new_id());
            Ok(Person {
                id,
                code: person.code,
                name: person.name,
                unit,
                member: person.member,
                active: true,
            })
        })
        .collect()
}

type Posts = (Vec<Post>, Vec<Holding>, HashMap<(UnitId, Duty), PersonId>);

fn posts(app: &App, made_up: &Organisation, units: &[Unit], persons: &[Person]) -> Result<Posts> {
    let (mut posts, mut holdings, mut holders) = (Vec::new(), Vec::new(), HashMap::new());
    for post in made_up.posts() {
        let unit = units.get(post.unit).context("a post without a unit")?.id;
        let person = persons
            .get(usize::try_from(post.holder)?)
            .context("a post without a holder")?
            .id;
        let id = PostId(app.new_id());
        holders.extend(post.duties.iter().map(|duty| ((unit, *duty), person)));
        let (from, until) = (app.today(), None);
        holdings.push(Holding {
            id: HoldingId(app.new_id()),
            post: id,
            person,
            from,
            until,
        });
        posts.push(Post {
            id,
            code: post.code,
            unit,
            title: post.title.into(),
            duties: post.duties,
        });
    }
    Ok((posts, holdings, holders))
}

/// Every unit has a group of readers who follow its disclosures.
fn groups(app: &App, units: &[Unit], persons: &[Person]) -> (Vec<Group>, Vec<Membership>) {
    let mut people: HashMap<UnitId, Vec<PersonId>> = HashMap::new();
    for person in persons.iter().rev() {
        people.entry(person.unit).or_default().push(person.id);
    }
    let (mut groups, mut joined) = (Vec::new(), Vec::new());
    for unit in units {
        let group = Group {
            id: GroupId(app.new_id()),
            unit: unit.id,
            name: "公开监督员".into(),
        };
        let members = people.get(&unit.id).into_iter().flatten().take(GROUP);
        joined.extend(members.map(|person| Membership {
            group: group.id,
            person: *person,
        }));
        groups.push(group);
    }
    (groups, joined)
}
