//! 三员分立 over the whole organisation: whom a change would give duties that do not go together.

use std::collections::{BTreeSet, HashMap};

use documents::roster::{Line, Roster};
use domain::ids::{PersonId, PostId};
use domain::organisation::{Holding, Post};
use domain::refusal::{OrganisationRefusal as Refusal, duty_word};
use domain::separation::separate;

use super::Changes;
use super::report::Problem;
use super::stored::Stored;

/// A person, or a post, with duties that do not go together.
pub(super) struct Fault {
    /// Who; nobody when the post has them all by itself.
    person: Option<PersonId>,
    posts: Vec<PostId>,
    /// Why not.
    pub(super) refusal: Refusal,
}

/// What would be wrong with the people and posts that a change is about. Others are left alone.
pub(super) fn faults<'a>(
    posts: impl Iterator<Item = &'a Post>,
    holdings: impl Iterator<Item = &'a Holding>,
    changes: &'a Changes,
    name: impl Fn(PersonId) -> String,
) -> Vec<Fault> {
    let posts: HashMap<_, _> = posts.chain(&changes.posts).map(|post| (post.id, post)).collect();
    let holdings: HashMap<_, _> = holdings
        .chain(&changes.holdings)
        .map(|held| (held.id, held))
        .collect();
    let mut held: HashMap<PersonId, Vec<(&Holding, &Post)>> = HashMap::new();
    for holding in holdings.into_values() {
        if let Some(post) = posts.get(&holding.post) {
            held.entry(holding.person).or_default().push((holding, post));
        }
    }
    let changed: BTreeSet<_> = changes.posts.iter().map(|post| post.id).collect();
    let taking: BTreeSet<_> = changes.holdings.iter().map(|held| held.person).collect();
    let by_post = changes.posts.iter().filter_map(|post| {
        let refusal = post.separate().err()?;
        Some(Fault {
            person: None,
            posts: vec![post.id],
            refusal,
        })
    });
    let concerned = |(person, held): &(PersonId, Vec<(&Holding, &Post)>)| {
        taking.contains(person) || held.iter().any(|(_, post)| changed.contains(&post.id))
    };
    let mut people: Vec<_> = held.into_iter().filter(concerned).collect();
    people.sort_by_key(|(person, _)| *person);
    let by_person = people.into_iter().filter_map(|(person, mut held)| {
        held.sort_by_key(|(holding, _)| (holding.from, holding.id));
        let refusal = separate(&name(person), &held).err()?;
        let posts = held.iter().map(|(_, post)| post.id).collect();
        Some(Fault {
            person: Some(person),
            posts,
            refusal,
        })
    });
    by_post.chain(by_person).collect()
}

/// The same for a roster, each fault at the row that brings it.
pub(super) fn separation_problems(roster: &Roster, stored: &Stored, changes: &Changes) -> Vec<Problem> {
    let persons: HashMap<_, _> = stored
        .persons
        .iter()
        .chain(&changes.persons)
        .map(|person| (person.id, person))
        .collect();
    let posts: HashMap<_, _> = stored
        .posts
        .iter()
        .chain(&changes.posts)
        .map(|post| (post.id, post))
        .collect();
    let name = |person| {
        persons
            .get(&person)
            .map_or_else(String::new, |found| found.name.clone())
    };
    let told = |fault: Fault| {
        let code = fault
            .person
            .and_then(|person| persons.get(&person))
            .map(|person| person.code.as_str());
        let taking = roster
            .holdings
            .iter()
            .find(|line| Some(line.value.person_code.as_str()) == code);
        let codes: Vec<_> = fault
            .posts
            .iter()
            .filter_map(|post| posts.get(post))
            .map(|post| &post.code)
            .collect();
        let changed = roster.posts.iter().find(|line| codes.contains(&&line.value.code));
        let row = taking.map(row).or_else(|| changed.map(row))?;
        Some(problem(row, &fault.refusal))
    };
    faults(stored.posts.iter(), stored.holdings.iter(), changes, name)
        .into_iter()
        .filter_map(told)
        .collect()
}

fn row<T>(line: &Line<T>) -> (String, u32) {
    (line.sheet.clone(), line.row)
}

fn problem((sheet, row): (String, u32), refusal: &Refusal) -> Problem {
    let what = match refusal {
        Refusal::NotTogether { person, one, other } => {
            format!("{person}同时担任“{}”和“{}”", duty_word(*one), duty_word(*other))
        }
        other => other.to_string(),
    };
    let remedy = "三员互不兼任，也不兼任其他岗位，请调整任职。".to_owned();
    Problem {
        sheet,
        row,
        what,
        remedy,
    }
}
