use db::Tx;
use domain::actor::Actor;
use domain::delegation::Delegation;
use domain::ids::{PersonId, PlanId, PostId, UnitId};
use domain::organisation::Post;
use domain::plan::{Plan, State};
use domain::words::{Duty, Stage};
use jiff::civil::Date;

use super::store;
use crate::organisation::{self, actor_in};
use crate::{App, Error, Result, delegation, plan};

const MOST: i64 = 100;

/// The posts of a unit.
#[derive(Clone, Debug)]
pub struct UnitPosts {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Its posts.
    pub posts: Vec<PostLine>,
}

/// A post on the list.
#[derive(Clone, Debug)]
pub struct PostLine {
    /// The post.
    pub post: Post,
    /// The names of those who hold it today; nobody when it is vacant.
    pub holders: Vec<String>,
    /// The names of those who stand in today.
    pub deputies: Vec<String>,
    /// Whether the person who looks holds it.
    pub mine: bool,
}

/// A post with its work, for those who may see it change hands.
#[derive(Clone, Debug)]
pub struct PostView {
    /// The post.
    pub post: Post,
    /// The name of its unit.
    pub unit_name: String,
    /// Who holds it today: who, their name, since when.
    pub holders: Vec<(PersonId, String, Date)>,
    /// Who stands in, now or later.
    pub stand_ins: Vec<StandIn>,
    /// What waits on it.
    pub work: Vec<OpenWork>,
    /// For which holders this person may arrange something.
    pub arranges: Vec<PersonId>,
    /// Whether only for somebody who is away.
    pub only_away: bool,
}

/// A delegation with names.
#[derive(Clone, Debug)]
pub struct StandIn {
    /// The delegation.
    pub delegation: Delegation,
    /// The name of whoever is stood in for.
    pub holder: String,
    /// The name of whoever stands in.
    pub deputy: String,
    /// Whether the person who looks may end it.
    pub may_end: bool,
}

/// A plan that waits on a post.
#[derive(Clone, Debug)]
pub struct OpenWork {
    /// The plan.
    pub plan: PlanId,
    /// Its title.
    pub title: String,
    /// Which stage.
    pub stage: Stage,
    /// By which of the post's duties.
    pub duty: Duty,
}

/// The posts that somebody may look at: of a unit they look after, otherwise of the units they work in.
pub async fn posts(app: &App, person: PersonId, unit: Option<UnitId>) -> Result<Vec<UnitPosts>> {
    let mut tx = app.view().await?;
    let today = app.today();
    let actor = actor_in(&mut tx, person, today).await?;
    let mut units: Vec<_> = actor
        .seats
        .iter()
        .filter(|seat| !seat.duty.administers())
        .map(|seat| seat.unit)
        .collect();
    units.sort();
    units.dedup();
    if let Some(unit) = unit {
        if !units.contains(&unit) && !actor.has(Duty::Administer) {
            return Err(Error::NotFound);
        }
        units = vec![unit];
    }
    let mut found = Vec::new();
    for unit in units {
        let stored = organisation::store::unit(&mut tx, unit)
            .await?
            .ok_or(Error::NotFound)?;
        let mut posts = Vec::new();
        for post in store::of_unit(&mut tx, unit).await? {
            posts.push(line(&mut tx, post, (person, today)).await?);
        }
        found.push(UnitPosts {
            unit,
            name: stored.name,
            posts,
        });
    }
    Ok(found)
}

async fn line(tx: &mut Tx, post: Post, (person, today): (PersonId, Date)) -> Result<PostLine> {
    let held = store::holders(tx, post.id, today).await?;
    let mut deputies = Vec::new();
    for delegation in delegation::store::of_post(tx, post.id, today).await? {
        if delegation.from <= today && held.contains(&delegation.holder) {
            deputies.push(organisation::store::person_name(tx, delegation.deputy).await?);
        }
    }
    let mut holders = Vec::new();
    for holder in &held {
        holders.push(organisation::store::person_name(tx, *holder).await?);
    }
    Ok(PostLine {
        post,
        holders,
        deputies,
        mine: held.contains(&person),
    })
}

/// A post with its open work, for those who work in its unit and for administrators.
pub async fn show(app: &App, person: PersonId, id: PostId) -> Result<PostView> {
    let mut tx = app.view().await?;
    let today = app.today();
    let actor = actor_in(&mut tx, person, today).await?;
    let post = store::post(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !actor.works_in(post.unit) && !actor.has(Duty::Administer) {
        return Err(Error::NotFound);
    }
    let mut holders = Vec::new();
    for holding in store::holdings(&mut tx, id, today).await? {
        let name = organisation::store::person_name(&mut tx, holding.person).await?;
        holders.push((holding.person, name, holding.from));
    }
    let looks_after = actor.sits(post.unit, Duty::Approve) || actor.has(Duty::Administer);
    let mut arranges: Vec<_> = holders.iter().map(|(holder, ..)| *holder).collect();
    // who administers is not settled here
    arranges.retain(|holder| !post.administers() && (looks_after || *holder == person));
    let unit = organisation::store::unit(&mut tx, post.unit).await?;
    Ok(PostView {
        unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
        stand_ins: stand_ins(&mut tx, &post, (&actor, today)).await?,
        // an administrator sees no content, and so no titles
        work: if actor.works_in(post.unit) {
            work(app, &mut tx, &post, &holders).await?
        } else {
            Vec::new()
        },
        only_away: !arranges.contains(&person),
        arranges,
        holders,
        post,
    })
}

async fn stand_ins(tx: &mut Tx, post: &Post, (actor, today): (&Actor, Date)) -> Result<Vec<StandIn>> {
    let mut stand_ins = Vec::new();
    for delegation in delegation::store::of_post(tx, post.id, today).await? {
        stand_ins.push(StandIn {
            holder: organisation::store::person_name(tx, delegation.holder).await?,
            deputy: organisation::store::person_name(tx, delegation.deputy).await?,
            may_end: delegation.end(post, actor).is_ok(),
            delegation,
        });
    }
    Ok(stand_ins)
}

async fn work(
    app: &App,
    tx: &mut Tx,
    post: &Post,
    holders: &[(PersonId, String, Date)],
) -> Result<Vec<OpenWork>> {
    let mut work = Vec::new();
    for id in store::open_plans(tx, post.unit, MOST).await? {
        let loaded = plan::load(app, tx, id).await?;
        let entry = loaded.entry()?;
        let duty = if loaded.plan.state == State::InReview {
            waits_on(&loaded.plan, entry, post)
        } else {
            let drafts = holders.iter().any(|(holder, ..)| *holder == loaded.plan.drafter);
            (drafts && post.duties.contains(&Duty::Draft)).then_some(Duty::Draft)
        };
        work.extend(duty.map(|duty| OpenWork {
            plan: id,
            title: loaded.proposal.title.clone(),
            stage: loaded.plan.stage,
            duty,
        }));
    }
    Ok(work)
}

fn waits_on(plan: &Plan, entry: &domain::rulebook::Entry, post: &Post) -> Option<Duty> {
    let next = plan.next(entry).into_iter();
    next.filter(|next| next.unit == post.unit)
        .map(|next| next.step.duty())
        .find(|duty| post.duties.contains(duty))
}
