use db::{Engine, Tx};
use domain::ids::{DisclosureId, PersonId};
use domain::time::Timestamp;
use domain::words::{Followed, Occasion};
use uuid::Uuid;

use crate::{App, Result, outbox};

db::record! {
    /// A message as it lies in the table.
    #[derive(Clone)]
    pub(crate) struct Row {
        pub(crate) seq: i64,
        pub(crate) occasion: String,
        pub(crate) about: Uuid,
        pub(crate) told_at: i64,
        pub(crate) unread: bool,
    }

    /// A release that people have still to hear of.
    pub(super) struct Telling {
        pub(super) disclosure: Uuid,
        pub(super) seq: i64,
        pub(super) due_at: i64,
        pub(super) after_person: Uuid,
    }
}

/// What somebody is told.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) occasion: Occasion,
    pub(super) about: Uuid,
}

pub(super) async fn has_caught_up(tx: &mut Tx) -> Result<bool> {
    let found = tx
        .query(
            "select telling_cursor.seq from telling_cursor join journal_head on journal_head.id = telling_cursor.id
             where telling_cursor.seq < journal_head.seq and (not exists (select 1 from ledger)
                 or telling_cursor.seq < (select size from ledger_head where id = 1))",
        )
        .first::<(i64,)>()
        .await?;
    Ok(found.is_none())
}

/// How far the journal has been gone through, held until the transaction ends.
pub(super) async fn cursor(tx: &mut Tx) -> Result<i64> {
    if tx.engine() == Engine::Postgres {
        tx.query("update telling_cursor set seq = seq where id = 1")
            .execute()
            .await?;
    }
    let found = tx
        .query("select seq from telling_cursor where id = 1")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(seq,)| seq))
}

pub(super) async fn advance(tx: &mut Tx, seq: i64, told: bool) -> Result<()> {
    tx.query("update telling_cursor set seq = $1, pulse = pulse + $2 where id = 1")
        .bind(seq)
        .bind(i64::from(told))
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn beat(tx: &mut Tx) -> Result<()> {
    tx.query("update telling_cursor set pulse = pulse + 1 where id = 1")
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn pulse(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select pulse from telling_cursor where id = 1")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(pulse,)| pulse))
}

/// Tells somebody something, once for each line of the journal, and prepares the mail they want of it; 0 when they
/// were told already.
pub(super) async fn tell(tx: &mut Tx, app: &App, (seq, person): (i64, PersonId), told: Told) -> Result<u64> {
    let written = tx
        .query(
            "insert into message (person, seq, occasion, about, told_at, unread)
             values ($1, $2, $3, $4, $5, true) on conflict (person, seq) do nothing",
        )
        .bind(person.0)
        .bind(seq)
        .bind(told.occasion.code())
        .bind(told.about)
        .bind(app.now().0)
        .execute()
        .await?;
    if 0 < written {
        outbox::prepare(app, tx, (person, seq), told.occasion.topic()).await?;
    }
    Ok(written)
}

pub(super) async fn newest(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select seq, occasion, about, told_at, unread from message where person = $1 order by seq desc limit $2",
        )
        .bind(person.0)
        .bind(most)
        .all()
        .await?)
}

pub(super) async fn unread(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select seq, occasion, about, told_at, unread from message
             where person = $1 and unread order by seq desc limit $2",
        )
        .bind(person.0)
        .bind(most)
        .all()
        .await?)
}

/// The unread message about one line of the journal.
pub(crate) async fn unread_at(tx: &mut Tx, person: PersonId, seq: i64) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select seq, occasion, about, told_at, unread from message where person = $1 and seq = $2 and unread",
        )
        .bind(person.0)
        .bind(seq)
        .all()
        .await?)
}

/// The unread messages of a time, newest first.
pub(crate) async fn unread_of(
    tx: &mut Tx,
    person: PersonId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Row>> {
    Ok(tx
        .query(
            "select seq, occasion, about, told_at, unread from message
             where person = $1 and $2 <= told_at and told_at < $3 and unread order by seq desc",
        )
        .bind(person.0)
        .bind(from.0)
        .bind(until.0)
        .all()
        .await?)
}

pub(super) async fn is_unread(tx: &mut Tx, person: PersonId, about: Uuid) -> Result<bool> {
    let found = tx
        .query("select seq from message where person = $1 and about = $2 and unread limit 1")
        .bind(person.0)
        .bind(about)
        .first::<(i64,)>()
        .await?;
    Ok(found.is_some())
}

pub(super) async fn read(tx: &mut Tx, person: PersonId, about: Uuid) -> Result<()> {
    tx.query("update message set unread = false where person = $1 and about = $2")
        .bind(person.0)
        .bind(about)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn read_until(tx: &mut Tx, person: PersonId, until: i64) -> Result<()> {
    tx.query("update message set unread = false where person = $1 and seq <= $2")
        .bind(person.0)
        .bind(until)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn forget(tx: &mut Tx, before: Timestamp) -> Result<()> {
    tx.query("delete from message where told_at < $1")
        .bind(before.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn plan_telling(
    tx: &mut Tx,
    disclosure: DisclosureId,
    (seq, due): (i64, Timestamp),
) -> Result<()> {
    tx.query(
        "insert into telling (disclosure, seq, due_at, after_person) values ($1, $2, $3, $4)
         on conflict (disclosure) do nothing",
    )
    .bind(disclosure.0)
    .bind(seq)
    .bind(due.0)
    .bind(Uuid::nil())
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn due_telling(tx: &mut Tx, now: Timestamp) -> Result<Option<Telling>> {
    Ok(tx
        .query(
            "select disclosure, seq, due_at, after_person from telling where due_at <= $1 order by due_at limit 1",
        )
        .bind(now.0)
        .first()
        .await?)
}

/// Goes on after a person, or at another time, unless another node was faster.
pub(super) async fn go_on(tx: &mut Tx, was: &Telling, (due, after): (Timestamp, Uuid)) -> Result<()> {
    tx.query(
        "update telling set due_at = $4, after_person = $5
         where disclosure = $1 and due_at = $2 and after_person = $3",
    )
    .bind(was.disclosure)
    .bind(was.due_at)
    .bind(was.after_person)
    .bind(due.0)
    .bind(after)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn end_telling(tx: &mut Tx, was: &Telling) -> Result<()> {
    tx.query("delete from telling where disclosure = $1 and due_at = $2 and after_person = $3")
        .bind(was.disclosure)
        .bind(was.due_at)
        .bind(was.after_person)
        .execute()
        .await?;
    Ok(())
}

/// Of what matter, unit, entry and rulebook a disclosure is.
pub(super) async fn origin(tx: &mut Tx, disclosure: Uuid) -> Result<Option<(Uuid, Uuid, String, Uuid)>> {
    Ok(tx
        .query(
            "select matter.id, matter.unit, matter.entry, matter.rulebook
             from plan join matter on matter.id = plan.matter join disclosure on disclosure.plan = plan.id
             where disclosure.id = $1",
        )
        .bind(disclosure)
        .first()
        .await?)
}

/// The active people who follow a matter, its unit or its entry, after one of them.
pub(super) async fn followers(
    tx: &mut Tx,
    (matter, unit, entry): (Uuid, Uuid, &str),
    (after, most): (Uuid, i64),
) -> Result<Vec<PersonId>> {
    let rows = tx
        .query(
            "select distinct following.person from following join person on person.id = following.person
             where person.active and $4 < following.person
                 and ((what = 'matter' and about = $1) or (what = 'unit' and about = $2)
                     or (what = 'entry' and about = $3))
             order by following.person limit $5",
        )
        .bind(matter.to_string())
        .bind(unit.to_string())
        .bind(entry)
        .bind(after)
        .bind(most)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// All active people after one of them.
pub(super) async fn everybody(tx: &mut Tx, (after, most): (Uuid, i64)) -> Result<Vec<PersonId>> {
    let rows = tx
        .query("select id from person where active and $1 < id order by id limit $2")
        .bind(after)
        .bind(most)
        .all::<(Uuid,)>()
        .await?;
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

pub(super) async fn follow(
    tx: &mut Tx,
    person: PersonId,
    (what, about): (Followed, &str),
    since: Timestamp,
) -> Result<()> {
    tx.query(
        "insert into following (person, what, about, since) values ($1, $2, $3, $4)
         on conflict (person, what, about) do nothing",
    )
    .bind(person.0)
    .bind(what.code())
    .bind(about)
    .bind(since.0)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn unfollow(tx: &mut Tx, person: PersonId, (what, about): (Followed, &str)) -> Result<()> {
    tx.query("delete from following where person = $1 and what = $2 and about = $3")
        .bind(person.0)
        .bind(what.code())
        .bind(about)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn followings(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<(String, String)>> {
    Ok(tx
        .query("select what, about from following where person = $1 order by since desc, about limit $2")
        .bind(person.0)
        .bind(most)
        .all()
        .await?)
}

pub(super) async fn follows(tx: &mut Tx, person: PersonId, (what, about): (Followed, &str)) -> Result<bool> {
    let found = tx
        .query("select since from following where person = $1 and what = $2 and about = $3")
        .bind(person.0)
        .bind(what.code())
        .bind(about)
        .first::<(i64,)>()
        .await?;
    Ok(found.is_some())
}

/// Somebody comes: what was their last visit becomes the one before.
pub(crate) async fn begin_visit(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    tx.query(
        "insert into visit (person, seen_at, before_at) values ($1, $2, $2)
         on conflict (person) do update set before_at = visit.seen_at, seen_at = excluded.seen_at",
    )
    .bind(person.0)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// Somebody is still here.
pub(crate) async fn go_on_visiting(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    tx.query("update visit set seen_at = $2 where person = $1")
        .bind(person.0)
        .bind(now.0)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn last_visit(tx: &mut Tx, person: PersonId) -> Result<Option<Timestamp>> {
    let found = tx
        .query("select before_at from visit where person = $1")
        .bind(person.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(at,)| Timestamp(at)))
}
