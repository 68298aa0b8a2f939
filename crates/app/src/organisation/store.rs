use db::Tx;
use domain::decision::Membership;
use domain::ids::{GroupId, PersonId, UnitId};
use domain::organisation::{Group, Holding, Person, Post, Unit};
use domain::words::Duty;
use jiff::civil::Date;
use uuid::Uuid;

use super::rows::{GroupRow, HoldingRow, PersonRow, PostRow, UnitRow, days, duties};
use crate::Result;

pub(crate) async fn save_unit(tx: &mut Tx, unit: &Unit) -> Result<()> {
    tx.query(
        "insert into unit (id, code, name, kind, superior) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set code = excluded.code, name = excluded.name, kind = excluded.kind,
             superior = excluded.superior",
    )
    .bind(unit.id.0)
    .bind(&unit.code)
    .bind(&unit.name)
    .bind(unit.kind.code())
    .bind(unit.superior.map(|superior| superior.0))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_person(tx: &mut Tx, person: &Person) -> Result<()> {
    tx.query(
        "insert into person (id, code, name, unit, member, active) values ($1, $2, $3, $4, $5, $6)
         on conflict (id) do update set code = excluded.code, name = excluded.name, unit = excluded.unit,
             member = excluded.member, active = excluded.active",
    )
    .bind(person.id.0)
    .bind(&person.code)
    .bind(&person.name)
    .bind(person.unit.0)
    .bind(person.member)
    .bind(person.active)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_post(tx: &mut Tx, post: &Post) -> Result<()> {
    let duties: Vec<_> = post.duties.iter().map(|duty| duty.code()).collect();
    tx.query(
        "insert into post (id, code, unit, title, duties) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set code = excluded.code, unit = excluded.unit, title = excluded.title,
             duties = excluded.duties",
    )
    .bind(post.id.0)
    .bind(&post.code)
    .bind(post.unit.0)
    .bind(&post.title)
    .bind(duties.join(","))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_holding(tx: &mut Tx, holding: &Holding) -> Result<()> {
    tx.query(
        "insert into holding (id, post, person, from_day, until_day) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set post = excluded.post, person = excluded.person,
             from_day = excluded.from_day, until_day = excluded.until_day",
    )
    .bind(holding.id.0)
    .bind(holding.post.0)
    .bind(holding.person.0)
    .bind(holding.from.to_string())
    .bind(holding.until.map(|day| day.to_string()))
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn save_group(tx: &mut Tx, group: &Group) -> Result<()> {
    tx.query(
        "insert into named_group (id, unit, name) values ($1, $2, $3)
         on conflict (id) do update set unit = excluded.unit, name = excluded.name",
    )
    .bind(group.id.0)
    .bind(group.unit.0)
    .bind(&group.name)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn join(tx: &mut Tx, membership: &Membership) -> Result<()> {
    tx.query("insert into membership (named_group, person) values ($1, $2) on conflict do nothing")
        .bind(membership.group.0)
        .bind(membership.person.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn leave(tx: &mut Tx, membership: &Membership) -> Result<()> {
    tx.query("delete from membership where named_group = $1 and person = $2")
        .bind(membership.group.0)
        .bind(membership.person.0)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn units(tx: &mut Tx) -> Result<Vec<Unit>> {
    let rows = tx
        .query("select id, code, name, kind, superior from unit order by code")
        .all::<UnitRow>()
        .await?;
    Ok(rows.into_iter().map(Unit::try_from).collect::<db::Result<_>>()?)
}

pub(crate) async fn root(tx: &mut Tx) -> Result<Option<UnitId>> {
    let row = tx
        .query("select id from unit where superior is null order by code limit 1")
        .first::<(Uuid,)>()
        .await?;
    Ok(row.map(|(id,)| UnitId(id)))
}

pub(crate) async fn unit(tx: &mut Tx, id: UnitId) -> Result<Option<Unit>> {
    let row = tx
        .query("select id, code, name, kind, superior from unit where id = $1")
        .bind(id.0)
        .first::<UnitRow>()
        .await?;
    Ok(row.map(Unit::try_from).transpose()?)
}

pub(crate) async fn children(tx: &mut Tx, id: UnitId) -> Result<Vec<Unit>> {
    let rows = tx
        .query("select id, code, name, kind, superior from unit where superior = $1 order by code")
        .bind(id.0)
        .all::<UnitRow>()
        .await?;
    Ok(rows.into_iter().map(Unit::try_from).collect::<db::Result<_>>()?)
}

/// A unit and every unit above it, from the nearest.
pub(crate) async fn line(tx: &mut Tx, unit: UnitId) -> Result<Vec<UnitId>> {
    let rows = tx
        .query(
            "with recursive line (id, superior, height) as (
                 select id, superior, cast(0 as bigint) from unit where id = $1
                 union all
                 select unit.id, unit.superior, line.height + 1 from unit join line on unit.id = line.superior
             )
             select id from line order by height",
        )
        .bind(unit.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| UnitId(id)).collect())
}

pub(crate) async fn persons(tx: &mut Tx) -> Result<Vec<Person>> {
    let rows = tx
        .query("select id, code, name, unit, member, active from person order by code")
        .all::<PersonRow>()
        .await?;
    Ok(rows.into_iter().map(Person::from).collect())
}

pub(crate) async fn person(tx: &mut Tx, id: PersonId) -> Result<Option<Person>> {
    let row = tx
        .query("select id, code, name, unit, member, active from person where id = $1")
        .bind(id.0)
        .first::<PersonRow>()
        .await?;
    Ok(row.map(Person::from))
}

pub(crate) async fn person_by_code(tx: &mut Tx, code: &str) -> Result<Option<Person>> {
    let row = tx
        .query("select id, code, name, unit, member, active from person where code = $1")
        .bind(code)
        .first::<PersonRow>()
        .await?;
    Ok(row.map(Person::from))
}

/// Who is on a unit's roster, active or not.
pub(crate) async fn roll(tx: &mut Tx, unit: UnitId) -> Result<Vec<Person>> {
    let rows = tx
        .query("select id, code, name, unit, member, active from person where unit = $1 order by code")
        .bind(unit.0)
        .all::<PersonRow>()
        .await?;
    Ok(rows.into_iter().map(Person::from).collect())
}

/// What those on a unit's roster hold or held: the post's title, from when, to when.
pub(crate) async fn held_in(
    tx: &mut Tx,
    unit: UnitId,
) -> Result<Vec<(PersonId, (String, Date, Option<Date>))>> {
    let rows = tx
        .query(
            "select person.id, post.title, holding.from_day, holding.until_day
             from person join holding on holding.person = person.id join post on post.id = holding.post
             where person.unit = $1 order by holding.from_day, holding.id",
        )
        .bind(unit.0)
        .all::<(Uuid, String, String, Option<String>)>()
        .await?;
    let held = |(person, title, from, until): (_, _, String, Option<String>)| {
        let (from, until) = days(&from, until.as_deref())?;
        Ok((PersonId(person), (title, from, until)))
    };
    Ok(rows.into_iter().map(held).collect::<db::Result<_>>()?)
}

pub(crate) async fn posts(tx: &mut Tx) -> Result<Vec<Post>> {
    let rows = tx
        .query("select id, code, unit, title, duties from post order by code")
        .all::<PostRow>()
        .await?;
    Ok(rows.into_iter().map(Post::try_from).collect::<db::Result<_>>()?)
}

pub(crate) async fn holdings(tx: &mut Tx) -> Result<Vec<Holding>> {
    let rows = tx
        .query("select id, post, person, from_day, until_day from holding order by id")
        .all::<HoldingRow>()
        .await?;
    Ok(rows
        .into_iter()
        .map(Holding::try_from)
        .collect::<db::Result<_>>()?)
}

pub(crate) async fn groups(tx: &mut Tx) -> Result<Vec<Group>> {
    let rows = tx
        .query("select id, unit, name from named_group order by name")
        .all::<GroupRow>()
        .await?;
    Ok(rows.into_iter().map(Group::from).collect())
}

pub(crate) async fn memberships(tx: &mut Tx) -> Result<Vec<Membership>> {
    let rows = tx
        .query("select named_group, person from membership order by named_group, person")
        .all::<(Uuid, Uuid)>()
        .await?;
    let membership = |(group, person)| Membership {
        group: GroupId(group),
        person: PersonId(person),
    };
    Ok(rows.into_iter().map(membership).collect())
}

pub(crate) async fn groups_of(tx: &mut Tx, person: PersonId) -> Result<Vec<GroupId>> {
    let rows = tx
        .query("select named_group from membership where person = $1")
        .bind(person.0)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| GroupId(id)).collect())
}

/// The duties somebody has on a day, unit by unit.
pub(crate) async fn seats(tx: &mut Tx, person: PersonId, day: Date) -> Result<Vec<(UnitId, Vec<Duty>)>> {
    let rows = tx
        .query(
            "select post.unit, post.duties from holding join post on post.id = holding.post
             join person on person.id = holding.person
             where holding.person = $1 and person.active and holding.from_day <= $2
                 and (holding.until_day is null or $2 <= holding.until_day)",
        )
        .bind(person.0)
        .bind(day.to_string())
        .all::<(Uuid, String)>()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(unit, text)| Ok((UnitId(unit), duties(&text)?)))
        .collect::<db::Result<_>>()?)
}

pub(crate) async fn group_name(tx: &mut Tx, id: GroupId) -> Result<Option<String>> {
    let found = tx
        .query("select name from named_group where id = $1")
        .bind(id.0)
        .first::<(String,)>()
        .await?;
    Ok(found.map(|(name,)| name))
}

pub(crate) async fn count_active(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select count(*) from person where active")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(count,)| count))
}

pub(crate) async fn count_members(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select count(*) from person where active and member")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(count,)| count))
}

/// The active people of a unit and all below it; without the members, when those are counted elsewhere.
pub(crate) async fn in_subtree(tx: &mut Tx, unit: UnitId, but_members: bool) -> Result<Vec<Uuid>> {
    let rows = tx
        .query(
            "with recursive below (id) as (
                 select id from unit where id = $1
                 union all
                 select unit.id from unit join below on unit.superior = below.id
             )
             select person.id from person join below on below.id = person.unit
             where person.active and not (person.member and $2)",
        )
        .bind(unit.0)
        .bind(but_members)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The active people of one unit.
pub(crate) async fn in_unit(tx: &mut Tx, unit: UnitId, but_members: bool) -> Result<Vec<Uuid>> {
    let rows = tx
        .query("select id from person where unit = $1 and active and not (member and $2)")
        .bind(unit.0)
        .bind(but_members)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The active people of a group.
pub(crate) async fn in_group(tx: &mut Tx, group: GroupId, but_members: bool) -> Result<Vec<Uuid>> {
    let rows = tx
        .query(
            "select person.id from person join membership on membership.person = person.id
             where membership.named_group = $1 and person.active and not (person.member and $2)",
        )
        .bind(group.0)
        .bind(but_members)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// One person, when active.
pub(crate) async fn in_person(tx: &mut Tx, person: PersonId, but_members: bool) -> Result<Vec<Uuid>> {
    let rows = tx
        .query("select id from person where id = $1 and active and not (member and $2)")
        .bind(person.0)
        .bind(but_members)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub(crate) async fn person_name(tx: &mut Tx, id: PersonId) -> Result<String> {
    let found = tx
        .query("select name from person where id = $1")
        .bind(id.0)
        .first::<(String,)>()
        .await?;
    Ok(found.map(|(name,)| name).unwrap_or_default())
}
