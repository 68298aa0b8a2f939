use db::Tx;
use domain::ids::PersonId;
use domain::time::Timestamp;
use domain::words::{Occasion, Pace, Parcel, Posted, Stage, Topic};
use uuid::Uuid;

use super::Cell;
use crate::Result;
use crate::organisation::duties_of;

type Rows = Vec<Vec<Cell>>;

fn text(text: impl ToString) -> Cell {
    Cell::Text(text.to_string())
}

fn at(at: i64) -> Cell {
    Cell::At(Timestamp(at))
}

fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    value.map_or(Cell::Empty, cell)
}

/// What a code stands for, or the code itself.
fn word<T>(code: &str, known: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
    known.map_or_else(|| text(code), cell)
}

pub(super) async fn holdings(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query(
            "select post.title, unit.name, holding.from_day, holding.until_day from holding
             join post on post.id = holding.post join unit on unit.id = post.unit
             where holding.person = $1 order by holding.from_day, holding.id",
        )
        .bind(person.0)
        .all::<(String, String, String, Option<String>)>()
        .await?;
    let row = |(post, unit, from, until)| vec![text(post), text(unit), text(from), maybe(until, text)];
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn stand_ins(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    type Row = (
        String,
        String,
        String,
        String,
        String,
        String,
        String,
        Option<i64>,
    );
    let rows = tx
        .query(
            "select post.title, holder.name, deputy.name, delegation.duties, delegation.from_day,
                 delegation.until_day, delegation.reason, delegation.ended_at from delegation
             join post on post.id = delegation.post
             join person holder on holder.id = delegation.holder
             join person deputy on deputy.id = delegation.deputy
             where delegation.holder = $1 or delegation.deputy = $1
             order by delegation.from_day, delegation.id",
        )
        .bind(person.0)
        .all::<Row>()
        .await?;
    let mut all = Rows::with_capacity(rows.len());
    for (post, holder, deputy, duties, from, until, reason, ended) in rows {
        all.push(vec![
            text(post),
            text(holder),
            text(deputy),
            Cell::Duties(duties_of(&duties)?),
            text(from),
            text(until),
            text(reason),
            maybe(ended, at),
        ]);
    }
    Ok(all)
}

pub(super) async fn groups(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query(
            "select named_group.name, unit.name from membership
             join named_group on named_group.id = membership.named_group join unit on unit.id = named_group.unit
             where membership.person = $1 order by named_group.id",
        )
        .bind(person.0)
        .all::<(String, String)>()
        .await?;
    let row = |(group, unit)| vec![text(group), text(unit)];
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn kept(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query(
            "select kept.token, unit.name from kept join unit on unit.id = kept.at_unit
             where kept.person = $1 order by kept.token",
        )
        .bind(person.0)
        .all::<(String, String)>()
        .await?;
    let row = |(token, unit)| vec![text(token), text(unit)];
    Ok(rows.into_iter().map(row).collect())
}

/// When they were here last, and when the time before.
pub(super) async fn visit(tx: &mut Tx, person: PersonId) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    let found = tx
        .query("select seen_at, before_at from visit where person = $1")
        .bind(person.0)
        .first::<(i64, i64)>()
        .await?;
    Ok(found.map_or((None, None), |(seen, before)| {
        (
            Some(Timestamp(seen)),
            Some(Timestamp(before)).filter(|at| 0 < at.0),
        )
    }))
}

pub(super) async fn calendar_address(tx: &mut Tx, person: PersonId) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select issued_at from calendar_address where person = $1")
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(at,)| Timestamp(at)))
}

pub(super) async fn sessions(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select device, begun_at, seen_at from session where person = $1 order by begun_at, id")
        .bind(person.0)
        .all::<(String, i64, i64)>()
        .await?;
    let row = |(device, begun, seen)| vec![text(device), at(begun), at(seen)];
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn browsers(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select seen_at from known_browser where person = $1 order by seen_at, hash")
        .bind(person.0)
        .all::<(i64,)>()
        .await?;
    Ok(rows.into_iter().map(|(seen,)| vec![at(seen)]).collect())
}

pub(super) async fn tokens(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select label, issued_at, revoked_at from api_token where person = $1 order by issued_at, id")
        .bind(person.0)
        .all::<(String, i64, Option<i64>)>()
        .await?;
    let row = |(label, issued, revoked)| vec![text(label), at(issued), maybe(revoked, at)];
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn resets(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query(
            "select asked_at, second_factor, settled_at, confirmed from reset
             where person = $1 order by asked_at, id",
        )
        .bind(person.0)
        .all::<(i64, bool, Option<i64>, Option<bool>)>()
        .await?;
    let row = |(asked, factor, settled, confirmed)| {
        vec![
            at(asked),
            Cell::Yes(factor),
            maybe(settled, at),
            maybe(confirmed, Cell::Yes),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn wishes(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select topic, pace from wish where person = $1 order by topic")
        .bind(person.0)
        .all::<(String, String)>()
        .await?;
    let row = |(topic, pace): (String, String)| {
        vec![
            word(&topic, Topic::from_code(&topic), Cell::Topic),
            word(&pace, Pace::from_code(&pace), Cell::Pace),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn messages(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select told_at, occasion, unread, about from message where person = $1 order by seq")
        .bind(person.0)
        .all::<(i64, String, bool, Uuid)>()
        .await?;
    let row = |(told, occasion, unread, about): (_, String, _, Uuid)| {
        vec![
            at(told),
            word(&occasion, Occasion::from_code(&occasion), Cell::Occasion),
            Cell::Yes(unread),
            text(about),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn letters(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select due_at, parcel, state, done_at from outbox where recipient = $1 order by due_at, id")
        .bind(person.0)
        .all::<(i64, String, String, Option<i64>)>()
        .await?;
    let row = |(due, parcel, state, done): (_, String, String, _)| {
        vec![
            at(due),
            word(&parcel, Parcel::from_code(&parcel), Cell::Parcel),
            word(&state, Posted::from_code(&state), Cell::Posted),
            maybe(done, at),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

/// How much they typed, and not what: an edition that others wrote may be in it.
pub(super) async fn autosaves(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query("select at, matter, stage, form from autosave where person = $1 order by at, matter, stage")
        .bind(person.0)
        .all::<(i64, Uuid, String, String)>()
        .await?;
    let row = |(saved, matter, stage, form): (_, Uuid, String, String)| {
        vec![
            at(saved),
            text(matter),
            word(&stage, Stage::from_code(&stage), Cell::Stage),
            Cell::Number(i64::try_from(form.chars().count()).unwrap_or(i64::MAX)),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn recorded(tx: &mut Tx, person: PersonId) -> Result<Rows> {
    let rows = tx
        .query(
            "select at, kind, idempotency_key, about from recorded
             where person = $1 order by at, kind, idempotency_key",
        )
        .bind(person.0)
        .all::<(i64, String, String, Uuid)>()
        .await?;
    let row = |(done, kind, key, about): (_, String, String, Uuid)| {
        vec![at(done), text(kind), text(key), text(about)]
    };
    Ok(rows.into_iter().map(row).collect())
}
