use db::Tx;
use domain::ids::PersonId;
use domain::time::Timestamp;
use uuid::Uuid;

use super::{Head, Line};
use crate::Result;

/// Where the journal ends, held until the transaction does: the next one waits for its turn here.
pub(crate) async fn head(tx: &mut Tx) -> Result<Head> {
    let found = tx
        .query("update journal_head set seq = seq where id = 1 returning seq, hash")
        .first::<(i64, Vec<u8>)>()
        .await?;
    let (seq, hash) = found.ok_or(db::Error::Inconsistent {
        table: "journal_head",
        column: "id",
    })?;
    let found = tx
        .query("select at from journal where seq = $1")
        .bind(seq)
        .first::<(i64,)>()
        .await?;
    let at = Timestamp(found.map_or(0, |(at,)| at));
    Ok(Head { seq, hash, at })
}

pub(crate) async fn close(tx: &mut Tx, head: &Head) -> Result<()> {
    tx.query("update journal_head set seq = $1, hash = $2 where id = 1 and seq < $1")
        .bind(head.seq)
        .bind(&head.hash)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn append(tx: &mut Tx, line: &Line) -> Result<()> {
    tx.query("insert into journal (seq, at, actor, kind, body, hash) values ($1, $2, $3, $4, $5, $6)")
        .bind(line.seq)
        .bind(line.at.0)
        .bind(line.actor.map(|person| person.0))
        .bind(&line.kind)
        .bind(&line.body)
        .bind(&line.hash)
        .execute()
        .await?;
    Ok(())
}

/// The lines after one, oldest first: number, moment and decision.
pub(crate) async fn after(tx: &mut Tx, seq: i64, most: i64) -> Result<Vec<(i64, i64, String)>> {
    Ok(tx
        .query("select seq, at, body from journal where $1 < seq order by seq limit $2")
        .bind(seq)
        .bind(most)
        .all()
        .await?)
}

/// A line by its number.
pub(crate) async fn line(tx: &mut Tx, seq: i64) -> Result<Option<Line>> {
    Ok(lines(tx, (seq, seq.saturating_add(1)), (None, None), 1)
        .await?
        .pop())
}

/// How many lines there are, which is the number of the last.
pub(crate) async fn length(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select seq from journal_head where id = 1")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(seq,)| seq))
}

/// The number of the first line since a moment.
pub(super) async fn first_since(tx: &mut Tx, at: Timestamp) -> Result<Option<i64>> {
    let found = tx
        .query("select seq from journal where $1 <= at order by at, seq limit 1")
        .bind(at.0)
        .first::<(i64,)>()
        .await?;
    Ok(found.map(|(seq,)| seq))
}

/// The next kind in the order of letters.
pub(super) async fn kind_after(tx: &mut Tx, kind: &str) -> Result<Option<String>> {
    let found = tx
        .query("select min(kind) from journal where $1 < kind")
        .bind(kind)
        .first::<(Option<String>,)>()
        .await?;
    Ok(found.and_then(|(kind,)| kind))
}

/// The last lines from one number up to another, which is not included.
pub(crate) async fn lines(
    tx: &mut Tx,
    (first, end): (i64, i64),
    (kind, person): (Option<&str>, Option<PersonId>),
    most: i64,
) -> Result<Vec<Line>> {
    let statement = match (kind, person) {
        (None, None) => {
            "select seq, at, actor, kind, body, hash from journal where $1 <= seq and seq < $2
             order by seq desc limit $3"
        }
        (Some(_), None) => {
            "select seq, at, actor, kind, body, hash from journal where $1 <= seq and seq < $2 and kind = $4
             order by seq desc limit $3"
        }
        (None, Some(_)) => {
            "select seq, at, actor, kind, body, hash from journal where $1 <= seq and seq < $2 and actor = $4
             order by seq desc limit $3"
        }
        (Some(_), Some(_)) => {
            "select seq, at, actor, kind, body, hash from journal
             where $1 <= seq and seq < $2 and kind = $4 and actor = $5 order by seq desc limit $3"
        }
    };
    let mut query = tx.query(statement).bind(first).bind(end).bind(most);
    if let Some(kind) = kind {
        query = query.bind(kind);
    }
    if let Some(person) = person {
        query = query.bind(person.0);
    }
    let rows = query
        .all::<(i64, i64, Option<Uuid>, String, String, Vec<u8>)>()
        .await?;
    let line = |(seq, at, actor, kind, body, hash): (_, _, Option<Uuid>, _, _, _)| Line {
        seq,
        at: Timestamp(at),
        actor: actor.map(PersonId),
        kind,
        body,
        hash,
    };
    Ok(rows.into_iter().map(line).collect())
}
