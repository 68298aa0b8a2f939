use db::{Engine, Tx};
use domain::time::Timestamp;

use super::{Head, Line};
use crate::Result;

/// Where the journal ends, held until the transaction does: the next one waits for its turn here.
pub(crate) async fn head(tx: &mut Tx) -> Result<Head> {
    if tx.engine() == Engine::Postgres {
        tx.query("update journal_head set seq = seq where id = 1")
            .execute()
            .await?;
    }
    let found = tx
        .query("select seq, hash from journal_head where id = 1")
        .first::<(i64, Vec<u8>)>()
        .await?;
    let (seq, hash) = found.ok_or(db::Error::Inconsistent {
        table: "journal_head",
        column: "id",
    })?;
    let last = tx
        .query("select at from journal where seq = $1")
        .bind(seq)
        .first::<(i64,)>()
        .await?;
    let at = Timestamp(last.map_or(0, |(at,)| at));
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

/// How many lines there are, which is the number of the last.
pub(crate) async fn length(tx: &mut Tx) -> Result<i64> {
    let found = tx
        .query("select seq from journal_head where id = 1")
        .first::<(i64,)>()
        .await?;
    Ok(found.map_or(0, |(seq,)| seq))
}
