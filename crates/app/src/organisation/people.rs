use db::Tx;
use domain::actor::{Actor, Seat};
use domain::audience::{Standing, Token};
use domain::ids::PersonId;
use domain::organisation::Person;
use jiff::civil::Date;

use super::store;
use crate::{App, Result, delegation, dissolution};

/// Somebody by their id.
pub async fn person(app: &App, id: PersonId) -> Result<Option<Person>> {
    let mut tx = app.view().await?;
    store::person(&mut tx, id).await
}

/// Somebody with the duties of the posts they hold on a day. Who is not active has none.
pub(crate) async fn actor_in(tx: &mut Tx, id: PersonId, day: Date) -> Result<Actor> {
    let mut seats = Vec::new();
    for (unit, duties) in store::seats(tx, id, day).await? {
        seats.extend(duties.into_iter().map(|duty| Seat { unit, duty }));
    }
    let stands_in = delegation::store::seats(tx, id, day).await?;
    seats.extend(stands_in.iter().map(|(seat, _)| *seat));
    Ok(Actor {
        person: id,
        seats,
        stands_in,
    })
}

/// Somebody with their duties today.
pub async fn actor(app: &App, id: PersonId) -> Result<Actor> {
    let mut tx = app.view().await?;
    actor_in(&mut tx, id, app.today()).await
}

/// Where somebody stands in the tree and the groups at this moment; nowhere when they are not active.
pub(crate) async fn standing_in(tx: &mut Tx, id: PersonId) -> Result<Option<Standing>> {
    let Some(person) = store::person(tx, id).await?.filter(|person| person.active) else {
        return Ok(None);
    };
    let line = store::line(tx, person.unit).await?;
    let groups = store::groups_of(tx, id).await?;
    Ok(Some(Standing {
        person: id,
        member: person.member,
        line,
        groups,
        kept: dissolution::store::kept(tx, id).await?,
    }))
}

/// Where somebody stands in the tree and the groups at this moment.
pub async fn standing(app: &App, id: PersonId) -> Result<Option<Standing>> {
    let mut tx = app.view().await?;
    standing_in(&mut tx, id).await
}

/// The name of the unit, group or person that a token speaks of.
pub(crate) async fn token_name(tx: &mut Tx, token: Token) -> Result<Option<String>> {
    match token {
        Token::Public | Token::Members | Token::NonMembers => Ok(None),
        Token::Subtree(unit) | Token::Unit(unit) => Ok(store::unit(tx, unit).await?.map(|unit| unit.name)),
        Token::Group(group) => store::group_name(tx, group).await,
        Token::Person(person) => Ok(store::person(tx, person).await?.map(|person| person.name)),
    }
}

/// Somebody by the code they sign in with.
pub async fn person_by_code(app: &App, code: &str) -> Result<Option<Person>> {
    let mut tx = app.view().await?;
    store::person_by_code(&mut tx, &domain::text::name(code)).await
}
