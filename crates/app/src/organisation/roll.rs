use std::collections::HashMap;

use domain::ids::{PersonId, UnitId};
use domain::organisation::Person;
use jiff::civil::Date;

use super::office::{ROSTER, officer_in};
use super::store;
use crate::{App, Error, Result, account};

/// Somebody on a unit's roster with the posts they hold or held, wherever these are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Who.
    pub person: Person,
    /// Title, first day and last day of each, the earliest first.
    pub posts: Vec<(String, Date, Option<Date>)>,
    /// Whether they ever chose a password.
    pub has_password: bool,
}

/// The people on a unit's roster, for the system administrator and the security administrator.
pub async fn people(app: &App, by: PersonId, unit: UnitId) -> Result<Vec<PersonLine>> {
    let mut tx = app.view().await?;
    officer_in(app, &mut tx, Some(by), ROSTER).await?;
    store::unit(&mut tx, unit).await?.ok_or(Error::NotFound)?;
    let mut posts: HashMap<PersonId, Vec<_>> = HashMap::new();
    for (person, post) in store::held_in(&mut tx, unit).await? {
        posts.entry(person).or_default().push(post);
    }
    let persons = store::roll(&mut tx, unit).await?;
    let with_password = account::store::with_password(&mut tx, unit).await?;
    let line = |person: Person| PersonLine {
        has_password: with_password.contains(&person.id),
        posts: posts.remove(&person.id).unwrap_or_default(),
        person,
    };
    Ok(persons.into_iter().map(line).collect())
}
