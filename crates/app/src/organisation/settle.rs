use std::collections::HashMap;

use domain::decision::{Decision, Membership};
use domain::ids::PersonId;
use domain::organisation::{Group, Holding, Person, Post, Unit, name, tree_faults};
use domain::refusal::OrganisationRefusal as Refusal;

use super::office::settler;
use super::separation::faults;
use super::store;
use crate::{App, Change, Result};

/// New and changed things of the organisation, each as it shall be.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Units; superiors need not stand before their inferiors.
    pub units: Vec<Unit>,
    /// Persons.
    pub persons: Vec<Person>,
    /// Posts.
    pub posts: Vec<Post>,
    /// Holdings.
    pub holdings: Vec<Holding>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Who joins which group.
    pub joined: Vec<Membership>,
    /// Who leaves which group.
    pub left: Vec<Membership>,
}

/// Changes the organisation as a whole: all of it, or nothing.
pub async fn settle(app: &App, by: Option<PersonId>, changes: &Changes) -> Result<()> {
    app.change(by, async |change| {
        settler(change.app, &mut change.tx, change.by, changes).await?;
        settle_in(change, changes).await
    })
    .await
}

pub(crate) async fn settle_in(change: &mut Change<'_>, changes: &Changes) -> Result<()> {
    check_names(changes)?;
    keep_apart(change, changes).await?;
    for unit in from_the_top(change, changes).await? {
        change.record(Decision::Unit(unit)).await?;
    }
    for person in &changes.persons {
        change.record(Decision::Person(person.clone())).await?;
    }
    for post in &changes.posts {
        change.record(Decision::Post(post.clone())).await?;
    }
    for holding in &changes.holdings {
        if holding.until.is_some_and(|until| until < holding.from) {
            return Err(Refusal::EndsBeforeItBegins.into());
        }
        change.record(Decision::Holding(holding.clone())).await?;
    }
    for group in &changes.groups {
        change.record(Decision::Group(group.clone())).await?;
    }
    for membership in &changes.joined {
        change.record(Decision::Joined(*membership)).await?;
    }
    for membership in &changes.left {
        change.record(Decision::Left(*membership)).await?;
    }
    Ok(())
}

fn check_names(changes: &Changes) -> Result<()> {
    let units = changes.units.iter().map(|unit| &unit.name);
    let persons = changes.persons.iter().map(|person| &person.name);
    let posts = changes.posts.iter().map(|post| &post.title);
    let groups = changes.groups.iter().map(|group| &group.name);
    for text in units.chain(persons).chain(posts).chain(groups) {
        name(text)?;
    }
    Ok(())
}

/// Nobody gets duties that do not go together.
async fn keep_apart(change: &mut Change<'_>, changes: &Changes) -> Result<()> {
    if changes.posts.is_empty() && changes.holdings.is_empty() {
        return Ok(());
    }
    let posts = store::posts(&mut change.tx).await?;
    let holdings = store::holdings(&mut change.tx).await?;
    let persons = store::persons(&mut change.tx).await?;
    let name = |id| {
        let mut known = persons.iter().chain(&changes.persons);
        known
            .find(|person| person.id == id)
            .map_or_else(String::new, |person| person.name.clone())
    };
    match faults(posts.iter(), holdings.iter(), changes, name)
        .into_iter()
        .next()
    {
        Some(fault) => Err(fault.refusal.into()),
        None => Ok(()),
    }
}

/// The changed units, superiors first, when with the others they form one tree.
async fn from_the_top(change: &mut Change<'_>, changes: &Changes) -> Result<Vec<Unit>> {
    if changes.units.is_empty() {
        return Ok(Vec::new());
    }
    let units = store::units(&mut change.tx).await?;
    let mut units: HashMap<_, _> = units.into_iter().map(|unit| (unit.id, unit)).collect();
    units.extend(changes.units.iter().map(|unit| (unit.id, unit.clone())));
    if let Some(fault) = tree_faults(&units).into_iter().next() {
        return Err(fault.into());
    }
    let depth = |unit: &Unit| {
        std::iter::successors(unit.superior, |above| {
            units.get(above).and_then(|unit| unit.superior)
        })
        .count()
    };
    let mut ordered: Vec<_> = changes
        .units
        .iter()
        .map(|unit| (depth(unit), unit.clone()))
        .collect();
    ordered.sort_by_key(|(depth, _)| *depth);
    Ok(ordered.into_iter().map(|(_, unit)| unit).collect())
}
