use db::Tx;
use domain::actor::{Crew, Seat, Sitting};
use domain::delegation::{Delegation, DelegationEnd};
use domain::ids::{DelegationId, PersonId, PostId, UnitId};
use domain::time::Timestamp;
use domain::words::Duty;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Result;
use crate::journal::Line;
use crate::organisation::{days_of, duties_of};

db::record! {
    struct Row {
        id: Uuid,
        post: Uuid,
        holder: Uuid,
        deputy: Uuid,
        duties: String,
        from_day: String,
        until_day: String,
        away: bool,
        reason: String,
    }
}

impl TryFrom<Row> for Delegation {
    type Error = db::Error;

    fn try_from(row: Row) -> db::Result<Self> {
        let (from, until) = days_of(&row.from_day, Some(&row.until_day))?;
        Ok(Self {
            id: DelegationId(row.id),
            post: PostId(row.post),
            holder: PersonId(row.holder),
            deputy: PersonId(row.deputy),
            duties: duties_of(&row.duties)?,
            from,
            until: until.unwrap_or(from),
            away: row.away,
            reason: row.reason,
        })
    }
}

pub(crate) async fn save(tx: &mut Tx, delegation: &Delegation, line: &Line) -> Result<()> {
    let duties: Vec<_> = delegation.duties.iter().map(|duty| duty.code()).collect();
    tx.query(
        "insert into delegation (id, post, holder, deputy, duties, from_day, until_day, away, reason, by_person)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(delegation.id.0)
    .bind(delegation.post.0)
    .bind(delegation.holder.0)
    .bind(delegation.deputy.0)
    .bind(duties.join(","))
    .bind(delegation.from.to_string())
    .bind(delegation.until.to_string())
    .bind(delegation.away)
    .bind(&delegation.reason)
    .bind(line.actor.map(|person| person.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_end(tx: &mut Tx, end: &DelegationEnd, at: Timestamp) -> Result<()> {
    tx.query("update delegation set ended_at = $2 where id = $1")
        .bind(end.id.0)
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

/// A delegation that nobody has ended.
pub(crate) async fn open(tx: &mut Tx, id: DelegationId) -> Result<Option<Delegation>> {
    let row = tx
        .query(
            "select id, post, holder, deputy, duties, from_day, until_day, away, reason from delegation
             where id = $1 and ended_at is null",
        )
        .bind(id.0)
        .first::<Row>()
        .await?;
    Ok(row.map(Delegation::try_from).transpose()?)
}

/// The delegations of a post that hold today or later.
pub(crate) async fn of_post(tx: &mut Tx, post: PostId, today: Date) -> Result<Vec<Delegation>> {
    let rows = tx
        .query(
            "select id, post, holder, deputy, duties, from_day, until_day, away, reason from delegation
             where post = $1 and ended_at is null and $2 <= until_day order by from_day, id",
        )
        .bind(post.0)
        .bind(today.to_string())
        .all::<Row>()
        .await?;
    Ok(rows
        .into_iter()
        .map(Delegation::try_from)
        .collect::<db::Result<_>>()?)
}

/// The seats in which somebody stands in on a day, and for whom: as long as that one holds the post.
pub(crate) async fn seats(tx: &mut Tx, deputy: PersonId, day: Date) -> Result<Vec<(Seat, PersonId)>> {
    let rows = tx
        .query(
            "select post.unit, post.duties, delegation.duties, delegation.holder from delegation
             join post on post.id = delegation.post
             join holding on holding.post = delegation.post and holding.person = delegation.holder
             join person on person.id = delegation.deputy
             where delegation.deputy = $1 and person.active and delegation.ended_at is null
                 and delegation.from_day <= $2 and $2 <= delegation.until_day
                 and holding.from_day <= $2 and (holding.until_day is null or $2 <= holding.until_day)",
        )
        .bind(deputy.0)
        .bind(day.to_string())
        .all::<(Uuid, String, String, Uuid)>()
        .await?;
    let mut seats = Vec::new();
    for (unit, of_post, delegated, holder) in rows {
        let unit = UnitId(unit);
        for duty in both(&of_post, &delegated)? {
            seats.push((Seat { unit, duty }, PersonId(holder)));
        }
    }
    Ok(seats)
}

/// Who has which duty on a day in a unit and in those above it: the holders, and whoever stands in for them.
pub(crate) async fn crew(tx: &mut Tx, unit: UnitId, day: Date) -> Result<Crew> {
    let holders = tx
        .query(
            "with recursive line (id, superior) as (
                 select id, superior from unit where id = $1
                 union all
                 select unit.id, unit.superior from unit join line on unit.id = line.superior
             )
             select post.unit, post.duties, person.id from line
             join post on post.unit = line.id
             join holding on holding.post = post.id
             join person on person.id = holding.person
             where person.active and holding.from_day <= $2
                 and (holding.until_day is null or $2 <= holding.until_day)
             order by holding.from_day, holding.id",
        )
        .bind(unit.0)
        .bind(day.to_string())
        .all::<(Uuid, String, Uuid)>()
        .await?;
    let mut crew = Crew::default();
    for (unit, duties, person) in holders {
        sit(&mut crew, unit, duties_of(&duties)?, (person, None));
    }
    for (unit, of_post, delegated, deputy, holder) in deputies(tx, unit, day).await? {
        sit(
            &mut crew,
            unit,
            both(&of_post, &delegated)?,
            (deputy, Some(holder)),
        );
    }
    Ok(crew)
}

type Deputy = (Uuid, String, String, Uuid, Uuid);

async fn deputies(tx: &mut Tx, unit: UnitId, day: Date) -> Result<Vec<Deputy>> {
    Ok(tx
        .query(
            "with recursive line (id, superior) as (
                 select id, superior from unit where id = $1
                 union all
                 select unit.id, unit.superior from unit join line on unit.id = line.superior
             )
             select post.unit, post.duties, delegation.duties, person.id, delegation.holder from line
             join post on post.unit = line.id
             join delegation on delegation.post = post.id
             join holding on holding.post = post.id and holding.person = delegation.holder
             join person on person.id = delegation.deputy
             where person.active and delegation.ended_at is null
                 and delegation.from_day <= $2 and $2 <= delegation.until_day
                 and holding.from_day <= $2 and (holding.until_day is null or $2 <= holding.until_day)
             order by delegation.from_day, delegation.id",
        )
        .bind(unit.0)
        .bind(day.to_string())
        .all()
        .await?)
}

fn sit(crew: &mut Crew, unit: Uuid, duties: Vec<Duty>, (person, for_whom): (Uuid, Option<Uuid>)) {
    let unit = UnitId(unit);
    crew.0.extend(duties.into_iter().map(|duty| Sitting {
        seat: Seat { unit, duty },
        person: PersonId(person),
        for_whom: for_whom.map(PersonId),
    }));
}

/// A post may have lost a duty since it was delegated.
fn both(of_post: &str, delegated: &str) -> Result<Vec<Duty>> {
    let of_post = duties_of(of_post)?;
    let mut duties = duties_of(delegated)?;
    duties.retain(|duty| of_post.contains(duty));
    Ok(duties)
}
