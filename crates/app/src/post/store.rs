use db::Tx;
use domain::ids::{HoldingId, PersonId, PlanId, PostId, UnitId};
use domain::organisation::{Holding, Post};
use jiff::civil::Date;
use uuid::Uuid;

use crate::Result;
use crate::organisation::{PostRow, days_of};

pub(crate) async fn post(tx: &mut Tx, id: PostId) -> Result<Option<Post>> {
    let row = tx
        .query("select id, code, unit, title, duties from post where id = $1")
        .bind(id.0)
        .first::<PostRow>()
        .await?;
    Ok(row.map(Post::try_from).transpose()?)
}

/// The posts of a unit, by code.
pub(crate) async fn of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<Post>> {
    let rows = tx
        .query("select id, code, unit, title, duties from post where unit = $1 order by code")
        .bind(unit.0)
        .all::<PostRow>()
        .await?;
    Ok(rows.into_iter().map(Post::try_from).collect::<db::Result<_>>()?)
}

/// Who holds a post on a day.
pub(crate) async fn holders(tx: &mut Tx, post: PostId, day: Date) -> Result<Vec<PersonId>> {
    let held = holdings(tx, post, day).await?;
    Ok(held.into_iter().map(|holding| holding.person).collect())
}

/// The holdings of a post on a day by people who are active, the earliest first.
pub(crate) async fn holdings(tx: &mut Tx, post: PostId, day: Date) -> Result<Vec<Holding>> {
    let rows = tx
        .query(
            "select holding.id, holding.person, holding.from_day, holding.until_day
             from holding join person on person.id = holding.person
             where holding.post = $1 and person.active and holding.from_day <= $2
                 and (holding.until_day is null or $2 <= holding.until_day)
             order by holding.from_day, holding.id",
        )
        .bind(post.0)
        .bind(day.to_string())
        .all::<(Uuid, Uuid, String, Option<String>)>()
        .await?;
    let holding = |(id, person, from, until): (Uuid, Uuid, String, Option<String>)| {
        let (from, until) = days_of(&from, until.as_deref())?;
        Ok(Holding {
            id: HoldingId(id),
            post,
            person: PersonId(person),
            from,
            until,
        })
    };
    Ok(rows.into_iter().map(holding).collect::<db::Result<_>>()?)
}

/// The posts of a unit and of those directly below that nobody holds, where work is waiting: id, title, unit.
pub(crate) async fn vacant(tx: &mut Tx, unit: UnitId, day: Date) -> Result<Vec<(PostId, String, String)>> {
    let rows = tx
        .query(
            "select post.id, post.title, unit.name from post join unit on unit.id = post.unit
             where (unit.id = $1 or unit.superior = $1)
                 and not exists (
                     select 1 from holding join person on person.id = holding.person
                     where holding.post = post.id and person.active and holding.from_day <= $2
                         and (holding.until_day is null or $2 <= holding.until_day)
                 )
                 and exists (select 1 from plan where plan.unit = post.unit
                     and (plan.state = 'draft' or plan.state = 'returned' or plan.state = 'in_review'))
             order by unit.code, post.code",
        )
        .bind(unit.0)
        .bind(day.to_string())
        .all::<(Uuid, String, String)>()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, title, unit)| (PostId(id), title, unit))
        .collect())
}

/// The plans of a unit that are not released, the longest waiting first.
pub(crate) async fn open_plans(tx: &mut Tx, unit: UnitId, most: i64) -> Result<Vec<PlanId>> {
    let rows = tx
        .query("select id from plan where unit = $1 and not state = 'released' order by changed_at limit $2")
        .bind(unit.0)
        .bind(most)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| PlanId(id)).collect())
}

/// Somebody's plans in a unit that are not released.
pub(crate) async fn plans_of(tx: &mut Tx, unit: UnitId, drafter: PersonId) -> Result<Vec<PlanId>> {
    let rows = tx
        .query("select id from plan where unit = $1 and drafter = $2 and not state = 'released' order by changed_at")
        .bind(unit.0)
        .bind(drafter.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| PlanId(id)).collect())
}
